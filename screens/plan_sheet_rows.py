"""A plan as one long table: each part with its heading, the titles of its columns, and its rows, which are written in in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from perftui.domain.formats import short_date
from perftui.domain.plans import EDITABLE
from perftui.i18n import gettext as _
from perftui.services.plan_cells import WRITTEN
from widgets.cell_edits import is_text
from widgets.cells import StyledCell, Tone
from widgets.columns import Column
from widgets.row_painters import NOWHERE, RowPainter
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from textual import events
    from textual.strip import Strip

    from perftui.services.plan_lines import PlanView
    from perftui.storage.stores import Store
    from widgets.cell_edits import CellEdit
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

TEXT, WHO, FIGURE, WHEN, MORE = "text", "who", "figure", "when", "more"
HEADING: Final = "part:"
"""What the key of a heading begins with; the code of the part follows."""
INDENT: Final = "  "
WORDS: Final = frozenset((TEXT, WHO, FIGURE, WHEN))
KEYS: Final = frozenset("/?？／、 <＜《+-")
"""Characters that are keys on every screen, and so begin no text."""
SIGNS: Final = frozenset("≥≤>=～~")
"""What a target may begin with besides a letter or digit."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A line of the sheet."""

    key: str
    """`table:id`, or `part:code` of a heading."""
    part: str
    """The code of the part that it belongs to."""
    cells: tuple[Cell, ...]
    version: int = 0
    written: tuple[str, ...] = ()
    """The columns that are written in."""
    whole: str = ""
    """All of it, for the line below the table."""

    @property
    def table(self) -> str:
        """The table of the record; `part` of a heading."""
        return self.key.partition(":")[0]

    @property
    def stands_alone(self) -> bool:
        """Whether there is nothing behind the first cell, which then has the whole line."""
        return not any(cell.text if isinstance(cell, StyledCell) else cell for cell in self.cells[1:])

    @property
    def record(self) -> str:
        """The id of the record; empty of a heading."""
        return "" if self.key.startswith(HEADING) else self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the parts are drawn from."""

    store: Store
    view: PlanView
    today: date
    glyphs: Glyphs

    def written(self, table: str) -> tuple[str, ...]:
        """The columns of a part that are written in: none while the plan is locked, so that nothing is typed in vain."""
        return WRITTEN[table] if self.view.line.state in EDITABLE else ()


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A part of the sheet; other modules hang theirs into `plan_sheet_parts.PARTS`."""

    code: str
    title: Callable[[], str]
    heads: Callable[[], tuple[str, str, str, str]]
    """The titles of the columns behind the first."""
    rows: Callable[[Shown], Sequence[SheetRow]]
    empty: Callable[[], str]
    """What stands there while there are no rows; empty leaves the part out."""


class SheetSource:
    """The lines of the parts as rows of a table."""

    def __init__(self, parts: Sequence[SheetPart], shown: Shown | None, text: str = "") -> None:
        self.lines: list[SheetRow] = []
        for part in parts if shown else ():
            assert shown is not None
            rows = [row for row in part.rows(shown) if not text or text in row.whole.casefold()]
            if rows or (part.empty() and not text):
                self.lines.append(heading(part, len(rows), shown.glyphs))
                self.lines += rows
        self._places = {row.key: place for place, row in enumerate(self.lines)}

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[SheetRow]:
        """Some of them."""
        return self.lines[start : start + count]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)


def heading(part: SheetPart, n: int, glyphs: Glyphs) -> SheetRow:
    """The line above a part."""
    title = f"{glyphs.is_open} {part.title()}"
    heads = part.heads() if n else ("", "", "", "")
    first = (f"{title} ({n})" if any(heads) else title) if n else _("{label}: {text}").format(label=title, text=part.empty())
    return SheetRow(f"{HEADING}{part.code}", part.code, (first, *(StyledCell(head, Tone.MUTED) for head in heads)), whole=first)


