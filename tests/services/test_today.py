from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from perftui.domain.carry_overs import Leftover
from perftui.domain.codes import CycleState, Status
from perftui.i18n import say
from perftui.services import backups, drafts
from perftui.services.agenda_kinds import SHOWN
from perftui.services.cycle_steps import close_cycle
from perftui.services.cycles import add_cycle, change_state
from perftui.services.people_edits import PersonInput, add_person, archive_person, edit_person
from perftui.services.today import AgendaKind, today_view
from perftui.services.units import add_unit
from perftui.storage import agendas, node_rebuilds, nodes
from perftui.storage.stores import Actor, Label
from perftui.storage.upgrades import open_store


@pytest.fixture
def quarter(store, today):
    return add_cycle(store, "2026-Q4", today)


def seen(store, today, kind):
    return [(line.title, line.subject, say(line.message)) for line in today_view(store, today).lines if line.kind is kind]


def test_an_empty_file_asks_for_nothing(store, today):
    view = today_view(store, today)
    assert (view.lines, view.waiting, view.bars) == ((), {}, ())
    assert (view.counts.people, view.counts.goals, view.counts.key_results) == ((0, False),) * 3
    assert view.counts.measured is None


def test_a_draft_waits_to_be_finished(store, today):
    drafts.keep(store, "person", "", {"name": "", "position": "Clerk"})
    (line,) = today_view(store, today).lines
    assert (line.kind, line.title, line.entity, line.entity_id) == (AgendaKind.DRAFT, "New person: Clerk", "person", "")


def test_the_drafts_of_a_change_and_of_a_check_in_name_the_record(store, records, quarter, today):
    person = add_person(store, PersonInput("Li Na"), today).line
    key_result = records.key_result(records.goal("Theme", quarter), "Time to hire")
    drafts.keep(store, "person", person.id, {"name": "Li Na", "position": "Head"}, {"name": "Li Na", "position": ""})
    drafts.keep(store, "check_in", key_result, {"value": "55", "on": "2026-11-23"})
    titles = {line[0] for line in seen(store, today, AgendaKind.DRAFT)}
    assert titles == {"Person: Li Na · Head", "Check-in: Time to hire · 55"}


def test_a_check_in_is_late_from_the_day_after_it_was_due(store, records, quarter, today):
    owner = add_person(store, PersonInput("Li Na"), today).line
    goal = records.goal("Theme", quarter, owner_person_id=owner.id)
    key_result = records.key_result(goal, "Revenue", cadence_days=7)
    records.check_in(key_result, today - timedelta(days=7), "60")
    assert seen(store, today, AgendaKind.CHECK_IN) == []
    tomorrow = today + timedelta(days=1)
    assert seen(store, tomorrow, AgendaKind.CHECK_IN) == [("Revenue", "Li Na", "1 day late")]
    line = next(line for line in today_view(store, tomorrow).lines if line.kind is AgendaKind.CHECK_IN)
    assert (line.since, line.entity, line.entity_id) == (today, "key_result", key_result)


@pytest.mark.parametrize("state", ["draft", "scored", "closed", "archived"])
def test_only_active_goals_want_check_ins(store, records, quarter, today, state):
    records.key_result(records.goal("Theme", quarter, state=state), cadence_days=1)
    assert seen(store, today, AgendaKind.CHECK_IN) == []


def test_a_closed_cycle_wants_nothing_any_more(store, records, quarter, today):
    goal = records.goal("Goal", quarter, level="unit", owner_unit_id=add_unit(store, "Sales").id)
    records.key_result(goal, cadence_days=1)
    records.goal("Empty", quarter)
    kinds = {AgendaKind.CHECK_IN, AgendaKind.ORPHAN, AgendaKind.EMPTY}
    assert kinds <= set(today_view(store, today).waiting)
    line = quarter
    for state in (CycleState.ACTIVE, CycleState.REVIEWING):
        line = change_state(store, line.id, line.version, state, today)
    close_cycle(store, line.id, line.version, today, leftover=Leftover.SCORE)
    assert today_view(store, today).waiting == {}


def test_a_goal_far_behind_its_time_is_off_track(store, records, quarter, today):
    goal = records.goal("Theme", quarter)
    key_result = records.key_result(goal)
    records.check_in(key_result, date(2026, 11, 2), "30")
    assert seen(store, date(2026, 11, 10), AgendaKind.OFF_TRACK) == []
    late = date(2026, 12, 15)
    assert seen(store, late, AgendaKind.OFF_TRACK) == [("Theme", "", "30% at 82% of time")]
    line = next(line for line in today_view(store, late).lines if line.kind is AgendaKind.OFF_TRACK)
    assert (line.since, line.entity_id) == (date(2026, 11, 2), goal)


