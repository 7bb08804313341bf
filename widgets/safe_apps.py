"""The base of the app: hostile text stays text, crashes say nothing about people, and a dropped line loses nothing."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.text import Text
from textual import events, on
from textual.app import SuspendNotSupported
from textual.filter import LineFilter

from perftui.i18n import gettext as _
from widgets.crash_logs import log_crash
from widgets.glyphs import ASCII, UNICODE
from widgets.key_serialisers import KeySerialiser, ReturnT
from widgets.plain_signs import PlainFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.traceback import Traceback
    from textual.color import Color
    from textual.driver import Driver
    from textual.notifications import SeverityLevel

    from widgets.glyphs import Glyphs

CRASHED = 70
"""Exit code after an error of the program itself, as in sysexits.h."""
REFUSED = 1
"""Exit code after an error that the user can mend."""
LINE_CHECK = 1.0
"""Seconds between two looks at whether the terminal is still there, where no signal tells."""
PATIENCE = 3.0
"""Seconds that shutting down may take after the terminal has gone."""
_SIGNALS = ("SIGHUP", "SIGTERM")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class ControlFilter(LineFilter):
    """The last gate before the terminal: no control byte from anybody's text gets through, whichever widget drew it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # LineFilter's signature
        """The segments without control characters, which take no cell and so leave no gap."""
        return [
            Segment(_CONTROLS.sub("", segment.text), segment.style) if not segment.control and _CONTROLS.search(segment.text) else segment
            for segment in segments
        ]


