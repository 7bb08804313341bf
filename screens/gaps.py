"""Gaps: dimension, target, actual, gap, root cause and measure in one table that is written in like a spreadsheet."""

from __future__ import annotations

from typing import ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.i18n import mark
from screens.gap_depths import GapDepths


class GapsScreen(GapDepths):
    """The gap table and all that is done with it."""

    SECTION = "gaps"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.GAPS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.GAPS, Scope.APP)
    HELP_TEXT = mark(
        "What is below its target, why, and what is done about it. Ctrl+N adds a gap: dimension; target; actual. Then just type: a cause "
        "ends with #category (its first letters are enough), a measure is title; owner; date, and quotation marks make it a document. "
        "Tab goes right and, behind the last field, to the next cause; Ins to another cause or measure; Enter down. A ! before a measure "
        "says that nobody does it yet, or by no date."
    )

    def evidence_key(self) -> str:
        """The gap, whichever of its rows the cursor is in."""
        return self.gap_id
