"""The SMART part of the built-in library: vague words of both languages, the questions of one, and the usual thresholds."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from perftui.domain.challenges import Policy
from perftui.domain.vague_words import VagueKind, Wordings
from perftui.i18n import LANGUAGES, language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.domain.smart import Check


@cache
def _read(code: str) -> Mapping[str, Any]:
    import tomllib  # most who look at goals never need the lists
    from importlib import resources

    return tomllib.loads(resources.files("perftui.content").joinpath(code, "smart.toml").read_text(encoding="utf-8"))


@cache
def wordings() -> Wordings:
    """The word lists of all languages together: titles are written in any of them."""
    tables = [_read(code) for code in LANGUAGES]
    vague = {kind: [word for table in tables for word in table["vague"][kind.value]] for kind in VagueKind}
    return Wordings(vague, [word for table in tables for word in table["amounts"]])


def prompts(check: Check) -> Sequence[str]:
    """The questions that a check asks, in the language in use."""
    return next((tuple(entry["prompts"]) for entry in _read(language())["check"] if entry["id"] == check.value), ())


def usual_policy() -> Policy:
    """When a target is worth a second look, unless a setting says otherwise."""
    table = _read("en")
    return Policy(Decimal(table["warn_above_best_percent"]) / 100, bool(table["warn_below_last"]))
