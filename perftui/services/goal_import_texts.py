"""What a file says beside titles and values (notes, links, work in progress, boxes) as lines of a description, and back again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from perftui.services.transfer.okr_documents import Link

if TYPE_CHECKING:
    from perftui.services.transfer.okr_plans import PlannedGoal, PlannedKeyResult

_WIP = re.compile(r"\(WIP(?:: (?P<text>.*))?\)")
_LINK = re.compile(r"\[(?P<label>[^\[\]]*)\]\((?P<url>[^\s()]*)\)")
_TICK = "[x]"


class Said(NamedTuple):
    """The lines of a description, told apart."""

    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    wip: str | None = None
    is_ticked: bool = False


def description_of(planned: PlannedGoal | PlannedKeyResult, *, is_ticked: bool = False) -> str:
    """Everything that a file says beside title and values, a line for each; `said_in` tells it apart again.

    Args:
        planned: The goal or key result.
        is_ticked: Whether to keep the tick in its box, because no check-in does.
    """
    lines = [note.strip() for note in planned.notes if note.strip()]
    if planned.wip is not None:
        lines.append(f"(WIP: {planned.wip})" if planned.wip else "(WIP)")
    lines += [f"[{link.label}]({link.url})" for link in planned.links]
    return "\n".join([*lines, *([_TICK] if is_ticked else [])])


def said_in(description: str) -> Said:
    """The lines of a description told apart, from its end; blank ones are left out. What stands before a note is a note too."""
    lines = list(filter(None, map(str.strip, description.splitlines())))
    is_ticked = lines[-1:] == [_TICK] and bool(lines.pop())
    links: list[Link] = []
    while lines and (found := _LINK.fullmatch(lines[-1])):
        links.insert(0, Link(found["label"], found["url"]))
        lines.pop()
    started = _WIP.fullmatch(lines[-1]) if lines else None
    if started:
        lines.pop()
    return Said(tuple(lines), tuple(links), started and (started["text"] or ""), is_ticked)
