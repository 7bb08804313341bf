"""Retrospectives: the steps of their agenda, their notes, and the gaps that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.storage.actions import CAUSES_OF_NOTES

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

START = "start"
"""The code of the step that holds the time of day at which the meeting begins; it takes no minutes."""


def steps(store: Store, meeting_id: str) -> list[Row]:
    """The steps of the agenda in their order, the one that holds the start among them."""
    return store.rows("SELECT * FROM meeting_step WHERE meeting_id = ? ORDER BY pos, id", (meeting_id,))


def step(store: Store, step_id: str) -> Row | None:
    """One step."""
    return store.row("SELECT * FROM meeting_step WHERE id = ?", (step_id,))


def notes(store: Store, meeting_id: str) -> list[Row]:
    """The notes in their order, each with the gap and the cause that it was linked to, where they are visible."""
    is_seen = store.sees("g.person_id")
    return store.rows(
        f"""SELECT n.*, iif({is_seen}, g.dimension, NULL) AS gap, iif({is_seen}, c.text, NULL) AS cause FROM retro_note n
        LEFT JOIN gap g ON g.id = n.gap_id LEFT JOIN cause c ON c.id = n.cause_id
        WHERE n.meeting_id = ? ORDER BY n.pos, n.id""",
        (meeting_id,),
    )


def note(store: Store, note_id: str) -> Row | None:
    """One note."""
    return store.row("SELECT * FROM retro_note WHERE id = ?", (note_id,))


def causes_of_notes(store: Store, meeting_id: str) -> list[Row]:
    """`note_id` and `id` of each cause that a note of a meeting became, and of the whys below it."""
    return store.rows(f"{CAUSES_OF_NOTES.format(id=':id')} SELECT note_id, id FROM below", {"id": meeting_id})


def pair_actions(store: Store, note_id: str) -> None:
    """Let the actions out of a note that became a cause answer that cause; inside `write()`."""
    store.connection.execute(
        """UPDATE action SET origin_entity = 'cause', version = version + 1,
            origin_id = (SELECT n.cause_id FROM retro_note n WHERE n.id = :id)
        WHERE origin_entity = 'retro_note' AND origin_id = :id
            AND EXISTS (SELECT 1 FROM retro_note n WHERE n.id = :id AND n.cause_id IS NOT NULL)""",
        {"id": note_id},
    )


def grouped_under(store: Store, note_id: str) -> list[Row]:
    """The notes that stand under another one."""
    return store.rows("SELECT * FROM retro_note WHERE merged_into_id = ?", (note_id,))


def remove_note(store: Store, note_id: str) -> None:
    """Remove a note; inside `write()`."""
    store.connection.execute("DELETE FROM retro_note WHERE id = ?", (note_id,))


def next_note_position(store: Store, meeting_id: str) -> int:
    """Behind the last note of a meeting."""
    return int(store.value("SELECT coalesce(max(pos), 0) + 1 FROM retro_note WHERE meeting_id = ?", (meeting_id,)))


def next_cause_position(store: Store, gap_id: str) -> int:
    """Behind the last cause of a gap."""
    return int(store.value("SELECT coalesce(max(pos), 0) + 1 FROM cause WHERE gap_id = ?", (gap_id,)))


_GAP = "SELECT g.*, coalesce(p.name, u.name, '') AS whose FROM gap g LEFT JOIN person p ON p.id = g.person_id"


def gap(store: Store, gap_id: str) -> Row | None:
    """One gap with the name of the person or unit whose it is."""
    return store.row(f"{_GAP} LEFT JOIN unit u ON u.id = g.unit_id WHERE g.id = ? AND {store.sees('g.person_id')}", (gap_id,))


def open_gaps(store: Store, most: int) -> list[Row]:
    """The gaps that are still open, the newest first, up to a number."""
    return store.rows(
        f"{_GAP} LEFT JOIN unit u ON u.id = g.unit_id WHERE g.state = 'open' AND {store.sees('g.person_id')} ORDER BY g.id DESC LIMIT ?",
        (most,),
    )


def meeting_of(store: Store, record_id: str) -> str:
    """The meeting of a note, or the record itself where it is none."""
    return str(store.value("SELECT meeting_id FROM retro_note WHERE id = ?", (record_id,)) or record_id)
