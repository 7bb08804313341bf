"""Support: what people asked for and wait for, the initiatives that answer it, and accommodations (R36 to R38, R75)."""

from __future__ import annotations

from perftui.domain.support import SupportTable
from perftui.i18n import mark
from screens.support_adds import SupportAdds


class SupportScreen(SupportAdds):
    """Requests, initiatives and accommodations."""

    SECTION = "support"
    TABLES = (SupportTable.REQUEST, SupportTable.INITIATIVE, SupportTable.ACCOMMODATION)
    HELP_TEXT = mark(
        "What people need from other units: tools, data, budget, equipment. Days lost count from the day on which it was needed. Several "
        "requests can belong to one initiative. F7 takes a record a step further; F4 shows the other lists, training and mentors too."
    )
