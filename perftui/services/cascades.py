"""A goal handed down: a goal for each person or unit, planned in one preview and made in one step by `cascade_writers`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from perftui.domain.cascades import Division, divided, titled
from perftui.domain.codes import GoalKind
from perftui.domain.rollups import FULL_WEIGHT
from perftui.services.cascade_offers import offer, recipients
from perftui.storage import cascades, goal_lookups

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from perftui.services.cascade_offers import CascadeOffer, KeyResultOffer, Recipient
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class CascadeTerms:
    """What each of them gets."""

    audience: str
    pattern: str = "{goal}"
    """Of the titles, with `{goal}`, `{name}` and `{unit}`."""
    kind: GoalKind = GoalKind.COMMITTED
    due: date | None = None
    cycle: str = ""
    """Id; empty for the usual one."""
    together: int = FULL_WEIGHT
    """What all of them weigh together, in basis points; each gets an equal part."""
    divisions: Mapping[str, Division] = field(default_factory=dict)
    """Key result to how it is handed down; those left out go the usual way."""


@dataclass(frozen=True, slots=True)
class CascadeRow:
    """One of those who may get a goal."""

    to: Recipient
    title: str
    already: str
    """The title of such a goal that they have in this cycle; empty: none, so that they get one."""


@dataclass(frozen=True, slots=True)
class CascadePlan:
    """What would be made."""

    offer: CascadeOffer
    terms: CascadeTerms
    rows: tuple[CascadeRow, ...]
    handed: tuple[KeyResultOffer, ...]
    """The key results that are handed down."""
    cycle: str
    """The id of the cycle of the new goals."""
    beside: int
    """What the others below the goal weigh in that cycle already, in basis points."""

    def division(self, key_result: KeyResultOffer) -> Division:
        """How a key result is handed down."""
        return self.terms.divisions.get(key_result.id, key_result.divisions[0])


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was changed in the preview."""

    left_out: frozenset[str] = frozenset()
    """Ids of those who get nothing."""
    parts: Mapping[str, int] = field(default_factory=dict)
    """Id to the weight typed, where it is not the number of heads."""
    targets: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    """Id and key result to the target typed."""


def plan(store: Store, goal_id: str, terms: CascadeTerms, today: date) -> CascadePlan:
    """What handing a goal down would make.

    Raises:
        UnknownPlaceholder: The pattern of titles has braces that mean nothing.
        Refused: It cannot be handed down; see `cascade_offers.offer`.
    """
    offered = offer(store, goal_id, today)
    cycle, found = terms.cycle or offered.cycle, recipients(store, goal_id, terms.audience, today)
    owned: dict[str, list[Row]] = {}
    for goal in cascades.goals_owned(store, cycle, [to.id for to in found]):
        owned.setdefault(goal["owner_id"], []).append(goal)
    rows = tuple(_planned(offered, terms, to, owned.get(to.id, [])) for to in found)
    ways = {key_result.id: terms.divisions.get(key_result.id, key_result.divisions[0]) for key_result in offered.key_results}
    handed = tuple(key_result for key_result in offered.key_results if ways[key_result.id] is not Division.NONE)
    return CascadePlan(offered, terms, rows, handed, cycle, sum(goal_lookups.weights_below(store, goal_id, cycle)))


def _planned(offered: CascadeOffer, terms: CascadeTerms, to: Recipient, owned: Sequence[Row]) -> CascadeRow:
    title = titled(terms.pattern or "{goal}", offered.title, to.name, to.unit)
    already = next((goal["title"] for goal in owned if goal["parent_id"] == offered.goal_id or goal["title"] == title), "")
    return CascadeRow(to, title, already)


def getting(planned: CascadePlan, chosen: Chosen) -> list[CascadeRow]:
    """Those who get a goal: ticked, and without such a goal so far."""
    return [row for row in planned.rows if not row.already and row.to.id not in chosen.left_out]


def targets(planned: CascadePlan, chosen: Chosen) -> dict[tuple[str, str], Decimal]:
    """The target of each, by person or unit and key result; none where there is no single number."""
    rows = getting(planned, chosen)
    parts = [chosen.parts.get(row.to.id, row.to.heads) for row in rows]
    heads = [row.to.heads for row in rows]
    found: dict[tuple[str, str], Decimal] = {}
    for key_result in planned.handed:
        if key_result.target is not None:
            way = planned.division(key_result)
            shares = divided(key_result.target, way, parts if way is Division.WEIGHTED else heads)
            found |= {(row.to.id, key_result.id): share for row, share in zip(rows, shares, strict=True)}
    return found | {place: target for place, target in chosen.targets.items() if place in found}
