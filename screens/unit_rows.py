"""The department tree as rows of a tree widget."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.pinyin import initials
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.services import units
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.units import UnitLine
    from perftui.storage.stores import Store
    from widgets.cells import Cell


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as the tree draws it."""

    node: int
    key: str
    title: Cell
    has_children: bool
    cells: tuple[Cell, ...]
    line: UnitLine


def columns() -> list[Column]:
    """The columns beside the name."""
    return [
        Column("people", _("People"), 8, align="right", priority=1),
        Column("below", _("With all below"), 14, align="right", priority=2),
        Column("goals", _("Goals"), 8, align="right", priority=3),
    ]


class UnitSource:
    """All units, read at once; a unit keeps its node number as long as the screen stands."""

    def __init__(self) -> None:
        self._nodes: dict[str, int] = {}
        self.lines: dict[int, UnitLine] = {}
        """Node to unit, each before those below it."""

    def read(self, store: Store, *, with_archived: bool) -> None:
        """Read the tree again."""
        found = units.tree(store, with_archived=with_archived)
        self.lines = {self._nodes.setdefault(line.id, len(self._nodes)): line for line in found}

    def roots(self) -> array[int]:
        """The topmost units."""
        return self._below("")

    def children(self, node: int) -> array[int]:
        """The units right below one."""
        return self._below(self.lines[node].id) if node in self.lines else array("q")

    def _below(self, unit_id: str) -> array[int]:
        return array("q", [node for node, line in self.lines.items() if line.parent_id == unit_id])

    def everything(self) -> tuple[array[int], bytes]:
        """All units with their depths."""
        return array("q", self.lines), bytes(line.depth for line in self.lines.values())

    def matching(self, text: str) -> tuple[array[int], bytes]:
        """The units whose name, or its initials, hold a text, with all above them."""
        wanted = fold(text)
        found = [line for line in self.lines.values() if wanted in fold(line.name) or wanted in initials(line.name, is_name=False)]
        shown = {node for line in found for node in self.path_to(line.id)}
        nodes = [node for node in self.lines if node in shown]
        return array("q", nodes), bytes(self.lines[node].depth for node in nodes)

    def path_to(self, key: str) -> list[int]:
        """The nodes from the top down to one."""
        path: list[int] = []
        while key:
            node = self._nodes.get(key)
            if node is None or node not in self.lines:
                return []
            path.insert(0, node)
            key = self.lines[node].parent_id
        return path

    def rows(self, nodes: Sequence[int]) -> Sequence[UnitRow]:
        """What the tree shows of some units."""
        return [_row(node, self.lines[node]) for node in nodes if node in self.lines]


def _row(node: int, line: UnitLine) -> UnitRow:
    title = StyledCell(_("{name} (archived)").format(name=line.name), Tone.MUTED) if line.is_archived else line.name
    cells = (str(line.people or ""), str(line.people_below or ""), str(line.goals or ""))
    return UnitRow(node, line.id, title, line.has_children, cells, line)
