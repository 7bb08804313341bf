"""What can be handed down of a goal, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.cascades import Division, divisions, usual_weight
from perftui.domain.codes import GoalState, Level, Operator
from perftui.errors import Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services import goal_rows, people, units
from perftui.services.key_result_views import yardstick_text
from perftui.services.people import PeopleFilter
from perftui.storage import cascades, goal_lookups
from perftui.storage import units as unit_rows
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.services.people import PersonLine
    from perftui.services.units import UnitLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ALL, OWN, BELOW, REPORTS = "all", "own", "below", "reports:"
"""To whom: everybody of the unit and below, those right in it, the units right below it, the direct reports of a person."""
MANAGERS = 12
"""Managers that are offered."""


class NotHandedDown(Refused):
    """A goal that belongs to one person."""

    template = mark("“{title}” is a personal goal: hand down a unit goal to its people, or a theme to the units.")


class NobodyBelow(Refused):
    """There is nobody to get the goal."""

    template = mark("There is nobody to hand “{title}” down to: give it to a unit with people, or add units first.")


class NoMoreGoals(Refused):
    """A goal that is over."""

    template = mark("“{title}” is over: hand down one that is not scored, closed or archived.")


@dataclass(frozen=True, slots=True)
class KeyResultOffer:
    """A key result that may be handed down."""

    id: str
    title: str
    yardstick: str
    """In words and in the language in use."""
    operator: Operator
    unit: str
    target: Decimal | None
    """None where there is no single number."""
    divisions: tuple[Division, ...]
    """How it may be, the usual way first."""


@dataclass(frozen=True, slots=True)
class Audience:
    """To whom a goal may be handed down."""

    code: str
    label: str
    """In the language in use."""
    heads: int
    """How many would get a goal."""


@dataclass(frozen=True, slots=True)
class CascadeOffer:
    """What can be handed down of a goal."""

    goal_id: str
    title: str
    level: Level
    kind: str
    due: str
    """ISO; empty for the end of the cycle."""
    cycle: str
    """The usual one's id: of a theme the cycle that runs, else the goal's own."""
    audiences: tuple[Audience, ...]
    """The usual one first."""
    key_results: tuple[KeyResultOffer, ...]
    weight: int
    """What the new goals weigh together unless one says otherwise, in basis points."""
    beside: int
    """What stands below the goal already, in basis points."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may get a goal."""

    id: str
    is_unit: bool
    name: str
    unit: str
    """Of a person; a unit's own name again."""
    heads: int
    """People in a unit, with all below where those get no goal of their own; a person is one."""


def offer(store: Store, goal_id: str, today: date) -> CascadeOffer:
    """What can be handed down of a goal.

    Raises:
        Gone: There is no such goal.
        NotHandedDown: It is a personal goal.
        NoMoreGoals: It is over.
        NobodyBelow: Nobody could get it.
    """
    row = goal_rows.goal_row(store, goal_id)
    if Level(row["level"]) is Level.PERSON:
        raise NotHandedDown(title=row["title"])
    if GoalState(row["state"]) in {GoalState.SCORED, GoalState.CLOSED, GoalState.ARCHIVED}:
        raise NoMoreGoals(title=row["title"])
    audiences = tuple(_audiences(store, row, today))
    if not audiences:
        raise NobodyBelow(title=row["title"])
    running = unit_rows.running_cycle(store, today.isoformat()) if Level(row["level"]) is Level.THEME else None
    cycle = running["id"] if running else row["cycle_id"]
    weights = goal_lookups.weights_below(store, goal_id, cycle)
    return CascadeOffer(
        goal_id=goal_id,
        title=row["title"],
        level=Level(row["level"]),
        kind=row["kind"],
        due=row["due_date"] or "",
        cycle=cycle,
        audiences=audiences,
        key_results=tuple(_offered(found) for found in cascades.key_results_of(store, goal_id)),
        weight=usual_weight(weights, audiences[0].heads),
        beside=sum(weights),
    )


