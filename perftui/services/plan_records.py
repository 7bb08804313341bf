"""What a plan's record holds for good: its versions, how each was acknowledged, extensions and outcomes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.plans import AcknowledgementKind, OutcomeKind, VersionKind
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.records import NamedTuple
from perftui.storage import plans

if TYPE_CHECKING:
    from perftui.storage.stores import Store


class VersionLine(NamedTuple):
    """A plan as it was written down once."""

    id: str
    number: int
    kind: VersionKind
    reason: str
    by: str
    on: date
    content_hash: str


class AcknowledgementLine(NamedTuple):
    """How a version came to be known."""

    id: str
    version_number: int
    kind: AcknowledgementKind
    on: date
    place: str
    witness: str
    proof: str
    comment: str
    log_head: str
    by: str


class OutcomeLine(NamedTuple):
    """An extension, or how something ended."""

    id: str
    table: str
    words: str
    on: date
    closure: Decimal | None
    note: str
    by: str


def versions(store: Store, plan_id: str) -> list[VersionLine]:
    """The versions of a plan, the first one first."""
    return [
        VersionLine(
            row["id"], row["number"], VersionKind(row["kind"]), row["reason"], row["by_name"], _day(row["on_date"]), row["content_hash"]
        )
        for row in plans.parts(store, "plan_version", plan_id)
    ]


def acknowledgements(store: Store, plan_id: str) -> list[AcknowledgementLine]:
    """How the versions of a plan came to be known."""
    return [
        AcknowledgementLine(
            **{name: row[name] for name in ("id", "version_number", "place", "witness", "proof", "comment", "log_head")},
            kind=AcknowledgementKind(row["kind"]),
            on=_day(row["on_date"]),
            by=row["by_name"],
        )
        for row in plans.parts(store, "acknowledgement", plan_id)
    ]


def outcomes(store: Store, plan_id: str) -> list[OutcomeLine]:
    """The extensions of a plan, and how it ended, in the order of time."""
    found = []
    for row in plans.parts(store, "extension", plan_id):
        words = _("Extended from {old} to {new}").format(old=row["old_end"], new=row["new_end"])
        found.append(
            OutcomeLine(row["id"], "extension", words, _day(row["on_date"]), Decimal(row["closure"]), row["reason"], row["by_name"])
        )
    for row in plans.parts(store, "plan_outcome", plan_id):
        closure = None if row["closure"] is None else Decimal(row["closure"])
        words = say(OutcomeKind(row["kind"]))
        found.append(OutcomeLine(row["id"], "plan_outcome", words, _day(row["on_date"]), closure, row["note"], row["by_name"]))
    return sorted(found, key=lambda each: each.on)


def _day(text: str) -> date:
    return date.fromisoformat(text)
