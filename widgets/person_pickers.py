"""A field for a person: typed by name, pinyin, initials or staff number, with the matches in a list below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.actions import SkipAction
from textual.binding import Binding
from textual.style import Style

from perftui.errors import Message
from perftui.i18n import mark
from widgets.person_choices import person_note, shown_name, the_one
from widgets.pick_lists import Choice, PickList
from widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from widgets.person_choices import PersonChoice

SHOWN = 8
"""Lines of the list."""
MOST = 50
"""Matches that F4 lists at most."""


class DropList(PickList):
    """The matches; the cursor shows only once somebody moves it."""

    DEFAULT_CSS = """
    DropList {
        overlay: screen; constrain: none inside; display: none; width: 48; max-width: 100%; max-height: 8;
        background: $panel; border-left: outer $border;
    }
    DropList:ansi { background: ansi_default; }
    DropList.-idle > .pick--cursor { background: $panel; color: $foreground; text-style: none; }
    DropList.-idle:ansi > .pick--cursor { background: ansi_default; color: ansi_default; }
    """

    def __init__(self, take: Callable[[str], None]) -> None:
        super().__init__()
        self._take_key = take

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Textual's, with `reverse` as well: without colours that is what shows the cursor."""
        style = super().get_visual_style(*component_classes, partial=partial)
        is_reverse = any(self.get_component_styles(name).text_style.reverse for name in component_classes)
        return style + Style(reverse=True) if is_reverse else style

    @on(PickList.Clicked)
    def _take_clicked(self, event: PickList.Clicked) -> None:
        event.stop()
        self._take_key(event.key)


class PersonField(TextField):
    """A person. Typing lists the matches, Down moves into the list, Enter takes; a text that means one person alone is taken on leaving."""

    BINDINGS = [
        Binding("down", "down", mark("Down"), show=False),
        Binding("up", "up", mark("Up"), show=False),
        Binding("escape", "close", mark("Close the list"), show=False),
    ]

    def __init__(
        self,
        value: str = "",
        *,
        search: Callable[[str, int], Sequence[PersonChoice]],
        find: Callable[[str], PersonChoice | None] | None = None,
        **kwargs: Any,
    ) -> None:
        """A field.

        Args:
            value: A person's id, or a text as it was typed.
            search: Whom a text may mean, at most so many; with an empty text whom one picked of late. Called at every key.
            find: The person with an id; None when there is none.
            kwargs: For `TextField`.
        """
        self._search, self._find = search, find
        self.person: PersonChoice | None = None
        self._list: DropList | None = None
        self._matches: Sequence[PersonChoice] = ()
        self._is_choosing = False
        """Whether the list follows what is typed; not while a value is put in."""
        super().__init__(**kwargs)
        self.show_value(value)

    def read_value(self) -> str:
        """The person's id; what means nobody, or several, comes as it was typed."""
        return super().read_value() if self.person is None else self.person.id

    def show_value(self, value: str) -> None:
        """Hold a person by id, or a text."""
        person = self._find(value) if value and self._find else None
        super().show_value(value if person is None else shown_name(person))
        self.person = person
        self._close()

    def complaint(self) -> Message | None:
        """The text means nobody, or several people."""
        typed = super().read_value()
        if self.person is not None or not typed:
            return None
        count = len(self._search(typed, MOST))
        if count:
            return Message(mark("{n} person matches; F4 shows them."), {"n": count}, mark("{n} people match; F4 shows them."))
        return Message(mark("Nobody matches “{text}”. F4 lists people."), {"text": typed})

    def settle(self) -> None:
        """Take the person whom the text means, if it is one alone."""
        typed = super().read_value()
        if self.person is None and typed:
            found = the_one(typed, self._search(typed, MOST))
            if found is not None:
                self._take(found)
        self._close()

    # The list.

    @property
    def is_open(self) -> bool:
        """Whether the list shows."""
        return self._list is not None and self._list.display

    @property
    def _is_in_list(self) -> bool:
        return self.is_open and self._list is not None and not self._list.has_class("-idle")

    def watch_value(self, value: str) -> None:
        """What is typed means nobody yet; list whom it may mean."""
        if self.person is not None and value != shown_name(self.person):
            self.person = None
        if self.has_focus and self.is_attached:
            if value.strip() and self.person is None:
                self._open(value, SHOWN)
            else:
                self._close()

    def _open(self, text: str, limit: int, *, is_entered: bool = False) -> None:
        self._matches = self._search(text.strip(), limit)
        if not self._matches:
            self._close()
            return
        if self._list is None:
            self._list = DropList(self._pick)
            self._list.styles.margin = self.styles.margin
            self.parent.mount(self._list, after=self)  # type: ignore[union-attr]  # a field that has the focus has a parent
        self._list.set_choices([Choice(person.id, person.name, person_note(person)) for person in self._matches])
        self._list.set_class(not is_entered, "-idle")
        self._list.display = True

    def _close(self) -> None:
        if self._list is not None:
            self._list.display = False

    def _take(self, person: PersonChoice) -> None:
        self.person = person
        self.value = shown_name(person)
        self.cursor_position = len(self.value)
        self._close()

    def action_down(self) -> None:
        """Into the list, and down in it; on a person already taken it goes to the next field."""
        if self._is_in_list:
            self._move(1)
        elif self.is_open and self._list is not None:
            self._list.remove_class("-idle")
        elif self.person is None:
            self._open(self.value, SHOWN, is_entered=True)
        if not self.is_open:
            raise SkipAction

    def action_up(self) -> None:
        """Up in the list; above it, to the previous field."""
        if not self._is_in_list:
            raise SkipAction
        self._move(-1)

    def _move(self, by: int) -> None:
        if self._list is not None:
            self._list.move(by)

    def action_close(self) -> None:
        """Close the list; when it is closed, Esc means what it means around the field."""
        if not self.is_open:
            raise SkipAction
        self._close()

    def action_pick(self) -> None:
        """List all whom the text may mean; everybody picked of late when it means nobody or one already taken."""
        self._open("" if self.person is not None else self.value, MOST, is_entered=True)
        if not self.is_open:
            self._open("", MOST, is_entered=True)

    async def action_submit(self) -> None:
        """Enter: take the one under the cursor, and go on."""
        if self._is_in_list and self._list is not None and self._list.current is not None:
            self._pick(self._list.current.key)
        await super().action_submit()

    def _pick(self, key: str) -> None:
        self._take(next(person for person in self._matches if person.id == key))

    @on(events.Blur)
    def _leave(self) -> None:
        self.settle()
