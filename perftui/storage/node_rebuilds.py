"""The whole computed tree made anew, after an import, for `verify --deep`, and as the yardstick of the small steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.rollups import Sums, progress_of
from perftui.storage.nodes import segment
from perftui.storage.yardsticks import from_latest

if TYPE_CHECKING:
    from perftui.storage.drivers import Connection, Row
    from perftui.storage.stores import Store

_PLACE_GOALS = """
INSERT INTO node (ref, is_key_result, parent, path, depth, cycle, is_top, is_archived, weight)
SELECT g.id, 0, NULL, '', 0, c.rowid, g.parent_id IS NULL OR up.cycle_id <> g.cycle_id, g.state = 'archived', g.weight
FROM goal g JOIN cycle c ON c.id = g.cycle_id LEFT JOIN goal up ON up.id = g.parent_id ORDER BY g.rowid"""

_PLACE_KEY_RESULTS = """
INSERT INTO node (ref, is_key_result, parent, path, depth, cycle, is_top, is_archived, weight)
SELECT k.id, 1, up.id, '', 0, up.cycle, 0, k.is_archived OR up.is_archived, k.weight
FROM key_result k JOIN node up ON up.ref = k.goal_id ORDER BY k.rowid"""

_LINK_GOALS = """
UPDATE node SET parent = (SELECT up.id FROM goal g JOIN node up ON up.ref = g.parent_id WHERE g.id = node.ref)
WHERE is_key_result = 0"""

_ROOT_PATHS = """
UPDATE node SET depth = 0, path = _segment(0, (SELECT pos FROM goal WHERE id = node.ref), id)
WHERE parent IS NULL"""

_NEXT_PATHS = """
UPDATE node SET depth = :depth, path = up.path || _segment(node.is_key_result,
    CASE node.is_key_result WHEN 1 THEN (SELECT pos FROM key_result WHERE id = node.ref)
                            ELSE (SELECT pos FROM goal WHERE id = node.ref) END, node.id)
FROM node up WHERE up.id = node.parent AND up.depth = :depth - 1 AND up.path <> '' AND node.path = ''"""

_LATEST = """
SELECT n.id AS node, k.*, coalesce(g.start_date, c.start_date) AS begins,
    (SELECT value FROM check_in WHERE key_result_id = k.id AND value IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1) AS last_value,
    (SELECT confidence FROM check_in WHERE key_result_id = k.id AND confidence IS NOT NULL ORDER BY on_date DESC, id DESC LIMIT 1)
        AS last_confidence,
    (SELECT max(on_date) FROM check_in WHERE key_result_id = k.id) AS last_checked
FROM node n JOIN key_result k ON k.id = n.ref JOIN goal g ON g.id = k.goal_id JOIN cycle c ON c.id = g.cycle_id
WHERE n.is_key_result = 1"""

_ROLL_UP = """
UPDATE node SET weighted = s.weighted, measured = s.measured, total = s.total, progress = _progress_of(s.weighted, s.measured, s.total)
FROM (SELECT parent, sum(iif(progress IS NULL, 0, weight * progress)) AS weighted, sum(iif(progress IS NULL, 0, weight)) AS measured,
             sum(weight) AS total
      FROM node WHERE depth = :depth + 1 AND is_archived = 0 GROUP BY parent) s
WHERE node.id = s.parent AND node.depth = :depth"""


def rebuild(store: Store) -> None:
    """Make every node anew from goals, key results and check-ins; inside a transaction."""
    connection = store.connection
    connection.create_function("_segment", 3, segment, deterministic=True)
    connection.create_function("_progress_of", 3, _progress, deterministic=True)
    connection.execute("DELETE FROM node")
    for statement in (_PLACE_GOALS, _LINK_GOALS, _PLACE_KEY_RESULTS, _ROOT_PATHS):
        connection.execute(statement)
    deepest = _lay_paths(connection)
    _measure(connection)
    for depth in range(deepest - 1, -1, -1):
        connection.execute(_ROLL_UP, {"depth": depth})


def _lay_paths(connection: Connection) -> int:
    depth = 0
    while connection.execute(_NEXT_PATHS, {"depth": depth + 1}).rowcount:
        depth += 1
    return depth


def _measure(connection: Connection) -> None:
    rows = connection.execute(_LATEST).fetchall()
    connection.executemany(
        "UPDATE node SET progress = ?, value = ?, confidence = ?, checked_on = ?, next_due = ? WHERE id = ?",
        [_figures(row) for row in rows],
    )


def _figures(row: Row) -> tuple[object, ...]:
    found = from_latest(row, row["last_value"], row["last_confidence"], row["last_checked"])
    return found.progress, found.value, found.confidence, found.checked_on, found.next_due, row["node"]


def _progress(weighted: int, measured: int, total: int) -> int | None:
    return progress_of(Sums(weighted, measured, total))
