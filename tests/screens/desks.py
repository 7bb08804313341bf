"""The program as tests sit at it: keys as a terminal sends them, in one burst, and what stands on the screen."""

import asyncio

from textual._xterm_parser import XTermParser

from screens.frames import Frame
from screens.hosts import Place
from widgets.notices import StatusLine

KEYS = {
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "glnopqrstyz"},
    **{"enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f", "insert": "\x1b[2~", "delete": "\x1b[3~"},
    **{"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~"},
    **{"f8": "\x1b[19~", "f9": "\x1b[20~", "escape": "\x1b[24~", "pageup": "\x1b[5~", "pagedown": "\x1b[6~"},
    **{"down": "\x1b[B", "up": "\x1b[A", "left": "\x1b[D", "right": "\x1b[C", "home": "\x1b[H", "end": "\x1b[F"},
    **{"shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B"},
}
"""Key to what a terminal sends for it; Esc as F12, which means the same and is no beginning of another key."""


class Desk:
    """The program, typed at as a terminal types."""

    def __init__(self, app, pilot, ids):
        self.app, self.pilot, self.store, self.ids = app, pilot, app.store, ids

    async def type(self, *keys):
        """Send keys by their names, and anything else as text, in one burst."""
        for event in XTermParser().feed("".join(KEYS.get(key, key) for key in keys)):
            self.app._driver.process_message(event)
        await asyncio.sleep(0)
        await self.app.keys_settled()
        await self.pilot.pause()

    async def choose(self, words):
        """Choose a command from the menu by its words."""
        await self.type("f8", words, "enter")

    async def go(self, section, key="", **place):
        """Show a record in a section."""
        self.app.go_to(Place(section, key, **place))
        await self.pilot.pause()
        await self.app.keys_settled()
        await self.pilot.pause()

    @property
    def section(self):
        """The screen below all dialogs."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Frame))

    @property
    def status(self):
        return self.section.query_one(StatusLine).text

    @property
    def shown(self):
        """Everything on the screen as text."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())
