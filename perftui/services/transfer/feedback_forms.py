"""Forms of 360 feedback that are filled in outside of the program: what stands in one, and how it comes back."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from perftui.domain.texts import clean_text, printable
from perftui.errors import BadInput, Message
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services.transfer.encodings import decode
from perftui.services.transfer.files import read_bytes, read_file
from perftui.services.transfer.tables import column_letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from perftui.errors import Problem
    from perftui.services.transfer.tables import Table

CODE: Final = re.compile(r"\b([0-7][0-9A-HJKMNP-TV-Z]{25})(?:-([0-9A-F]{4}))?\b")
"""What a form is known by: the id of its rater, and a check of the questions that it was written with."""
CODE_COLUMN, NUMBER_COLUMN, QUESTION_COLUMN, ANSWER_COLUMN = range(4)
_QUESTION: Final = re.compile(r"\s*[#＃]\s*(\d{1,3})(?!\d)")
_OPENING: Final = "[【［〔"
_OPENS: Final = re.compile(rf"\s*[{re.escape(_OPENING)}]")
_CLOSES: Final = "]】］〕"
_QUOTED: Final = re.compile(r"^\s*(?:>\s?)+")
_WORKBOOK: Final = b"PK\x03\x04"
_GUESSED: Final = mark("{file}: the encoding was taken for {encoding}; look at the preview before you go on.")


class NoForm(BadInput):
    """A file that has no code of a form, or none of its questions."""

    template = mark("This is no 360 form: the code of the form is missing. Fill in the file that was sent, and leave its code as it is.")


class SeveralForms(BadInput):
    """Rows of several forms in one file."""

    template = mark("This file has the codes of several forms: give each of them in a file of its own.")


class BlankQuestion(NamedTuple):
    """A question of a form."""

    texts: tuple[str, ...]
    """In each language of the form."""
    is_scale: bool


class BlankForm(NamedTuple):
    """A form to be filled in."""

    code: str
    """The id of the rater, and the check of the questions; matches `CODE`."""
    heading: tuple[str, ...]
    """Lines above the questions, in the languages of the form."""
    anchors: tuple[str, ...]
    """The words for the levels, from 1 on."""
    questions: tuple[BlankQuestion, ...]
    heads: tuple[str, str, str]
    """What the number, the question and the answer are called."""
    where: tuple[str, ...]
    """How a text form is filled in."""
    form_word: str
    """What stands before the code."""

    @property
    def levels(self) -> int:
        """The highest level."""
        return len(self.anchors)


class GivenAnswer(NamedTuple):
    """What stands in a form as the answer to a question."""

    text: str
    row: int
    """Of the file, for messages."""
    column: str = ""
    """In a workbook."""


class FilledForm(NamedTuple):
    """A form that has come back."""

    file: str
    code: str
    """The id of the rater."""
    check: str
    """Of the questions; empty where the form has none."""
    answers: Mapping[int, GivenAnswer]
    """Number of the question, from 1 on, to what was written; the empty ones are left out."""
    notes: tuple[Message, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_form(path: Path) -> FilledForm:
    """A form out of a workbook, a CSV file or a text file; its content decides which of them it is.

    Raises:
        BadInput: It cannot be read; a subclass for each case.
        NoForm, SeveralForms: It is not one form.
    """
    name, data = printable(path.name), read_bytes(path)
    if data.startswith(_WORKBOOK):
        return _from_table(name, read_file(path))
    decoded = decode(data)
    text = clean_text(decoded.text, multiline=True, limit=4 * len(decoded.text))
    if not any(_QUESTION.match(_QUOTED.sub("", line)) for line in text.splitlines()):
        return _from_table(name, read_file(path))
    notes = () if decoded.is_certain else (Message(_GUESSED, {"file": name, "encoding": decoded.encoding}),)
    return FilledForm(name, *_only([found[0] for found in CODE.finditer(text)]), dict(_answers_in(text)), notes)


def _only(codes: list[str]) -> tuple[str, str]:
    if not codes:
        raise NoForm
    if len(set(codes)) > 1:
        raise SeveralForms
    rater, _dash, check = codes[0].partition("-")
    return rater, check


def _from_table(name: str, table: Table) -> FilledForm:
    answers, codes = {}, []
    for row in table.rows:
        code, _dot, number = row.cells[CODE_COLUMN].partition(".")
        if CODE.fullmatch(code) and number.isdecimal() and len(row.cells) > ANSWER_COLUMN:
            codes.append(code)
            if row.cells[ANSWER_COLUMN]:
                answers[int(number)] = GivenAnswer(row.cells[ANSWER_COLUMN], row.number, column_letter(ANSWER_COLUMN))
    return FilledForm(name, *_only(codes), answers, problems=table.problems)


def _answers_in(text: str) -> Iterator[tuple[int, GivenAnswer]]:
    block: list[str] = []
    number = begins = 0
    for place, raw in enumerate(text.splitlines(), 1):
        line = _QUOTED.sub("", raw)
        found = _QUESTION.match(line)
        if found and int(found[1]) <= number and _is_open(block):
            found = None  # a line of an answer that happens to begin like a question
        if found and number:
            yield from _answer(number, begins, block)
        if found:
            number, begins, block = int(found[1]), place, []
        else:
            block.append(line)
    if number:
        yield from _answer(number, begins, block, is_last=True)


def _is_open(block: list[str]) -> bool:
    """Whether an answer has begun in the lines below a question, and not ended."""
    at = _opening(block)
    whole = "" if at is None else "\n".join(block[at:])
    return sum(map(whole.count, _OPENING)) > sum(map(whole.count, _CLOSES))


def _opening(block: list[str]) -> int | None:
    return next((index for index, line in enumerate(block) if _OPENS.match(line)), None)


def _answer(number: int, begins: int, block: list[str], *, is_last: bool = False) -> Iterator[tuple[int, GivenAnswer]]:
    """What stands between the brackets below a question; the last closing one counts, for an answer may have some of its own.

    Where nothing does, what was written behind them; behind the last question only in the same line, for a mail goes on below.
    """
    at = _opening(block)
    if at is None:
        return
    whole = _OPENS.sub("", "\n".join(block[at:]), count=1)
    end = max(map(whole.rfind, _CLOSES))
    behind = "" if end < 0 else whole[end + 1 :]
    words = (whole if end < 0 else whole[:end]).strip() or (behind.partition("\n")[0] if is_last else behind).strip()
    if words:
        yield number, GivenAnswer("\n".join(line.strip() for line in words.splitlines()), begins + 1 + at)


def level_in(text: str) -> int | None:
    """A level as it was typed, in any digits; -1 where it is none, None where it says not observed."""
    plain = unicodedata.normalize("NFKC", text).strip().rstrip(".")
    if plain in {"0", "-", "–", "—", "n/a", "N/A"}:
        return None
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 4 else -1


def write_text(form: BlankForm) -> bytes:
    """A form as plain text in UTF-8, with a byte order mark, without which some editors take Chinese for something else."""
    lines = [*form.heading, *form.where, "", f"{form.form_word}: {form.code}", ""]
    lines += [f"  {level} {words}" for level, words in enumerate(form.anchors, 1)]
    for number, question in enumerate(form.questions, 1):
        levels = f"  (0–{form.levels})" if question.is_scale else ""
        lines += ["", f"#{number}  {question.texts[0]}{levels}", *(f"    {text}" for text in question.texts[1:]), "    [ ]"]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")
