"""The whole computed tree made anew, after an import, for `verify --deep`, and as the yardstick of the small steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.rollups import Sums, progress_of
from perftui.storage.nodes import segment
from perftui.storage.yardsticks import LATEST, from_latest

if TYPE_CHECKING:
    from perftui.storage.drivers import Connection, Row
    from perftui.storage.stores import Store

_COLUMNS = "ref, is_key_result, parent, path, depth, cycle, is_top, is_archived, weight"

_PLACE_GOALS = f"""
INSERT INTO {{node}} ({_COLUMNS})
SELECT g.id, 0, NULL, '', 0, c.rowid,
    g.parent_id IS NULL OR up.cycle_id <> g.cycle_id OR (up.state = 'archived' AND g.state <> 'archived'), g.state = 'archived', g.weight
FROM goal g JOIN cycle c ON c.id = g.cycle_id LEFT JOIN goal up ON up.id = g.parent_id ORDER BY g.rowid"""

_LINK_GOALS = """
UPDATE {node} SET parent = up.id FROM goal g JOIN {node} up ON up.ref = g.parent_id WHERE g.id = {node}.ref"""

_PLACE_KEY_RESULTS = f"""
INSERT INTO {{node}} ({_COLUMNS})
SELECT k.id, 1, up.id, '', 0, up.cycle, 0, k.is_archived OR up.is_archived, k.weight
FROM key_result k JOIN {{node}} up ON up.ref = k.goal_id ORDER BY k.rowid"""

_ROOT_PATHS = """
UPDATE {node} SET path = _segment(0, g.pos, {node}.id) FROM goal g WHERE g.id = {node}.ref AND parent IS NULL"""

_NEXT_PATHS = """
UPDATE {node} SET depth = :depth, path = up.path || _segment({node}.is_key_result,
    CASE {node}.is_key_result WHEN 1 THEN (SELECT pos FROM key_result WHERE id = {node}.ref)
                              ELSE (SELECT pos FROM goal WHERE id = {node}.ref) END, {node}.id)
FROM {node} up WHERE up.id = {node}.parent AND up.depth = :depth - 1 AND up.path <> '' AND {node}.path = ''"""

_LATEST = f"""
SELECT n.id AS node, k.*, coalesce(g.start_date, c.start_date) AS begins, {LATEST.format(id="k.id", operator="k.operator")}
FROM {{node}} n JOIN key_result k ON k.id = n.ref JOIN goal g ON g.id = k.goal_id JOIN cycle c ON c.id = g.cycle_id
WHERE n.is_key_result = 1"""

_MEASURE = "UPDATE {node} SET progress = ?, value = ?, confidence = ?, checked_on = ?, next_due = ? WHERE id = ?"

_ROLL_UP = """
UPDATE {node} SET weighted = s.weighted, measured = s.measured, total = s.total, progress = _progress_of(s.weighted, s.measured, s.total)
FROM (SELECT parent, sum(iif(progress IS NULL, 0, weight * progress)) AS weighted, sum(iif(progress IS NULL, 0, weight)) AS measured,
             sum(weight) AS total
      FROM {node} WHERE depth = :depth + 1 AND is_archived = 0 GROUP BY parent) s
WHERE {node}.id = s.parent"""


def rebuild(store: Store) -> None:
    """Make every node anew from goals, key results and check-ins; inside a transaction."""
    refill(store.connection)


def refill(connection: Connection) -> None:
    """The same on a connection, for upgrades: an older version may have computed otherwise."""
    connection.execute("DELETE FROM main.node")
    _fill(connection, "node")


def rebuild_aside(store: Store) -> None:
    """Make every node anew in the temporary table `temp.fresh`, and leave the table `node` as it is."""
    store.connection.execute("DROP TABLE IF EXISTS temp.fresh")
    definition = str(store.value("SELECT sql FROM main.sqlite_master WHERE name = 'node'"))
    store.connection.execute(definition.replace("CREATE TABLE node", "CREATE TEMP TABLE fresh", 1))
    _fill(store.connection, "fresh")


_STANDING = """
SELECT n.ref, up.ref AS parent, substr(n.path, 1, length(n.path) - 9) IS coalesce(up.path, '') AS is_below,
    row_number() OVER (PARTITION BY n.parent ORDER BY n.path) AS place, n.is_key_result, n.depth, n.cycle, n.is_top, n.is_archived,
    n.weight, n.progress, n.weighted, n.measured, n.total, n.value, n.confidence, n.checked_on, n.next_due
FROM {node} n LEFT JOIN {node} up ON up.id = n.parent"""


def differing(store: Store) -> list[str]:
    """The ids of goals and key results whose node is not what a rebuild makes of them; the nodes' own numbers do not count."""
    rebuild_aside(store)
    kept, fresh = _STANDING.format(node="main.node"), _STANDING.format(node="temp.fresh")
    rows = store.rows(
        f"""SELECT ref FROM (SELECT * FROM ({kept}) EXCEPT SELECT * FROM ({fresh}))
        UNION SELECT ref FROM (SELECT * FROM ({fresh}) EXCEPT SELECT * FROM ({kept}))"""
    )
    store.connection.execute("DROP TABLE temp.fresh")
    return [row[0] for row in rows]


def _fill(connection: Connection, table: str) -> None:
    connection.create_function("_segment", 3, segment, deterministic=True)
    connection.create_function("_progress_of", 3, _progress, deterministic=True)

    def run(statement: str, **parameters: int) -> int:
        return connection.execute(statement.format(node=table), parameters).rowcount

    for statement in (_PLACE_GOALS, _LINK_GOALS, _PLACE_KEY_RESULTS, _ROOT_PATHS):
        run(statement)
    deepest = 0
    while run(_NEXT_PATHS, depth=deepest + 1):
        deepest += 1
    rows = connection.execute(_LATEST.format(node=table)).fetchall()
    connection.executemany(_MEASURE.format(node=table), [_figures(row) for row in rows])
    for depth in range(deepest - 1, -1, -1):
        run(_ROLL_UP, depth=depth)


def _figures(row: Row) -> tuple[object, ...]:
    found = from_latest(row, row)
    return found.progress, found.value, found.confidence, found.checked_on, found.next_due, row["node"]


def _progress(weighted: int, measured: int, total: int) -> int | None:
    return progress_of(Sums(weighted, measured, total))
