"""Meetings about goals, and the actions that come out of them and of everything else: the codes that are stored."""

from __future__ import annotations

from perftui.domain.codes import Code
from perftui.i18n import mark


class MeetingKind(Code):
    """What a meeting is for."""

    ALIGNMENT = "alignment", mark("Alignment meeting")
    RESOURCE = "resource", mark("Resource meeting")
    CALIBRATION = "calibration", mark("Calibration meeting")
    REVIEW = "review", mark("Review meeting")
    RETROSPECTIVE = "retrospective", mark("Retrospective")


class MeetingState(Code):
    """Whether a meeting is still to come."""

    PLANNED = "planned", mark("Planned")
    HELD = "held", mark("Held")
    CANCELLED = "cancelled", mark("Cancelled")


class ActionState(Code):
    """How far an action has come."""

    OPEN = "open", mark("To do")
    DONE = "done", mark("Done")
    CANCELLED = "cancelled", mark("Cancelled")
