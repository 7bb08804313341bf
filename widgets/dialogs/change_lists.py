"""All that a change of many records would do, record by record, and a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.button_lines import Button, ButtonLine
from widgets.cells import StyledCell, Tone, safe
from widgets.columns import Column
from widgets.dialogs.texts import preview_help
from widgets.glyphs import glyphs_of
from widgets.row_tables import RowTable
from widgets.virtual_lists import VirtualList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult

    from widgets.cells import Cell

YES, NO = "yes", "no"
AROUND = 9
"""Lines for the frame, the record in full, the buttons and what stands between."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What happens to one record."""

    who: str
    before: str
    after: str
    refusal: str = ""
    """Why it stays as it is; empty where it changes."""
    whole: str = ""
    """All of it in words, where that is not just before and after."""

    def text(self) -> str:
        """All of it in words, for the lines below the list."""
        if self.whole:
            return self.whole
        if self.refusal:
            return _("{who}: {reason}").format(who=self.who, reason=self.refusal)
        return _("{who}: {before} → {after}").format(who=self.who, before=self.before or "–", after=self.after or "–")


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    cells: tuple[Cell, ...]


class _Source:
    """Rows that are made when they show."""

    def __init__(self, total: int, row_at: Callable[[int], ChangeRow]) -> None:
        self._total, self.row_at = total, row_at

    def count(self) -> int:
        return self._total

    def rows(self, start: int, count: int) -> Sequence[_Row]:
        return [self._row(index) for index in range(start, min(self._total, start + count))]

    def index_of(self, key: str) -> int | None:
        return int(key) if int(key) < self._total else None

    def _row(self, index: int) -> _Row:
        row = self.row_at(index)
        after = StyledCell(f"! {row.refusal}", Tone.POOR) if row.refusal else row.after
        return _Row(str(index), (row.who, row.before, after))


class ChangeList(ModalScreen[str]):
    """A summary, the records in a list that scrolls, and the answers; Esc means no. The answer is the button's code."""

    DEFAULT_CSS = """
    ChangeList { align: center middle; }
    ChangeList > Vertical {
        width: 100; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; background: $surface; border: round $border;
    }
    ChangeList:ansi > Vertical { background: ansi_default; }
    ChangeList Static { height: auto; }
    ChangeList RowTable { margin-top: 1; }
    ChangeList.-long > Vertical { height: 100%; }
    ChangeList #whole { max-height: 3; color: $text-muted; }
    ChangeList:ansi #whole { color: ansi_default; }
    ChangeList ButtonLine { margin-top: 1; }
    """
    BINDINGS = [
        Binding("escape,f12", f"dismiss('{NO}')", mark("Back"), show=False),
        Binding("f1", "help", mark("Help"), show=False),
        *(Binding(key, f"move('{key}')", title, show=False) for key, title in (("down", mark("Down")), ("up", mark("Up")))),
        *(
            Binding(key, f"move('{key}')", title, show=False)
            for key, title in (("pagedown", mark("Page down")), ("pageup", mark("Page up")))
        ),
        *(Binding(key, f"move('{key}')", title, show=False) for key, title in (("home", mark("First")), ("end", mark("Last")))),
    ]

    def __init__(  # noqa: PLR0913  # the titles of the columns are keywords
        self,
        title: str,
        summary: Sequence[str],
        total: int,
        row_at: Callable[[int], ChangeRow],
        *,
        buttons: Sequence[Button],
        heads: tuple[str, str, str],
        widths: tuple[int, int, int] = (22, 18, 30),
    ) -> None:
        """A list.

        Args:
            title: On the frame.
            summary: What would happen in all, a line each.
            total: How many records are listed.
            row_at: The record at an index from 0, called when it shows.
            buttons: The first is what Enter presses; Esc answers `NO`.
            heads: The titles of the three columns.
            widths: Cells that the columns would like; they share what is there.
        """
        super().__init__()
        self._title, self._summary, self._heads, self._widths = title, summary, heads, widths
        self._source = _Source(total, row_at)
        self.at = 0
        """The record under the cursor, also once the dialog has answered."""
        self._buttons = ButtonLine(buttons)

    def compose(self) -> ComposeResult:
        """Summary, records, the one under the cursor in full, and the buttons."""
        names, least = ("who", "before", "after"), (12, 8, 10)
        columns = [Column(*column, grow=1) for column in zip(names, self._heads, self._widths, least, strict=True)]
        with Vertical() as frame:
            frame.border_title = escape(self._title)
            yield Static(Content("\n".join(safe(line) for line in self._summary)))
            table = RowTable(columns, self._source, glyphs=glyphs_of(self))
            table.can_focus = False
            yield table
            yield Static(id="whole", markup=False)
            yield self._buttons

    def on_mount(self) -> None:
        """Say the first record in full."""
        self._say_whole()

    def on_resize(self) -> None:
        """Take as many lines as there are records, or all that the summary and the buttons leave."""
        rows = self._source.count() + 1
        is_long = rows + len(self._summary) + AROUND > self.size.height
        self.set_class(is_long, "-long")
        self.query_one(RowTable).styles.height = "1fr" if is_long else rows

    def action_help(self) -> None:
        """Say how a preview is read and answered."""
        self.app.push_screen(preview_help())

    def action_move(self, key: str) -> None:
        """Go through the records."""
        table = self.query_one(RowTable)
        moves = {
            "down": table.action_cursor_down,
            "up": table.action_cursor_up,
            "pagedown": table.action_page_down,
            "pageup": table.action_page_up,
            "home": table.action_first_row,
            "end": table.action_last_row,
        }
        moves[key]()

    @on(VirtualList.Highlighted)
    def _say_whole(self) -> None:
        index = self.query_one(RowTable).cursor
        if index < self._source.count():
            self.at = index
            self.query_one("#whole", Static).update(safe(self._source.row_at(index).text()))

    def on_key(self, event: events.Key) -> None:
        """Letters answer wherever one is."""
        self._buttons.press_letter(event)

    @on(ButtonLine.Pressed)
    def _answer(self, event: ButtonLine.Pressed) -> None:
        event.stop()
        self.dismiss(event.code)


def yes_or_no(yes: str) -> list[Button]:
    """The usual buttons, with the words on the first."""
    return [Button(YES, yes, "y"), Button(NO, _("No"), "n")]
