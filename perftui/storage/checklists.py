"""The answers of the checklists that were run against gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def of_gap(store: Store, gap_id: str) -> list[Row]:
    """The answers of a gap, with the `cause_state` and `cause_version` of what came out of each."""
    return store.rows(
        f"""SELECT a.*, c.state AS cause_state, c.version AS cause_version, c.text AS cause_text
        FROM checklist_answer a JOIN gap g ON g.id = a.gap_id LEFT JOIN cause c ON c.id = a.cause_id
        WHERE a.gap_id = ? AND {store.sees("g.person_id")}""",
        (gap_id,),
    )


def remove(store: Store, answer_id: str) -> None:
    """Take an answer away; inside `write()`."""
    store.connection.execute("DELETE FROM checklist_answer WHERE id = ?", (answer_id,))
