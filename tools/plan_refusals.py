"""All sentences with which a plan refuses something, for the handbook: what is missing for a step, and what is not possible at all."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import perftui
from perftui import i18n
from perftui.domain.plan_lacks import Lack
from perftui.errors import PerftuiError

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(perftui.__file__).parent


def modules() -> list[str]:
    """Where they stand, besides `Lack`: in all modules of plans and promises."""
    found = [*PACKAGE.glob("*/plan_*.py"), *PACKAGE.glob("*/promises.py")]
    return sorted(f"perftui.{path.parent.name}.{path.stem}" for path in found if "mark(" in path.read_text(encoding="utf-8"))


def classes() -> Iterator[type[PerftuiError]]:
    """Every refusal of these modules."""
    for name in modules():
        module = importlib.import_module(name)
        for _name, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, PerftuiError) and found.__module__ == module.__name__:
                yield found


def templates() -> list[str]:
    """The sentences in English, what is missing first."""
    return [*(lack.template for lack in Lack), *sorted(found.template for found in classes())]


def table() -> list[str]:
    """The lines of a table with each sentence in both languages."""
    said: dict[str, list[str]] = {text: [] for text in templates()}
    before = i18n.language()
    for language in i18n.LANGUAGES:
        i18n.use(language)
        for text, cells in said.items():
            cells.append(i18n.gettext(text))
    i18n.use(before)
    return ["| English | 中文 |", "|---|---|", *(f"| {english} | {chinese} |" for english, chinese in said.values())]
