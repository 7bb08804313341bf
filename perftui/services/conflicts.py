"""Conflicts between goals: what the rules find now, and what is recorded, in one list (R15)."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain import conflicts as rules
from perftui.domain.codes import GoalState, Operator
from perftui.domain.conflicts import Aim, Claim, ConflictReason, ConflictState, Stock, Waiting, state_in_all
from perftui.domain.quantities import number_text, quantity_text
from perftui.domain.texts import fold
from perftui.services import conflict_sides
from perftui.services.made_days import made_on
from perftui.services.resources import number
from perftui.storage import conflicts, resources
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from perftui.domain.conflicts import Found
    from perftui.errors import Message
    from perftui.services.conflict_sides import Side
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

FOUND = "found"
"""What the keys of conflicts begin with that are found and not recorded."""
_SIGNS = {Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤", Operator.EQUALS: "="}


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A conflict between two goals."""

    key: str
    """The id of its link; for one that is only found `found:reason:goal:goal`."""
    version: int
    """Of its link; 0 where there is none."""
    reason: ConflictReason | None
    """None where somebody has linked the goals without saying why."""
    state: ConflictState
    first: Side
    second: Side
    causes: tuple[Message, ...]
    """What the rules find just now; empty where they find nothing any more, or never did."""
    note: str
    """What somebody wrote about it."""
    resolution: str
    """How it was settled, or why it was dismissed."""
    meeting_id: str
    meeting: str
    """The title of the meeting where it is a topic; empty for none."""
    meeting_on: date | None
    since: date | None
    """The day on which it was recorded; None for one that is only found."""

    @property
    def is_recorded(self) -> bool:
        """Whether somebody has recorded it."""
        return self.state is not ConflictState.FOUND


@dataclass(frozen=True, slots=True)
class ConflictFilter:
    """Which conflicts are listed; empty fields leave out nothing."""

    states: tuple[ConflictState, ...] = ()
    """None: all but those that are dismissed."""
    reason: ConflictReason | None = None
    unit_id: str = ""
    text: str = ""


def listing(store: Store, shown: ConflictFilter | None = None) -> list[ConflictLine]:
    """The conflicts, those first that need somebody, then the oldest first.

    Args:
        store: The store.
        shown: Which; None for all of them.
    """
    recorded = [_recorded(row) for row in conflicts.recorded(store)]
    lines = _with_causes(recorded, _found(store))
    order = {state: place for place, state in enumerate(_ORDER)}
    lines.sort(key=lambda line: (order[line.state], line.since or date.max, line.first.title, line.second.title))
    return [line for line in lines if shown is None or _is_shown(line, shown)]


_ORDER = (ConflictState.OPEN, ConflictState.FOUND, ConflictState.IN_MEETING, ConflictState.SETTLED, ConflictState.DISMISSED)


def conflict(store: Store, key: str) -> ConflictLine:
    """One conflict.

    Raises:
        Gone: It is neither recorded nor found any more.
    """
    found = next((line for line in listing(store) if line.key == key), None)
    if found is None:
        raise Gone
    return found


def recorded(store: Store, link_id: str) -> ConflictLine:
    """One that is recorded, without looking for what the rules find.

    Raises:
        Gone: There is none.
    """
    row = next(iter(conflicts.recorded(store, link_id)), None)
    if row is None:
        raise Gone
    return _recorded(row)


def _found_key(reason: ConflictReason, first: str, second: str) -> str:
    return ":".join((FOUND, reason.value, first, second))


def _is_shown(line: ConflictLine, shown: ConflictFilter) -> bool:
    states = shown.states or tuple(state for state in ConflictState if state is not ConflictState.DISMISSED)
    words = fold(" ".join((line.first.title, line.second.title, line.first.unit, line.second.unit, line.note)))
    return (
        line.state in states
        and shown.reason in (None, line.reason)
        and (not shown.unit_id or shown.unit_id in (line.first.unit_id, line.second.unit_id))
        and fold(shown.text.strip()) in words
    )


