"""What is done out of a note of a retrospective and the cause that the note became: one thing, in the meeting and in the gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.services.roots import settle
from perftui.storage import retrospectives

if TYPE_CHECKING:
    from perftui.storage.stores import Store

NOTE = "retro_note"
"""The origin of the actions that come out of a note."""


def pair(store: Store, note_id: str) -> None:
    """Let what is done out of a note answer the cause that it became, or the last why below that; inside `write()`."""
    row = retrospectives.note(store, note_id)
    if row is not None and row["cause_id"]:
        retrospectives.pair_actions(store, note_id)
        settle(store, row["gap_id"])