def day_text(day: date | None, today: date) -> str:
    """A date of the sheet: of another year in figures, which are as short in every language."""
    if day is None:
        return ""
    return short_date(day, today) if day.year == today.year else day.isoformat()


def columns() -> list[Column]:
    """The columns; what stands in them differs from part to part, and which are written in, from row to row."""
    return [
        Column(TEXT, "", 30, min_width=24, grow=5, priority=-1, is_editable=True),
        Column(WHO, "", 14, min_width=11, grow=1, priority=1, is_editable=True),
        Column(FIGURE, "", 14, min_width=11, grow=1, priority=1, is_editable=True),
        Column(WHEN, "", 11, priority=0, is_editable=True),
        Column(MORE, "", 14, min_width=11, grow=1, priority=2),
    ]


class PlanTable(VirtualTable):
    """The table of the sheet: whatever is typed on a cell that is written in begins to write in it."""

    @property
    def row(self) -> SheetRow | None:
        """The line under the cursor."""
        row = self.row_at(self.cursor)
        return row if isinstance(row, SheetRow) else None

    def draw_row(self, index: int, width: int, *, is_cursor: bool, is_marked: bool) -> Strip:
        """One line; a text that stands alone has all of it."""
        row = self.row_at(index)
        if not isinstance(row, SheetRow) or not row.stands_alone:
            return super().draw_row(index, width, is_cursor=is_cursor, is_marked=is_marked)
        first = self.slots()[0]
        whole = first._replace(width=max(1, width - first.x))
        lit = (first.x, whole.end) if is_cursor else NOWHERE
        return RowPainter(self.looks, self.glyphs, (whole,), width).row(row.cells, lit, is_marked=is_marked)

    @property
    def cursor_width(self) -> int:
        """How much of a line a move of the cursor changes: all of it, because texts have all of it."""
        return self.line_width

    def _editable_column(self) -> str:
        row = self.row
        return self.column if row is not None and self.column in row.written else ""

    def _is_locked(self) -> bool:
        """Whether one could write in the cell if the plan were not issued."""
        return self.row is not None and self.column in WRITTEN.get(self.row.table, ()) and not self.row.written

    def action_edit(self) -> None:
        """Write in the cell; a line that is none to write in is opened."""
        if self.open_edit is None and not self._editable_column() and self.cursor_key is not None:
            self.post_message(self.Activated(self, self.cursor_key, self.cursor))
        else:
            super().action_edit()

    def take_key(self, event: events.Key) -> bool:
        """A letter, a digit or the sign of a target opens the editor; Tab goes from cell to cell."""
        if self.open_edit is None:
            if event.key in {"tab", "shift+tab"} and self.row is not None:
                self._walk(1 if event.key == "tab" else -1)
                return True
            typed = event.character or ""
            if is_text(event) and typed not in KEYS and (typed.isalnum() or typed in SIGNS):
                if self._editable_column():
                    self.action_edit()
                elif self._is_locked():
                    self.action_edit()  # which opens the row, and so says why
                    return True
        return super().take_key(event)

    def _walk(self, right: int) -> None:
        row = self.row
        if row is not None and row.written:
            self.choose_column(self._beside(row, right))

    def _beside(self, row: SheetRow, right: int) -> str:
        order = [slot.column.key for slot in self.slots() if slot.column.key in row.written or slot.column.key == self.column]
        return order[max(0, min(len(order) - 1, order.index(self.column) + right))]

    def _goal(self, edit: CellEdit, down: int, right: int) -> tuple[str, str]:
        if down or self.row is None:
            return super()._goal(edit, down, 0)
        return edit.key, self._beside(self.row, right)

    def choose_column(self, key: str) -> None:
        """Go to another column; what stands below the table follows."""
        super().choose_column(key)
        if self.cursor_key is not None:
            self.post_message(self.Highlighted(self, self.cursor_key, self.cursor))
