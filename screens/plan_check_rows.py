"""The checks of one plan as rows of a table, and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.formats import describe_date, long_date, short_date
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.measured_values import value_text
from screens.details import Detail
from screens.plan_sheet_parts import CHECK_TONES, VERDICTS
from widgets.cells import StyledCell, Tone, one_line
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from textual.content import Content

    from perftui.services.plan_lines import CheckLine, PlanView
    from widgets.cells import Cell


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check as the table draws it."""

    key: str
    cells: tuple[Cell, ...]
    check: CheckLine


class CheckSource:
    """The checks of a plan as rows of a table."""

    def __init__(self, plan: PlanView | None, shown_by: Mapping[str, str], today: date, text: str = "") -> None:
        """Rows.

        Args:
            plan: The plan; None where there is none.
            shown_by: Check to its evidence in words.
            today: The day.
            text: Only checks that hold it in a note or their evidence.
        """
        self._plan, self._shown_by, self._today = plan, shown_by, today
        wanted = text.casefold()
        self.checks = [check for check in (plan.checks if plan else ()) if wanted in self._words(check).casefold()]
        self._places = {check.id: place for place, check in enumerate(self.checks)}

    def _words(self, check: CheckLine) -> str:
        return " ".join((say(check.kind), check.manager_note, check.employee_note, self._shown_by.get(check.id, "")))

    def count(self) -> int:
        """How many there are."""
        return len(self.checks)

    def rows(self, start: int, count: int) -> Sequence[CheckRow]:
        """Some of them."""
        return [CheckRow(check.id, self._cells(check), check) for check in self.checks[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)

    def _cells(self, check: CheckLine) -> tuple[Cell, ...]:
        status = check.status(self._today)
        return (
            short_date(check.due, self._today),
            say(check.kind),
            StyledCell(say(status), CHECK_TONES.get(status, Tone.MUTED)),
            StyledCell(say(check.verdict), VERDICTS[check.verdict]) if check.verdict else "",
            " · ".join(_values(self._plan, check)) if self._plan else "",
            one_line(check.manager_note or check.employee_note or self._shown_by.get(check.id, "")),
        )


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("due", _("Due"), 11, min_width=8),
        Column("kind", _("Check"), 16, min_width=12, priority=2),
        Column("state", _("State"), 12, min_width=9),
        Column("verdict", _("Verdict"), 9, min_width=8),
        Column("values", _("Values"), 14, min_width=10, grow=2, priority=1),
        Column("note", _("Note"), 20, min_width=10, grow=3, priority=3),
    ]


def _values(plan: PlanView, check: CheckLine) -> Iterator[str]:
    for goal in plan.goals:
        for value in goal.values:
            if value.check_id == check.id:
                yield value_text(goal.yardstick, value.value)


def check_detail(plan: PlanView, check: CheckLine, evidence: str, today: date) -> Content:
    """A check in full."""
    detail = Detail(_("{kind}, {day}").format(kind=say(check.kind), day=long_date(check.due))).lines(_lines(check, today))
    detail.group(_("Values"), list(_goal_lines(plan, check)))
    for title, text in ((_("Manager's note"), check.manager_note), (_("Employee's note"), check.employee_note), (_("Evidence"), evidence)):
        detail.group(title, [text] if text else [])
    return detail.content()


def _lines(check: CheckLine, today: date) -> Iterator[tuple[str, str]]:
    yield _("State"), say(check.status(today))
    yield _("Verdict"), say(check.verdict) if check.verdict else ""
    yield _("Checked on"), describe_date(check.held_on, today) if check.held_on else ""
    yield _("Entered on"), describe_date(check.entered_on, today) if check.entered_on else ""
    yield _("By whom"), check.by
    yield _("Next date"), describe_date(check.next_date, today) if check.next_date else ""


def _goal_lines(plan: PlanView, check: CheckLine) -> Iterator[str]:
    for goal in plan.goals:
        for value in goal.values:
            if value.check_id == check.id:
                told = value_text(goal.yardstick, value.value)
                yield _("{title}: {value}, target {target}").format(title=goal.title, value=told, target=goal.target)
                if not value.is_same_yardstick:
                    yield _("measured by another definition than the plan has now")
