"""The steps that a new plan takes from the measures against its causes, and from a template."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from perftui.domain.causes import CauseCategory
from perftui.domain.durations import read_duration
from perftui.domain.meetings import ActionState
from perftui.domain.plans import PlanStepKind
from perftui.domain.recurrences import Every, Recurrence
from perftui.domain.roles import Role
from perftui.records import NamedTuple
from perftui.services.plan_rows import step_columns
from perftui.storage import plans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from perftui.domain.plan_drafts import PlanStepDraft
    from perftui.services.actions import ActionLine
    from perftui.services.gap_views import CauseLine, GapView
    from perftui.services.plan_library import Template, TemplateStep
    from perftui.storage.stores import Store

OFTEN = {"day": Every.WORKDAYS, "week": Every.WEEKLY, "month": Every.MONTHLY}
"""How often a template says it repeats; a day is a working day ([own]): nobody misses a visit on a Sunday."""
OWN = frozenset((PlanStepKind.CHECK, PlanStepKind.CHOICE))
"""Kinds that are no support, whoever does them."""
KINDS = {
    CauseCategory.PEOPLE.value: PlanStepKind.COACHING,
    CauseCategory.TRAINING.value: PlanStepKind.TRAINING,
    CauseCategory.TOOLS.value: PlanStepKind.RESOURCE,
    CauseCategory.RESOURCES.value: PlanStepKind.RESOURCE,
}
"""Category of a cause to the kind of step that its measures are; of the others they change how the work is done."""
BY_ROLE = {Role.MENTOR.value: PlanStepKind.MENTORING, Role.TRAINING.value: PlanStepKind.TRAINING}


class Terms(NamedTuple):
    """When a plan runs, and who does what in it."""

    start: date
    end: date
    owners: Mapping[str, str]
    """Role to the id of the person who has it; empty where nobody was named."""

    @property
    def employee(self) -> str:
        """The id of the person whose plan it is."""
        return self.owners[Role.EMPLOYEE]


def steps_of(store: Store, plan_id: str, found: Sequence[GapView], template: Template | None, terms: Terms) -> None:
    """Add the steps: first the open measures against the causes of the gaps, then those of the template; inside `write()`."""
    for draft in _drafts(found, template, terms):
        add_step(store, plan_id, draft)


def add_step(store: Store, plan_id: str, draft: PlanStepDraft) -> str:
    """Add a step behind the others; inside `write()`."""
    step_id = store.new_id()
    store.insert("plan_step", id=step_id, plan_id=plan_id, pos=plans.next_position(store, "plan_step", plan_id), **step_columns(draft))
    return step_id


def _drafts(found: Sequence[GapView], template: Template | None, terms: Terms) -> Iterator[PlanStepDraft]:
    for view in found:
        for cause in view.causes:
            for line in cause.measures:
                if line.state is ActionState.OPEN:
                    yield measure_step(line, cause, terms)
    for each in template.steps if template else ():
        yield template_step(each, terms)


def measure_step(line: ActionLine, cause: CauseLine, terms: Terms) -> PlanStepDraft:
    """The step that a measure against a cause becomes; what has no date, or one outside the plan, is due at its end."""
    from perftui.domain.plan_drafts import PlanStepDraft
    from perftui.domain.validation import validated

    start, end, employee = terms.start, terms.end, terms.employee
    due = line.due if line.due and start <= line.due <= end else start if line.recurrence else end
    kind = PlanStepKind.HABIT if line.recurrence and line.owner_id == employee else BY_ROLE.get(line.role, KINDS.get(cause.category))
    return validated(
        PlanStepDraft,
        text=line.title,
        kind=kind or PlanStepKind.PROCESS,
        owner=line.owner_id,
        role=line.role or (Role.EMPLOYEE.value if line.owner_id == employee else ""),
        due=due,
        recurrence=line.recurrence,
        until=end if line.recurrence else None,
        is_support=bool(line.owner_id or line.role) and line.owner_id != employee and line.role != Role.EMPLOYEE,
        evidence_wanted=line.measure,
        cause=cause.id,
    )


def template_step(each: TemplateStep, terms: Terms) -> PlanStepDraft:
    """A step of a template with its dates; months are calendar months, and nothing is due after the plan's last day (R54)."""
    from perftui.domain.plan_drafts import PlanStepDraft
    from perftui.domain.validation import validated

    start, end = terms.start, terms.end
    due, lasts = read_duration(each.due), read_duration(each.lasts)
    day = min(due.after(start), end) if due else end
    series = Recurrence(OFTEN[each.every]).text() if each.every in OFTEN else ""
    return validated(
        PlanStepDraft,
        text=each.text,
        kind=each.kind,
        owner=terms.owners.get(each.role),
        role=each.role,
        due=first_day(each.every, start) if series else day,
        recurrence=series,
        until=(min(lasts.after(start), end) if lasts else day) if series else None,
        is_support=each.role != Role.EMPLOYEE and each.kind not in OWN,
        evidence_wanted=each.evidence,
        uplift=each.uplift,
    )


def first_day(every: str, start: date) -> date:
    """When a series is due first: what is done every day at once, all else after its first week or month."""
    from perftui.domain.calendars import add_months, add_working_days

    if every == "month":
        return add_months(start, 1)
    on = start if start.weekday() < 5 else add_working_days(start, 1)
    return on + timedelta(7) if every == "week" else on
