"""Before weights are saved: the sum that is not 100 %, and the reason for what is agreed already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import basis_points
from perftui.i18n import gettext as _
from perftui.services import sibling_weights
from screens.reasons import ask_reason
from widgets.dialogs.confirms import KEEP, SAVE, Answer, Confirm

if TYPE_CHECKING:
    from collections.abc import Callable

    from screens.frames import Frame
    from screens.weight_sheets import WeightSheet


def save(screen: Frame, sheet: WeightSheet, go_on: Callable[[str], None]) -> None:
    """Ask what has to be asked, then save.

    Args:
        screen: Where one is.
        sheet: What is typed.
        go_on: Saves, with the reason; not called where it is refused or thought better of.
    """
    if not sheet.is_dirty:
        screen.tell(_("Nothing was changed."))
        return
    with screen.attempt():
        sibling_weights.check_sum(sheet.found, sheet.weights)
        if sheet.is_whole:
            _ask_reason(screen, sheet, go_on)
        else:
            screen.app.push_screen(_question(sheet), lambda answer: _ask_reason(screen, sheet, go_on) if answer == SAVE else None)


def _question(sheet: WeightSheet) -> Confirm:
    question = _("The weights sum to {sum}, not to 100%.").format(sum=basis_points(sheet.total))
    lines = [_("All of them are drafts, so they can be saved all the same."), _("It stays a finding until the sum is 100%.")]
    return Confirm(question, (Answer(KEEP, _("Keep editing"), "k"), Answer(SAVE, _("Save all the same"), "s")), lines)


def _ask_reason(screen: Frame, sheet: WeightSheet, go_on: Callable[[str], None]) -> None:
    if any(line.is_agreed for line in sheet.changed):
        ask_reason(screen, go_on)
    else:
        go_on("")
