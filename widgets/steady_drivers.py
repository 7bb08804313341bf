"""A driver that outlives its terminal: writing to a line that has dropped must not stop the program from saving."""

from __future__ import annotations

import select
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from textual.app import App

BUTTONS_ONLY = "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
"""Presses, releases and drags; bare movement would send bytes for every cell that the mouse passes."""
NO_BUTTONS = "\x1b[?1006l\x1b[?1002l\x1b[?1000l"


class SteadyDriver(LinuxDriver):
    """Textual's driver with a mouse that reports buttons only, and with writes that end quietly when the terminal is gone.

    Textual's own thread dies at the first failed write; after thirty more the whole program waits for it for ever.
    """

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._line = _Line(cast("TextIO", self._file))
        self._file = cast("Any", self._line)

    @property
    def is_terminal_gone(self) -> bool:
        """Whether the other end has hung up."""
        return self._line.is_cut or _has_hung_up(self.fileno)

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write(BUTTONS_ONLY)

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write(NO_BUTTONS)


class _Line:
    """A file that takes everything; what cannot be written any more is dropped."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.is_cut = False

    def write(self, text: str) -> None:
        try:
            self._file.write(text)
        except (OSError, ValueError):
            self.is_cut = True

    def flush(self) -> None:
        try:
            self._file.flush()
        except (OSError, ValueError):
            self.is_cut = True

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()


def _has_hung_up(fd: int) -> bool:
    """Whether poll reports a hang-up; False where a system cannot poll terminals."""
    if sys.platform == "win32" or not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(fd, 0)
    return any(flags & select.POLLHUP for _, flags in poll.poll(0))
