"""What a plan says, written down whenever it is issued, amended or extended: one canonical text and its SHA-256."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Final

from perftui.domain.measures import definition_hash
from perftui.domain.plans import CheckKind, VersionKind
from perftui.records import NamedTuple
from perftui.services.plan_locks import plan_row
from perftui.storage import plans
from perftui.storage.evaluation_tables import YARDSTICK
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

FORMAT: Final = "plan/1"
_PLAN: Final = (
    *("person_id", "kind", "title", "purpose", "reason", "start_date", "end_date", "choice", "choice_note", "consequences"),
    "pass_closure",
)
_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "plan_gap": ("gap_id", "cause_id"),
    "plan_goal": (
        *("id", "title", "goal_id", "key_result_id", "gap_id", "measure_id", *YARDSTICK, "start_value", "start_on", "weight"),
        *("must_meet", "due_date", "definition_hash"),
    ),
    "plan_milestone": ("id", "plan_goal_id", "title", "due_date", "wanted"),
    "plan_step": (
        *("id", "kind", "text", "owner_person_id", "role", "due_date", "recurrence", "until_date", "is_support", "evidence_wanted"),
        *("baseline", "uplift", "unit", "cause_id"),
    ),
    "plan_check": ("kind", "due_date"),
}
"""Part of a plan to what of it is locked; what is measured, noted and reached later is not among it."""


class VersionLine(NamedTuple):
    """A plan as it was written down once."""

    number: int
    kind: VersionKind
    reason: str
    by: str
    on: date
    content_hash: str
    """64 hexadecimal digits."""


def content(store: Store, plan_id: str) -> str:
    """What a plan says now: JSON with sorted keys and without spaces, so that the same plan always gives the same text.

    Raises:
        Gone: There is no such plan.
    """
    row = plan_row(store, plan_id)
    told: dict[str, object] = {"format": FORMAT, "plan": {name: row[name] for name in _PLAN}}
    for table, names in _PARTS.items():
        told[table] = [{name: part[name] for name in names} for part in _rows(store, table, plan_id)]
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _rows(store: Store, table: str, plan_id: str) -> Sequence[Row]:
    if table == "plan_step":
        return plans.steps(store, plan_id)
    rows = plans.parts(store, table, plan_id)
    return [row for row in rows if row["kind"] != CheckKind.MONITORING] if table == "plan_check" else rows


def fingerprint(text: str) -> str:
    """The SHA-256 of a content, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def versions(store: Store, plan_id: str) -> list[VersionLine]:
    """The versions of a plan, the first one first."""
    return [_line(row) for row in plans.parts(store, "plan_version", plan_id)]


def latest(store: Store, plan_id: str) -> Row | None:
    """The version that holds, with its content; None before the plan is issued."""
    rows = plans.parts(store, "plan_version", plan_id)
    return rows[-1] if rows else None


def is_changed(store: Store, plan_id: str) -> bool:
    """Whether a plan says something else than the version that holds."""
    row = latest(store, plan_id)
    return row is None or fingerprint(content(store, plan_id)) != row["content_hash"]


def is_standard_changed(store: Store, plan_id: str) -> bool:
    """Whether other things are measured than in the version that holds, or otherwise."""
    row = latest(store, plan_id)
    if row is None:
        return False
    before = {goal["definition_hash"] for goal in json.loads(row["content"])["plan_goal"]}
    return {_definition(goal) for goal in plans.parts(store, "plan_goal", plan_id)} != before


def step_ids(row: Row) -> list[str]:
    """The ids of the steps that a version has."""
    return [step["id"] for step in json.loads(row["content"])["plan_step"]]


def fix_definitions(store: Store, plan_id: str) -> None:
    """Fix by what each goal is measured, so that a second measurement provably uses the same yardstick; inside `write()`."""
    for goal in plans.parts(store, "plan_goal", plan_id):
        store.update("plan_goal", goal["id"], goal["version"], definition_hash=_definition(goal))


def keep(store: Store, plan_id: str, kind: VersionKind, reason: str, today: date) -> int:
    """Write down what a plan says; inside `write()`.

    Returns:
        The number of the version, from 1 on.
    """
    row, text = latest(store, plan_id), content(store, plan_id)
    number = row["number"] + 1 if row else 1
    told = {"plan_id": plan_id, "number": number, "kind": kind.value, "reason": reason, "by_name": store.actor.name}
    store.insert("plan_version", id=store.new_id(), **told, on_date=today.isoformat(), content=text, content_hash=fingerprint(text))
    return number


def _definition(goal: Row) -> str:
    return definition_hash(yardstick_of(goal), goal["title"])


def _line(row: Row) -> VersionLine:
    on = date.fromisoformat(row["on_date"])
    return VersionLine(row["number"], VersionKind(row["kind"]), row["reason"], row["by_name"], on, row["content_hash"])
