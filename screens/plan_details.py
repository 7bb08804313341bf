"""A plan in short, beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import describe_date
from perftui.domain.plans import UNPUBLISHED
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from perftui.services import talks
from perftui.services.plan_views import plan_view
from perftui.services.readiness import readiness
from perftui.storage.stores import Gone
from screens.details import Detail
from screens.help_texts import help_groups
from screens.plan_heads import days_text, next_text, progress_text
from screens.plan_rows import state_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.content import Content

    from perftui.services.plan_lines import PlanGoalLine, PlanStepLine, PlanView
    from perftui.storage.stores import Store
    from widgets.glyphs import Glyphs

STEPS_SHOWN = 12


def plan_detail(store: Store, plan_id: str, today: date, glyphs: Glyphs) -> Content:
    """A plan in short; nothing where there is none."""
    try:
        view = plan_view(store, plan_id) if plan_id else None
    except Gone:
        view = None
    if view is None:
        return Detail("").content()
    line = view.line
    detail = Detail(line.title)
    detail.lines(_rows(store, view, today, glyphs)).text(progress_text(view, today, glyphs)).text(next_text(view, today))
    detail.group(_("Goals"), [goal_text(goal) for goal in view.goals])
    detail.group(_("Steps"), list(_steps(view)))
    help_groups(detail, store, "plan", plan_id, talks.of_plan(store, plan_id, today), today)
    return detail.text(view.reason, "dim").content()


def _rows(store: Store, view: PlanView, today: date, glyphs: Glyphs) -> Iterator[tuple[str, str]]:
    line = view.line
    yield _("Person"), f"{line.person} {line.staff_no}"
    yield _("Unit"), line.unit
    yield _("Kind"), say(line.kind)
    yield _("State"), state_text(line.state, glyphs)
    yield _("Dates"), days_text(line, today)
    yield _("Manager"), line.manager
    yield _("HR"), line.hr
    if line.state not in UNPUBLISHED:
        ready = readiness(store, line.id)
        yield pgettext("plan", "Evidence"), _("{met} of {of}").format(met=ready.met, of=ready.of)
    yield _("Next date"), describe_date(line.next_date, today) if line.next_date else ""


def goal_text(goal: PlanGoalLine) -> str:
    """A goal on one line: what, from where, to where, and where it is now."""
    start, now = goal.start_text or "–", goal.now_text
    way = f"{start} → {goal.target}" if not now else _("{start} → {target}, now {now}").format(start=start, target=goal.target, now=now)
    return f"{goal.title}: {way}"


def _steps(view: PlanView) -> Iterator[str]:
    for step in view.steps[:STEPS_SHOWN]:
        yield step_text(step)
    if (more := len(view.steps) - STEPS_SHOWN) > 0:
        yield ngettext("and {n} more", "and {n} more", more).format(n=more)


def step_text(step: PlanStepLine) -> str:
    """A step on one line: what, and who."""
    from perftui.domain.roles import role_text

    who = step.owner or role_text(step.role)
    return f"{step.text} ({who})" if who else step.text
