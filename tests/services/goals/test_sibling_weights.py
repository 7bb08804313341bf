import pytest

from perftui.domain.amendments import ReasonMissing
from perftui.domain.codes import GoalState
from perftui.domain.weights import SumNotWhole
from perftui.services import goals, trees, undo
from perftui.services.goal_weights import WeightTaken
from perftui.services.sibling_weights import SiblingsChanged, places, save_weights, siblings
from perftui.storage.stores import Gone


def weights(store):
    return {row[0]: row[1] for row in store.rows("SELECT id, weight FROM goal UNION ALL SELECT id, weight FROM key_result")}


def test_siblings_are_what_stands_below_one_goal_in_one_cycle(store, company, tree, today):
    goals.add_goal(store, today, title="Year", parent=tree.unit, cycle=company.year)
    new = goals.add_key_result(store, tree.unit, title="New customers", operator="yes_no", weight=2_000)
    found = siblings(store, tree.first)
    assert [line.ref for line in found.lines] == [new, tree.first, tree.second]
    assert [line.owner for line in found.lines] == ["Sales", "Li Na", "张伟"]
    assert (found.above, found.cycle, found.unseen) == ("Win customers", "2026-Q4", 0)
    assert siblings(store, found.key) == siblings(store, new) == found


def test_at_the_top_siblings_are_the_goals_of_one_cycle(store, company, tree, today):
    goals.add_goal(store, today, title="Year", cycle=company.year)
    found = siblings(store, tree.theme)
    assert (found.above, found.cycle, [line.title for line in found.lines]) == ("", "2026-Q4", ["Grow"])


def test_all_weights_are_saved_in_one_step(store, tree, undone):
    found = siblings(store, tree.first)
    assert undone(lambda: save_weights(store, found, {tree.first: 7_000, tree.second: 3_000})) == 2
    assert weights(store)[tree.first] == 7_000
    assert undo.undo(store).label.values == {"title": "Win customers"}
    assert weights(store)[tree.first] == 10_000


def test_drafts_may_be_saved_before_they_are_whole_but_nothing_that_is_agreed(store, tree):
    save_weights(store, siblings(store, tree.first), {tree.first: 4_000, tree.second: 6_000})
    save_weights(store, siblings(store, tree.first), {tree.first: 4_000, tree.second: 5_500})
    save_weights(store, siblings(store, tree.first), {tree.first: 4_500, tree.second: 5_500})
    for state in (GoalState.PROPOSED, GoalState.AGREED):
        goals.set_state(store, [tree.second], state)
    with pytest.raises(SumNotWhole, match="95%"):
        save_weights(store, siblings(store, tree.first), {tree.first: 4_500, tree.second: 5_000})


def test_what_is_agreed_changes_with_one_reason_for_all(store, tree):
    goals.equal_weights(store, tree.first)
    for state in (GoalState.PROPOSED, GoalState.AGREED):
        goals.set_state(store, [tree.first, tree.second], state)
    given = {tree.first: 6_000, tree.second: 4_000}
    with pytest.raises(ReasonMissing):
        save_weights(store, siblings(store, tree.first), given)
    save_weights(store, siblings(store, tree.first), given, "decided in the meeting")
    assert [row[0] for row in store.rows("SELECT reason FROM goal_amendment")] == ["decided in the meeting"] * 2


def test_whoever_was_first_is_not_overwritten(store, tree):
    found, given = siblings(store, tree.first), {tree.first: 6_000, tree.second: 4_000}
    goals.edit_goal(store, tree.second, 1, title="Call much more")
    with pytest.raises(WeightTaken, match="Call much more"):
        save_weights(store, found, given)
    found = siblings(store, tree.first)
    goals.weigh(store, tree.second, 2_000)
    with pytest.raises(WeightTaken):
        save_weights(store, found, {tree.first: 0, tree.second: 10_000})
    assert weights(store)[tree.first] == 10_000


def test_a_sibling_that_came_or_went_is_noticed(store, tree, today):
    found, given = siblings(store, tree.first), {tree.first: 6_000, tree.second: 4_000}
    goals.add_goal(store, today, title="Third", parent=tree.unit)
    with pytest.raises(SiblingsChanged):
        save_weights(store, found, given)


def test_what_is_archived_has_no_siblings(store, tree):
    goals.archive(store, [tree.first])
    assert [line.ref for line in siblings(store, tree.second).lines] == [tree.second]
    for key in (tree.first, "gone", "gone@gone"):
        with pytest.raises(Gone):
            siblings(store, key)


def test_siblings_that_the_actor_may_not_see_weigh_all_the_same(store, company, tree):
    store.limit_to([company.li])
    found = siblings(store, tree.first)
    assert ([line.ref for line in found.lines], found.unseen) == ([tree.first], 10_000)


def test_places_whose_weights_are_not_whole_come_first(store, company, tree, today):
    goals.equal_weights(store, tree.first)
    goals.add_key_result(store, tree.second, title="Visits", operator="yes_no", weight=4_000)
    found = places(store, trees.running_cycles(store))
    assert [(place.above, place.count, place.total) for place in found] == [("Call more", 2, 14_000), ("Win customers", 2, 10_000)]
    assert [place.above for place in places(store, trees.running_cycles(store), "customers")] == ["Win customers"]
