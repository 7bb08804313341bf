"""Goals that stand in each other's way: over a resource, by measures that pull apart, or because one waits for another in vain (R15)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from perftui.domain.codes import Code, GoalState, Operator, Words
from perftui.domain.quantities import quantity_text
from perftui.domain.texts import fold
from perftui.errors import Message
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date


class ConflictReason(Code):
    """Why two goals stand in each other's way."""

    OPPOSES = "opposes", mark("Opposing aims")
    RESOURCE = "resource", mark("Same resource")
    DEPENDENCY = "dependency", mark("Out of step")


class ConflictState(Code):
    """How far a conflict has come; in the order in which they need somebody."""

    FOUND = "found", mark("Found")
    OPEN = "open", mark("Still open")
    IN_MEETING = "in_meeting", mark("In a meeting")
    SETTLED = "settled", mark("Settled")
    DISMISSED = "dismissed", mark("Dismissed")


UNSETTLED: Final = frozenset({ConflictState.OPEN, ConflictState.IN_MEETING})
"""States of a recorded conflict that somebody has to settle yet."""


def state_in_all(recorded: str, *, is_met: bool) -> ConflictState:
    """The state that is shown of a recorded conflict: a meeting about it that is not cancelled counts."""
    state = ConflictState(recorded)
    return ConflictState.IN_MEETING if state is ConflictState.OPEN and is_met else state


NOT_AGREED: Final = frozenset({GoalState.DRAFT, GoalState.PROPOSED, GoalState.RETURNED})
"""States of a goal on which nobody can rely yet."""
COMPARED: Final = frozenset({Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUALS, Operator.WITHIN, Operator.RANGE})
"""Operators whose targets can pull apart."""


class Party(NamedTuple):
    """A goal as a side of a conflict."""

    id: str
    title: str
    unit: str
    """Id of the unit that owns it, or in which its owner works; empty for none."""
    owner: str
    """Id of the person or unit that owns it; empty for none."""
    start: date
    """The first day of its cycle."""
    end: date
    """The last day of its cycle, included."""


class Claim(NamedTuple):
    """How much of a resource a goal needs."""

    party: Party
    amount: Decimal | None
    """None where nobody has said how much."""


class Stock(NamedTuple):
    """A resource."""

    name: str
    unit: str
    capacity: Decimal | None
    """None where nobody has said how much there is."""


class Aim(NamedTuple):
    """What a key result is to reach."""

    party: Party
    title: str
    unit: str
    measure: str
    """Id of the measure in the library; empty for none."""
    operator: Operator
    low: Decimal | None
    """The lowest value that will do; None: no limit."""
    high: Decimal | None
    """The highest value that will do; None: no limit."""
    target: str
    """As people write it, such as `≥95 %`."""


class Waiting(NamedTuple):
    """A goal that depends on another."""

    party: Party
    state: GoalState
    due: date
    """Its own due date, or the end of its cycle."""
    on: Party
    on_state: GoalState
    on_due: date


class Found(NamedTuple):
    """A conflict between two goals."""

    reason: ConflictReason
    first: str
    second: str
    """Ids of the goals. Of a dependency the second is the one that is waited for; else they stand in the order of their titles."""
    message: Message


def peak(claims: Iterable[Claim]) -> Decimal:
    """The most of a resource that is claimed on one day; goals whose cycles do not overlap may have the same."""
    known = list(claims)
    return max((_sum(_at(known, claim.party.start)) for claim in known), default=Decimal(0))


def over_resource(stock: Stock, claims: Sequence[Claim]) -> list[Found]:
    """Goals of different units that claim more of a resource than there is.

    Where nobody has said how much there is, two units that claim it at all are one conflict. Each claim is held against the largest of
    another unit, so that there are never more conflicts than claims.

    Args:
        stock: The resource.
        claims: One a goal.
    """
    wanted = sorted((claim for claim in claims if claim.amount != 0), key=lambda claim: (-(claim.amount or Decimal(0)), _place(claim)))
    pairs: dict[tuple[str, str], Found] = {}
    for day in sorted({claim.party.start for claim in wanted}):
        there = _at(wanted, day)
        if stock.capacity is not None and _sum(there) <= stock.capacity:
            continue
        for claim in there:
            rival = next((other for other in there if other.party.unit and other.party.unit != claim.party.unit), None)
            if claim.party.unit and rival is not None:
                first, second = sorted((claim, rival), key=_place)
                pairs.setdefault((first.party.id, second.party.id), _contested(stock, first, second, _sum(there)))
    return list(pairs.values())


