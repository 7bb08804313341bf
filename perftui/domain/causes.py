"""Causes of gaps: their categories, the chain of whys that leads to a root cause, and the answers of a checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code
from perftui.domain.gaps import CauseState
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_WHYS: Final = 5
"""How deep a chain goes, its first cause included (R47)."""


class CauseCategory(Code):
    """To which bone of the fishbone a cause belongs."""

    PEOPLE = "people", mark("People and skills")
    PROCESS = "process", mark("Process and standards")
    TOOLS = "tools", mark("Tools and equipment")
    TRAINING = "training", mark("Training")
    GOAL = "goal", mark("Goal clarity")
    RESOURCES = "resources", mark("Resources")
    MOTIVATION = "motivation", mark("Motivation and recognition")
    EXTERNAL = "external", mark("Outside factors")


class CauseSide(Code):
    """Whether a cause lies in how the work is set up, or with whoever does it."""

    SYSTEM = "system", mark("System")
    PERSON = "person", mark("Personal")


SIDES: Final[Mapping[CauseCategory, CauseSide]] = {
    CauseCategory.PEOPLE: CauseSide.PERSON,
    CauseCategory.TRAINING: CauseSide.PERSON,
    CauseCategory.MOTIVATION: CauseSide.PERSON,
    CauseCategory.PROCESS: CauseSide.SYSTEM,
    CauseCategory.TOOLS: CauseSide.SYSTEM,
    CauseCategory.GOAL: CauseSide.SYSTEM,
    CauseCategory.RESOURCES: CauseSide.SYSTEM,
    CauseCategory.EXTERNAL: CauseSide.SYSTEM,
}
"""On which side a category stands ([own]): skill, training and motivation go with a person, all else is there before the work begins."""


class Answer(Code):
    """The answer to a question of the checklist."""

    YES = "yes", mark("Yes")
    NO = "no", mark("No")
    UNKNOWN = "unknown", mark("Not known")


class Link(NamedTuple):
    """A cause as the rules of the chain see it."""

    id: str
    parent_id: str
    """The cause that it explains; empty at the beginning of a chain."""
    state: CauseState = CauseState.CONFIRMED


class TooManyWhys(Refused):
    """A sixth why."""

    template = mark("Five whys are enough: “{cause}” is the fifth. Word the root cause there, or begin another chain with Ctrl+N.")


class CauseBelowItself(Refused):
    """A cause would explain itself."""

    template = mark("“{cause}” cannot stand below itself or below a why of its own.")


def side_of(category: str) -> CauseSide | None:
    """On which side a category stands; None where there is none, or none that is known."""
    return SIDES[CauseCategory(category)] if category in set(CauseCategory) else None


def chain(links: Iterable[Link], cause_id: str) -> list[str]:
    """The ids from the first cause of a chain down to one of its whys; empty where that is unknown."""
    parents = {link.id: link.parent_id for link in links}
    path: list[str] = []
    while cause_id in parents and cause_id not in path:
        path.append(cause_id)
        cause_id = parents[cause_id]
    return path[::-1]


def below(links: Sequence[Link], cause_id: str) -> list[str]:
    """The ids of all whys below a cause, each before those below it."""
    found: list[str] = []
    for link in links:
        if link.parent_id == cause_id and link.id != cause_id:
            found += [link.id, *below([each for each in links if each.id != cause_id], link.id)]
    return found


def in_order(links: Sequence[Link]) -> list[tuple[str, int]]:
    """Each cause with its depth, 0 for the first of a chain: each before its whys, else in the order given.

    A cause whose parent is not among them begins a chain, so that none is lost.
    """
    ids = {link.id for link in links}
    children: dict[str, list[str]] = {}
    for link in links:
        children.setdefault(link.parent_id if link.parent_id in ids else "", []).append(link.id)
    found: list[tuple[str, int]] = []
    waiting = [(cause_id, 0) for cause_id in reversed(children.get("", []))]
    while waiting:
        cause_id, depth = waiting.pop()
        found.append((cause_id, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(cause_id, []))]
    return found


def check_why(links: Sequence[Link], above: str, text: str, height: int = 1) -> None:
    """Refuse a why that would be too deep.

    Args:
        links: All causes of the gap.
        above: The cause below which it is to stand.
        text: What that cause is called.
        height: How many levels come below it: 1 for a single why.

    Raises:
        TooManyWhys: The chain would be longer than five.
    """
    if len(chain(links, above)) + height > MOST_WHYS:
        raise TooManyWhys(cause=text)


def check_move(links: Sequence[Link], cause_id: str, above: str, texts: Mapping[str, str]) -> None:
    """Refuse to put a cause, with all that stands below it, where it cannot stand.

    Raises:
        CauseBelowItself: It would explain itself.
        TooManyWhys: The chain would be longer than five.
    """
    if above == cause_id or above in below(links, cause_id):
        raise CauseBelowItself(cause=texts[cause_id])
    if above:
        check_why(links, above, texts[above], height_of(links, cause_id))


def height_of(links: Sequence[Link], cause_id: str) -> int:
    """How many levels a cause and all below it have; 1 for one without whys."""
    above = len(chain(links, cause_id)) - 1
    return max(len(chain(links, each)) for each in (cause_id, *below(links, cause_id))) - above


def roots(links: Iterable[Link]) -> set[str]:
    """The ids of the last whys: causes that no confirmed why explains. The first cause alone is its own root (R47)."""
    known = list(links)
    explained = {link.parent_id for link in known if link.state is CauseState.CONFIRMED}
    return {link.id for link in known} - explained


def points_to_problem(answer: Answer | None, problem: Answer) -> bool:
    """Whether an answer points to a cause; what is not known does not."""
    return answer is problem
