"""What the history calls the fields of actions that repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.actions import EntryState
from perftui.domain.codes import Code, Words
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    "until_date": Words(mark("Ends on")),
}
"""Column to its label."""
CODES: Mapping[tuple[str, str], type[Code]] = {("action_entry", "state"): EntryState}
"""Table and column to the code that it holds."""
TOLD_WHEN_NEW: Mapping[str, tuple[str, ...]] = {"action_entry": ("due_date", "state")}
"""Of records that belong to another: what is told of a new one."""
