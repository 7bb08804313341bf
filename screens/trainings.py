"""Training: requests from asking to the result, skill gaps, and the courses with the measures they help with (R30 to R33)."""

from __future__ import annotations

from perftui.domain.support import SupportTable
from perftui.i18n import mark
from screens.support_adds import SupportAdds


class TrainingsScreen(SupportAdds):
    """Training requests, skill gaps and courses."""

    SECTION = "trainings"
    TABLES = (SupportTable.TRAINING, SupportTable.SKILL_GAP, SupportTable.COURSE)
    HELP_TEXT = mark(
        "Training from the request over approval and booking to the result. In the list of skill gaps F7 proposes courses that fit; "
        "F8 does so for the person of any record, by all of their measures below target. F4 shows the other lists."
    )
