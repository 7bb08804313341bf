"""Rounds of 360 feedback: made, changed, opened for answers, and taken back to setup while nobody has answered (R42)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.feedback import DEFAULT_WEIGHTS, RaterGroup, RoundState
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import questionnaires, round_checks
from perftui.services.round_guards import changeable, in_setup, round_row
from perftui.services.round_lines import GroupLine, QuestionLine, RoundLine, SubjectLine, Tally, group_line, question_line, round_line
from perftui.storage import round_answers, round_reports, rounds
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.domain.feedback_drafts import RoundDraft
    from perftui.storage.stores import Store


class RoundNotReady(Refused):
    """A round is to be opened while something is missing."""

    template = mark("The round cannot be opened yet. {why}")


class AnswersExist(Refused):
    """A round is to go back to setup after somebody has answered."""

    template = mark("Answers have come in already ({n} forms): the round cannot go back to setup.")


class ThresholdFixed(Refused):
    """The threshold is to change after people were asked."""

    template = mark("The fewest raters to show a group were promised to those who answer: this changes in setup only.")


class RoundHasBegun(Refused):
    """A round is to be removed that has been opened."""

    template = mark("Only a round in setup can be removed. “{title}” has been opened.")


def listing(store: Store) -> list[RoundLine]:
    """All rounds, the newest first."""
    return [round_line(row) for row in rounds.listing(store)]


def get(store: Store, round_id: str) -> RoundLine:
    """One round.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    return round_line(round_row(store, round_id))


def state_of(store: Store, round_id: str) -> RoundState | None:
    """The state of a round; None where there is no such round. Cheap enough to be asked for each key."""
    found = rounds.state(store, round_id)
    return None if found is None else RoundState(found)


def groups(store: Store, round_id: str) -> list[GroupLine]:
    """The groups of a round with their weights, in their usual order."""
    order = list(RaterGroup)
    return sorted((group_line(row) for row in rounds.groups(store, round_id)), key=lambda line: order.index(line.group))


def questions(store: Store, round_id: str) -> list[QuestionLine]:
    """The questions of a round in their order."""
    return [question_line(row) for row in rounds.questions(store, round_id)]


def subjects(store: Store, round_id: str) -> list[SubjectLine]:
    """The people a round is about, by name, with how far each group has come."""
    tallies: dict[str, dict[RaterGroup, Tally]] = {}
    counted = {(row["subject_id"], row["code"]): row["completed"] for row in round_reports.kept_counts(store, round_id)}
    for row in rounds.group_counts(store, round_id):
        completed = row["completed"] or counted.get((row["subject_id"], row["code"]), 0)
        tally = Tally(row["invited"], row["begun"], completed, row["declined"])
        tallies.setdefault(row["subject_id"], {})[RaterGroup(row["code"])] = tally
    return [
        SubjectLine(row["id"], row["version"], row["person_id"], row["name"], row["unit"], tallies.get(row["id"], {}))
        for row in rounds.subjects(store, round_id)
    ]


def add_round(store: Store, **values: object) -> str:
    """Make a round in setup, with the usual weights and the questions of its questionnaire in both languages.

    Args:
        store: The store.
        **values: Fields of `RoundDraft`.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
    """
    draft, round_id = _draft(values), store.new_id()
    with store.write(Label(mark("Added the 360 round {title}"), {"title": draft.title})):
        scale = {"anchors": questionnaires.anchors(), "scale_max": questionnaires.levels()}
        store.insert("review_round", id=round_id, **_columns(draft), questionnaire=draft.questionnaire, **scale)
        for group, weight in DEFAULT_WEIGHTS.items():
            store.insert("round_group", id=store.new_id(), round_id=round_id, code=group.value, weight=weight)
        for pos, question in enumerate(questionnaires.questions(draft.questionnaire), 1):
            texts = {"text_en": question.text_en, "text_zh": question.text_zh}
            store.insert("question", id=store.new_id(), round_id=round_id, pos=pos, kind=question.kind.value, **texts)
    return round_id


