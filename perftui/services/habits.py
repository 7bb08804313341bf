"""Steps of a plan that repeat: what is counted each day, against its target (R55).

What is entered stands in the entries of the action that carries the step out, so that the agenda, my actions and the plan agree.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain import habits
from perftui.domain.actions import EntryState
from perftui.domain.habits import Compliance, Entry, read_entry
from perftui.domain.meetings import ActionState
from perftui.domain.plans import RUNNING, PlanState
from perftui.domain.quantities import number_text
from perftui.domain.texts import clean_text
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services.action_series import untold
from perftui.services.plan_views import plan_view
from perftui.storage import plan_habits
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from decimal import Decimal

    from perftui.services.plan_lines import EntryLine, PlanStepLine, PlanView
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NotRunning(Refused):
    """A day of a plan that is not issued, or over."""

    template = mark("“{title}” is not running now ({state}), so nothing is entered.")


class NoSuchDay(Refused):
    """A day on which the step does not fall."""

    template = mark("“{step}” does not fall on {day}.")


class DayToCome(Refused):
    """A day that is still to come."""

    template = mark("{day} is still to come: what was done is entered on its day or later.")


class DayMissed(Refused):
    """A day that was called missed."""

    template = mark("{day} was marked as missed, and stays so. Ctrl+Z takes back a slip of the hand.")


class HabitDay(NamedTuple):
    """One day of a habit."""

    due: date
    entry: Entry | None
    note: str
    is_reached: bool


class HabitView(NamedTuple):
    """A step that repeats, with its days so far."""

    step: PlanStepLine
    target: Decimal | None
    """What is to be counted each time; None where it is only done or not."""
    days: tuple[HabitDay, ...]
    """Up to today, the earliest first."""
    rate: Compliance
    all_days: int
    """How many there are until its end."""


def habits_of(store: Store, plan_id: str, today: date) -> tuple[HabitView, ...]:
    """The steps of a plan that repeat, in order.

    Raises:
        Gone: There is no such plan.
    """
    plan = plan_view(store, plan_id)
    return tuple(_habit(plan, step, today) for step in plan.steps if step.recurrence)


def _habit(plan: PlanView, step: PlanStepLine, today: date) -> HabitView:
    start, until = step.due or plan.line.start, step.until or plan.line.end
    every = habits.days(step.recurrence, start, until) if start and until else []
    entries = {line.due: _entry(line) for line in step.entries}
    notes = {line.due: line.note for line in step.entries}
    wanted, is_falling = step.habit_target, (step.uplift or 0) < 0
    told = sorted({day for day in every if day <= today} | entries.keys())
    days = tuple(
        HabitDay(day, entries.get(day), notes.get(day, ""), habits.reaches(entries.get(day), wanted, is_falling=is_falling)) for day in told
    )
    rate = habits.compliance(sorted({*every, *entries}), entries, today, wanted, is_falling=is_falling)
    return HabitView(step, wanted, days, rate, len(every))


def _entry(line: EntryLine) -> Entry:
    return Entry(line.is_done, line.value, line.is_done and line.done_on is not None and line.done_on > line.due)


def enter(store: Store, step_id: str, day: date, text: str, today: date) -> str:
    """Write down what became of one day: a number, `ok` for done, or `x` for missed. An earlier entry is changed; missed stays missed.

    Args:
        store: The store.
        step_id: The step.
        day: One of its days, today or earlier; entered later than on its day it is late, and stays so.
        text: As it was typed.
        today: The day on which it is entered.

    Returns:
        The id of the entry.

    Raises:
        BadEntry, CountMissing: The text is no entry.
        NotRunning, NoSuchDay, DayToCome, DayMissed: Nothing can be entered of that day.
        Gone: There is no such step, or it is not issued yet.
    """
    row = _step(store, step_id)
    is_done, value = read_entry(clean_text(text), is_counted=row["baseline"] is not None, unit=row["unit"])
    _require_day(row, day, today)
    state = EntryState.DONE if is_done else EntryState.MISSED
    label = mark("Entered {text} for {day}: {title}")
    told = number_text(value) if value is not None else state.value
    with store.write(Label(label, {"text": told, "day": day.isoformat(), "title": row["text"]})):
        before = plan_habits.entry(store, row["action_id"], day.isoformat())
        if before is not None and before["state"] == EntryState.MISSED and is_done:
            raise DayMissed(day=day)
        columns = {"state": state.value, "value": None if value is None else str(value)}
        if before is not None:
            done_on = (before["done_on"] or today.isoformat()) if is_done else None
            store.update("action_entry", before["id"], before["version"], **columns, done_on=done_on)
            return str(before["id"])
        entry_id = store.new_id()
        done_on = today.isoformat() if is_done else None
        store.insert("action_entry", id=entry_id, action_id=row["action_id"], due_date=day.isoformat(), **columns, done_on=done_on)
        _go_on(store, row, today)
    return entry_id


def note(store: Store, step_id: str, day: date, text: str) -> None:
    """Write a note on a day that was entered.

    Raises:
        NoSuchDay: Nothing is entered of that day yet.
        NotRunning: The plan is not running.
        Gone: There is no such step, or it is not issued yet.
    """
    row = _step(store, step_id)
    _require_running(row)
    before = plan_habits.entry(store, row["action_id"], day.isoformat())
    if before is None:
        raise NothingEntered(day=day)
    with store.write(Label(mark("Noted on {day}: {title}"), {"day": day.isoformat(), "title": row["text"]})):
        store.update("action_entry", before["id"], before["version"], note=clean_text(text).strip())


class NothingEntered(Refused):
    """A note on a day of which nothing is known."""

    template = mark("Nothing is entered for {day} yet: write that first, then the note.")


def counted(store: Store, action_id: str) -> tuple[str, str, Decimal] | None:
    """Of an action that carries out a habit that is counted: its step, the unit and what is wanted each time; else None."""
    row = plan_habits.of_action(store, action_id)
    if row is None or row["baseline"] is None or not row["recurrence"]:
        return None
    step = next((each for each in plan_view(store, row["plan_id"]).steps if each.id == row["id"]), None)
    wanted = step.habit_target if step else None
    return None if wanted is None else (row["id"], row["unit"], wanted)


def next_day(store: Store, step_id: str) -> date | None:
    """The first day of a step of which nothing is written down; None once it is over."""
    row = _step(store, step_id)
    return date.fromisoformat(row["next_due"]) if row["next_due"] and row["action_state"] == ActionState.OPEN else None


def is_waiting(store: Store, step_id: str, day: date) -> bool:
    """Whether a step falls on a day of which nothing is written down."""
    row = _step(store, step_id)
    return day in _days_of(row) and plan_habits.entry(store, row["action_id"], day.isoformat()) is None


def _days_of(row: Row) -> list[date]:
    start, until = row["due_date"] or row["plan_start"], row["until_date"] or row["plan_end"]
    return habits.days(row["recurrence"], date.fromisoformat(start), date.fromisoformat(until))


def _step(store: Store, step_id: str) -> Row:
    row = plan_habits.step(store, step_id)
    if row is None:
        raise Gone
    if row["action_id"] is None:
        raise NotRunning(title=row["title"], state=PlanState(row["plan_state"]))
    return row


def _require_running(row: Row) -> None:
    state = PlanState(row["plan_state"])
    if state not in RUNNING:
        raise NotRunning(title=row["title"], state=state)


def _require_day(row: Row, day: date, today: date) -> None:
    _require_running(row)
    if day > today:
        raise DayToCome(day=day)
    if day not in _days_of(row):
        raise NoSuchDay(step=row["text"], day=day)


def _go_on(store: Store, row: Row, today: date) -> None:
    """The action is due next on the first day of which nothing is written down; after its last day it is done."""
    every = _days_of(row)
    due = untold(store, row["action_id"], row["recurrence"], every[0])
    if row["action_state"] != ActionState.OPEN:
        return
    if due > every[-1]:
        store.update("action", row["action_id"], row["action_version"], state=ActionState.DONE.value, done_on=today.isoformat())
    elif due.isoformat() != row["next_due"]:
        store.update("action", row["action_id"], row["action_version"], due_date=due.isoformat())
