"""The figures of the report on causes: how many lie in the system, how many with the person (R50)."""

from __future__ import annotations

from decimal import Decimal

from perftui.domain.causes import SIDES, CauseCategory, CauseSide
from perftui.records import NamedTuple


class CauseFigures(NamedTuple):
    """Gaps that are not met, and their confirmed root causes by category; can be added up."""

    gaps: int = 0
    bare: int = 0
    """Gaps without a root cause."""
    people: int = 0
    process: int = 0
    tools: int = 0
    training: int = 0
    goal: int = 0
    resources: int = 0
    motivation: int = 0
    external: int = 0
    others: int = 0
    """Root causes without a category, or of one that is not known."""

    def add(self, other: CauseFigures) -> CauseFigures:
        """Both together."""
        return CauseFigures(*(one + more for one, more in zip(self, other, strict=True)))

    def of(self, category: CauseCategory) -> int:
        """The root causes of a category."""
        return int(getattr(self, category.value))

    def on(self, side: CauseSide) -> int:
        """The root causes on one side."""
        return sum(self.of(category) for category, its_side in SIDES.items() if its_side is side)

    @property
    def causes(self) -> int:
        """All root causes."""
        return sum(map(self.of, CauseCategory)) + self.others

    def share(self, count: int) -> Decimal | None:
        """A count over the root causes that have a category, 0 to 1; None where none has one."""
        known = self.causes - self.others
        return Decimal(count) / known if known else None

    @property
    def bare_share(self) -> Decimal | None:
        """The gaps without a root cause over all gaps, 0 to 1; None where there are no gaps."""
        return Decimal(self.bare) / self.gaps if self.gaps else None
