"""A question with its effect, and the answers as buttons with letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.cells import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

KEEP, SAVE, DISCARD, YES, NO = "keep", "save", "discard", "yes", "no"
"""The answers' codes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One button."""

    code: str
    text: str
    letter: str
    """The key that gives it at once, in lower case; shown in brackets."""


class Confirm(ModalScreen[str]):
    """Left and right choose, Enter takes, a letter takes at once, Esc takes the first answer: the harmless one."""

    DEFAULT_CSS = """
    Confirm { align: center middle; }
    Confirm > Vertical { width: auto; min-width: 40; max-width: 76; height: auto; max-height: 100%; padding: 0 1;
        background: $surface; border: round $border; }
    Confirm:ansi > Vertical { background: ansi_default; }
    Confirm Static { width: auto; max-width: 72; }
    Confirm #question { text-style: bold; margin-bottom: 1; }
    Confirm #answers { margin-top: 1; }
    """
    BINDINGS = [
        Binding("escape,f12", "leave", mark("Back"), show=False),
        Binding("right,tab,down", "move(1)", mark("Next"), show=False),
        Binding("left,shift+tab,up", "move(-1)", mark("Previous"), show=False),
        Binding("enter", "take", mark("Take"), show=False),
    ]

    def __init__(self, question: str, answers: Sequence[Answer], lines: Sequence[str] = (), chosen: int = 0) -> None:
        """Make a question.

        Args:
            question: One sentence.
            answers: The first is what Esc means.
            lines: What will happen, a line each.
            chosen: The answer that Enter takes at first.
        """
        super().__init__()
        self._question, self._answers, self._lines, self._chosen = question, answers, lines, chosen

    def compose(self) -> ComposeResult:
        """Question, effect, answers."""
        with Vertical():
            yield Static(Content(safe(self._question)), id="question")
            if self._lines:
                yield Static(Content("\n".join(safe(line) for line in self._lines)))
            yield Static(id="answers")

    def on_mount(self) -> None:
        """Draw the answers."""
        self._draw()

    def _draw(self) -> None:
        parts: list[tuple[str, str]] = []
        for index, answer in enumerate(self._answers):
            style = "bold reverse" if index == self._chosen else ""
            parts += [(f" {answer.text} ({answer.letter.upper()}) ", style), ("  ", "")]
        self.query_one("#answers", Static).update(Content.assemble(*parts))

    def action_move(self, by: int) -> None:
        """Choose the next answer."""
        self._chosen = (self._chosen + by) % len(self._answers)
        self._draw()

    def action_take(self) -> None:
        """Give the chosen answer."""
        self.dismiss(self._answers[self._chosen].code)

    def action_leave(self) -> None:
        """Give the harmless answer."""
        self.dismiss(self._answers[0].code)

    def on_key(self, event: events.Key) -> None:
        """Give the answer of a letter."""
        for answer in self._answers:
            if event.character and event.character.casefold() == answer.letter:
                event.stop()
                self.dismiss(answer.code)


def leave_question() -> Confirm:
    """Leaving a form with unsaved text: keep editing (default), save, or discard."""
    return Confirm(
        _("What you typed is not saved yet."),
        (Answer(KEEP, _("Keep editing"), "k"), Answer(SAVE, _("Save"), "s"), Answer(DISCARD, _("Discard"), "d")),
    )


def yes_no(question: str, lines: Sequence[str] = (), *, yes: str = "", is_yes_first: bool = True) -> Confirm:
    """A plain question.

    Args:
        question: One sentence.
        lines: What will happen.
        yes: The words on the button that does it.
        is_yes_first: Whether Enter does it.
    """
    return Confirm(question, (Answer(NO, _("No"), "n"), Answer(YES, yes or _("Yes"), "y")), lines, int(is_yes_first))