def test_pace_is_judged_down_the_tree_but_not_without_data(store, records, quarter, today):
    theme = records.goal("Theme", quarter)
    goal = records.goal("Goal", quarter, parent_id=theme, level="unit", owner_unit_id=add_unit(store, "Sales").id)
    records.check_in(records.key_result(goal), date(2026, 10, 5), "0")
    records.key_result(records.goal("Blank", quarter, parent_id=theme))
    assert [row[0] for row in seen(store, today, AgendaKind.OFF_TRACK)] == ["Theme", "Goal"]


def test_goals_without_a_goal_above_are_orphans_unless_they_are_themes(store, records, quarter, today):
    unit = add_unit(store, "Sales")
    theme = records.goal("Theme", quarter)
    lost = records.goal("Lost", quarter, level="unit", owner_unit_id=unit.id)
    records.goal("Found", quarter, level="unit", owner_unit_id=unit.id, parent_id=theme)
    assert seen(store, today, AgendaKind.ORPHAN) == [("Lost", "Sales", "Under no other goal")]
    assert next(line for line in today_view(store, today).lines if line.kind is AgendaKind.ORPHAN).entity_id == lost


def test_goals_with_nothing_below_them_are_empty(store, records, quarter, today):
    theme = records.goal("Theme", quarter)
    records.goal("Bare", quarter, parent_id=theme, state="draft")
    records.key_result(records.goal("Measured", quarter, parent_id=theme))
    archived = records.key_result(records.goal("Emptied", quarter, parent_id=theme))
    with store.write(Label("Archived")):
        store.update("key_result", archived, 1, is_archived=1)
        nodes.sync(store, key_results=[archived])
    assert [row[0] for row in seen(store, today, AgendaKind.EMPTY)] == ["Bare", "Emptied"]


def test_a_cycle_that_has_not_begun_asks_for_nothing(store, records, today):
    records.goal("Empty", add_cycle(store, "2027-Q1", today), level="unit", owner_unit_id=add_unit(store, "Sales").id)
    assert today_view(store, today).waiting == {}


def test_everybody_but_the_head_has_a_unit_and_a_manager(store, today):
    unit = add_unit(store, "Sales")
    head = add_person(store, PersonInput("Head", unit_id=unit.id), today).line
    add_person(store, PersonInput("Fine", unit_id=unit.id, manager_id=head.id), today)
    add_person(store, PersonInput("Alone"), today)
    gone = add_person(store, PersonInput("Gone"), today).line
    archive_person(store, gone.id, gone.version, today)
    left = add_person(store, PersonInput("Left"), today).line
    edit_person(store, left.id, left.version, today, exit_date=today - timedelta(days=1))
    assert seen(store, today, AgendaKind.NO_UNIT) == [("Alone", "", "Belongs to no unit")]
    assert seen(store, today, AgendaKind.NO_MANAGER) == [("Alone", "", "Reports to nobody")]


def test_a_manager_who_left_is_none(store, today):
    head = add_person(store, PersonInput("Head"), today).line
    boss = add_person(store, PersonInput("Boss", manager_id=head.id), today).line
    add_person(store, PersonInput("Li Na", manager_id=boss.id), today)
    edit_person(store, boss.id, boss.version, today, exit_date=today - timedelta(days=1))
    assert seen(store, today, AgendaKind.NO_MANAGER) == [("Li Na", "", "Reports to Boss, who is no longer here")]


def test_the_head_is_where_most_lines_end(store, today):
    head, other = (add_person(store, PersonInput(name), today).line for name in ("Head", "Other"))
    middle = add_person(store, PersonInput("Middle", manager_id=head.id), today).line
    add_person(store, PersonInput("Low", manager_id=middle.id), today)
    low = add_person(store, PersonInput("Lone", manager_id=other.id), today).line
    assert agendas.head(store) == head.id
    assert [row[0] for row in seen(store, today, AgendaKind.NO_MANAGER)] == ["Other"]
    edit_person(store, low.id, low.version, today, manager_id="")
    assert [row[0] for row in seen(store, today, AgendaKind.NO_MANAGER)] == ["Lone", "Other"]


def test_a_cycle_that_is_over_wants_to_be_closed(store, quarter, today):
    assert seen(store, date(2026, 12, 31), AgendaKind.CYCLE_OVER) == []
    assert seen(store, date(2027, 1, 2), AgendaKind.CYCLE_OVER) == [("2026-Q4", "", "Over for 2 days")]


def test_a_backup_is_old_after_a_week(tmp_path, clock):
    clock.at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    store = open_store(tmp_path / "hr.db", Actor("li.na"), create=True, clock=clock)
    add_unit(store, "Sales")
    assert seen(store, date(2026, 11, 8), AgendaKind.BACKUP) == []
    assert seen(store, date(2026, 11, 9), AgendaKind.BACKUP) == [("hr.db", "", "There is no backup yet")]
    backups.back_up_now(store)
    assert seen(store, date(2026, 11, 8), AgendaKind.BACKUP) == []
    assert seen(store, date(2026, 11, 10), AgendaKind.BACKUP) == [("hr.db", "", "The last backup is 9 days old")]
    store.close()


