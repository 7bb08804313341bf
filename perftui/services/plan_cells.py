"""One cell of a plan's sheet, written as it was typed: a goal, a milestone or a step changes, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from perftui.domain.dates import parse_date
from perftui.domain.durations import read_duration
from perftui.domain.recurrence_texts import parse_recurrence
from perftui.domain.roles import role_of
from perftui.domain.target_words import tidied
from perftui.services import plan_parts, plan_step_edits
from perftui.services.quick_parts import owner_called
from perftui.storage import plans

if TYPE_CHECKING:
    from perftui.storage.stores import Store

TEXT, WHO, FIGURE, WHEN = "text", "who", "figure", "when"
"""The columns of the sheet that are written in."""
WRITTEN: Final = {
    "plan_goal": (TEXT, WHO, FIGURE, WHEN),
    "plan_milestone": (TEXT, FIGURE, WHEN),
    "plan_step": (TEXT, WHO, FIGURE, WHEN),
}
"""Kind of part to its columns that are written in."""
_UPLIFT = re.compile(r"(.*?)[\s,;]*([+-]\d+(?:\.\d+)?) ?%")
"""How often, with by how much more than before at the end: `daily +20%`."""


def write_cell(store: Store, table: str, record: tuple[str, int], cell: tuple[str, str], today: date) -> None:
    """Write one cell.

    Args:
        store: The store.
        table: plan_goal, plan_milestone or plan_step.
        record: The id of the part, and the version that was looked at.
        cell: The column, and what was typed; empty takes the value away.
        today: What a date such as `+30d` starts from.

    Raises:
        PlanLocked: The plan is issued.
        BadInput: The text cannot be read.
        Changed: Somebody else was first.
        Gone: There is no such part.
    """
    (column, text), (record_id, version) = cell, record
    if table == "plan_goal":
        plan_parts.edit_goal(store, record_id, version, **_goal_values(store, record_id, column, text, today))
    elif table == "plan_milestone":
        field = {TEXT: "title", FIGURE: "wanted", WHEN: "due"}[column]
        value = _day(store, table, record_id, text, today) if column == WHEN else text
        plan_parts.edit_milestone(store, record_id, version, **{field: value})
    else:
        plan_step_edits.edit_step(store, record_id, version, **_step_values(store, record_id, column, text, today))


def _goal_values(store: Store, goal_id: str, column: str, text: str, today: date) -> dict[str, object]:
    if column == WHEN:
        return {"due": _day(store, "plan_goal", goal_id, text, today)}
    values: dict[str, object] = {{TEXT: "title", WHO: "start", FIGURE: "target"}[column]: text}
    if column == WHO:
        values["start_on"] = today if text.strip() else None
    return values


def _step_values(store: Store, step_id: str, column: str, text: str, today: date) -> dict[str, object]:
    if column == WHO:
        return read_owner(store, text, today)
    if column == FIGURE:
        return read_often(text)
    if column == WHEN:
        is_series = bool(plan_parts.part_row(store, "plan_step", step_id)["recurrence"])
        return {"until" if is_series else "due": _day(store, "plan_step", step_id, text, today)}
    return {"text": text}


def read_owner(store: Store, text: str, today: date) -> dict[str, object]:
    """Who does a step: a person keeps the role, a role alone is nobody in particular.

    Raises:
        BadInput: Nobody is called so.
    """
    if not text.strip():
        return {"owner": None, "role": ""}
    role = role_of(text)
    if role is not None:
        return {"owner": None, "role": role.value}
    found = owner_called(store, text, today)
    return {"owner": found.id} if found.entity == "person" else {"owner": None, "role": text.strip()}


def read_often(text: str) -> dict[str, object]:
    """How often a step is done, and by how much more than before: `daily`, `weekly mon`, `daily +20%`; empty: once.

    Raises:
        BadRecurrence: It cannot be read.
    """
    tidy = tidied(text)
    found = _UPLIFT.fullmatch(tidy)
    often, uplift = (found[1].strip(), int(Decimal(found[2]) * 100)) if found else (tidy, None)
    if not often:
        return {"recurrence": "", "until": None, "uplift": uplift}
    return {"recurrence": parse_recurrence(often).text(), "uplift": uplift}


def _day(store: Store, table: str, record_id: str, text: str, today: date) -> date | None:
    """A date as it is typed; a duration such as `1m` counts from the start of the plan (R54)."""
    if not text.strip():
        return None
    lasts = None if text.strip().startswith(("+", "＋")) else read_duration(text)
    if lasts is None:
        return parse_date(text, today)
    plan = plans.get(store, plan_parts.part_row(store, table, record_id)["plan_id"])
    start = date.fromisoformat(plan["start_date"]) if plan and plan["start_date"] else today
    return lasts.after(start)