def edit_round(store: Store, round_id: str, version: int, **values: object) -> str:
    """Change title, cycle, day, threshold or note; fields that are left out stay as they are.

    Raises:
        FieldError: A value cannot be used.
        RoundIsFrozen: It is frozen.
        ThresholdFixed: People were asked already, with the promise of the old one.
        Gone: There is no such round.
        Changed: Somebody else was first.
    """
    row = changeable(store, round_id)
    before = {name: row[name] for name in ("title", "threshold", "note", "questionnaire")} | {
        "cycle": row["cycle_id"],
        "due": row["due_date"],
    }
    draft = _draft(before | values)
    if draft.threshold != row["threshold"] and row["state"] != RoundState.SETUP:
        raise ThresholdFixed
    with store.write(Label(mark("Changed the 360 round {title}"), {"title": draft.title})):
        store.update("review_round", round_id, version, **_columns(draft))
    return round_id


def weigh(store: Store, round_id: str, weights: Mapping[RaterGroup, int]) -> None:
    """Give the groups other weights; a group with none is not asked. In setup only.

    Args:
        store: The store.
        round_id: The round.
        weights: Group to weight in basis points; groups that are left out keep theirs.

    Raises:
        RoundIsOpen, RoundIsFrozen: It is not in setup.
        Gone: There is no such round.
    """
    row = in_setup(store, round_id)
    with store.write(Label(mark("Changed the weights of the groups in {title}"), {"title": row["title"]})):
        in_setup(store, round_id)
        for line in groups(store, round_id):
            if line.group in weights and line.group is not RaterGroup.SELF:
                weight = weights[line.group]
                store.update("round_group", line.id, line.version, weight=weight, is_open=int(weight > 0))


def open_round(store: Store, round_id: str, today: date) -> None:
    """Open a round for answers.

    Raises:
        RoundNotReady: Something is missing; says what. `round_checks.missing` gives all of it.
        RoundIsOpen, RoundIsFrozen: It is not in setup.
        Gone: There is no such round.
    """
    row = in_setup(store, round_id)
    if why := round_checks.missing(store, round_id, today):
        raise RoundNotReady(why=why[0])
    with store.write(Label(mark("Opened the 360 round {title} for answers"), {"title": row["title"]})):
        store.update("review_round", round_id, row["version"], state=RoundState.COLLECTING.value)


def reopen_setup(store: Store, round_id: str) -> None:
    """Take a round back to setup, while nobody has answered.

    Raises:
        AnswersExist: Somebody has.
        RoundIsFrozen: It is frozen.
        Gone: There is no such round.
    """
    row = changeable(store, round_id)
    with store.write(Label(mark("Took the 360 round {title} back to setup"), {"title": row["title"]})):
        if n := round_answers.begun(store, round_id):  # only now can nobody else begin to answer
            raise AnswersExist(n=n)
        store.update("review_round", round_id, row["version"], state=RoundState.SETUP.value)


def remove_round(store: Store, round_id: str) -> None:
    """Remove a round that is in setup, with its questions, people and raters; undo brings all of it back.

    Raises:
        RoundHasBegun: It was opened.
        Gone: There is no such round.
    """
    row = round_row(store, round_id)
    if row["state"] != RoundState.SETUP or round_answers.begun(store, round_id):
        raise RoundHasBegun(title=row["title"])
    with store.write(Label(mark("Removed the 360 round {title}"), {"title": row["title"]})):
        rounds.remove(store, round_id)


def _draft(values: dict[str, object]) -> RoundDraft:
    from perftui.domain.feedback_drafts import RoundDraft
    from perftui.domain.validation import validated

    return validated(RoundDraft, **values)


def _columns(draft: RoundDraft) -> dict[str, object]:
    due = draft.due.isoformat() if draft.due else None
    return {"title": draft.title, "cycle_id": draft.cycle, "due_date": due, "threshold": draft.threshold, "note": draft.note}
