"""Mentors: who goes along with whom, the log of each pair, and the weeks that went by without an entry (R34, R35, R56)."""

from __future__ import annotations

from perftui.domain.support import SupportTable
from perftui.i18n import mark
from screens.support_adds import SupportAdds


class MentorsScreen(SupportAdds):
    """The mentorships."""

    SECTION = "mentors"
    TABLES = (SupportTable.MENTORSHIP,)
    HELP_TEXT = mark(
        "Who mentors whom. F7 writes a talk into the log: situation, practised, observed, next. A week without an entry is on Today until "
        "there is a new one, and stays in the record. One mentors three people at most; F8 changes that number. F4 shows the other lists."
    )
