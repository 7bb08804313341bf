"""Reading the goal tree: which nodes stand where, and what the visible rows show."""

from __future__ import annotations

import json
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


def _shown(store: Store, shown: TreeFilter, alias: str) -> str:
    """The condition for a node to be shown; its values are bound by `_parameters`."""
    parts = [_sees(store, alias)]
    if shown.cycles:
        parts.append(f"{alias}.cycle IN (SELECT value FROM json_each(:cycles))")
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


def _stands_on_top(store: Store, shown: TreeFilter) -> str:
    """The condition for a node `n` to have no parent that is shown."""
    # In the whole tree only nodes marked as tops can; behind a scope any node can.
    candidate = "n.is_top = 1 AND " if store.sees("x") == "TRUE" else ""
    return f"{candidate}NOT EXISTS (SELECT 1 FROM node up WHERE up.id = n.parent AND {_shown(store, shown, 'up')})"


def _parameters(shown: TreeFilter, **others: object) -> dict[str, object]:
    return {"cycles": json.dumps(shown.cycles), **others}


def _ids(rows: Sequence[Row]) -> array[int]:
    return array("q", [row[0] for row in rows])


def roots(store: Store, shown: TreeFilter) -> array[int]:
    """The topmost nodes that are shown: those without a parent, or whose parent is not shown."""
    where = f"{_stands_on_top(store, shown)} AND {_shown(store, shown, 'n')}"
    return _ids(store.rows(f"SELECT n.id FROM node n WHERE {where} ORDER BY n.path", _parameters(shown)))


def children(store: Store, parent: int, shown: TreeFilter) -> array[int]:
    """The nodes right below one, in their order."""
    where = f"n.parent = :parent AND {_shown(store, shown, 'n')}"
    return _ids(store.rows(f"SELECT n.id FROM node n WHERE {where} ORDER BY n.path", _parameters(shown, parent=parent)))


def everything(store: Store, shown: TreeFilter, below: int | None = None) -> tuple[array[int], bytes]:
    """The whole tree, or what is below one node, flattened in its order: the same as opening all roots and children.

    Returns:
        Node numbers, and how deep below its root each is shown, 0 to 250; the roots themselves stand at 0.
    """
    inside = "TRUE" if below is None else "n.path > :path AND n.path < :path || '~'"
    parameters = _parameters(shown, path=store.value("SELECT path FROM node WHERE id = ?", (below,)))
    where = f"{inside} AND {_shown(store, shown, 'n')}"
    top = _stands_on_top(store, shown)
    base = 0 if below is None else _base(store, shown, below)
    if not base and not store.value(f"SELECT EXISTS (SELECT 1 FROM node n WHERE {where} AND {top} AND n.depth > 0)", parameters):
        ids, (depths,) = _columns(store, f"SELECT n.id, n.depth FROM node n WHERE {where} ORDER BY n.path", ["depth"], parameters)
        return ids, depths
    flagged = f"SELECT n.id, n.depth, {top} AS is_root FROM node n WHERE {where} ORDER BY n.path"
    ids, (depths, are_roots) = _columns(store, flagged, ["depth", "is_root"], parameters)
    return arranged(ids, depths, are_roots, None if below is None else base)


def _base(store: Store, shown: TreeFilter, node: int) -> int:
    """The depth of the root under which a node is shown."""
    found = store.value(
        f"""WITH RECURSIVE above (id) AS (SELECT :node UNION SELECT up.parent FROM node up JOIN above ON up.id = above.id)
        SELECT max(n.depth) FROM node n JOIN above ON above.id = n.id WHERE {_stands_on_top(store, shown)}""",
        _parameters(shown, node=node),
    )
    return int(found or 0)


def _columns(store: Store, query: str, small: Sequence[str], parameters: dict[str, object]) -> tuple[array[int], list[bytes]]:
    """Ids and small numbers (0 to 250) of very many rows, joined by SQLite: a tenth of the time of fetching them."""
    # A character of code 1 + n for each small number, so that none is the NUL that ends a text.
    joined = ", ".join(f"group_concat(char(1 + min({column}, 250)), '')" for column in small)
    found = store.rows(f"SELECT group_concat(id), {joined} FROM ({query})", parameters)[0]
    if found[0] is None:
        return array("q"), [b""] * len(small)
    ids = array("q", map(int, found[0].split(",")))
    return ids, [found[number].encode("latin-1").translate(_ONE_LESS) for number in range(1, len(small) + 1)]


_ONE_LESS = bytes([255, *range(255)])


def arranged(ids: Sequence[int], depths: bytes, are_roots: bytes, base: int | None = None) -> tuple[array[int], bytes]:
    """Put each root with what it shows behind the whole of the root before it.

    Args:
        ids: Node numbers in the order of the tree; parents of some are left out.
        depths: How deep each lies in the tree.
        are_roots: 1 for those whose parent is left out, else 0.
        base: None for the whole tree. Else the depth of the root to whose subtree alone the first ids belong: only what is shown
            in it is returned.
    """
    opened = [] if base is None else [(base, array("q"), bytearray())]
    all_roots = list(opened)
    for node, depth, is_root in zip(ids, depths, are_roots, strict=True):
        while opened and depth <= opened[-1][0]:
            opened.pop()
        if is_root:
            opened.append((depth, array("q"), bytearray()))
            all_roots.append(opened[-1])
        root_depth, nodes, levels = opened[-1]
        nodes.append(node)
        levels.append(depth - root_depth)
    if base is not None:
        return all_roots[0][1], bytes(all_roots[0][2])
    flat: array[int] = array("q")
    for _, nodes, _levels in all_roots:
        flat.extend(nodes)
    return flat, b"".join(levels for _, _nodes, levels in all_roots)


