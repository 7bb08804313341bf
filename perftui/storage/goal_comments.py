"""What was said about goals while they were reviewed, and which of them wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.storage.agendas import LOOKED_AT, MANY

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

SINCE: Final = {
    "proposed": "SELECT max(v.on_date) FROM goal_version v WHERE v.goal_id = g.id AND v.kind = 'proposed'",
    "returned": "SELECT max(c.on_date) FROM goal_comment c WHERE c.goal_id = g.id AND c.kind = 'returned'",
}
"""State in review to the day since which a goal `g` is in it."""
# No index leads to a state: what was proposed lately has a version, and what came from older files is among the newest goals.
_IN_REVIEW = f"""FROM (SELECT id FROM (SELECT id, state FROM goal ORDER BY rowid DESC LIMIT {LOOKED_AT}) WHERE state = :state
    UNION SELECT goal_id FROM (SELECT goal_id FROM goal_version ORDER BY rowid DESC LIMIT {LOOKED_AT})) found
JOIN goal g ON g.id = found.id AND g.state = :state JOIN cycle c ON c.id = g.cycle_id AND c.state <> 'closed'
LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id"""


def comments_of(store: Store, goal_id: str) -> list[Row]:
    """The comments on a goal, newest first."""
    return store.rows(
        f"""SELECT c.* FROM goal_comment c JOIN goal g ON g.id = c.goal_id
        WHERE c.goal_id = ? AND {store.sees("g.owner_person_id")} ORDER BY c.on_date DESC, c.rowid DESC""",
        (goal_id,),
    )


def in_review(store: Store, state: str, limit: int) -> list[Row]:
    """Goals of cycles that are not closed in a state of the review, those that wait longest first: `id`, `title`, `owner`, `since`.

    Raises:
        KeyError: The state is another one.
    """
    return store.rows(
        f"""SELECT g.id, g.title, coalesce(p.name, u.name, '') AS owner, ({SINCE[state]}) AS since {_IN_REVIEW}
        WHERE {store.sees("g.owner_person_id")} ORDER BY since, g.id LIMIT :limit""",
        {"state": state, "limit": limit},
    )


def in_review_count(store: Store, state: str) -> int:
    """How many of them there are, up to `MANY` + 1."""
    query = f"SELECT count(*) FROM (SELECT 1 {_IN_REVIEW} WHERE {store.sees('g.owner_person_id')} LIMIT {MANY + 1})"
    return int(store.value(query, {"state": state}))
