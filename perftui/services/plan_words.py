"""What the history calls the fields of plans and of their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code, Operator, Words
from perftui.domain.plans import (
    AcknowledgementKind,
    CheckKind,
    OutcomeKind,
    PlanKind,
    PlanState,
    PlanStepKind,
    RequirementState,
    SettlementKind,
    Verdict,
    VersionKind,
)
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    "hr_id": Words(mark("HR")),
    "pack": Words(mark("Evidence pack")),
    "template": Words(mark("Template")),
    "purpose": Words(mark("Purpose")),
    "choice": Words(mark("Choice of the person")),
    "choice_note": Words(mark("Note on the choice")),
    "consequences": Words(mark("Consequences")),
    "pass_closure": Words(mark("Passes from")),
    "next_date": Words(mark("Next date")),
    "issued_on": Words(mark("Issued on")),
    "pause_reason": Words(mark("Reason of the pause")),
    "plan_id": Words(mark("Improvement plan")),
    "plan_goal_id": Words(mark("Goal of the plan")),
    "start_value": Words(mark("Value at the start")),
    "start_on": Words(mark("Measured at the start on")),
    "must_meet": Words(mark("Must be met")),
    "wanted": Words(mark("Wanted")),
    "reached_on": Words(mark("Reached on")),
    "role": Words(mark("Role")),
    "recurrence": Words(mark("Repeats")),
    "until_date": Words(mark("Ends on")),
    "is_support": Words(mark("Promised by the employer")),
    "evidence_wanted": Words(mark("Evidence wanted")),
    "uplift": Words(mark("Uplift")),
    "entered_on": Words(mark("Entered on")),
    "is_missed": Words(mark("Missed")),
    "manager_note": Words(mark("Note of the manager")),
    "employee_note": Words(mark("Note of the person")),
    "verdict": Words(mark("Verdict")),
    "number": Words(mark("Version")),
    "version_number": Words(mark("Version")),
    "content_hash": Words(mark("Fingerprint")),
    "place": Words(mark("Place")),
    "witness": Words(mark("Witness")),
    "proof": Words(mark("Proof of service")),
    "comment": Words(mark("Comment")),
    "log_head": Words(mark("Head hash of the log")),
    "old_end": Words(mark("End before")),
    "new_end": Words(mark("New end")),
    "closure": Words(mark("Closure")),
    "offered_on": Words(mark("Offered on")),
    "is_declined": Words(mark("Declined")),
    "signal": Words(mark("Signal")),
    "response": Words(mark("Response")),
    "opened_on": Words(mark("Opened on")),
    "closed_on": Words(mark("Closed on")),
}
"""Column to its label."""
TABLES: Mapping[str, str] = {"hr_id": "person", "plan_id": "plan", "plan_goal_id": "plan_goal"}
"""Column to the table it points to."""
FLAGS: frozenset[str] = frozenset(("must_meet", "is_support", "is_missed", "is_declined"))
"""Columns that hold yes or no."""
CODES: Mapping[tuple[str, str], type[Code]] = {
    ("plan", "kind"): PlanKind,
    ("plan", "state"): PlanState,
    ("plan_goal", "operator"): Operator,
    ("plan_step", "kind"): PlanStepKind,
    ("plan_check", "kind"): CheckKind,
    ("plan_check", "verdict"): Verdict,
    ("plan_version", "kind"): VersionKind,
    ("acknowledgement", "kind"): AcknowledgementKind,
    ("plan_outcome", "kind"): OutcomeKind,
    ("promise_settlement", "kind"): SettlementKind,
    ("plan_requirement", "state"): RequirementState,
}
"""Table and column to the code that it holds."""
TOLD_WHEN_NEW: Mapping[str, tuple[str, ...]] = {
    "plan_gap": ("gap_id", "cause_id"),
    "plan_goal": ("title",),
    "plan_milestone": ("title", "due_date"),
    "plan_step": ("text",),
    "plan_check": ("due_date", "kind"),
    "plan_value": ("on_date", "value"),
    "plan_version": ("number", "kind", "reason", "content_hash"),
    "acknowledgement": ("version_number", "kind", "witness", "proof"),
    "extension": ("old_end", "new_end", "reason"),
    "plan_outcome": ("kind", "closure", "note"),
    "statement": ("offered_on",),
    "resistance_note": ("signal", "response"),
    "obstacle": ("text",),
    "promise_settlement": ("kind", "text"),
    "plan_requirement": ("code", "state", "note"),
}
"""Of records that belong to another: what is told of a new one."""
