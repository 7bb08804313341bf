"""Fields with usual values, of one line or several: F4 offers them, and anything else can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from perftui.domain.texts import fold
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice
from widgets.text_fields import TextBox, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.fields import Option


class OfferField(TextField):
    """A text that may be one of several usual ones."""

    def __init__(self, value: str = "", *, offers: Sequence[Option], **kwargs: Any) -> None:
        """A field.

        Args:
            value: What it holds at first.
            offers: The usual values; picking one puts its label into the field.
            kwargs: For `TextField`.
        """
        super().__init__(value, **kwargs)
        self._labels = {offer.code: offer.label for offer in offers}

    def action_pick(self) -> None:
        """F4: the usual values, found by typing."""
        choices = [Choice(code, label) for code, label in self._labels.items()]
        self.app.push_screen(Picker(self.label, lambda text: narrowed(choices, text, fold)), self._take)

    def _take(self, code: str | None) -> None:
        if code:
            self.show_value(self._labels[code])


class OfferBox(TextBox):
    """Several lines of text, into which F4 puts one of several texts, on a line of its own."""

    def __init__(self, text: str = "", *, offers: Sequence[Option], **kwargs: Any) -> None:
        """A box.

        Args:
            text: What it holds at first.
            offers: The texts that can be put in.
            kwargs: For `TextBox`.
        """
        super().__init__(text, **kwargs)
        self._labels = {offer.code: offer.label for offer in offers}

    def action_pick(self) -> None:
        """F4: the texts, found by typing."""
        choices = [Choice(code, label) for code, label in self._labels.items()]
        self.app.push_screen(Picker(self.label, lambda text: narrowed(choices, text, fold)), self._put_in)

    def _put_in(self, code: str | None) -> None:
        if code:
            before = "" if not self.document.get_line(self.cursor_location[0]).strip() else "\n"
            self.move_cursor(self.get_cursor_line_end_location())
            self.insert(f"{before}{self._labels[code]}\n")
