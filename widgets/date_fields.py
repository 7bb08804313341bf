"""A field that reads dates as people type them and says at once which day it took."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from textual.binding import Binding

from perftui.domain.dates import parse_date
from perftui.domain.formats import describe_date
from perftui.errors import BadInput, Message
from perftui.i18n import mark
from widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable


class DateField(TextField):
    """A date; `echo` says it in words. PgUp and PgDn go by days, F4 opens a calendar."""

    BINDINGS = [
        Binding("pageup", "days(-1)", mark("Previous day"), show=False),
        Binding("pagedown", "days(1)", mark("Next day"), show=False),
    ]

    def __init__(
        self,
        value: str = "",
        *,
        today: date,
        parse: Callable[[str, date], date] = parse_date,
        describe: Callable[[date, date], str] = describe_date,
        **kwargs: Any,
    ) -> None:
        """A field.

        Args:
            value: ISO, or anything that `parse` reads.
            today: The day that `+30d` and the like start from.
            parse: Reads what was typed; raises `BadInput` when it is no date.
            describe: The words for a day, given today.
            kwargs: For `TextField`.
        """
        self.today = today
        self._parse, self._describe = parse, describe
        super().__init__(value, **kwargs)

    @property
    def day(self) -> date | None:
        """The day that was typed; None when there is none or it cannot be read."""
        read = self._read()
        return read if isinstance(read, date) else None

    @property
    def echo(self) -> str:
        """The day in words, such as `Fri 27 Nov 2026, in 4 days`; empty when there is none."""
        day = self.day
        return "" if day is None else self._describe(day, self.today)

    def read_value(self) -> str:
        """The day as ISO text; what cannot be read comes as it was typed."""
        day = self.day
        return super().read_value() if day is None else day.isoformat()

    def complaint(self) -> Message | None:
        """What was typed is no date."""
        read = self._read()
        return read if isinstance(read, Message) else None

    def settle(self) -> None:
        """Show the day as ISO text, which still means the same tomorrow."""
        day = self.day
        if day is not None and self.value != day.isoformat():
            self.show_value(day.isoformat())

    def action_days(self, by: int) -> None:
        """Go by days, from today when there is no day yet."""
        day = self.day
        try:
            self.show_value((self.today if day is None else day + timedelta(days=by)).isoformat())
        except OverflowError:
            self.app.bell()

    def action_pick(self) -> None:
        """Open a calendar."""
        from widgets.dialogs.calendars import Calendar  # most forms are filled without one

        self.app.push_screen(Calendar(self.day, self.today, self._describe), self._take)

    def _take(self, day: date | None) -> None:
        if day is not None:
            self.show_value(day.isoformat())

    def _read(self) -> date | Message | None:
        typed = super().read_value()
        if not typed:
            return None
        try:
            return self._parse(typed, self.today)
        except BadInput as error:
            return error.message
