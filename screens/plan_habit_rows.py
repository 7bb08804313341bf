"""The days of the steps that repeat as rows of a table: below each step what was counted, and how it compares with the target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.formats import short_date, weekday_name
from perftui.domain.quantities import number_text
from perftui.domain.recurrences import brief_words
from perftui.i18n import gettext as _
from perftui.services.report_sheets import share_text
from screens.plan_sheet_rows import HEADING, INDENT, SheetRow
from widgets.cells import StyledCell, Tone, one_line
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from perftui.services.habits import HabitDay, HabitView
    from widgets.glyphs import Glyphs

DAY, VALUE, TARGET, STATE, NOTE = "day", "value", "target", "state", "note"
WRITTEN: Final = (VALUE, NOTE)
OF_DAY: Final = "entry"
"""What the keys of days begin with; the step and the day follow."""


class HabitSource:
    """Steps and their days as rows of a table."""

    def __init__(self, habits: Sequence[HabitView], today: date, glyphs: Glyphs, text: str = "") -> None:
        wanted = text.casefold()
        shown = [habit for habit in habits if wanted in habit.step.text.casefold()]
        self.lines = [line for habit in shown for line in _lines(habit, today, glyphs)]
        self._places = {row.key: place for place, row in enumerate(self.lines)}

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[SheetRow]:
        """Some of them."""
        return self.lines[start : start + count]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)


def columns() -> list[Column]:
    """The columns."""
    return [
        Column(DAY, _("Day"), 24, min_width=18, grow=3),
        Column(VALUE, _("Entered"), 10, min_width=8, align="right", is_editable=True),
        Column(TARGET, _("Target"), 12, min_width=9, priority=2),
        Column(STATE, _("State"), 20, min_width=14, grow=1, priority=1),
        Column(NOTE, _("Note"), 16, min_width=9, grow=2, priority=3, is_editable=True),
    ]


def day_key(step_id: str, day: date) -> str:
    """The key of the row of a day."""
    return f"{OF_DAY}:{step_id}@{day.isoformat()}"


def _lines(habit: HabitView, today: date, glyphs: Glyphs) -> Iterator[SheetRow]:
    step = habit.step
    title = f"{glyphs.is_open} {one_line(step.text)}"
    often = brief_words(step.recurrence)
    cells = (title, "", target_text(habit), rate_text(habit), StyledCell(often, Tone.MUTED))
    yield SheetRow(f"{HEADING}{step.id}", step.id, cells, whole=" · ".join(filter(None, (step.text, step.owner, often, rate_words(habit)))))
    for day in habit.days:
        yield _day(habit, day, today)


def _day(habit: HabitView, day: HabitDay, today: date) -> SheetRow:
    entry, target = day.entry, target_text(habit)
    value = "" if entry is None else number_text(entry.value) if entry.value is not None else _("ok") if entry.is_done else "x"
    cells = (
        f"{INDENT}{short_date(day.due, today)} {weekday_name(day.due)}",
        StyledCell(value or "–", Tone.PLAIN if value else Tone.MUTED, raw=value),
        StyledCell(target, Tone.MUTED),
        _state(day, today),
        StyledCell(one_line(day.note), raw=day.note),
    )
    return SheetRow(
        day_key(habit.step.id, day.due), habit.step.id, cells, written=WRITTEN, whole=" · ".join(filter(None, (habit.step.text, day.note)))
    )


def _state(day: HabitDay, today: date) -> StyledCell:
    entry = day.entry
    if entry is None:
        return StyledCell(_("today"), Tone.FAIR) if day.due == today else StyledCell(_("not entered"), Tone.POOR)
    if not entry.is_done:
        return StyledCell(_("missed"), Tone.POOR)
    words = _("reached") if day.is_reached else _("below target")
    late = _("{state}, late").format(state=words) if entry.is_late else words
    return StyledCell(late, Tone.GOOD if day.is_reached and not entry.is_late else Tone.FAIR)


def target_text(habit: HabitView) -> str:
    """What is to be counted each time."""
    if habit.target is None:
        return _("done")
    sign = "≤" if (habit.step.uplift or 0) < 0 else "≥"
    return " ".join(filter(None, (f"{sign}{number_text(habit.target)}", habit.step.unit)))


def rate_text(habit: HabitView) -> StyledCell:
    """The compliance with what it counts."""
    rate = habit.rate
    if rate.share is None:
        return StyledCell(_("none due yet"), Tone.MUTED)
    words = _("{share} ({n} of {all})").format(share=share_text(rate.share), n=rate.reached, all=rate.due)
    return StyledCell(words, Tone.GOOD if rate.share >= rate.entry_rate and rate.share == 1 else Tone.PLAIN)  # type: ignore[operator]  # both are there or neither


def rate_words(habit: HabitView) -> str:
    """Compliance and entry rate in words."""
    rate = habit.rate
    if rate.share is None:
        return _("none due yet")
    words = _("compliance {share}: target reached on {n} of {all} days due so far, entered on {entered} ({rate})")
    return words.format(share=share_text(rate.share), n=rate.reached, all=rate.due, entered=rate.entered, rate=share_text(rate.entry_rate))
