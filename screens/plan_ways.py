"""The ways to plans from gaps, people and assessments: those that are there, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.gaps import GapState
from perftui.i18n import gettext as _
from perftui.services import gap_listings, plan_views
from perftui.services.gap_listings import GapFilter
from perftui.services.plan_places import answered_gaps
from screens.hosts import Place
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from perftui.storage.stores import Store
    from screens.sections import Section


def make_plan(section: Section, record_id: str) -> None:
    """Make a plan out of a gap, the gaps of an assessment, or for a person; its sheet opens.

    Args:
        section: Where one is.
        record_id: Of a gap, an assessment or a person; empty for anybody.
    """
    from screens.plan_forms import NewPlanForm  # loads what only forms need

    def opened(plan_id: str | None) -> None:
        if plan_id:
            section.host.go_to(Place("plan_sheets", plan_id, command="tell_made"))

    section.app.push_screen(NewPlanForm(above=record_id), opened)


def plan_of_assessment(section: Section, assessment_id: str) -> None:
    """Make a plan out of the gaps of an assessment; those that are below target and have none yet are made first (R51)."""
    from perftui.services import gap_sources, plan_subjects

    with section.attempt():
        if not plan_subjects.subject_of(section.store, assessment_id).gaps:
            gap_sources.add_gaps(section.store, gap_sources.of_assessment(section.store, assessment_id), section.host.today())
        make_plan(section, assessment_id)


def offer(section: Section, assessment_id: str) -> None:
    """Once somebody is evaluated below target and no plan answers it: say where a plan is made (R51)."""
    from perftui.services import gap_sources, plan_subjects

    about = plan_subjects.subject_of(section.store, assessment_id)
    is_below = bool(about.gaps) or bool(gap_sources.of_assessment(section.store, assessment_id))
    if is_below and not any(plan_subjects.has_plan(section.store, key) for key in (*about.gaps, about.person)):
        section.tell(_("Below target, and no plan answers it: F8 “Plan from this assessment” makes one."))


def open_plans_of_gap(section: Section, gap_id: str) -> None:
    """Show the plan that answers a gap, the list of them where there are several, or make one where there is none."""
    found = plan_views.of_gap(section.store, gap_id)
    if not found:
        make_plan(section, gap_id)
    elif len(found) == 1:
        section.host.go_to(Place("plan_sheets", found[0].id))
    else:
        section.host.go_to(Place("plans", owner=gap_id))


def open_plans_of_person(section: Section, person_id: str) -> None:
    """Show the plans of a person."""
    section.host.go_to(Place("plans", owner=person_id))


def gap_choices(store: Store, person_id: str, plan_id: str) -> list[Choice]:
    """The open gaps of a person that a plan does not answer yet."""
    answered = answered_gaps(store, plan_id)
    listing = gap_listings.listing(store, GapFilter(person=person_id, states=(GapState.OPEN.value,)))
    lines = [line for line in listing.window(0, listing.count()) if line and line.is_first and line.gap_id not in answered]
    return [
        Choice(line.gap_id, line.dimension, _("{actual} of {target}").format(actual=line.actual_text or "–", target=line.target_text))
        for line in lines
    ]