def _recorded(row: Row) -> ConflictLine:
    return ConflictLine(
        key=row["id"],
        version=row["version"],
        reason=ConflictReason(row["reason"]) if row["reason"] else None,
        state=state_in_all(row["state"], is_met=bool(row["meeting"])),
        first=conflict_sides.side(row, "a"),
        second=conflict_sides.side(row, "b"),
        causes=(),
        note=row["note"] or "",
        resolution=row["resolution"],
        meeting_id=row["meeting_id"] if row["meeting"] else "",
        meeting=row["meeting"] or "",
        meeting_on=date.fromisoformat(row["meeting_on"]) if row["meeting"] else None,
        since=made_on(row["id"]),
    )


# what the rules find


def _found(store: Store) -> list[ConflictLine]:
    """One line for two goals and a reason, with all that was found of it."""
    causes: dict[tuple[ConflictReason, str, str], list[Message]] = defaultdict(list)
    for found in (*_over_resources(store), *rules.opposing(_aims(store)), *_out_of_step(store)):
        causes[found.reason, found.first, found.second].append(found.message)
    ids = json.dumps(list({goal for _reason, *goals in causes for goal in goals}))
    sides = {row["a_id"]: conflict_sides.side(row, "a") for row in conflicts.sides(store, ids)} if causes else {}
    return [_found_line(reason, sides[first], sides[second], messages) for (reason, first, second), messages in causes.items()]


def _found_line(reason: ConflictReason, first: Side, second: Side, messages: Iterable[Message]) -> ConflictLine:
    key = _found_key(reason, first.id, second.id)
    return ConflictLine(key, 0, reason, ConflictState.FOUND, first, second, tuple(messages), "", "", "", "", None, None)


def _over_resources(store: Store) -> Iterator[Found]:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for row in resources.claims(store):
        claims[row["resource_id"]].append(Claim(conflict_sides.party(row, "a"), number(row["amount"])))
    for row in resources.listing(store):
        yield from rules.over_resource(Stock(row["name"], row["unit"], number(row["capacity"])), claims[row["id"]])


def _aims(store: Store) -> Iterator[Aim]:
    for row in conflicts.aims(store):
        operator = Operator(row["operator"])
        low, high = _reach(row, operator)
        if low is None and high is None:
            continue  # it came from a file without its numbers
        target = _target(operator, low, high, row["unit"])
        yield Aim(conflict_sides.party(row, "a"), row["title"], row["unit"], row["measure"], operator, low, high, target)


def _reach(row: Row, operator: Operator) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and the highest value that will do."""
    target, tolerance = number(row["target"]), number(row["tolerance"]) or Decimal(0)
    if operator is Operator.RANGE:
        return number(row["low"]), number(row["high"])
    if target is None:
        return None, None
    if operator in _SIGNS:
        return (None if operator is Operator.AT_MOST else target), (None if operator is Operator.AT_LEAST else target)
    return target - tolerance, target + tolerance


def _target(operator: Operator, low: Decimal | None, high: Decimal | None, unit: str) -> str:
    if operator in _SIGNS:
        return _SIGNS[operator] + quantity_text((low if high is None else high) or Decimal(0), unit)
    return f"{number_text(low or Decimal(0))}–{quantity_text(high or Decimal(0), unit)}"


def _out_of_step(store: Store) -> Iterator[Found]:
    for row in conflicts.dependencies(store):
        a, b = (
            (conflict_sides.party(row, alias), GoalState(row[f"{alias}_state"]), date.fromisoformat(row[f"{alias}_due"])) for alias in "ab"
        )
        yield from rules.out_of_step(Waiting(*a, *b))


def _with_causes(recorded: list[ConflictLine], found: list[ConflictLine]) -> list[ConflictLine]:
    """What is recorded, with what is still found of it, and what is found beyond that."""
    known = {_identity(line): place for place, line in enumerate(recorded)}
    lines = list(recorded)
    for line in found:
        place = known.get(_identity(line), known.get((None, *_identity(line)[1:])))
        if place is None:
            lines.append(line)
        else:
            lines[place] = replace(lines[place], causes=(*lines[place].causes, *line.causes))
    return lines


def _identity(line: ConflictLine) -> tuple[ConflictReason | None, frozenset[str]]:
    return line.reason, frozenset((line.first.id, line.second.id))


def units_of(lines: Iterable[ConflictLine]) -> Mapping[str, str]:
    """The units whose goals are in conflict, id to name."""
    found = {side.unit_id: side.unit for line in lines for side in (line.first, line.second) if side.unit_id}
    return dict(sorted(found.items(), key=lambda item: item[1]))