_OWNERS = {"owner_person_id": "owner_person", "owner_unit_id": "owner_unit", "level": "level", "state": "state"}
"""Column of a goal to the field of the filter that it must equal."""


def matches(store: Store, shown: TreeFilter) -> array[int]:
    """The nodes that a search finds, in the order of the tree."""
    wanted = [f"g.{column} = :{field}" for column, field in _OWNERS.items() if getattr(shown, field)]
    if shown.text:
        wanted.append("instr(lower(coalesce(k.title, g.title)), lower(:text)) > 0")
    return _ids(
        store.rows(
            f"""SELECT n.id FROM node n LEFT JOIN key_result k ON n.is_key_result = 1 AND k.id = n.ref
            JOIN goal g ON g.id = coalesce(k.goal_id, n.ref)
            WHERE {" AND ".join([_shown(store, shown, "n"), *wanted])} ORDER BY n.path""",
            _parameters(shown, text=shown.text, **{field: getattr(shown, field) for field in _OWNERS.values()}),
        )
    )


def with_ancestors(store: Store, found: Sequence[int]) -> tuple[array[int], bytes]:
    """The nodes found and all that stand above them, flattened in the order of the tree, with their depths."""
    rows = store.rows(
        f"""WITH RECURSIVE above (id) AS (SELECT value FROM json_each(?) UNION SELECT n.parent FROM node n JOIN above ON above.id = n.id
        WHERE n.parent IS NOT NULL)
        SELECT n.id, min(n.depth, 250) AS depth, n.parent FROM node n JOIN above ON above.id = n.id
        WHERE {_sees(store, "n")} ORDER BY n.path""",
        (json.dumps(list(found)),),
    )
    here = {row["id"] for row in rows}
    return arranged(_ids(rows), bytes(row["depth"] for row in rows), bytes(row["parent"] not in here for row in rows))


def path_to(store: Store, ref: str) -> list[int]:
    """The nodes from the root down to a goal or key result; empty when it has no node, or none that is visible."""
    rows = store.rows(
        f"""WITH RECURSIVE above (id, parent, depth) AS (
            SELECT n.id, n.parent, n.depth FROM node n WHERE n.ref = ? AND {_sees(store, "n")}
            UNION ALL SELECT n.id, n.parent, n.depth FROM node n JOIN above ON n.id = above.parent WHERE {_sees(store, "n")})
        SELECT id FROM above ORDER BY depth""",
        (ref,),
    )
    return [row[0] for row in rows]


_ROWS = """
SELECT n.id AS node, n.ref, n.is_key_result, n.depth, n.progress, n.measured, n.total, n.value, n.confidence, n.checked_on, n.next_due,
    n.is_archived, n.weight, coalesce(k.title, g.title) AS title, g.id AS goal_id, g.level, g.kind, g.state,
    iif(n.is_key_result, NULL, g.score) AS score,
    coalesce(nullif(k.priority, ''), g.priority) AS priority, k.operator, k.unit, k.baseline, k.target, k.low, k.high,
    p.id AS owner_person_id, p.name AS owner_person, u.id AS owner_unit_id, u.name AS owner_unit,
    coalesce(k.due_date, g.due_date, c.end_date) AS due, c.name AS cycle, c.start_date, c.end_date, c.state AS cycle_state,
    EXISTS (SELECT 1 FROM node d WHERE d.parent = n.id AND {counts}) AS has_children,
    (SELECT min(d.next_due) FROM node d WHERE d.parent = n.id AND d.is_key_result = 1 AND d.is_archived = 0) AS children_due,
    up.total AS sibling_weight
FROM node n LEFT JOIN key_result k ON n.is_key_result = 1 AND k.id = n.ref
JOIN goal g ON g.id = coalesce(k.goal_id, n.ref) JOIN cycle c ON c.id = g.cycle_id
LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id LEFT JOIN node up ON up.id = n.parent
"""


def rows(store: Store, nodes: Sequence[int], shown: TreeFilter | None = None) -> list[Row]:
    """What the tree shows of some nodes, in the order in which they were asked for.

    Args:
        store: The store.
        nodes: Node numbers.
        shown: Which children count for `has_children`; None: all, but archived ones of archived nodes only.
    """
    parameters = _parameters(shown or TreeFilter(), nodes=json.dumps(list(nodes)))
    found = store.rows(f"{_rows_of(store, shown)} n.id IN (SELECT value FROM json_each(:nodes))", parameters)
    by_node = {row["node"]: row for row in found}
    return [by_node[node] for node in nodes if node in by_node]


def row_of(store: Store, ref: str) -> Row | None:
    """The same for one goal or key result."""
    return store.row(f"{_rows_of(store, None)} n.ref = ?", (ref,))


def _rows_of(store: Store, shown: TreeFilter | None) -> str:
    counts = _shown(store, shown, "d") if shown else f"d.is_archived <= n.is_archived AND {_sees(store, 'd')}"
    return f"{_ROWS.format(counts=counts)} WHERE {store.sees('g.owner_person_id')} AND"
