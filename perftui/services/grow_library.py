"""The question bank of GROW, by stage (R24)."""

from __future__ import annotations

from functools import cache

from perftui.domain.talks import Stage
from perftui.i18n import language


@cache
def _questions(code: str) -> dict[Stage, tuple[str, ...]]:
    import tomllib  # most who look at talks never open the form
    from importlib import resources

    read = tomllib.loads(resources.files("perftui.content").joinpath(code, "grow.toml").read_text(encoding="utf-8"))
    return {stage: tuple(each["text"] for each in read["question"] if each["stage"] == stage.value) for stage in Stage}


def questions(stage: Stage) -> tuple[str, ...]:
    """The questions of a stage in their order, in the language in use."""
    return _questions(language())[stage]
