"""What the history calls the fields of conflicts, resources, meetings and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code, Words
from perftui.domain.conflicts import ConflictReason
from perftui.domain.meetings import ActionState, MeetingKind, MeetingState
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    "meeting_id": Words(mark("Meeting")),
    "capacity": Words(mark("How much there is")),
    "resource_id": Words(mark("Resource")),
    "allocation": Words(mark("Resource")),
    "amount": Words(mark("Amount")),
    "place": Words(mark("Place")),
    "agenda": Words(mark("Agenda")),
    "minutes": Words(mark("Minutes")),
    "role": Words(mark("Role")),
    "recurrence": Words(mark("Repeats")),
    "measure": Words(mark("Measured by")),
    "done_on": Words(mark("Done on")),
    "field": Words(mark("Field")),
    "old": Words(mark("Before")),
    "new": Words(mark("After")),
}
"""Column to its label."""
TABLES: Mapping[str, str] = {"meeting_id": "meeting", "resource_id": "resource"}
"""Column to the table it points to."""
CODES: Mapping[tuple[str, str], type[Code]] = {
    ("goal_link", "reason"): ConflictReason,
    ("meeting", "kind"): MeetingKind,
    ("meeting", "state"): MeetingState,
    ("action", "state"): ActionState,
}
"""Table and column to the code that it holds."""
TOLD_WHEN_NEW: Mapping[str, tuple[str, ...]] = {"allocation": ("resource_id", "amount")}
"""Of records that belong to another: what is told of a new one."""