def test_what_waits_longest_stands_first(store, records, quarter, clock, today):
    goal = records.goal("Theme", quarter)
    for n, day in enumerate((date(2026, 10, 20), date(2026, 10, 5), date(2026, 10, 12))):
        records.check_in(records.key_result(goal, f"KR {n}", cadence_days=7), day, "90")
    drafts.keep(store, "person", "", {"name": "Li"})
    dated = [(line.kind.value, line.since.isoformat()) for line in today_view(store, today).lines]
    assert dated == [("draft", "2026-11-23"), ("check_in", "2026-10-12"), ("check_in", "2026-10-19"), ("check_in", "2026-10-27")]


def test_more_than_fits_is_counted(store, today):
    for n in range(SHOWN + 3):
        add_person(store, PersonInput(f"P{n}"), today)
    view = today_view(store, today)
    assert sum(line.kind is AgendaKind.NO_UNIT for line in view.lines) == SHOWN
    assert view.waiting[AgendaKind.NO_UNIT] == view.waiting[AgendaKind.NO_MANAGER] == (SHOWN + 3, False)


def test_counting_ends_somewhere_and_says_so(store, today, monkeypatch):
    monkeypatch.setattr(agendas, "MANY", SHOWN)
    monkeypatch.setattr(agendas, "PEOPLE_COUNTED", 5)
    for n in range(SHOWN + 3):
        add_person(store, PersonInput(f"P{n}"), today)
    view = today_view(store, today)
    assert view.waiting[AgendaKind.NO_UNIT] == (SHOWN, True)
    assert view.counts.people == (5, True)


def test_counts_and_bars_tell_how_things_stand(store, records, quarter, today):
    for n, weight in enumerate((1000, 4000, 2000, 3000)):
        goal = records.goal(f"Theme {n}", quarter, weight=weight)
        first, _second = records.key_result(goal), records.key_result(goal)
        if n != 2:
            records.check_in(first, today, "50")
    add_person(store, PersonInput("Li Na"), today)
    view = today_view(store, today)
    assert [count.number for count in (view.counts.people, view.counts.goals, view.counts.key_results)] == [1, 4, 8]
    assert view.counts.measured == Decimal("0.375")
    assert [(bar.title, bar.progress, bar.coverage) for bar in view.bars] == [
        ("Theme 1", Decimal("0.5"), Decimal("0.5")),
        ("Theme 3", Decimal("0.5"), Decimal("0.5")),
        ("Theme 2", None, 0),
    ]
    assert view.bars[2].status is Status.NO_DATA


def test_who_sees_only_some_people_is_asked_only_about_them(store, records, quarter, today):
    first, second = (add_person(store, PersonInput(name), today).line for name in ("Li Na", "Wang"))
    for owner in (first, second):
        goal = records.goal(f"Of {owner.name}", quarter, level="person", owner_person_id=owner.id)
        records.key_result(goal, f"KR {owner.name}", cadence_days=1)
    store.limit_to([first.id])
    lines = today_view(store, today).lines
    assert {line.title for line in lines} == {"Li Na", "Of Li Na", "KR Li Na"}
    assert today_view(store, today).counts.goals.number == 1


def test_due_check_ins_are_found_by_their_index(store):
    query = f"EXPLAIN QUERY PLAN SELECT k.id {agendas._OVERDUE} ORDER BY n.next_due"
    plan = " ".join(row["detail"] for row in store.rows(query, {"today": "2026-11-23"}))
    assert "node_due" in plan
    assert "TEMP B-TREE" not in plan


def test_the_first_check_in_of_a_new_key_result_is_due_a_cadence_after_it_was_made(store, records, quarter, today, clock):
    goal = records.goal("Theme", quarter)
    records.key_result(goal, "Old", cadence_days=30)
    records.key_result(goal, "New", cadence_days=30, made=clock())
    assert [line[0] for line in seen(store, today, AgendaKind.CHECK_IN)] == ["Old"]
    assert store.value("SELECT next_due FROM node JOIN key_result k ON k.id = ref WHERE title = 'New'") == "2026-12-23"
    nodes_made_anew = node_rebuilds.differing(store)
    with store.write(Label("Moved")):
        store.connection.execute("UPDATE cycle SET start_date = '2026-12-01' WHERE id = ?", (quarter.id,))
        nodes.sync(store, cycles=[quarter.id])
    assert store.value("SELECT min(next_due) FROM node WHERE is_key_result = 1") == "2026-12-31"
    assert (nodes_made_anew, node_rebuilds.differing(store)) == ([], [])
