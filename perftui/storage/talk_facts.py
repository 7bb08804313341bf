"""What a talk can be about: the open gaps of a person, what is measured of that person now, what was promised in earlier talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage.talk_sight import seen

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def open_gaps(store: Store, person_id: str, limit: int) -> list[str]:
    """The ids of the open gaps of a person, the most severe first; one that was measured again is left out."""
    rows = store.rows(
        f"""SELECT g.id FROM gap g WHERE g.person_id = ? AND g.state = 'open' AND {store.sees("g.person_id")}
        AND NOT EXISTS (SELECT 1 FROM gap later WHERE later.earlier_id = g.id)
        ORDER BY CASE g.severity WHEN 'severe' THEN 0 WHEN 'moderate' THEN 1 WHEN 'minor' THEN 2 ELSE 3 END, g.rowid DESC LIMIT ?""",
        (person_id, limit),
    )
    return [row[0] for row in rows]


def promised(store: Store, person_id: str, but: str, limit: int) -> list[Row]:
    """The actions out of earlier talks with a person, the latest talk first, with the owner's name.

    Args:
        store: The store.
        person_id: With whom the talks were.
        but: The id of a talk whose own actions are left out.
        limit: How many at most.
    """
    return store.rows(
        f"""SELECT a.*, coalesce(o.name, '') AS owner, t.held_on, '' AS with_units FROM talk t
        JOIN action a ON a.origin_entity = 'talk' AND a.origin_id = t.id LEFT JOIN person o ON o.id = a.owner_person_id
        WHERE t.person_id = ? AND t.id <> ? AND t.state = 'held' AND a.state <> 'cancelled' AND {seen(store)}
        AND {store.sees("a.owner_person_id")} ORDER BY t.held_on DESC, a.due_date, a.rowid LIMIT ?""",
        (person_id, but, limit),
    )


def goals_of(store: Store, person_id: str) -> list[Row]:
    """`id` and `title` of the goals of a person that run, the latest first."""
    return store.rows(
        f"""SELECT g.id, g.title FROM goal g WHERE g.owner_person_id = ? AND g.state IN ('proposed', 'agreed', 'active')
        AND {store.sees("g.owner_person_id")} ORDER BY g.rowid DESC""",
        (person_id,),
    )
