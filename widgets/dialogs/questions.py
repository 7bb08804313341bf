"""Several questions with answers to pick from, all answered beforehand as well as anybody could guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.cells import fit, one_line, safe
from widgets.dialogs.pickers import Picker, narrowed
from widgets.glyphs import ASCII, glyphs_of
from widgets.pick_lists import Choice, PickList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be settled."""

    key: str
    label: str
    options: Sequence[Choice]
    """What can be the answer; the one with an empty key means none."""
    answer: str = ""
    """The key of an option."""
    group: str = ""
    is_exclusive: bool = False
    """Whether no other exclusive question may have the same answer: the one that had it is left without."""


class Questions(ModalScreen[dict[str, str] | None]):
    """Up and down move, F4 or Space changes the answer, Enter goes on with all of them; Esc leaves."""

    DEFAULT_CSS = """
    Questions { align: center middle; }
    Questions > Vertical { width: 78; max-width: 100%; height: auto; max-height: 100%; background: $surface; border: round $border; }
    Questions:ansi > Vertical { background: ansi_default; }
    Questions Static { height: auto; padding: 0 1; }
    Questions #hint { color: $text-muted; }
    """
    BINDINGS = [
        Binding("escape,f12", "dismiss(None)", mark("Back"), show=False),
        Binding("down", "move(1)", mark("Down"), show=False),
        Binding("up", "move(-1)", mark("Up"), show=False),
        Binding("pagedown", "move(10)", mark("Page down"), show=False),
        Binding("pageup", "move(-10)", mark("Page up"), show=False),
        Binding("f4,space,f2", "pick", mark("Pick"), show=False),
        Binding("enter,ctrl+s", "go_on", mark("Go on"), show=False),
    ]

    def __init__(self, title: str, lines: Sequence[str], questions: Sequence[Question]) -> None:
        """Ask.

        Args:
            title: On the frame.
            lines: What one should know beforehand, a line each.
            questions: In their order; those of one group stand together.
        """
        super().__init__()
        self._title, self._lines, self._questions = title, lines, questions
        self._answers = {question.key: question.answer for question in questions}

    def compose(self) -> ComposeResult:
        """Lines, questions, hint."""
        with Vertical() as frame:
            frame.border_title = escape(self._title)
            if self._lines:
                yield Static(Content("\n".join(safe(line) for line in self._lines)))
            yield PickList()
            yield Static(_("Enter goes on · F4 changes the line · Esc leaves"), id="hint", markup=False)

    def on_mount(self) -> None:
        """Show the questions."""
        self._fill()

    @property
    def _list(self) -> PickList:
        return self.query_one(PickList)

    def _fill(self) -> None:
        width = max((cell_len(one_line(question.label)) for question in self._questions), default=0)
        arrow = "<-" if glyphs_of(self) is ASCII else "←"
        self._list.set_choices(
            [Choice(q.key, f"{fit(one_line(q.label), width)}  {arrow}  {self._answered(q)}", "", q.group) for q in self._questions]
        )

    def _answered(self, question: Question) -> str:
        option = next((option for option in question.options if option.key == self._answers[question.key]), None)
        if option is None or not option.key:
            return "–"
        return f"{option.title}  {option.note}".rstrip()

    def action_move(self, by: int) -> None:
        """Go to another question."""
        self._list.move(by)

    def action_go_on(self) -> None:
        """Answer with all answers, by the keys of the questions."""
        self.dismiss(dict(self._answers))

    def action_pick(self) -> None:
        """Choose another answer."""
        current = self._list.current
        if current is not None:
            self._ask(next(question for question in self._questions if question.key == current.key))

    @on(PickList.Clicked)
    def _pick_clicked(self, event: PickList.Clicked) -> None:
        self._list.move_to(event.key)
        self.action_pick()

    def _ask(self, question: Question) -> None:
        picker = Picker(question.label, lambda text: narrowed(question.options, text), current=self._answers[question.key])
        self.app.push_screen(picker, lambda key: self._take(question, key))

    def _take(self, question: Question, answer: str | None) -> None:
        if answer is None:
            return
        for other in self._questions:
            if answer and question.is_exclusive and other.is_exclusive and self._answers[other.key] == answer:
                self._answers[other.key] = ""
        self._answers[question.key] = answer
        self._fill()
        self._list.move_to(question.key)
