"""The first start on an empty file: language, whether signs and colours can be seen, then what to do first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import LANGUAGES, language
from perftui.i18n import gettext as _
from perftui.services import people, settings
from widgets.dialogs.pickers import Picker
from widgets.dialogs.texts import TextPanel
from widgets.glyphs import ASCII
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from perftui.storage.stores import Store
    from screens.sections import Section

SEEN, UNCLEAR = "seen", "unclear"
OWN, ROSTER = "own", "roster"


def is_first_start(store: Store) -> bool:
    """Whether nobody has worked on this file yet, and the user was not welcomed."""
    today = store.clock().date()
    return not settings.settings(store).is_tour_done and people.listing(store, people.PeopleFilter(presence="all"), today).count() == 0


class Welcome:
    """Asks three things, one after the other; Esc at any of them goes on with what is chosen so far."""

    def __init__(self, screen: Section) -> None:
        self._screen = screen

    def begin(self) -> None:
        """Ask for the language."""
        choices = [Choice(code, name) for code, name in LANGUAGES.items()]
        picker = Picker("Language · 语言", lambda _text: choices, current=language())
        self._screen.app.push_screen(picker, self._take_language)

    async def _take_language(self, chosen: str | None) -> None:
        if chosen and chosen != language():
            await self._screen.host.speak(chosen)
        choices = [
            Choice(SEEN, _("I see which line is highlighted, and the signs {signs}").format(signs="● ▲ ■ ✓ █░ ├─┤")),
            Choice(UNCLEAR, _("I cannot tell, or there are boxes and question marks")),
        ]
        self._screen.app.push_screen(Picker(_("Can you see this?"), lambda _text: choices), self._take_looks)

    def _take_looks(self, chosen: str | None) -> None:
        if chosen == UNCLEAR:
            settings.change(self._screen.store, "glyphs", "ascii")
            self._screen.host.draw_with(ASCII)
            self._screen.host.wear("ansi-dark")
        choices = [
            Choice(OWN, _("Start with an empty file, and add people by hand")),
            Choice(ROSTER, _("Import a roster from CSV or XLSX")),
        ]
        self._screen.app.push_screen(Picker(_("How do you want to begin?"), lambda _text: choices), self._take_beginning)

    def _take_beginning(self, chosen: str | None) -> None:
        settings.change(self._screen.store, "tour", "done")
        if chosen == ROSTER:
            self._screen.begin_import()
        else:
            self._screen.app.push_screen(TextPanel(_("Six things to know"), tour_text()))


def tour_text() -> str:
    """The tour: what carries one through the first hour."""
    steps = (
        _("1  The sections are on top: 1 Today, 2 People, 3 Goals. Today says what needs you first."),
        _("2  F8 lists all that can be done here, with the keys. F1 explains the screen, and in a form the field you are in."),
        _("3  Ctrl+P finds people, goals and commands: type a name, or its initials."),
        _("4  Ctrl+N adds something in one line and shows what it understood. F2 changes it in a form, Ctrl+S saves."),
        _("5  Ctrl+Z takes the last change back, also tomorrow. What you type is kept even when the line drops."),
        _("6  To look around in a company with 300 people, leave with Ctrl+Q and start: perftui demo"),
    )
    return "\n\n".join(steps)
