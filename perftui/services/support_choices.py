"""What forms of support offer to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.support import OVER, SupportTable
from perftui.storage import lookups, support, talk_facts

if TYPE_CHECKING:
    from perftui.storage.stores import Store


def initiative_names(store: Store, current: str = "") -> list[tuple[str, str]]:
    """Id and title of the initiatives that run or may, and of the current one."""
    rows = support.listing(store, SupportTable.INITIATIVE)
    return [(row["id"], row["title"]) for row in rows if row["state"] not in OVER or row["id"] == current]


def plan_names(store: Store, person_id: str) -> list[tuple[str, str]]:
    """Id and title of the plans of a person that they know of."""
    return [(row["id"], row["title"]) for row in support.plans(store, person_id)] if person_id else []


def goal_names(store: Store, person_id: str, current: str = "") -> list[tuple[str, str]]:
    """Id and title of the goals of a person that run, and of the current one first."""
    own = [(row["id"], row["title"]) for row in talk_facts.goals_of(store, person_id)] if person_id else []
    named = list(lookups.names(store, "goal", [current]).items()) if current else []
    return list(dict.fromkeys((*named, *own)))


def table_of(store: Store, record_id: str, tables: tuple[SupportTable, ...]) -> SupportTable | None:
    """In which of some lists a record is; None in none."""
    return next((table for table in tables if support.get(store, table, record_id) is not None), None)


def person_of(store: Store, table: SupportTable, record_id: str) -> str:
    """The person whom a record is about; empty for nobody."""
    columns = {SupportTable.MENTORSHIP: "mentee_id", SupportTable.INITIATIVE: "owner_person_id"}
    row = support.get(store, table, record_id)
    if row is None or table is SupportTable.COURSE:
        return ""
    return str(row[columns.get(table, "person_id")] or "")


def person_name(store: Store, person_id: str) -> str:
    """What a person is called; empty for nobody."""
    return lookups.names(store, "person", [person_id]).get(person_id, "") if person_id else ""
