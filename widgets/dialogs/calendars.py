"""A month to pick a day from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from perftui.domain.calendars import add_months, end_of_month, start_of_week
from perftui.domain.formats import describe_date, month_name, weekday_name
from perftui.i18n import gettext as _
from perftui.i18n import mark
from widgets.cells import fit
from widgets.component_styles import component_style

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

COLUMN = 5
"""Cells that a day takes."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""Both included: no record reaches further."""


class Calendar(ModalScreen[date | None]):
    """Arrows go by day and week, PgUp and PgDn by month, T to today; Enter takes the day, Esc none."""

    DEFAULT_CSS = """
    Calendar { align: center middle; }
    Calendar > Vertical { width: auto; height: auto; padding: 0 1; background: $surface; border: round $border; }
    Calendar:ansi > Vertical { background: ansi_default; }
    """
    BINDINGS = [Binding("escape,f12", "dismiss(None)", mark("Back"), show=False)]

    def __init__(self, day: date | None, today: date, describe: Callable[[date, date], str] = describe_date) -> None:
        """A calendar.

        Args:
            day: The day that it opens on; None for today.
            today: The day that is marked.
            describe: The words for a day.
        """
        super().__init__()
        self._month = Month(day or today, today, describe)

    def compose(self) -> ComposeResult:
        """One month."""
        with Vertical():
            yield self._month


class Month(Widget, can_focus=True):
    """A month as a table of weeks; the chosen day stands in brackets, today is underlined."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"month--title", "month--day", "month--today"}
    DEFAULT_CSS = """
    Month { width: 36; height: 9; }
    Month > .month--title { text-style: bold; }
    Month > .month--day { background: $block-cursor-background; color: $block-cursor-foreground; }
    Month > .month--today { text-style: bold underline; }
    Month:nocolor > .month--day { text-style: reverse; }
    """
    BINDINGS = [
        Binding("left", "days(-1)", mark("Previous day"), show=False),
        Binding("right", "days(1)", mark("Next day"), show=False),
        Binding("up", "days(-7)", mark("Previous week"), show=False),
        Binding("down", "days(7)", mark("The same day next week"), show=False),
        Binding("pageup", "months(-1)", mark("Previous month"), show=False),
        Binding("pagedown", "months(1)", mark("Next month"), show=False),
        Binding("home", "first", mark("First of the month"), show=False),
        Binding("end", "last", mark("Last of the month"), show=False),
        Binding("t,f5", "today", mark("Today"), show=False),
        Binding("enter,ctrl+s", "take", mark("Take"), show=False),
    ]

    def __init__(self, day: date, today: date, describe: Callable[[date, date], str]) -> None:
        super().__init__()
        self.day, self.today, self._describe = day, today, describe

    @property
    def weeks(self) -> list[list[date]]:
        """The weeks that touch the month, Monday first."""
        monday, last = start_of_week(self.day.replace(day=1)), end_of_month(self.day)
        count = (last - monday).days // 7 + 1
        return [[monday + timedelta(days=7 * week + day) for day in range(7)] for week in range(count)]

    def render(self) -> Content:
        """Title, weekdays, weeks, and the chosen day in words."""
        weeks = self.weeks
        title = _("{month} {year}").format(month=month_name(self.day.month), year=self.day.year)
        lines = [
            Content.styled(fit(f" {title}", COLUMN * 7), self.get_visual_style("month--title")),
            Content("".join(fit(f" {weekday_name(day)}", COLUMN) for day in weeks[0])),
            *(Content("").join([self._drawn(day) for day in week]) for week in weeks),
        ]
        blank = [Content("")] * (8 - len(lines))
        return Content("\n").join([*lines, *blank, Content(f" {self._describe(self.day, self.today)}")])

    def _drawn(self, day: date) -> Content:
        if day.month != self.day.month:
            return Content(" " * COLUMN)
        if day == self.day:
            return Content.assemble((f"[{day.day:2}]", component_style(self, "month--day")), " ")
        style = self.get_visual_style("month--today") if day == self.today else ""
        return Content.assemble(" ", (f"{day.day:2}", style), "  ")

    def _go_to(self, day: date) -> None:
        self.day = max(FIRST_DAY, min(LAST_DAY, day))
        self.refresh()

    def action_days(self, by: int) -> None:
        """Go by days."""
        self._go_to(self.day + timedelta(days=by))

    def action_months(self, by: int) -> None:
        """Go by months, to the same day or the last that there is."""
        self._go_to(add_months(self.day, by))

    def action_first(self) -> None:
        """Go to the first of the month."""
        self._go_to(self.day.replace(day=1))

    def action_last(self) -> None:
        """Go to the last of the month."""
        self._go_to(end_of_month(self.day))

    def action_today(self) -> None:
        """Go to today."""
        self._go_to(self.today)

    def action_take(self) -> None:
        """Answer with the day."""
        self.screen.dismiss(self.day)

    def on_click(self, event: events.Click) -> None:
        """Take the day under the mouse."""
        week, column = event.y - 2, event.x // COLUMN
        weeks = self.weeks
        if 0 <= week < len(weeks) and column < 7 and weeks[week][column].month == self.day.month:
            self.screen.dismiss(weeks[week][column])
