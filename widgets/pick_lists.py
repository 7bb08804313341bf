"""A short list of choices, drawn only where it shows; the dialog that holds it moves the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from widgets.cells import fit, safe
from widgets.component_styles import component_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list of choices."""

    key: str
    title: str
    note: str = ""
    """On the right, in a quiet colour: a key, a unit, a staff number."""
    group: str = ""
    """The heading it stands under; a line of its own whenever it differs from the one before."""
    is_enabled: bool = True


class PickList(Widget):
    """The choices with a cursor; headings are passed over."""

    DEFAULT_CSS = """
    PickList { height: auto; max-height: 1fr; }
    PickList > .pick--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
    PickList > .pick--note { color: $text-muted; }
    PickList > .pick--group { text-style: bold; color: $text-accent; }
    PickList:nocolor > .pick--cursor { text-style: reverse; }
    PickList:ansi > .pick--note { color: ansi_default; text-style: dim; }
    PickList:ansi > .pick--group { color: ansi_default; }
    """
    COMPONENT_CLASSES = {"pick--cursor", "pick--note", "pick--group"}

    @dataclass
    class Clicked(Message):
        """A choice was clicked."""

        key: str

    def __init__(self, empty: str = "") -> None:
        super().__init__()
        self._lines: list[Choice | str] = []
        self._cursor = 0
        self._top = 0
        self._empty = empty

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show other choices, the cursor on the first that can be taken."""
        self._lines, group = [], ""
        for choice in choices:
            if choice.group != group:
                group = choice.group
                self._lines.append(group)
            self._lines.append(choice)
        self._cursor = self._top = 0
        self.move(0)
        self.refresh(layout=True)

    @property
    def current(self) -> Choice | None:
        """The choice under the cursor; None when there is none that can be taken."""
        line = self._lines[self._cursor] if self._lines else None
        return line if isinstance(line, Choice) and line.is_enabled else None

    def move(self, by: int) -> None:
        """Move the cursor; it stops at both ends and skips what cannot be taken."""
        free = [index for index, line in enumerate(self._lines) if isinstance(line, Choice) and line.is_enabled]
        if not free:
            return
        after = [index for index in free if index >= self._cursor]
        at = free.index(after[0]) if after else len(free) - 1
        self._cursor = free[max(0, min(len(free) - 1, at + by))]
        self._scroll()
        self.refresh()

    def move_to(self, key: str) -> None:
        """Put the cursor on a choice."""
        for index, line in enumerate(self._lines):
            if isinstance(line, Choice) and line.key == key:
                self._cursor = index
        self.move(0)

    def _scroll(self) -> None:
        height = self.size.height or 1
        top = max(self._cursor - height + 1, min(self._top, self._cursor, max(0, len(self._lines) - height)))
        self._top = 0 if self._cursor == 1 and top == 1 else top

    def on_resize(self) -> None:
        """Keep the cursor in sight, and before it as many lines as fit."""
        self._top = 0
        self._scroll()
        self.refresh()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many lines as there are."""
        return max(1, len(self._lines))

    def render(self) -> Content:
        """The lines that show."""
        width, height = self.size.width, self.size.height
        if not self._lines:
            return Content.styled(safe(self._empty), self.get_visual_style("pick--note"))
        shown = range(self._top, min(len(self._lines), self._top + height))
        return Content("\n").join([self._drawn(index, width) for index in shown])

    def _drawn(self, index: int, width: int) -> Content:
        line = self._lines[index]
        if isinstance(line, str):
            return Content.assemble((fit(safe(line), width), self.get_visual_style("pick--group")))
        note = f" {safe(line.note)} " if line.note else ""
        title = fit(f"  {safe(line.title)}", width - cell_len(note))
        quiet = self.get_visual_style("pick--note")
        if index == self._cursor and line.is_enabled:
            return Content.assemble((title + note, component_style(self, "pick--cursor")))
        return Content.assemble((title, "" if line.is_enabled else quiet), (note, quiet))

    def on_click(self, event: events.Click) -> None:
        """Take the choice under the mouse."""
        index = self._top + event.y
        line = self._lines[index] if index < len(self._lines) else None
        if isinstance(line, Choice) and line.is_enabled:
            self.post_message(self.Clicked(line.key))
