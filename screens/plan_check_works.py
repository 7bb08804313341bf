"""The check of a plan from wherever one is: the form of the one that is due, a correction, a late note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import describe_date
from perftui.domain.plans import CHECKED, UNPUBLISHED
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import plan_check_views
from perftui.services.plan_views import plan_view

if TYPE_CHECKING:
    from perftui.services.plan_lines import CheckLine, PlanView
    from screens.told_lists import ToldList


def hold_due_check(section: ToldList, plan_id: str) -> None:
    """Open the form of the check that comes next; where none does, say why."""
    with section.attempt():
        plan = plan_view(section.store, plan_id)
        check = plan_check_views.due_check(plan, section.host.today())
        if plan.line.state not in CHECKED or check is None:
            section.tell(_why_none(plan))
        else:
            open_check(section, plan, check)


def _why_none(plan: PlanView) -> str:
    if plan.line.state in UNPUBLISHED:
        return _("Checks are held once the plan is issued: F7 is its next step.")
    if plan.line.state in CHECKED:
        return _("All checks are held or missed: F7 is the next step of the plan.")
    return _("No checks are held any more: the plan is “{state}”.").format(state=say(plan.line.state))


def open_check(section: ToldList, plan: PlanView, check: CheckLine) -> None:
    """Open the form of a check: to hold it, to correct it, or to write a late note; one that is far off waits."""
    from screens.missed_check_forms import MissedCheckForm  # loads what only forms need
    from screens.plan_check_forms import PlanCheckForm

    if plan.line.state not in CHECKED:
        section.tell(_why_none(plan))
        return
    if check.is_missed:
        section.app.push_screen(MissedCheckForm(check.id), lambda saved: section.done() if saved else None)
        return
    form = PlanCheckForm(check.id)

    def done(saved: str | None) -> None:
        if saved:
            section.done()
            if form.said:
                section.tell(form.said)

    section.app.push_screen(form, done)
    if not check.held_on and check.due > section.host.today():
        section.app.call_after_refresh(_say_early, form, describe_date(check.due, section.host.today()))


def _say_early(form: object, when: str) -> None:
    from screens.plan_check_forms import PlanCheckForm

    if isinstance(form, PlanCheckForm) and form.is_current:
        form.hint_once(_("It is planned for {day}; it can be held early.").format(day=when))
