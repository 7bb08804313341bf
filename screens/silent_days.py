"""After how many days without an entry a plan stands on Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.errors import Message
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import agenda_plans
from screens.reasons import ask_text
from widgets.fields import Field

if TYPE_CHECKING:
    from screens.sections import Section


def ask_silent_days(section: Section) -> None:
    """Ask for the number; Enter takes it."""

    def keep(text: str) -> None:
        with section.attempt():
            days = agenda_plans.choose_silent_days(section.store, int(text))
            section.reload()
            section.tell(_("A plan is silent after {n} days without an entry.").format(n=days))

    words = _("Days without a check, value, talk or entry. Enter takes · Esc leaves")
    field = Field("days", _("Days"), value=str(agenda_plans.silent_days(section.store)), help=words, is_required=True)
    ask_text(section, _("When is a plan silent?"), field, keep, check=_fault)


def _fault(text: str) -> Message | None:
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= 365:
        return None
    return Message(mark("Write a number of days from 1 to 365."))
