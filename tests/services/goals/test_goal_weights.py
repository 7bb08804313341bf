import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perftui.domain.amendments import ReasonMissing
from perftui.domain.codes import GoalState
from perftui.domain.validation import FieldError
from perftui.services import goals
from perftui.services.goal_steps import TopNotFull, WeightsNotFull
from perftui.services.goal_views import goal_view
from perftui.services.goal_weights import unbalanced
from perftui.storage.stores import Gone

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")


def weights(store, goal):
    query = "SELECT n.weight FROM node up JOIN node n ON n.parent = up.id AND n.is_archived = 0 WHERE up.ref = ? ORDER BY n.path"
    return [row[0] for row in store.rows(query, (goal,))]


def test_goals_and_key_results_below_one_goal_share_the_whole(store, tree, today, undone):
    goals.add_goal(store, today, title="Sub", parent=tree.first)
    goals.add_key_result(store, tree.first, title="Second", operator="yes_no")
    assert undone(lambda: goals.equal_weights(store, tree.rate).number) == 3
    assert weights(store, tree.first) == [3_334, 3_333, 3_333]


def test_an_archived_sibling_has_no_share(store, tree):
    goals.archive(store, [tree.second])
    assert goals.equal_weights(store, tree.first).number == 1
    assert weights(store, tree.unit) == [10_000]


def test_at_the_top_the_goals_of_a_cycle_share_the_whole(store, company, tree, today):
    goals.add_goal(store, today, title="Year", cycle=company.year)
    goals.add_goal(store, today, title="Second theme")
    assert goals.equal_weights(store, tree.theme).number == 2
    found = dict(store.rows("SELECT title, weight FROM goal WHERE parent_id IS NULL"))
    assert found == {"Grow": 5_000, "Second theme": 5_000, "Year": 10_000}


def test_one_weight_is_changed_alone(store, tree, undone):
    undone(lambda: goals.weigh(store, tree.first, 2_500))
    undone(lambda: goals.weigh(store, tree.rate, 7_500))
    assert weights(store, tree.unit) == [2_500, 10_000]
    assert weights(store, tree.first) == [7_500]


@pytest.mark.parametrize("weight", [-1, 10_001])
def test_a_weight_outside_of_the_whole_is_refused(store, tree, weight):
    with pytest.raises(FieldError):
        goals.weigh(store, tree.first, weight)


def test_what_is_gone_or_archived_has_no_weight_to_share(store, tree):
    goals.archive(store, [tree.first])
    for ref in ("gone", tree.first):
        with pytest.raises(Gone):
            goals.equal_weights(store, ref)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(1, 12))
def test_equal_weights_sum_to_exactly_the_whole(store, tree, today, count):
    theme = goals.add_goal(store, today, title="Theme")
    children = [goals.add_goal(store, today, title=str(number), parent=theme) for number in range(count)]
    goals.equal_weights(store, children[0])
    assert sum(weights(store, theme)) == 10_000
    assert max(weights(store, theme)) - min(weights(store, theme)) <= 1


def test_equal_weights_leave_goals_of_other_cycles_alone(store, company, tree, today):
    year = goals.add_goal(store, today, title="Year", parent=tree.unit, cycle=company.year)
    given = goals.equal_weights(store, tree.first)
    assert (given.number, given.above) == (2, "Win customers")
    assert weights(store, tree.unit) == [5_000, 5_000, 10_000]
    assert goals.equal_weights(store, year).number == 1
    assert goals.equal_weights(store, tree.theme).above == ""


def test_a_goal_is_agreed_when_the_weights_below_are_whole_in_each_cycle(store, company, tree, today):
    goals.add_goal(store, today, title="Year", parent=tree.unit, cycle=company.year, weight=9_000)
    goals.equal_weights(store, tree.first)
    goals.set_state(store, [tree.unit], GoalState.PROPOSED)
    assert [finding.message.values for finding in goal_view(store, tree.unit, today).findings if "percent" in finding.message.values] == [
        {"percent": "90"}
    ]
    with pytest.raises(WeightsNotFull, match="90%"):
        goals.set_state(store, [tree.unit], GoalState.AGREED)
    goals.weigh(store, goals_titled(store, "Year"), 10_000)
    goals.set_state(store, [tree.unit], GoalState.AGREED)


