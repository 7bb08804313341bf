"""Freezing and releasing a round of 360 feedback (R42): from then on nobody can tell who gave which answer.

What may never be shown is not kept: the answers of groups below the threshold, and of questions that too few answered
(`domain.feedback_figures`). What is kept stands under a random id of its own, in random order, beside the group and not the rater.
"""

from __future__ import annotations

from collections import Counter
from secrets import SystemRandom, token_hex
from typing import TYPE_CHECKING

from perftui.domain.feedback import RoundState
from perftui.domain.feedback_figures import EXEMPT, Grouping, Source, grouping, is_releasable
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.storage import round_freezing, rounds, scrubbing
from perftui.storage.round_freezing import FrozenAnswer, FrozenCount
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NotCollecting(Refused):
    """Only answers that are being collected can be frozen."""

    template = mark("“{title}” is not collecting answers, so there is nothing to freeze.")


class NobodyAnswered(Refused):
    """No form is complete."""

    template = mark("Nobody has completed a form of “{title}” yet, so there is nothing to freeze. Remind the raters, or move the due date.")


class NotFrozen(Refused):
    """Only what is frozen can be released, and only what is released be taken back."""

    template = mark("“{title}” is not frozen: only a frozen round can be released.")


class FreezeEffect(NamedTuple):
    """What freezing a round would do."""

    title: str
    subjects: int
    """Participants."""
    completed: int
    """Forms that are complete."""
    begun: int
    """Forms that were begun and are dropped."""
    missing: int
    """Raters who have not begun."""
    shown: int
    """Groups of participants that are shown by themselves."""
    merged: int
    """Those that are shown together as others."""
    hidden: int
    """Those that are hidden, with their answers deleted."""
    threshold: int


class Frozen(NamedTuple):
    """What freezing has done."""

    answers: int
    """Levels and comments that were kept."""
    is_clean: bool
    """Whether nothing of what was deleted is left in the file; else `scrub` has to be tried again."""


def effect(store: Store, round_id: str) -> FreezeEffect:
    """What freezing a round would do.

    Raises:
        Gone: There is no such round.
        NotCollecting: It is not collecting.
        NobodyAnswered: No form is complete.
    """
    row = _collecting(store, round_id)
    counts = round_freezing.counts(store, round_id)
    groupings = _groupings(counts, row["threshold"]).values()
    completed, begun = sum(each["completed"] for each in counts), sum(each["begun"] for each in counts)
    return FreezeEffect(
        title=row["title"],
        subjects=len(groupings),
        completed=completed,
        begun=begun,
        missing=sum(each["invited"] for each in counts) - completed - begun,
        shown=sum(source is not Source.OTHERS for each in groupings for source in each.shown),
        merged=sum(len(each.merged) for each in groupings),
        hidden=sum(source not in EXEMPT for each in groupings for source in each.hidden),
        threshold=row["threshold"],
    )


def freeze(store: Store, round_id: str, today: date) -> Frozen:
    """Freeze a round, for good: in one step that cannot be undone, and then overwrite what was deleted.

    Args:
        store: The store.
        round_id: A round that is collecting.
        today: The day that is noted.

    Raises:
        Gone: There is no such round.
        NotCollecting: It is not collecting.
        NobodyAnswered: No form is complete.
    """
    with scrubbing.overwriting(store.connection):
        kept = _freeze(store, round_id, today)
    return Frozen(kept, scrubbing.scrub(store))


def _freeze(store: Store, round_id: str, today: date) -> int:
    title = _row(store, round_id)["title"]
    with store.write(Label(mark("Froze the round {title}"), {"title": title}, is_final=True)):
        row = _collecting(store, round_id)  # read again: only now can nobody else change it
        counts = round_freezing.counts(store, round_id)
        groupings = _groupings(counts, row["threshold"])
        answers = list(_kept(round_freezing.answers(store, round_id), groupings, row["threshold"]))
        SystemRandom().shuffle(answers)
        round_freezing.keep(store, answers, list(_counted(counts, groupings)))
        round_freezing.forget_raters(store, round_id)
        store.update("review_round", round_id, row["version"], state=RoundState.FROZEN, frozen_on=today.isoformat())
        round_freezing.close_steps(store, round_id)
    return len(answers)


def _groupings(counts: Sequence[Row], threshold: int) -> Mapping[str, Grouping]:
    completed: dict[str, dict[str, int]] = {}
    for row in counts:
        completed.setdefault(row["subject_id"], {})[row["code"]] = row["completed"]
    return {subject: grouping(each, threshold) for subject, each in completed.items()}


def _kept(rows: Sequence[Row], groupings: Mapping[str, Grouping], threshold: int) -> Iterator[FrozenAnswer]:
    """Levels and comments apart from each other, of those columns and questions that may be shown."""
    placed: list[tuple[str, Source, str, int | None, str]] = []
    for row in rows:
        source = groupings[row["subject_id"]].place(row["code"])
        if source is not None and row["level"] is not None:
            placed.append((row["subject_id"], source, row["question_id"], row["level"], ""))
        if source is not None and row["text"].strip():
            placed.append((row["subject_id"], source, row["question_id"], None, row["text"].strip()))
    amounts = Counter((subject, source, question, bool(text)) for subject, source, question, _level, text in placed)
    for subject, source, question, level, text in placed:
        if is_releasable(source, amounts[subject, source, question, bool(text)], threshold):
            yield FrozenAnswer(token_hex(16), subject, source, question, level, text)


def _counted(counts: Sequence[Row], groupings: Mapping[str, Grouping]) -> Iterator[FrozenCount]:
    """How many answered, of what is shown; of what is merged or hidden only how many were asked."""
    together: dict[str, tuple[int, int]] = {}
    for row in counts:
        found = groupings[row["subject_id"]]
        place = found.place(row["code"])
        is_shown = place is not None and place is not Source.OTHERS
        yield FrozenCount(row["subject_id"], row["code"], row["invited"], row["completed"] if is_shown else 0)
        if place is Source.OTHERS:
            invited, completed = together.get(row["subject_id"], (0, 0))
            together[row["subject_id"]] = invited + row["invited"], completed + row["completed"]
    for subject, (invited, completed) in together.items():
        yield FrozenCount(subject, Source.OTHERS, invited, completed)


def release(store: Store, round_id: str, today: date) -> None:
    """Let everybody who may see the participants of a frozen round see their reports.

    Raises:
        Gone: There is no such round.
        NotFrozen: It is in another state.
    """
    row = _row(store, round_id)
    if row["state"] != RoundState.FROZEN:
        raise NotFrozen(title=row["title"])
    with store.write(Label(mark("Released the round {title}"), {"title": row["title"]})):
        store.update("review_round", round_id, row["version"], state=RoundState.RELEASED, released_on=today.isoformat())


def is_scrub_due(store: Store) -> bool:
    """Whether answers of a frozen round may still stand in free parts of the file."""
    return scrubbing.is_due(store.connection)


def scrub(store: Store) -> bool:
    """Overwrite what was deleted when a round was frozen.

    Returns:
        Whether nothing is left; False while other sessions are at work.
    """
    return scrubbing.scrub(store)


def _row(store: Store, round_id: str) -> Row:
    row = rounds.get(store, round_id)
    if row is None:
        raise Gone
    return row


def _collecting(store: Store, round_id: str) -> Row:
    row = _row(store, round_id)
    if row["state"] != RoundState.COLLECTING:
        raise NotCollecting(title=row["title"])
    if not any(each["completed"] for each in round_freezing.counts(store, round_id)):
        raise NobodyAnswered(title=row["title"])
    return row
