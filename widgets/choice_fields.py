"""Fields with a few values: a choice, a yes or no, and a value that only shows; all drawn as text that reads without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.cells import cut, one_line
from widgets.dialogs.pickers import Picker, narrowed
from widgets.fields import FIELD_BINDINGS, NO, YES, FieldControl, Option
from widgets.glyphs import ASCII, glyphs_of
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size


class ChoiceField(FieldControl, Widget, can_focus=True):
    """One of several values: `‹ value ›`. Space and arrows go through them, a first letter or a number leaps, F4 lists them."""

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
        choices = [Choice(option.code, option.label) for option in self.options]
        self.app.push_screen(Picker(self.label, lambda text: narrowed(choices, text), current=self._value), self._take)

    def _take(self, code: str | None) -> None:
        if code is not None:
            self.show_value(code)

    def on_key(self, event: events.Key) -> None:
        """Leap to the next value that begins with the letter, or to the one with the number."""
        sign = (event.character or "").casefold()
        if not sign.strip() or not event.is_printable:
            return
        event.stop()
        codes = [option.code for option in self.options]
        if sign.isdecimal() and 0 < int(sign) <= len(codes):
            self.show_value(codes[int(sign) - 1])
            return
        start = codes.index(self._value) + 1 if self._value in codes else 0
        rest = [*self.options[start:], *self.options[:start]]
        self.show_value(next((option.code for option in rest if option.label.casefold().startswith(sign)), self._value))

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
