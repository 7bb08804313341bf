"""Causes of gaps: chains of whys, the last of which is the root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage.actions import against

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def get(store: Store, cause_id: str) -> Row | None:
    """One cause with whose gap it is."""
    return store.row(
        f"""SELECT c.*, g.dimension, g.person_id FROM cause c JOIN gap g ON g.id = c.gap_id
        WHERE c.id = ? AND {store.sees("g.person_id")}""",
        (cause_id,),
    )


def of_gap(store: Store, gap_id: str) -> list[Row]:
    """All causes of a gap, in their order; whys stand behind what they explain."""
    return store.rows(
        f"""SELECT c.* FROM cause c JOIN gap g ON g.id = c.gap_id WHERE c.gap_id = ? AND {store.sees("g.person_id")}
        ORDER BY c.pos, c.id""",
        (gap_id,),
    )


def next_position(store: Store, gap_id: str) -> int:
    """The position behind the last cause of a gap."""
    return int(store.value("SELECT coalesce(max(pos) + 1, 0) FROM cause WHERE gap_id = ?", (gap_id,)))


def actions_left(store: Store, cause_id: str) -> int:
    """How many actions that are not cancelled answer a cause."""
    return int(
        store.value(
            f"SELECT count(*) FROM action a WHERE {against('?1')} AND a.state <> 'cancelled'",
            (cause_id,),
        )
    )


def is_in_plan(store: Store, cause_id: str) -> bool:
    """Whether a plan answers a cause, or a step of one does."""
    found = store.value(
        "SELECT EXISTS (SELECT 1 FROM plan_gap WHERE cause_id = ?1) OR EXISTS (SELECT 1 FROM plan_step WHERE cause_id = ?1)", (cause_id,)
    )
    return bool(found)


def remove(store: Store, cause_id: str) -> None:
    """Take a cause away, with what a checklist or a retrospective kept of it; inside `write()`."""
    store.connection.execute("UPDATE checklist_answer SET cause_id = NULL, version = version + 1 WHERE cause_id = ?", (cause_id,))
    store.connection.execute("UPDATE retro_note SET cause_id = NULL, version = version + 1 WHERE cause_id = ?", (cause_id,))
    store.connection.execute("DELETE FROM cause WHERE id = ?", (cause_id,))


def move_actions(store: Store, from_id: str, to_id: str) -> int:
    """Let the actions against a cause answer another one; inside `write()`.

    Returns:
        How many there were.
    """
    return store.connection.execute(
        "UPDATE action SET origin_id = ?, version = version + 1 WHERE origin_entity = 'cause' AND origin_id = ?", (to_id, from_id)
    ).rowcount
