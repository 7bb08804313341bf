"""What may be changed in which state of a round of 360 feedback, said in a sentence where it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.feedback import RoundState
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.storage import raters, rounds
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

CLOSED = frozenset((RoundState.FROZEN, RoundState.RELEASED))


class RoundIsFrozen(Refused):
    """Something is to change in a round that is frozen or released."""

    template = mark("“{title}” is frozen: its people, questions and answers stay as they are. Start another round for what is missing.")


class RoundIsOpen(Refused):
    """Something that holds for all is to change while answers come in."""

    template = mark("“{title}” is collecting answers: people, questions and weights change in setup only. F8 takes it back to setup.")


class RoundNotOpen(Refused):
    """An answer comes before the round was opened."""

    template = mark("“{title}” is not open for answers yet: F7 in the round opens it.")


class FormDeclined(Refused):
    """Somebody who declined is to answer after all."""

    template = mark("{name} has declined: take that back first (F8 in the list of raters).")


def round_row(store: Store, round_id: str) -> Row:
    """One round.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = rounds.get(store, round_id)
    if row is None:
        raise Gone
    return row


def in_setup(store: Store, round_id: str) -> Row:
    """One round whose setup may change.

    Raises:
        RoundIsFrozen: It is frozen or released.
        RoundIsOpen: Answers come in.
        Gone: There is none.
    """
    row = changeable(store, round_id)
    if RoundState(row["state"]) is not RoundState.SETUP:
        raise RoundIsOpen(title=row["title"])
    return row


def changeable(store: Store, round_id: str) -> Row:
    """One round that is not frozen.

    Raises:
        RoundIsFrozen: It is frozen or released.
        Gone: There is none.
    """
    row = round_row(store, round_id)
    if RoundState(row["state"]) in CLOSED:
        raise RoundIsFrozen(title=row["title"])
    return row


def rater_row(store: Store, rater_id: str) -> Row:
    """One rater.

    Raises:
        Gone: There is none, or the actor may not see whom it is about.
    """
    row = raters.get(store, rater_id)
    if row is None:
        raise Gone
    return row


def answerable(store: Store, rater_id: str) -> Row:
    """A rater who may answer now.

    Raises:
        RoundIsFrozen: The round is frozen or released.
        RoundNotOpen: It has not been opened.
        FormDeclined: The rater has declined.
        Gone: There is no such rater.
    """
    rater = rater_row(store, rater_id)
    row = changeable(store, rater["round_id"])
    if RoundState(row["state"]) is RoundState.SETUP:
        raise RoundNotOpen(title=row["title"])
    if rater["is_declined"]:
        raise FormDeclined(name=rater["called"])
    return rater
