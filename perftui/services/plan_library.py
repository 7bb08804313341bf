"""The part of the built-in library on improvement plans: templates for sales, support, R&D, production, and a general one (R53)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from perftui.domain.plans import PlanStepKind
from perftui.i18n import language
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

GENERIC = "generic"
"""The code of the template that fits everything."""


class TemplateStep(NamedTuple):
    """A step of a template."""

    kind: PlanStepKind
    role: str
    """Who does it, such as mentor."""
    text: str
    due: str
    """A duration, from the start of the plan."""
    every: str
    """day, week or month; empty where it is done once."""
    lasts: str
    """A duration; empty where it is done once."""
    uplift: int | None
    """Basis points over the baseline."""
    evidence: str


class Template(NamedTuple):
    """A template."""

    code: str
    name: str
    kpis: tuple[str, ...]
    """Codes of the measures that it is for."""
    lasts: str
    """A duration."""
    goal: str
    """A sentence with `{kpi}`, `{actual}`, `{target}` and `{date}`."""
    steps: tuple[TemplateStep, ...]


@cache
def _read(code: str) -> Mapping[str, Any]:
    import tomllib  # most who look at plans never make one
    from importlib import resources

    return tomllib.loads(resources.files("perftui.content").joinpath(code, "plan_templates.toml").read_text(encoding="utf-8"))


@cache
def _templates(code: str) -> tuple[Template, ...]:
    return tuple(
        Template(
            each["id"], each["name"], tuple(each["kpis"]), each["lasts"], each["goal"], tuple(_step(action) for action in each["actions"])
        )
        for each in _read(code)["template"]
    )


def _step(entry: Mapping[str, Any]) -> TemplateStep:
    percent = entry.get("uplift_percent")
    return TemplateStep(
        kind=PlanStepKind(entry["kind"]),
        role=entry["owner"],
        text=entry["text"],
        due=entry["due"],
        every=entry.get("every", ""),
        lasts=entry.get("lasts", ""),
        uplift=None if percent is None else percent * 100,
        evidence=entry.get("evidence", ""),
    )


def templates() -> tuple[Template, ...]:
    """All templates in their order, in the language in use."""
    return _templates(language())


def template(code: str) -> Template | None:
    """One template in the language in use; None where there is none of that code."""
    return next((each for each in templates() if each.code == code), None)


def template_name(code: str) -> str:
    """The name of a template; the code of one that the library has no more."""
    found = template(code)
    return found.name if found else code


def for_measure(code: str) -> str:
    """The code of the template that fits a measure; the general one where none does."""
    return next((each.code for each in templates() if code and code in each.kpis), GENERIC)


def opening() -> str:
    """What every plan begins with: what it is for."""
    return str(_read(language())["opening"])
