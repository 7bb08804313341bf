"""Assessments behind a filter: 8 bytes for each; what is shown is read when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.assessment_scores import Total, Totals
from perftui.domain.assessments import AssessmentState
from perftui.domain.yardsticks import ZERO
from perftui.services.assessment_views import AssessmentLine, lines_of
from perftui.storage import assessments
from perftui.storage.assessments import AssessmentFilter

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection
    from datetime import date

    from perftui.storage.stores import Store

__all__ = ["GONE", "AssessmentFilter", "AssessmentListing", "listing", "without_follow_up"]

_NONE = Total(None, ZERO)
GONE = AssessmentLine(
    "", 0, "", "", "", "", "", "", "", "", 0, AssessmentState.DRAFT, Totals(_NONE, _NONE, None), None, None, False, False, None, None
)


class AssessmentListing:
    """The assessments that a filter lets through: the latest cycle first, then by name."""

    def __init__(self, store: Store, shown: AssessmentFilter, today: date | None = None) -> None:
        self.store, self.shown = store, shown
        self.today = today.isoformat() if today else ""
        self.numbers: array[int] = assessments.listed(store, shown, self.today)

    def count(self) -> int:
        """How many there are."""
        return len(self.numbers)

    def window(self, start: int, n: int) -> list[AssessmentLine]:
        """At most n of them from an index (0 is the first) on; one that is gone meanwhile leaves an empty line."""
        wanted = self.numbers[start : start + n]
        rows = assessments.window(self.store, wanted, self.today)
        found = dict(zip((row["number"] for row in rows), lines_of(self.store, rows), strict=True))
        return [found.get(number, GONE) for number in wanted]

    def all(self) -> list[AssessmentLine]:
        """All of them."""
        return [line for line in self.window(0, self.count()) if line.id]

    def index_of(self, assessment_id: str) -> int | None:
        """Where one stands; None when it is not in the list."""
        number = assessments.number_of(self.store, assessment_id)
        try:
            return None if number is None else self.numbers.index(number)
        except ValueError:
            return None

    def known(self, ids: Collection[str]) -> Collection[str]:
        """Those of some assessments that still exist, whatever the filter hides."""
        return [each for each in ids if assessments.number_of(self.store, each) is not None]


def listing(store: Store, shown: AssessmentFilter, today: date | None = None) -> AssessmentListing:
    """The assessments that a filter lets through; who has left by `today` lacks no follow-up, None takes everybody as still here."""
    return AssessmentListing(store, shown, today)


def without_follow_up(store: Store, today: date, cycle: int = 0, units: tuple[str, ...] = ()) -> list[AssessmentLine]:
    """People who were evaluated and from whose assessment nothing follows: the report of R51, and the same people as on Today.

    Args:
        store: The store.
        today: Who has left by then is passed over.
        cycle: Row number of a cycle; 0 for all.
        units: Ids; empty for all.
    """
    return listing(store, AssessmentFilter(cycle=cycle, units=units, lacking=True), today).all()
