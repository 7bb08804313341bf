from datetime import date

import pytest

from perftui.domain.codes import CycleState
from perftui.i18n import say
from perftui.services import undo as undos
from perftui.services.cycles import add_cycle, change_state, cycle, edit_cycle
from perftui.services.people_edits import PersonInput, add_person, edit_person
from perftui.services.undo import changes_to_redo, changes_to_undo, next_undo, redo, undo
from perftui.storage import node_rebuilds, nodes
from perftui.storage.steps import ChangedSince, StillUsed
from perftui.storage.stores import Label


@pytest.fixture
def quarter(store, today):
    return add_cycle(store, "2026-Q4", today)


def tree(store):
    """The computed tree without its row numbers, which are only places."""
    rows = store.rows(
        "SELECT ref, is_key_result, depth, is_top, is_archived, weight, progress, total, measured, next_due FROM node ORDER BY ref"
    )
    return [tuple(row) for row in rows]


def rebuilt(store):
    with store.write_aside():
        node_rebuilds.rebuild(store)
    return tree(store)


def test_there_is_nothing_to_take_back_at_first(store):
    assert (undo(store), redo(store), next_undo(store)) == (None, None, None)
    assert (changes_to_undo(store), changes_to_redo(store)) == (0, 0)


def test_what_is_taken_back_can_be_done_again(store, today):
    line = add_person(store, PersonInput("Li Na"), today).line
    edit_person(store, line.id, line.version, today, position="Clerk")
    assert say(next_undo(store)) == "Changed Li Na"
    done = undo(store)
    assert (say(done.label), done.records, done.entity, done.entity_id) == ("Changed Li Na", 1, "person", line.id)
    assert say(redo(store).label) == "Changed Li Na"
    assert store.value("SELECT position FROM person") == "Clerk"
    assert redo(store) is None


def test_steps_are_taken_back_one_after_the_other_and_done_again_in_their_order(store, today):
    for name in ("A", "B", "C"):
        add_person(store, PersonInput(name), today)
    assert [say(undo(store).label) for _ in range(3)] == ["Added C", "Added B", "Added A"]
    assert [say(redo(store).label) for _ in range(3)] == ["Added A", "Added B", "Added C"]
    assert store.rows("SELECT name FROM person ORDER BY name")[2][0] == "C"


def test_a_new_step_ends_what_could_be_done_again(store, today):
    add_person(store, PersonInput("A"), today)
    undo(store)
    add_person(store, PersonInput("B"), today)
    assert redo(store) is None


def test_progress_follows_a_check_in_that_is_taken_back(store, records, quarter, today):
    goal = records.goal("Theme", quarter)
    key_result = records.key_result(goal)
    records.check_in(key_result, today, "50")
    assert nodes.find(store, goal).progress == 500_000
    undo(store)
    assert nodes.find(store, goal).progress is None
    redo(store)
    assert nodes.find(store, goal).progress == 500_000
    assert tree(store) == rebuilt(store)


def test_the_tree_follows_goals_that_come_and_go(store, records, quarter, today):
    theme = records.goal("Theme", quarter)
    goal = records.goal("Goal", quarter, parent_id=theme, level="unit")
    records.check_in(records.key_result(goal), today, "25")
    for _ in range(3):
        undo(store)
        assert tree(store) == rebuilt(store)
    assert [row[0] for row in tree(store)] == [theme]
    for _ in range(3):
        redo(store)
        assert tree(store) == rebuilt(store)
    assert nodes.find(store, theme).progress == 250_000


def test_a_whole_branch_made_in_one_step_goes_in_one_step(store, records, quarter, today):
    with store.write(Label("Imported")):
        theme = records.goal("Theme", quarter)
        for n in range(3):
            goal = records.goal(f"Goal {n}", quarter, parent_id=theme)
            records.check_in(records.key_result(goal), today, "75")
    assert nodes.find(store, theme).progress == 750_000
    undo(store)
    assert tree(store) == []
    redo(store)
    assert nodes.find(store, theme).progress == 750_000
    assert tree(store) == rebuilt(store)


def test_many_records_at_once_are_followed_by_making_the_tree_anew(store, records, quarter, today, monkeypatch):
    monkeypatch.setattr(undos, "ONE_BY_ONE", 3)
    test_a_whole_branch_made_in_one_step_goes_in_one_step(store, records, quarter, today)


def test_due_dates_follow_a_cycle_whose_start_is_taken_back(store, records, quarter, today):
    key_result = records.key_result(records.goal("Theme", quarter), cadence_days=10)
    assert nodes.find(store, key_result).next_due == "2026-10-11"
    edit_cycle(store, quarter.id, quarter.version, today, start=date(2026, 10, 5))
    assert nodes.find(store, key_result).next_due == "2026-10-15"
    undo(store)
    assert nodes.find(store, key_result).next_due == "2026-10-11"
    redo(store)
    assert nodes.find(store, key_result).next_due == "2026-10-15"


def test_what_somebody_else_changed_since_is_not_taken_back(store, today, quarter):
    change_state(store, quarter.id, quarter.version, CycleState.ACTIVE, today)
    with store.write(Label("Elsewhere")):
        store.update("cycle", quarter.id, 2, state="reviewing")
    store.connection.execute("UPDATE step SET actor = 'wang.wei' WHERE template = 'Elsewhere'")
    with pytest.raises(ChangedSince):
        undo(store)
    assert cycle(store, quarter.id, today).state is CycleState.REVIEWING


def test_what_is_in_use_by_others_is_not_taken_back(store, records, quarter):
    records.goal("Theme", quarter)
    store.connection.execute("UPDATE step SET actor = 'wang.wei' WHERE template = 'Added {title}'")
    with pytest.raises(StillUsed):
        undo(store)
    assert len(tree(store)) == 1


def test_how_much_a_step_holds_is_known_before_it_is_taken_back(store, today):
    with store.write(Label("Added three")):
        for name in ("A", "B", "C"):
            add_person(store, PersonInput(name), today)
    assert (changes_to_undo(store), changes_to_redo(store)) == (3, 0)
    undo(store)
    assert (changes_to_undo(store), changes_to_redo(store)) == (0, 3)
