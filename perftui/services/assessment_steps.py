"""Many assessments taken one step on at once: seen before, and done as one step that undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.assessments import NEXT, AssessmentState, check_step
from perftui.errors import Message, PerftuiError
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services.assessment_views import view
from perftui.services.assessments import facts_of, step_values
from perftui.storage import assessments
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from perftui.services.assessment_views import AssessmentView
    from perftui.storage.stores import Store


class StepLine(NamedTuple):
    """What would become of one assessment."""

    assessment_id: str
    person: str
    cycle: str
    old: AssessmentState
    new: AssessmentState | None
    """None where it stays as it is."""
    refusal: Message | None
    """Why it stays; None where it goes on."""


def preview(store: Store, assessment_ids: Iterable[str]) -> list[StepLine]:
    """What `step_all` would do, one by one; what is gone is passed over."""
    return [_line(view(store, each)) for each in assessment_ids if assessments.number_of(store, each) is not None]


def _line(found: AssessmentView) -> StepLine:
    line = found.line
    new, refusal = _next(found)
    return StepLine(line.id, line.person, line.cycle, line.state, new, refusal)


def _next(found: AssessmentView) -> tuple[AssessmentState | None, Message | None]:
    following = NEXT[found.line.state]
    if len(following) != 1:
        return None, Message(mark("can go on in two ways: one at a time") if following else mark("is final"))
    try:
        check_step(found.line.state, following[0], facts_of(found))
    except PerftuiError as error:
        return None, error.message
    return following[0], None


def step_all(store: Store, assessment_ids: Iterable[str], today: date) -> int:
    """Take each assessment that can go on one step on; the others stay.

    Returns:
        How many went on.
    """
    lines = [line for line in preview(store, assessment_ids) if line.new is not None]
    if not lines:
        return 0
    with store.write(Label(mark("Took {n} assessments one step on"), {"n": len(lines)})):
        for line in lines:
            found = view(store, line.assessment_id)
            if line.new is not None:
                store.update("assessment", line.assessment_id, found.line.version, **step_values(found, line.new, today))
    return len(lines)
