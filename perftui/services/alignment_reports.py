"""The alignment report: everything that is poor about the goals of some cycles, each with the place where it is mended (R6, R7)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain import cross_links, misalignments
from perftui.domain.codes import Level
from perftui.domain.findings import Severity
from perftui.domain.handed_down import CountedResult
from perftui.domain.misalignments import FindingKind, Found, Mending, OwnedGoal, TreeGoal
from perftui.i18n import say
from perftui.records import NamedTuple
from perftui.services import alignment_links, sibling_weights
from perftui.storage import alignments, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from perftui.domain.cross_links import CrossLink
    from perftui.errors import Message
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

PARTS = 30
"""Key results or links that a line names at most."""


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What a report looks at."""

    cycles: tuple[int, ...] = ()
    """Row numbers; empty means all."""
    unit: str = ""
    """With all units below it; empty means all, and what belongs to none."""


class AlignmentLine(NamedTuple):
    """One finding as the report shows it."""

    key: str
    kind: FindingKind
    severity: Severity
    message: Message
    about: str
    """The goal's title, or the name of the unit or cycle."""
    goal_id: str
    """The goal that it is about; empty for a unit or person as a whole."""
    owner: str
    unit: str
    unit_id: str
    person_id: str
    """Who owns the goal; empty where it is a unit or nobody."""
    cycle: str
    mending: Mending
    record: str = ""
    """What is mended: a goal, key result or conflict, or the place of the weights; empty for all goals of a unit or person."""
    parts: tuple[str, ...] = ()
    """The key results or links that it is about, at most `PARTS`."""
    n_parts: int = 0
    """How many of them there are."""


class AlignmentReport(NamedTuple):
    """All findings, by kind, the most serious of a kind first, then in the order of the tree."""

    lines: tuple[AlignmentLine, ...]
    counts: Mapping[FindingKind, int]
    """Of the kinds of which there is something."""
    goals: int
    """How many goals were looked at."""
    owned: Mapping[tuple[str, str], int]
    """Person and unit (either may be empty) to the number of their goals that were looked at."""

    def narrowed(self, kind: str = "", text: str = "") -> tuple[AlignmentLine, ...]:
        """The lines of one kind (a code; empty for all) that hold a text in title, sentence, owner, unit or cycle."""
        wanted = text.casefold().strip()
        return tuple(line for line in self.lines if kind in ("", line.kind) and (not wanted or _holds(line, wanted)))


def _holds(line: AlignmentLine, wanted: str) -> bool:
    return any(wanted in field.casefold() for field in (line.about, line.owner, line.unit, line.cycle, say(line.message)))


def alignment_report(store: Store, shown: ReportFilter) -> AlignmentReport:
    """Everything that is poor about the goals that are not archived; a pass over all of them.

    Args:
        store: The store.
        shown: Which goals are looked at. A measure that counts twice is shown to every unit that has a part in it.
    """
    material = _Material(store, shown)
    lines = sorted(material.lines(), key=lambda line: (-line.severity.rank, _ORDER[line.kind]))
    owned = Counter((row["person_id"], row["unit_id"]) for row in material.rows.values() if material.is_inside(row["unit_id"]))
    return AlignmentReport(tuple(lines), Counter(line.kind for line in lines), owned.total(), owned)


_ORDER = {kind: place for place, kind in enumerate(FindingKind)}


class _Spot(NamedTuple):
    """Where a finding stands; the fields are those of `AlignmentLine`."""

    about: str
    goal_id: str
    owner: str = ""
    unit_id: str = ""
    person_id: str = ""
    cycle: str = ""


