from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.reporting_lines import (
    OwnManager,
    ReportingOverlaps,
    ReportsInCircle,
    check_intervals,
    check_manager,
    reporting_cycles,
)

ids = st.integers(0, 12).map(str)
organisations = st.dictionaries(ids, ids, max_size=13)


@dataclass(frozen=True)
class Line:
    since: date
    until: date | None


def line(since: int, until: int | None) -> Line:
    first = date(2026, 1, 1)
    return Line(first + timedelta(days=since), None if until is None else first + timedelta(days=until))


def in_a_circle(person: str, managers: dict[str, str]) -> bool:
    above = managers.get(person)
    for _step in managers:
        if above == person:
            return True
        above = managers.get(above)
    return False


def test_one_line_may_begin_on_the_day_another_ends():
    check_intervals([line(10, None), line(0, 10)])
    check_intervals([line(0, 5), line(8, 9)])
    check_intervals([])


@pytest.mark.parametrize("lines", [[(0, 11), (10, None)], [(10, None), (0, None)], [(0, 5), (0, 5)], [(0, 30), (40, 50), (5, 6)]])
def test_two_managers_at_once_are_refused(lines):
    with pytest.raises(ReportingOverlaps, match="2026-01-01"):
        check_intervals(line(*ends) for ends in lines)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6))
def test_overlaps_are_found_exactly_where_days_are_shared(lines):
    days = [day for since, length in lines for day in range(since, since + length)]
    intervals = [line(since, since + length) for since, length in lines]
    if len(days) == len(set(days)):
        check_intervals(intervals)
    else:
        with pytest.raises(ReportingOverlaps):
            check_intervals(intervals)


def test_a_sound_organisation_has_no_circles():
    assert reporting_cycles({"a": "boss", "b": "a", "c": "a"}) == []
    assert reporting_cycles({}) == []


def test_each_circle_is_named_once_from_its_smallest_id():
    assert reporting_cycles({"x": "c", "c": "b", "b": "a", "a": "c", "e": "e", "f": "x"}) == [["a", "c", "b"], ["e"]]


@given(organisations)
def test_circles_hold_exactly_those_who_report_to_themselves_in_the_end(managers):
    circles = reporting_cycles(managers)
    assert sorted(person for circle in circles for person in circle) == sorted(p for p in managers if in_a_circle(p, managers))
    for circle in circles:
        assert [managers[person] for person in circle] == [*circle[1:], circle[0]]


def test_a_long_chain_is_no_trouble():
    chain = {str(n): str(n + 1) for n in range(100_000)}
    assert reporting_cycles(chain) == []
    assert len(reporting_cycles({**chain, "100000": "0"})[0]) == 100_001


@given(organisations, ids, ids)
def test_a_new_manager_is_refused_exactly_when_it_would_close_a_circle(managers, person, manager):
    without = {other: above for other, above in managers.items() if other != person}
    if not in_a_circle(person, {**without, person: manager}):
        check_manager(person, manager, without)
    else:
        with pytest.raises(OwnManager if person == manager else ReportsInCircle):
            check_manager(person, manager, without)
