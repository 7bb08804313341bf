"""What a new plan is made from: a gap, an assessment with its gaps, or a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.gaps import GapState, Severity
from perftui.records import NamedTuple
from perftui.services.gap_views import gap_view
from perftui.services.plan_views import of_gap, of_person
from perftui.storage import gaps, lookups, plan_lists

if TYPE_CHECKING:
    from perftui.storage.stores import Store


class Subject(NamedTuple):
    """Whom and which gaps a plan is about."""

    person: str = ""
    gaps: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()


def subject_of(store: Store, record_id: str) -> Subject:
    """Whom and which gaps a record is about.

    Args:
        store: The store.
        record_id: Of a gap, an assessment or a person; anything else is about nobody.
    """
    if not record_id:
        return Subject()
    if lookups.names(store, "person", [record_id]):
        return Subject(record_id)
    if lookups.names(store, "gap", [record_id]):
        view = gap_view(store, record_id)
        return Subject(view.person_id, (view.id,), (view.dimension,))
    person = plan_lists.person_of_assessment(store, record_id)
    found = [gap_view(store, gap_id) for gap_id in gaps.of_assessment(store, record_id)]
    kept = [view for view in found if view.state is GapState.OPEN and view.severity is not Severity.MET]
    return Subject(person, tuple(view.id for view in kept), tuple(view.dimension for view in kept))


def has_plan(store: Store, record_id: str) -> bool:
    """Whether a plan that is not over answers a gap, a gap of an assessment, or is of a person."""
    from perftui.domain.plans import OVER

    subject = subject_of(store, record_id)
    lines = [line for gap_id in subject.gaps for line in of_gap(store, gap_id)] or (
        of_person(store, subject.person) if not subject.gaps else []
    )
    return any(line.state not in OVER for line in lines)
