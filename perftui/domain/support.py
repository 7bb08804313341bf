"""Support by the employer: requests, initiatives, accommodations, skill gaps and training, with what may follow what (R30 to R38, R75)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class SupportTable(Code):
    """The lists of support; each is called as its table."""

    REQUEST = "support_request", mark("Support requests")
    INITIATIVE = "initiative", mark("Initiatives")
    ACCOMMODATION = "accommodation", mark("Accommodations")
    TRAINING = "training_request", mark("Training requests")
    SKILL_GAP = "skill_gap", mark("Skill gaps")
    COURSE = "course", mark("Courses")
    MENTORSHIP = "mentorship", mark("Mentors")


class SupportKind(Code):
    """What somebody needs."""

    TOOL = "tool", mark("Tool or system")
    DATA = "data", mark("Data")
    BUDGET = "budget", mark("Budget")
    EQUIPMENT = "equipment", mark("Equipment")
    TIME = "time", mark("Time")
    PEOPLE = "people", mark("People")
    OTHER = "other", mark("Other")


class SupportState(Code):
    """How far a request has come."""

    REQUESTED = "requested", mark("Requested")
    PROMISED = "promised", mark("Promised")
    DELIVERED = "delivered", mark("Delivered")
    REFUSED = "refused", mark("Refused")
    CANCELLED = "cancelled", mark("Cancelled")


class InitiativeKind(Code):
    """What an initiative changes."""

    SYSTEM = "system", mark("System")
    PROCESS = "process", mark("Process")
    EQUIPMENT = "equipment", mark("Equipment")
    TRAINING = "training", mark("Training")
    OTHER = "other", mark("Other")


class InitiativeState(Code):
    """How far an initiative has come."""

    IDEA = "idea", mark("Idea")
    RUNNING = "running", mark("Running")
    DONE = "done", mark("Done")
    DROPPED = "dropped", mark("Dropped")


class AccommodationKind(Code):
    """How somebody's work is made to fit."""

    FLEXIBLE_HOURS = "flexible_hours", mark("Flexible study hours")
    ONLINE_COURSE = "online_course", mark("Online course")
    WORKLOAD = "workload", mark("Less workload")
    EQUIPMENT = "equipment", mark("Equipment")
    OTHER = "other", mark("Other")


class AccommodationState(Code):
    """Whether an accommodation holds."""

    AGREED = "agreed", mark("Agreed")
    ENDED = "ended", mark("Ended")


class TrainingState(Code):
    """How far a request for training has come."""

    REQUESTED = "requested", mark("Requested")
    APPROVED = "approved", mark("Approved")
    REFUSED = "refused", mark("Refused")
    BOOKED = "booked", mark("Booked")
    COMPLETED = "completed", mark("Completed")
    CANCELLED = "cancelled", mark("Cancelled")


class SkillState(Code):
    """Whether a skill gap is still there."""

    OPEN = "open", mark("To be closed")
    CLOSED = "closed", mark("Closed")


class Audience(Code):
    """For whom a course is."""

    EVERYBODY = "everybody", mark("Everybody")
    MANAGER = "manager", mark("Managers")


class MentorReason(Code):
    """Why somebody has a mentor (R34)."""

    NEW_HIRE = "new_hire", mark("New hire")
    IMPROVEMENT = "improvement", mark("Improvement")
    DEVELOPMENT = "development", mark("Development")


class MentorState(Code):
    """Whether a mentorship runs."""

    RUNNING = "running", mark("Running")
    ENDED = "ended", mark("Ended")


class CourseState(Code):
    """Whether a course is offered; stored as `is_archived`."""

    OFFERED = "0", mark("Offered")
    ARCHIVED = "1", mark("Archived")


