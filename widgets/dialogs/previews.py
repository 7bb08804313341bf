"""What an import or a change of many records would do, before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual import on
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from widgets.button_lines import Button, ButtonLine
from widgets.cells import fit, one_line, pad_left, safe
from widgets.dialogs.texts import preview_help
from widgets.glyphs import glyphs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

    from perftui.errors import Problem
    from widgets.glyphs import Glyphs

YES, NO = "yes", "no"
MOST = 200
"""Problems that are listed; of the others only the number."""
WIDEST = 20
"""Cells of the widest column."""


class Preview(ModalScreen[bool]):
    """A summary, the problems by row and column, and a question; up and down scroll, Esc means no."""

    DEFAULT_CSS = """
    Preview { align: center middle; }
    Preview > Vertical {
        width: 78; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; background: $surface; border: round $border;
    }
    Preview:ansi > Vertical { background: ansi_default; }
    Preview Static { height: auto; }
    Preview VerticalScroll { height: auto; max-height: 12; scrollbar-size-vertical: 1; margin-top: 1; }
    Preview ButtonLine { margin-top: 1; }
    """
    BINDINGS = [
        Binding("escape,f12", "dismiss(False)", mark("Back"), show=False),
        Binding("f1", "help", mark("Help"), show=False),
        Binding("down", "scroll(1)", mark("Down"), show=False),
        Binding("up", "scroll(-1)", mark("Up"), show=False),
        Binding("pagedown", "scroll(10)", mark("Page down"), show=False),
        Binding("pageup", "scroll(-10)", mark("Page up"), show=False),
    ]

    def __init__(
        self, title: str, summary: Sequence[str], problems: Sequence[Problem] = (), *, yes: str = "", can_accept: bool = True
    ) -> None:
        """A preview.

        Args:
            title: On the frame.
            summary: What would happen, a line each.
            problems: What is wrong or doubtful, by row and column.
            yes: The words on the button that does it.
            can_accept: Whether it can be done at all; without that one can only read and go back.
        """
        super().__init__()
        self._title, self._summary, self._problems = title, summary, problems
        no = Button(NO, _("No") if can_accept else _("Back"), "n")
        # With doubts Enter does nothing that would have to be undone.
        self._buttons = ButtonLine(
            [Button(YES, yes or _("Yes"), "y"), no] if can_accept else [no], chosen=int(can_accept and bool(problems))
        )

    def compose(self) -> ComposeResult:
        """Summary, problems, buttons."""
        with Vertical() as frame:
            frame.border_title = escape(self._title)
            yield Static(Content("\n".join(safe(line) for line in self._summary)))
            if self._problems:
                with VerticalScroll(can_focus=False):
                    yield ProblemTable(self._problems)
            yield self._buttons

    def action_help(self) -> None:
        """Say how a preview is read and answered."""
        self.app.push_screen(preview_help())

    def action_scroll(self, by: int) -> None:
        """Scroll the problems."""
        for box in self.query(VerticalScroll):
            box.scroll_relative(y=by, animate=False)

    def on_key(self, event: events.Key) -> None:
        """Letters answer wherever one is."""
        self._buttons.press_letter(event)

    @on(ButtonLine.Pressed)
    def _answer(self, event: ButtonLine.Pressed) -> None:
        event.stop()
        self.dismiss(event.code == YES)


class ProblemTable(Widget):
    """File row, column and what is wrong there; long sentences go on in the next line of their column."""

    COMPONENT_CLASSES = {"problem-table--head"}
    DEFAULT_CSS = """
    ProblemTable { height: auto; }
    ProblemTable > .problem-table--head { text-style: bold; }
    """

    def __init__(self, problems: Sequence[Problem], **kwargs: Any) -> None:
        """A table.

        Args:
            problems: In the order in which they are shown.
            kwargs: For `Widget`.
        """
        super().__init__(**kwargs)
        self._rows = [(str(problem.row or ""), one_line(problem.column), one_line(say(problem.message))) for problem in problems[:MOST]]
        self._left_out = len(problems) - len(self._rows)
        self._lines: list[str] = []
        self._width = -1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the sentences take in a width."""
        return len(self._laid(width))

    def render(self) -> Content:
        """The table."""
        head, *rest = self._laid(self.size.width)
        return Content("\n").join([Content.styled(head, self.get_visual_style("problem-table--head")), *map(Content, rest)])

    def _laid(self, width: int) -> list[str]:
        if width != self._width:
            self._width, self._lines = width, list(self._lay(width, glyphs_of(self)))
        return self._lines

    def _lay(self, width: int, glyphs: Glyphs) -> list[str]:
        head = (_("Row"), _("Column"), _("What is wrong"))
        first = max(cell_len(row[0]) for row in (head, *self._rows))
        second = min(WIDEST, width // 3, max(cell_len(row[1]) for row in (head, *self._rows)))
        room = max(8, width - first - second - 4)
        lines: list[str] = []
        for number, column, text in (head, *self._rows):
            for index, line in enumerate(Content(text).wrap(room)):
                start = (pad_left(number, first), fit(column, second, glyphs.ellipsis)) if not index else (" " * first, " " * second)
                lines.append("  ".join((*start, line.plain.rstrip())))
        if self._left_out:
            lines.append(ngettext("and {n} more", "and {n} more", self._left_out).format(n=self._left_out))
        return lines
