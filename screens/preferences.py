"""F8, Signs and mouse: what the terminal shows and sends, for those whose terminal was guessed wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import settings
from widgets.dialogs.pickers import Picker, narrowed
from widgets.glyphs import ASCII, UNICODE
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from perftui.storage.stores import Store
    from screens.frames import Frame

THEMES = (
    ("textual-dark", mark("Dark")),
    ("textual-light", mark("Light")),
    ("ansi-dark", mark("16 colours")),
    ("perftui-mono", mark("Black and white")),
)
"""Textual's theme and its title."""
SIGNS = mark("Signs and mouse")
AS_NOW = mark("as now")
CHOICES = (
    ("glyphs", "unicode", mark("Signs"), mark("Lines, bars and dots: ● ▲ ■ ✓ █░")),
    ("glyphs", "ascii", mark("Signs"), mark("Plain: [OK] [!] [X] [v] #.")),
    ("glyphs", "", mark("Signs"), mark("As the terminal can, from the next start on")),
    ("mouse", "on", mark("Mouse"), mark("On, from the next start on")),
    ("mouse", "off", mark("Mouse"), mark("Off, from the next start on: the terminal's own selection works")),
    ("mouse", "", mark("Mouse"), mark("On, but not over SSH, from the next start on")),
)
"""Setting, value, heading and words."""


def sign_choices(store: Store) -> list[Choice]:
    """The choices, with those in force marked."""
    now = settings.settings(store)
    in_force = {"glyphs": now.glyphs, "mouse": now.mouse}
    return [
        Choice(f"{name}:{value}", _(words), _(AS_NOW) if in_force[name] == value else "", _(heading))
        for name, value, heading, words in CHOICES
    ]


def take_sign(screen: Frame, picked: str) -> str:
    """Keep a choice, and draw with other signs at once.

    Returns:
        What to say.
    """
    name, _colon, value = picked.partition(":")
    settings.change(screen.store, name, value)
    if name == "glyphs" and value:
        screen.host.draw_with(ASCII if value == "ascii" else UNICODE)
    return _("Kept: {words}.").format(words=next(_(words) for one, other, _heading, words in CHOICES if (one, other) == (name, value)))


def choose_colours(screen: Frame) -> None:
    """Offer the themes."""
    choices = [Choice(name, _(title)) for name, title in THEMES]
    picker = Picker(_("Colours"), lambda text: narrowed(choices, text), current=screen.app.theme)
    screen.app.push_screen(picker, lambda name: screen.host.wear(name) if name else None)


def choose_signs(screen: Frame) -> None:
    """Offer the signs, and the mouse."""
    choices = sign_choices(screen.store)
    picker = Picker(_(SIGNS), lambda text: narrowed(choices, text))
    screen.app.push_screen(picker, lambda picked: screen.tell(take_sign(screen, picked)) if picked else None)
