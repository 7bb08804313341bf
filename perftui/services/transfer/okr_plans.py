"""What an imported file of goals would create: goals, key results and their values, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from perftui.domain.codes import Level, Operator
    from perftui.domain.targets import ParsedTarget
    from perftui.errors import Message, Problem
    from perftui.services.transfer.okr_documents import Box, Link


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal to create."""

    line: int
    """Of the file, or the row; 1 is the first."""
    parent: int | None
    """Index of the goal above in `OkrPlan.goals`, always a smaller one; None at the top."""
    title: str
    level: Level
    priority: str = ""
    """P0 to P3; empty for none."""
    tags: tuple[str, ...] = ()
    mark: Box | None = None
    """The box before the text."""
    wip: str | None = None
    """What the file says about work in progress; None for nothing."""
    notes: tuple[str, ...] = ()
    """For the description."""
    links: tuple[Link, ...] = ()
    owner: str = ""
    """A name or staff number, as written."""
    weight: int | None = None
    """In basis points; None where the file says nothing."""
    due: date | None = None
    cycle: str = ""
    """The cycle that its row names, as written."""


@dataclass(frozen=True, slots=True)
class PlannedKeyResult:
    """A key result to create, with its check-ins."""

    line: int
    goal: int
    """Index of its goal in `OkrPlan.goals`."""
    title: str
    operator: Operator
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    """The numbers of its yardstick by the names of `yardsticks.NUMBERS`."""
    unit: str = ""
    levels: int | None = None
    """Highest level of an ordinal scale."""
    values: tuple[Decimal | None, ...] = ()
    """Of its check-ins, oldest first; None for a check-in without data."""
    confidence: Decimal | None = None
    """0 to 1; belongs to the last value."""
    suggestion: ParsedTarget | None = None
    """A target found in the title of a key result that the file ticks off, for the user to accept."""
    priority: str = ""
    tags: tuple[str, ...] = ()
    mark: Box | None = None
    wip: str | None = None
    notes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    owner: str = ""
    weight: int | None = None
    due: date | None = None
    cycle: str = ""
    """The cycle that its row names, as written."""

    def fields(self) -> dict[str, object]:
        """The yardstick by the names of the fields of a key result."""
        levels = {} if self.levels is None else {"levels": self.levels}
        return {"operator": self.operator, "unit": self.unit, **levels, **self.numbers}


@dataclass(frozen=True, slots=True)
class OkrPlan:
    """All that a file would create."""

    name: str
    """Of the file."""
    title: str
    cycle: str
    """The cycle's name as the file gives it; empty where it gives none."""
    goals: tuple[PlannedGoal, ...]
    """Parents before children, in the order of the file."""
    key_results: tuple[PlannedKeyResult, ...]
    notes: tuple[Message, ...] = ()
    """What to know before importing."""
    problems: tuple[Problem, ...] = ()
    """What must be mended before importing."""
    cycle_column: str = ""
    """Of a table: the header of the column of cycles."""
