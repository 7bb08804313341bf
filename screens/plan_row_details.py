"""A row of a plan's sheet in full, beside the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import basis_points, describe_date
from perftui.domain.quantities import number_text
from perftui.domain.recurrences import short_words
from perftui.domain.roles import role_text
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services.report_sheets import share_text
from screens.details import Detail
from screens.plan_sheet_rows import HEADING
from screens.plan_text_parts import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.content import Content

    from perftui.services.plan_lines import PlanGoalLine, PlanStepLine, PlanView
    from screens.plan_sheet_rows import SheetRow


def row_detail(view: PlanView, row: SheetRow, today: date) -> Content:
    """A row in full; of a text, all of it with its line breaks."""
    if row.table == PLAN:
        return Detail(row.whole.partition("：" if "：" in row.whole else ":")[0]).text(str(getattr(view, row.record, ""))).content()
    goal = next((each for each in view.goals if each.id == row.record), None)
    step = next((each for each in view.steps if each.id == row.record), None)
    if goal is not None:
        return _goal(goal, today)
    if step is not None:
        return _step(step, today)
    texts = row.whole.split(" · ")
    return Detail(texts[0] if not row.key.startswith(HEADING) else row.whole).group(_("Details"), texts[1:]).content()


def _goal(goal: PlanGoalLine, today: date) -> Content:
    rows = [
        (_("At the start"), goal.start_text),
        (_("Measured on"), describe_date(goal.start_on, today) if goal.start_on else ""),
        (_("Target"), goal.target),
        (_("Now"), goal.now_text),
        (_("Closure"), "" if goal.closure is None else share_text(goal.closure)),
        (_("Due date"), describe_date(goal.due, today) if goal.due else ""),
        (_("Must be met"), _("yes") if goal.must_meet else _("no")),
        (_("Weight"), basis_points(goal.weight)),
    ]
    values = [f"{value.on.isoformat()}  {number_text(value.value)}{'' if value.is_same_yardstick else ' *'}" for value in goal.values]
    return Detail(goal.title).lines(rows).group(pgettext("plan", "Measured"), values).content()


def _step(step: PlanStepLine, today: date) -> Content:
    detail = Detail(step.text).lines(_step_rows(step, today))
    done, missed = _("done"), _("missed")
    days = [f"{entry.due.isoformat()}  {done if entry.is_done else missed}" for entry in step.entries]
    return detail.group(_("Days"), days[-20:]).content()


def _step_rows(step: PlanStepLine, today: date) -> Iterator[tuple[str, str]]:
    yield _("Kind"), say(step.kind)
    yield _("Owner"), step.owner
    yield _("Role"), role_text(step.role)
    yield _("Support"), _("promised by the employer") if step.is_support else ""
    yield (pgettext("plan", "First") if step.recurrence else _("Due date")), describe_date(step.due, today) if step.due else ""
    yield _("Repeats"), short_words(step.recurrence)
    yield _("Ends on"), describe_date(step.until, today) if step.until else ""
    yield _("Baseline"), "" if step.baseline is None else f"{number_text(step.baseline)} {step.unit}"
    yield _("Uplift"), "" if step.uplift is None else basis_points(step.uplift)
    yield _("Wanted each time"), "" if step.habit_target is None else f"{number_text(step.habit_target)} {step.unit}"
    yield _("Evidence"), step.evidence_wanted
