"""Between forms and tables: drafts of plans and their parts as columns, and rows as the fields of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.measures import definition_hash
from perftui.domain.roles import stored_role
from perftui.services.gaps import yardstick_columns
from perftui.services.goal_rows import stored
from perftui.storage import lookups
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.domain.plan_drafts import MilestoneDraft, PlanDraft, PlanGoalDraft, PlanStepDraft
    from perftui.domain.yardsticks import Yardstick
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_SAME = ("kind", "title", "pack", "purpose", "reason", "consequences", "choice", "choice_note", "pass_closure")
PLAN_COLUMNS: Mapping[str, str] = {
    **{name: name for name in _SAME},
    **{"person": "person_id", "manager": "manager_id", "hr": "hr_id", "start": "start_date", "end": "end_date"},
}
"""Field of `PlanDraft` to its column."""
GOAL_COLUMNS: Mapping[str, str] = {
    **{name: name for name in ("title", "weight", "must_meet", "start_on")},
    **{"start": "start_value", "due": "due_date"},
}
"""Field of `PlanGoalDraft` to its column."""
MILESTONE_COLUMNS: Mapping[str, str] = {"title": "title", "wanted": "wanted", "due": "due_date", "goal": "plan_goal_id"}
"""Field of `MilestoneDraft` to its column."""
STEP_COLUMNS: Mapping[str, str] = {
    **{name: name for name in ("text", "kind", "role", "recurrence", "is_support", "evidence_wanted", "baseline", "uplift", "unit")},
    **{"owner": "owner_person_id", "due": "due_date", "until": "until_date", "cause": "cause_id"},
}
"""Field of `PlanStepDraft` to its column."""


def fields_of(row: Row, columns: Mapping[str, str]) -> dict[str, object]:
    """What a draft takes of a stored row; what is empty there is left to the draft's own default."""
    return {field: row[column] for field, column in columns.items() if row[column] is not None}


def plan_columns(draft: PlanDraft) -> dict[str, object]:
    """The columns of a plan."""
    return {column: stored(getattr(draft, field)) for field, column in PLAN_COLUMNS.items()}


def goal_columns(draft: PlanGoalDraft, yardstick: Yardstick) -> dict[str, object]:
    """The columns of a goal of a plan, with the fingerprint of what is measured."""
    values = {column: stored(getattr(draft, field)) for field, column in GOAL_COLUMNS.items()}
    return {**values, **yardstick_columns(yardstick), "definition_hash": definition_hash(yardstick, draft.title)}


def milestone_columns(draft: MilestoneDraft) -> dict[str, object]:
    """The columns of a milestone."""
    values = {column: stored(getattr(draft, field)) for field, column in MILESTONE_COLUMNS.items()}
    return {**values, "wanted": draft.wanted or None}


def step_columns(draft: PlanStepDraft) -> dict[str, object]:
    """The columns of a step; of one that repeats, what is left open follows from its first day, which is one on which it falls."""
    from perftui.domain.recurrence_texts import parse_recurrence  # most steps do not repeat
    from perftui.domain.recurrences import anchored, first_on

    values = {column: stored(getattr(draft, field)) for field, column in STEP_COLUMNS.items()} | {"role": stored_role(draft.role)}
    if not draft.recurrence:
        return {**values, "until_date": None}
    series = parse_recurrence(draft.recurrence)
    if draft.due is None:
        return {**values, "recurrence": series.text()}
    sure = anchored(series, draft.due)
    return {**values, "recurrence": sure.text(), "due_date": first_on(sure, draft.due).isoformat()}


def check_people(store: Store, *ids: str | None) -> None:
    """Refuse people who do not exist.

    Raises:
        Gone: One was removed meanwhile, or the actor may not see them.
    """
    wanted = {person_id for person_id in ids if person_id}
    if len(lookups.names(store, "person", wanted)) < len(wanted):
        raise Gone
