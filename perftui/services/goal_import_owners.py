"""Whom a file means by the owners and tags of its goals."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from perftui.errors import Message
from perftui.i18n import mark
from perftui.storage import goal_imports

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.services.transfer.okr_plans import OkrPlan, PlannedGoal
    from perftui.storage.stores import Store

_NOBODY = mark("Line {line}: nobody and no unit is called “{owner}”; it becomes a tag.")
_SEVERAL = mark("Line {line}: several are called “{owner}”; it becomes a tag. Write the staff number to tell them apart.")


class Owned(NamedTuple):
    """Who owns a goal."""

    person: str | None = None
    unit: str | None = None
    tags: tuple[str, ...] = ()
    """Those that are not the owner."""

    @property
    def is_owned(self) -> bool:
        """Whether there is an owner."""
        return bool(self.person or self.unit)


class Owners:
    """The people and units that a file names, looked up at once."""

    def __init__(self, store: Store, plan: OkrPlan) -> None:
        names = {name for goal in plan.goals for name in (goal.owner, *goal.tags) if name}
        self._found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.notes: list[Message] = []
        for row in goal_imports.owners_called(store, names) if names else ():
            self._found[row["called"]].append((row["entity"], row["id"]))

    def of(self, goal: PlannedGoal) -> Owned:
        """Who owns a goal: whom it names as owner, else the first tag that is the name of one unit or person."""
        if goal.owner:
            found = self._only(goal.owner)
            if found:
                return _owned(*found, goal.tags)
            template = _SEVERAL if self._found[goal.owner.lower()] else _NOBODY
            self.notes.append(Message(template, {"line": goal.line, "owner": goal.owner}))
            return Owned(tags=(*goal.tags, goal.owner))
        for tag in goal.tags:
            found = self._only(tag)
            if found:
                return _owned(*found, (other for other in goal.tags if other != tag))
        return Owned(tags=goal.tags)

    def _only(self, name: str) -> tuple[str, str] | None:
        found = self._found[name.lower()]
        units = [one for one in found if one[0] == "unit"]
        candidates = units or found
        return candidates[0] if len(candidates) == 1 else None


def _owned(entity: str, record: str, tags: Iterable[str]) -> Owned:
    return Owned(record if entity == "person" else None, record if entity == "unit" else None, tuple(tags))
