"""A timeline of any length: rows with a bar each along one axis of days, and a cursor that goes from sign to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Offset

from perftui.i18n import mark
from widgets.axis_tables import AXIS, AxisTable, Bounded
from widgets.virtual_lists import actions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.domain.timeline_marks import Mark
    from widgets.timeline_painters import Lane

__all__ = ["AXIS", "Bounded", "Timeline"]


class Timeline(AxisTable):
    """A table one of whose columns is time.

    Up and Down choose a row, Tab and Shift+Tab a sign on it; how the axis moves and zooms is asked for by the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_mark", mark("Next sign on the line"), show=False),
        Binding("shift+tab", "previous_mark", mark("Sign before on the line"), show=False),
    ]
    KEYS: ClassVar[Mapping[str, str]] = {**AxisTable.KEYS, **actions(BINDINGS)}

    def lane(self) -> Lane | None:
        """The row under the cursor, as it is drawn along the axis."""
        row = self.row_at(self.cursor)
        return row if row is None else self.lane_of(row)

    def choose(self, wanted: Mark | None) -> None:
        """Put the cursor on something on the row, or on the row as such."""
        self.chosen = wanted
        self.refresh_rows(self.cursor)
        if wanted is not None:
            self.look_at(self.axis.with_day(wanted.day))
        self.place_hardware_cursor()
        self.post_message(self.Looked())

    def action_next_mark(self) -> None:
        """To the next one on the row; from the row as such to the first in view."""
        self._step(1)

    def action_previous_mark(self) -> None:
        """To the one before it; before the first stands the row as such."""
        self._step(-1)

    def _step(self, by: int) -> None:
        lane = self.lane()
        found = list(lane.marks) if lane is not None else []
        if not found:
            return
        if self.chosen is not None and self.chosen in found:
            at = found.index(self.chosen) + by
        elif by > 0:
            at = next((place for place, each in enumerate(found) if self.axis.column(each.day) is not None), 0)
        else:
            at = len(found) - 1
        self.choose(found[at] if 0 <= at < len(found) else None if at < 0 else found[-1])

    def go_to(self, index: int, spare: int = 0) -> None:
        """To another row as such."""
        if index != self.cursor and self.chosen is not None:
            self.chosen = None
            self.refresh_rows(self.cursor)
        super().go_to(index, spare)

    def rows_changed(self, cursor: int) -> None:
        """Show other rows; the cursor stays on what it was on, as far as that is still there."""
        wanted = self.chosen.key if self.chosen else ""
        super().rows_changed(cursor)
        if wanted:
            lane = self.lane()
            self.chosen = next((each for each in (lane.marks if lane else ()) if each.key == wanted), None)

    def hardware_cursor(self) -> Offset:
        """On the sign, or at the start of the row."""
        column = self.axis.column(self.chosen.day) if self.chosen else None
        return super().hardware_cursor() + Offset(0 if column is None else self.axis_slot.x + column, 0)

    def row_clicked(self, index: int, x: int) -> None:
        """Go to the row, and to what stands under the mouse."""
        super().row_clicked(index, x)
        lane, column = self.lane(), x - self.axis_slot.x
        found = [each for each in (lane.marks if lane else ()) if self.axis.column(each.day) == column]
        self.choose(found[0] if found else None)
