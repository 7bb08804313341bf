"""What waits on Today: its kinds, and a line of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code
from perftui.i18n import mark
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from perftui.errors import Message

SHOWN = 20
"""Lines of one kind."""


class AgendaKind(Code):
    """What kind of thing needs somebody; in the order in which lines of one day stand."""

    DRAFT = "draft", mark("Not saved yet")
    BACKUP = "backup", mark("Backup")
    CYCLE_OVER = "cycle_over", mark("Cycle is over")
    CYCLE_ENDS = "cycle_ends", mark("Cycle ends")
    NO_NEXT_CYCLE = "no_next_cycle", mark("No next cycle")
    REVIEW = "review", mark("Goal review")
    NOT_PLANNED = "not_planned", mark("Reviews to plan")
    CHECK_IN = "check_in", mark("Check-in late")
    ACTION = "action", mark("Action due")
    NO_FOLLOW_UP = "no_follow_up", mark("No follow-up")
    NO_MEASURE = "no_measure", mark("Gap, no measure")
    PLAN_CHECK = "plan_check", mark("Check of a plan")
    PLAN_DECISION = "plan_decision", mark("Plan to decide")
    PLAN_UNSIGNED = "plan_unsigned", mark("Not acknowledged")
    PLAN_SILENT = "plan_silent", mark("Plan is silent")
    PLAN_UNDATED = "plan_undated", mark("No next date")
    OBSTACLE = "obstacle", mark("Obstacle")
    PROMISE = "promise", mark("Promise overdue")
    TALK = "talk", mark("Talk due")
    NO_TALK = "no_talk", mark("No talk yet")
    CONFLICT = "conflict", mark("Conflict open")
    ROUND = "round", mark("360 round late")
    OFF_TRACK = "off_track", mark("Off track")
    MENTOR = "mentor", mark("Mentor week missed")
    SUPPORT = "support", mark("Support overdue")
    TRAINING = "training", mark("Training waits")
    ACCOMMODATION = "accommodation", mark("Accommodation ends")
    STILL_DRAFT = "still_draft", mark("Still a draft")
    ORPHAN = "orphan", mark("No goal above")
    EMPTY = "empty", mark("Empty goal")
    PROPOSED = "proposed", mark("Waiting for review")
    RETURNED = "returned", mark("Returned")
    NO_UNIT = "no_unit", mark("No unit")
    NO_MANAGER = "no_manager", mark("No manager")


class AgendaLine(NamedTuple):
    """One thing that needs somebody."""

    kind: AgendaKind
    since: date
    """Since when it waits: the day on which it was due, or on which it came to be like this."""
    title: str
    """What it is about: a goal, a key result, a person, a cycle, or a draft as `draft_titles` tells it."""
    subject: str
    """The person or unit whose it is; empty where it is nobody's."""
    entity: str
    """Where Enter leads: the table of its record, `quarter` or `backup`; for a draft its form."""
    entity_id: str
    """The record; empty for a backup; for a draft its subject."""
    message: Message


class Waiting(NamedTuple):
    """What waits of one kind."""

    lines: list[AgendaLine]
    number: int
    """With those that are not shown."""
