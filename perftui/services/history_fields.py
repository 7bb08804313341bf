"""How columns are called in the history of a record, what they point to, and what is told of a new record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code, CycleKind, CycleState, GoalKind, GoalState, Level, Operator, Words
from perftui.domain.goal_reviews import Decision, ReviewState
from perftui.domain.measure_codes import MeasureKind
from perftui.i18n import mark
from perftui.services import cause_words, gap_words, meeting_words

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    "staff_no": Words(mark("Staff number")),
    "name": Words(mark("Name")),
    "unit_id": Words(mark("Unit")),
    "position": Words(mark("Position")),
    "email": Words(mark("E-mail")),
    "hire_date": Words(mark("Hire date")),
    "exit_date": Words(mark("Exit date")),
    "is_archived": Words(mark("Archived")),
    "manager_id": Words(mark("Manager")),
    "since": Words(mark("Since")),
    "until": Words(mark("Until")),
    "kind": Words(mark("Kind")),
    "start_date": Words(mark("Start")),
    "end_date": Words(mark("End")),
    "state": Words(mark("State")),
    "title": Words(mark("Title")),
    "description": Words(mark("Description")),
    "level": Words(mark("Level")),
    "owner_person_id": Words(mark("Owner")),
    "owner_unit_id": Words(mark("Owner")),
    "parent_id": Words(mark("Parent")),
    "cycle_id": Words(mark("Cycle")),
    "weight": Words(mark("Weight")),
    "counts_in_appraisal": Words(mark("Counts in the appraisal")),
    "priority": Words(mark("Priority")),
    "tags": Words(mark("Tags")),
    "due_date": Words(mark("Due date")),
    "challenge": Words(mark("Challenge")),
    "feasibility": Words(mark("Feasibility")),
    "smart": Words(mark("SMART answers")),
    "calibrated_by": Words(mark("Calibrated by")),
    "calibrated_on": Words(mark("Calibrated on")),
    "calibration_note": Words(mark("Calibration note")),
    "goal_id": Words(mark("Goal")),
    "operator": Words(mark("Operator")),
    "unit": Words(mark("Unit of measure")),
    "baseline": Words(mark("Baseline")),
    "target": Words(mark("Target")),
    "low": Words(mark("Lower limit")),
    "high": Words(mark("Upper limit")),
    "red_low": Words(mark("Lower red limit")),
    "red_high": Words(mark("Upper red limit")),
    "tolerance": Words(mark("Tolerance")),
    "commit_value": Words(mark("Committed value")),
    "stretch_value": Words(mark("Stretch value")),
    "maximum": Words(mark("Highest level")),
    "cadence_days": Words(mark("Days between check-ins")),
    "on_date": Words(mark("Date")),
    "value": Words(mark("Value")),
    "confidence": Words(mark("Confidence")),
    "note": Words(mark("Note")),
    "blocker": Words(mark("Blocker")),
    "next_action": Words(mark("Next action")),
    "from_goal_id": Words(mark("From goal")),
    "to_goal_id": Words(mark("To goal")),
    "resolution": Words(mark("Resolution")),
    **meeting_words.FIELDS,
    **cause_words.FIELDS,
    **gap_words.FIELDS,
    "reason": Words(mark("Reason")),
    "text": Words(mark("Text")),
    "key_result": Words(mark("Key result")),
    "measure_id": Words(mark("Measure")),
    "anchors": Words(mark("Anchors")),
    "evidence": Words(mark("Evidence")),
    "code": Words(mark("Code")),
    "area": Words(mark("Area")),
    "formula": Words(mark("Formula")),
    "source": Words(mark("Data source")),
    "period_start": Words(mark("Start")),
    "period_end": Words(mark("End")),
    "person_id": Words(mark("Person")),
    "score": Words(mark("Score")),
    "score_note": Words(mark("Note on the score")),
    "carried_from_id": Words(mark("Carried over from")),
    "quarter": Words(mark("Quarter")),
    "held_on": Words(mark("Held on")),
    "attainment": Words(mark("Pace")),
    "decision": Words(mark("Decision")),
    "went_well": Words(mark("Went well")),
    "hindered": Words(mark("Hindered")),
    "next_step": Words(mark("Next step")),
}
"""Column to its label; columns that are not here (computed ones, places among siblings, salaries) are not told."""

TABLES = {
    **{"unit_id": "unit", "owner_unit_id": "unit", "manager_id": "person", "owner_person_id": "person", "cycle_id": "cycle"},
    **{"carried_from_id": "goal", "goal_id": "goal", "from_goal_id": "goal", "to_goal_id": "goal"},
    **{"measure_id": "measure", "person_id": "person"},
    **meeting_words.TABLES,
    **gap_words.TABLES,
}
"""Column to the table it points to; `parent_id` points to its own."""
CODES: Mapping[tuple[str, str], type[Code]] = {
    ("goal", "level"): Level,
    ("goal", "kind"): GoalKind,
    ("goal", "state"): GoalState,
    ("cycle", "kind"): CycleKind,
    ("cycle", "state"): CycleState,
    ("key_result", "operator"): Operator,
    ("measure", "operator"): Operator,
    ("measure", "kind"): MeasureKind,
    ("goal_review", "state"): ReviewState,
    ("goal_review", "decision"): Decision,
    **meeting_words.CODES,
    **cause_words.CODES,
    **gap_words.CODES,
}
FLAGS = frozenset(("is_archived", "counts_in_appraisal"))
TOLD_WHEN_NEW = {
    "reporting": ("manager_id", "since"),
    "check_in": ("on_date", "value", "confidence", "note"),
    "measure_value": ("period_end", "value"),
    "goal_comment": ("text",),
    "goal_amendment": ("reason",),
    "goal": ("carried_from_id",),
    "goal_review": ("quarter", "due_date"),
    **meeting_words.TOLD_WHEN_NEW,
    **cause_words.TOLD_WHEN_NEW,
    **gap_words.TOLD_WHEN_NEW,
}
"""Of records that belong to another: what is told of a new one. Others have a line without a field."""
