from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.codes import CycleKind
from perftui.domain.cycles import CycleName, CycleNameUnclear, cycle_bounds, cycle_name, cycle_of, elapsed_share

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
kinds = st.sampled_from(CycleKind)


@dataclass(frozen=True)
class Span:
    start: date
    end: date


@pytest.mark.parametrize(
    ("text", "written", "start", "end"),
    [
        ("2026-Q4", "2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026 q1", "2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026Q2", "2026-Q2", "2026-04-01", "2026-06-30"),
        ("Q3 2018", "2018-Q3", "2018-07-01", "2018-09-30"),
        ("1Q2018", "2018-Q1", "2018-01-01", "2018-03-31"),
        ("Q3/2018", "2018-Q3", "2018-07-01", "2018-09-30"),
        ("2026 H1", "2026-H1", "2026-01-01", "2026-06-30"),
        ("2H 2026", "2026-H2", "2026-07-01", "2026-12-31"),
        ("2026", "2026", "2026-01-01", "2026-12-31"),
        ("2026年第四季度", "2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026年 第 2 季度", "2026-Q2", "2026-04-01", "2026-06-30"),
        ("2026年一季度", "2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026年第3季", "2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026年上半年", "2026-H1", "2026-01-01", "2026-06-30"),
        ("2026下半年度", "2026-H2", "2026-07-01", "2026-12-31"),
        ("2026年", "2026", "2026-01-01", "2026-12-31"),
        ("2026 年度", "2026", "2026-01-01", "2026-12-31"),
        ("２０２６－Ｑ４", "2026-Q4", "2026-10-01", "2026-12-31"),
    ],
)
def test_a_cycle_is_known_by_its_name(text, written, start, end):
    assert str(cycle_name(text)) == written
    assert cycle_bounds(text) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("text", ["", "2026-Q5", "2026 H3", "Q4", "26-Q4", "2026-12", "spring", "2026-Q4 x", "1026", "2026年第五季度"])
def test_what_names_no_cycle_is_refused(text):
    with pytest.raises(CycleNameUnclear, match="does not name a cycle"):
        cycle_bounds(text)


@given(days, kinds)
def test_every_day_lies_in_the_cycle_that_is_named_after_it(day, kind):
    name = cycle_of(day, kind)
    assert name.start <= day <= name.end
    assert cycle_name(str(name)) == name


@given(st.integers(1900, 2198), kinds, st.data())
def test_the_next_cycle_begins_the_day_after(year, kind, data):
    number = data.draw(st.integers(1, {CycleKind.QUARTER: 4, CycleKind.HALF: 2, CycleKind.YEAR: 1}[kind]))
    name = CycleName(kind, year, number)
    assert name.next().start == name.end + timedelta(days=1)


def test_a_cycle_is_over_only_after_its_last_day():
    quarter = cycle_name("2026-Q4")
    assert elapsed_share(quarter, date(2026, 9, 1)) == 0
    assert elapsed_share(quarter, quarter.start) == 0
    assert elapsed_share(quarter, date(2026, 11, 16)) == Decimal("0.5")
    assert elapsed_share(quarter, quarter.end) < 1
    assert elapsed_share(quarter, date(2027, 1, 1)) == elapsed_share(quarter, date(2030, 1, 1)) == 1


@given(days, st.integers(0, 800), days, days)
def test_time_only_moves_on(start, length, one, other):
    span = Span(start, start + timedelta(days=length))
    earlier, later = sorted((one, other))
    assert 0 <= elapsed_share(span, earlier) <= elapsed_share(span, later) <= 1
