"""Sums of the reports add up in any order, and no data is no zero."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.report_figures import Coverage, Discipline

NUMBERS = st.integers(0, 1_000)
DISCIPLINES = st.builds(Discipline, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
COVERAGES = st.builds(Coverage, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)


def test_coverage_goes_by_weight():
    assert Coverage(goals=1, key_results=2, measured=1, weight=10_000, weight_measured=7_500).share == Decimal("0.75")


def test_where_nothing_is_to_be_measured_or_checked_in_there_is_no_share():
    assert Coverage(goals=3, unmeasured=3).share is None
    assert Discipline(key_results=4).share is None
    assert Discipline(key_results=1, overdue=1).share == 0


def test_what_is_missing_counts_as_due_and_not_as_on_time():
    figure = Discipline(key_results=3, on_time=6, late=1, overdue=1, longest=9)
    assert (figure.due, figure.share) == (8, Decimal("0.75"))


@given(st.lists(DISCIPLINES), st.randoms())
def test_the_discipline_of_several_is_the_same_in_any_order_and_its_longest_is_the_longest(figures, chance):
    whole = reduce(Discipline.add, figures, Discipline())
    assert whole == reduce(Discipline.add, chance.sample(figures, len(figures)), Discipline())
    assert whole.due == sum(figure.due for figure in figures)
    assert whole.longest == max((figure.longest for figure in figures), default=0)


@given(st.lists(COVERAGES, min_size=1))
def test_the_coverage_of_several_is_that_of_their_sums(figures):
    whole = reduce(Coverage.add, figures, Coverage())
    assert whole.weight == sum(figure.weight for figure in figures)
    assert whole.share == (Decimal(whole.weight_measured) / whole.weight if whole.weight else None)
