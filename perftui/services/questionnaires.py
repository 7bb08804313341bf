"""The 360 questionnaires of the built-in library, in both languages at once: who answers reads the one they know."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from perftui.domain.feedback import QuestionKind, anchor_lines
from perftui.i18n import LANGUAGES, language
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class LibraryQuestion(NamedTuple):
    """A question as the library has it."""

    kind: QuestionKind
    text_en: str
    text_zh: str


@cache
def _read(code: str) -> Mapping[str, Any]:
    import tomllib  # only who makes a round needs it
    from importlib import resources

    return tomllib.loads(resources.files("perftui.content").joinpath(code, "survey_360.toml").read_text(encoding="utf-8"))


def choices() -> dict[str, str]:
    """Code to name of the questionnaires, in the language in use."""
    return {form["id"]: form["name"] for form in _read(language())["form"]}


def questions(code: str) -> list[LibraryQuestion]:
    """The questions of one: its own with a scale, then those that all have and that are answered in words; none where it is unknown."""
    forms = [_items(each, code) for each in LANGUAGES]
    scaled = [LibraryQuestion(QuestionKind.SCALE, *(item["text"] for item in pair)) for pair in zip(*forms, strict=True)]
    in_words = zip(*(_read(each)["open_questions"] for each in LANGUAGES), strict=True)
    return scaled + [LibraryQuestion(QuestionKind.OPEN, *pair) for pair in in_words] if scaled else []


def _items(code: str, form_id: str) -> list[Mapping[str, str]]:
    return next((form["items"] for form in _read(code)["form"] if form["id"] == form_id), [])


def anchors() -> str:
    """The words for the levels, as a round stores them."""
    return anchor_lines({each: _read(each)["anchors"] for each in LANGUAGES})


def levels() -> int:
    """How many levels the scale has."""
    return int(_read("en")["scale_max"])