class _Material:
    """What the report is made from, read once."""

    def __init__(self, store: Store, shown: ReportFilter) -> None:
        self.store, self.shown = store, shown
        self.rows = {row["id"]: row for row in alignments.goals(store, shown.cycles)}
        self.names = {row["id"]: row["name"] for row in units.all_units(store, with_archived=True)}
        self._inside = frozenset(units.subtree(store, shown.unit)) if shown.unit else None

    def is_inside(self, *unit_ids: str) -> bool:
        """Whether one of the units is looked at."""
        return self._inside is None or not self._inside.isdisjoint(unit_ids)

    def lines(self) -> Iterator[AlignmentLine]:
        facts = [_facts(row) for row in self.rows.values()]
        uneven = misalignments.weights_below(self._weights())
        for found in (*misalignments.goal_findings(facts), *misalignments.counted_twice(self._counted()), *uneven):
            row = self.rows.get(found.finding.entity_id)
            if row is not None and self.is_inside(row["unit_id"], *(self._unit_of[part] for part in found.parts)):
                yield self._goal_line(found, row)
        for found in misalignments.silos(facts, alignments.ties(self.store, self.shown.cycles)):
            if self.is_inside(found.finding.entity_id):
                yield self._unit_line(found)
        if self._inside is None:
            yield from (self._cycle_line(found) for found in misalignments.top_weights(facts))
        yield from (self._person_line(found) for found in misalignments.weights_owned(self._owned()))
        yield from (self._link_line(found) for found in cross_links.link_findings(self._links()))

    def _weights(self) -> dict[tuple[str, str], int]:
        found = alignments.weight_sums(self.store, self.shown.cycles)
        self._cycles = {row["cycle_id"]: row["cycle"] for row in found}
        return {(row["goal_id"], row["cycle_id"]): row["total"] for row in found}

    def _owned(self) -> Iterator[OwnedGoal]:
        self._unit_ids: dict[str, str] = {}
        for row in self.rows.values():
            if row["person_id"] and self.is_inside(row["unit_id"]):
                self._unit_ids[row["person_id"]] = row["unit_id"]
                parent, weight = row["parent_id"] or "", row["weight"]
                yield OwnedGoal(row["person_id"], row["owner"], row["cycle_id"], row["cycle"], parent, weight)

    def _counted(self) -> list[CountedResult]:
        found = alignments.counted(self.store, self.shown.cycles)
        self._unit_of = {row["id"]: self.rows[row["goal_id"]]["unit_id"] for row in found if row["goal_id"] in self.rows}
        self._parts = {row["id"]: f"{row['title']} – {row['goal']}" + (f" ({row['owner']})" if row["owner"] else "") for row in found}
        return [_counted_result(row) for row in found if row["goal_id"] in self.rows]

    def _links(self) -> list[CrossLink]:
        found = [row for row in alignments.links(self.store, self.shown.cycles) if self.is_inside(row["from_unit"], row["to_unit"])]
        self._titles = {row["from_goal_id"]: row["from_title"] for row in found}
        self._parts |= {row["id"]: f"{row['from_title']} → {row['to_title']}" for row in found}
        return alignment_links.cross_links(self.store, found)

    def _goal_line(self, found: Found, row: Row) -> AlignmentLine:
        # What concerns people side by side is nobody's in particular.
        is_of_many = found.kind is FindingKind.COUNTED_TWICE and found.finding.severity is Severity.INFO
        owner, person_id = ("", "") if is_of_many else (row["owner"], row["person_id"])
        cycle = self._cycles[found.cycle] if found.cycle else row["cycle"]
        return self._line(found, _Spot(row["title"], row["id"], owner, row["unit_id"], person_id, cycle))

    def _person_line(self, found: Found) -> AlignmentLine:
        person_id, values = found.finding.entity_id, found.finding.message.values
        name = str(values["person"])
        return self._line(found, _Spot(name, "", name, self._unit_ids[person_id], person_id, str(values["cycle"])))

    def _unit_line(self, found: Found) -> AlignmentLine:
        name = self.names.get(found.finding.entity_id, "")
        return self._line(found, _Spot(name, "", name, found.finding.entity_id))

    def _cycle_line(self, found: Found) -> AlignmentLine:
        cycle = units.cycle(self.store, found.finding.entity_id)
        name = cycle["name"] if cycle else ""
        return self._line(found, _Spot(name, alignments.first_theme(self.store, found.finding.entity_id) or "", cycle=name))

    def _link_line(self, found: Found) -> AlignmentLine:
        is_open = found.mending is not Mending.NONE
        goal_id = found.finding.entity_id
        return self._line(found, _Spot(self._titles[goal_id] if is_open else "", goal_id))

    def _line(self, found: Found, spot: _Spot) -> AlignmentLine:
        return AlignmentLine(
            key=":".join((found.kind, found.finding.entity_id, *found.parts[:1], *([found.cycle] if found.cycle else []))),
            kind=found.kind,
            severity=found.finding.severity,
            message=found.finding.message,
            mending=found.mending,
            record=_record(found, spot),
            unit=self.names.get(spot.unit_id, ""),
            parts=tuple(self._parts[part] for part in found.parts[:PARTS]),
            n_parts=len(found.parts),
            **spot._asdict(),
        )


def _record(found: Found, spot: _Spot) -> str:
    if found.mending is Mending.WEIGH:
        return sibling_weights.place_key(found.finding.entity_id if found.finding.entity == "goal" else None, found.cycle)
    return found.record or spot.goal_id


def _facts(row: Row) -> TreeGoal:
    parent_level = row["parent_level"]
    return TreeGoal(
        row["id"],
        Level(row["level"]),
        row["parent_id"] is not None,
        Level(parent_level) if parent_level else None,
        row["weight"],
        row["cycle_id"],
        row["unit_id"],
        row["goals_below"],
        row["key_results"],
    )


def _counted_result(row: Row) -> CountedResult:
    fields: Sequence[str] = ("id", "title", "yardstick", "cycle_id", "root", "path", "goal_id", "person_id", "parent", "aim")
    return CountedResult(*(row[field] for field in fields))
