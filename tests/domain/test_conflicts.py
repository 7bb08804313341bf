from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.codes import GoalState, Operator
from perftui.domain.conflicts import Aim, Claim, Party, Stock, Waiting, opposing, out_of_step, over_resource, peak
from perftui.i18n import say

Q4, Q1 = (date(2026, 10, 1), date(2026, 12, 31)), (date(2027, 1, 1), date(2027, 3, 31))


def party(goal, unit="u1", cycle=Q4, owner=None):
    return Party(goal, f"Goal {goal}", unit, unit if owner is None else owner, *cycle)


def claim(goal, amount, unit="u1", cycle=Q4):
    return Claim(party(goal, unit, cycle), None if amount is None else Decimal(amount))


def stock(capacity=None):
    return Stock("Budget", "CNY", None if capacity is None else Decimal(capacity))


def pairs(found):
    return {(line.first, line.second) for line in found}


def test_two_units_that_claim_more_than_there_is_are_in_conflict():
    found = over_resource(stock(600), [claim("a", 400), claim("b", 350, "u2")])
    assert pairs(found) == {("a", "b")}
    said = say(found[0].message)
    assert all(part in said for part in ("750 CNY", "400 CNY", "350 CNY", "600 CNY"))


def test_what_is_enough_for_all_is_no_conflict():
    assert over_resource(stock(750), [claim("a", 400), claim("b", 350, "u2")]) == []


def test_one_unit_alone_has_no_conflict_with_itself():
    assert over_resource(stock(100), [claim("a", 400), claim("b", 350)]) == []
    assert over_resource(stock(), [claim("a", 400), claim("b", 350)]) == []


def test_without_a_capacity_two_units_are_enough():
    found = over_resource(stock(), [claim("a", None), claim("b", 2, "u2")])
    assert pairs(found) == {("a", "b")}
    assert "an unknown amount" in say(found[0].message)


def test_who_needs_nothing_any_more_is_out_of_it():
    assert over_resource(stock(), [claim("a", 0), claim("b", 2, "u2")]) == []


def test_goals_of_cycles_that_do_not_overlap_may_have_the_same():
    claims = [claim("a", 400), claim("b", 350, "u2", Q1)]
    assert over_resource(stock(600), claims) == over_resource(stock(), claims) == []
    assert peak(claims) == 400


def test_each_claim_is_held_against_the_largest_of_another_unit():
    found = over_resource(stock(10), [claim("a", 9, "u1"), claim("b", 5, "u2"), claim("c", 3, "u3"), claim("d", 1, "u1")])
    assert pairs(found) == {("a", "b"), ("a", "c"), ("b", "d")}


spans = st.tuples(st.integers(0, 6), st.integers(1, 4)).map(
    lambda s: (date(2026, 1, 1) + timedelta(s[0]), date(2026, 1, 1) + timedelta(sum(s)))
)
claims_drawn = st.lists(st.tuples(st.none() | st.integers(0, 9), st.sampled_from(["", "u1", "u2", "u3"]), spans), max_size=8).map(
    lambda drawn: [claim(f"g{place}", *line) for place, line in enumerate(drawn)]
)


@given(claims_drawn, st.none() | st.integers(0, 20))
def test_conflicts_over_a_resource_keep_their_laws(claims, capacity):
    found = over_resource(stock(capacity), claims)
    by_goal = {line.party.id: line for line in claims}
    for line in found:
        one, other = by_goal[line.first].party, by_goal[line.second].party
        assert "" != one.unit != other.unit != ""
        assert max(one.start, other.start) <= min(one.end, other.end)
        assert line.first < line.second
    assert len(pairs(found)) == len(found)
    if capacity is not None and peak(claims) <= capacity:
        assert found == []
    assert pairs(over_resource(stock(capacity), claims[::-1])) == pairs(found)


@given(claims_drawn)
def test_a_resource_that_is_short_for_two_units_on_one_day_is_always_found(claims):
    for day in {line.party.start for line in claims}:
        there = [line for line in claims if line.party.start <= day <= line.party.end and line.amount != 0]
        units = {line.party.unit for line in there} - {""}
        total = sum(line.amount or 0 for line in there)
        if len(units) > 1 and total > 0:
            assert over_resource(stock(total - 1), claims)


