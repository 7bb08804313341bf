"""Plans made in one step: from a gap with its causes and measures, from a template of the library, or blank (R31, R53 to R55, R63)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from perftui.domain.durations import read_duration
from perftui.domain.plans import PRESETS, PlanKind
from perftui.errors import Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import plan_checks_due, plan_library
from perftui.services.action_listings import me
from perftui.services.gap_views import gap_view
from perftui.services.plan_goal_makings import goals_of, milestones_of
from perftui.services.plan_rows import check_people, plan_columns
from perftui.services.plan_step_makings import Terms, steps_of
from perftui.storage import gaps, lookups, measures, people
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from perftui.domain.plan_drafts import PlanDraft
    from perftui.services.gap_views import GapView
    from perftui.services.plan_library import Template
    from perftui.storage.stores import Store

AUTOMATIC = "auto"
"""In place of a template's code: the one that fits the gap's measure."""


class OtherPerson(Refused):
    """A gap of somebody else."""

    template = mark("The gap “{dimension}” belongs to {whose}: a plan answers the gaps of its own person, or of a unit.")


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """What a new plan shall be."""

    person: str
    kind: PlanKind = PlanKind.PIP
    template: str = AUTOMATIC
    """A code of the library; empty for a blank plan."""
    start: date | None = None
    """None: the day on which it is made."""
    end: date | None = None
    """None: as long as the template lasts, or the longest preset."""
    title: str = ""
    """Empty: what its first gap is about, or the name of the template."""
    pack: str = "generic"
    gaps: tuple[str, ...] = ()
    helpers: Mapping[str, str] = field(default_factory=dict)
    """Role, such as mentor, to the id of the person who has it in this plan."""


def template_for(store: Store, gap_ids: Sequence[str]) -> str:
    """The code of the template for some gaps: the one for the measure of the first that has one; else the general one, or none.

    Gaps whose causes have measures need no general template: their measures are the steps.
    """
    found = [gap_view(store, gap_id) for gap_id in gap_ids]
    for view in found:
        code = measures.code_of(store, gaps.measure_of(store, view.id))
        if code and plan_library.for_measure(code) != plan_library.GENERIC:
            return plan_library.for_measure(code)
    has_measures = any(cause.measures for view in found for cause in view.causes)
    return "" if has_measures else plan_library.GENERIC


def make_plan(store: Store, order: PlanOrder, today: date) -> str:
    """Make a plan with its goals, milestones and steps, in one step.

    Args:
        store: The store.
        order: What it shall be.
        today: The first day where none is given.

    Returns:
        Its id.

    Raises:
        OtherPerson: A gap belongs to somebody else.
        PlanTooShortOrLong, PlanEndsBeforeStart: The dates make no plan.
        FieldError: A value cannot be used.
        Gone: The person, a gap or a helper does not exist.
    """
    found = [_gap_of(store, gap_id, order.person) for gap_id in order.gaps]
    code = template_for(store, order.gaps) if order.template == AUTOMATIC else order.template
    template = plan_library.template(code)
    draft = _draft(store, order, template, found, today)
    check_people(store, order.person, draft.manager, draft.hr, *order.helpers.values())
    plan_id, name = store.new_id(), lookups.names(store, "person", [order.person])[order.person]
    with store.write(Label(mark("Made the plan “{title}” for {person}"), {"title": draft.title, "person": name})):
        store.insert("plan", id=plan_id, **plan_columns(draft), template=template.code if template else "")
        for view in found:
            link(store, plan_id, view)
        assert draft.start is not None
        assert draft.end is not None
        made = goals_of(store, plan_id, found, draft.end)
        milestones_of(store, plan_id, made, (draft.start, draft.end))
        owners = {"employee": order.person, "manager": draft.manager or "", "hr": draft.hr or ""} | dict(order.helpers)
        steps_of(store, plan_id, found, template, Terms(draft.start, draft.end, owners))
        plan_checks_due.make_checks(store, plan_id, today)
    return plan_id


def link(store: Store, plan_id: str, view: GapView) -> None:
    """Say that a plan answers a gap, with its confirmed root causes; inside `write()`."""
    for cause_id in [cause.id for cause in view.roots] or [""]:
        store.insert("plan_gap", id=store.new_id(), plan_id=plan_id, gap_id=view.id, cause_id=cause_id or None)


def _gap_of(store: Store, gap_id: str, person_id: str) -> GapView:
    found = gap_view(store, gap_id)
    if found.person_id and found.person_id != person_id:
        raise OtherPerson(dimension=found.dimension, whose=found.whose)
    return found


def last_day(template: Template | None, start: date) -> date:
    """The last day of a plan that begins on a day: as long as the template lasts, or the longest preset."""
    lasts = read_duration(template.lasts) if template else None
    return lasts.last_day(start) if lasts else start + timedelta(PRESETS[-1] - 1)


def manager_of(store: Store, person_id: str) -> str:
    """The id of the manager of a person as of now; empty for none."""
    return next((row["manager_id"] for row in people.reporting_of(store, person_id) if row["until"] is None), "")


def _draft(store: Store, order: PlanOrder, template: Template | None, found: Sequence[GapView], today: date) -> PlanDraft:
    from perftui.domain.plan_drafts import PlanDraft
    from perftui.domain.validation import validated

    if not lookups.names(store, "person", [order.person]):
        raise Gone
    start = order.start or today
    end = order.end or last_day(template, start)
    usual = found[0].dimension if found else template.name if template else say(order.kind)
    hr = order.helpers.get("hr") or (me(store) if order.kind is PlanKind.PIP else "")
    return validated(
        PlanDraft,
        person=order.person,
        kind=order.kind,
        title=order.title or usual,
        manager=order.helpers.get("manager") or manager_of(store, order.person),
        hr=hr if hr != order.person else "",
        pack=order.pack,
        start=start,
        end=end,
        purpose=_purpose(template, found, end),
        reason=reason_text(found),
        consequences=_(CONSEQUENCES) if order.kind is PlanKind.PIP else "",
    )


CONSEQUENCES = mark(
    "If the plan is passed, its effect is checked again after one, three and six months. If it is not, it may be extended once, by 30 "
    "days at most; after that it is decided whether the role is adjusted, further training is given, or the employment ends."
)
"""What a plan that must be met says at first; HR changes it before the issue."""


def _purpose(template: Template | None, found: Sequence[GapView], end: date) -> str:
    texts = [plan_library.opening()]
    if template is not None and found:
        first = found[0]
        given = {"kpi": first.dimension, "actual": first.actual_text or "–", "target": first.target_text, "date": end.isoformat()}
        texts.append(template.goal.format_map(given | {"line": first.whose}))
    return "\n".join(texts)


def reason_text(found: Sequence[GapView]) -> str:
    """Why there is a plan: what was wanted and what was measured, with the confirmed root causes."""
    lines = []
    for view in found:
        figures = view.figures
        words = _("{dimension}: {target} wanted, {actual} measured{on}{gap}.")
        on = _(" on {date}").format(date=view.measured_on.isoformat()) if view.measured_on else ""
        gap = _(", a gap of {points}").format(points=figures.points) if figures and figures.points else ""
        lines.append(words.format(dimension=view.dimension, target=view.target_text, actual=view.actual_text or "–", on=on, gap=gap))
        if causes := [cause.text for cause in view.roots]:
            lines.append(_("Root causes: {causes}.").format(causes=_("; ").join(causes)))
    return "\n".join(lines)
