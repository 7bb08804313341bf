"""All sentences with which a plan refuses something, for the handbook: what is missing for a step, and what is not possible at all."""

from __future__ import annotations

import importlib
import inspect
from typing import TYPE_CHECKING

from perftui import i18n
from perftui.domain.plan_lacks import Lack
from perftui.errors import PerftuiError

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES = (
    *("domain.plan_steps", "domain.plan_ends", "domain.promises", "services.plan_locks", "services.plan_acknowledgements"),
    *("services.plan_outcomes", "services.plan_checks_due", "services.plan_action_guards", "services.promises"),
    *("services.plan_reversals", "storage.plan_reversals"),
)
"""Where they stand, besides `Lack`."""


def classes() -> Iterator[type[PerftuiError]]:
    """Every refusal of these modules."""
    for name in MODULES:
        module = importlib.import_module(f"perftui.{name}")
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