S, T = SupportState, TrainingState
STATES: Final[Mapping[SupportTable, type[Code]]] = {
    SupportTable.REQUEST: SupportState,
    SupportTable.INITIATIVE: InitiativeState,
    SupportTable.ACCOMMODATION: AccommodationState,
    SupportTable.TRAINING: TrainingState,
    SupportTable.SKILL_GAP: SkillState,
    SupportTable.COURSE: CourseState,
    SupportTable.MENTORSHIP: MentorState,
}
NEXT: Final[Mapping[SupportTable, Mapping[str, tuple[Code, ...]]]] = {
    SupportTable.REQUEST: {
        S.REQUESTED: (S.PROMISED, S.DELIVERED, S.REFUSED, S.CANCELLED),
        S.PROMISED: (S.DELIVERED, S.REFUSED, S.CANCELLED, S.REQUESTED),
        **dict.fromkeys((S.DELIVERED, S.REFUSED, S.CANCELLED), (S.REQUESTED,)),
    },
    SupportTable.INITIATIVE: {
        InitiativeState.IDEA: (InitiativeState.RUNNING, InitiativeState.DROPPED),
        InitiativeState.RUNNING: (InitiativeState.DONE, InitiativeState.DROPPED),
        InitiativeState.DONE: (InitiativeState.RUNNING,),
        InitiativeState.DROPPED: (InitiativeState.IDEA,),
    },
    SupportTable.ACCOMMODATION: {
        AccommodationState.AGREED: (AccommodationState.ENDED,),
        AccommodationState.ENDED: (AccommodationState.AGREED,),
    },
    SupportTable.TRAINING: {
        T.REQUESTED: (T.APPROVED, T.REFUSED, T.CANCELLED),
        T.APPROVED: (T.BOOKED, T.CANCELLED),
        T.BOOKED: (T.COMPLETED, T.CANCELLED),
        T.COMPLETED: (T.BOOKED,),
        **dict.fromkeys((T.REFUSED, T.CANCELLED), (T.REQUESTED,)),
    },
    SupportTable.SKILL_GAP: {SkillState.OPEN: (SkillState.CLOSED,), SkillState.CLOSED: (SkillState.OPEN,)},
    SupportTable.COURSE: {CourseState.OFFERED: (CourseState.ARCHIVED,), CourseState.ARCHIVED: (CourseState.OFFERED,)},
    SupportTable.MENTORSHIP: {MentorState.RUNNING: (MentorState.ENDED,), MentorState.ENDED: (MentorState.RUNNING,)},
}
"""Table and state to the states that may follow, the usual one first."""
OVER: Final = frozenset(("delivered", "refused", "cancelled", "completed", "done", "dropped", "ended", "closed", "1"))
"""States in which nothing more is due, of all the lists."""
GIVEN_UP: Final[Mapping[SupportTable, Code]] = {
    SupportTable.REQUEST: S.CANCELLED,
    SupportTable.INITIATIVE: InitiativeState.DROPPED,
    SupportTable.ACCOMMODATION: AccommodationState.ENDED,
    SupportTable.TRAINING: T.CANCELLED,
    SupportTable.SKILL_GAP: SkillState.CLOSED,
    SupportTable.COURSE: CourseState.ARCHIVED,
    SupportTable.MENTORSHIP: MentorState.ENDED,
}
"""What Del makes of a record."""
BUCKETS: Final = (7, 30, 90)
"""Days at which the parts of the ageing report end."""


def days_lost(state: SupportState, needed_by: date | None, delivered_on: date | None, today: date) -> int | None:
    """Days on which work waited: from when it was needed until it came, or until today.

    Returns:
        None where nobody said when it was needed, or where it never came and nobody waits.
    """
    if needed_by is None or state in (S.REFUSED, S.CANCELLED):
        return None
    return max(0, ((delivered_on or today) - needed_by).days)


def waited(requested_on: date, delivered_on: date | None, today: date) -> int:
    """Days for which a request waited."""
    return max(0, ((delivered_on or today) - requested_on).days)


def bucket(days: int) -> int:
    """In which part of the ageing report so many days fall: 0 for the youngest."""
    return sum(days > most for most in BUCKETS)
