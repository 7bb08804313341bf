"""A goal, a step or a milestone of a plan in a form, with all that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.plans import PlanStepKind
from perftui.domain.quantities import number_text
from perftui.domain.roles import Role, role_text
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import plan_parts, plan_step_edits
from perftui.services.plan_views import plan_view
from screens.form_screens import FormScreen
from screens.goal_form_bases import percent_of, weight_of
from widgets.fields import NO, YES, Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from perftui.services.plan_lines import MilestoneLine, PlanGoalLine, PlanStepLine, PlanView


class PartForm(FormScreen):
    """Changes a part of the plan above it."""

    TABLE: ClassVar[str] = ""
    _view: PlanView | None = None

    @property
    def view(self) -> PlanView:
        """The plan that the part is in."""
        if self._view is None:
            plan_id = plan_parts.part_row(self.store, self.TABLE, self.subject)["plan_id"]
            self._view = plan_view(self.store, plan_id)
        return self._view

    def forget(self) -> None:
        """Read the plan anew."""
        self._view = None


class PlanGoalForm(PartForm):
    """Changes a goal of a plan."""

    FORM: ClassVar[str] = "plan_goal"
    TABLE: ClassVar[str] = "plan_goal"

    def _before(self) -> PlanGoalLine:
        return next(goal for goal in self.view.goals if goal.id == self.subject)

    def heading(self) -> str:
        """Which goal it is."""
        return self._before().title

    def fields(self) -> Sequence[Field]:
        """What, from where to where, by when, and how much it counts."""
        goal = self._before()
        start = "" if goal.start is None else number_text(goal.start)
        return (
            Field("title", _("Goal"), value=goal.title, is_required=True),
            Field("target", _("Target"), value=goal.target, help=_("Such as ≥95%, <= 2 days or 8-12 min."), is_required=True),
            Field("start", _("Start value"), value=start, help=_("What is measured at the beginning: the closure counts from it.")),
            Field("start_on", _("Measured on"), FieldKind.DATE, _iso(goal.start_on)),
            Field("due", _("Due date"), FieldKind.DATE, _iso(goal.due)),
            Field("weight", _("Weight %"), FieldKind.PERCENT, percent_of(goal.weight), is_required=True),
            Field("must_meet", _("Must be met"), FieldKind.YES_NO, YES if goal.must_meet else NO),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Change the goal."""
        changes: dict[str, object] = {name: values[name] for name in self.changed(values)}
        if "weight" in changes:
            changes["weight"] = weight_of(values["weight"])
        if "must_meet" in changes:
            changes["must_meet"] = values["must_meet"] == YES
        goal = self._before()
        plan_parts.edit_goal(self.store, goal.id, goal.version, **changes)
        return goal.id


class MilestoneForm(PartForm):
    """Changes a milestone of a plan."""

    FORM: ClassVar[str] = "plan_milestone"
    TABLE: ClassVar[str] = "plan_milestone"

    def _before(self) -> MilestoneLine:
        return next(one for one in self.view.milestones if one.id == self.subject)

    def heading(self) -> str:
        """Which milestone it is."""
        return self._before().title

    def fields(self) -> Sequence[Field]:
        """What, by when, and of which goal."""
        one = self._before()
        goals = [Option(goal.id, goal.title) for goal in self.view.goals]
        return (
            Field("title", _("Milestone"), value=one.title, is_required=True),
            Field("due", _("Due date"), FieldKind.DATE, one.due.isoformat(), is_required=True),
            Field("wanted", _("Wanted"), value=one.wanted, help=_("What is measured by then, such as 92 %.")),
            Field("goal", _("Goal"), FieldKind.CHOICE, one.plan_goal_id, choices=goals),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Change the milestone."""
        one = self._before()
        plan_parts.edit_milestone(self.store, one.id, one.version, **{name: values[name] for name in self.changed(values)})
        return one.id


class PlanStepForm(PartForm):
    """Changes a step of a plan."""

    FORM: ClassVar[str] = "plan_step"
    TABLE: ClassVar[str] = "plan_step"

    def _before(self) -> PlanStepLine:
        return next(step for step in self.view.steps if step.id == self.subject)

    def heading(self) -> str:
        """Which step it is."""
        return self._before().text

    def fields(self) -> Sequence[Field]:
        """What, who, by when or how often; of a habit how much more than before; and whether the employer promises it."""
        step = self._before()
        often_help = _("Empty where it is done once. Else: every day, weekly mon, every 2 weeks, monthly 15, quarterly, 每周一, 每月底.")
        habit_help = _("Of a habit: what is counted each time before the plan, and by how much more it shall be.")
        return (
            Field("text", _("Step"), value=step.text, is_required=True),
            Field("kind", _("Kind"), FieldKind.CHOICE, step.kind.value, choices=[Option(k.value, say(k)) for k in PlanStepKind]),
            Field("owner", _("Owner"), FieldKind.PERSON, step.owner_id),
            Field("role", _("Role"), value=role_text(step.role), choices=[Option(role.value, say(role)) for role in Role]),
            Field("due", _("First or due"), FieldKind.DATE, _iso(step.due)),
            Field("recurrence", _("Repeats"), value=step.recurrence, help=often_help),
            Field("until", _("Ends on"), FieldKind.DATE, _iso(step.until)),
            Field("is_support", _("Support"), FieldKind.YES_NO, YES if step.is_support else NO, _("Whether the employer promises it.")),
            Field("evidence_wanted", _("Evidence"), value=step.evidence_wanted, help=_("What shows that it was done.")),
            Field("baseline", _("Baseline"), FieldKind.NUMBER, "" if step.baseline is None else number_text(step.baseline), habit_help),
            Field("uplift", _("Uplift %"), FieldKind.PERCENT, "" if step.uplift is None else percent_of(step.uplift), habit_help),
            Field("unit", _("Counted in"), value=step.unit),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Change the step."""
        changes: dict[str, object] = {name: values[name] for name in self.changed(values)}
        if "uplift" in changes:
            changes["uplift"] = weight_of(values["uplift"])
        if "is_support" in changes:
            changes["is_support"] = values["is_support"] == YES
        step = self._before()
        plan_step_edits.edit_step(self.store, step.id, step.version, **changes)
        return step.id


FORMS = {form.TABLE: form for form in (PlanGoalForm, MilestoneForm, PlanStepForm)}
"""Table of a part to its form."""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
