"""A change of an agreed goal keeps old value, new value and reason."""

import pytest

from perftui.domain.amendments import ReasonMissing
from perftui.services import goal_amendments
from perftui.services.goals import edit_goal, edit_key_result
from perftui.storage import goals
from perftui.storage.stores import Label


def amendments(store):
    return [tuple(row) for row in store.rows("SELECT goal_id, key_result_id, field, old, new, reason FROM goal_amendment")]


@pytest.fixture
def agreed(store, tree):
    with store.write(Label("Agreed")):
        store.update("goal", tree.unit, goals.get(store, tree.unit)["version"], state="agreed")
    return goals.get(store, tree.unit)


def test_a_change_of_an_agreed_goal_is_kept_with_its_reason(store, agreed):
    with store.write(Label("Amended")):
        goal_amendments.keep_goal(store, agreed, {"weight": 4000, "tags": "x", "title": agreed["title"]}, "  Budget cut ")
    assert amendments(store) == [(agreed["id"], None, "weight", str(agreed["weight"]), "4000", "Budget cut")]
    assert goal_amendments.needs_reason(store, [agreed["id"]])


def test_an_agreed_goal_cannot_be_changed_without_a_reason(store, agreed):
    with pytest.raises(ReasonMissing), store.write(Label("Amended")):
        goal_amendments.keep_goal(store, agreed, {"weight": 4000}, " ")
    assert amendments(store) == []


@pytest.mark.parametrize("state", ["scored", "closed"])
def test_what_was_scored_or_closed_changes_with_a_reason_only(store, tree, state):
    with store.write(Label("Over")):
        store.update("goal", tree.first, goals.get(store, tree.first)["version"], state=state)
    version = goals.get(store, tree.first)["version"]
    with pytest.raises(ReasonMissing):
        edit_goal(store, tree.first, version, title="Raise it")
    with pytest.raises(ReasonMissing):
        edit_key_result(store, tree.rate, 1, target="85")
    edit_goal(store, tree.first, version, title="Raise it", reason="typo")
    edit_key_result(store, tree.rate, 1, target="85", reason="typo")
    assert [row[2:] for row in amendments(store)] == [("title", "Raise retention", "Raise it", "typo"), ("target", "90", "85", "typo")]


def test_a_draft_needs_no_reason(store, tree):
    row = goals.get(store, tree.unit)
    with store.write(Label("Changed")):
        goal_amendments.keep_goal(store, row, {"weight": 4000}, "")
    assert amendments(store) == []
    assert not goal_amendments.needs_reason(store, [row["id"]])