def test_a_goal_is_agreed_when_it_and_its_siblings_weigh_the_whole(store, tree):
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    with pytest.raises(WeightsNotFull, match=r"below “Win customers” sum to 200%.*F8, Weights"):
        goals.set_state(store, [tree.first], GoalState.AGREED)
    goals.equal_weights(store, tree.first)
    assert goals.set_state(store, [tree.first], GoalState.AGREED) == 1


def test_nothing_is_agreed_while_all_that_stands_below_weighs_nothing(store, tree):
    for ref in (tree.first, tree.second):
        goals.weigh(store, ref, 0)
    goals.set_state(store, [tree.unit], GoalState.PROPOSED)
    with pytest.raises(WeightsNotFull, match="below “Win customers” sum to 0%"):
        goals.set_state(store, [tree.unit], GoalState.AGREED)


def test_at_the_top_the_goals_of_one_level_and_one_person_weigh_the_whole(store, company, tree, today):
    goals.equal_weights(store, tree.first)
    other = goals.add_goal(store, today, title="Other theme", cycle=company.quarter, weight=3_000)
    mine = [
        goals.add_goal(store, today, title=f"Own {n}", owner_person=company.li, cycle=company.quarter, weight=5_000, parent=None)
        for n in range(2)
    ]
    goals.add_goal(store, today, title="His", owner_person=company.zhang, cycle=company.quarter, weight=9_000, parent=None)
    goals.set_state(store, [tree.theme, *mine], GoalState.PROPOSED)
    with pytest.raises(TopNotFull, match="130%"):
        goals.set_state(store, [tree.theme], GoalState.AGREED)
    assert goals.set_state(store, mine, GoalState.AGREED) == 2
    goals.weigh(store, tree.theme, 7_000)
    assert goals.set_state(store, [tree.theme], GoalState.AGREED) == 1
    assert other


def goals_titled(store, title):
    return store.value("SELECT id FROM goal WHERE title = ?", (title,))


def test_one_weight_tells_what_it_sums_to_with_its_siblings(store, tree):
    assert goals.weigh(store, tree.first, 4_000) == (1, 14_000)


def test_where_something_is_agreed_a_sum_that_is_not_whole_is_told(store, tree, today):
    assert unbalanced(store, [tree.first]) is None
    goals.equal_weights(store, tree.first)
    goals.set_state(store, [tree.second], GoalState.PROPOSED)
    goals.set_state(store, [tree.second], GoalState.AGREED)
    assert unbalanced(store, [tree.rate, tree.first, tree.second]) is None
    added = goals.add_goal(store, today, title="More", parent=tree.unit)
    assert unbalanced(store, [tree.rate, added]) == (2, 15_000)
    result = goals.add_key_result(store, tree.second, title="Sum", operator="yes_no", reason="asked for")
    assert unbalanced(store, [result]) == (1, 20_000)


def test_a_weight_that_was_agreed_on_changes_with_a_reason_only(store, tree, undone):
    goals.equal_weights(store, tree.first)
    for state in (GoalState.PROPOSED, GoalState.AGREED):
        goals.set_state(store, [tree.second], state)
    with pytest.raises(ReasonMissing):
        goals.weigh(store, tree.second, 4_000)
    undone(lambda: goals.weigh(store, tree.second, 4_000, reason="Li Na takes over the north"))
    with pytest.raises(ReasonMissing):
        goals.equal_weights(store, tree.first)
    goals.equal_weights(store, tree.first, reason="as agreed at first")
    kept = store.rows("SELECT field, old, new, reason FROM goal_amendment ORDER BY rowid")
    assert [tuple(row) for row in kept] == [
        ("weight", "5000", "4000", "Li Na takes over the north"),
        ("weight", "4000", "5000", "as agreed at first"),
    ]
