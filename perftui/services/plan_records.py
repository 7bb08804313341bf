"""What a plan's record holds of its end: extensions and outcomes in the order of time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.records import NamedTuple
from perftui.services import plan_outcomes
from perftui.storage import plans

if TYPE_CHECKING:
    from perftui.storage.stores import Store


class EndLine(NamedTuple):
    """An extension, or how something ended."""

    words: str
    on: date
    closure: Decimal | None
    note: str
    by: str


def ends(store: Store, plan_id: str) -> list[EndLine]:
    """The extensions of a plan, and how it ended."""
    found = [EndLine(say(line.kind), line.on, line.closure, line.note, line.by) for line in plan_outcomes.of_plan(store, plan_id)]
    for row in plans.parts(store, "extension", plan_id):
        words = _("Extended from {old} to {new}").format(old=row["old_end"], new=row["new_end"])
        on = date.fromisoformat(row["on_date"])
        found.append(EndLine(words, on, Decimal(row["closure"]), row["reason"], row["by_name"]))
    return sorted(found, key=lambda each: each.on)
