"""A list of any length: keys, mouse, marks and messages over lines that are drawn only where they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual.binding import Binding, BindingType
from textual.message import Message

from perftui.i18n import mark
from widgets.looks import COMPONENTS
from widgets.virtual_lines import VirtualLines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from textual import events
    from textual.timer import Timer

QUIET = 0.1
"""Seconds between two `Highlighted` messages while an arrow key is held."""


def actions(bindings: Iterable[BindingType]) -> dict[str, str]:
    """The name of the action for each key."""
    return {binding.key: binding.action for binding in Binding.make_bindings(bindings)}


@runtime_checkable
class Knowing(Protocol):
    """A source that leaves records out of what it shows, and says which of them there are nevertheless."""

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some keys whose records still exist, shown or not."""
        ...


class VirtualList(VirtualLines, can_focus=True, inherit_bindings=False):
    """What table and tree have in common.

    Its own keys are obeyed where they arrive, before they travel up to the screen: a key typed ahead then meets the
    state that the key before it has left, and an arrow key costs one message instead of five.
    """

    COMPONENT_CLASSES = set(COMPONENTS)
    DEFAULT_CSS = """
    VirtualList {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        background: $surface; color: $foreground;
        & > .virtual-list--header { text-style: bold; }
        & > .virtual-list--marked { color: $text-accent; text-style: bold; }
        & > .virtual-list--muted { color: $text-muted; }
        & > .virtual-list--good, & > .virtual-list--done { color: $text-success; }
        & > .virtual-list--fair { color: $text-warning; }
        & > .virtual-list--poor { color: $text-error; }
        & > .virtual-list--editor { text-style: underline; }
        & > .virtual-list--caret { text-style: reverse; }
        & > .virtual-list--error { color: $text-error; text-style: bold reverse; }
        & > .virtual-list--cursor {
            color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background; text-style: underline;
        }
        &:focus > .virtual-list--cursor { color: $block-cursor-foreground; background: $block-cursor-background; text-style: none; }
        &:ansi > .virtual-list--muted { color: ansi_default; text-style: dim; }
        &:ansi > .virtual-list--marked { color: ansi_default; }
        &:nocolor:focus > .virtual-list--cursor { text-style: reverse; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", mark("Row up"), show=False),
        Binding("down", "cursor_down", mark("Row down"), show=False),
        Binding("pageup", "page_up", mark("Page up"), show=False),
        Binding("pagedown", "page_down", mark("Page down"), show=False),
        Binding("home", "first_row", mark("First row"), show=False),
        Binding("end", "last_row", mark("Last row"), show=False),
        # An input method may send the wide blank.
        Binding("space,ideographic_space", "toggle_mark", mark("Mark"), show=False),
        Binding("enter", "activate", mark("Open"), show=False),
    ]
    KEYS: ClassVar[Mapping[str, str]] = actions(BINDINGS)

    @dataclass
    class Highlighted(Message):
        """The cursor came to rest on another row; at most ten a second."""

        list: VirtualList
        key: str
        index: int

        @property
        def control(self) -> VirtualList:
            """The list, for `@on`."""
            return self.list

    @dataclass
    class Activated(Message):
        """Enter or a double click on a row."""

        list: VirtualList
        key: str
        index: int

        @property
        def control(self) -> VirtualList:
            """The list, for `@on`."""
            return self.list

    @dataclass
    class Marked(Message):
        """Other rows are marked than before."""

        list: VirtualList
        keys: frozenset[str]

        @property
        def control(self) -> VirtualList:
            """The list, for `@on`."""
            return self.list

    _marks: frozenset[str] = frozenset()
    _told: str | None = None
    _quiet: Timer | None = None

    @property
    def marks(self) -> frozenset[str]:
        """Keys of the marked rows, also of those that a filter hides."""
        return self._marks

    @marks.setter
    def marks(self, keys: Iterable[str]) -> None:
        before, self._marks = self._marks, frozenset(keys)
        if before != self._marks:
            shown = range(self.top, min(self.top + self.body_height, self.row_count))
            self.refresh_rows(*(index for index in shown if self.key_at(index) in before ^ self._marks))
            self.post_message(self.Marked(self, self._marks))

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some keys whose records still exist, also where a filter hides them."""
        raise NotImplementedError

    def drop_marks_of_the_gone(self) -> None:
        """Take the marks away from records that exist no more; whoever reads the list anew says itself how many are marked."""
        if self._marks and (left := self._marks.intersection(self.known(self._marks))) != self._marks:
            self._marks = left
            self.refresh_bindings()

    def reload(self) -> None:
        """Read the rows anew; cursor and marks stay on their keys, as far as the records still exist."""
        self.drop_marks_of_the_gone()
        super().reload()

    def stand_like(self, other: VirtualList) -> None:
        """Take over from another list of the same records: its marks, and the row under its cursor where that is still there."""
        self.marks = other.marks
        if other.cursor_key is not None:
            self.move_to_key(other.cursor_key)

    def is_marked(self, index: int) -> bool:
        """Whether the row is marked."""
        return bool(self._marks) and self.key_at(index) in self._marks

    def take_key(self, event: events.Key) -> bool:
        """Obey a key; False when it is not for this list in its present state."""
        action = self.KEYS.get(event.key)
        if action is None or not self.check_action(action, ()):
            return False
        getattr(self, f"action_{action}")()
        return True

    def on_key(self, event: events.Key) -> None:
        """Obey the keys of a list at once; the others travel on."""
        if self.take_key(event):
            event.stop()
            event.prevent_default()

    def action_cursor_up(self) -> None:
        """One row up; at the edge half a page comes into view, which saves repainting on every key."""
        self.go_to(self.cursor - 1, spare=self.body_height // 2)

    def action_cursor_down(self) -> None:
        """One row down."""
        self.go_to(self.cursor + 1, spare=self.body_height // 2)

    def action_page_up(self) -> None:
        """Cursor and view one page up, less a line."""
        self._turn_page(1 - self.body_height)

    def action_page_down(self) -> None:
        """Cursor and view one page down, less a line."""
        self._turn_page(self.body_height - 1)

    def _turn_page(self, lines: int) -> None:
        self.scroll_top(self.top + lines)
        self.go_to(self.cursor + lines)

    def action_first_row(self) -> None:
        """To the first row."""
        self.go_to(0)

    def action_last_row(self) -> None:
        """To the last row."""
        self.go_to(self.row_count - 1)

    def action_toggle_mark(self) -> None:
        """Mark the row, or take its mark away, and go down."""
        if self.cursor_key is not None:
            self.marks = self._marks ^ {self.cursor_key}
            self.action_cursor_down()

    def action_activate(self) -> None:
        """Say that the row is to be opened."""
        if self.cursor_key is not None:
            self.post_message(self.Activated(self, self.cursor_key, self.cursor))

    def cursor_moved(self) -> None:
        """Say where the cursor is, at once, and then not again before `QUIET` is over."""
        if self.cursor_key == self._told or self._quiet is not None or not self.is_attached:
            return
        self._told = self.cursor_key
        if self.cursor_key is not None:
            self.post_message(self.Highlighted(self, self.cursor_key, self.cursor))
            self._quiet = self.set_timer(QUIET, self._end_quiet)

    def _end_quiet(self) -> None:
        self._quiet = None
        self.cursor_moved()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a double click opens."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        event.stop()
        index = offset.y - self.header_height + self.top
        if offset.y < self.header_height:
            self.header_clicked(offset.x)
        elif index < self.row_count:
            self.row_clicked(index, offset.x)
            if event.chain == 2:
                self.action_activate()

    def header_clicked(self, x: int) -> None:
        """A click on the line of titles, `x` cells from the left."""

    def row_clicked(self, index: int, x: int) -> None:
        """A click on a row, `x` cells from the left."""
        self.go_to(index)
