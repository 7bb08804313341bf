"""Fields with a few values: a choice, a yes or no, and a value that only shows; all drawn as text that reads without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.cells import cut, one_line
from widgets.dialogs.pickers import Picker, narrowed
from widgets.fields import FIELD_BINDINGS, NO, YES, FieldControl, Option
from widgets.glyphs import ASCII, glyphs_of
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.geometry import Size


class ChoiceField(FieldControl, Widget, can_focus=True):
    """One of several values: `‹ value ›`. Space and arrows go through them, F4 lists them, and typing finds one.

    A first letter leaps, more letters tell two apart, a number counts. What begins no value is looked for within them, in the list.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ChoiceField {
        height: 1; width: auto; background: $surface; color: $foreground;
        &:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style; }
        &:nocolor:focus { text-style: reverse; }
        &:ansi { background: ansi_default; }
        &:ansi:focus { background: $block-cursor-background; }
    }
    """
    BINDINGS = [
        *FIELD_BINDINGS,
        Binding("right,space,ideographic_space", "cycle(1)", mark("Next value"), show=False),
        Binding("left", "cycle(-1)", mark("Previous value"), show=False),
        Binding("enter", "finish", mark("Next field"), show=False),
        Binding("delete,backspace", "empty", mark("Empty"), show=False),
    ]

    def __init__(self, options: Sequence[Option], value: str = "", *, is_required: bool = False, **kwargs: Any) -> None:
        """A field.

        Args:
            options: The values, in the order in which they are gone through.
            value: A code; empty for none yet.
            is_required: Whether emptying is out of the question.
            kwargs: For `Widget`.
        """
        super().__init__(**kwargs)
        self.options = options
        self.is_required = is_required
        self._value = value
        self._typed = ""

    def read_value(self) -> str:
        """The code, empty when nothing is chosen."""
        return self._value

    def show_value(self, value: str) -> None:
        """Choose a code; one that is not among the values is kept and shown as it is."""
        if value != self._value:
            self._value = value
            self.refresh(layout=True)
            self.post_message(FieldControl.Edited(self))

    @property
    def shown(self) -> str:
        """The words for the value."""
        return next((option.label for option in self.options if option.code == self._value), self._value) or _("choose")

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the widest value, so that nothing moves while one goes through them."""
        return 4 + max(cell_len(one_line(text)) for text in (self.shown, *(option.label for option in self.options)))

    def render(self) -> Content:
        """The value between its arrows."""
        glyphs = glyphs_of(self)
        left, right = ("<", ">") if glyphs is ASCII else ("‹", "›")
        return Content(f"{left} {cut(one_line(self.shown), max(1, self.size.width - 4), glyphs.ellipsis)} {right}")

    def action_cycle(self, by: int) -> None:
        """Go to the next or previous value, and round at the ends."""
        codes = [option.code for option in self.options]
        if codes:
            at = codes.index(self._value) + by if self._value in codes else (0 if by > 0 else -1)
            self.show_value(codes[at % len(codes)])

    def action_empty(self) -> None:
        """Choose nothing, where that is allowed."""
        if not self.is_required:
            self.show_value("")

    def action_finish(self) -> None:
        """Enter."""
        self.post_message(FieldControl.Finished(self))

    def action_pick(self) -> None:
        """List the values."""
        self._list(self._take)

    def _list(self, take: Callable[[str | None], None], text: str = "") -> None:
        choices = [Choice(option.code, option.label) for option in self.options]
        picker = Picker(self.label, lambda typed: narrowed(choices, typed, fold), text=text, current="" if text else self._value)
        self.app.push_screen(picker, take)

    def _take(self, code: str | None) -> None:
        if code is not None:
            self.show_value(code)

    def _take_and_go_on(self, code: str | None) -> None:
        self._take(code)
        if code is not None:  # its Enter is the one that would have left the field
            self.action_finish()

    def on_key(self, event: events.Key) -> None:
        """Find what is typed; a space is part of it, but not its beginning."""
        if not event.is_printable or not event.character or not (event.character.strip() or self._typed):
            self._typed = ""
            return
        event.stop()
        event.prevent_default()
        self._find(fold(event.character))

    def on_blur(self) -> None:
        """What is typed next begins anew."""
        self._typed = ""

    def _find(self, sign: str) -> None:
        codes = [option.code for option in self.options]
        is_first, self._typed = not self._typed, self._typed + sign
        start = codes.index(self._value) + (is_first or self._typed[:1] == sign) if self._value in codes else 0
        rest = [*self.options[start:], *self.options[:start]]
        found = self._beginning(rest, self._typed)
        if not found and not self._typed.strip(sign):  # the same letter again: the next one with it
            found = self._beginning(rest, sign)
        if found:
            self.show_value(found)
        elif is_first and sign.isdecimal() and 0 < int(sign) <= len(codes):
            self._typed = ""
            self.show_value(codes[int(sign) - 1])
        else:
            text, self._typed = self._typed, ""
            self._list(self._take_and_go_on, text)

    def _beginning(self, options: Sequence[Option], text: str) -> str:
        return next((option.code for option in options if fold(option.label).startswith(text)), "")

    def on_click(self) -> None:
        """Go on to the next value."""
        self.action_cycle(1)


class YesNoField(ChoiceField):
    """A box to tick: `[x]` or `[ ]`. Space and arrows turn it, y and n set it."""

    def __init__(self, value: str = NO, **kwargs: Any) -> None:
        """A box.

        Args:
            value: `yes` or `no`.
            kwargs: For `Widget`.
        """
        options = (Option(NO, _("No")), Option(YES, _("Yes")))
        super().__init__(options, value or NO, is_required=True, **kwargs)

    def show_value(self, value: str) -> None:
        """Tick the box or not; anything but `yes` is no."""
        super().show_value(YES if value == YES else NO)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as the box."""
        return 3

    def render(self) -> Content:
        """The box."""
        return Content("[x]" if self.read_value() == YES else "[ ]")

    def on_key(self, event: events.Key) -> None:
        """Y, n, and the signs of a tick."""
        answer = {"y": YES, "x": YES, "1": YES, "n": NO, "0": NO}.get((event.character or "").casefold())
        if answer is not None:
            event.stop()
            event.prevent_default()
            self.show_value(answer)


class ReadonlyField(FieldControl, Widget):
    """A value that only shows."""

    DEFAULT_CSS = "ReadonlyField { height: auto; color: $text-muted; &:ansi { color: ansi_default; } }"

    def __init__(self, value: str = "", **kwargs: Any) -> None:
        """A text.

        Args:
            value: What shows, without markup.
            kwargs: For `Widget`.
        """
        super().__init__(**kwargs)
        self._value = value

    def read_value(self) -> str:
        """The value."""
        return self._value

    def show_value(self, value: str) -> None:
        """Show another value."""
        self._value = value
        self.refresh(layout=True)

    def render(self) -> Content:
        """The value."""
        return Content("\n".join(one_line(line) for line in self._value.split("\n")))
