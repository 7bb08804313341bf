"""The goal tree as rows of a tree widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.formats import basis_points, short_date
from perftui.i18n import gettext as _
from widgets.cells import StyledCell, Tone, bar, confidence, status_cell
from widgets.columns import Column

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence
    from datetime import date

    from perftui.services.trees import TreeLine, TreeListing
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

BAR_WIDTH = 13
"""A bar of eight cells and its number."""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal or key result as the tree draws it."""

    node: int
    key: str
    title: str
    has_children: bool
    cells: tuple[Cell, ...]


def columns() -> list[Column]:
    """The columns beside the title."""
    return [
        Column("progress", _("Progress"), BAR_WIDTH, priority=1),
        Column("status", _("Status"), 11, priority=0),
        Column("owner", _("Owner"), 16, min_width=8, grow=1, priority=2),
        Column("value", _("Value"), 16, min_width=10, grow=1, priority=4),
        Column("confidence", _("Confidence"), 10, priority=5),
        Column("weight", _("Weight"), 6, align="right", priority=6),
        Column("due", _("Due"), 10, priority=3),
    ]


class GoalSource:
    """The listing as rows of a tree."""

    def __init__(self, listing: TreeListing, glyphs: Glyphs, today: date) -> None:
        self.listing, self._glyphs, self._today = listing, glyphs, today

    def roots(self) -> array[int]:
        """The topmost nodes."""
        return self.listing.roots()

    def children(self, node: int) -> array[int]:
        """The nodes right below one."""
        return self.listing.children(node)

    def everything(self) -> tuple[array[int], bytes]:
        """All nodes with their depths."""
        return self.listing.everything()

    def path_to(self, key: str) -> list[int]:
        """The nodes from the root down to one."""
        return self.listing.path_to(key)

    def rows(self, nodes: Sequence[int]) -> Sequence[GoalRow]:
        """What the tree shows of some nodes."""
        return [self._row(line) for line in self.listing.lines(nodes)]

    def _row(self, line: TreeLine) -> GoalRow:
        return GoalRow(line.node, line.key, title_of(line), line.has_children, self._cells(line))

    def _cells(self, line: TreeLine) -> tuple[Cell, ...]:
        return (
            bar(line.progress, BAR_WIDTH, self._glyphs),
            status_cell(line.status, self._glyphs),
            line.owner if not line.is_key_result else "",
            line.value,
            "" if line.confidence is None else confidence(line.confidence, self._glyphs),
            basis_points(line.weight),
            StyledCell(short_date(line.due, self._today), Tone.POOR if line.is_overdue else Tone.PLAIN),
        )


def title_of(line: TreeLine) -> str:
    """The title with its priority."""
    return f"[{line.priority}] {line.title}" if line.priority else line.title
