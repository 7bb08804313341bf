"""Meetings with their participants, topics and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage import actions, parties

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

PARTS = ("meeting_topic", "meeting_participant", "meeting_decision")
"""The tables of what belongs to a meeting."""


_OF_IT = actions.IN_MEETING.format(id="m.id")


def _attended(store: Store) -> str:
    """The condition for a meeting `m` to be visible: behind a scope somebody visible takes part in it."""
    sees = store.sees("x.person_id")
    if sees == "TRUE":
        return sees
    return f"EXISTS (SELECT 1 FROM meeting_participant x WHERE x.meeting_id = m.id AND x.person_id IS NOT NULL AND {sees})"


def listing(store: Store) -> list[Row]:
    """All meetings, the latest first, with the numbers of their `topics`, `decisions`, `actions`, and of those `open`."""
    return store.rows(
        f"""SELECT m.*, (SELECT count(*) FROM meeting_topic t WHERE t.meeting_id = m.id) AS topics,
            (SELECT count(*) FROM meeting_decision d WHERE d.meeting_id = m.id) AS decisions,
            (SELECT count(*) FROM action a WHERE {_OF_IT} AND a.state <> 'cancelled') AS actions,
            (SELECT count(*) FROM action a WHERE {_OF_IT} AND a.state = 'open') AS open
        FROM meeting m WHERE {_attended(store)} ORDER BY m.on_date DESC, m.id DESC"""
    )


def titles(store: Store) -> list[Row]:
    """`id`, `title`, `kind` and `on_date` of all meetings, the latest first."""
    return store.rows(f"SELECT m.id, m.title, m.kind, m.on_date FROM meeting m WHERE {_attended(store)} ORDER BY m.on_date DESC, m.id DESC")


def get(store: Store, meeting_id: str) -> Row | None:
    """One meeting."""
    return store.row(f"SELECT m.* FROM meeting m WHERE m.id = ? AND {_attended(store)}", (meeting_id,))


def participants(store: Store, meeting_id: str) -> list[Row]:
    """Units first, then people, with their names and the units of the people."""
    return store.rows(
        f"""SELECT x.*, coalesce(p.name, u.name) AS name, coalesce(pu.name, '') AS of_unit FROM meeting_participant x
        LEFT JOIN person p ON p.id = x.person_id LEFT JOIN unit pu ON pu.id = p.unit_id LEFT JOIN unit u ON u.id = x.unit_id
        WHERE x.meeting_id = ? AND {store.sees("x.person_id")} ORDER BY x.unit_id IS NULL, name""",
        (meeting_id,),
    )


def topics(store: Store, meeting_id: str) -> list[Row]:
    """The topics in their order; of those that are goals, conflicts or gaps the visible ones, with the conflict's state and both titles."""
    return store.rows(
        f"""SELECT t.*, g.title AS goal, l.reason, m.id AS meeting, l.state AS link_state, l.version AS link_version, l.resolution,
            l.from_goal_id, l.to_goal_id, f.title AS from_title, o.title AS to_title, x.dimension AS gap,
            coalesce(xp.name, xu.name, '') AS gap_of FROM meeting_topic t
        LEFT JOIN goal g ON g.id = t.goal_id LEFT JOIN goal_link l ON l.id = t.link_id
        LEFT JOIN meeting m ON m.id = l.meeting_id AND m.state <> 'cancelled'
        LEFT JOIN goal f ON f.id = l.from_goal_id LEFT JOIN goal o ON o.id = l.to_goal_id
        LEFT JOIN gap x ON x.id = t.gap_id LEFT JOIN person xp ON xp.id = x.person_id LEFT JOIN unit xu ON xu.id = x.unit_id
        WHERE t.meeting_id = ? AND {store.sees("x.person_id")} AND {store.sees("g.owner_person_id")} AND {store.sees("f.owner_person_id")}
        AND {store.sees("o.owner_person_id")} ORDER BY t.pos, t.id""",
        (meeting_id,),
    )


def topic_goals(store: Store, meeting_id: str) -> list[Row]:
    """The goals that are talked about, by themselves or as sides of a conflict, as sides `a` with their `weight`; each once."""
    return store.rows(
        f"""SELECT a.weight, {parties.columns("a")} FROM goal a {parties.joins("a")} WHERE a.id IN (
            SELECT t.goal_id FROM meeting_topic t WHERE t.meeting_id = :id
            UNION SELECT l.from_goal_id FROM meeting_topic t JOIN goal_link l ON l.id = t.link_id WHERE t.meeting_id = :id
            UNION SELECT l.to_goal_id FROM meeting_topic t JOIN goal_link l ON l.id = t.link_id WHERE t.meeting_id = :id)
        AND {store.sees("a.owner_person_id")} ORDER BY a.title""",
        {"id": meeting_id},
    )


def decisions(store: Store, meeting_id: str) -> list[Row]:
    """The decisions in their order, with the title of the goal where it is visible."""
    return store.rows(
        f"""SELECT d.*, iif({store.sees("g.owner_person_id")}, g.title, NULL) AS goal FROM meeting_decision d
        LEFT JOIN goal g ON g.id = d.goal_id WHERE d.meeting_id = ? ORDER BY d.pos, d.id""",
        (meeting_id,),
    )


def changes(store: Store, meeting_id: str) -> list[Row]:
    """What was changed of goals by a meeting, the oldest first."""
    return store.rows(
        f"""SELECT c.*, g.title FROM goal_amendment c JOIN goal g ON g.id = c.goal_id
        WHERE c.meeting_id = ? AND {store.sees("g.owner_person_id")} ORDER BY c.rowid""",
        (meeting_id,),
    )


def part(store: Store, table: str, record_id: str) -> Row | None:
    """One topic, participant or decision.

    Raises:
        KeyError: The table is another one.
    """
    if table not in PARTS:
        raise KeyError(table)
    return store.row(f"SELECT * FROM {table} WHERE id = ?", (record_id,))


def remove_part(store: Store, table: str, record_id: str) -> None:
    """Remove one of them; inside `write()`."""
    if table not in PARTS:
        raise KeyError(table)
    store.connection.execute(f"DELETE FROM {table} WHERE id = ?", (record_id,))


def next_position(store: Store, table: str, meeting_id: str) -> int:
    """Behind the last topic or decision of a meeting."""
    if table not in PARTS:
        raise KeyError(table)
    return int(store.value(f"SELECT coalesce(max(pos), 0) + 1 FROM {table} WHERE meeting_id = ?", (meeting_id,)))


def takes_part(store: Store, meeting_id: str, record_id: str) -> bool:
    """Whether a person or unit takes part already."""
    return bool(
        store.value(
            "SELECT EXISTS (SELECT 1 FROM meeting_participant WHERE meeting_id = ? AND coalesce(person_id, unit_id) = ?)",
            (meeting_id, record_id),
        )
    )
