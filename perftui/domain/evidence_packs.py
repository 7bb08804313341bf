"""Evidence packs: what a plan must be able to show, what the record shows by itself, and how many of it are there (R57).

The packs are content; the tests and what counts as met are here. The cn pack follows the Labour Contract Law, arts. 40(2) and 42, the uk
pack the Acas code; both only list what to look for. Not legal advice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code
from perftui.domain.evidence_tests import TESTS
from perftui.domain.plans import RequirementState
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from perftui.domain.evidence_tests import Facts, Found
    from perftui.errors import Message

GENERIC: Final = "generic"


class MetBy(Code):
    """What shows that a requirement is met."""

    RECORD = "record", mark("Record")
    EVIDENCE = "evidence", mark("Evidence")
    NOTE = "note", mark("Note")
    WAIVER = "waiver", mark("Waiver")


class Case(NamedTuple):
    """A case in which somebody is protected; each must be answered with no."""

    code: str
    label: str
    """In a word or two."""
    text: str


class Requirement(NamedTuple):
    """One line of a pack, in the language in use."""

    code: str
    text: str
    why: str
    proof: str
    """What would show it."""
    test: str = ""
    """The code of the test that looks into the record; empty where only people can tell."""
    is_part: bool = False
    """Whether what the test finds is only a part of it."""
    cases: tuple[Case, ...] = ()


class Pack(NamedTuple):
    """A list of requirements, in the language in use."""

    code: str
    name: str
    version: int
    dated: date
    source: str
    disclaimer: str
    requirements: tuple[Requirement, ...]

    def requirement(self, code: str) -> Requirement | None:
        """One of them."""
        return next((each for each in self.requirements if each.code == code), None)


class Mark(NamedTuple):
    """What somebody wrote down about a requirement."""

    state: RequirementState
    """Met or waived."""
    note: str
    on: date
    by: str
    id: str = ""
    version: int = 0


class RequirementLine(NamedTuple):
    """A requirement with what there is of it."""

    requirement: Requirement
    state: RequirementState
    by: MetBy | None
    """What shows it; None while it is missing."""
    found: Message | None
    """What the record shows, even where it is not enough."""
    mark: Mark | None
    evidence: tuple[str, ...]
    """Titles of the evidence that is attached for it."""


class Readiness(NamedTuple):
    """How far a pack is."""

    pack: Pack
    lines: tuple[RequirementLine, ...]

    @property
    def met(self) -> int:
        """How many are met or waived."""
        return sum(line.state is not RequirementState.MISSING for line in self.lines)

    @property
    def waived(self) -> int:
        """How many of them are waived."""
        return sum(line.state is RequirementState.WAIVED for line in self.lines)

    @property
    def of(self) -> int:
        """How many there are."""
        return len(self.lines)

    @property
    def missing(self) -> tuple[RequirementLine, ...]:
        """Those that are still missing, in their order."""
        return tuple(line for line in self.lines if line.state is RequirementState.MISSING)


def judged(pack: Pack, facts: Facts, marks: Mapping[str, Mark], evidence: Mapping[str, Sequence[str]]) -> Readiness:
    """What there is of each requirement.

    Args:
        pack: The pack of the plan.
        facts: What the record knows.
        marks: Code to what somebody wrote down.
        evidence: Code to the titles of what is attached for it.
    """
    return Readiness(
        pack, tuple(_line(each, facts, marks.get(each.code), tuple(evidence.get(each.code, ()))) for each in pack.requirements)
    )


def _line(requirement: Requirement, facts: Facts, said: Mark | None, evidence: tuple[str, ...]) -> RequirementLine:
    found = TESTS[requirement.test](facts) if requirement.test in TESTS else None
    message = found.message if found else None
    by = _met_by(requirement, found, said, evidence)
    state = RequirementState.MISSING if by is None else RequirementState.WAIVED if by is MetBy.WAIVER else RequirementState.MET
    return RequirementLine(requirement, state, by, message, said, evidence)


def _met_by(requirement: Requirement, found: Found | None, said: Mark | None, evidence: tuple[str, ...]) -> MetBy | None:
    if requirement.cases:  # papers alone answer no question, and nobody can waive somebody's protection
        return MetBy.NOTE if said is not None and said.state is RequirementState.MET else None
    if said is not None:
        return MetBy.WAIVER if said.state is RequirementState.WAIVED else MetBy.NOTE
    if evidence:
        return MetBy.EVIDENCE
    return MetBy.RECORD if found and found.is_met and not requirement.is_part else None
