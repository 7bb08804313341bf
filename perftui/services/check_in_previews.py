"""What a check-in says and would change, computed without writing: progress of the key result and its goal, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.codes import Operator, Status
from perftui.domain.measures import progress
from perftui.domain.rollups import MILLION, Sums, contribution, progress_of, read_progress, stored_progress
from perftui.domain.statuses import is_overdue, needs_blocker
from perftui.services.measured_values import parse_confidence, parse_value
from perftui.services.trees import is_due_before, light, line_of
from perftui.storage import goal_lookups, trees
from perftui.storage.stores import Gone
from perftui.storage.yardsticks import counted_from, yardstick_of

if TYPE_CHECKING:
    from perftui.domain.goals import CheckInDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class Typed(NamedTuple):
    """The fields of the form, as typed."""

    on: date
    """The day it is about."""
    today: date
    """The day of writing."""
    value: str = ""
    confidence: str | None = ""
    note: str = ""
    blocker: str = ""
    next_action: str = ""
    evidence: str = ""


class Entry(NamedTuple):
    """A check-in as it would be written down."""

    draft: CheckInDraft
    corrected: Row | None
    """The check-in of the same day and person that it takes the place of."""
    is_late: bool
    asks: tuple[str, ...]
    """The fields that are still to be filled: `blocker`, `next_action`."""


class _Said(NamedTuple):
    value: Decimal | None
    confidence: Decimal | None
    on: date


@dataclass(frozen=True, slots=True)
class CheckInPreview:
    """What a check-in would change. Progress: 1 is the target, not clamped; None: no data."""

    value: Decimal | None
    """As it was read; None where nothing was measured."""
    confidence: Decimal | None
    progress_before: Decimal | None
    progress_after: Decimal | None
    goal_before: Decimal | None
    """Of the goal to which the key result belongs."""
    goal_after: Decimal | None
    status_before: Status
    status_after: Status
    is_late: bool
    is_correction: bool
    """Whether it would take the place of today's earlier check-in of the same person."""
    asks: tuple[str, ...]
    """The fields that a low confidence asks for: `blocker`, `next_action`; empty when it is not low."""


def entry_of(store: Store, row: Row, typed: Typed) -> Entry:
    """Read a check-in of a key result and put it together with what it corrects.

    Raises:
        BadInput: A text cannot be read, or nothing was said at all.
        ActualNotPossible: The yardstick cannot have such a value.
    """
    from perftui.domain.goals import CheckInDraft
    from perftui.domain.validation import validated

    corrected = goal_lookups.own_check_in(store, row["id"], typed.on.isoformat()) if typed.on == typed.today else None
    given: dict[str, object] = {name: getattr(typed, name) for name in ("note", "blocker", "next_action", "evidence")}
    given |= {"value": parse_value(yardstick_of(row), typed.value), "confidence": parse_confidence(typed.confidence)}
    if corrected is not None:
        given = {name: corrected[name] if new is None or new == "" else new for name, new in given.items()}
    draft = validated(CheckInDraft, on=typed.on, **given)
    is_late = bool(corrected["is_late"]) if corrected is not None else _is_late(store, row, typed)
    texts = {"blocker": draft.blocker, "next_action": draft.next_action}
    asks = tuple(name for name, text in texts.items() if not text) if needs_blocker(draft.confidence) else ()
    return Entry(draft, corrected, is_late, asks)


def _is_late(store: Store, row: Row, typed: Typed) -> bool:
    line = trees.row_of(store, row["id"])
    if line is not None and line["next_due"] is None:
        return False
    days = [date.fromisoformat(check_in["on_date"]) for check_in in goal_lookups.check_ins_by_day(store, row["id"])]
    last = max((day for day in days if day <= typed.on), default=None)
    since = counted_from(row["id"], goal_lookups.begins(store, row["id"]))
    return is_overdue(last, row["cadence_days"], typed.today, since=date.fromisoformat(since))


def foreseen(store: Store, row: Row, typed: Typed) -> CheckInPreview:
    """What a check-in of a key result would change.

    Raises:
        BadInput: A text cannot be read.
        ActualNotPossible: The yardstick cannot have such a value.
        Gone: The key result has no place in the tree.
    """
    entry = entry_of(store, row, typed._replace(note=typed.note or "…"))  # so that an empty form has a preview too
    line, sums = trees.row_of(store, row["id"]), goal_lookups.sums(store, row["id"])
    if line is None or sums is None:
        raise Gone
    after = _after(store, row, entry)
    stored = stored_progress(progress(yardstick_of(row), after.value))
    return CheckInPreview(
        value=entry.draft.value,
        confidence=entry.draft.confidence,
        progress_before=read_progress(line["progress"]),
        progress_after=read_progress(stored),
        goal_before=read_progress(sums["progress"]),
        goal_after=read_progress(_goal_after(sums, line, stored)),
        status_before=line_of(line, typed.today).status,
        status_after=_light_after(line, row["cadence_days"], after, stored, typed.today),
        is_late=entry.is_late,
        is_correction=entry.corrected is not None,
        asks=entry.asks,
    )


def _goal_after(sums: Row, line: Row, stored: int | None) -> int | None:
    goal = Sums(sums["weighted"], sums["measured"], sums["total"])
    if line["is_archived"]:
        return progress_of(goal)
    return progress_of(goal.replace(contribution(line["weight"], line["progress"]), contribution(line["weight"], stored)))


def _light_after(line: Row, cadence: int, after: _Said, stored: int | None, today: date) -> Status:
    is_done = stored is not None and stored >= MILLION
    due = None if is_done else (after.on + timedelta(days=cadence)).isoformat()
    return light(line, today, read_progress(stored), after.confidence, is_overdue=is_due_before(line, due, today))


def _after(store: Store, row: Row, entry: Entry) -> _Said:
    """What all check-ins together will say: as `storage.yardsticks.from_latest` does, with the new one among them."""
    rows = [check_in for check_in in goal_lookups.check_ins_by_day(store, row["id"]) if not _is_same(check_in, entry.corrected)]
    said = [(check_in["on_date"], check_in["id"], check_in["value"], check_in["confidence"]) for check_in in rows]
    draft = entry.draft
    here = entry.corrected["id"] if entry.corrected is not None else _LAST
    said.append((draft.on.isoformat(), here, draft.value, draft.confidence))
    said.sort(key=lambda one: one[:2])
    values = [Decimal(value) for _on, _id, value, _confidence in said if value is not None]
    confidences = [Decimal(confidence) for _on, _id, _value, confidence in said if confidence is not None]
    stays_reached = row["operator"] in {Operator.MILESTONE, Operator.YES_NO}
    value = (max(values) if stays_reached else values[-1]) if values else None
    return _Said(value, confidences[-1] if confidences else None, date.fromisoformat(said[-1][0]))


def _is_same(check_in: Row, corrected: Row | None) -> bool:
    return corrected is not None and check_in["id"] == corrected["id"]


_LAST = "~"
"""Sorts behind every id of the same day."""
