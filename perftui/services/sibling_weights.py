"""The weights of siblings seen and changed together: read at once, saved in one step, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.amendments import AGREED_STATES
from perftui.domain.codes import GoalState
from perftui.domain.formats import basis_points
from perftui.domain.rollups import FULL_WEIGHT
from perftui.domain.weights import SumNotWhole
from perftui.i18n import mark
from perftui.services import goal_weights
from perftui.services.goal_weights import WeightTaken
from perftui.storage import goals, sibling_weights, units
from perftui.storage.stores import Changed, Gone, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

AT = "@"
"""Between the goal above and the cycle in the key of a place; no id has it."""


class SiblingsChanged(Changed):
    """A goal or key result was added, moved or archived since the siblings were read."""

    template = mark("Somebody has added or removed a goal or key result here, so nothing was saved. F5 reads again; what you typed stays.")


@dataclass(frozen=True, slots=True)
class SiblingLine:
    """One goal or key result among its siblings."""

    ref: str
    title: str
    owner: str
    """Empty where nobody owns it; a key result's is its goal's."""
    is_key_result: bool
    state: GoalState
    """Of a key result, its goal's."""
    weight: int
    """In basis points."""
    version: int

    @property
    def is_agreed(self) -> bool:
        """Whether a change asks why."""
        return self.state in AGREED_STATES


@dataclass(frozen=True, slots=True)
class Siblings:
    """What weighs in one sum."""

    key: str
    """The place: the goal above, `@`, and the cycle."""
    above: str
    """The title of the goal above; empty at the top."""
    cycle: str
    """Its name."""
    lines: tuple[SiblingLine, ...]
    unseen: int
    """What siblings weigh that the actor may not see."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place with siblings."""

    key: str
    above: str
    """The title of the goal above; empty at the top."""
    cycle: str
    count: int
    total: int
    """What they weigh together, in basis points."""


def places(store: Store, cycles: Iterable[int], text: str = "") -> list[PlaceLine]:
    """Where there are siblings in some cycles (row numbers; empty: all), those first whose weights are not whole."""
    return [
        PlaceLine(place_key(row["goal_id"], row["cycle_id"]), row["title"], row["cycle"], row["count"], row["total"])
        for row in sibling_weights.places(store, cycles, text.strip())
    ]


def place_key(goal_id: str | None, cycle_id: str) -> str:
    """The key of the place below a goal (None: at the top) in a cycle."""
    return f"{goal_id or ''}{AT}{cycle_id}"


def siblings(store: Store, key: str) -> Siblings:
    """The siblings at a place.

    Args:
        store: The store.
        key: Of the place, or the id of a goal or key result there.

    Raises:
        Gone: There is no such place.
    """
    if AT not in key:
        place = sibling_weights.place_of(store, key)
        if place is None:
            raise Gone
        key = place_key(place["goal_id"], place["cycle_id"])
    goal_id, _at, cycle_id = key.partition(AT)
    cycle, above = units.cycle(store, cycle_id), goals.get(store, goal_id) if goal_id else None
    if cycle is None or (goal_id and above is None):
        raise Gone
    lines = tuple(_line(row) for row in sibling_weights.siblings(store, goal_id or None, cycle_id))
    unseen = sibling_weights.whole_sum(store, goal_id or None, cycle_id) - sum(line.weight for line in lines)
    return Siblings(key, above["title"] if above else "", cycle["name"], lines, unseen)


def _line(row: Row) -> SiblingLine:
    return SiblingLine(
        ref=row["ref"],
        title=row["title"],
        owner=row["owner"],
        is_key_result=bool(row["is_key_result"]),
        state=GoalState(row["state"]),
        weight=row["weight"],
        version=row["version"],
    )


def changed(found: Siblings, weights: Mapping[str, int]) -> list[SiblingLine]:
    """Those whose weight would be another one."""
    return [line for line in found.lines if weights[line.ref] != line.weight]


def check_sum(found: Siblings, weights: Mapping[str, int]) -> None:
    """Refuse weights that are not whole where one of the siblings is agreed; among drafts that is a finding only.

    Raises:
        SumNotWhole: They do not sum to 10,000.
    """
    total = found.unseen + sum(weights[line.ref] for line in found.lines)
    agreed = next((line.title for line in found.lines if line.is_agreed), None)
    if total != FULL_WEIGHT and agreed is not None:
        raise SumNotWhole(percent=basis_points(total), title=agreed)


def save_weights(store: Store, found: Siblings, weights: Mapping[str, int], reason: str = "") -> int:
    """Save the weights of some siblings in one step.

    Args:
        store: The store.
        found: The siblings as they were read.
        weights: Id to basis points, of all of them.
        reason: Why; needed where one of those that change is agreed.

    Returns:
        How many changed.

    Raises:
        SumNotWhole: They do not sum to 10,000, and one of them is agreed.
        WeightTaken: Somebody else has changed one of them.
        SiblingsChanged: Somebody else has added one or taken one away.
        ReasonMissing: One that changes is agreed, and there is no reason.
    """
    check_sum(found, weights)
    lines = changed(found, weights)
    label = mark("Changed the weights below {title}") if found.above else mark("Changed the weights at the top of {title}")
    with store.write(Label(label, {"title": found.above or found.cycle})):
        _check_unchanged(store, found, {line.ref for line in lines})
        versions = {line.ref: line.version for line in lines}
        goal_weights.give(store, {line.ref: weights[line.ref] for line in lines}, reason, versions)
    return len(lines)


def _check_unchanged(store: Store, found: Siblings, changing: set[str]) -> None:
    now = siblings(store, found.key)
    if [line.ref for line in now.lines] != [line.ref for line in found.lines] or now.unseen != found.unseen:
        raise SiblingsChanged
    for old, new in zip(found.lines, now.lines, strict=True):
        if new.weight != old.weight or (old.ref in changing and new.version != old.version):
            raise WeightTaken(title=new.title)
