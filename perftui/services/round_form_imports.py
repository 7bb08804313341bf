"""Filled forms of 360 rounds read back: planned and counted first, never shown, then taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.feedback import QuestionKind, RaterGroup, RaterState
from perftui.domain.texts import clean_text, printable
from perftui.errors import BadInput, Message, PerftuiError, Problem, Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import rounds
from perftui.services.round_answers import LONGEST
from perftui.services.round_forms import check_of
from perftui.services.round_guards import answerable, rater_row
from perftui.services.round_lines import rater_line
from perftui.storage import round_answers
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from perftui.services.round_lines import QuestionLine
    from perftui.services.transfer.feedback_forms import FilledForm, GivenAnswer
    from perftui.storage.stores import Store

ENDINGS: Final = (".xlsx", ".csv", ".txt")
MOST_FILES: Final = 500
_UNKNOWN: Final = mark("The form {code} is not known here: it belongs to another file, or its rater was removed.")
_NOT_A_LEVEL: Final = mark("“{text}” is no level: write a number from 1 to {most}, or 0 for not observed.")
_NO_QUESTION: Final = mark("There is no question {n} in this round.")
_OTHER_QUESTIONS: Final = mark(
    "The questions were changed after this form was written: write it again (F8, “Write forms…”), or type the answers in by hand."
)
_NOTHING: Final = mark("Nothing is answered in this form.")
_TWICE: Final = mark("The same form stands in {file} already.")
_TOO_LONG: Final = mark("This answer has more than {n} characters: shorten it.")


class NoFormsIn(BadInput):
    """A folder without a file that could be a form."""

    template = mark("There is no form in {path}: forms end with .xlsx, .csv or .txt.")


class TooManyForms(BadInput):
    """More files than are read at once."""

    template = mark("More than {n} files are too many at once: give a smaller folder.")


class FormsOutdated(Refused):
    """A form was answered while the preview was looked at."""

    template = mark("The form of {name} was answered meanwhile; nothing was taken in. Look at the preview again.")


class FormEntry(NamedTuple):
    """A form that can be taken in."""

    file: str
    rater_id: str
    subject: str
    group: RaterGroup
    name: str
    answered: int
    """How many questions are answered."""
    questions: int
    is_again: bool
    """Whether it was answered before, so that those answers would be replaced."""
    answers: Mapping[str, tuple[int | None, str]]
    """Question to level and words: never shown to anybody."""


class FormPlan(NamedTuple):
    """What reading some files would do; nothing is written yet."""

    entries: tuple[FormEntry, ...]
    problems: tuple[Problem, ...]
    """A file that stands here is left out as a whole."""
    notes: tuple[Message, ...]

    @property
    def again(self) -> tuple[FormEntry, ...]:
        """Those that were answered before."""
        return tuple(entry for entry in self.entries if entry.is_again)


def plan(store: Store, paths: Sequence[Path]) -> FormPlan:
    """What reading some filled forms, or all of a folder, would do.

    Raises:
        NoFormsIn, TooManyForms: A folder holds none, or too many.
    """
    entries: dict[str, FormEntry] = {}
    problems: list[Problem] = []
    notes: list[Message] = []
    for path in _files(paths):
        filled = _read(path, problems)
        if filled is None:
            continue
        notes += filled.notes
        found = _entry(store, filled, problems)
        if found is not None and found.rater_id in entries:
            problems.append(Problem(filled.file, 0, "", Message(_TWICE, {"file": entries[found.rater_id].file})))
        elif found is not None:
            entries[found.rater_id] = found
    return FormPlan(tuple(entries.values()), tuple(problems), tuple(notes))


def apply(store: Store, entries: Iterable[FormEntry]) -> int:
    """Take forms in, as if they had been filled in here and completed; the answers of before go.

    Returns:
        How many were taken in.

    Raises:
        RoundIsFrozen, RoundNotOpen, FormDeclined, Gone: One can no longer be taken in; none was.
        FormsOutdated: One was answered since the preview; none was taken in.
    """
    done = 0
    with store.write_aside():
        for entry in entries:
            row = answerable(store, entry.rater_id)
            if not entry.is_again and row["state"] != RaterState.INVITED:
                raise FormsOutdated(name=row["called"])
            round_answers.drop_all(store, entry.rater_id)
            for question, (level, text) in entry.answers.items():
                round_answers.keep(store, entry.rater_id, question, level, text)
            round_answers.complete(store, entry.rater_id)
            done += 1
    return done


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.suffix.casefold() in ENDINGS and not each.name.startswith((".", "~")))
            if not inside:
                raise NoFormsIn(path=path)
            found += inside
        else:
            found.append(path)
    if len(found) > MOST_FILES:
        raise TooManyForms(n=MOST_FILES)
    return found


def _read(path: Path, problems: list[Problem]) -> FilledForm | None:
    from perftui.services.transfer.feedback_forms import read_form

    try:
        filled = read_form(path)
    except BadInput as error:
        problems.append(Problem(printable(path.name), 0, "", error.message))
        return None
    problems += filled.problems
    return None if filled.problems else filled


def _entry(store: Store, filled: FilledForm, problems: list[Problem]) -> FormEntry | None:
    try:
        rater = rater_line(answerable(store, filled.code))
    except Gone:
        problems.append(Problem(filled.file, 0, "", Message(_UNKNOWN, {"code": filled.code})))
        return None
    except PerftuiError as error:
        problems.append(Problem(filled.file, 0, "", error.message))
        return None
    questions = rounds.questions(store, rater.round_id)
    if filled.check and filled.check != check_of(questions):
        problems.append(Problem(filled.file, 0, "", Message(_OTHER_QUESTIONS)))
        return None
    most, before = rounds.get(store, rater.round_id).scale_max, len(problems)
    answers = dict(_answers(filled, questions, most, problems))
    if len(problems) == before and not answers:
        problems.append(Problem(filled.file, 0, "", Message(_NOTHING)))
    if len(problems) > before:
        return None
    is_again = rater_line(rater_row(store, rater.id)).state is not RaterState.INVITED
    return FormEntry(filled.file, rater.id, rater.subject, rater.group, rater.name, len(answers), len(questions), is_again, answers)


def _answers(
    filled: FilledForm, questions: Sequence[QuestionLine], most: int, problems: list[Problem]
) -> Iterator[tuple[str, tuple[int | None, str]]]:
    from perftui.services.transfer.feedback_forms import level_in

    def complain(given: GivenAnswer, template: str, **values: object) -> None:
        problems.append(Problem(filled.file, given.row, given.column, Message(template, values)))

    for number, given in sorted(filled.answers.items()):
        question = questions[number - 1] if 0 < number <= len(questions) else None
        if question is None:
            complain(given, _NO_QUESTION, n=number)
        elif question.kind is QuestionKind.OPEN:
            words = clean_text(given.text, multiline=True, limit=len(given.text) + 1).strip()
            if len(words) > LONGEST:
                complain(given, _TOO_LONG, n=LONGEST)
            elif words:
                yield question.id, (None, words)
        else:
            level = level_in(given.text)
            if level is not None and not 1 <= level <= most:
                complain(given, _NOT_A_LEVEL, text=printable(given.text[:20]), most=most)
            else:
                yield question.id, (level, "")