def _offered(row: Row) -> KeyResultOffer:
    operator = Operator(row["operator"])
    target = (
        Decimal(row["target"]) if row["target"] is not None and operator in {Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUALS} else None
    )
    ways = divisions(operator, row["unit"], target) if target is not None else (Division.SAME, Division.NONE)
    return KeyResultOffer(row["id"], row["title"], yardstick_text(yardstick_of(row)), operator, row["unit"], target, ways)


def _audiences(store: Store, row: Row, today: date) -> list[Audience]:
    lines = units.tree(store)
    unit_id = row["owner_unit_id"]
    if Level(row["level"]) is Level.THEME:
        chosen = [(code, found) for code, found in ((BELOW, _first_units(lines, unit_id)), (ALL, _units_below(lines, unit_id))) if found]
        words = {BELOW: _("The units at the top ({n})"), ALL: _("All units ({n})")}
        return [Audience(code, words[code].format(n=len(found)), len(found)) for code, found in chosen]
    everybody = _people(store, unit_id, today) if unit_id else []
    own = [person for person in everybody if person.unit_id == unit_id]
    found = [Audience(ALL, _("The unit and all below ({n})").format(n=len(everybody)), len(everybody))] if everybody else []
    if own and len(own) < len(everybody):
        found.append(Audience(OWN, _("Right in the unit only ({n})").format(n=len(own)), len(own)))
    found += _managers(everybody)
    below = _first_units(lines, unit_id) if unit_id else []
    if below:
        words_below = ngettext("{n} unit right below", "{n} units right below", len(below)).format(n=len(below))
        found.append(Audience(BELOW, words_below, len(below)))
    return found


def _managers(everybody: Sequence[PersonLine]) -> list[Audience]:
    counted: dict[tuple[str, str], int] = {}
    for person in everybody:
        if person.manager_id:
            counted[person.manager_id, person.manager] = counted.get((person.manager_id, person.manager), 0) + 1
    most = sorted(counted.items(), key=lambda item: -item[1])[:MANAGERS]
    return [Audience(REPORTS + manager[0], _("Direct reports of {name} ({n})").format(name=manager[1], n=n), n) for manager, n in most]


def recipients(store: Store, goal_id: str, audience: str, today: date) -> list[Recipient]:
    """Those whom a goal can be handed down to, unit by unit.

    Raises:
        Gone: There is no such goal.
    """
    row = goal_rows.goal_row(store, goal_id)
    unit_id = row["owner_unit_id"]
    if Level(row["level"]) is Level.THEME or audience == BELOW:
        lines = units.tree(store)
        if audience == BELOW:
            return [Recipient(line.id, True, line.name, line.name, line.people_below) for line in _first_units(lines, unit_id)]
        return [Recipient(line.id, True, line.name, line.name, line.people) for line in _units_below(lines, unit_id)]
    found = _people(store, unit_id, today)
    manager = audience.removeprefix(REPORTS) if audience.startswith(REPORTS) else ""
    kept = [person for person in found if (not manager or person.manager_id == manager) and (audience != OWN or person.unit_id == unit_id)]
    return [Recipient(person.id, False, person.name, person.unit, 1) for person in kept]


def _people(store: Store, unit_id: str, today: date) -> list[PersonLine]:
    inside = tuple(unit_rows.subtree(store, unit_id))
    listing = people.listing(store, PeopleFilter(units=inside, order="unit"), today)
    return [line for line in listing.window(0, listing.count()) if line.id]


def _first_units(lines: Sequence[UnitLine], unit_id: str | None) -> list[UnitLine]:
    """The units right below one; without one, the topmost, or those below the only one that stands at the top."""
    found = [line for line in lines if line.parent_id == (unit_id or "")]
    if unit_id or len(found) != 1:
        return found
    return [line for line in lines if line.parent_id == found[0].id] or found


def _units_below(lines: Sequence[UnitLine], unit_id: str | None) -> list[UnitLine]:
    if not unit_id:
        return list(lines)
    inside, found = {unit_id}, []
    for line in lines:
        if line.parent_id in inside:
            inside.add(line.id)
            found.append(line)
    return found
