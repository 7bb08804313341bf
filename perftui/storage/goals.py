"""Goals, key results, check-ins and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage import words

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def get(store: Store, goal_id: str) -> Row | None:
    """One goal with its owner's name, its cycle, and its parent's title where that is visible."""
    return store.row(
        f"""SELECT g.*, p.name AS owner_person, u.name AS owner_unit, c.name AS cycle,
            iif({store.sees("up.owner_person_id")}, up.title, NULL) AS parent
        FROM goal g JOIN cycle c ON c.id = g.cycle_id LEFT JOIN goal up ON up.id = g.parent_id
        LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id
        WHERE g.id = ? AND {store.sees("g.owner_person_id")}""",
        (goal_id,),
    )


def get_key_result(store: Store, key_result_id: str) -> Row | None:
    """One key result with its goal's title, owner and state."""
    return store.row(
        f"""SELECT k.*, g.title AS goal, g.state, g.owner_person_id, g.cycle_id FROM key_result k JOIN goal g ON g.id = k.goal_id
        WHERE k.id = ? AND {store.sees("g.owner_person_id")}""",
        (key_result_id,),
    )


def next_position(store: Store, parent_id: str | None) -> int:
    """Behind the last goal under a parent (None: at the top)."""
    return int(store.value("SELECT coalesce(max(pos), 0) + 1 FROM goal WHERE parent_id IS ?", (parent_id,)))


def next_key_result_position(store: Store, goal_id: str) -> int:
    """Behind the last key result of a goal."""
    return int(store.value("SELECT coalesce(max(pos), 0) + 1 FROM key_result WHERE goal_id = ?", (goal_id,)))


_SIBLINGS = {"goal": ("parent_id", "s.state <> 'archived'", "s"), "key_result": ("goal_id", "s.is_archived = 0", "g")}
"""Table to the column of its parent, the condition for what counts, and where its owner stands."""


def neighbour(store: Store, table: str, record_id: str, step: int) -> Row | None:
    """The visible sibling right before (step -1) or after (step 1) a goal or key result.

    Raises:
        KeyError: The table is another one.
    """
    parent, counts, owner = _SIBLINGS[table]
    sign, order = ("<", "DESC") if step < 0 else (">", "ASC")
    goal = "JOIN goal g ON g.id = s.goal_id" if owner == "g" else ""
    return store.row(
        f"""SELECT s.* FROM {table} t JOIN {table} s ON s.{parent} IS t.{parent} AND s.pos {sign} t.pos {goal}
        WHERE t.id = ? AND {counts} AND {store.sees(owner + ".owner_person_id")} ORDER BY s.pos {order} LIMIT 1""",
        (record_id,),
    )


def ancestors(store: Store, goal_id: str) -> list[str]:
    """The ids of the visible goals above a goal, its parent first."""
    rows = store.rows(
        f"""WITH RECURSIVE up (id, parent_id, n) AS (SELECT id, parent_id, 0 FROM goal WHERE id = ?
        UNION ALL SELECT g.id, g.parent_id, up.n + 1 FROM goal g JOIN up ON g.id = up.parent_id WHERE up.n < 250)
        SELECT g.id FROM up JOIN goal g ON g.id = up.id WHERE n > 0 AND {store.sees("g.owner_person_id")} ORDER BY n""",
        (goal_id,),
    )
    return [row[0] for row in rows]


def subtree(store: Store, goal_id: str) -> list[Row]:
    """A goal and all visible goals below it, parents before children."""
    return store.rows(
        f"""WITH RECURSIVE down (id, n) AS (SELECT ?, 0 UNION ALL SELECT g.id, down.n + 1 FROM goal g JOIN down ON g.parent_id = down.id)
        SELECT g.*, down.n AS distance FROM down JOIN goal g ON g.id = down.id WHERE {store.sees("g.owner_person_id")}
        ORDER BY down.n, g.pos""",
        (goal_id,),
    )


def check_ins_of(store: Store, key_result_id: str, limit: int = 100) -> list[Row]:
    """The check-ins of a key result with who wrote them, newest first."""
    return store.rows(
        f"""SELECT ci.*, (SELECT actor FROM event WHERE entity = 'check_in' AND entity_id = ci.id AND verb = 'insert'
            ORDER BY seq DESC LIMIT 1) AS actor
        FROM check_in ci JOIN key_result k ON k.id = ci.key_result_id JOIN goal g ON g.id = k.goal_id
        WHERE ci.key_result_id = ? AND {store.sees("g.owner_person_id")} ORDER BY ci.on_date DESC, ci.id DESC LIMIT ?""",
        (key_result_id, limit),
    )


def links_of(store: Store, goal_id: str) -> list[Row]:
    """The links of a goal in both directions, with the other goal's title; `is_outgoing` tells which way."""
    return store.rows(
        f"""SELECT l.*, l.from_goal_id = :id AS is_outgoing, o.id AS other_id, o.title AS other FROM goal_link l
        JOIN goal g ON g.id = :id JOIN goal o ON o.id = iif(l.from_goal_id = :id, l.to_goal_id, l.from_goal_id)
        WHERE (l.from_goal_id = :id OR l.to_goal_id = :id)
        AND {store.sees("g.owner_person_id")} AND {store.sees("o.owner_person_id")} ORDER BY l.kind, o.title""",
        {"id": goal_id},
    )


def _is_called(store: Store, table: str, alias: str) -> str:
    """The condition that a title holds `:text`; in a large table, that it is one of the newest with its `:words`."""
    if words.is_large(store, table):
        return f"{alias}.rowid IN (SELECT rowid FROM {table}_words WHERE {table}_words MATCH :words ORDER BY rowid DESC LIMIT 500)"
    return f"instr(lower({alias}.title), lower(:text)) > 0"


def search(store: Store, text: str, limit: int) -> list[Row]:
    """Goals whose title holds a text, active cycles first."""
    return store.rows(
        f"""SELECT g.id, g.title, g.level, c.name AS cycle, coalesce(p.name, u.name) AS owner FROM goal g JOIN cycle c ON c.id = g.cycle_id
        LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id
        WHERE g.state <> 'archived' AND {_is_called(store, "goal", "g")} AND {store.sees("g.owner_person_id")}
        ORDER BY c.state = 'closed', g.title LIMIT :limit""",
        {"text": text, "words": words.query(text), "limit": limit},
    )


def search_key_results(store: Store, text: str, limit: int) -> list[Row]:
    """Key results whose title holds a text, active cycles first; the columns are those of `search`."""
    return store.rows(
        f"""SELECT k.id, k.title, g.level, c.name AS cycle, g.title AS owner FROM key_result k JOIN goal g ON g.id = k.goal_id
        JOIN cycle c ON c.id = g.cycle_id
        WHERE k.is_archived = 0 AND g.state <> 'archived' AND {_is_called(store, "key_result", "k")} AND {store.sees("g.owner_person_id")}
        ORDER BY c.state = 'closed', k.title LIMIT :limit""",
        {"text": text, "words": words.query(text), "limit": limit},
    )
