"""Gaps out of what was measured, in one step: of a key result, a goal, a person or an assessment (R44)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.gaps import Severity, severity
from perftui.domain.measures import definition_hash, describe_gap
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import builtin_measures
from perftui.services.assessment_views import possible_yardstick
from perftui.services.gaps import add_gap
from perftui.services.measured_values import value_text, wanted_text
from perftui.storage import gap_sources, gaps, units
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.domain.yardsticks import Yardstick
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NothingBelowTarget(Refused):
    """No gap is to be made: everything is met, without data, or has its gap."""

    template = mark("Nothing here is below its target and without an open gap. What has no data is not a gap: check in first.")


class Source(NamedTuple):
    """Something measured below its target that has no open gap yet."""

    title: str
    yardstick: Yardstick
    actual: Decimal
    severity: Severity
    person_id: str
    unit_id: str
    cycle_id: str
    evidence: str
    measured_on: str
    """ISO; empty where the day is not known."""
    origin: dict[str, str | None]

    @property
    def text(self) -> str:
        """Such as `≥95 % · 88 % · 7 pp`."""
        found = describe_gap(self.yardstick, self.actual)
        return " · ".join((wanted_text(self.yardstick), value_text(self.yardstick, self.actual), found.points if found else ""))


def of_key_result(store: Store, key_result_id: str) -> list[Source]:
    """The gap that a key result would give; empty where it is met, without data, or has one.

    Raises:
        Gone: There is no such key result.
    """
    row = gap_sources.key_result(store, key_result_id)
    if row is None:
        raise Gone
    return _below(store, [row])


def of_goal(store: Store, goal_id: str) -> list[Source]:
    """The gaps that the key results of a goal would give."""
    return _below(store, gap_sources.of_goal(store, goal_id))


def of_person(store: Store, person_id: str, today: date) -> list[Source]:
    """The gaps that a person's own key results of the running cycle would give."""
    cycle = units.running_cycle(store, today.isoformat())
    return _below(store, gap_sources.of_person(store, person_id, cycle["id"])) if cycle else []


def of_assessment(store: Store, assessment_id: str) -> list[Source]:
    """The gaps that the indicators of an assessment would give."""
    return _below(store, gap_sources.of_assessment(store, assessment_id))


def add_gaps(store: Store, sources: Sequence[Source], today: date) -> list[str]:
    """Add a gap for each, in one step.

    Returns:
        Their ids.

    Raises:
        NothingBelowTarget: There is none.
        Gone: A person, unit or cycle does not exist any more.
    """
    if not sources:
        raise NothingBelowTarget
    label = Label(mark("Added {n} gaps"), {"n": len(sources)}) if len(sources) > 1 else _single(sources[0])
    with store.write(label):
        return [_add(store, source, today) for source in sources]


def _single(source: Source) -> Label:
    return Label(mark("Added the gap {dimension}"), {"dimension": source.title})


def _add(store: Store, source: Source, today: date) -> str:
    fields: dict[str, object] = {"dimension": source.title, "evidence": source.evidence, "measured_on": source.measured_on}
    fields |= {"person": source.person_id, "unit": source.unit_id, "cycle": source.cycle_id}
    return add_gap(store, today, target=source.yardstick, actual=source.actual, origin=source.origin, **fields)


def _below(store: Store, rows: Sequence[Row]) -> list[Source]:
    return [source for row in rows if (source := _source(row)) is not None and not _has_gap(store, source)]


def _has_gap(store: Store, source: Source) -> bool:
    subject = (source.person_id or None, source.unit_id or None)
    fingerprint = definition_hash(source.yardstick, source.title)
    return gaps.open_alike(store, subject, fingerprint, source.origin.get("indicator_id") or "") is not None


def _source(row: Row) -> Source | None:
    yardstick, actual = possible_yardstick(row), _actual(row)
    if yardstick is None or actual is None or severity(yardstick, actual) is Severity.MET:
        return None
    if not row["owner_person_id"] and not row["owner_unit_id"]:
        return None  # a theme belongs to nobody, so that nobody could close its gap
    columns = row.keys()
    is_indicator = "indicator_id" in columns
    origin = {"goal_id": row["goal_id"], "measure_id": row["measure_id"]}
    if is_indicator:
        origin |= {"assessment_id": row["assessment_id"], "indicator_id": row["indicator_id"], "key_result_id": row["key_result_id"]}
    else:
        origin["key_result_id"] = row["id"]
    texts = {name: row[name] or "" for name in ("title", "cycle_id", "evidence", "measured_on")}
    if is_indicator:
        texts["title"] = builtin_measures.shown(row["code"], "name", row["title"])
        yardstick = replace(yardstick, unit=builtin_measures.shown(row["code"], "unit", yardstick.unit))
    owner = {"person_id": row["owner_person_id"] or "", "unit_id": row["owner_unit_id"] or ""}
    return Source(yardstick=yardstick, actual=actual, severity=severity(yardstick, actual), origin=origin, **texts, **owner)


def _actual(row: Row) -> Decimal | None:
    if row["actual"] is not None:
        return Decimal(row["actual"])
    if "indicator_id" not in row.keys() or row["operator"] != "ordinal":  # noqa: SIM118  # a row, whose `in` looks at the values
        return None
    score = row["calibrated_score"] or row["manager_score"]
    return None if score is None else Decimal(round(Decimal(score) * (row["maximum"] or 5)))
