"""Goals of one level and cycle side by side: weight, challenge, feasibility, baseline, target, and what was reached before (R13, R17)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.challenges import Past, calibration_findings, target_finding
from perftui.domain.codes import GoalState, Level
from perftui.domain.quantities import target_text
from perftui.i18n import say
from perftui.records import NamedTuple
from perftui.services.challenge_policies import policy
from perftui.storage import calibrations, lookups, past_results
from perftui.storage.calibrations import CalibrationFilter
from perftui.storage.stores import Gone
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection, Mapping, Sequence

    from perftui.domain.challenges import Policy
    from perftui.domain.findings import Finding
    from perftui.domain.yardsticks import Yardstick
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

__all__ = ["CalibrationFilter", "CalibrationLine", "CalibrationListing", "ResultLine", "beside", "line", "listing"]


class ResultLine(NamedTuple):
    """A key result beside what was reached before."""

    id: str
    title: str
    yardstick: Yardstick
    target: str
    """With sign and unit, in the language in use, such as `≥95 %`."""
    last: Decimal | None
    """Of the latest earlier cycle; None without any."""
    best: Decimal | None
    """Of all earlier cycles; None without any, and where neither more nor less is better."""
    finding: Finding | None


class CalibrationLine(NamedTuple):
    """A goal as the calibration screen shows it."""

    id: str
    """Empty where it was taken back since the list was read."""
    version: int
    title: str
    owner: str
    owner_person_id: str
    level: Level
    state: GoalState
    cycle: str
    cycle_number: int
    """Its row number, by which `CalibrationFilter.cycle` knows it."""
    weight: int
    """Basis points."""
    challenge: int | None
    feasibility: int | None
    results: tuple[ResultLine, ...]
    findings: tuple[Finding, ...]
    calibrated_by: str
    calibrated_on: date | None
    calibration_note: str

    @property
    def shown(self) -> ResultLine | None:
        """The key result that stands for the goal in one line: the first with a finding, else the first with a past, else the first."""
        first = next((result for result in self.results if result.finding), None)
        return first or next((result for result in self.results if result.last is not None), None) or next(iter(self.results), None)


GONE = CalibrationLine("", 0, "", "", "", Level.UNIT, GoalState.DRAFT, "", 0, 0, None, None, (), (), "", None, "")


class CalibrationListing:
    """The goals behind a filter: 8 bytes for each; what is shown is read when it is asked for."""

    def __init__(self, store: Store, shown: CalibrationFilter) -> None:
        self.store, self.shown, self.policy = store, shown, policy(store)
        self.numbers: array[int] = calibrations.listed(store, shown)

    def count(self) -> int:
        """How many there are."""
        return len(self.numbers)

    def window(self, start: int, n: int) -> list[CalibrationLine]:
        """At most n goals from an index (0 is the first) on; one that is gone meanwhile leaves an empty line."""
        wanted = self.numbers[start : start + n]
        found = _lines(self.store, wanted, self.policy)
        return [found.get(number, GONE) for number in wanted]

    def index_of(self, goal_id: str) -> int | None:
        """Where a goal stands; None when it is not in the list."""
        number = calibrations.number_of(self.store, goal_id)
        try:
            return None if number is None else self.numbers.index(number)
        except ValueError:
            return None

    def known(self, ids: Collection[str]) -> Collection[str]:
        """Those of some goals that still exist, whatever the filter hides."""
        return lookups.names(self.store, "goal", ids).keys()


def listing(store: Store, shown: CalibrationFilter) -> CalibrationListing:
    """The goals that a filter lets through, those of one owner together."""
    return CalibrationListing(store, shown)


def line(store: Store, goal_id: str) -> CalibrationLine:
    """One goal.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    number = calibrations.number_of(store, goal_id)
    found = _lines(store, [] if number is None else [number], policy(store))
    if not found:
        raise Gone
    return found.popitem()[1]


def beside(store: Store, goal_id: str) -> CalibrationFilter:
    """A filter that shows a goal with those of its level and cycle.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    found = line(store, goal_id)
    return CalibrationFilter(found.cycle_number, found.level)


def _lines(store: Store, numbers: Sequence[int], rules: Policy) -> dict[int, CalibrationLine]:
    rows = calibrations.window(store, numbers)
    results: dict[str, list[Row]] = defaultdict(list)
    for row in calibrations.key_results(store, [goal["id"] for goal in rows]):
        results[row["goal_id"]].append(row)
    past = _past(store, [row["id"] for below in results.values() for row in below])
    return {row["number"]: _line(row, [_result(below, past, rules) for below in results[row["id"]]]) for row in rows}


def _past(store: Store, key_results: Sequence[str]) -> Mapping[str, Past]:
    values: dict[str, list[Decimal]] = defaultdict(list)
    for row in past_results.of_key_results(store, key_results) if key_results else ():
        values[row["id"]].append(Decimal(row["value"]))
    return {key_result: Past(tuple(found)) for key_result, found in values.items()}


def _result(row: Row, past: Mapping[str, Past], rules: Policy) -> ResultLine:
    yardstick, reached = yardstick_of(row), past.get(row["id"], Past())
    return ResultLine(
        id=row["id"],
        title=row["title"],
        yardstick=yardstick,
        target=target_text(yardstick) or say(yardstick.operator),
        last=reached.last,
        best=reached.best(yardstick.operator),
        finding=target_finding(yardstick, reached, rules, row["id"], row["title"]),
    )


def _line(row: Row, results: Sequence[ResultLine]) -> CalibrationLine:
    ratings = (row["challenge"], row["feasibility"])
    return CalibrationLine(
        **{name: row[name] for name in ("id", "version", "title", "owner", "cycle", "cycle_number", "weight", "challenge", "feasibility")},
        owner_person_id=row["owner_person_id"] or "",
        level=Level(row["level"]),
        state=GoalState(row["state"]),
        results=tuple(results),
        findings=calibration_findings(ratings, [result.finding for result in results], row["id"]),
        calibrated_by=row["calibrated_by"] or "",
        calibrated_on=date.fromisoformat(row["calibrated_on"]) if row["calibrated_on"] else None,
        calibration_note=row["calibration_note"] or "",
    )
