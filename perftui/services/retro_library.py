"""The retrospective of the built-in library: its timed steps and its ground rules, in the language in use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from perftui.i18n import language
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class LibraryStep(NamedTuple):
    """A step as the library has it."""

    code: str
    minutes: int
    text: str


@cache
def _read(code: str) -> Mapping[str, Any]:
    import tomllib  # most meetings are no retrospectives
    from importlib import resources

    return tomllib.loads(resources.files("perftui.content").joinpath(code, "retrospective.toml").read_text(encoding="utf-8"))


def steps() -> Sequence[LibraryStep]:
    """The steps in their order."""
    return [LibraryStep(entry["id"], entry["minutes"], entry["text"]) for entry in _read(language())["step"]]


def ground_rules() -> Sequence[str]:
    """What everybody agrees to at the beginning."""
    return tuple(_read(language())["ground_rules"])
