"""What the history calls the fields of retrospectives and of the units beside the owner of an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code, Words
from perftui.domain.retrospectives import IssueTag, NoteKind, StepState
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    "problem": Words(mark("Problem")),
    "tag": Words(mark("Tag")),
    "votes": Words(mark("Votes")),
}
"""Column to its label."""
CODES: Mapping[tuple[str, str], type[Code]] = {
    ("retro_note", "kind"): NoteKind,
    ("retro_note", "tag"): IssueTag,
    ("meeting_step", "state"): StepState,
}
"""Table and column to the code that it holds."""
TOLD_WHEN_NEW: Mapping[str, tuple[str, ...]] = {"action_unit": ("unit_id",), "retro_note": ("text",)}
"""Of records that belong to another: what is told of a new one."""
