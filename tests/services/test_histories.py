from datetime import UTC, date, datetime, timedelta

from perftui.i18n import say
from perftui.services.cycles import add_cycle, change_state
from perftui.services.histories import history, recent_steps
from perftui.services.people_changes import change_many
from perftui.services.people_edits import PersonInput, add_person, edit_person
from perftui.services.undo import undo
from perftui.services.units import add_unit, archive_unit
from perftui.storage import histories, schemas
from perftui.storage.people import PeopleFilter, listed
from perftui.storage.stores import Actor, Label, Store


def told(store, entity, entity_id):
    return [(line.verb, line.label_text(), line.old_text(), line.new_text()) for line in history(store, entity, entity_id)]


def test_changes_of_a_person_are_told_newest_first_with_names_for_ids(store, clock, today):
    unit = add_unit(store, "Sales")
    line = add_person(store, PersonInput("Li Na"), today).line
    clock.at += timedelta(minutes=5)
    edit_person(store, line.id, line.version, today, name="Li Nan", unit_id=unit.id)
    assert told(store, "person", line.id) == [
        ("update", "Name", "Li Na", "Li Nan"),
        ("update", "Unit", "", "Sales"),
        ("insert", "", "", ""),
    ]
    newest = history(store, "person", line.id)[0]
    assert (newest.actor, newest.at, newest.entity, newest.field) == ("li.na", datetime(2026, 11, 23, 8, 5, tzinfo=UTC), "person", "name")


def test_reporting_lines_belong_to_the_history_of_the_person(store, today):
    first, second = (add_person(store, PersonInput(name), today).line for name in ("First", "Second"))
    line = add_person(store, PersonInput("Li Na", manager_id=first.id, since=date(2026, 1, 1)), today).line
    edit_person(store, line.id, line.version, today, manager_id=second.id)
    assert told(store, "person", line.id) == [
        ("insert", "Manager", "", "Second"),
        ("insert", "Since", "", "2026-11-23"),
        ("update", "Until", "", "2026-11-23"),
        ("insert", "Manager", "", "First"),
        ("insert", "Since", "", "2026-01-01"),
        ("insert", "", "", ""),
    ]


def test_codes_flags_and_weights_are_told_in_words(store, records, today):
    cycle = add_cycle(store, "2026-Q4", today)
    change_state(store, cycle.id, cycle.version, cycle.state.ACTIVE, today)
    assert told(store, "cycle", cycle.id)[0] == ("update", "State", "Planning", "Active")
    unit = add_unit(store, "Sales")
    archive_unit(store, unit.id, unit.version, today)
    assert told(store, "unit", unit.id)[0] == ("update", "Archived", "no", "yes")
    goal = records.goal("Theme", cycle)
    with store.write(Label("Changed")):
        store.update("goal", goal, 1, weight=2500, kind="stretch", owner_unit_id=unit.id)
    assert sorted(told(store, "goal", goal)[:3]) == [
        ("update", "Kind", "Committed", "Stretch"),
        ("update", "Owner", "", "Sales"),
        ("update", "Weight", "100%", "25%"),
    ]


def test_check_ins_belong_to_the_history_of_the_key_result(store, records, today):
    key_result = records.key_result(records.goal("Theme", add_cycle(store, "2026-Q4", today)))
    records.check_in(key_result, today, "12", note="slow")
    assert told(store, "key_result", key_result)[:3] == [
        ("insert", "Date", "", "2026-11-23"),
        ("insert", "Value", "", "12"),
        ("insert", "Note", "", "slow"),
    ]


def test_a_name_that_is_gone_says_so(store, today):
    unit = add_unit(store, "Sales")
    line = add_person(store, PersonInput("Li Na"), today).line
    edit_person(store, line.id, line.version, today, unit_id=unit.id)
    for _ in range(3):
        undo(store)
    assert [row[2:] for row in told(store, "person", line.id) if row[1] == "Unit"] == [("(removed)", ""), ("", "(removed)")]


def test_who_may_not_see_a_person_does_not_see_their_history(store, today):
    line, other = (add_person(store, PersonInput(name), today).line for name in ("Li Na", "Wang"))
    store.limit_to([other.id])
    assert history(store, "person", line.id) == []
    assert len(history(store, "person", other.id)) == 1


def test_behind_a_scope_steps_that_name_somebody_else_are_not_told(store, records, today):
    cycle = add_cycle(store, "2026-Q4", today)
    line, other = (add_person(store, PersonInput(name), today).line for name in ("Li Na", "Wang"))
    change_many(store, [line.id, other.id], "position", "Clerk", today)
    owned = (("My goal", line), ("Secret", other))
    mine, theirs = (records.goal(title, cycle, level="person", owner_person_id=who.id) for title, who in owned)
    for goal, title in ((mine, "My result"), (theirs, "Secret result")):
        key_result = records.key_result(goal, title)
        records.add("check_in", key_result_id=key_result, on_date="2026-11-20", value="1")
    records.add("goal_link", from_goal_id=mine, to_goal_id=theirs, kind="depends")
    assert any("Secret" in say(step.label) for step in recent_steps(store))

    behind = Store(store.connection, Actor("zhang"), clock=store.clock)
    behind.limit_to([line.id])
    told = [say(step.label) for step in recent_steps(behind)]
    assert told == ["Added check_in", "Added My result", "Added My goal", "Added Li Na", *[say(recent_steps(store)[-1].label)]]
    own = Store(store.connection, Actor("li.na"), clock=store.clock)
    own.limit_to([line.id])
    assert len(recent_steps(own)) == len(recent_steps(store))


def test_every_table_with_a_history_says_who_may_see_its_steps():
    assert histories._SEEN.keys() == schemas.CAPTURED.keys()


def test_the_last_steps_are_told_with_who_and_how_many_records(store, today):
    for name in ("A", "B"):
        add_person(store, PersonInput(name), today)
    ids = [row[0] for row in store.rows("SELECT id FROM person")]
    change_many(store, ids, "position", "Clerk", today)
    undo(store)
    steps = recent_steps(store, 3)
    assert [(say(step.label), step.kind, step.is_open, step.records) for step in steps] == [
        ("Changed the position of 2 people", "undo", True, 2),
        ("Changed the position of 2 people", "do", False, 2),
        ("Added B", "do", True, 1),
    ]
    assert steps[0].actor == "li.na"
    assert len(listed(store, PeopleFilter(), today.isoformat())) == 2