def aim(goal, operator, low=None, high=None, owner="u1", **values):
    given = {"title": "Call time", "unit": "min", "measure": "", "target": f"{low}..{high}"} | values
    numbers = (None if value is None else Decimal(value) for value in (low, high))
    return Aim(
        party(goal, owner, values.pop("cycle", Q4)), given["title"], given["unit"], given["measure"], operator, *numbers, given["target"]
    )


def test_at_least_and_at_most_of_one_measure_pull_apart():
    found = opposing([aim("a", Operator.AT_LEAST, low=5), aim("b", Operator.AT_MOST, high=9, owner="u2")])
    assert pairs(found) == {("a", "b")}
    assert "pulled two ways" in say(found[0].message)


def test_ranges_that_no_value_suits_pull_apart_and_others_do_not():
    narrow = aim("a", Operator.RANGE, 6, 9)
    assert pairs(opposing([narrow, aim("b", Operator.RANGE, 10, 12, owner="u2")])) == {("a", "b")}
    assert pairs(opposing([narrow, aim("b", Operator.AT_LEAST, 10, owner="u2")])) == {("a", "b")}
    assert opposing([narrow, aim("b", Operator.RANGE, 9, 12, owner="u2")]) == []
    assert opposing([aim("a", Operator.AT_LEAST, 5), aim("b", Operator.AT_LEAST, 50, owner="u2")]) == []


@pytest.mark.parametrize(
    ("values", "is_same"),
    [
        ({"title": " call TIME "}, True),
        ({"title": "Ｃall time", "unit": "MIN"}, True),
        ({"title": "Call time", "unit": "h"}, False),
        ({"title": "Anything", "measure": "m1"}, False),
    ],
)
def test_key_results_measure_the_same_by_title_and_unit(values, is_same):
    found = opposing([aim("a", Operator.AT_LEAST, low=5), aim("b", Operator.AT_MOST, high=4, owner="u2", **values)])
    assert bool(found) is is_same


def test_key_results_of_one_measure_are_the_same_whatever_they_are_called():
    one = aim("a", Operator.AT_LEAST, low=5, measure="m1")
    assert opposing([one, aim("b", Operator.AT_MOST, high=4, owner="u2", title="Anything", unit="x", measure="m1")])


def test_one_owner_and_cycles_apart_are_no_conflict():
    one = aim("a", Operator.AT_LEAST, low=5)
    assert opposing([one, aim("b", Operator.AT_MOST, high=4)]) == []
    assert opposing([one, aim("b", Operator.AT_MOST, high=4, owner="u2", cycle=Q1)]) == []


def test_a_thousand_alike_against_a_thousand_others_stay_few_and_fast():
    aims = [aim(f"a{n:04}", Operator.AT_LEAST, low=5, owner=f"p{n}") for n in range(1000)]
    aims += [aim(f"b{n:04}", Operator.AT_MOST, high=5, owner=f"q{n}") for n in range(1000)]
    assert len(opposing(aims)) <= 2000


def waiting(state=GoalState.ACTIVE, due=0, on_state=GoalState.ACTIVE, on_due=0):
    end = Q4[1]
    return Waiting(party("a"), state, end + timedelta(due), party("b", "u2"), on_state, end + timedelta(on_due))


def test_what_is_due_later_than_the_goal_that_waits_is_out_of_step():
    found = out_of_step(waiting(due=-30, on_due=-29))
    assert [(line.reason, line.first, line.second) for line in found] == [("dependency", "a", "b")]
    assert "2026-12-02" in say(found[0].message)
    assert out_of_step(waiting(due=-30, on_due=-30)) == []


def test_what_is_not_agreed_while_the_goal_runs_is_out_of_step():
    assert "not agreed yet" in say(out_of_step(waiting(on_state=GoalState.RETURNED))[0].message)
    assert out_of_step(waiting(GoalState.AGREED, on_state=GoalState.DRAFT)) == []
    assert len(out_of_step(waiting(on_state=GoalState.DRAFT, on_due=1))) == 2
