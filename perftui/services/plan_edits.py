"""A plan changed: its texts, dates and people, the gaps that it answers; and a draft taken away. Locked once it is issued."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.plans import PlanState
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import plan_checks_due
from perftui.services.gap_views import gap_view
from perftui.services.plan_goal_makings import add_goal_of
from perftui.services.plan_locks import require_editable
from perftui.services.plan_makings import OtherPerson, link
from perftui.services.plan_parts import changing
from perftui.services.plan_rows import PLAN_COLUMNS, check_people, fields_of, plan_columns
from perftui.storage import plan_parts, plans
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.domain.plan_drafts import PlanDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NotADraft(Refused):
    """A plan that is no draft any more is to be taken away."""

    template = mark("Only drafts are removed. This plan is {state}: F8 sends it back or cancels it, with a reason.")


class AnsweredAlready(Refused):
    """A gap that the plan answers already."""

    template = mark("The plan answers the gap “{dimension}” already.")


def edit_plan(store: Store, plan_id: str, version: int, today: date, **values: object) -> int:
    """Change a plan; fields that are left out stay as they are. Other dates give it other checks.

    Args:
        store: The store.
        plan_id: The plan.
        version: The one that was looked at.
        today: For the checks.
        **values: Fields of `PlanDraft`.

    Returns:
        The version afterwards.

    Raises:
        PlanLocked: It is issued.
        FieldError, PlanTooShortOrLong, PlanEndsBeforeStart, PackUnknown: A value cannot be used.
        Changed: Somebody else was first.
        Gone: The plan, or a person in it, does not exist.
    """
    row = require_editable(store, plan_id)
    draft = _draft(fields_of(row, PLAN_COLUMNS) | values)
    check_people(store, draft.person, draft.manager, draft.hr)
    with changing(store, plan_id, Label(mark("Changed the plan “{title}”"), {"title": draft.title})):
        now = store.update("plan", plan_id, version, **plan_columns(draft))
        if values.keys() & {"start", "end"}:
            plan_checks_due.make_checks(store, plan_id, today)
        return now


def remove_plan(store: Store, plan_id: str) -> None:
    """Take a draft away, with all its parts.

    Raises:
        NotADraft: It is none any more.
        Gone: There is none.
    """
    row = plans.get(store, plan_id)
    if row is None:
        raise Gone
    if row["state"] != PlanState.DRAFT:
        raise NotADraft(state=PlanState(row["state"]))
    with store.write(Label(mark("Removed the draft “{title}” of {person}"), {"title": row["title"], "person": row["person"]})):
        plan_parts.remove_plan(store, plan_id)


def answer_gap(store: Store, plan_id: str, gap_id: str) -> str:
    """Have a plan answer one more gap: with its root causes, and with a goal that closes it.

    Returns:
        The id of the goal.

    Raises:
        PlanLocked: It is issued.
        AnsweredAlready, OtherPerson: The gap does not fit.
        Gone: There is no such gap.
    """
    row, view = require_editable(store, plan_id), gap_view(store, gap_id)
    if view.person_id and view.person_id != row["person_id"]:
        raise OtherPerson(dimension=view.dimension, whose=view.whose)
    if any(part["gap_id"] == gap_id for part in plans.parts(store, "plan_gap", plan_id)):
        raise AnsweredAlready(dimension=view.dimension)
    with changing(store, plan_id, Label(mark("The plan “{title}” answers the gap {dimension}"), _named(row, view.dimension))):
        link(store, plan_id, view)
        return add_goal_of(store, plan_id, view, _end(row), weight=plan_parts.mean_weight(store, plan_id))


def drop_gap(store: Store, plan_id: str, gap_id: str) -> None:
    """Say that a plan does not answer a gap, or a cause of it; its goal stays.

    Raises:
        PlanLocked: It is issued.
        Gone: There is no such gap.
    """
    row, view = require_editable(store, plan_id), gap_view(store, gap_id)
    with changing(store, plan_id, Label(mark("The plan “{title}” does not answer the gap {dimension}"), _named(row, view.dimension))):
        plan_parts.remove_gap(store, plan_id, gap_id)


def link_causes(store: Store, plan_id: str, gap_id: str) -> None:
    """Take the confirmed root causes of a gap as they are now.

    Raises:
        PlanLocked: It is issued.
        Gone: There is no such gap.
    """
    row, view = require_editable(store, plan_id), gap_view(store, gap_id)
    with changing(store, plan_id, Label(mark("The plan “{title}” takes the causes of {dimension}"), _named(row, view.dimension))):
        plan_parts.remove_gap(store, plan_id, gap_id)
        link(store, plan_id, view)


def _named(row: Row, dimension: str) -> dict[str, str | int]:
    return {"title": row["title"], "dimension": dimension}


def _end(row: Row) -> date:
    return date.fromisoformat(row["end_date"] or row["start_date"])


def _draft(values: dict[str, object]) -> PlanDraft:
    from perftui.domain.plan_drafts import PlanDraft
    from perftui.domain.validation import validated

    return validated(PlanDraft, **values)
