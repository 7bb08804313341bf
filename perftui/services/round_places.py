"""Where in which round something stands, what it is called, and whom a round about a unit is about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from perftui.records import NamedTuple
from perftui.storage import lookups, raters, rounds, units
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

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


def subject_name(store: Store, subject_id: str) -> str:
    """The name of somebody a round is about.

    Raises:
        Gone: There is no such person in a round.
    """
    row = rounds.subject(store, subject_id)
    if row is None:
        raise Gone
    return str(row["name"])


def people_of_unit(store: Store, unit_id: str, today: date) -> list[str]:
    """The people of a unit and of those below it who are here, by name."""
    return raters.people_in(store, json.dumps(units.subtree(store, unit_id)), today.isoformat())


def names(store: Store, person_ids: Iterable[str]) -> dict[str, str]:
    """What people are called, by id."""
    return lookups.names(store, "person", person_ids)
