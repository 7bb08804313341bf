"""Versions of a goal: when they are kept, and what two of them say side by side."""

import pytest

from perftui.domain.codes import GoalState
from perftui.domain.goal_versions import Difference
from perftui.services import goals, undo
from perftui.services.goal_versions import NOW, versions_of
from perftui.services.version_comparisons import comparison
from perftui.storage.stores import Gone

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")


def lines(store, goal_id, old, new):
    return {line.label: (line.old, line.new, line.difference) for line in comparison(store, goal_id, old, new)}


def version(store, table, record):
    return store.value(f"SELECT version FROM {table} WHERE id = ?", (record,))


@pytest.fixture
def returned(store, tree):
    """Proposed, returned, mended."""
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    goals.set_state(store, [tree.first], GoalState.RETURNED, "By how much?")
    goals.edit_key_result(store, tree.rate, version(store, "key_result", tree.rate), target="95")
    goals.add_key_result(store, tree.first, title="Complaints", operator="at_most", baseline="20", target="10", weight=0)
    return tree


def test_a_version_is_kept_when_a_goal_is_proposed_agreed_and_scored(store, tree):
    goals.equal_weights(store, tree.first)
    for state in ("proposed", "agreed", "active", "scored"):
        goals.set_state(store, [tree.first], GoalState(state), "fine" if state == "agreed" else "")
    kept = [(line.number, line.kind, line.by_name, line.reason) for line in versions_of(store, tree.first)]
    assert kept == [(1, "proposed", "li.na", ""), (2, "agreed", "li.na", "fine"), (3, "scored", "li.na", "")]


def test_the_goal_as_it_stands_is_listed_where_it_differs(store, returned):
    assert [line.number for line in versions_of(store, returned.first)] == [1, NOW]
    goals.set_state(store, [returned.first], GoalState.PROPOSED)
    assert [line.number for line in versions_of(store, returned.first)] == [1, 2]


def test_side_by_side_the_differences_are_told_in_words(store, returned):
    found = lines(store, returned.first, 1, NOW)
    assert found["Owner"] == ("Li Na", "Li Na", Difference.SAME)
    assert found["Complaints"] == ("", "", Difference.ADDED)
    assert found["Target"] == ("", "≤10, from 20", Difference.ADDED)
    texts = [(line.old, line.new, line.difference) for line in comparison(store, returned.first, 1, NOW)]
    assert ("≥90 %, from 80 %", "≥95 %, from 80 %", Difference.CHANGED) in texts


def test_a_version_keeps_what_its_owner_and_parent_were_called(store, tree):
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    goals.edit_goal(store, tree.first, version(store, "goal", tree.first), parent=tree.theme, owner_person="p-zhang")
    found = lines(store, tree.first, 1, NOW)
    assert found["Owner"] == ("Li Na", "张伟", Difference.CHANGED)
    assert found["Parent"] == ("Win customers", "Grow", Difference.CHANGED)


def test_undo_and_redo_take_versions_along(store, tree):
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    undo.undo(store)
    assert [line.number for line in versions_of(store, tree.first)] == [NOW]
    undo.redo(store)
    assert [line.number for line in versions_of(store, tree.first)] == [1]


def test_a_version_that_does_not_exist_is_refused(store, tree):
    with pytest.raises(Gone):
        comparison(store, tree.first, 1, 2)


def test_the_name_of_a_goal_above_is_hidden_from_who_may_not_see_it(store, tree, company):
    own = goals.add_goal(store, None, title="Own", parent=tree.second, owner_person=company.li, cycle=company.quarter)
    goals.set_state(store, [own], GoalState.PROPOSED)
    store.limit_to([company.li])
    assert lines(store, own, 1, NOW)["Parent"][:2] == ("…", "…")
    with pytest.raises(Gone):
        versions_of(store, tree.second)
