"""What the services for goals ask beyond single records: siblings, branches, links, titles, and who wrote what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from perftui.storage.yardsticks import counted_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class Below(NamedTuple):
    """How much stands in some branches of the tree; what is archived already is left out."""

    goals: int
    key_results: int
    check_ins: int


_DOWN = """WITH RECURSIVE down (id) AS (SELECT value FROM json_each(:ids)
UNION SELECT g.id FROM down JOIN goal g ON g.parent_id = down.id)"""


def goals(store: Store, ids: Iterable[str]) -> list[Row]:
    """Whole rows of goals with the names of their owners and cycles, in the order asked for; what is gone is left out."""
    rows = store.rows(
        f"""SELECT g.*, p.name AS owner_person, u.name AS owner_unit, c.name AS cycle FROM goal g JOIN cycle c ON c.id = g.cycle_id
        LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id
        WHERE g.id IN (SELECT value FROM json_each(?)) AND {store.sees("g.owner_person_id")}""",
        (_list(ids := list(ids)),),
    )
    return _in_order(rows, ids)


def key_results(store: Store, ids: Iterable[str]) -> list[Row]:
    """Whole rows of key results with the `state` of their goals, in the order asked for; what is gone is left out."""
    rows = store.rows(
        f"""SELECT k.*, g.state FROM key_result k JOIN goal g ON g.id = k.goal_id
        WHERE k.id IN (SELECT value FROM json_each(?)) AND {store.sees("g.owner_person_id")}""",
        (_list(ids := list(ids)),),
    )
    return _in_order(rows, ids)


def siblings(store: Store, ref: str) -> list[Row]:
    """A goal or key result and what stands beside it: `ref`, `is_key_result`, `weight`, `cycle`, in the order of the tree.

    Siblings weigh in the same sum: goals and key results of one cycle below one goal, or at the top the goals of one cycle.
    """
    return store.rows(
        """SELECT s.ref, s.is_key_result, s.weight, s.cycle FROM node n JOIN node s ON s.parent IS n.parent AND s.is_archived = 0
        AND s.cycle = n.cycle WHERE n.ref = ? ORDER BY s.path""",
        (ref,),
    )


def sum_beside(store: Store, goal_id: str) -> int:
    """What a goal and its siblings weigh together.

    At the top, where nothing rolls up, only goals of one level count together, and of personal ones those of one owner.
    """
    return int(
        store.value(
            """SELECT coalesce(sum(s.weight), 0) FROM goal g JOIN node n ON n.ref = g.id JOIN node s ON s.parent IS n.parent
            AND s.is_archived = 0 AND s.cycle = n.cycle LEFT JOIN goal b ON b.id = s.ref
            WHERE g.id = ? AND (n.parent IS NOT NULL OR (b.level = g.level
            AND (g.level <> 'person' OR b.owner_person_id = g.owner_person_id)))""",
            (goal_id,),
        )
    )


def sums_below(store: Store, goal_id: str) -> list[Row]:
    """What stands below a goal and is not archived, cycle by cycle: the `total` of its weights, and the `cycle` by its name."""
    return store.rows(
        """SELECT sum(n.weight) AS total, c.name AS cycle FROM node up JOIN node n ON n.parent = up.id AND n.is_archived = 0
        JOIN cycle c ON c.rowid = n.cycle WHERE up.ref = ? GROUP BY n.cycle ORDER BY c.start_date""",
        (goal_id,),
    )


def title_above(store: Store, ref: str) -> str:
    """The title of the goal above a goal or key result; empty at the top, and where that goal is not visible to the actor."""
    row = store.row(
        f"""SELECT g.title FROM node n JOIN node up ON up.id = n.parent JOIN goal g ON g.id = up.ref
        WHERE n.ref = ? AND {store.sees("g.owner_person_id")}""",
        (ref,),
    )
    return "" if row is None else str(row["title"])


def weights_below(store: Store, parent_id: str | None, cycle_id: str) -> list[int]:
    """The weights of what stands below a goal, or at the top, in a cycle and is not archived; below a goal, an empty cycle means all."""
    if parent_id is not None:
        rows = store.rows(
            """SELECT n.weight FROM node up JOIN node n ON n.parent = up.id AND n.is_archived = 0 WHERE up.ref = :parent
            AND (:cycle = '' OR n.cycle = (SELECT rowid FROM cycle WHERE id = :cycle))""",
            {"parent": parent_id, "cycle": cycle_id},
        )
    else:
        rows = store.rows(
            "SELECT weight FROM goal WHERE parent_id IS NULL AND cycle_id = ? AND state <> 'archived'",
            (cycle_id,),
        )
    return [row[0] for row in rows]


def branch(store: Store, ids: Iterable[str]) -> list[Row]:
    """Some goals and all goals below them, parents before children, each once."""
    return store.rows(
        f"{_DOWN} SELECT g.* FROM down JOIN goal g ON g.id = down.id JOIN node n ON n.ref = g.id ORDER BY n.depth, n.path",
        {"ids": _list(ids)},
    )


def below(store: Store, ids: Iterable[str]) -> Below:
    """How many goals, with what stands in them, some branches hold, their topmost goals included."""
    row = store.row(
        f"""{_DOWN}, live (id) AS (SELECT g.id FROM down JOIN goal g ON g.id = down.id WHERE g.state <> 'archived'),
        results (id) AS (SELECT k.id FROM live JOIN key_result k ON k.goal_id = live.id WHERE k.is_archived = 0)
        SELECT (SELECT count(*) FROM live), (SELECT count(*) FROM results),
            (SELECT count(*) FROM results JOIN check_in c ON c.key_result_id = results.id)""",
        {"ids": _list(ids)},
    )
    return Below(*row) if row else Below(0, 0, 0)


def check_ins_in(store: Store, key_results: Iterable[str]) -> int:
    """How many check-ins some key results have together."""
    return int(store.value("SELECT count(*) FROM check_in WHERE key_result_id IN (SELECT value FROM json_each(?))", (_list(key_results),)))


def count_key_results(store: Store, nodes: Iterable[int]) -> int:
    """How many of some nodes are key results; below one goal they stand first."""
    return int(store.value("SELECT count(*) FROM node WHERE is_key_result = 1 AND id IN (SELECT value FROM json_each(?))", (_list(nodes),)))


def live_key_results(store: Store, goal_ids: Iterable[str]) -> set[str]:
    """The ids of the key results right in some goals that are not archived themselves."""
    rows = store.rows(
        "SELECT id FROM key_result WHERE is_archived = 0 AND goal_id IN (SELECT value FROM json_each(?))",
        (_list(goal_ids),),
    )
    return {row[0] for row in rows}


def archived_with(store: Store, goal_id: str) -> list[Row]:
    """What was archived in one step with a goal that is still archived, in that goal's branch: `id`, `version`, and the `state` before.

    Parents come before children. Empty where the log no longer tells it.
    """
    return store.rows(
        f"""{_DOWN} SELECT g.id, g.version, json_extract(e.diff, '$.state[0]') AS state FROM event e JOIN down ON down.id = e.entity_id
        JOIN goal g ON g.id = e.entity_id AND g.state = 'archived' JOIN node n ON n.ref = g.id
        WHERE e.entity = 'goal' AND e.verb = 'update' AND json_extract(e.diff, '$.state[1]') = 'archived'
        AND e.step = (SELECT max(step) FROM event WHERE entity = 'goal' AND entity_id = :id AND verb = 'update'
                      AND json_extract(diff, '$.state[1]') = 'archived') ORDER BY n.depth, n.path""",
        {"ids": _list([goal_id]), "id": goal_id},
    )


def has_child_themes(store: Store, goal_id: str) -> bool:
    """Whether a theme stands right below a goal."""
    return bool(store.value("SELECT EXISTS (SELECT 1 FROM goal WHERE parent_id = ? AND level = 'theme')", (goal_id,)))


def remove_link(store: Store, link_id: str) -> None:
    """Remove a link between goals; inside `write()`."""
    store.connection.execute("DELETE FROM goal_link WHERE id = ?", (link_id,))


def link(store: Store, link_id: str) -> Row | None:
    """One link with the titles of both goals."""
    return store.row(
        """SELECT l.*, a.title AS from_title, b.title AS to_title FROM goal_link l JOIN goal a ON a.id = l.from_goal_id
        JOIN goal b ON b.id = l.to_goal_id WHERE l.id = ?""",
        (link_id,),
    )


def link_between(store: Store, from_goal: str, to_goal: str, kind: str) -> str | None:
    """The id of the link of a kind that leads from one goal to another."""
    found = store.value("SELECT id FROM goal_link WHERE from_goal_id = ? AND to_goal_id = ? AND kind = ?", (from_goal, to_goal, kind))
    return None if found is None else str(found)


def own_check_in(store: Store, key_result_id: str, on: str) -> Row | None:
    """The actor's own last check-in of a key result on a day."""
    return store.row(
        """SELECT c.* FROM check_in c WHERE c.key_result_id = :id AND c.on_date = :on
        AND (SELECT actor FROM event WHERE entity = 'check_in' AND entity_id = c.id AND verb = 'insert' ORDER BY seq DESC LIMIT 1) = :actor
        ORDER BY c.id DESC LIMIT 1""",
        {"id": key_result_id, "on": on, "actor": store.actor.name},
    )


