"""A terminal for tests: runs a program on a pseudo-terminal, presses keys, and shows what a person would see.

Nothing here sleeps for a fixed time and then looks: a test waits for a text, for its absence, or for the end of the program,
and fails with the screen in its message when that does not come within a generous time.
"""

from __future__ import annotations

import os
import re
import time
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from signal import Signals
    from types import TracebackType
    from typing import Self

PATIENCE = 30.0
"""Seconds that a wait may take before it fails; on a busy machine a start takes several."""

_KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    **{f"f{n}": f"\x1bO{'PQRS'[n - 1]}" for n in range(1, 5)},
    **{f"f{n}": f"\x1b[{code}~" for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)},
}

_OWN = re.compile(
    rb"\x1b\[\?(?P<mode>\d+)\$p"  # is this mode known?
    rb"|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"  # which colour is the text, the background?
    rb"|(?P<kitty>\x1b\[\?u)"  # which keyboard flags are set?
    rb"|\x1b\[[<>=?][0-9;:]*[ -/]*[@-gi-km-z]"  # private sequences other than setting and resetting modes
    rb"|\x1b\[[0-9;]*[ -/][@-~]|\x1b\[[0-9;]*t"  # shape of the cursor, window operations
    rb"|\x1b[P_^][^\x1b]*\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # device control and operating system strings
)
"""What the emulator does not know and would print as rubbish."""
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P_^\]][^\x1b\x07]*\x1b?)?$")


class _Screen(pyte.Screen):
    answer: Callable[[str], None]

    def write_process_input(self, data: str) -> None:
        self.answer(data)


class Terminal:
    """A program on a terminal of its own; use it in a `with` block, which ends the program."""

    def __init__(
        self,
        args: Sequence[str],
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        *,
        cwd: str | os.PathLike[str] | None = None,
        answers: bool = True,
        is_utf8: bool = True,
    ) -> None:
        """Start the program.

        Args:
            args: The command and its arguments.
            columns: Width of the terminal.
            rows: Its height.
            env: Added to a plain xterm's environment; an empty value takes a variable away.
            cwd: Where the program runs.
            answers: Whether the terminal answers questions about itself.
            is_utf8: Whether it reads UTF-8; Latin-1 otherwise.
        """
        self.output = b""
        """All bytes that the program has written so far."""
        self._tail = b""
        self._has_ended = False
        self._answers = answers
        self._screen = _Screen(columns, rows)
        self._screen.answer = lambda data: self._reply(data.encode())
        self._stream = pyte.ByteStream(self._screen)
        if not is_utf8:
            self._stream.select_other_charset("@")
        self._child = _spawned(args, dimensions=(rows, columns), env=_environment(env or {}), cwd=cwd)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._child.close(force=True)

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._child.pid

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the cursor, both from 0."""
        return self._screen.cursor.y, self._screen.cursor.x

    def type(self, text: str | bytes) -> None:
        """Send text, or bytes as they are, in one go."""
        self._child.send(text.encode() if isinstance(text, str) else text)

    def keys(self, *names: str) -> None:
        """Press keys by the names that Textual gives them, such as `ctrl+n`, `shift+tab`, `f8` or `x`."""
        for name in names:
            self.type(_sequence(name))

    def paste(self, text: str) -> None:
        """Paste as a terminal does, in brackets."""
        self.type(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def signal(self, number: Signals) -> None:
        """Send a signal to the program."""
        self._child.kill(number)

    def screen(self) -> list[str]:
        """The lines on the screen, without blanks at their ends."""
        self._read(0)
        return [line.rstrip() for line in self._screen.display]

    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.screen())

    def cell(self, row: int, column: int) -> pyte.screens.Char:
        """The character at a place, with its colours and attributes."""
        return self._screen.buffer[row][column]

    def wait_for(self, wanted: str | re.Pattern[str], timeout: float = PATIENCE) -> str:
        """Wait until the screen shows a text or matches a pattern; returns the screen."""
        pattern = re.compile(re.escape(wanted)) if isinstance(wanted, str) else wanted
        return self.wait_until(lambda screen: bool(pattern.search(screen)), f"{pattern.pattern!r} to appear", timeout)

    def wait_gone(self, unwanted: str, timeout: float = PATIENCE) -> str:
        """Wait until the screen no longer shows a text; returns the screen."""
        return self.wait_until(lambda screen: unwanted not in screen, f"{unwanted!r} to vanish", timeout)

    def wait_until(self, is_so: Callable[[str], bool], what: str, timeout: float = PATIENCE) -> str:
        """Wait until the screen is as it should be; returns the screen."""
        end = time.monotonic() + timeout
        while not is_so(screen := self.text()):
            if self._has_ended or time.monotonic() > end:
                why = "the program ended" if self._has_ended else f"{timeout:.0f} s passed"
                raise AssertionError(f"waited for {what}, but {why}; on the screen:\n{screen.rstrip()}")
            self._read(0.1)
        return screen

    def settle(self, quiet: float = 0.3, timeout: float = PATIENCE) -> str:
        """Wait until the program has written nothing for a while; only for proving that something does *not* happen."""
        end = time.monotonic() + timeout
        while self._read(quiet) and time.monotonic() < end:
            pass
        return self.text()

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Wait for the end; returns the exit status, or minus the number of the signal that ended it."""
        end = time.monotonic() + timeout
        while not self._has_ended:
            assert time.monotonic() < end, f"still running after {timeout:.0f} s; on the screen:\n{self.text().rstrip()}"
            self._read(0.1)
            self._has_ended = self._has_ended or not self._child.isalive()
        self._read(0)
        if self._child.isalive():
            self._child.wait()
        return self._child.exitstatus if self._child.exitstatus is not None else -self._child.signalstatus

    def _read(self, timeout: float) -> bool:
        try:
            data = self._child.read_nonblocking(1 << 16, timeout)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            self._has_ended = True
            return False
        self.output += data
        self._show(data)
        return True

    def _show(self, data: bytes) -> None:
        data = self._tail + data
        unfinished = _UNFINISHED.search(data)
        data, self._tail = (data[: unfinished.start()], unfinished[0]) if unfinished else (data, b"")
        at = 0
        for own in _OWN.finditer(data):
            self._stream.feed(data[at : own.start()])
            self._reply(_answer(own))
            at = own.end()
        self._stream.feed(data[at:])

    def _reply(self, data: bytes) -> None:
        if self._answers and data:
            with suppress(OSError):  # the program may have ended meanwhile
                self._child.send(data)


