"""The composition root: it opens the sections on one store, and knows how to go from one to another."""

from __future__ import annotations

import gc
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from textual import events, on

from perftui import i18n
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.services import backups, settings
from perftui.services.sessions import own_session
from perftui.storage import drivers
from screens import line_drafts
from screens.frames import Frame
from screens.hosts import Place
from screens.places import SCREENS
from screens.sections import Section
from screens.telling_apps import TellingApp
from screens.trails import trail
from widgets.glyphs import ASCII, UNICODE
from widgets.key_serialisers import BACKGROUND
from widgets.themes import MONO
from widgets.wrapping import break_between_characters

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from textual.screen import Screen

    from perftui.storage.stores import Store
    from widgets.glyphs import Glyphs

POLL_SECONDS = 0.5
"""How often to look whether another process has written."""
CALM_AFTER = 0.4
"""Seconds after which what can wait is done: after the first frame, or after somebody has gone into a field."""
BACKUP_SECONDS = 30 * 60
"""How often to back up what was changed."""


class PerftuiApp(TellingApp):
    """perftui on one file, for one actor."""

    TITLE = "perftui"
    CSS_PATH = "app.tcss"

    def __init__(self, store: Store, *, is_ascii: bool = False, is_accessible: bool = False, greets: bool = False, **keywords: Any) -> None:
        """The app.

        Args:
            store: The open file.
            is_ascii: Draw with ASCII only.
            is_accessible: For screen readers: ASCII, no borders, the terminal's cursor on the current row.
            greets: Ask a new user three questions when the file is empty.
            keywords: For `SafeApp`.
        """
        super().__init__(has_frames=not is_accessible, **keywords)
        break_between_characters()
        self._greets = greets
        self.store = store
        store.wait_at_most(drivers.SAVE_PATIENCE)
        self.is_accessible = is_accessible
        self.glyphs = ASCII if is_ascii or is_accessible else UNICODE
        self.saved_at = ""
        self.previous: dict[str, Mapping[str, str]] = {}
        self._section = "today"
        self._came_from: list[str] = []
        self._seen_version = 0
        self._is_ready_to_write = False
        self.register_theme(MONO)
        chosen = settings.settings(store).theme
        if chosen in self.available_themes and not self.no_color:
            self.theme = chosen  # before anything is styled

    def today(self) -> date:
        """The date at the user's place."""
        return self.store.clock().astimezone().date()

    def get_default_screen(self) -> Screen[None]:
        """Today, in the place of Textual's empty screen, which would be laid out and painted before it."""
        screen = self._section_screen(self._section)
        screen._push_result_callback(self, None)  # private; else switch_screen would miss what every pushed screen has
        return screen

    def on_mount(self) -> None:
        """Keep an eye on other writers, and do later what the first frame need not wait for."""
        self._seen_version = self.store.data_version()
        self.set_interval(POLL_SECONDS, self._notice_others)
        if self._greets:
            self.call_after_refresh(self._greet)
        self.set_timer(CALM_AFTER, self._settle_in)
        self.set_interval(BACKUP_SECONDS, self._back_up)

    async def on_event(self, event: events.Event) -> None:
        """What was said stays until the next key."""
        if isinstance(event, events.Key) and not event.is_forwarded and (frame := self.shown_frame()) is not None:
            frame.forget_said()
        await super().on_event(event)

    def _greet(self) -> None:
        from screens.welcomes import Welcome, is_first_start  # once in a file's life

        frame = self.shown_frame()
        if isinstance(frame, Section) and is_first_start(self.store):
            Welcome(frame).begin()

    def _settle_in(self) -> None:
        gc.freeze()  # what is loaded by now stays: the collector need not walk through it while somebody types
        gc.enable()
        self._back_up()

    @on(events.DescendantFocus)
    def _expect_writing(self, event: events.DescendantFocus) -> None:
        """Who is in a field may save: what only that needs is loaded meanwhile. Who only reads does without its 10 MiB."""
        if not self._is_ready_to_write and hasattr(event.widget, "read_value"):
            self._is_ready_to_write = True
            self.set_timer(CALM_AFTER, lambda: self.run_worker(_load_for_writing, thread=True, group=BACKGROUND))

    def _back_up(self) -> None:
        if self.store.path is not None:
            self.run_worker(self._back_up_in_thread, thread=True, group=BACKGROUND)

    def _back_up_in_thread(self) -> None:
        try:
            with own_session(self.store) as store:
                backups.back_up_if_changed(store)
        except PerftuiError:
            self.call_from_thread(self._say_backup_failed)

    def _say_backup_failed(self) -> None:
        if (frame := self.shown_frame()) is not None:
            frame.warn(_("The backup failed: look at the disk, then choose “Back up now” on F8."))

    def _notice_others(self) -> None:
        version = self.store.data_version()
        if version != self._seen_version:
            self._seen_version = version
            if (frame := self.shown_frame()) is not None:
                frame.reload()

    # going somewhere

    def go_to(self, place: Place, *, is_back: bool = False) -> None:
        """Show a section, or a record in it; who goes back finds what was shown there."""
        screen = self._section_screen(place.section)
        if place.section != self._section:
            if not is_back:
                self._came_from = trail(self._came_from, self._section, place)
            self._section = place.section
            self.switch_screen(screen)
        if place.key or place.owner:
            self.call_after_refresh(screen.show, place)
        elif not place.command and not is_back:
            self.call_after_refresh(screen.come_to)
        if place.command:
            self.call_after_refresh(screen.run_action, place.command)

    def go_back(self) -> None:
        """Show the section from which a record of this one was opened."""
        if self._came_from:
            self.go_to(Place(self._came_from.pop()), is_back=True)

    def _section_screen(self, name: str) -> Frame:
        if not self.is_screen_installed(name):
            module, _colon, class_name = SCREENS[name].partition(":")
            self.install_screen(getattr(import_module(module), class_name)(), name)
        screen = self.get_screen(name)
        assert isinstance(screen, Frame)
        return screen

    def _keep_lines(self) -> None:
        for name in filter(self.is_screen_installed, SCREENS):
            with suppress(PerftuiError):  # the program ends, or the section is made anew
                line_drafts.keep(self._section_screen(name))

    async def _make_anew(self, frame: Frame) -> None:
        """Compose a section anew; what is being typed in a line goes on."""
        open_lines = line_drafts.keep(frame)
        await frame.speak_again()
        for subject in open_lines:
            line_drafts.take_up(frame, subject)

    # what holds everywhere

    def say_saved(self) -> None:
        """Remember when something was saved last."""
        self.saved_at = self.store.clock().astimezone().strftime("%H:%M")

    async def speak(self, language: str) -> None:
        """Change the language of everything on the screen, and remember it."""
        i18n.use(language)
        self.choose("language", language)
        self._keep_lines()
        for screen in self.screen_stack:
            if isinstance(screen, Frame):
                await self._make_anew(screen)
        for name in SCREENS:
            if self.is_screen_installed(name) and name != self._section:
                self.uninstall_screen(name)

    def draw_with(self, glyphs: Glyphs) -> None:
        """Draw with other signs from now on; what is on the screen is made anew."""
        self.glyphs = glyphs
        self._keep_lines()
        for name in SCREENS:
            if self.is_screen_installed(name) and name != self._section:
                self.uninstall_screen(name)
        if (frame := self.shown_frame()) is not None:
            self.run_worker(self._make_anew(frame))

    def wear(self, theme: str) -> None:
        """Change the colours and remember it."""
        self.theme = theme
        self.choose("theme", theme)

    def on_hangup(self) -> None:
        """The line was dropped: what is typed becomes a draft."""
        self._keep_forms()

    def _keep_forms(self) -> None:
        for screen in self.screen_stack:
            keep = getattr(screen, "keep_draft", None)
            if keep is not None:
                with suppress(PerftuiError):  # nobody is left to be told
                    keep()

    def exit(self, *arguments: Any, **keywords: Any) -> None:  # passed on
        """End the program; what is typed in forms and quick lines becomes a draft."""
        self._keep_lines()
        self._keep_forms()
        super().exit(*arguments, **keywords)


def _load_for_writing() -> None:
    import_module("sqlite_utils")
    import_module("perftui.domain.goals")
    import_module("perftui.domain.people")
