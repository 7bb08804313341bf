"""The number of a habit that is counted, asked for where its action is called done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import long_date
from perftui.domain.habits import read_entry
from perftui.domain.quantities import number_text
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services import habits, undo
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field

if TYPE_CHECKING:
    from datetime import date

    from perftui.errors import Message
    from screens.sections import Section


def asks_for_number(section: Section, action_id: str) -> bool:
    """Ask how much was counted, if an action carries out a habit that is counted; Enter writes it down.

    Args:
        section: Where one is.
        action_id: The action.

    Returns:
        Whether it asks; else the action is simply done.
    """
    found = habits.counted(section.store, action_id)
    if found is None:
        return False
    step_id, unit, wanted = found
    today = section.host.today()
    day = today if habits.is_waiting(section.store, step_id, today) else habits.next_day(section.store, step_id)
    if day is None or day > today:
        section.tell(_("Everything is entered up to today."))
        return True
    words = _("Target {n} {unit}; x means missed. Enter takes · Esc leaves").format(n=number_text(wanted), unit=unit)
    field = Field("value", unit or pgettext("habit", "Number"), help=words, is_required=True)

    def fault(text: str) -> Message | None:
        try:
            read_entry(text, is_counted=True, unit=unit)
        except PerftuiError as error:
            return error.message
        return None

    prompt = ValuePrompt(_("How many on {day}?").format(day=long_date(day)), field, check=fault)
    section.app.push_screen(prompt, lambda text: _enter(section, step_id, day, text) if text else None)
    return True


def _enter(section: Section, step_id: str, day: date, text: str) -> None:
    with section.attempt():
        habits.enter(section.store, step_id, day, text, section.host.today())
        label = undo.next_undo(section.store)
        section.saved(_("{what}. Ctrl+Z takes it back.").format(what=say(label)) if label else _("Saved."))
