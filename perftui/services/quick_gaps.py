"""A gap in one line: `complaint handling rate; ≥95%; 88%; wang fang`, with a preview while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Words
from perftui.domain.measures import describe_gap
from perftui.errors import BadInput, PerftuiError
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services.gaps import add_gap, read_actual, read_yardstick
from perftui.services.measured_values import value_text, wanted_text
from perftui.services.quick_adds import QuickPart
from perftui.services.quick_parts import NobodyCalledSo, QuickLine, not_read, once, owner_called, split
from perftui.storage import lookups, units

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from perftui.domain.yardsticks import Yardstick
    from perftui.storage.stores import Store

LABELS: Final = {
    "dimension": Words(mark("Dimension")),
    "target": Words(mark("Target")),
    "actual": Words(mark("Actual")),
    "gap": Words(mark("Gap")),
    "whose": Words(mark("Of")),
    "cycle": Words(mark("Cycle")),
}
"""Field to the label of its part."""


class DimensionMissing(BadInput):
    """A line without a dimension."""

    template = mark("Begin with what is looked at: dimension; target; actual.")


class TargetNotGiven(BadInput):
    """A line without a target."""

    template = mark("Write the target behind a semicolon: dimension; target; actual.")


class WhoseMissing(BadInput):
    """A line that does not say whose gap it is."""

    template = mark("Say whose gap it is: add a person or a unit behind one more semicolon.")


class WhoseUnknown(NobodyCalledSo):
    """A part that is neither of whom nor of when the gap is."""

    template = mark("“{text}” is no person, unit or cycle. Write a name, its pinyin, a staff number, the name of a unit, or 2026-Q4.")


class Subject(NamedTuple):
    """Whose gap a line adds where it says nothing else, and for which cycle."""

    person: str = ""
    unit: str = ""
    cycle: str = ""
    origin: tuple[tuple[str, str], ...] = ()
    """Columns of what it comes from, such as `goal_id`, each with the id."""

    @property
    def owner(self) -> str:
        """As a part keeps it."""
        return f"person:{self.person}" if self.person else f"unit:{self.unit}" if self.unit else ""


def parse_quick_gap(store: Store, text: str, today: date, usual: Subject) -> QuickLine:
    """Read a line `dimension; target; actual; whose; cycle`; nothing is written and nothing raised.

    Args:
        store: The store.
        text: Full width too. The first two are needed; whose and cycle may be left out, and come in any order; whose may also
            come first.
        today: For the people that are there.
        usual: Whose it is where nothing is said.
    """
    try:
        return QuickLine(tuple(_gap_parts(store, text, today, usual)))
    except PerftuiError as error:
        return not_read(text, error)


def quick_gap(store: Store, text: str, today: date, usual: Subject) -> str:
    """Add the gap that a line describes.

    Returns:
        Its id.

    Raises:
        BadInput: The line cannot be read: the first error of `parse_quick_gap`.
        PerftuiError: As `add_gap`.
    """
    line = parse_quick_gap(store, text, today, usual)
    if line.error is not None:
        raise line.error
    entity, _colon, owner = line.value("whose").partition(":")
    values: dict[str, object] = {"dimension": line.value("dimension"), "cycle": line.value("cycle"), entity: owner}
    return add_gap(store, today, target=line.value("target"), actual=line.value("actual"), origin=dict(usual.origin), **values)


def _gap_parts(store: Store, text: str, today: date, usual: Subject) -> Iterator[QuickPart]:
    texts = _in_order(split(text)[0])
    dimension, target, actual, *others = [*texts, "", ""][: max(3, len(texts))]
    yield _part("dimension", dimension, dimension, dimension, None if dimension else DimensionMissing())
    yardstick, shown = _target(target)
    yield shown
    if actual:
        yield from _actual(yardstick, actual)
    parts: list[QuickPart] = []
    for typed in filter(None, others):
        parts.append(once(_whose_or_cycle(store, typed, today), parts))
    yield from parts
    given = {one.field for one in parts}
    if "whose" not in given:
        yield _usual(store, usual)
    if "cycle" not in given and usual.cycle:
        yield _part("cycle", "", lookups.names(store, "cycle", [usual.cycle]).get(usual.cycle, ""), usual.cycle)


def _in_order(texts: list[str]) -> list[str]:
    """The parts with the dimension first, where somebody began with whose gap it is."""
    if len(texts) < 3 or _target(texts[1])[0] is not None or _target(texts[2])[0] is None:
        return texts
    whose, dimension, target, *rest = texts
    return [dimension, target, *(rest[:1] or [""]), whose, *rest[1:]]


def _part(field: str, text: str, shown: str, value: str, error: PerftuiError | None = None) -> QuickPart:
    return QuickPart(field, LABELS[field], text, shown, value, error)


def _target(text: str) -> tuple[Yardstick | None, QuickPart]:
    if not text:
        return None, _part("target", text, "", "", TargetNotGiven())
    try:
        yardstick = read_yardstick(text)
    except PerftuiError as error:
        return None, _part("target", text, "", "", error)
    return yardstick, _part("target", text, wanted_text(yardstick), text)


def _actual(yardstick: Yardstick | None, text: str) -> Iterator[QuickPart]:
    if yardstick is None:
        yield _part("actual", text, text, text)
        return
    try:
        number = read_actual(yardstick, text)
    except PerftuiError as error:
        yield _part("actual", text, "", "", error)
        return
    yield _part("actual", text, value_text(yardstick, number), text)
    if found := describe_gap(yardstick, number):
        yield _part("gap", "", found.points, "")


def _whose_or_cycle(store: Store, text: str, today: date) -> QuickPart:
    cycle = units.cycle_named(store, text.upper())
    if cycle is not None:
        return _part("cycle", text, cycle["name"], cycle["id"])
    try:
        owner = owner_called(store, text, today)
    except PerftuiError as error:
        unknown = WhoseUnknown(text=text) if isinstance(error, NobodyCalledSo) else error
        return _part("whose", text, "", "", unknown)
    return _part("whose", text, owner.shown, f"{owner.entity}:{owner.id}")


def _usual(store: Store, usual: Subject) -> QuickPart:
    entity, _colon, key = usual.owner.partition(":")
    name = lookups.names(store, entity, [key]).get(key, "") if key else ""
    return _part("whose", "", name, usual.owner, None if name else WhoseMissing())
