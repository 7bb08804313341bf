"""What a step of a plan still needs, a sentence each; Enter goes where it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from widgets.cells import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from perftui.domain.plan_facts import Missing


class MissingList(ModalScreen[int | None]):
    """Up and down choose, Enter goes there, Esc leaves; the answer is the place in the list."""

    DEFAULT_CSS = """
    MissingList { align: center middle; }
    MissingList > Vertical { width: 78; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; background: $surface;
        border: round $border; }
    MissingList:ansi > Vertical { background: ansi_default; }
    MissingList VerticalScroll { height: auto; max-height: 16; }
    MissingList .missing { height: auto; }
    MissingList #hint { color: $text-muted; margin-top: 1; }
    MissingList:ansi #hint { color: ansi_default; }
    """
    BINDINGS = [
        Binding("escape,f12", "dismiss(None)", mark("Back"), show=False),
        Binding("down,tab", "move(1)", mark("Down"), show=False, priority=True),
        Binding("up,shift+tab", "move(-1)", mark("Up"), show=False, priority=True),
        Binding("enter", "take", mark("Go there"), show=False, priority=True),
    ]

    def __init__(self, title: str, missing: Sequence[Missing]) -> None:
        """A list.

        Args:
            title: Before which step.
            missing: At least one.
        """
        super().__init__()
        self._title, self._missing, self._chosen = title, missing, 0

    def compose(self) -> ComposeResult:
        """The sentences, and the keys."""
        with Vertical() as frame:
            frame.border_title = escape(self._title)
            with VerticalScroll(can_focus=False):
                for _each in self._missing:
                    yield Static(classes="missing", markup=False)
            yield Static(_("Enter goes where it is mended · Esc leaves"), id="hint", markup=False)

    def on_mount(self) -> None:
        """Draw them."""
        self._draw()

    def _draw(self) -> None:
        for place, (line, each) in enumerate(zip(self.query(".missing"), self._missing, strict=True)):
            is_chosen = place == self._chosen
            if isinstance(line, Static):
                line.update(Content.styled(f"{'>' if is_chosen else ' '} {safe(say(each.message))}", "bold" if is_chosen else ""))
            if is_chosen:
                line.scroll_visible(animate=False)

    def action_move(self, by: int) -> None:
        """Choose the next sentence."""
        self._chosen = (self._chosen + by) % len(self._missing)
        self._draw()

    def action_take(self) -> None:
        """Go there."""
        self.dismiss(self._chosen)
