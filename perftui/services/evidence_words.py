"""What the history calls the fields of evidence and of the requirements that it meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code, Words
from perftui.domain.evidence import EvidenceKind
from perftui.domain.plans import RequirementState
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    "file_name": Words(mark("File")),
    "media_type": Words(mark("Type")),
    "size": Words(mark("Bytes")),
    "content_hash": Words("SHA-256"),
    "requirement": Words(mark("Requirement")),
    "by_name": Words(mark("By")),
}
"""Column to its label."""
CODES: Mapping[tuple[str, str], type[Code]] = {
    ("evidence", "kind"): EvidenceKind,
    ("plan_requirement", "state"): RequirementState,
}
TOLD_WHEN_NEW: Mapping[str, tuple[str, ...]] = {
    "evidence": ("title", "text", "file_name", "content_hash", "requirement", "on_date"),
    "plan_requirement": ("code", "state", "note", "on_date"),
}
