"""The checklist of root causes, run against a gap: what points to a problem becomes a candidate for a cause (R28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.causes import Answer, points_to_problem
from perftui.domain.gaps import CauseState
from perftui.domain.texts import shorten
from perftui.errors import Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services.causes import edit_cause, insert, read_draft, remove_cause
from perftui.services.gap_views import gap_view
from perftui.services.root_cause_library import Question, questions
from perftui.storage import causes, checklists
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.domain.causes import CauseCategory
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LONGEST_NOTE = 300
LONGEST_CAUSE = 300
_ANSWERED = {
    Answer.YES: mark("Answered yes: {question}"),
    Answer.NO: mark("Answered no: {question}"),
    Answer.UNKNOWN: mark("Answered not known: {question}"),
}


class NoteTooLong(Refused):
    """A note of an answer that is an essay."""

    template = mark("A note has at most {n} characters.")


class ChecklistLine(NamedTuple):
    """A question with its answer."""

    question: Question
    answer: Answer | None
    """None: not answered yet."""
    note: str
    cause_id: str
    """The cause that came out of it; empty for none."""
    cause: str
    cause_state: CauseState | None

    @property
    def category(self) -> CauseCategory:
        """To which bone it belongs."""
        return self.question.category

    @property
    def is_problem(self) -> bool:
        """Whether the answer points to a cause."""
        return points_to_problem(self.answer, self.question.problem)


class Checklist(NamedTuple):
    """The questions of a gap with what was answered."""

    gap_id: str
    dimension: str
    whose: str
    lines: tuple[ChecklistLine, ...]

    @property
    def answered(self) -> int:
        """How many have an answer, be it that it is not known."""
        return sum(line.answer is not None for line in self.lines)

    @property
    def candidates(self) -> int:
        """How many causes out of it wait to be confirmed or dismissed."""
        return sum(line.cause_state is CauseState.CANDIDATE for line in self.lines)

    def line(self, code: str) -> ChecklistLine | None:
        """One of them, by the code of its question."""
        return next((line for line in self.lines if line.question.code == code), None)


def checklist(store: Store, gap_id: str) -> Checklist:
    """The checklist of a gap, in the language in use.

    Raises:
        Gone: There is no such gap.
    """
    view = gap_view(store, gap_id)
    found = {row["question"]: row for row in checklists.of_gap(store, gap_id)}
    return Checklist(gap_id, view.dimension, view.whose, tuple(_line(each, found.get(each.code)) for each in questions()))


def _line(question: Question, row: Row | None) -> ChecklistLine:
    if row is None:
        return ChecklistLine(question, None, "", "", "", None)
    state = CauseState(row["cause_state"]) if row["cause_state"] else None
    return ChecklistLine(question, Answer(row["answer"]), row["note"], row["cause_id"] or "", row["cause_text"] or "", state)


def answer(store: Store, gap_id: str, code: str, given: Answer, note: str | None = None) -> None:
    """Answer a question; kept at once. One that points to a problem becomes a candidate, one that does so no more takes it back.

    What was confirmed or dismissed stays as it was decided.

    Args:
        store: The store.
        gap_id: The gap.
        code: Of the question.
        given: The answer.
        note: What was seen; None leaves it as it is.

    Raises:
        NoteTooLong: The note is too long.
        Gone: There is no such gap or question.
    """
    line = checklist(store, gap_id).line(code)
    if line is None:
        raise Gone
    text = line.note if note is None else " ".join(note.split())
    if len(text) > LONGEST_NOTE:
        raise NoteTooLong(n=LONGEST_NOTE)
    now = line._replace(answer=given, note=text)
    with store.write(Label(_ANSWERED[given], {"question": line.question.text})):
        values = {"answer": given.value, "note": text, "cause_id": _follow(store, gap_id, line, now)}
        row = _row(store, gap_id, code)
        if row is None:
            store.insert("checklist_answer", id=store.new_id(), gap_id=gap_id, question=code, **values)
        else:
            store.update("checklist_answer", row["id"], row["version"], **values)


def clear(store: Store, gap_id: str, code: str) -> None:
    """Take an answer back, with the candidate that came out of it.

    Raises:
        Gone: There is no such gap or question.
    """
    line, row = checklist(store, gap_id).line(code), _row(store, gap_id, code)
    if line is None:
        raise Gone
    if row is not None:
        with store.write(Label(mark("Took back the answer to: {question}"), {"question": line.question.text})):
            checklists.remove(store, row["id"])
            _follow(store, gap_id, line, line._replace(answer=None))


def _row(store: Store, gap_id: str, code: str) -> Row | None:
    return next((row for row in checklists.of_gap(store, gap_id) if row["question"] == code), None)


def _follow(store: Store, gap_id: str, before: ChecklistLine, now: ChecklistLine) -> str | None:
    """Add, word or take away the candidate of an answer; its id, or None where there is none any more."""
    if not before.cause_id:
        return insert(store, gap_id, read_draft(_candidate(now))) if now.is_problem else None
    if before.cause_state is not CauseState.CANDIDATE:
        return before.cause_id
    if not now.is_problem:
        remove_cause(store, before.cause_id)
        return None
    row = causes.get(store, before.cause_id)
    if row is not None and row["text"] == _text(before) and row["text"] != _text(now):
        edit_cause(store, before.cause_id, row["version"], text=_text(now))
    return before.cause_id


def _candidate(line: ChecklistLine) -> dict[str, object]:
    return {"text": _text(line), "category": line.category.value, "question": line.question.code, "state": CauseState.CANDIDATE}


def _text(line: ChecklistLine) -> str:
    """The cause as the library words it, with the note behind it."""
    words = _("{cause}: {note}").format(cause=line.question.cause, note=line.note) if line.note else line.question.cause
    return shorten(words, LONGEST_CAUSE)
