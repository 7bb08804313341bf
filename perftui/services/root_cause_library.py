"""The part of the built-in library on root causes: the questions of the checklist, by category."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from perftui.domain.causes import Answer, CauseCategory
from perftui.i18n import language
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Question(NamedTuple):
    """A question of the checklist."""

    code: str
    """Category and question, such as `people.new_staff`; the same in all languages."""
    category: CauseCategory
    text: str
    problem: Answer
    """The answer that points to a cause."""
    cause: str
    """How that cause is worded at first."""


@cache
def _read(code: str) -> Mapping[str, Any]:
    import tomllib  # most who look at gaps never run the checklist
    from importlib import resources

    return tomllib.loads(resources.files("perftui.content").joinpath(code, "root_cause.toml").read_text(encoding="utf-8"))


@cache
def _questions(code: str) -> tuple[Question, ...]:
    return tuple(
        Question(f"{entry['id']}.{each['id']}", CauseCategory(entry["id"]), each["text"], Answer(each["problem"]), each["cause"])
        for entry in _read(code)["category"]
        for each in entry["question"]
    )


def questions() -> tuple[Question, ...]:
    """All questions in their order, in the language in use."""
    return _questions(language())


def question(code: str) -> Question | None:
    """One question in the language in use; None where the library has it no more."""
    return next((each for each in questions() if each.code == code), None)