def _place(side: Claim | Aim) -> tuple[str, str]:
    """By title, so that the same goals always stand in the same order; by id where the titles are the same."""
    return side.party.title, side.party.id


def _at(claims: Sequence[Claim], day: date) -> list[Claim]:
    return [claim for claim in claims if claim.party.start <= day <= claim.party.end]


def _sum(claims: Iterable[Claim]) -> Decimal:
    return sum((claim.amount or Decimal(0) for claim in claims), Decimal(0))


def _contested(stock: Stock, first: Claim, second: Claim, total: Decimal) -> Found:
    values: dict[str, object] = {"resource": stock.name, "first": _amount(stock, first), "second": _amount(stock, second)}
    if stock.capacity is None:
        template = mark("Both need “{resource}” ({first} and {second}), and nobody has said how much there is.")
    else:
        template = mark("“{resource}”: {total} is claimed, {first} and {second} of it by these two, but there is only {capacity}.")
        values |= {"total": quantity_text(total, stock.unit), "capacity": quantity_text(stock.capacity, stock.unit)}
    return Found(ConflictReason.RESOURCE, first.party.id, second.party.id, Message(template, values))


def _amount(stock: Stock, claim: Claim) -> str:
    return Words(mark("an unknown amount")) if claim.amount is None else quantity_text(claim.amount, stock.unit)


def opposing(aims: Iterable[Aim]) -> list[Found]:
    """Key results of different owners that measure the same and pull apart: one at least, the other at most, or no value suits both.

    They measure the same when they have the same measure, or without one the same title and unit. Each is held against one other of
    each kind that it opposes.
    """
    groups: dict[tuple[str, ...], list[Aim]] = defaultdict(list)
    for aim in aims:
        if aim.operator in COMPARED:
            groups[(aim.measure,) if aim.measure else (fold(aim.title.strip()), fold(aim.unit.strip()))].append(aim)
    pairs: dict[tuple[str, str], Found] = {}
    for group in groups.values():
        for one, other in _pulling_apart(group):
            first, second = sorted((one, other), key=_place)
            pairs.setdefault((first.party.id, second.party.id), _opposed(first, second))
    return list(pairs.values())


def _pulling_apart(group: Sequence[Aim]) -> Iterator[tuple[Aim, Aim]]:
    shapes: dict[tuple[object, ...], list[Aim]] = defaultdict(list)
    for aim in group:
        shapes[aim.operator, aim.low, aim.high].append(aim)
    for these, those in combinations(shapes.values(), 2):
        if not (_are_opposite(these[0], those[0]) or _are_disjoint(these[0], those[0])):
            continue
        for side, others in ((these, those), (those, these)):
            for aim in side:
                rival = next((other for other in others if _can_clash(aim.party, other.party)), None)
                if rival is not None:
                    yield aim, rival


def _are_opposite(one: Aim, other: Aim) -> bool:
    return {one.operator, other.operator} == {Operator.AT_LEAST, Operator.AT_MOST}


def _are_disjoint(one: Aim, other: Aim) -> bool:
    def above(side: Aim, below: Aim) -> bool:
        return side.low is not None and below.high is not None and side.low > below.high

    return above(one, other) or above(other, one)


def _can_clash(one: Party, other: Party) -> bool:
    overlap = one.start <= other.end and other.start <= one.end
    return one.id != other.id and overlap and bool(one.owner and other.owner) and one.owner != other.owner


def _opposed(first: Aim, second: Aim) -> Found:
    values = {"measure": first.title, "first": first.target, "second": second.target}
    if _are_opposite(first, second):
        template = mark("“{measure}” is pulled two ways: {first} and {second}.")
    else:
        template = mark("No value of “{measure}” suits both: {first} and {second}.")
    return Found(ConflictReason.OPPOSES, first.party.id, second.party.id, Message(template, values))


def out_of_step(waiting: Waiting) -> list[Found]:
    """What is wrong with a dependency: it is fulfilled too late, or what it waits for is not agreed while the goal runs already."""
    values = {"first": waiting.party.title, "second": waiting.on.title, "due": waiting.due, "later": waiting.on_due}
    templates = []
    if waiting.on_due > waiting.due:
        templates.append(mark("“{first}” is due on {due} and depends on “{second}”, which is due only on {later}."))
    if waiting.state is GoalState.ACTIVE and waiting.on_state in NOT_AGREED:
        templates.append(mark("“{first}” runs already and depends on “{second}”, which is not agreed yet."))
    return [Found(ConflictReason.DEPENDENCY, waiting.party.id, waiting.on.id, Message(template, values)) for template in templates]
