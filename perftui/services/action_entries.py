"""What became of each day of an action that repeats: done, late or missed; and when it is due next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from perftui.domain.actions import EntryState
from perftui.domain.meetings import ActionState
from perftui.domain.recurrences import occurrences, read
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import actions, plan_action_guards
from perftui.services.action_series import untold
from perftui.storage import action_lists
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from perftui.services.actions import ActionLine
    from perftui.storage.stores import Store

MOST_MISSED = 400
"""Days of a series that are called missed in one step, at most: more than a year of them."""


class DoesNotRepeat(Refused):
    """What is done once cannot be missed."""

    template = mark("“{title}” does not repeat, so no day of it can be missed: F7 says that it is done, Del that it is cancelled.")


class NotDueYet(Refused):
    """A day that is still to come."""

    template = mark("“{title}” is due on {due}: what is still to come cannot be missed.")


class NotOpen(Refused):
    """An action that is over."""

    template = mark("“{title}” is over. “Open again” on F8 opens it again.")


class SeriesOver(Refused):
    """A series without a day that is left."""

    template = mark("The series “{title}” was over on {until}: give it a later last day with F2 first.")


class EntryLine(NamedTuple):
    """What became of one day of a series."""

    due: date
    state: EntryState
    done_on: date | None

    @property
    def is_late(self) -> bool:
        """Whether it was done after its day; it stays late for good."""
        return self.done_on is not None and self.done_on > self.due


def entries_of(store: Store, action_id: str) -> list[EntryLine]:
    """What became of the days of a series so far, the latest first."""
    return [
        EntryLine(
            date.fromisoformat(row["due_date"]), EntryState(row["state"]), date.fromisoformat(row["done_on"]) if row["done_on"] else None
        )
        for row in action_lists.entries(store, action_id)
    ]


def open_days(line: ActionLine, today: date) -> list[date]:
    """The days up to today, included, of which nobody has said what became of them; of what does not repeat its own."""
    if line.state is not ActionState.OPEN or line.due is None or line.due > today:
        return []
    series = read(line.recurrence)
    if series is None:
        return [line.due]
    found = []
    for day in occurrences(series, line.due, min(today, line.until or today)):
        found.append(day)
        if len(found) == MOST_MISSED:
            break
    return found


def mark_done(store: Store, action_id: str, on: date) -> None:
    """Say that an action is done: of one that repeats, the day that is due next.

    Args:
        store: The store.
        action_id: The action.
        on: On which day it was done; later than its due date it stays late.

    Raises:
        Gone: It does not exist.
        NotOpen: It is over.
    """
    line = _open(store, action_id)
    if read(line.recurrence) is None or line.due is None:
        actions.finish(store, action_id, on)
        return
    with store.write(Label(mark("Done: {title}, due {due}"), {"title": line.title, "due": line.due.isoformat()})):
        _tell(store, line, [line.due], EntryState.DONE, on)


def mark_missed(store: Store, action_id: str, today: date) -> None:
    """Say that the day of a series that is due next was missed; it stays missed.

    Raises:
        Gone: It does not exist.
        NotOpen: It is over.
        DoesNotRepeat: It is done once.
        NotDueYet: The day is still to come.
    """
    line = _open(store, action_id)
    _missed(store, line, open_days(line, today)[:1], today)


def miss_until(store: Store, action_id: str, today: date) -> int:
    """Say that all days of a series before today were missed, in one step.

    Returns:
        How many they were. Errors are those of `mark_missed`.
    """
    line = _open(store, action_id)
    return _missed(store, line, open_days(line, today - timedelta(1)), today)


def reopen(store: Store, action_id: str) -> None:
    """Open an action again; a series goes on with the first day of which nothing is written down.

    Raises:
        Gone: It does not exist.
        SeriesOver: No day of the series is left.
        PlanActionOver: It carries out a step of a plan that is over.
    """
    line = actions.action(store, action_id)
    plan_action_guards.require_running_origin(store, line.title, line.origin.entity, line.origin.id)
    due = untold(store, line.id, line.recurrence, line.due) if line.due else None
    if due and line.until and due > line.until:
        raise SeriesOver(title=line.title, until=line.until.isoformat())
    with store.write(Label(mark("Opened the action {title} again"), {"title": line.title})):
        columns = {"state": ActionState.OPEN.value, "done_on": None, "due_date": due.isoformat() if due else None}
        store.update("action", line.id, line.version, **columns)


def _open(store: Store, action_id: str) -> ActionLine:
    line = actions.action(store, action_id)
    if line.state is not ActionState.OPEN:
        raise NotOpen(title=line.title)
    return line


def _missed(store: Store, line: ActionLine, days: list[date], today: date) -> int:
    if read(line.recurrence) is None or line.due is None:
        raise DoesNotRepeat(title=line.title)
    if not days:
        raise NotDueYet(title=line.title, due=line.due.isoformat())
    one = Label(mark("Missed: {title}, due {due}"), {"title": line.title, "due": days[0].isoformat()})
    many = Label(mark("Missed: {title}, {n} times"), {"title": line.title, "n": len(days)})
    with store.write(one if len(days) == 1 else many):
        _tell(store, line, days, EntryState.MISSED, today)
    return len(days)


def _tell(store: Store, line: ActionLine, days: list[date], state: EntryState, today: date) -> None:
    """Write down what became of some days, and when it is due next; after its last day the series is over."""
    done_on = today.isoformat() if state is EntryState.DONE else None
    for day in days:
        if not action_lists.is_told(store, line.id, day.isoformat()):
            store.insert("action_entry", id=store.new_id(), action_id=line.id, due_date=day.isoformat(), state=state.value, done_on=done_on)
    due = untold(store, line.id, line.recurrence, days[-1])
    if line.until and due > line.until:
        store.update("action", line.id, line.version, state=ActionState.DONE.value, done_on=today.isoformat())
    else:
        store.update("action", line.id, line.version, due_date=due.isoformat())
