"""Columns and how they share the width of a table or tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = 1


class Column(NamedTuple):
    """One column; widths are terminal cells."""

    key: str
    title: str
    """In the user's language."""
    width: int
    min_width: int = 0
    """How far it may shrink before a less important column is dropped; 0 means not at all."""
    grow: int = 0
    """Its part of the width left over; 0 keeps `width`."""
    align: Literal["left", "right"] = "left"
    priority: int = 0
    """The column with the highest number is dropped first; among equals, the rightmost."""
    is_editable: bool = False
    is_number: bool = False
    """Whether a digit typed on a cell begins to write in it."""

    @property
    def least(self) -> int:
        """The narrowest width at which it is shown."""
        return min(self.min_width, self.width) or self.width


class Slot(NamedTuple):
    """Where a column stands on the line."""

    column: Column
    position: int
    """Index among all columns, so of the cell in `Row.cells`."""
    x: int
    width: int

    @property
    def end(self) -> int:
        """The first cell behind it."""
        return self.x + self.width


def fitted(columns: Sequence[Column], width: int, start: int = 0, keep: str = "") -> tuple[Slot, ...]:
    """Give each column its place.

    Columns are dropped until the narrowest widths fit; then the important ones get their full width first;
    then the growing ones share the rest by their `grow`.

    Args:
        columns: From left to right.
        width: Cells of the whole line.
        start: Cells kept free at the left.
        keep: Key of a column that must not be dropped, such as the one being edited.

    Returns:
        The columns shown, from left to right with one blank between; at least one where there is any.
    """
    room = max(1, width - start)
    shown = _shown(columns, room, keep)
    widths = {position: min(columns[position].least, room) for position in shown}
    rest = room - sum(widths.values()) - GAP * (len(shown) - 1)
    for position in sorted(shown, key=lambda p: columns[p].priority):
        more = max(0, min(rest, columns[position].width - widths[position]))
        widths[position] += more
        rest -= more
    _share(columns, widths, max(0, rest))
    slots, x = [], start
    for position in shown:
        slots.append(Slot(columns[position], position, x, widths[position]))
        x += widths[position] + GAP
    return tuple(slots)


def _shown(columns: Sequence[Column], room: int, keep: str) -> list[int]:
    shown = list(range(len(columns)))
    while len(shown) > 1 and sum(columns[p].least + GAP for p in shown) - GAP > room:
        shown.remove(max((p for p in shown if columns[p].key != keep), key=lambda p: (columns[p].priority, p)))
    return shown


def _share(columns: Sequence[Column], widths: dict[int, int], rest: int) -> None:
    """Deal out the rest so that no cell is lost to rounding."""
    parts = sum(columns[p].grow for p in widths)
    for position in widths:
        grow = columns[position].grow
        if grow:
            more = rest * grow // parts
            widths[position] += more
            rest -= more
            parts -= grow
