"""The forms of a 360 round as files, for those who never log in, such as customers: one for each rater (R42)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from perftui.domain.feedback import QuestionKind, RaterGroup, RaterState, RoundState, anchors_in
from perftui.errors import BadInput, Refused
from perftui.i18n import LANGUAGES, mark
from perftui.records import NamedTuple
from perftui.services import round_raters, rounds
from perftui.services.round_guards import RoundNotOpen, changeable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from perftui.services.round_lines import QuestionLine, RaterLine, RoundLine
    from perftui.services.transfer.feedback_forms import BlankForm, BlankQuestion
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ENDINGS: Final = (".xlsx", ".txt")
BOTH: Final = tuple(LANGUAGES)
_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f.]+')
_EXEMPT: Final = (RaterGroup.MANAGER, RaterGroup.SELF)


class NoFormsOpen(Refused):
    """Nobody is left to whom a form could be sent."""

    template = mark("No form of “{title}” is left to write: everybody from outside has answered. Forms of colleagues can be written too.")


class FolderMissing(BadInput):
    """The folder for the forms cannot be made."""

    template = mark("The folder {path} cannot be made: {reason}. Give another one.")


class FormChoice(NamedTuple):
    """Which forms are written, and how."""

    ending: str = ".xlsx"
    languages: tuple[str, ...] = BOTH
    """Those that stand in each form, one below the other."""
    is_everybody: bool = False
    """Also those of people who could answer in the program."""


def open_forms(store: Store, round_id: str, is_everybody: bool = False) -> list[RaterLine]:
    """The raters whose forms are not completed, from outside or all.

    Raises:
        Gone: There is no such round.
        RoundIsFrozen, RoundNotOpen: Nobody answers now.
    """
    _collecting(store, round_id)
    waiting = (RaterState.INVITED, RaterState.BEGUN)
    return [line for line in round_raters.forms(store, round_id) if line.state in waiting and (is_everybody or not line.person_id)]


def write_forms(store: Store, round_id: str, folder: Path, choice: FormChoice, overwrite: bool = False) -> int:
    """Write the forms that are not completed into a folder, one file each.

    Args:
        store: The store.
        round_id: A round that is collecting.
        folder: Made when there is none, readable by the owner alone.
        choice: Which, and how.
        overwrite: Whether files of the same names may be replaced.

    Returns:
        How many were written.

    Raises:
        Gone: There is no such round.
        RoundIsFrozen, RoundNotOpen: Nobody answers now.
        NoFormsOpen: None is left.
        FolderMissing, ExportExists, ExportFailed and others: They cannot be written there.
    """
    from perftui.services.transfer.exports import write_export

    row, lines = _collecting(store, round_id), open_forms(store, round_id, choice.is_everybody)
    if not lines:
        raise NoFormsOpen(title=row["title"])
    blanks = list(zip(_names(lines), _blanks(store, rounds.get(store, round_id), row, lines, choice), strict=True))
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except (OSError, ValueError) as error:
        raise FolderMissing(path=folder, reason=getattr(error, "strerror", None) or error) from error
    for name, blank in blanks:
        write_export(folder / f"{name}{choice.ending}", _written(blank, choice.ending), overwrite)
    return len(blanks)


def _collecting(store: Store, round_id: str) -> Row:
    row = changeable(store, round_id)
    if row["state"] != RoundState.COLLECTING:
        raise RoundNotOpen(title=row["title"])
    return row


def _written(blank: BlankForm, ending: str) -> bytes:
    if ending == ".txt":
        from perftui.services.transfer.feedback_forms import write_text

        return write_text(blank)
    from perftui.services.transfer.feedback_workbooks import write_workbook

    return write_workbook(blank)


def _names(lines: Sequence[RaterLine]) -> list[str]:
    """A name for each file, by whom it is about and who fills it in; a number where two would be the same."""
    seen: Counter[str] = Counter()
    names = []
    for line in lines:
        name = " ".join(_NOT_IN_NAMES.sub(" ", f"{line.subject} - {line.name}").split())[:80]
        seen[name.casefold()] += 1
        names.append(name if seen[name.casefold()] == 1 else f"{name} {seen[name.casefold()]}")
    return names


@cache
def _words(language: str) -> Mapping[str, Any]:
    import tomllib  # only who writes forms needs it
    from importlib import resources

    return tomllib.loads(resources.files("perftui.content").joinpath(language, "feedback_form.toml").read_text(encoding="utf-8"))


def _blanks(store: Store, line: RoundLine, row: Row, raters: Sequence[RaterLine], choice: FormChoice) -> list[BlankForm]:
    from perftui.services.transfer.feedback_forms import BlankForm

    told = [_words(language) for language in choice.languages]
    anchors = [anchors_in(row["anchors"], language) for language in choice.languages]
    levels = tuple(" ".join(dict.fromkeys(each[n] if n < len(each) else "" for each in anchors)).strip() for n in range(line.scale_max))
    questions, check = _questions(store, line.id, choice.languages), check_of(rounds.questions(store, line.id))
    heads = tuple(" / ".join(words[name] for words in told) for name in ("number", "question", "answer"))
    return [
        BlankForm(
            code=f"{rater.id}-{check}",
            heading=tuple(text for words in told for text in _heading(words, line, rater)),
            anchors=levels,
            questions=questions,
            heads=(heads[0], heads[1], heads[2]),
            where=tuple(words["where"] for words in told),
            form_word=" / ".join(words["form"] for words in told),
        )
        for rater in raters
    ]


def check_of(questions: Iterable[QuestionLine]) -> str:
    """Four signs that tell whether a form has the questions of its round: answers know only their number."""
    whole = "\0".join(part for each in questions for part in (each.id, each.kind, each.text_en, each.text_zh))
    return blake2b(whole.encode(), digest_size=2).hexdigest().upper()


def _questions(store: Store, round_id: str, languages: Sequence[str]) -> tuple[BlankQuestion, ...]:
    from perftui.services.transfer.feedback_forms import BlankQuestion

    found = []
    for question in rounds.questions(store, round_id):
        texts = {"en": question.text_en, "zh": question.text_zh}
        written = tuple(filter(None, (texts[language] for language in languages))) or (question.text,)
        found.append(BlankQuestion(written, question.kind is QuestionKind.SCALE))
    return tuple(found)


def _heading(words: Mapping[str, Any], line: RoundLine, rater: RaterLine) -> list[str]:
    values = {
        **{"title": line.title, "subject": rater.subject, "group": words["groups"][rater.group.value], "most": line.scale_max},
        **{"threshold": line.threshold, "due": line.due.isoformat() if line.due else ""},
    }
    keys = ["title", "about", "how", "named" if rater.group in _EXEMPT else "shown", "kept", *(["due"] if line.due else [])]
    return [words[key].format(**values) for key in keys]
