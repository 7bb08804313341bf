"""Which plan a record belongs to, so that whoever goes to a part of one comes to the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage import lookups, plan_agendas, plan_parts, plans

if TYPE_CHECKING:
    from perftui.storage.stores import Store


def plan_of(store: Store, record_id: str) -> str:
    """The id of the plan of a goal, step, milestone, obstacle, statement, note or promise; anything else stands for itself."""
    for table in plan_parts.EDITED:
        if part := plan_parts.get(store, table, record_id):
            return str(part["plan_id"])
    return plan_agendas.plan_of(store, record_id) or record_id


def answered_gaps(store: Store, plan_id: str) -> frozenset[str]:
    """The ids of the gaps that a plan answers."""
    return frozenset(part["gap_id"] for part in plans.parts(store, "plan_gap", plan_id))


def called(store: Store, table: str, record_id: str) -> str:
    """What a person or gap is called; a question mark where it is gone or not visible."""
    return lookups.names(store, table, [record_id]).get(record_id, "?")
