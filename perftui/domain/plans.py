"""Improvement plans: what there is in one, and how far it has come (R53); the steps between the states are in `plan_steps`.

States: the design's chapter on plans. In code it is `plans`, never `pip`.
"""

from __future__ import annotations

from typing import Final

from perftui.domain.codes import Code
from perftui.i18n import mark


class PlanKind(Code):
    """What a plan is for."""

    PIP = "pip", mark("Improvement plan")
    DEVELOPMENT = "development", mark("Development plan")
    SELF = "self", mark("Own plan")


class PlanState(Code):
    """How far a plan has come."""

    DRAFT = "draft", mark("Draft")
    HR_REVIEW = "hr_review", mark("With HR")
    APPROVED = "approved", mark("Approved")
    ISSUED = "issued", mark("Issued")
    ACKNOWLEDGED = "acknowledged", mark("Plan acknowledged")
    REFUSED_WITNESSED = "refused_witnessed", mark("Signature refused, witnessed")
    ACTIVE = "active", mark("Running")
    PAUSED = "paused", mark("Paused")
    DUE = "due", mark("Decision due")
    PASSED = "passed", mark("Passed")
    EXTENDED = "extended", mark("Extended")
    FAILED = "failed", mark("Failed")
    MONITORING = "monitoring", mark("Monitored")
    SUSTAINED = "sustained", mark("Sustained")
    RELAPSED = "relapsed", mark("Relapsed")
    DECIDED = "decided", mark("Decision made")
    CLOSED = "closed", mark("Closed")
    CANCELLED = "cancelled", mark("Cancelled")


class PlanStepKind(Code):
    """What kind of step it is."""

    TRAINING = "training", mark("Training")
    HABIT = "habit", mark("Habit")
    MENTORING = "mentoring", mark("Mentoring")
    COACHING = "coaching", mark("Coaching")
    PROCESS = "process", mark("Process")
    RESOURCE = "resource", mark("Resource")
    CHOICE = "choice", mark("Choice")
    CHECK = "check", mark("Check")


class CheckKind(Code):
    """Why there is a check."""

    MONTHLY = "monthly", mark("Monthly check")
    FINAL = "final", mark("Final check")
    MONITORING = "monitoring", mark("Check after the end")


class Verdict(Code):
    """How a check found the plan."""

    ON_TRACK = "on_track", mark("On track")
    AT_RISK = "at_risk", mark("At risk")
    OFF_TRACK = "off_track", mark("Off track")


class CheckStatus(Code):
    """What became of a check; one that was missed stays missed, a late one stays late."""

    PLANNED = "planned", mark("Planned")
    DUE = "due", mark("Due")
    OVERDUE = "overdue", mark("Overdue")
    HELD = "held", mark("Held in time")
    LATE = "late", mark("Held late")
    MISSED = "missed", mark("Missed")


class VersionKind(Code):
    """Why a plan was written down again."""

    ISSUED = "issued", mark("Issued")
    AMENDED = "amended", mark("Amended")
    EXTENDED = "extended", mark("Extended")


class AcknowledgementKind(Code):
    """How somebody came to know a plan; a signature says that the talk took place, not that they agree."""

    SIGNED = "signed", mark("Signed")
    REFUSED = "refused", mark("Refused, with a witness")
    SERVED = "served", mark("Served, with proof")


class OutcomeKind(Code):
    """How a plan, or what followed it, ended."""

    PASSED = "passed", mark("Passed")
    FAILED = "failed", mark("Failed")
    CANCELLED = "cancelled", mark("Cancelled")
    SUSTAINED = "sustained", mark("Sustained")
    RELAPSED = "relapsed", mark("Relapsed")
    ROLE_ADJUSTMENT = "role_adjustment", mark("Role adjusted")
    FURTHER_TRAINING = "further_training", mark("Further training")
    EXIT = "exit", mark("Exit")
    NONE = "none", mark("No consequence")


class SettlementKind(Code):
    """What became of a promise of the employer."""

    KEPT = "kept", mark("Kept")
    REPLACED = "replaced", mark("Replaced by something else")
    OPEN_ACKNOWLEDGED = "open_acknowledged", mark("Not kept, acknowledged in writing")


class RequirementState(Code):
    """Whether a piece of evidence is there."""

    MET = "met", mark("Met")
    MISSING = "missing", mark("Missing")
    WAIVED = "waived", mark("Waived")


S = PlanState
EDITABLE: Final = frozenset({S.DRAFT, S.HR_REVIEW, S.APPROVED, S.PAUSED})
"""States in which goals, milestones, steps and dates change; in all others they are locked."""
UNPUBLISHED: Final = frozenset({S.DRAFT, S.HR_REVIEW, S.APPROVED})
"""States that the person does not know of yet."""
RUNNING: Final = frozenset({S.ISSUED, S.ACKNOWLEDGED, S.REFUSED_WITNESSED, S.ACTIVE, S.PAUSED, S.DUE, S.EXTENDED})
"""States between the issue and the outcome."""
CHECKED: Final = RUNNING | {S.MONITORING}
"""States in which checks are held."""
OVER: Final = frozenset({S.SUSTAINED, S.DECIDED, S.CLOSED, S.CANCELLED})
"""States in which nothing more is due."""
DECISIONS: Final = (OutcomeKind.ROLE_ADJUSTMENT, OutcomeKind.FURTHER_TRAINING, OutcomeKind.EXIT, OutcomeKind.NONE)
"""What can be decided after a failed plan, or after a relapse."""
SHORTEST: Final = 14
LONGEST: Final = 180
"""Days that a plan may last, both inclusive, from its first to its last day."""
PRESETS: Final = (30, 60, 90)
"""Days that are offered."""
