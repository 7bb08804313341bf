"""Chains of whys: how deep, in which order, and which of them is the root."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.cause_figures import CauseFigures
from perftui.domain.causes import (
    SIDES,
    Answer,
    CauseBelowItself,
    CauseCategory,
    CauseSide,
    Link,
    TooManyWhys,
    below,
    chain,
    check_move,
    check_why,
    height_of,
    in_order,
    points_to_problem,
    roots,
    side_of,
)
from perftui.domain.gaps import CauseState

FIVE = [Link("1", ""), Link("2", "1"), Link("3", "2"), Link("4", "3"), Link("5", "4")]
TEXTS = {link.id: f"cause {link.id}" for link in FIVE}


def test_a_single_cause_is_its_own_root():
    assert roots([Link("1", "")]) == {"1"}


def test_the_last_why_is_the_root():
    assert roots(FIVE) == {"5"}


def test_each_branch_has_a_root_of_its_own():
    assert roots([Link("1", ""), Link("2", "1"), Link("3", "1")]) == {"2", "3"}


@pytest.mark.parametrize("state", [CauseState.CANDIDATE, CauseState.DISMISSED])
def test_a_why_that_is_not_confirmed_takes_the_root_from_nobody(state):
    assert "1" in roots([Link("1", ""), Link("2", "1", state)])


def test_a_fifth_why_is_allowed_and_a_sixth_is_not():
    check_why(FIVE[:4], "4", "cause 4")
    with pytest.raises(TooManyWhys) as refused:
        check_why(FIVE, "5", "cause 5")
    assert refused.value.message.values["cause"] == "cause 5"


@pytest.mark.parametrize("above", ["1", "2", "4"])
def test_a_cause_never_stands_below_itself_or_its_own_whys(above):
    with pytest.raises(CauseBelowItself):
        check_move(FIVE, "1", above, TEXTS)


def test_a_branch_moves_only_where_all_of_it_has_room():
    links = [*FIVE[:3], Link("a", ""), Link("b", "a")]
    texts = TEXTS | {"a": "a", "b": "b"}
    check_move(links, "a", "3", texts)
    with pytest.raises(TooManyWhys):
        check_move([*links, Link("c", "b")], "a", "3", texts | {"c": "c"})


def test_whys_stand_behind_what_they_explain_however_they_were_added():
    links = [Link("1", ""), Link("2", ""), Link("1b", "1"), Link("2b", "2"), Link("1c", "1b")]
    assert in_order(links) == [("1", 0), ("1b", 1), ("1c", 2), ("2", 0), ("2b", 1)]


def test_the_chain_of_a_why_begins_with_the_first_cause():
    assert chain(FIVE, "3") == ["1", "2", "3"]
    assert chain(FIVE, "unknown") == []


def test_the_height_of_a_cause_counts_itself_and_its_longest_chain():
    assert [height_of(FIVE, link.id) for link in FIVE] == [5, 4, 3, 2, 1]


@st.composite
def forests(draw):
    parents = [""]
    for index in range(draw(st.integers(1, 20))):
        parents.append(draw(st.sampled_from(["", *map(str, range(index + 1))])))
    states = draw(st.lists(st.sampled_from(CauseState), min_size=len(parents), max_size=len(parents)))
    return draw(st.permutations([Link(str(n), parent, state) for n, (parent, state) in enumerate(zip(parents, states, strict=True))]))


@given(forests())
def test_no_cause_is_lost_or_told_twice_and_each_stands_behind_its_parent(links):
    order = [cause_id for cause_id, _depth in in_order(links)]
    assert sorted(order) == sorted(link.id for link in links)
    assert all(not link.parent_id or order.index(link.parent_id) < order.index(link.id) for link in links)


@given(forests())
def test_below_a_cause_that_is_no_root_there_is_a_root(links):
    found = roots(links)
    assert all(link.id in found or found & set(below(links, link.id)) for link in links)


def test_every_category_stands_on_one_side():
    assert set(SIDES) == set(CauseCategory)
    assert [side_of(code) for code in ("people", "process", "", "other")] == [CauseSide.PERSON, CauseSide.SYSTEM, None, None]


@pytest.mark.parametrize(("answer", "points"), [(Answer.YES, True), (Answer.NO, False), (Answer.UNKNOWN, False), (None, False)])
def test_only_the_answer_that_tells_of_a_problem_points_to_one(answer, points):
    assert points_to_problem(answer, Answer.YES) is points


def test_figures_of_causes_count_each_side_and_leave_out_of_shares_what_has_no_category():
    found = CauseFigures(gaps=4, bare=1, people=1, process=2, training=1, others=3).add(CauseFigures(gaps=1, tools=1))
    assert (found.gaps, found.causes, found.on(CauseSide.SYSTEM), found.on(CauseSide.PERSON)) == (5, 8, 3, 2)
    assert found.share(found.on(CauseSide.SYSTEM)) * 5 == 3
    assert found.bare_share * 5 == 1


def test_without_causes_there_is_no_share():
    assert CauseFigures(others=2).share(0) is None
    assert CauseFigures().bare_share is None
