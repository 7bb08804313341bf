"""A driver that outlives its terminal: writing to a line that has dropped must not stop the program from saving."""

from __future__ import annotations

import select
import sys
from typing import TYPE_CHECKING, Any, TextIO, cast

from textual import events
from textual._xterm_parser import XTermParser  # not public: Textual offers no other way to what the terminal sends
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import App
    from textual.message import Message

BUTTONS_ONLY = "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
"""Presses, releases and drags; bare movement would send bytes for every cell that the mouse passes."""
END_OF_PROTOCOL = "\x1b[<u"
NO_BUTTONS = "\x1b[?1006l\x1b[?1002l\x1b[?1000l"

ESCAPE = "\x1b"
_SEQUENCES = frozenset("[O")
"""What may follow Esc where a key's sequence begins."""
_WORD_KEYS = frozenset("bf\t\x7f")
"""Alt with these goes by words or back by a field, as everywhere."""
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
"""What the terminal puts around a paste."""


class SteadyDriver(LinuxDriver):
    """Textual's driver with a mouse that reports buttons only, and with writes that end quietly when the terminal is gone.

    Textual's own thread dies at the first failed write; after thirty more the whole program waits for it for ever.
    """

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        linux_driver.XTermParser = PlainKeys  # type: ignore[attr-defined]  # the input thread looks for it there
        self._line = _Line(cast("TextIO", self._file))
        self._file = cast("Any", self._line)

    @property
    def is_terminal_gone(self) -> bool:
        """Whether the other end has hung up."""
        return self._line.is_cut or _has_hung_up(self.fileno)

    def write(self, data: str) -> None:
        """Send it, but for the end of a keyboard protocol that was never begun: some terminals print part of it."""
        if data != END_OF_PROTOCOL:
            super().write(data)

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write(BUTTONS_ONLY)

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write(NO_BUTTONS)


class PlainKeys(XTermParser):
    """Textual's parser, for which Esc and a key that come in one piece are two keys, and a paste is nothing but text.

    Slow lines and fast typists put keys together. No Alt key is bound here, and Textual would write Esc 2 as ™ and Esc d Esc as ^d.
    Of an Esc in a paste it would make keys that are pressed before the rest is pasted.
    """

    def __init__(self, debug: bool = False) -> None:
        self._is_pasting = False
        self._held = self._tail = ""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """The events of what was typed; no text at all means that there will be no more."""
        text = self._without_escapes(data) if data else ""
        return () if data and not text else super().feed(text)

    def _without_escapes(self, data: str) -> str:
        """What was typed, where no paste holds an Esc; what may be the beginning of its end waits for the next piece."""
        passed, rest = "", self._held + data
        self._held = ""
        while rest:
            if self._is_pasting:
                inside, mark, rest = rest.partition(_PASTED)
                self._held = "" if mark else _begun(inside)
                passed += inside.removesuffix(self._held).replace(ESCAPE, "") + mark
                self._is_pasting = not mark
            else:
                joint = self._tail + rest
                before, mark, rest = joint.partition(_PASTE)
                passed += (before + mark)[len(self._tail) :]
                self._tail = "" if mark else joint[1 - len(_PASTE) :]
                self._is_pasting = bool(mark)
        return passed

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if len(sequence) == 2 and sequence[0] == ESCAPE and sequence[1] not in _SEQUENCES | _WORD_KEYS | {ESCAPE}:
            yield events.Key("escape", ESCAPE)
            sequence = sequence[1]
        yield from super()._sequence_to_key_events(sequence, alt)


def _begun(text: str) -> str:
    """The end of a text with which the mark behind a paste may begin; empty when there is none."""
    return next((_PASTED[:size] for size in range(len(_PASTED) - 1, 0, -1) if text.endswith(_PASTED[:size])), "")


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
