"""What the search reads beside the people and goals that a text finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LOOKED_AT = 20_000
"""The newest goals, so many of which are looked through."""


def first_people(store: Store, today: str, limit: int) -> list[int]:
    """The positions (row ids) of the first people by name who are here."""
    rows = store.rows(
        f"""SELECT p.rowid FROM person p WHERE p.is_archived = 0 AND (p.exit_date IS NULL OR p.exit_date >= ?) AND {store.sees("p.id")}
        ORDER BY p.sort_key LIMIT ?""",
        (today, limit),
    )
    return [row[0] for row in rows]


def chinese_titles(store: Store, limit: int) -> list[Row]:
    """`id` and `title` of the newest goals whose title is not plain ASCII, of cycles that are not closed."""
    return store.rows(
        f"""SELECT g.id, g.title FROM (SELECT * FROM goal ORDER BY rowid DESC LIMIT {LOOKED_AT}) g JOIN cycle c ON c.id = g.cycle_id
        WHERE length(CAST(g.title AS BLOB)) > length(g.title) AND g.state <> 'archived' AND c.state <> 'closed'
        AND {store.sees("g.owner_person_id")} LIMIT ?""",
        (limit,),
    )
