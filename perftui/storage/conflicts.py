"""What conflicts are found in, and those that are recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.storage import parties

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LOOKED_AT: Final = 10_000
"""Key results that are compared: the newest of those that still run."""

_RECORDED = f"""FROM goal_link l JOIN goal a ON a.id = l.from_goal_id JOIN goal b ON b.id = l.to_goal_id
{parties.joins("a")} {parties.joins("b")} LEFT JOIN meeting m ON m.id = l.meeting_id AND m.state <> 'cancelled'
WHERE l.kind = 'conflicts'"""
_WAITING = f"""{_RECORDED} AND l.state = 'open' AND m.id IS NULL AND {parties.is_live("a")} AND {parties.is_live("b")}"""


def aims(store: Store) -> list[Row]:
    """The key results of goals that still run whose targets can be compared, each with the side `a`."""
    return store.rows(
        f"""SELECT k.title, k.unit, k.operator, k.target, k.low, k.high, k.tolerance, coalesce(k.measure_id, '') AS measure,
            {parties.columns("a")} FROM key_result k JOIN goal a ON a.id = k.goal_id {parties.joins("a")}
        WHERE k.is_archived = 0 AND k.operator IN ('at_least', 'at_most', 'equals', 'within', 'range') AND {parties.is_live("a")}
        AND {store.sees("a.owner_person_id")} ORDER BY k.rowid DESC LIMIT {LOOKED_AT}"""
    )


def dependencies(store: Store) -> list[Row]:
    """The dependencies that nobody has settled, between goals that still run: the side `a` waits for `b`."""
    return store.rows(
        f"""SELECT {parties.columns("a")}, {parties.columns("b")} FROM goal_link l JOIN goal a ON a.id = l.from_goal_id
        JOIN goal b ON b.id = l.to_goal_id {parties.joins("a")} {parties.joins("b")}
        WHERE l.kind = 'depends' AND l.state = 'open' AND {parties.is_live("a")} AND {parties.is_live("b")}
        AND {store.sees("a.owner_person_id")} AND {store.sees("b.owner_person_id")} ORDER BY l.rowid"""
    )


def sides(store: Store, goal_ids: str) -> list[Row]:
    """Some goals as sides `a`.

    Args:
        store: The store.
        goal_ids: A JSON list of their ids.
    """
    return store.rows(
        f"""SELECT {parties.columns("a")} FROM json_each(?) w JOIN goal a ON a.id = w.value {parties.joins("a")}
        WHERE {store.sees("a.owner_person_id")}""",
        (goal_ids,),
    )


def recorded(store: Store, link_id: str = "") -> list[Row]:
    """The conflicts that are recorded, or one of them: the link, its two sides, and the meeting in which it is a topic."""
    return store.rows(
        f"""SELECT l.*, {parties.columns("a")}, {parties.columns("b")}, m.title AS meeting, m.on_date AS meeting_on {_RECORDED}
        AND a.state <> 'archived' AND b.state <> 'archived' AND (:link = '' OR l.id = :link)
        AND {store.sees("a.owner_person_id")} AND {store.sees("b.owner_person_id")} ORDER BY l.id""",
        {"link": link_id},
    )


def without_meeting(store: Store, limit: int) -> list[Row]:
    """Recorded conflicts of goals that still run, neither settled nor in a meeting, the oldest first."""
    return store.rows(
        f"""SELECT l.id, l.reason, {parties.columns("a")}, {parties.columns("b")} {_WAITING}
        AND {store.sees("a.owner_person_id")} AND {store.sees("b.owner_person_id")} ORDER BY l.id LIMIT :limit""",
        {"limit": limit},
    )


def without_meeting_count(store: Store, most: int) -> int:
    """How many of them there are, up to a number."""
    sees = f"{store.sees('a.owner_person_id')} AND {store.sees('b.owner_person_id')}"
    return int(store.value(f"SELECT count(*) FROM (SELECT 1 {_WAITING} AND {sees} LIMIT :most)", {"most": most}))


def meeting_of(store: Store, link_id: str) -> str | None:
    """The title of a meeting in which a link is a topic."""
    found = store.value("SELECT m.title FROM meeting_topic t JOIN meeting m ON m.id = t.meeting_id WHERE t.link_id = ? LIMIT 1", (link_id,))
    return None if found is None else str(found)
