"""Goals carried over: what is not finished in a cycle becomes a draft in the next one, and what is left behind is settled with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain import carry_overs
from perftui.domain.codes import GoalState
from perftui.domain.rollups import read_progress
from perftui.errors import Message, Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import carry_over_copies, cycles, goal_labels, goal_rows, leftovers
from perftui.services.carry_over_places import Placing
from perftui.services.goal_scores import score_line
from perftui.services.key_result_views import yardstick_text
from perftui.services.measured_values import value_text
from perftui.storage import cycle_goals, lookups, units
from perftui.storage.stores import Gone
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from perftui.domain.carry_overs import Leftover
    from perftui.services.cycle_lines import CycleLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class CarriedAlready(Refused):
    """The same goal twice."""

    template = mark("“{title}” was carried over to {cycle} already.")


class NothingToCarry(Refused):
    """No goal was chosen."""

    template = mark("Nothing is chosen: mark what is to be carried over with Space.")


class IntoItself(Refused):
    """The cycle in which the goal is already."""

    template = mark("“{title}” is in {cycle} already: choose another cycle.")


@dataclass(frozen=True, slots=True)
class CarryLine:
    """A goal that is not finished, and what of it would be taken along; texts are in the language in use."""

    id: str
    title: str
    owner: str
    state: GoalState
    progress: Decimal | None
    score: Decimal | None
    results: tuple[str, ...]
    """Its unfinished key results, each as it will begin."""
    above: str
    """The title of the goal under which it will stand; empty at the top."""
    is_under_copy: bool
    """Whether that goal is carried over itself, and so has to be chosen too."""
    into: str
    """The name of the cycle that it goes to."""
    is_above: bool = False
    """Whether it goes along only so that those below it do not stand at the top."""
    was_under: str = ""
    """The id of the goal above it today; empty at the top."""
    problem: Message | None = None
    """Why it cannot be carried over; None when it can."""

    def is_left_alone(self, chosen: Collection[str]) -> bool:
        """Whether it would lose the goal above it.

        Args:
            chosen: The ids of the goals that are carried over.
        """
        return bool(self.was_under) and (not self.above or (self.is_under_copy and self.was_under not in chosen))


@dataclass(frozen=True, slots=True)
class CarryPreview:
    """What a cycle leaves unfinished, with the goals above that go along."""

    cycle: CycleLine
    target: str
    """The name of the cycle to which it is carried over."""
    is_new: bool
    """Whether that cycle has to be added for it."""
    lines: tuple[CarryLine, ...]


class CarriedOver(NamedTuple):
    """What was carried over."""

    goals: tuple[str, ...]
    """The ids of the new goals; those above that went along come last."""
    key_results: int
    cycle: CycleLine
    """The cycle that they are in now."""


def preview(store: Store, cycle_id: str, today: date, goal_ids: Sequence[str] = (), target: str = "") -> CarryPreview:
    """What of a cycle is not finished, and how it would begin in another.

    Args:
        store: The store.
        cycle_id: The cycle.
        today: For the views.
        goal_ids: Only these goals; empty for all of the cycle.
        target: The name of the other cycle; empty for the next one of the same kind.

    Raises:
        Gone: There is no such cycle.
    """
    cycle = cycles.cycle(store, cycle_id, today)
    name = target or str(carry_overs.following(cycle.name, cycle.kind, cycle.end))
    found = cycle_goals.by_ids(store, goal_ids) if goal_ids else cycle_goals.in_cycle(store, cycle_id)
    rows = [row for row in found if _is_unfinished(row)]
    taken = {row["carried_from_id"]: row for row in cycle_goals.copies(store, [row["id"] for row in rows])}
    plan = Placing(store, [row["id"] for row in rows if row["id"] not in taken], name)
    above = plan.above([row for row in rows if row["id"] not in taken])
    results = carry_over_copies.unfinished_results(store, [*above, *rows])
    lines = [_line(store, row, results.get(row["id"], []), plan, name) for row in rows]
    going_along = [replace(_line(store, row, results.get(row["id"], []), plan, plan.cycle_above(row)), is_above=True) for row in above]
    return CarryPreview(cycle, name, units.cycle_named(store, name) is None, (*going_along, *(_told(line, taken) for line in lines)))


def carry_over(  # noqa: PLR0913  # what becomes of the old ones, and what goes along
    store: Store, goal_ids: Sequence[str], target: str, leftover: Leftover, today: date, *, above: Sequence[str] = ()
) -> CarriedOver:
    """Carry goals over to another cycle, in one step: each becomes a draft there, with its unfinished key results from the last value on.

    What had not begun is archived in its old cycle. A goal above that goes along into a longer cycle stays as it is in its own.

    Args:
        store: The store.
        goal_ids: The goals.
        target: The name of the other cycle; it is added where there is none, if its name tells its dates.
        leftover: What becomes of the old goals that are active.
        today: For the views.
        above: Goals above them that go along; see `CarryLine.is_above`.

    Raises:
        NothingToCarry: No goal is given.
        CarriedAlready: One of them was carried over before.
        IntoItself: One of them is in that cycle.
        Gone: One of them does not exist any more.
        CycleIsClosed: That cycle is closed.
        CycleNameUnclear: There is no such cycle, and the name does not tell its dates.
    """
    rows = cycle_goals.by_ids(store, {*goal_ids, *above})
    if len(rows) < len({*goal_ids, *above}):
        raise Gone
    plan = Placing(store, [], target)
    into = {row["id"]: plan.cycle_above(row) if row["id"] in above else target for row in rows}
    _check(store, rows, into)
    own = [row for row in rows if row["id"] not in above]
    label = goal_labels.of_many(
        mark("Carried {title} over to {cycle}"),
        mark("Carried {title} and {n} more over to {cycle}"),
        [row["title"] for row in (own or rows)],
        cycle=target,
    )
    with store.write(label):
        lines = {name: _open_cycle(store, name, today) for name in dict.fromkeys((target, *into.values()))}
        copies, results = carry_over_copies.copy(store, rows, plan, lambda row: lines[into[row["id"]]].id)
        note, line = _("Carried over to {cycle}").format(cycle=target), lines[target]
        ending = [row for row in rows if into[row["id"]] == target]
        leftovers.settle(store, ending, leftover, note)
        leftovers.leave(store, ending, note)
        goal_rows.follow(store, [*copies.values(), *copies])
    return CarriedOver(tuple(copies[row["id"]] for row in sorted(rows, key=lambda row: row["id"] in above)), results, line)


def _open_cycle(store: Store, name: str, today: date) -> CycleLine:
    found = units.cycle_named(store, name)
    if found is None:
        return cycles.add_cycle(store, name, today)
    goal_rows.check_cycle_open(store, found["id"])
    return cycles.cycle(store, found["id"], today)


def _is_unfinished(row: Row) -> bool:
    line = score_line(row)
    return carry_overs.is_unfinished(line.state, line.kind, line.progress, line.coverage, line.score)


def _line(store: Store, row: Row, results: list[Row], plan: Placing, into: str) -> CarryLine:
    above = plan.parent_of(row)
    titles = lookups.names(store, "goal", [above]) if above else {}
    return CarryLine(
        **{name: row[name] for name in ("id", "title", "owner")},
        state=GoalState(row["state"]),
        progress=read_progress(row["progress"]),
        score=None if row["score"] is None else Decimal(row["score"]),
        results=tuple(map(_begins, results)),
        above=titles.get(above or "", ""),
        is_under_copy=above is not None and above in plan.copies,
        into=into,
        was_under=row["parent_id"] or "",
    )


def _told(line: CarryLine, taken: Mapping[str, Row]) -> CarryLine:
    if (copy := taken.get(line.id)) is None:
        return line
    return replace(line, problem=CarriedAlready(title=line.title, cycle=copy["cycle"]).message)


def _begins(row: Row) -> str:
    """A key result as it will begin: `Retention: ≥90%, from 86% (was 80%)`."""
    before = yardstick_of(row)
    after = carry_over_copies.begins(row)
    words = _("{title}: {yardstick}").format(title=row["title"], yardstick=yardstick_text(after.yardstick))
    if not after.is_from_last or before.baseline is None or before.baseline == after.yardstick.baseline:
        return words
    return _("{begins} (was {value})").format(begins=words, value=value_text(before, before.baseline))


def _check(store: Store, rows: Sequence[Row], into: Mapping[str, str]) -> None:
    if not rows:
        raise NothingToCarry
    for row in rows:
        if row["cycle"] == into[row["id"]]:
            raise IntoItself(title=row["title"], cycle=row["cycle"])
    for taken in cycle_goals.copies(store, [row["id"] for row in rows]):
        title = next(row["title"] for row in rows if row["id"] == taken["carried_from_id"])
        raise CarriedAlready(title=title, cycle=taken["cycle"])
