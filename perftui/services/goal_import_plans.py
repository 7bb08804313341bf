"""What an import of goals would do, line by line; nothing is written yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from perftui.errors import Message, Problem
    from perftui.services.transfer.okr_documents import NamedLine


@dataclass(frozen=True, slots=True)
class GoalEntry:
    """A goal of the file, and what happens with it."""

    line: int
    """Of the file; 1 is the first."""
    depth: int
    """Goals above it in the file; 0 at the top."""
    title: str
    parent: int | None
    """Index of the goal above in `GoalImportPlan.goals`; None at the top."""
    id: str | None
    """Of the goal that is there already; None for a new one."""
    version: int
    """Of that goal; 0 for a new one."""
    values: Mapping[str, object]
    """Columns to write: those that differ, or all of a new goal but its place."""
    cycle: PlannedCycle
    """The cycle that it stands in, or goes into."""


@dataclass(frozen=True, slots=True)
class PlannedCheckIn:
    """A check-in to add."""

    value: Decimal | None
    confidence: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyResultEntry:
    """A key result of the file, and what happens with it."""

    line: int
    depth: int
    title: str
    goal: int
    """Index of its goal in `GoalImportPlan.goals`."""
    id: str | None
    """Of the key result that is there already; None for a new one."""
    version: int
    values: Mapping[str, object]
    """Columns to write: those that differ, or all of a new key result but its place."""
    check_ins: tuple[PlannedCheckIn, ...] = ()
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class PlannedCycle:
    """A cycle that goals go into."""

    name: str
    id: str | None
    """None: it is to be made."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A target found in the words of a key result that the file ticks off as yes or no."""

    line: int
    title: str
    target: str
    """In words, such as `≥8 blog posts`."""
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How much an import does."""

    goals_added: int
    goals_changed: int
    key_results_added: int
    key_results_changed: int
    """Other values or new check-ins of key results that are there already."""
    check_ins: int
    unchanged: int
    """Goals and key results that are already as the file says."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing would be written."""
        return not any((self.goals_added, self.goals_changed, self.key_results_added, self.key_results_changed))


@dataclass(frozen=True, slots=True)
class GoalImportPlan:
    """What an import would do."""

    file: str
    title: str
    cycles: tuple[PlannedCycle, ...]
    """Those that goals go into, each once, in the order of the file; at least one."""
    goals: tuple[GoalEntry, ...]
    """Parents before children, in the order of the file."""
    key_results: tuple[KeyResultEntry, ...]
    named: tuple[NamedLine, ...]
    """Every line of a text that is neither, and why."""
    unaccounted: tuple[int, ...]
    """Headings and list items that are neither planned nor named; empty unless something is wrong."""
    notes: tuple[Message, ...]
    """What to know before importing."""
    problems: tuple[Problem, ...]
    """What must be mended before; with a single one nothing is imported."""
    suggestions: tuple[Suggestion, ...]
    head: int
    """The number of the last event of the log that was looked at."""
    today: date = field(repr=False)
    """The date of the check-ins."""

    @property
    def cycle(self) -> PlannedCycle:
        """The first of the cycles; the only one, but for tables whose rows name several."""
        return self.cycles[0]

    def counts(self) -> ImportCounts:
        """How much would be done."""
        goals_changed = [entry for entry in self.goals if entry.id and entry.values]
        results_changed = [entry for entry in self.key_results if entry.id and (entry.values or entry.check_ins)]
        goals_added = [entry for entry in self.goals if not entry.id]
        results_added = [entry for entry in self.key_results if not entry.id]
        touched = len(goals_changed) + len(results_changed) + len(goals_added) + len(results_added)
        return ImportCounts(
            goals_added=len(goals_added),
            goals_changed=len(goals_changed),
            key_results_added=len(results_added),
            key_results_changed=len(results_changed),
            check_ins=sum(len(entry.check_ins) for entry in self.key_results),
            unchanged=len(self.goals) + len(self.key_results) - touched,
        )

    @property
    def is_possible(self) -> bool:
        """Whether it may be applied and would do something."""
        return not self.problems and not self.counts().is_nothing
