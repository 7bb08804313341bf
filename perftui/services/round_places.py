"""Where in which round something stands: a person it is about, a rater, a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.records import NamedTuple
from perftui.storage import raters, rounds

if TYPE_CHECKING:
    from perftui.storage.stores import Store


class RoundPlace(NamedTuple):
    """A round, and what in it."""

    round_id: str
    subject_id: str = ""
    rater_id: str = ""
    question_id: str = ""


def find(store: Store, record_id: str) -> RoundPlace | None:
    """Where the record with an id stands, whether it is a round or something in one; None where it is neither."""
    if rounds.get(store, record_id) is not None:
        return RoundPlace(record_id)
    if (row := rounds.subject(store, record_id)) is not None:
        return RoundPlace(row["round_id"], record_id)
    if (row := raters.get(store, record_id)) is not None:
        return RoundPlace(row["round_id"], row["subject_id"], record_id)
    if (row := rounds.question(store, record_id)) is not None:
        return RoundPlace(row["round_id"], question_id=record_id)
    return None