def check_ins_by_day(store: Store, key_result_id: str) -> list[Row]:
    """All check-ins of a key result, the one that counts last at the end."""
    return store.rows("SELECT * FROM check_in WHERE key_result_id = ? ORDER BY on_date, id", (key_result_id,))


def begins(store: Store, key_result_id: str) -> str:
    """The ISO date from which the first cadence of a key result counts."""
    start = store.value(
        """SELECT coalesce(g.start_date, c.start_date) FROM key_result k JOIN goal g ON g.id = k.goal_id
        JOIN cycle c ON c.id = g.cycle_id WHERE k.id = ?""",
        (key_result_id,),
    )
    return counted_from(key_result_id, str(start))


def sums(store: Store, ref: str) -> Row | None:
    """The sums of a goal, or of the goal of a key result, as the tree stores them."""
    return store.row(
        """SELECT n.ref, n.weighted, n.measured, n.total, n.progress FROM node n
        WHERE n.ref = coalesce((SELECT goal_id FROM key_result WHERE id = :ref), :ref)""",
        {"ref": ref},
    )


def changes(store: Store, entity: str, entity_id: str) -> int:
    """How many events the log holds of a record."""
    return int(store.value("SELECT count(*) FROM event WHERE entity = ? AND entity_id = ?", (entity, entity_id)))


def _in_order(rows: list[Row], ids: list[str]) -> list[Row]:
    found = {row["id"]: row for row in rows}
    return [found[record] for record in dict.fromkeys(ids) if record in found]


def _list(ids: Iterable[str] | Iterable[int]) -> str:
    return json.dumps(list(ids))
