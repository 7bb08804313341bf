"""Reading the goal tree: which nodes stand where, and what the visible rows show."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class TreeFilter:
    """Which part of the tree is shown."""

    cycles: tuple[int, ...] = ()
    """Row ids of cycles; empty means all."""
    with_archived: bool = False
    text: str = ""
    """Case-insensitive part of a title."""
    owner_person: str = ""
    owner_unit: str = ""
    level: str = ""
    state: str = ""

    def is_search(self) -> bool:
        """Whether single goals are looked for, and not just whole cycles."""
        return bool(self.text or self.owner_person or self.owner_unit or self.level or self.state)


def _condition(shown: TreeFilter, alias: str = "n") -> str:
    parts = ["TRUE"]
    if shown.cycles:
        parts.append(f"{alias}.cycle IN ({','.join(map(str, shown.cycles))})")
    if not shown.with_archived:
        parts.append(f"{alias}.is_archived = 0")
    return " AND ".join(parts)


def _sees(store: Store, alias: str) -> str:
    """The scope, for a node: by the owner of its goal."""
    if store.sees("x") == "TRUE":
        return "TRUE"
    return (
        f"EXISTS (SELECT 1 FROM goal _g WHERE _g.id = iif({alias}.is_key_result, "
        f"(SELECT goal_id FROM key_result WHERE id = {alias}.ref), {alias}.ref) AND {store.sees('_g.owner_person_id')})"
    )


def _ids(rows: Sequence[Row]) -> array[int]:
    return array("q", [row[0] for row in rows])


def roots(store: Store, shown: TreeFilter) -> array[int]:
    """The topmost nodes that are shown: those without a parent, or whose parent's cycle is not shown."""
    hidden = f"up.id IS NULL OR NOT ({_condition(shown, 'up')})" if shown.cycles else "up.id IS NULL"
    return _ids(
        store.rows(
            f"""SELECT n.id FROM node n LEFT JOIN node up ON up.id = n.parent
            WHERE n.is_top = 1 AND {_condition(shown)} AND ({hidden}) AND {_sees(store, "n")} ORDER BY n.path"""
        )
    )


def children(store: Store, parent: int, shown: TreeFilter) -> array[int]:
    """The nodes right below one, in their order."""
    return _ids(
        store.rows(f"SELECT n.id FROM node n WHERE n.parent = ? AND {_condition(shown)} AND {_sees(store, 'n')} ORDER BY n.path", (parent,))
    )


def everything(store: Store, shown: TreeFilter, below: int | None = None) -> tuple[array[int], bytes]:
    """The whole tree, or what is below one node, flattened in its order: node numbers and their depths (0 to 250)."""
    inside = "TRUE"
    if below is not None:
        path = store.value("SELECT path FROM node WHERE id = ?", (below,))
        inside = f"n.path > '{path}' AND n.path < '{path}~'"
    query = f"SELECT n.id, n.depth FROM node n WHERE {inside} AND {_condition(shown)} AND {_sees(store, 'n')} ORDER BY n.path"
    found = store.row(f"SELECT group_concat(id), group_concat(depth) FROM ({query})")
    if found is None or found[0] is None:
        return array("q"), b""
    return array("q", map(int, found[0].split(","))), bytes(min(int(depth), 250) for depth in found[1].split(","))


def matches(store: Store, shown: TreeFilter) -> array[int]:
    """The nodes that a search finds, in the order of the tree."""
    wanted = ["TRUE"]
    for column, value in (
        ("g.owner_person_id", shown.owner_person),
        ("g.owner_unit_id", shown.owner_unit),
        ("g.level", shown.level),
        ("g.state", shown.state),
    ):
        if value:
            wanted.append(f"{column} = '{value}'")
    return _ids(
        store.rows(
            f"""SELECT n.id FROM node n LEFT JOIN key_result k ON n.is_key_result = 1 AND k.id = n.ref
            JOIN goal g ON g.id = coalesce(k.goal_id, n.ref)
            WHERE {_condition(shown)} AND {" AND ".join(wanted)} AND {store.sees("g.owner_person_id")}
            AND (:text = '' OR instr(lower(coalesce(k.title, g.title)), lower(:text)) > 0) ORDER BY n.path""",
            {"text": shown.text},
        )
    )


def with_ancestors(store: Store, found: Sequence[int]) -> tuple[array[int], bytes]:
    """The nodes found and all that stand above them, flattened in the order of the tree."""
    if not found:
        return array("q"), b""
    rows = store.rows(
        f"""WITH RECURSIVE up (id) AS (SELECT value FROM json_each(?) UNION SELECT n.parent FROM node n JOIN up ON up.id = n.id
        WHERE n.parent IS NOT NULL)
        SELECT n.id, n.depth FROM node n JOIN up ON up.id = n.id WHERE {_sees(store, "n")} ORDER BY n.path""",
        (str(list(found)),),
    )
    return _ids(rows), bytes(min(row[1], 250) for row in rows)


def path_to(store: Store, ref: str) -> list[int]:
    """The nodes from the root down to a goal or key result; empty when it has no node."""
    rows = store.rows(
        """WITH RECURSIVE up (id, parent, depth) AS (SELECT id, parent, depth FROM node WHERE ref = ?
        UNION ALL SELECT n.id, n.parent, n.depth FROM node n JOIN up ON n.id = up.parent) SELECT id FROM up ORDER BY depth""",
        (ref,),
    )
    return [row[0] for row in rows]


_ROWS = """
SELECT n.id AS node, n.ref, n.is_key_result, n.depth, n.progress, n.measured, n.total, n.value, n.confidence, n.checked_on, n.next_due,
    n.is_archived, n.weight, coalesce(k.title, g.title) AS title, g.id AS goal_id, g.level, g.kind, g.state,
    coalesce(nullif(k.priority, ''), g.priority) AS priority, k.operator, k.unit, k.baseline, k.target, k.low, k.high,
    p.id AS owner_person_id, p.name AS owner_person, u.id AS owner_unit_id, u.name AS owner_unit,
    coalesce(k.due_date, g.due_date, c.end_date) AS due, c.name AS cycle, c.start_date, c.end_date, c.state AS cycle_state,
    EXISTS (SELECT 1 FROM node d WHERE d.parent = n.id AND d.is_archived <= n.is_archived) AS has_children,
    (SELECT min(d.next_due) FROM node d WHERE d.parent = n.id AND d.is_key_result = 1 AND d.is_archived = 0) AS children_due,
    up.total AS sibling_weight
FROM node n LEFT JOIN key_result k ON n.is_key_result = 1 AND k.id = n.ref
JOIN goal g ON g.id = coalesce(k.goal_id, n.ref) JOIN cycle c ON c.id = g.cycle_id
LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id LEFT JOIN node up ON up.id = n.parent
"""


def rows(store: Store, nodes: Sequence[int]) -> list[Row]:
    """What the tree shows of some nodes, in the order in which they were asked for."""
    marks = ",".join(map(str, nodes))
    found = {row["node"]: row for row in store.rows(f"{_ROWS} WHERE n.id IN ({marks}) AND {store.sees('g.owner_person_id')}")}
    return [found[node] for node in nodes if node in found]


def row_of(store: Store, ref: str) -> Row | None:
    """The same for one goal or key result."""
    return store.row(f"{_ROWS} WHERE n.ref = ? AND {store.sees('g.owner_person_id')}", (ref,))
