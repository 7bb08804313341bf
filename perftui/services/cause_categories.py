"""The categories of causes, as the built-in library calls them in both languages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from perftui.domain.texts import fold
from perftui.errors import BadInput
from perftui.i18n import language, mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "zh")


class NoSuchCategory(BadInput):
    """No category, or several, begin so."""

    template = mark("“{text}” is no category. Write the beginning of one: {names}.")


class Category(NamedTuple):
    """A bone of the fishbone."""

    code: str
    name: str
    """In the language in use."""


@cache
def _names(code: str) -> dict[str, str]:
    import tomllib  # only who looks at causes needs it
    from importlib import resources

    text = resources.files("perftui.content").joinpath(code, "root_cause.toml").read_text(encoding="utf-8")
    return {entry["id"]: entry["name"] for entry in tomllib.loads(text)["category"]}


def categories() -> list[Category]:
    """All of them, in the order of the library."""
    return [Category(code, name) for code, name in _names(_language()).items()]


def category_name(code: str) -> str:
    """What a category is called; one that the library does not have stands for itself."""
    return _names(_language()).get(code, code) if code else ""


def category_called(text: str) -> str:
    """The code of the category that is meant: by its code or name in either language, or the beginning of one.

    Raises:
        NoSuchCategory: None is called so, or several are.
    """
    wanted = fold(text).strip()
    found = {code for code, name in _called() if name.startswith(wanted)} if wanted else set()
    exact = {code for code, name in _called() if name == wanted}
    if len(exact or found) != 1:
        raise NoSuchCategory(text=text, names=", ".join(category.name for category in categories()))
    return next(iter(exact or found))


def _called() -> Iterator[tuple[str, str]]:
    for code in LANGUAGES:
        for category, name in _names(code).items():
            yield category, category
            yield category, fold(name)


def _language() -> str:
    return language() if language() in LANGUAGES else LANGUAGES[0]
