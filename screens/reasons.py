"""Why something that is agreed is changed: asked once, and only where it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from perftui.domain.amendments import ReasonMissing
from perftui.i18n import gettext as _
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from screens.frames import Frame
    from widgets.fields import Check


def ask_reason(screen: Screen[Any], act: Callable[[str], object]) -> None:
    """Ask why something agreed is changed, then do it with that reason; Esc changes nothing.

    Args:
        screen: Where one is, a section or a form.
        act: Is given the reason.
    """
    explained = _("What is agreed is never changed silently: the reason is kept with the old and the new value. Enter takes · Esc leaves")
    ask_text(screen, _("Why is this changed?"), Field("reason", _("Reason"), is_required=True, help=explained), act)


def ask_text(screen: Screen[Any], title: str, field: Field, act: Callable[[str], object], check: Check | None = None) -> None:
    """Ask for a text, and do something with it; Esc does nothing.

    Args:
        screen: Where one is.
        title: On the frame.
        field: What is asked for.
        act: Is given the text.
        check: What is wrong with it; then the prompt stays open, with what was typed.
    """

    def take(text: str | None) -> None:
        if text is not None:
            act(text)

    screen.app.push_screen(ValuePrompt(title, field, check=check), take)


def with_reason(section: Frame, act: Callable[[str], object]) -> None:
    """Do something; where that changes what is agreed, ask why, and do it with that reason.

    Args:
        section: Where one is; it says what is refused.
        act: One service call that is given the reason, empty at first. It changes nothing where it raises `ReasonMissing`.
    """

    def act_again(reason: str) -> None:
        with section.attempt():
            act(reason)

    with section.attempt():
        try:
            act("")
        except ReasonMissing:
            ask_reason(section, act_again)
