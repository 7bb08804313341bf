"""What is said of links between goals wherever they stand in the tree: each that is open, and how many of the others there are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from perftui.domain.findings import Finding, Severity
from perftui.domain.misalignments import FindingKind, Found, Mending
from perftui.errors import Message
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class CrossLink(NamedTuple):
    """A link between two goals, wherever they stand in the tree."""

    id: str
    kind: str
    """contributes, depends or conflicts."""
    state: str
    from_goal: str
    to_title: str
    """What the other goal is called."""
    conflict: str = ""
    """Key of the conflict that it is, or that is found in it; empty for none."""


_LINKS: Final[Mapping[tuple[str, str], Message]] = {
    ("conflicts", "settled"): Message(mark("{n} conflict is settled"), {}, mark("{n} conflicts are settled")),
    ("conflicts", "dismissed"): Message(mark("{n} conflict is dismissed"), {}, mark("{n} conflicts are dismissed")),
    ("depends", "settled"): Message(mark("{n} dependency is settled"), {}, mark("{n} dependencies are settled")),
    ("contributes", "open"): Message(mark("{n} goal contributes to another"), {}, mark("{n} goals contribute to others")),
}
_OPEN: Final[Mapping[str, str]] = {"conflicts": mark("Stands against “{title}”"), "depends": mark("Depends on “{title}”")}
_OTHER_LINKS: Final[Mapping[str, Message]] = {
    "conflicts": Message(mark("{n} conflict: {state}"), {}, mark("{n} conflicts: {state}")),
    "depends": Message(mark("{n} dependency: {state}"), {}, mark("{n} dependencies: {state}")),
    "contributes": Message(mark("{n} contribution: {state}"), {}, mark("{n} contributions: {state}")),
}
"""For states that have no sentence of their own."""


def link_findings(links: Iterable[CrossLink]) -> Iterator[Found]:
    """Each conflict and dependency that is open, then how many links of each kind there are in the other states.

    An open conflict is a warning, and so is a dependency that is out of step; all others are notes.
    """
    groups: dict[tuple[str, str], list[CrossLink]] = defaultdict(list)
    for link in links:
        groups[link.kind, link.state].append(link)
    for kind, template in _OPEN.items():
        yield from (_open_link(template, link) for link in groups.pop((kind, "open"), ()))
    for kind, state in sorted(groups, key=lambda key: (list(_OTHER_LINKS).index(key[0]), key[1])):
        group = groups[kind, state]
        text = _LINKS.get((kind, state), _OTHER_LINKS[kind])._replace(values={"n": len(group), "state": state})
        parts = tuple(link.id for link in group)
        yield Found(FindingKind.LINK, Finding(Severity.INFO, text, "goal", group[0].from_goal), Mending.NONE, parts)


def _open_link(template: str, link: CrossLink) -> Found:
    severity = Severity.WARNING if link.conflict else Severity.INFO
    finding = Finding(severity, Message(template, {"title": link.to_title}), "goal", link.from_goal)
    return Found(FindingKind.LINK, finding, Mending.SETTLE if link.conflict else Mending.LINK, (link.id,), link.conflict)
