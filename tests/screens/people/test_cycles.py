"""Cycles at the keyboard."""

from datetime import date

import pytest

from perftui.domain.codes import CycleState
from perftui.services import cycles
from perftui.services.goals import add_goal
from screens.cycle_forms import CycleForm

TODAY = date(2026, 11, 23)


@pytest.fixture
async def list_(desk):
    await desk.type("ctrl+g", "c")
    return desk


def named(store):
    return {line.name: line for line in cycles.listing(store, TODAY)}


async def test_without_cycles_the_screen_says_which_key_adds_one(list_):
    assert "Ctrl+N adds the present quarter" in list_.shown


async def test_the_name_that_is_offered_gives_kind_and_days(list_, store):
    await list_.type("ctrl+n", "ctrl+s", "ctrl+n", "ctrl+s")
    found = named(store)
    assert list(found) == ["2027-Q1", "2026-Q4"]
    assert (found["2026-Q4"].start, found["2026-Q4"].end) == (date(2026, 10, 1), date(2026, 12, 31))
    assert "Added cycle 2027-Q1" in list_.status


async def test_a_chinese_name_and_days_of_ones_own_are_taken(list_, store):
    await list_.type("ctrl+n", "2027年第二季度", "ctrl+s")
    await list_.type("ctrl+n", "Trial [b]", "enter", "q", "enter", "2026-11-01", "enter", "2026-11-30", "enter", "enter")
    found = named(store)
    assert found["2027-Q2"].start == date(2027, 4, 1)
    assert (found["Trial [b]"].start, found["Trial [b]"].end) == (date(2026, 11, 1), date(2026, 11, 30))


async def test_half_the_days_and_a_name_twice_are_refused_in_the_form(list_, store):
    await list_.type("ctrl+n", "ctrl+s", "ctrl+n", "2026-Q4", "ctrl+s")
    assert isinstance(list_.screen, CycleForm)
    assert "There is a cycle “2026-Q4” already." in list_.shown
    await list_.type("Summer", "enter", "q", "enter", "2026-07-01", "ctrl+s")
    assert "Give the first and the last day" in list_.shown
    assert len(named(store)) == 1


async def test_a_cycle_is_changed_and_the_change_undone(list_, store):
    await list_.type("ctrl+n", "ctrl+s", "f2", "Autumn", "ctrl+s")
    assert list(named(store)) == ["Autumn"]
    await list_.type("ctrl+z")
    assert list(named(store)) == ["2026-Q4"]


async def test_a_state_is_taken_only_after_its_effect_was_seen(list_, store):
    cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    add_goal(store, TODAY, title="Grow", cycle=cycle.id)
    await list_.type("f5", "f7", "escape")
    assert named(store)["2026-Q4"].state is CycleState.PLANNING
    for state in (CycleState.ACTIVE, CycleState.REVIEWING):
        await list_.type("f7", "enter")
        assert named(store)["2026-Q4"].state is state
    await list_.type("f7")
    assert "1 goal is in it." in list_.shown
    assert "They leave Today" in list_.shown
    await list_.type("y")
    assert named(store)["2026-Q4"].state is CycleState.CLOSED
    assert "Closed cycle 2026-Q4" in list_.status
    await list_.type("f7")
    assert "stays closed" in list_.status
    await list_.type("f8", "state before", "enter", "enter")
    assert named(store)["2026-Q4"].state is CycleState.REVIEWING


async def test_a_first_state_has_none_before(list_, store):
    await list_.type("ctrl+n", "ctrl+s", "f8", "state before", "enter")
    assert "first state" in list_.status


async def test_finding_a_cycle_by_its_name(list_, store):
    for name in ("2026-Q4", "2027-Q1", "2027"):
        cycles.add_cycle(store, name, TODAY)
    await list_.type("f5", "f3", "q1", "enter")
    assert (list_.list.row_count, list_.status) == (1, "1 cycle")
    await list_.type("escape")
    assert list_.list.row_count == 3
