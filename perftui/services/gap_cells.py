"""One cell of the gap table, written as it was typed: each is one service call and one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.dates import parse_date
from perftui.domain.gaps import MeasureType
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import actions, causes
from perftui.services.gaps import edit_gap
from perftui.services.quick_measures import parse_cause, parse_measure, read_person

if TYPE_CHECKING:
    from datetime import date

    from perftui.services.gap_listings import PairLine
    from perftui.storage.stores import Store


class NoCauseYet(Refused):
    """A measure that would answer nothing."""

    template = mark("Write the root cause first: each measure answers a cause.")


class NoMeasureYet(Refused):
    """An owner or a date of nothing."""

    template = mark("Write the measure first; then say who does it and by when.")


class StillThere(Refused):
    """A cell was emptied that cannot be empty."""

    template = mark("It cannot be empty. F8 closes gaps, removes causes and cancels measures.")


class Written(NamedTuple):
    """What a cell has become."""

    key: str
    """Of the row that shows it: ids of gap, cause and action, joined by `/`."""
    is_new: bool
    """Whether a cause or an action was added."""


def write_cell(store: Store, line: PairLine, column: str, text: str, today: date) -> Written:
    """Take what was typed into a cell.

    Args:
        store: The store.
        line: The row as it is shown; one that waits for a cause or a measure has no id of it yet.
        column: dimension, target, actual, cause, measure, owner or due.
        text: As typed.
        today: What dates start from.

    Returns:
        The row that shows it.

    Raises:
        Refused, BadInput: It cannot be used, with what to do.
        Changed, Gone: Somebody else was first.
    """
    if column in {"dimension", "target", "actual"}:
        edit_gap(store, line.gap_id, line.gap_version, **{column: text})
        return Written(line.key, is_new=False)
    if column == "cause":
        return _cause(store, line, text)
    if column == "measure":
        return _measure(store, line, text, today)
    if not line.action_id:
        raise NoMeasureYet
    if column == "owner":
        actions.edit_action(store, line.action_id, line.action_version, owner=read_person(store, text, today, line.owner_id))
    else:
        due = parse_date(text, today) if text.strip() else None
        actions.edit_action(store, line.action_id, line.action_version, due=due)
    return Written(line.key, is_new=False)


def _cause(store: Store, line: PairLine, text: str) -> Written:
    typed = parse_cause(text)
    if not typed.text:
        raise StillThere
    values = {"text": typed.text, "category": typed.category}
    if line.cause_id:
        causes.edit_cause(store, line.cause_id, line.cause_version, **values)
        return Written(line.key, is_new=False)
    return Written(f"{line.gap_id}/{causes.add_cause(store, line.gap_id, **values)}/", is_new=True)


def _measure(store: Store, line: PairLine, text: str, today: date) -> Written:
    typed = parse_measure(store, text, today, line.owner_id)
    if not line.cause_id:
        raise NoCauseYet
    if not typed.title:
        raise StillThere
    values: dict[str, object] = {"title": typed.title}
    values |= {name: value for name, value in (("owner", typed.owner), ("due", typed.due)) if value is not None}
    if line.action_id:
        values["kind"] = typed.kind or MeasureType.ACTION
        actions.edit_action(store, line.action_id, line.action_version, **values)
        return Written(line.key, is_new=False)
    action_id = causes.add_measure(store, line.cause_id, **values, kind=typed.kind)
    return Written(f"{line.gap_id}/{line.cause_id}/{action_id}", is_new=True)
