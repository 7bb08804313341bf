import pytest

from perftui.domain.alignments import ThemeUnderGoal
from perftui.i18n import say
from perftui.services import goals, undo
from perftui.storage.stores import Gone


def children(store, parent):
    return [row[0] for row in store.rows("SELECT title FROM goal WHERE parent_id IS ? ORDER BY pos", (parent,))]


def test_a_branch_moves_as_a_whole(store, tree, today, undone):
    other = goals.add_goal(store, today, title="Other theme")
    undone(lambda: goals.move_goal(store, tree.unit, other))
    depths = dict(store.rows("SELECT ref, depth FROM node"))
    assert (depths[tree.unit], depths[tree.first], depths[tree.rate]) == (1, 2, 3)
    assert children(store, tree.theme) == []
    assert say(undo.next_undo(store)) == "Moved Win customers under Other theme"


def test_a_goal_moves_to_the_top(store, tree, undone):
    undone(lambda: goals.move_goal(store, tree.first, None))
    assert children(store, None) == ["Grow", "Raise retention"]


def test_a_moved_goal_stands_behind_its_new_siblings(store, tree, today):
    late = goals.add_goal(store, today, title="Late", parent=tree.theme)
    goals.move_goal(store, tree.first, tree.theme)
    assert children(store, tree.theme) == ["Win customers", "Late", "Raise retention"]
    assert late


def test_a_goal_under_its_own_branch_is_refused_with_the_names(store, tree, today):
    low = goals.add_goal(store, today, title="Low", parent=tree.first)
    with pytest.raises(goals.StandsUnderItself) as caught:
        goals.move_goal(store, tree.unit, low)
    assert say(caught.value.message) == (
        "“Win customers” cannot stand under “Low”, which belongs to its own branch: "
        "Win customers › Raise retention › Low. Choose another parent."
    )
    with pytest.raises(goals.StandsUnderItself):
        goals.move_goal(store, tree.unit, tree.unit)


def test_a_theme_is_not_moved_under_a_goal_of_a_unit(store, tree, today):
    other = goals.add_goal(store, today, title="Other theme")
    with pytest.raises(ThemeUnderGoal):
        goals.move_goal(store, other, tree.unit)


def test_a_goal_is_not_moved_under_one_that_is_gone(store, tree):
    with pytest.raises(Gone):
        goals.move_goal(store, tree.first, "gone")


def test_a_key_result_moves_to_another_goal_with_its_progress(store, tree, today, undone):
    from perftui.services import check_ins

    check_ins.check_in(store, tree.rate, "90", on=today)
    undone(lambda: goals.move_key_result(store, tree.rate, tree.second))
    progress = dict(store.rows("SELECT ref, progress FROM node"))
    assert (progress[tree.first], progress[tree.second]) == (None, 1_000_000)


def test_a_goal_moves_up_and_down_among_its_siblings(store, tree, undone):
    assert undone(lambda: goals.move_among_siblings(store, tree.second, -1))
    assert children(store, tree.unit) == ["Call more", "Raise retention"]
    assert goals.move_among_siblings(store, tree.second, 1)
    assert children(store, tree.unit) == ["Raise retention", "Call more"]


def test_at_its_end_a_goal_stays_and_nothing_is_to_be_undone(store, tree):
    steps = store.value("SELECT count(*) FROM step")
    assert not goals.move_among_siblings(store, tree.first, -1)
    assert store.value("SELECT count(*) FROM step") == steps


def test_an_archived_sibling_is_skipped(store, tree, today):
    third = goals.add_goal(store, today, title="Third", parent=tree.unit)
    goals.archive(store, [tree.second])
    goals.move_among_siblings(store, third, -1)
    shown = store.rows("SELECT title FROM goal WHERE parent_id = ? AND state <> 'archived' ORDER BY pos", (tree.unit,))
    assert [row[0] for row in shown] == ["Third", "Raise retention"]


def test_at_the_top_goals_of_other_cycles_do_not_stand_in_the_way(store, company, tree, today, undone):
    goals.add_goal(store, today, title="Year", cycle=company.year)
    last = goals.add_goal(store, today, title="Last")
    assert undone(lambda: goals.move_among_siblings(store, last, -1))
    assert children(store, None) == ["Last", "Year", "Grow"]


def test_key_results_change_places_with_key_results(store, tree, undone):
    second = goals.add_key_result(store, tree.first, title="Second", operator="yes_no")
    assert undone(lambda: goals.move_among_siblings(store, second, -1))
    found = store.rows("SELECT id FROM key_result WHERE goal_id = ? ORDER BY pos", (tree.first,))
    assert [row[0] for row in found] == [second, tree.rate]
