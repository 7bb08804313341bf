import pytest

from perftui.domain.codes import GoalState
from perftui.i18n import say
from perftui.services import check_ins, goal_rows, goals, undo
from perftui.services.goal_archives import Archived
from perftui.storage.stores import Gone, Label


def states(store):
    return dict(store.rows("SELECT title, state FROM goal"))


def test_the_preview_counts_the_branch_and_changes_nothing(store, tree, today, nodes):
    check_ins.check_in(store, tree.rate, "85", on=today)
    before = nodes(store)
    assert goals.preview_archive(store, [tree.unit]) == Archived(goals=3, key_results=2, check_ins=1)
    assert nodes(store) == before


def test_a_branch_and_a_goal_within_it_are_counted_once(store, tree):
    assert goals.preview_archive(store, [tree.unit, tree.first, tree.rate]) == Archived(3, 2, 0)


def test_a_goal_takes_its_branch_out_of_the_tree(store, tree, undone):
    assert undone(lambda: goals.archive(store, [tree.unit])) == Archived(3, 2, 0)
    assert states(store) == {"Grow": "draft", "Win customers": "archived", "Raise retention": "archived", "Call more": "archived"}
    assert store.value("SELECT total FROM node WHERE ref = ?", (tree.theme,)) == 0
    assert say(undo.next_undo(store)) == "Archived Win customers"


def test_a_key_result_alone_leaves_its_goal(store, tree, undone):
    assert undone(lambda: goals.archive(store, [tree.rate])) == Archived(0, 1, 0)
    assert states(store)["Raise retention"] == "draft"
    assert store.value("SELECT is_archived FROM node WHERE ref = ?", (tree.rate,)) == 1


def test_several_are_one_step_that_names_the_first(store, tree):
    goals.archive(store, [tree.first, tree.second])
    assert say(undo.next_undo(store)) == "Archived Raise retention and 1 more"
    undo.undo(store)
    assert set(states(store).values()) == {"draft"}


def test_a_branch_comes_back_in_the_states_that_it_had(store, tree, undone):
    goals.edit_goal(store, tree.first, 1, weight=4_000)
    goals.set_state(store, [tree.second], GoalState.PROPOSED)
    goals.archive(store, [tree.unit])
    assert undone(lambda: goals.unarchive(store, [tree.unit])) == Archived(3, 2, 0)
    assert states(store)["Call more"] == "proposed"
    assert states(store)["Win customers"] == "draft"


def test_what_was_archived_before_the_branch_stays_archived(store, tree):
    goals.archive(store, [tree.first])
    goals.archive(store, [tree.unit])
    goals.unarchive(store, [tree.unit])
    assert states(store) == {"Grow": "draft", "Win customers": "draft", "Raise retention": "archived", "Call more": "draft"}


def test_a_goal_comes_back_after_undo_and_redo_of_its_archiving(store, tree):
    goals.archive(store, [tree.first])
    undo.undo(store)
    undo.redo(store)
    goals.unarchive(store, [tree.first])
    assert states(store)["Raise retention"] == "draft"


def test_a_key_result_comes_back(store, tree, undone):
    goals.archive(store, [tree.rate])
    assert undone(lambda: goals.unarchive(store, [tree.rate])) == Archived(0, 1, 0)
    assert store.value("SELECT total FROM node WHERE ref = ?", (tree.first,)) == 10_000


def test_a_goal_below_an_archived_one_stands_at_the_top(store, tree):
    goals.archive(store, [tree.unit])
    goals.unarchive(store, [tree.first])
    assert store.value("SELECT is_top FROM node WHERE ref = ?", (tree.first,)) == 1


def test_a_large_branch_is_archived_in_one_step(store, tree, today):
    with store.write(Label("many")):
        for number in range(510):
            store.insert(
                "goal", id=f"g{number:04}", title=f"G{number}", level="unit", owner_unit_id="u-sales", parent_id=tree.unit, cycle_id="c-q4",
                pos=number + 10, weight=10,
            )  # fmt: skip
        goal_rows.follow(store, [f"g{number:04}" for number in range(510)])
    assert goals.archive(store, [tree.unit]).goals == 513
    undo.undo(store)
    assert set(states(store).values()) == {"draft"}


def test_archiving_what_is_gone_says_so(store, company):
    with pytest.raises(Gone):
        goals.archive(store, ["gone"])
