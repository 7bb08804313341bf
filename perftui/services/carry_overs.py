"""Goals carried over: what is not finished in a cycle becomes a draft in the next one, and what is left behind is settled with it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain import carry_overs
from perftui.domain.codes import GoalState
from perftui.domain.rollups import read_progress
from perftui.errors import Message, Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import carry_over_copies, cycles, goal_labels, goal_rows, leftovers
from perftui.services.goal_scores import score_line
from perftui.services.key_result_views import yardstick_text
from perftui.services.measured_values import value_text
from perftui.storage import cycle_goals, lookups, units
from perftui.storage.stores import Gone
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    problem: Message | None = None
    """Why it cannot be carried over; None when it can."""


@dataclass(frozen=True, slots=True)
class CarryPreview:
    """What a cycle leaves unfinished."""

    cycle: CycleLine
    target: str
    """The name of the cycle to which it is carried over."""
    is_new: bool
    """Whether that cycle has to be added for it."""
    lines: tuple[CarryLine, ...]


class CarriedOver(NamedTuple):
    """What was carried over."""

    goals: tuple[str, ...]
    """The ids of the new goals."""
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
    into = units.cycle_named(store, name)
    starts = into["start_date"] if into else cycles.starts_on(name)
    taken = {row["carried_from_id"]: row for row in cycle_goals.copies(store, [row["id"] for row in rows])}
    results = carry_over_copies.unfinished_results(store, rows)
    plan = carry_over_copies.Placing(store, [row["id"] for row in rows if row["id"] not in taken], starts)
    lines = tuple(_line(store, row, results.get(row["id"], []), plan, taken.get(row["id"])) for row in rows)
    return CarryPreview(cycle, name, into is None, lines)


def carry_over(store: Store, goal_ids: Sequence[str], target: str, leftover: Leftover, today: date) -> CarriedOver:
    """Carry goals over to another cycle, in one step: each becomes a draft there, with its unfinished key results from the last value on.

    Args:
        store: The store.
        goal_ids: The goals.
        target: The name of the other cycle; it is added where there is none, if its name tells its dates.
        leftover: What becomes of the old goals that are active.
        today: For the views.

    Raises:
        NothingToCarry: No goal is given.
        CarriedAlready: One of them was carried over before.
        IntoItself: One of them is in that cycle.
        Gone: One of them does not exist any more.
        CycleNameUnclear: There is no such cycle, and the name does not tell its dates.
    """
    rows = cycle_goals.by_ids(store, goal_ids)
    if len(rows) < len(set(goal_ids)):
        raise Gone
    _check(store, rows, target)
    label = goal_labels.of_many(
        mark("Carried {title} over to {cycle}"),
        mark("Carried {title} and {n} more over to {cycle}"),
        [row["title"] for row in rows],
        cycle=target,
    )
    with store.write(label):
        into = units.cycle_named(store, target)
        line = cycles.cycle(store, into["id"], today) if into else cycles.add_cycle(store, target, today)
        made, results = carry_over_copies.copy(store, rows, line)
        leftovers.settle(store, rows, leftover, _("Carried over to {cycle}").format(cycle=line.name))
        goal_rows.follow(store, [*made, *(row["id"] for row in rows)])
    return CarriedOver(tuple(made), results, line)


def _is_unfinished(row: Row) -> bool:
    line = score_line(row)
    return carry_overs.is_unfinished(line.state, line.kind, line.progress, line.coverage, line.score)


def _line(store: Store, row: Row, results: list[Row], plan: carry_over_copies.Placing, taken: Row | None) -> CarryLine:
    above = plan.parent_of(row)
    titles = lookups.names(store, "goal", [above]) if above else {}
    problem = CarriedAlready(title=row["title"], cycle=taken["cycle"]).message if taken else None
    return CarryLine(
        **{name: row[name] for name in ("id", "title", "owner")},
        state=GoalState(row["state"]),
        progress=read_progress(row["progress"]),
        score=None if row["score"] is None else Decimal(row["score"]),
        results=tuple(map(_begins, results)),
        above=titles.get(above or "", ""),
        problem=problem,
    )


def _begins(row: Row) -> str:
    """A key result as it will begin: `Retention: ≥90%, from 86% (was 80%)`."""
    before = yardstick_of(row)
    after = carry_over_copies.begins(row)
    words = _("{title}: {yardstick}").format(title=row["title"], yardstick=yardstick_text(after.yardstick))
    if not after.is_from_last or before.baseline is None or before.baseline == after.yardstick.baseline:
        return words
    return _("{begins} (was {value})").format(begins=words, value=value_text(before, before.baseline))


def _check(store: Store, rows: Sequence[Row], target: str) -> None:
    if not rows:
        raise NothingToCarry
    for row in rows:
        if row["cycle"] == target:
            raise IntoItself(title=row["title"], cycle=target)
    for taken in cycle_goals.copies(store, [row["id"] for row in rows]):
        title = next(row["title"] for row in rows if row["id"] == taken["carried_from_id"])
        raise CarriedAlready(title=title, cycle=taken["cycle"])
