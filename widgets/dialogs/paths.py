"""The name of a file, typed with Tab for the rest of it, or picked from the list below."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.path_entries import completed, entries, expanded
from widgets.pick_lists import Choice, PickList
from widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from widgets.path_entries import PathEntry


class PathPrompt(ModalScreen[str | None]):
    """Tab completes, Down goes into the list, Enter takes, Esc leaves; the answer is the path with `~` made out."""

    DEFAULT_CSS = """
    PathPrompt { align: center top; }
    PathPrompt > Vertical { width: 76; max-width: 100%; height: auto; max-height: 20; background: $surface; border: round $border; }
    PathPrompt:ansi > Vertical { background: ansi_default; }
    PathPrompt TextField { padding: 0 1; }
    PathPrompt #hint { color: $text-muted; height: 1; padding: 0 1; }
    PathPrompt #hint.-error { color: $text-error; text-style: bold; }
    PathPrompt PickList.-idle > .pick--cursor { background: $surface; color: $foreground; text-style: none; }
    PathPrompt PickList.-idle:ansi > .pick--cursor { background: ansi_default; color: ansi_default; }
    """
    BINDINGS = [
        Binding("escape,f12", "dismiss(None)", mark("Back"), show=False),
        Binding("tab", "complete", mark("Complete"), show=False, priority=True),
        Binding("down", "move(1)", mark("Down"), show=False, priority=True),
        Binding("up", "move(-1)", mark("Up"), show=False, priority=True),
        Binding("pagedown", "move(10)", mark("Page down"), show=False, priority=True),
        Binding("pageup", "move(-10)", mark("Page up"), show=False, priority=True),
    ]

    def __init__(  # noqa: PLR0913  # all but the title are keywords that most callers leave out
        self,
        title: str,
        *,
        text: str = "",
        endings: Sequence[str] = (),
        must_exist: bool = True,
        empty: str = "",
        folder_hint: str = "",
    ) -> None:
        """Ask for a file.

        Args:
            title: On the frame.
            text: What the field holds at first.
            endings: Of the files that are listed, in lower case and with the dot; empty for all. Others can still be typed.
            must_exist: Whether only a file that is there will do.
            empty: Said where no file begins so; empty: that there is none.
            folder_hint: Said in a folder, where a whole folder will do: a second Enter takes it. Empty: only files will do.
        """
        super().__init__()
        self._title, self._text, self._endings, self._must_exist = title, text, endings, must_exist
        self._empty, self._folder_hint = empty, folder_hint
        self._entries: list[PathEntry] = []

    def compose(self) -> ComposeResult:
        """The field and the list."""
        with Vertical() as frame:
            frame.border_title = escape(self._title)
            yield TextField(self._text, placeholder=_("name of the file"), select_on_focus=False)
            yield PickList(self._empty or _("No such file here."))
            yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Fill the list; a proposed name is selected, so that another one typed takes its place."""
        self._fill()
        self._field.focus()
        self._field.select_all()

    @property
    def _field(self) -> TextField:
        return self.query_one(TextField)

    @property
    def _list(self) -> PickList:
        return self.query_one(PickList)

    def _fill(self) -> None:
        self._entries = entries(self._field.value, self._endings)
        self._list.set_choices([Choice(entry.text, entry.name + (os.sep if entry.is_folder else "")) for entry in self._entries])
        self._list.add_class("-idle")
        is_folder = bool(self._folder_hint) and self._names_folder(self._field.value)
        self._hint(self._folder_hint if is_folder else _("Tab completes · ↓ into the list · Enter takes · Esc leaves"))

    def _names_folder(self, text: str) -> bool:
        return text.endswith(os.sep) and os.path.isdir(expanded(text))

    def _hint(self, text: str, *, is_error: bool = False) -> None:
        hint = self.query_one("#hint", Static)
        hint.set_class(is_error, "-error")
        hint.update(text)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._fill()

    def action_complete(self) -> None:
        """Type the rest as far as it is clear."""
        if self._entries:
            self._field.show_value(completed(self._field.value, self._entries))

    def action_move(self, by: int) -> None:
        """Into the list, and up and down in it."""
        if self._list.has_class("-idle"):
            self._list.remove_class("-idle")
        else:
            self._list.move(by)

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        event.stop()
        choice = None if self._list.has_class("-idle") else self._list.current
        self._take(self._field.value if choice is None else choice.key)

    @on(PickList.Clicked)
    def _take_clicked(self, event: PickList.Clicked) -> None:
        self._take(event.key)

    def _take(self, text: str) -> None:
        path = expanded(text)
        if self._folder_hint and text == self._field.value and self._names_folder(text):
            self.dismiss(path)
        elif os.path.isdir(path or os.curdir):
            self._field.show_value(text if not text or text.endswith(os.sep) else text + os.sep)
            self._fill()
        elif not self._must_exist or os.path.exists(path):
            self.dismiss(path)
        elif len(self._entries) == 1:
            self.action_complete()
        else:
            self._hint(_("There is no such file."), is_error=True)
