"""Widgets of one line that cost a few cells a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import Region, Size
from textual.widgets import Input

if TYPE_CHECKING:
    from typing import Self

    from textual.strip import Strip
    from textual.widget import Widget

    RowBase = Widget
else:
    RowBase = object  # a mixin, because Textual looks for style sheets in the first base only


def differing(before: Strip, after: Strip) -> Region | None:
    """The cells from the first to the last in which two lines of one width differ; None where none does."""
    old = [(character, segment.style) for segment in before for character in segment.text]
    new = [(character, segment.style) for segment in after for character in segment.text]
    if old == new:
        return None
    shorter = min(len(old), len(new))
    start = next((index for index in range(shorter) if old[index] != new[index]), shorter)
    same = next((index for index in range(shorter - start) if old[-1 - index] != new[-1 - index]), shorter - start)
    while start and not all(cell_len(line[start][0]) for line in (old, new) if start < len(line)):
        start -= 1  # a mark that stands on the character before it
    x = cell_len("".join(character for character, _style in new[:start]))
    return Region(x, 0, after.cell_length - x - cell_len("".join(character for character, _style in new[len(new) - same :])), 1)


class LeanRow(RowBase):
    """Mixed into a widget of one line: only the cells that differ are painted, unless its looks have changed too."""

    _painted: tuple[object, Strip] | None = None

    def draw_row(self) -> Strip:
        """The line as it ought to look."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The line for the screen."""
        line = self.draw_row()
        self._painted = (self._looks(), line)
        return line

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint anew; where nothing is named, only what differs."""
        if repaint and not (regions or layout or recompose) and self._painted is not None and self._painted[0] == self._looks():
            region = differing(self._painted[1], self.draw_row())
            regions = (region,) if region else ()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _looks(self) -> object:
        """What makes the whole line look otherwise."""
        return self.size, self.classes, frozenset(self.pseudo_classes), self.app.theme, self.scroll_offset


class LeanInput(LeanRow, Input):
    """Textual's field, without laying out the whole screen for each character."""

    def draw_row(self) -> Strip:
        """The line as Textual draws it, cut to the field: a hint that is longer would come with its further lines."""
        return Input.render_line(self, 0).crop(0, self.scrollable_content_region.width + 1)

    def _watch_value(self, value: str) -> None:
        # Set quietly first: Textual takes the other width of the text for another width of the field. Private there; a test counts.
        self.set_reactive(LeanInput.virtual_size, Size(self.content_width, 1))  # pyright: ignore[reportArgumentType]  # it takes the value for the descriptor
        super()._watch_value(value)
