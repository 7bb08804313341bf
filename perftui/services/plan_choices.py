"""What help a person can choose in a plan: the kinds of support of the built-in library (R73)."""

from __future__ import annotations

from functools import cache

from perftui.i18n import language


@cache
def _read(code: str) -> tuple[str, ...]:
    import tomllib  # most who look at plans fill in no choice
    from importlib import resources

    entries = tomllib.loads(resources.files("perftui.content").joinpath(code, "catalog.toml").read_text(encoding="utf-8"))["entry"]
    return tuple(entry["name"] for entry in entries if entry["kind"] == "support")


def support_choices() -> tuple[str, ...]:
    """What can be chosen, a mentor and focused training first, in the language in use."""
    return _read(language())