class SafeApp(KeySerialiser[ReturnT]):
    """An app on which one can rely; subclasses say where crash logs go and what to save when the line drops."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, *, use_mouse: bool = True, is_shared: bool = False, glyphs: Glyphs = UNICODE, has_frames: bool = True, **kwargs: Any
    ) -> None:
        """An app.

        Args:
            use_mouse: Whether the terminal sends mouse buttons; off over SSH, so that the terminal's own paste and selection work.
            is_shared: The process runs for others than the account it runs under: no links, no files, no suspending.
            glyphs: The signs that widgets draw with; where they are ASCII, all the rest is too.
            has_frames: Whether ASCII frames are drawn.
            kwargs: For `App`.
        """
        super().__init__(**kwargs)
        self.use_mouse = use_mouse
        self.is_shared = is_shared
        self.glyphs = glyphs
        self.animation_level = "none"
        self._controls, self._plain = ControlFilter(), PlainFilter(has_frames=has_frames)
        self._is_leaving = False

    @property
    def crash_directory(self) -> Path:
        """Where crash logs go."""
        return Path.home() / ".local" / "state" / "perftui"

    def on_hangup(self) -> None:
        """Save what is not saved yet: the terminal is gone or the system is going down. Must not wait for anything."""

    # The terminal.

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, the one that stops control bytes, and in ASCII the one that leaves no other signs."""
        return [*super().get_line_filters(), self._controls, *([self._plain] if self.glyphs is ASCII else ())]

    def get_driver_class(self) -> type[Driver]:
        """A driver that outlives its terminal, where there is one."""
        if sys.platform == "win32":
            return super().get_driver_class()
        from widgets.steady_drivers import SteadyDriver  # does not exist on Windows

        return SteadyDriver

    async def run_async(self, *, mouse: bool = True, **kwargs: Any) -> ReturnT | None:
        """Run, with the mouse only where both the caller and the app want it; otherwise as Textual's."""
        return await super().run_async(mouse=mouse and self.use_mouse, **kwargs)

    def _set_pointer_shape(self, shape: str) -> None:
        """Leave the pointer as it is: it costs bytes, and terminals that do not know the request print it; private in Textual."""

    @on(events.DescendantFocus)
    def _stop_blinking(self, event: events.DescendantFocus) -> None:
        if getattr(event.widget, "cursor_blink", False):
            setattr(event.widget, "cursor_blink", False)  # noqa: B010  # inputs and text areas share no class that has it

    @on(events.Mount)
    def _watch_line(self) -> None:
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for name in _SIGNALS:
            # Outside the main thread and on Windows there are no such handlers.
            with suppress(NotImplementedError, RuntimeError, ValueError, AttributeError):
                number = getattr(signal, name)
                loop.add_signal_handler(number, self._leave, 128 + number)
        self.set_interval(LINE_CHECK, self._check_line)

    def _check_line(self) -> None:
        if getattr(self._driver, "is_terminal_gone", False):
            self._leave(129)

    def _leave(self, code: int) -> None:
        """Save and end with a code, 129 after SIGHUP and 143 after SIGTERM, whatever still hangs."""
        if self._is_leaving:
            return
        self._is_leaving = True
        self._save_typed()
        if not self.is_headless:
            last_resort = threading.Timer(PATIENCE, os._exit, [code])
            last_resort.daemon = True
            last_resort.start()
        self.exit(return_code=code)

    def _save_typed(self) -> None:
        try:
            self.on_hangup()
        except Exception as error:  # noqa: BLE001  # the app must end, and nobody is there to read a message
            from rich.traceback import Traceback  # brings all of pygments, 10 ms of every start

            log_crash(self.crash_directory, Traceback.extract(type(error), error, error.__traceback__))

    # Crashes.

    def explain(self, error: Exception) -> str:
        """What to say about an error that ends the app but is none of its own, such as a damaged file; empty for all others."""
        return ""

    def _handle_exception(self, error: Exception) -> None:
        """Textual would print local variables, people's records among them; private there, pinned by a test."""
        from rich.traceback import Traceback

        if self._exception is not None:
            self._close_messages_no_wait()
            return
        self._exception = error
        told: Any = self._exception_event
        told.set()
        self._save_typed()
        words = self.explain(error)
        self._return_code = REFUSED if words else CRASHED
        trace = Traceback.extract(type(error), error, error.__traceback__)
        if words:
            log_crash(self.crash_directory, trace)
        self.panic(Text(f"perftui: {words}") if words else Traceback(trace))

    def panic(self, *renderables: RenderableType) -> None:
        """End the app; of a traceback only an incident's number is shown."""
        from rich.traceback import Traceback

        super().panic(*(self._incident(item) if isinstance(item, Traceback) else item for item in renderables))

    def _incident(self, traceback: Traceback) -> Text:
        incident = log_crash(self.crash_directory, traceback.trace)
        text = _("perftui stopped after an error of its own. What you saved is safe. Incident {incident}; its log is in {directory}.")
        return Text(text.format(incident=incident, directory=self.crash_directory))

    # What Textual offers and a shared session must not.

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a passing notice; its text is taken as it is."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def action_help_quit(self) -> None:
        """Ctrl+C does not quit; say what does."""
        self.notify(_("Press Ctrl+Q to quit."))

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a link, or only show it in a shared session."""
        if self.is_shared:
            self.notify(_("Links are not opened in shared sessions: {url}").format(url=url))
        else:
            super().open_url(url, new_tab=new_tab)

    def save_screenshot(self, filename: str | None = None, path: str | None = None, time_format: str | None = None) -> str:
        """Save a picture of the screen; in a shared session nothing is saved and the name is empty."""
        return "" if self._is_refused() else super().save_screenshot(filename, path, time_format)

    def deliver_screenshot(self, filename: str | None = None, path: str | None = None, time_format: str | None = None) -> str | None:
        """Deliver a picture of the screen; not in a shared session."""
        return None if self._is_refused() else super().deliver_screenshot(filename, path, time_format)

    def action_suspend_process(self) -> None:
        """Go to the background; not in a shared session."""
        if not self._is_refused():
            super().action_suspend_process()

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Lend the terminal to another program.

        Raises:
            SuspendNotSupported: In a shared session.
        """
        if self.is_shared:
            raise SuspendNotSupported(_("This is not available in shared sessions."))
        with super().suspend():
            yield

    def _is_refused(self) -> bool:
        if self.is_shared:
            self.notify(_("This is not available in shared sessions."), severity="warning")
        return self.is_shared
