"""A terminal for measuring: starts a program, presses keys, and stamps each chunk of output with the moment it was read.

Chunks reach the emulator only while the program is silent, so that the emulator's own cost is in no figure. Linux only: memory and
processor time are read from /proc.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
from wcwidth import wcswidth

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType
    from typing import Self

COLUMNS, ROWS = 120, 40
_SET_ASIDE = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NO_COLOR", "COLUMNS", "LINES", "TMUX"}
"""The first of these would make every start compile its modules again; the others would set the contestants apart."""
_FIXED_ANSWERS = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[>0?c"), b"\x1b[>41;354;0c"),
    (re.compile(rb"\x1b\[5n"), b"\x1b[0n"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),
    (re.compile(rb"\x1b\]10;\?(?:\x07|\x1b\\)"), b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\"),
    (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
)
_WHERE = re.compile(rb"(?:\r([^\r\x1b]*))?\x1b\[6n")
_UNKNOWN = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$[a-z]|\x1b\[\?[0-9;]*u|\x1b\[[0-9;]*[ -/][@-~]"
    rb"|\x1b[P_^][^\x1b]*\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-9;]*t"
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[P_^\]][^\x1b\x07]*\x1b?)?$")


@dataclass(frozen=True, slots=True)
class Press:
    """What a key brought about."""

    first: float
    """Seconds from the key to the first byte of the answer; 0 when there was none."""
    last: float
    """Seconds to the last byte before the program fell silent."""
    size: int
    """Bytes of the answer."""


class Session:
    """A program on a terminal of its own; use it in a `with` block, which ends it."""

    def __init__(
        self, command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, columns: int = COLUMNS, rows: int = ROWS
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._pending: list[tuple[float, bytes]] = []
        self._tail = self._asked = b""
        self._has_ended = self._wants_application_keys = False
        self.size = 0
        """Bytes that the program has written so far."""
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        plain = {name: value for name, value in os.environ.items() if name not in _SET_ASIDE and not name.startswith("TEXTUAL")}
        plain |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"} | dict(env or {})
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            [str(part) for part in command],
            **dict.fromkeys(("stdin", "stdout", "stderr"), slave),
            env=plain,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # no threads here; the terminal must be its own
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for pid in reversed(self.processes()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    def text(self) -> str:
        """What stands on the screen."""
        self._show(None)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait_for(self, pattern: str, timeout: float = 60) -> float | None:
        """Seconds from the start to the chunk after which the screen matches, or to now where it does already; None when it never does."""
        wanted, end = re.compile(pattern), time.perf_counter() + timeout
        if not self._pending and wanted.search("\n".join(self._screen.display)):
            return time.perf_counter() - self.started
        while time.perf_counter() < end and not self._has_ended:
            if not self._read(0.03) and (hit := self._show(wanted)):
                return hit - self.started
        hit = self._show(wanted)
        return hit - self.started if hit else None

    def settle(self, quiet: float = 0.3, timeout: float = 30) -> None:
        """Read until the program has been silent for a while."""
        end = time.perf_counter() + timeout
        while self._read(quiet) and time.perf_counter() < end:
            pass
        self._show(None)

    def listen(self, seconds: float) -> None:
        """Read for so long, whatever comes."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and not self._has_ended:
            self._read(left)
        self._show(None)

    def press(self, keys: bytes, quiet: float = 0.06, timeout: float = 3) -> Press:
        """Send keys at once and read the answer until the program has been silent for `quiet` seconds."""
        if self._wants_application_keys:
            keys = re.sub(rb"\x1b\[([ABCD])", b"\x1bO\\1", keys)
        while self._read(0):  # nothing of the past may pass for the answer
            pass
        self._show(None)
        before, sent = self.size, time.perf_counter()
        os.write(self._master, keys)
        wait = timeout
        while self._read(wait):
            wait = quiet
        stamps = [stamp - sent for stamp, _ in self._pending]
        self._show(None)
        return Press(stamps[0], stamps[-1], self.size - before) if stamps else Press(0, 0, 0)

    def _read(self, timeout: float) -> bool:
        if self._has_ended or not select.select([self._master], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 20)
        except OSError:  # the other end is closed
            data = b""
        if not data:
            self._has_ended = True
            return False
        self._pending.append((time.perf_counter(), data))
        self.size += len(data)
        if b"\x1b[?1h" in data or b"\x1b[?1l" in data:
            self._wants_application_keys = data.rfind(b"\x1b[?1h") > data.rfind(b"\x1b[?1l")
        self._answer(self._asked + data)
        return True

    def _answer(self, data: bytes) -> None:
        """Answer what a real terminal would, so that nobody waits in vain; the start of a question is kept for the next chunk."""
        for question, reply in _FIXED_ANSWERS:
            for _ in question.finditer(data):
                self._send(reply)
        for where in _WHERE.finditer(data):
            column = 1 + max(0, wcswidth((where[1] or b"").decode("utf-8", "replace")))
            self._send(b"\x1b[1;%dR" % column)
        unfinished = _UNFINISHED.search(data)
        self._asked = unfinished[0] if unfinished else b""

    def _send(self, data: bytes) -> None:
        with suppress(OSError):
            os.write(self._master, data)

    def _show(self, wanted: re.Pattern[str] | None) -> float | None:
        """Feed what is pending to the emulator; the stamp of the first chunk after which the screen is as wanted."""
        hit = None
        for stamp, data in self._pending:
            whole = self._tail + data
            unfinished = _UNFINISHED.search(whole)
            whole, self._tail = (whole[: unfinished.start()], unfinished[0]) if unfinished else (whole, b"")
            self._stream.feed(_UNKNOWN.sub(b"", whole))
            if wanted and not hit and wanted.search("\n".join(self._screen.display)):
                hit = stamp
        self._pending.clear()
        return hit

    def processes(self) -> list[int]:
        """The program and all that it has started."""
        found, todo = [], [self._process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            with suppress(OSError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    todo += map(int, (task / "children").read_text().split())
        return found

    def memory(self) -> float:
        """MiB of the program and what it has started; pages that several share are counted in parts (PSS)."""
        total = 0
        for pid in self.processes():
            with suppress(OSError):
                total += int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)[1])
        return total / 1024

    def cpu(self) -> float:
        """Seconds of processor time so far, to the microsecond."""
        total = 0
        for pid in self.processes():
            with suppress(OSError):
                total += sum(int((task / "schedstat").read_text().split()[0]) for task in Path(f"/proc/{pid}/task").iterdir())
        return total / 1e9
