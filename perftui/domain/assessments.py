"""Assessments: their states, the steps from one to the next, and what must be there before a step (R3, R39, R40, R51).

States: the design's chapter on evaluation. What cannot be told apart later is a wall: both kinds of indicators, a development note
before anybody sees the assessment, and something that follows before it ends. All else is a finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code
from perftui.domain.measure_codes import MeasureKind
from perftui.errors import BadInput, Refused
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class AssessmentState(Code):
    """How far an assessment has come."""

    DRAFT = "draft", mark("Draft")
    SELF = "self", mark("Self-assessment")
    MANAGER = "manager", mark("With the manager")
    CALIBRATED = "calibrated", mark("Calibrated")
    SHARED = "shared", mark("Shared")
    ACKNOWLEDGED = "acknowledged", mark("Acknowledged")
    DISPUTED = "disputed", mark("Disputed")
    FINAL = "final", mark("Final")


class FollowUp(Code):
    """What follows from an assessment."""

    ACTION = "action", mark("Action")
    NONE_NEEDED = "none_needed", mark("None needed")


S = AssessmentState
NEXT: Final[Mapping[AssessmentState, tuple[AssessmentState, ...]]] = {
    S.DRAFT: (S.SELF,),
    S.SELF: (S.MANAGER,),
    S.MANAGER: (S.CALIBRATED,),
    S.CALIBRATED: (S.SHARED,),
    S.SHARED: (S.ACKNOWLEDGED, S.DISPUTED),
    S.ACKNOWLEDGED: (S.FINAL,),
    S.DISPUTED: (S.FINAL, S.MANAGER),
    S.FINAL: (),
}
"""State to those that may come next."""
BEFORE: Final[Mapping[AssessmentState, AssessmentState]] = {
    S.SELF: S.DRAFT,
    S.MANAGER: S.SELF,
    S.CALIBRATED: S.MANAGER,
    S.SHARED: S.CALIBRATED,
    S.ACKNOWLEDGED: S.SHARED,
    S.DISPUTED: S.MANAGER,
    S.FINAL: S.ACKNOWLEDGED,
}
"""State to the one to which it is sent back, with a reason; a final one opens again as acknowledged, or as disputed with a statement."""
EVALUATED: Final = frozenset({S.CALIBRATED, S.SHARED, S.ACKNOWLEDGED, S.DISPUTED, S.FINAL})
"""States in which somebody counts as evaluated, so that something has to follow."""
SHOWN_TO_PERSON: Final = frozenset({S.SHARED, S.ACKNOWLEDGED, S.DISPUTED, S.FINAL})
WRITTEN_IN: Final[Mapping[str, frozenset[AssessmentState]]] = {
    "self_score": frozenset({S.DRAFT, S.SELF}),
    "manager_score": frozenset({S.DRAFT, S.SELF, S.MANAGER}),
    "calibrated_score": frozenset({S.MANAGER, S.CALIBRATED}),
}
"""Score to the states in which it is written."""
OPEN: Final = frozenset({S.DRAFT, S.SELF, S.MANAGER})
"""States in which weights, targets and actual values change."""


class StepNotPossible(Refused):
    """A state that does not follow."""

    template = mark("An assessment does not go from “{old}” to “{new}”.")


class BothKindsNeeded(Refused):
    """Only counted indicators, or only judged ones, or none at all."""

    template = mark("An assessment needs quantitative and qualitative indicators; “{missing}” is missing. Ctrl+N in the sheet adds one.")


class NothingScored(Refused):
    """An assessment without a single score is to go on."""

    template = mark("Nothing is scored yet: Enter opens the sheet; write the scores there, or the actual values.")


class DevelopmentNoteMissing(BadInput):
    """Nobody is shown an assessment that says nothing about how to go on."""

    template = mark("It cannot be shared without a development note. F8, Notes, has a place for it.")
    field = "development_note"


class StatementMissing(BadInput):
    """A dispute without a word of the person."""

    template = mark("Write down what the person says against it: it is kept with the assessment.")
    field = "statement"


class FollowUpMissing(Refused):
    """An assessment is to end with nothing that follows."""

    template = mark(
        "It cannot become final: nothing follows from it yet. F8 offers “Add an action” and “No follow-up needed”; "
        "an action for a cause of one of its gaps (Ctrl+G D) counts as well."
    )


class NoteMissing(BadInput):
    """It is said that nothing needs to follow, but not why."""

    template = mark("Write down why no follow-up is needed.")
    field = "follow_up_note"


class NotEvaluatedYet(Refused):
    """It is said that nothing needs to follow from what nobody has evaluated."""

    template = mark("That is said once it is calibrated: F7 goes on to there. An action can be added before.")


class StepReasonMissing(BadInput):
    """A step back, or a changed score, without a reason."""

    template = mark("Say why: the reason is kept with the old and the new value.")
    field = "reason"


class NotWrittenNow(Refused):
    """A field that its state has closed."""

    template = mark("In the state “{state}” this stays as it is. F7 goes to the next state; F8, Send back one step, to the one before.")


class AssessmentStays(Refused):
    """More than an untouched draft is to go."""

    template = mark("The assessment of {person} stays: only a draft on which no gap, action or kept change is built can be removed.")


class SecondReaderWrong(BadInput):
    """A second reader who is no second pair of eyes."""

    template = mark("The second reader is somebody else than the person and the manager: pick another with F4.")
    field = "second_reader"


class Facts(NamedTuple):
    """What a step is held against."""

    kinds: Collection[MeasureKind]
    """Of the indicators with a weight."""
    is_scored: bool
    has_development_note: bool
    has_statement: bool
    has_follow_up: bool


def check_step(old: AssessmentState, new: AssessmentState, facts: Facts) -> None:
    """Refuse a step forward that is not possible yet.

    Raises:
        StepNotPossible: The state does not follow.
        BothKindsNeeded, NothingScored, DevelopmentNoteMissing, StatementMissing, FollowUpMissing: What is missing.
    """
    if new not in NEXT[old]:
        raise StepNotPossible(old=old, new=new)
    missing = next((kind for kind in MeasureKind if kind not in facts.kinds), None)
    if missing is not None:
        raise BothKindsNeeded(missing=missing)
    if new in EVALUATED and not facts.is_scored:
        raise NothingScored
    if new in SHOWN_TO_PERSON and not facts.has_development_note:
        raise DevelopmentNoteMissing
    if new is S.DISPUTED and not facts.has_statement:
        raise StatementMissing
    if new is S.FINAL and not facts.has_follow_up:
        raise FollowUpMissing


def state_before(state: AssessmentState, *, has_statement: bool) -> AssessmentState:
    """The state to which an assessment is sent back.

    Raises:
        StepNotPossible: A draft has none before it.
    """
    if state is S.FINAL and has_statement:
        return S.DISPUTED
    if state not in BEFORE:
        raise StepNotPossible(old=state, new=state)
    return BEFORE[state]


def check_second_reader(reader_id: str | None, person_id: str, manager_id: str | None) -> None:
    """Refuse a second reader who is the person or their manager.

    Raises:
        SecondReaderWrong: It is one of them.
    """
    if reader_id and reader_id in (person_id, manager_id):
        raise SecondReaderWrong
