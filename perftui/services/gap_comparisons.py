"""Two periods side by side: which gaps have closed, become smaller or larger, stayed, or come up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.gaps import Change, Measured, compare
from perftui.records import NamedTuple
from perftui.services.gap_views import view_of
from perftui.storage import gaps
from perftui.storage.gaps import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.gap_views import GapView
    from perftui.storage.drivers import Row
    from perftui.storage.gaps import GapFilter
    from perftui.storage.stores import Store


class ComparedLine(NamedTuple):
    """A gap in two periods."""

    before: GapView | None
    after: GapView | None
    change: Change

    @property
    def gap(self) -> GapView:
        """The later one, else the earlier."""
        found = self.after or self.before
        assert found is not None  # a pair has one at least
        return found


class Comparison(NamedTuple):
    """What became of the gaps of one period in another."""

    lines: Sequence[ComparedLine]
    """Those of the earlier period in their order, then new ones; what is met in both and was never a gap is left out."""
    counts: Mapping[Change, int]
    """How many there are of each, in the order of the code; those that do not occur are left out."""


def compare_cycles(store: Store, before_id: str, after_id: str, shown: GapFilter = EVERYTHING) -> Comparison:
    """Compare the gaps of two cycles.

    Args:
        store: The store.
        before_id: The earlier cycle.
        after_id: The later one.
        shown: Only those of its person or units are compared.
    """
    earlier, later = ({row["id"]: row for row in gaps.of_cycle(store, cycle, shown)} for cycle in (before_id, after_id))
    found = compare([_measured(row) for row in earlier.values()], [_measured(row) for row in later.values()])
    lines = [
        ComparedLine(
            view_of(earlier[pair.before.id]) if pair.before else None, view_of(later[pair.after.id]) if pair.after else None, pair.change
        )
        for pair in found
        if not _was_none(pair.before, pair.after)
    ]
    changes = [line.change for line in lines]
    return Comparison(lines, {change: changes.count(change) for change in Change if change in changes})


def _was_none(before: Measured | None, after: Measured | None) -> bool:
    """Whether it was met all the time: nothing that a comparison of gaps would tell."""
    return all(measured is None or measured.missing == 0 for measured in (before, after))


def _measured(row: Row) -> Measured:
    missing = None if row["gap_value"] is None else Decimal(row["gap_value"])
    return Measured(row["id"], row["earlier_id"] or "", row["person_id"] or row["unit_id"] or "", row["definition_hash"], missing)
