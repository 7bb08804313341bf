"""The figures of the reports on coverage and check-ins: sums that can be added up, and shares that say when there is no data."""

from __future__ import annotations

from decimal import Decimal

from perftui.records import NamedTuple


class Coverage(NamedTuple):
    """How much of what is aimed at is measured (R9, R77)."""

    goals: int = 0
    unmeasured: int = 0
    """Goals of which nothing is known: neither of their key results nor of what stands below."""
    key_results: int = 0
    measured: int = 0
    """Key results with a value."""
    weight: int = 0
    """Σ of the weights of the key results, in basis points."""
    weight_measured: int = 0

    def add(self, other: Coverage) -> Coverage:
        """Both together."""
        return Coverage(*(one + more for one, more in zip(self, other, strict=True)))

    @property
    def share(self) -> Decimal | None:
        """Σ w measured / Σ w, 0 to 1; None where there are no key results, or none with a weight."""
        return _share(self.weight_measured, self.weight)


class Discipline(NamedTuple):
    """How check-ins are held (R9, R18)."""

    key_results: int = 0
    """Those that expect check-ins: of goals that are or were active."""
    on_time: int = 0
    """Check-ins that were held in time, early ones included."""
    late: int = 0
    """Check-ins that came after they were due; once late, always late."""
    overdue: int = 0
    """Key results whose check-in is missing now."""
    longest: int = 0
    """Days by which the longest of these is overdue; 0 where none is."""

    def add(self, other: Discipline) -> Discipline:
        """Both together; of the longest the longer."""
        sums = Discipline(*(one + more for one, more in zip(self, other, strict=True)))
        return sums._replace(longest=max(self.longest, other.longest))

    @property
    def due(self) -> int:
        """Check-ins that were due until now: those that were held and those that are missing."""
        return self.on_time + self.late + self.overdue

    @property
    def share(self) -> Decimal | None:
        """Of the check-ins that were due, those held in time, 0 to 1; None where none was due yet."""
        return _share(self.on_time, self.due)


class Coaching(NamedTuple):
    """How a manager coaches (R22)."""

    held: int = 0
    """Talks that were held."""
    whole: int = 0
    """Those of them in which all four parts of GROW say something."""
    overdue: int = 0
    """Talks that are missing now: planned for a day that is gone, or due by their cadence and not planned."""
    longest: int = 0
    """Days by which the longest of these is overdue; 0 where none is."""
    promised: int = 0
    """Actions out of talks that others than the person do, and that are due by now: support that was promised."""
    kept: int = 0
    """Those of them that were done in time."""

    def add(self, other: Coaching) -> Coaching:
        """Both together; of the longest the longer."""
        sums = Coaching(*(one + more for one, more in zip(self, other, strict=True)))
        return sums._replace(longest=max(self.longest, other.longest))

    @property
    def due(self) -> int:
        """Talks that were due until now: those that were held and those that are missing."""
        return self.held + self.overdue

    @property
    def whole_share(self) -> Decimal | None:
        """Of the talks that were held, those with all four parts, 0 to 1; None where none was held."""
        return _share(self.whole, self.held)

    @property
    def kept_share(self) -> Decimal | None:
        """Of the support that was promised and is due, what was done in time, 0 to 1; None where none is due."""
        return _share(self.kept, self.promised)


def _share(part: int, whole: int) -> Decimal | None:
    return Decimal(part) / Decimal(whole) if whole else None