def _spawned(args: Sequence[str], **options: object) -> pexpect.spawn:
    with warnings.catch_warnings():
        # Python 3.12 warns of a fork while other tests' threads live; the child calls exec at once.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = pexpect.spawn(args[0], list(args[1:]), timeout=PATIENCE, **options)
    child.delaybeforesend = None
    return child


def _environment(added: Mapping[str, str]) -> dict[str, str]:
    foreign = re.compile(r"TEXTUAL|NO_COLOR|COLUMNS$|LINES$|SSH_|TMUX|PERFTUI_|LC_|LANGUAGE$|PYTHONDONTWRITEBYTECODE$")
    plain = {name: value for name, value in os.environ.items() if not foreign.match(name)}
    merged = plain | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"} | dict(added)
    return {name: value for name, value in merged.items() if value}


def _sequence(name: str) -> str:
    if name in _KEYS or len(name) == 1:
        return _KEYS.get(name, name)
    modifier, _, key = name.partition("+")
    if modifier == "ctrl" and len(key) == 1:
        return chr(ord(key.upper()) & 0x1F)
    if modifier == "alt" and len(key) == 1:
        return f"\x1b{key}"
    raise ValueError(name)


def _answer(own: re.Match[bytes]) -> bytes:
    if own["mode"]:
        # Resizes are told by signal here, so that the mode that would report them in the stream (2048) is not known.
        return b"\x1b[?%b;%d$y" % (own["mode"], 0 if own["mode"] == b"2048" else 2)
    if own["colour"]:
        return b"\x1b]%b;rgb:0000/0000/0000\x1b\\" % own["colour"]
    return b"\x1b[?0u" if own["kitty"] else b""
