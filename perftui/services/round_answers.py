"""Answering in a round of 360 feedback: every answer is kept at once, and nowhere but in the table that freezing empties.

No event, no draft, no time and no order tells of an answer, and undo does not know them. What a form says is shown to
who fills it in; everybody else learns only how far it has come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.feedback import QuestionKind
from perftui.domain.texts import clean_text
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import rounds as round_services
from perftui.services.round_guards import answerable, changeable, rater_row
from perftui.services.round_lines import rater_line
from perftui.storage import round_answers, rounds
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.services.round_lines import QuestionLine, RaterLine, RoundLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LONGEST = 4000
"""Characters of an answer in words."""


class LevelOutside(BadInput):
    """A level that the scale does not have."""

    template = mark("Levels go from 1 to {most}; 0 means not observed.")


class Answer(NamedTuple):
    """What was answered to a question: a level, None for not observed, or words."""

    level: int | None = None
    text: str = ""


class AnswerLine(NamedTuple):
    """A question of a form with its answer."""

    question: QuestionLine
    answer: Answer | None
    """None while it is not answered."""


class FormView(NamedTuple):
    """A form as who fills it in sees it."""

    round: RoundLine
    rater: RaterLine
    lines: tuple[AnswerLine, ...]

    @property
    def unanswered(self) -> int:
        """How many questions are open."""
        return sum(line.answer is None for line in self.lines)


def form(store: Store, rater_id: str) -> FormView:
    """A form to fill in, with what was answered so far.

    Raises:
        RoundIsFrozen, RoundNotOpen, FormDeclined: Nobody answers here now.
        Gone: There is no such rater.
    """
    row = answerable(store, rater_id)
    given = {line["question_id"]: Answer(line["level"], line["text"]) for line in round_answers.of_rater(store, rater_id)}
    questions = round_services.questions(store, row["round_id"])
    lines = tuple(AnswerLine(question, given.get(question.id)) for question in questions)
    return FormView(round_services.get(store, row["round_id"]), rater_line(row), lines)


def keep_level(store: Store, rater_id: str, question_id: str, level: int | None) -> None:
    """Keep a level at once; None for not observed.

    Raises:
        LevelOutside: The scale has no such level.
        RoundIsFrozen, RoundNotOpen, FormDeclined: Nobody answers here now.
        Gone: There is no such rater or question.
    """
    with store.write_aside():
        row = answerable(store, rater_id)
        _question(store, row, question_id, QuestionKind.SCALE)
        most = round_services.get(store, row["round_id"]).scale_max
        if level is not None and not 1 <= level <= most:
            raise LevelOutside(most=most)
        round_answers.keep(store, rater_id, question_id, level)


def keep_words(store: Store, rater_id: str, question_id: str, text: str) -> None:
    """Keep an answer in words at once; an empty one takes it away.

    Raises:
        RoundIsFrozen, RoundNotOpen, FormDeclined: Nobody answers here now.
        Gone: There is no such rater or question.
        TextTooLong: It is too long.
    """
    cleaned = clean_text(text, multiline=True, limit=LONGEST).strip()
    with store.write_aside():
        row = answerable(store, rater_id)
        _question(store, row, question_id, QuestionKind.OPEN)
        if cleaned:
            round_answers.keep(store, rater_id, question_id, None, cleaned)
        else:
            round_answers.drop(store, rater_id, question_id)


def clear(store: Store, rater_id: str, question_id: str) -> None:
    """Take an answer away.

    Raises:
        RoundIsFrozen, RoundNotOpen, FormDeclined: Nobody answers here now.
        Gone: There is no such rater.
    """
    with store.write_aside():
        answerable(store, rater_id)
        round_answers.drop(store, rater_id, question_id)


def complete(store: Store, rater_id: str) -> int:
    """Say that a form is completed; answers may still be changed until the round is frozen.

    Returns:
        How many questions were left open.

    Raises:
        RoundIsFrozen, RoundNotOpen, FormDeclined: Nobody answers here now.
        Gone: There is no such rater.
    """
    with store.write_aside():
        answerable(store, rater_id)
        round_answers.complete(store, rater_id)
        return round_answers.unanswered(store, rater_id)


def decline(store: Store, rater_id: str) -> None:
    """Say that somebody does not answer; what they answered is taken away for good.

    Raises:
        RoundIsFrozen: The round is frozen.
        Gone: There is no such rater.
    """
    row = rater_row(store, rater_id)
    changeable(store, row["round_id"])
    with store.write(Label(mark("{name} does not answer about {subject}"), {"name": row["called"], "subject": row["subject"]})):
        changeable(store, row["round_id"])
        round_answers.drop_all(store, rater_id)
        store.update("rater", rater_id, row["version"], is_declined=1)


def ask_again(store: Store, rater_id: str) -> None:
    """Take back that somebody declined.

    Raises:
        RoundIsFrozen: The round is frozen.
        Gone: There is no such rater.
    """
    row = rater_row(store, rater_id)
    changeable(store, row["round_id"])
    with store.write(Label(mark("{name} is asked again about {subject}"), {"name": row["called"], "subject": row["subject"]})):
        changeable(store, row["round_id"])
        store.update("rater", rater_id, row["version"], is_declined=0)


def _question(store: Store, rater: Row, question_id: str, kind: QuestionKind) -> None:
    row = rounds.question(store, question_id)
    if row is None or row["round_id"] != rater["round_id"] or row["kind"] != kind:
        raise Gone
