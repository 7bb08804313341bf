"""What the history calls the fields of support: requests, initiatives, accommodations, training, courses, mentors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code, Words
from perftui.domain.support import (
    AccommodationKind,
    AccommodationState,
    Audience,
    InitiativeKind,
    InitiativeState,
    MentorReason,
    MentorState,
    SkillState,
    SupportKind,
    SupportState,
    TrainingState,
)
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    "competency": Words(mark("Competency")),
    "level_now": Words(mark("Level now")),
    "level_needed": Words(mark("Level needed")),
    "provider": Words(mark("Provider")),
    "audience": Words(mark("For whom")),
    "course_id": Words(mark("Course")),
    "requested_on": Words(mark("Requested on")),
    "completed_on": Words(mark("Completed on")),
    "is_signed_in": Words(mark("Signed in")),
    "result": Words(mark("Result")),
    "skill_gap_id": Words(mark("Skill gap")),
    "mentor_id": Words(mark("Mentor")),
    "mentee_id": Words(mark("Mentee")),
    "mentor_entry": Words(mark("Mentor log")),
    "situation": Words(mark("Situation")),
    "practised": Words(mark("Practised")),
    "observed": Words(mark("Observed")),
    "provider_unit_id": Words(mark("Provider")),
    "initiative_id": Words(mark("Initiative")),
    "needed_by": Words(mark("Needed by")),
    "promised_for": Words(mark("Promised for")),
    "delivered_on": Words(mark("Delivered on")),
    "days_lost": Words(mark("Days lost")),
    "hours_per_week": Words(mark("Hours a week")),
    "valid_from": Words(mark("Valid from")),
    "valid_until": Words(mark("Valid until")),
}
"""Column to its label."""
TABLES: Mapping[str, str] = {
    **{"mentor_id": "person", "mentee_id": "person", "provider_unit_id": "unit"},
    **{"initiative_id": "initiative", "skill_gap_id": "skill_gap", "course_id": "course"},
}
"""Column to the table it points to."""
CODES: Mapping[tuple[str, str], type[Code]] = {
    ("support_request", "kind"): SupportKind,
    ("support_request", "state"): SupportState,
    ("initiative", "kind"): InitiativeKind,
    ("initiative", "state"): InitiativeState,
    ("accommodation", "kind"): AccommodationKind,
    ("accommodation", "state"): AccommodationState,
    ("training_request", "state"): TrainingState,
    ("skill_gap", "state"): SkillState,
    ("course", "audience"): Audience,
    ("mentorship", "reason"): MentorReason,
    ("mentorship", "state"): MentorState,
}
"""Table and column to the code that it holds."""
FLAGS = frozenset(("is_signed_in",))
"""Columns that hold yes or no."""
TOLD_WHEN_NEW: Mapping[str, tuple[str, ...]] = {
    "mentor_entry": ("on_date", "situation"),
    "course_measure": ("measure_id",),
}
"""Of records that belong to another: what is told of a new one."""
