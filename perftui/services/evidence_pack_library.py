"""The part of the built-in library on evidence: the packs with their requirements."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from perftui.domain.evidence_packs import GENERIC, Case, Pack, Requirement
from perftui.i18n import language

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def _read(code: str) -> Mapping[str, Any]:
    import tomllib  # most who look at plans never open a pack
    from importlib import resources

    return tomllib.loads(resources.files("perftui.content").joinpath(code, "evidence_packs.toml").read_text(encoding="utf-8"))


@cache
def _packs(code: str) -> tuple[Pack, ...]:
    content = _read(code)
    return tuple(_pack(entry, content["disclaimer"]) for entry in content["pack"])


def _pack(entry: Mapping[str, Any], disclaimer: str) -> Pack:
    requirements = tuple(_requirement(each) for each in entry["requirement"])
    dated = date.fromisoformat(entry["dated"])
    return Pack(entry["id"], entry["name"], entry["version"], dated, entry["source"], disclaimer, requirements)


def _requirement(entry: Mapping[str, Any]) -> Requirement:
    cases = tuple(Case(each["id"], each["label"], each["text"]) for each in entry.get("cases", ()))
    texts = (entry["id"], entry["text"], entry["why"], entry["proof"])
    return Requirement(*texts, entry.get("test", ""), entry.get("is_part", False), cases)


def packs() -> tuple[Pack, ...]:
    """All packs in their order, in the language in use."""
    return _packs(language())


def pack(code: str) -> Pack:
    """One pack in the language in use; the general one where the library has it no more."""
    return next((each for each in packs() if each.code == code), None) or pack(GENERIC)
