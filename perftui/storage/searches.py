"""Finding goals by what their titles sound like: the titles that are worth reading for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LOOKED_AT = 20_000
"""The newest goals, so many of which are looked through."""


def chinese_titles(store: Store, limit: int) -> list[Row]:
    """`id` and `title` of the newest goals whose title is not plain ASCII, of cycles that are not closed."""
    return store.rows(
        f"""SELECT g.id, g.title FROM (SELECT * FROM goal ORDER BY rowid DESC LIMIT {LOOKED_AT}) g JOIN cycle c ON c.id = g.cycle_id
        WHERE length(CAST(g.title AS BLOB)) > length(g.title) AND g.state <> 'archived' AND c.state <> 'closed'
        AND {store.sees("g.owner_person_id")} LIMIT ?""",
        (limit,),
    )
