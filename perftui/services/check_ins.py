"""Check-ins: what is known about a key result on a day, written down, corrected, listed, and foreseen while it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.codes import GoalState, Words
from perftui.domain.measures import ActualNotPossible, number_text
from perftui.domain.statuses import DEFAULTS
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import goal_rows
from perftui.services.check_in_previews import CheckInPreview, Entry, Typed, entry_of, foreseen
from perftui.services.measured_values import BadConfidence, BadValue, NeitherYesNorNo, OtherUnit, value_text
from perftui.storage import goals, nodes
from perftui.storage.stores import Label
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

__all__ = [
    "ActualNotPossible",
    "BadConfidence",
    "BadValue",
    "CheckInLine",
    "CheckInPreview",
    "CheckedIn",
    "InTheFuture",
    "NeitherYesNorNo",
    "NotCheckedAnyMore",
    "OtherUnit",
    "ScoredAlready",
    "SupportMissing",
    "check_in",
    "check_ins_of",
    "preview",
]


class InTheFuture(Refused):
    """A check-in on a day that is not yet here."""

    template = mark("{on} is still to come: a check-in says what is known today.")


class NotCheckedAnyMore(Refused):
    """A check-in of something that is archived."""

    template = mark("“{title}” is archived: bring it back before you check in.")


class ScoredAlready(Refused):
    """A check-in of a goal whose score stands."""

    template = mark("“{title}” is scored already: check in what goes on in the cycle that it was carried over to.")


class SupportMissing(Refused):
    """Little confidence, and nothing said about what stands in the way."""

    template = mark("A confidence below {limit} % needs more: say {what}.")

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(limit=number_text(DEFAULTS.low_confidence * 100), what=_ASKED[fields])
        self.fields = fields
        """The fields of the form that are to be filled: `blocker`, `next_action`."""


_ASKED = {
    ("blocker",): Words(mark("what stands in the way")),
    ("next_action",): Words(mark("what is done next")),
    ("blocker", "next_action"): Words(mark("what stands in the way and what is done next")),
}


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A check-in that was written down."""

    id: str
    is_correction: bool
    """Whether it took the place of what the same person had said on the same day."""
    is_late: bool


@dataclass(frozen=True, slots=True)
class CheckInLine:
    """One check-in as a list shows it."""

    id: str
    on: date
    value: str
    """With its unit, in the language in use; empty where only a confidence or a note was given."""
    confidence: Decimal | None
    note: str
    blocker: str
    next_action: str
    evidence: str
    """Where the value can be looked up."""
    is_late: bool
    actor: str
    """Who wrote it."""


def check_in(  # noqa: PLR0913  # the fields of the form
    store: Store,
    key_result_id: str,
    value: str = "",
    confidence: str | None = "",
    *,
    on: date,
    note: str = "",
    blocker: str = "",
    next_action: str = "",
    evidence: str = "",
    today: date | None = None,
) -> CheckedIn:
    """Write down what is known about a key result.

    A second check-in of today by the same person corrects the first one; fields left empty then keep what was said.

    Args:
        store: The store.
        key_result_id: The key result.
        value: As typed; see `measured_values.parse_value`. Empty where nothing was measured.
        confidence: As typed; see `measured_values.parse_confidence`.
        on: The day it is about.
        note: Anything worth knowing.
        blocker: What stands in the way; needed with a confidence below 0.4, like the next action.
        next_action: What is done next.
        evidence: Where the value can be looked up.
        today: The day of writing, by which a check-in is late; None means the day it is about.

    Raises:
        Gone: The key result does not exist.
        NotCheckedAnyMore: It is archived.
        ScoredAlready: Its goal is scored or closed.
        InTheFuture: The day is still to come.
        BadInput: A text cannot be read, or nothing was said at all.
        ActualNotPossible: The yardstick cannot have such a value.
        SupportMissing: The confidence is low, and blocker or next action are missing; it names the fields.
    """
    typed = Typed(on, today or on, value, confidence, note, blocker, next_action, evidence)
    row = _open_row(store, key_result_id, typed)
    with store.write(Label(mark("Checked in {title}"), {"title": row["title"]})):
        entry = entry_of(store, row, typed)
        if entry.asks:
            raise SupportMissing(entry.asks)
        check_in_id = _keep(store, key_result_id, entry)
        nodes.sync(store, (), [key_result_id])
    return CheckedIn(check_in_id, entry.corrected is not None, entry.is_late)


_OVER = frozenset({GoalState.SCORED, GoalState.CLOSED})


def _open_row(store: Store, key_result_id: str, typed: Typed) -> Row:
    row = goal_rows.key_result_row(store, key_result_id)
    if row["is_archived"] or row["state"] == "archived":
        raise NotCheckedAnyMore(title=row["title"])
    if row["state"] in _OVER:
        raise ScoredAlready(title=row["title"])
    if typed.on > typed.today:
        raise InTheFuture(on=typed.on)
    return row


_KEPT = ("value", "confidence", "note", "blocker", "next_action", "evidence")
"""Fields of `CheckInDraft` that are columns of their own."""


def _keep(store: Store, key_result_id: str, entry: Entry) -> str:
    draft = entry.draft
    values = {name: goal_rows.stored(getattr(draft, name)) for name in _KEPT}
    if entry.corrected is not None:
        store.update("check_in", entry.corrected["id"], entry.corrected["version"], **values)
        return str(entry.corrected["id"])
    check_in_id = store.new_id()
    on_date = draft.on.isoformat()
    store.insert("check_in", id=check_in_id, key_result_id=key_result_id, on_date=on_date, is_late=int(entry.is_late), **values)
    return check_in_id


def preview(  # noqa: PLR0913  # the fields of the form that count
    store: Store, key_result_id: str, value: str = "", confidence: str | None = "", *, on: date, today: date | None = None
) -> CheckInPreview:
    """What a check-in would change; nothing is written.

    Raises:
        Gone: The key result does not exist.
        BadInput: The value or the confidence cannot be read.
        ActualNotPossible: The yardstick cannot have such a value.
    """
    row = goal_rows.key_result_row(store, key_result_id)
    return foreseen(store, row, Typed(on, today or on, value, confidence))


def check_ins_of(store: Store, key_result_id: str, limit: int = 100) -> list[CheckInLine]:
    """The check-ins of a key result, newest first.

    Raises:
        Gone: The key result does not exist.
    """
    yardstick = yardstick_of(goal_rows.key_result_row(store, key_result_id))
    return [
        CheckInLine(
            id=row["id"],
            on=date.fromisoformat(row["on_date"]),
            value=value_text(yardstick, None if row["value"] is None else Decimal(row["value"])),
            confidence=None if row["confidence"] is None else Decimal(row["confidence"]),
            note=row["note"],
            blocker=row["blocker"],
            next_action=row["next_action"],
            evidence=row["evidence"] or "",
            is_late=bool(row["is_late"]),
            actor=row["actor"] or "",
        )
        for row in goals.check_ins_of(store, key_result_id, limit)
    ]
