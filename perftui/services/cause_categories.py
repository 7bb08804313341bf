"""Which category of causes is meant by what was typed, in either language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from perftui.domain.causes import CauseCategory
from perftui.domain.texts import fold
from perftui.errors import BadInput
from perftui.i18n import mark, say

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "zh")


class NoSuchCategory(BadInput):
    """No category, or several, begin so."""

    template = mark("“{text}” is no category. Write the beginning of one: {names}.")


@cache
def _names(code: str) -> dict[str, str]:
    import tomllib  # only who looks at causes needs it
    from importlib import resources

    text = resources.files("perftui.content").joinpath(code, "root_cause.toml").read_text(encoding="utf-8")
    return {entry["id"]: entry["name"] for entry in tomllib.loads(text)["category"]}


def category_called(text: str) -> str:
    """The code of the category that is meant: by its code or name in either language, or the beginning of one.

    Raises:
        NoSuchCategory: None is called so, or several are.
    """
    wanted = fold(text).strip()
    found = {code for code, name in _called() if name.startswith(wanted)} if wanted else set()
    exact = {code for code, name in _called() if name == wanted}
    if len(exact or found) != 1:
        raise NoSuchCategory(text=text, names=", ".join(say(category) for category in CauseCategory))
    return next(iter(exact or found))


def _called() -> Iterator[tuple[str, str]]:
    for code in LANGUAGES:
        for category, name in _names(code).items():
            yield category, category
            yield category, fold(name)
