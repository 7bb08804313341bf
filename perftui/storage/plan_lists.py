"""The plans that a filter lets through, in its order; and the figures that their closure is computed from."""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from perftui.storage.plans import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ORDERS: Final = {
    "next": ("l.next_date", "l.end_date"),
    "person": ("p.sort_key", "l.start_date"),
    "title": ("l.title",),
    "state": ("l.state", "l.end_date"),
    "start": ("l.start_date",),
    "end": ("l.end_date",),
}
"""Key of an order to its SQL; what has nothing there stands last."""
OVER: Final = "('sustained', 'decided', 'closed', 'cancelled')"
"""States in which nothing more is due."""
OPEN: Final = "open"
"""In place of a state: all in which something is still due."""


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """Which plans are listed."""

    text: str = ""
    """Part of the title, of the name or staff number, or the beginning of the pinyin's initials."""
    state: str = OPEN
    """A state, `open`, or empty for all."""
    kind: str = ""
    units: tuple[str, ...] = ()
    """Ids of units; empty means all."""
    person: str = ""
    """The id of a person; empty means all."""
    gap: str = ""
    """The id of a gap that they answer; empty means all."""
    order: str = "next"
    is_descending: bool = False


def listed(store: Store, shown: PlanFilter) -> array[int]:
    """The row ids of the plans that a filter lets through, in its order; what is over stands last."""
    columns = [f"{column} DESC" if shown.is_descending else column for column in ORDERS[shown.order]]
    order = ", ".join(f"{column} NULLS LAST" for column in columns)
    found = store.value(
        f"""SELECT group_concat(id) FROM (SELECT l.rowid AS id FROM plan l JOIN person p ON p.id = l.person_id
        WHERE {where(store, shown)} ORDER BY l.state IN {OVER}, {order}, l.rowid)""",
        parameters(shown),
    )
    return array("q", map(int, found.split(","))) if found else array("q")


def where(store: Store, shown: PlanFilter) -> str:
    """The condition of a filter on plans `l` of persons `p`."""
    parts = [store.sees("l.person_id")]
    if shown.state:
        parts.append(f"l.state NOT IN {OVER}" if shown.state == OPEN else "l.state = :state")
    if shown.units:
        parts.append("p.unit_id IN (SELECT value FROM json_each(:units))")
    if shown.gap:
        parts.append("l.id IN (SELECT x.plan_id FROM plan_gap x WHERE x.gap_id = :gap)")
    if shown.text:
        parts.append(
            """(instr(lower(l.title), :text) > 0 OR instr(lower(p.name), :text) > 0 OR instr(lower(p.initials), :text) = 1
            OR instr(replace(lower(p.pinyin), ' ', ''), :squeezed) = 1 OR instr(lower(p.staff_no), :text) = 1)"""
        )
    return " AND ".join((*parts, *(f"l.{name}" for name in _plain(shown))))


def _plain(shown: PlanFilter) -> list[str]:
    return [sql for given, sql in ((shown.kind, "kind = :kind"), (shown.person, "person_id = :person")) if given]


def parameters(shown: PlanFilter) -> dict[str, object]:
    """The values for it."""
    text = shown.text.strip().lower()
    texts = {"text": text, "squeezed": text.replace(" ", ""), "state": shown.state, "kind": shown.kind}
    return {**texts, "person": shown.person, "gap": shown.gap, "units": json.dumps(shown.units)}


def issued(store: Store) -> list[Row]:
    """`id`, `title`, `state` and `start_date` of all plans that were issued, with their persons' names; the latest first."""
    return store.rows(
        f"""SELECT l.id, l.title, l.state, l.start_date, p.name, p.pinyin, p.initials, p.staff_no
        FROM plan l JOIN person p ON p.id = l.person_id WHERE l.issued_on IS NOT NULL AND {store.sees("l.person_id")}
        ORDER BY l.start_date DESC, l.rowid DESC"""
    )


def window(store: Store, positions: Sequence[int]) -> list[Row]:
    """Some plans with the names of those who belong to them; `position` is the row id."""
    return store.rows(
        f"{LINE} WHERE l.rowid IN (SELECT value FROM json_each(?)) AND {store.sees('l.person_id')}", (json.dumps(list(positions)),)
    )


def first_of_pack(store: Store, pack: str, state: str) -> str:
    """The id of the first plan with an evidence pack that is in a state; empty where there is none."""
    found = store.value(
        f"SELECT l.id FROM plan l WHERE l.pack = ? AND l.state = ? AND {store.sees('l.person_id')} ORDER BY l.rowid LIMIT 1", (pack, state)
    )
    return str(found or "")


def position_of(store: Store, plan_id: str) -> int | None:
    """The row id of a plan; None where there is none."""
    found = store.value("SELECT rowid FROM plan WHERE id = ?", (plan_id,))
    return None if found is None else int(found)


def goals(store: Store, plan_ids: Iterable[str]) -> list[Row]:
    """The goals of some plans, each with the value `now` that was measured last by the same definition."""
    return store.rows(
        f"""SELECT g.*, (SELECT v.value FROM plan_value v WHERE v.plan_goal_id = g.id AND v.definition_hash = g.definition_hash
            ORDER BY v.on_date DESC, v.rowid DESC LIMIT 1) AS now
        FROM plan_goal g JOIN plan l ON l.id = g.plan_id
        WHERE g.plan_id IN (SELECT value FROM json_each(?)) AND {store.sees("l.person_id")} ORDER BY g.plan_id, g.pos""",
        (json.dumps(sorted(set(plan_ids))),),
    )


def person_of_assessment(store: Store, assessment_id: str) -> str:
    """The id of the person whose assessment it is; empty where there is none."""
    found = store.value(f"SELECT a.person_id FROM assessment a WHERE a.id = ? AND {store.sees('a.person_id')}", (assessment_id,))
    return str(found or "")
