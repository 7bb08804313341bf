"""Evidence: a file or a note that shows something about a record."""

from __future__ import annotations

from typing import Final

from perftui.domain.codes import Code
from perftui.i18n import mark


class EvidenceKind(Code):
    """What it is."""

    FILE = "file", mark("File")
    NOTE = "note", mark("Note")


class Audience(Code):
    """For whom a dossier is made, which decides what it holds."""

    EMPLOYEE = "employee", mark("Employee")
    MANAGER = "manager", mark("Manager")
    HR = "hr", mark("HR")
    TRIBUNAL = "tribunal", mark("Tribunal")


SEES_TALKS: Final = {
    Audience.EMPLOYEE: frozenset({"both"}),
    Audience.MANAGER: frozenset({"both", "manager"}),
    Audience.HR: frozenset({"both", "manager", "hr"}),
    Audience.TRIBUNAL: frozenset({"both", "manager", "hr"}),
}
"""Audience to the visibilities of the talks that it is shown ([own]); what belongs to a talk goes with it."""
SEES_RESISTANCE: Final = frozenset({Audience.MANAGER, Audience.HR, Audience.TRIBUNAL})
"""Who is shown what a manager noted about how the person took the plan."""
SEES_READINESS: Final = frozenset({Audience.HR, Audience.TRIBUNAL})
"""Who is shown the evidence pack."""
SEES_HISTORY: Final = frozenset({Audience.TRIBUNAL})
"""Who is shown every event of the plan."""
