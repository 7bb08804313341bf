"""What the history calls the fields of causes and of the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.causes import Answer, CauseCategory
from perftui.domain.codes import Code, Words
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    "category": Words(mark("Category")),
    "question": Words(mark("Question")),
    "answer": Words(mark("Answer")),
}
"""Column to its label."""
CODES: Mapping[tuple[str, str], type[Code]] = {
    ("checklist_answer", "answer"): Answer,
    ("cause", "category"): CauseCategory,
}
"""Table and column to the code that it holds."""
TOLD_WHEN_NEW: Mapping[str, tuple[str, ...]] = {"checklist_answer": ("answer", "note")}
"""Of records that belong to another: what is told of a new one."""
