"""Scripts for talks: what to say step by step, and what to leave out (R27)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from perftui.domain.talks import TalkKind
from perftui.i18n import language
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL: Final[Mapping[TalkKind, str]] = {
    TalkKind.GROW: "monthly",
    TalkKind.MONTHLY: "monthly",
    TalkKind.QUARTERLY: "monthly",
    TalkKind.KICKOFF: "kickoff",
    TalkKind.DIFFICULT: "difficult",
    TalkKind.OUTCOME: "outcome",
    TalkKind.OTHER: "monthly",
}
"""Kind of a talk to the script that goes with it."""


class Script(NamedTuple):
    """A script; its texts have places such as `{target}` that the record fills."""

    code: str
    """The same in all languages."""
    name: str
    minutes: int
    steps: tuple[str, ...]
    avoid: tuple[str, ...]


@cache
def _scripts(code: str) -> tuple[Script, ...]:
    import tomllib  # most who look at talks read none
    from importlib import resources

    read = tomllib.loads(resources.files("perftui.content").joinpath(code, "scripts.toml").read_text(encoding="utf-8"))
    return tuple(
        Script(each["id"], each["name"], each["minutes"], tuple(step["text"] for step in each["steps"]), tuple(each["avoid"]))
        for each in read["script"]
    )


def scripts() -> tuple[Script, ...]:
    """All scripts in their order, in the language in use."""
    return _scripts(language())


def script(code: str) -> Script | None:
    """One script in the language in use; None where the library has it no more."""
    return next((each for each in scripts() if each.code == code), None)


def usual_script(kind: TalkKind) -> Script:
    """The script that goes with a kind of talk."""
    return script(USUAL[kind]) or scripts()[0]
