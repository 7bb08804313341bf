from datetime import date, timedelta
from decimal import Decimal

import pytest

from perftui.domain.codes import CycleKind, CycleState
from perftui.domain.cycles import CycleNameUnclear
from perftui.domain.people import CycleEndsFirst, WrongCycleStep
from perftui.domain.validation import NotAChoice
from perftui.i18n import say
from perftui.services.cycles import (
    CycleExists,
    add_cycle,
    change_state,
    cycle,
    edit_cycle,
    listing,
    next_state,
    running,
    suggest_name,
)
from perftui.services.undo import undo
from perftui.storage.stores import Changed, Gone


def test_a_name_tells_kind_and_dates(store, today):
    line = add_cycle(store, "2026 q4", today)
    assert (line.name, line.kind, line.start, line.end) == ("2026-Q4", CycleKind.QUARTER, date(2026, 10, 1), date(2026, 12, 31))
    assert (line.state, line.is_running, line.goals) == (CycleState.PLANNING, True, 0)
    assert line.elapsed == Decimal(53) / 92


def test_a_name_of_ones_own_needs_kind_and_dates(store, today):
    with pytest.raises(CycleNameUnclear):
        add_cycle(store, "Winter", today)
    line = add_cycle(store, "Winter", today, "half", (date(2026, 11, 1), date(2027, 3, 31)))
    assert (line.kind, line.end) == (CycleKind.HALF, date(2027, 3, 31))


def test_a_known_name_may_have_other_dates(store, today):
    line = add_cycle(store, "2026-Q4", today, "quarter", (date(2026, 9, 28), date(2026, 12, 27)))
    assert (line.start, line.end) == (date(2026, 9, 28), date(2026, 12, 27))


def test_two_cycles_have_different_names(store, today):
    add_cycle(store, "2026-Q4", today)
    other = add_cycle(store, "2027-Q1", today)
    with pytest.raises(CycleExists):
        add_cycle(store, "2026年第四季度", today)
    with pytest.raises(CycleExists):
        edit_cycle(store, other.id, other.version, today, name="2026-Q4")


def test_a_cycle_ends_after_it_begins(store, today):
    line = add_cycle(store, "2026-Q4", today)
    with pytest.raises(CycleEndsFirst):
        edit_cycle(store, line.id, line.version, today, end=date(2026, 9, 1))
    with pytest.raises(NotAChoice):
        edit_cycle(store, line.id, line.version, today, kind="month")


def test_an_edit_keeps_what_is_not_given(store, today):
    line = add_cycle(store, "2026-Q4", today)
    edited = edit_cycle(store, line.id, line.version, today, end=date(2027, 1, 15))
    assert (edited.name, edited.start, edited.end, edited.version) == ("2026-Q4", line.start, date(2027, 1, 15), 2)
    with pytest.raises(Changed):
        edit_cycle(store, line.id, line.version, today, name="Late")


def test_a_cycle_goes_one_step_on_or_one_step_back(store, today):
    line = add_cycle(store, "2026-Q4", today)
    seen = []
    for state in ("active", "reviewing", "closed", "reviewing", "active", "planning"):
        line = change_state(store, line.id, line.version, CycleState(state), today)
        seen.append(str(line.state.value))
    assert seen == ["active", "reviewing", "closed", "reviewing", "active", "planning"]
    for state in (CycleState.REVIEWING, CycleState.CLOSED, CycleState.PLANNING):
        with pytest.raises(WrongCycleStep):
            change_state(store, line.id, line.version, state, today)


def test_the_step_says_where_the_cycle_went(store, today):
    line = add_cycle(store, "2026-Q4", today)
    change_state(store, line.id, line.version, CycleState.ACTIVE, today)
    assert say(undo(store).label) == "Made cycle 2026-Q4 active"
    assert cycle(store, line.id, today).state is CycleState.PLANNING


def test_nothing_follows_closed():
    assert [next_state(state) for state in CycleState] == [CycleState.ACTIVE, CycleState.REVIEWING, CycleState.CLOSED, None]


def test_the_running_cycle_is_the_shortest_that_holds_today(store, today):
    assert running(store, today) is None
    add_cycle(store, "2026", today)
    add_cycle(store, "2026-Q4", today)
    add_cycle(store, "2027-Q1", today)
    assert running(store, today).name == "2026-Q4"
    assert running(store, date(2026, 8, 1)).name == "2026"
    assert [line.name for line in listing(store, today)] == ["2027-Q1", "2026-Q4", "2026"]


def test_the_next_name_follows_the_last_quarter(store, today):
    assert suggest_name(store, today) == "2026-Q4"
    add_cycle(store, "Winter", today, "half", (today, today + timedelta(days=100)))
    add_cycle(store, "2026-Q4", today)
    assert suggest_name(store, today) == "2027-Q1"


def test_a_cycle_that_does_not_exist_is_gone(store, today):
    with pytest.raises(Gone):
        cycle(store, "nothing", today)
    with pytest.raises(Gone):
        change_state(store, "nothing", 1, CycleState.ACTIVE, today)
