"""The gap table: a row for each gap, root cause and measure; what is shown is read when it is asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.gaps import GapState, Severity
from perftui.domain.measures import describe_gap
from perftui.records import NamedTuple
from perftui.services.measured_values import value_text, wanted_text
from perftui.storage import gaps
from perftui.storage.gaps import GapFilter
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.domain.yardsticks import Yardstick
    from perftui.storage.drivers import Row
    from perftui.storage.gaps import Positions
    from perftui.storage.stores import Store

__all__ = ["GapCounts", "GapFilter", "GapListing", "PairLine", "counts", "listing"]


class PairLine(NamedTuple):
    """A row of the gap table: a gap with one of its root causes and one of the measures against that."""

    key: str
    """The ids of gap, cause and action, joined by `/`; those that are not there are empty."""
    is_first: bool
    """Whether it is the first row of its gap: only there dimension, target, actual and gap are repeated no more."""
    is_first_of_cause: bool
    gap_id: str
    gap_version: int
    whose: str
    dimension: str
    yardstick: Yardstick
    actual: Decimal | None
    severity: Severity
    state: GapState
    cause_id: str
    cause_version: int
    cause: str
    category: str
    action_id: str
    action_version: int
    measure: str
    measure_type: str
    owner_id: str
    owner: str
    due: date | None
    is_done: bool

    @property
    def target_text(self) -> str:
        """Such as `≥95 %`."""
        return wanted_text(self.yardstick)

    @property
    def actual_text(self) -> str:
        """Such as `88 %`; empty without data."""
        return value_text(self.yardstick, self.actual)

    @property
    def gap_text(self) -> str:
        """Such as `7 pp`; empty without data."""
        found = describe_gap(self.yardstick, self.actual)
        return found.points if found else ""


class GapCounts(NamedTuple):
    """How many gaps there are."""

    gaps: int
    open: int
    severe: int
    """Open ones."""
    bare: int
    """Open ones without any measure."""


class GapListing:
    """The rows behind a filter: 24 bytes for each.

    Args:
        store: The store.
        shown: What it lets through.
        before: What was listed last, if nothing was written since: with other text alone, its rows need not be read again.
    """

    def __init__(self, store: Store, shown: GapFilter, before: GapListing | None = None) -> None:
        self.store, self.shown = store, shown
        whole = shown._replace(text="")
        is_same = before is not None and before.shown._replace(text="") == whole
        self.whole: Positions = before.whole if before is not None and is_same else gaps.listed(store, whole)
        """The rows without the text."""
        self.positions = self._narrowed()

    def _narrowed(self) -> Positions:
        return gaps.narrowed(self.store, self.whole, self.shown.text) if self.shown.text else self.whole

    def count(self) -> int:
        """How many rows there are."""
        return len(self.positions.gaps)

    def window(self, start: int, n: int) -> list[PairLine | None]:
        """At most n rows from an index (0 is the first) on; None for what is gone meanwhile."""
        end = min(start + n, self.count())
        wanted = [self._at(index) for index in range(start, end)]
        found = gaps.window(self.store, wanted)
        lines: list[PairLine | None] = []
        for index, at in enumerate(wanted, start):
            before = self._at(index - 1) if index else (0, 0, 0)
            row = found.get(at)
            lines.append(None if row is None else _line(row, is_first=before[0] != at[0], is_first_of_cause=before[:2] != at[:2]))
        return lines

    def renew(self, gap_id: str) -> None:
        """Read the rows of one gap again, after it was added or changed; all rows where a column gives the order."""
        at = gaps.position_of(self.store, gap_id)
        shown = self.shown._replace(text="")
        if shown.order or shown.gap or at is None:
            self.whole = gaps.listed(self.store, shown)
        else:
            found = gaps.listed(self.store, shown._replace(gap=gap_id))
            span = slice(bisect_left(self.whole.gaps, at), bisect_right(self.whole.gaps, at))
            for column, rows in zip(self.whole, found, strict=True):
                column[span] = rows
        self.positions = self._narrowed()

    def _at(self, index: int) -> tuple[int, int, int]:
        return self.positions.gaps[index], self.positions.causes[index], self.positions.actions[index]

    def index_of_gap(self, gap_id: str) -> int | None:
        """Where a gap's first row stands; None when it is not in the list."""
        at = gaps.position_of(self.store, gap_id)
        return None if at is None else next(self._of_gap(at), None)

    def index_of(self, key: str) -> int | None:
        """Where a row stands, by its key; the nearest row of its gap where the pair is no more; None when the gap is not there."""
        gap_id, cause_id, action_id = (*key.split("/"), "", "")[:3]
        wanted = gaps.position_of_pair(self.store, gap_id, cause_id, action_id)
        nearest = None
        if wanted is None:
            return None
        for index in self._of_gap(wanted[0]):
            at = self._at(index)
            if at == wanted:
                return index
            if nearest is None or at[1] == wanted[1]:
                nearest = index
        return nearest

    def _of_gap(self, at: int) -> Iterator[int]:
        index = -1
        while True:
            try:
                index = self.positions.gaps.index(at, index + 1)
            except ValueError:
                return
            yield index

    def end_of(self, index: int) -> int:
        """Behind the last row of the gap and cause of a row, where a further measure stands."""
        end = index
        while end < self.count() and self._at(end)[:2] == self._at(index)[:2]:
            end += 1
        return end


def listing(store: Store, shown: GapFilter, before: GapListing | None = None) -> GapListing:
    """The rows that a filter lets through, in its order; as `GapListing`."""
    return GapListing(store, shown, before)


def counts(store: Store, shown: GapFilter) -> GapCounts:
    """How many gaps a filter lets through."""
    row = gaps.counts(store, shown)
    return GapCounts(0, 0, 0, 0) if row is None else GapCounts(*row)


def _line(row: Row, *, is_first: bool, is_first_of_cause: bool) -> PairLine:
    return PairLine(
        key="/".join((row["id"], row["cause_id"] or "", row["action_id"] or "")),
        is_first=is_first,
        is_first_of_cause=is_first_of_cause,
        gap_id=row["id"],
        gap_version=row["version"],
        yardstick=yardstick_of(row),
        actual=None if row["actual"] is None else Decimal(row["actual"]),
        severity=Severity(row["severity"]),
        state=GapState(row["state"]),
        cause_version=row["cause_version"] or 0,
        action_version=row["action_version"] or 0,
        due=date.fromisoformat(row["due_date"]) if row["due_date"] else None,
        is_done=row["action_state"] == "done",
        **{name: row[name] for name in ("whose", "dimension")},
        **{
            name: row[name] or "" for name in ("cause_id", "cause", "category", "action_id", "measure", "measure_type", "owner_id", "owner")
        },
    )
