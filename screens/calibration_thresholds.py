"""F8 in the calibration: how far beyond the best result, or below the last one, a target is worth a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.services import challenge_policies
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from perftui.storage.stores import Store
    from screens.frames import Frame

OFFERED = (10, 20, 30, 50, 100)
"""Percentages to choose from; any other can be typed."""
AS_NOW = "[x]"


def threshold_choices(store: Store, text: str) -> list[Choice]:
    """The choices for what was typed, with those in force marked."""
    rules = challenge_policies.policy(store)
    now = None if rules.above_best is None else int(rules.above_best * 100)
    beyond, below = _("Beyond the best result by more than"), _("Below the last result")
    typed = int(text) if text.strip().isascii() and text.strip().isdecimal() and int(text) <= 1000 else None
    percents = OFFERED if typed is None or typed in OFFERED else (typed,)
    choices = [Choice(f"above:{n}", _("{n} %").format(n=n), AS_NOW if n == now else "", beyond) for n in percents]
    choices.append(Choice("above:", _("never worth a look"), AS_NOW if now is None else "", beyond))
    choices.append(Choice("below:on", _("worth a look"), AS_NOW if rules.below_last else "", below))
    choices.append(Choice("below:off", _("not worth a look"), "" if rules.below_last else AS_NOW, below))
    return narrowed(choices, text)


def choose_thresholds(screen: Frame) -> None:
    """Offer them."""
    picker = Picker(
        _("When a target is worth a look"),
        lambda text: threshold_choices(screen.store, text),
        placeholder=_("a percentage, such as 40"),
    )
    screen.app.push_screen(picker, lambda picked: _take(screen, picked) if picked else None)


def _take(screen: Frame, picked: str) -> None:
    name, _colon, value = picked.partition(":")
    rules = challenge_policies.policy(screen.store)
    percent = None if rules.above_best is None else int(rules.above_best * 100)
    if name == "above":
        percent = int(value) if value else None
    below_last = value == "on" if name == "below" else rules.below_last
    with screen.attempt():
        challenge_policies.choose(screen.store, percent, below_last=below_last)
        screen.reload()
        screen.tell(_("Kept; it holds for you in this file."))
