"""What the terminal can do, and how it is made ready; hence only modules that are cheap to load, and re only where it is used."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from enum import StrEnum

TYPE_CHECKING = False  # by hand: importing typing would cost a third of the time that `--version` may take
if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from typing import TextIO

_HARMLESS = frozenset(("ANIMATIONS", "COLOR_SYSTEM", "DIM_FACTOR", "DISABLE_KITTY_KEY", "FPS", "SMOOTH_SCROLL", "SPEEDUPS", "THEME"))
_PLAIN_THEME = "ansi-dark"
_QUESTION = "\r中中\x1b[6n\r─…\x1b[6n\r\x1b[K".encode()
_ANSWER = rb"\x1b\[\d+;(\d+)R"


class Encoding(StrEnum):
    """How the terminal reads what it is sent, by the width that two Han characters took; unknown when it did not answer in time."""

    UTF8 = "utf-8"
    OTHER = "other"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why the screens cannot be drawn here."""

    NO_INPUT = "no-input"
    """Standard input is a file or a pipe."""
    NO_SCREEN = "no-screen"
    """Standard error, on which the screens are drawn, is redirected."""
    NO_TERM = "no-term"
    """TERM is not set."""
    DUMB = "dumb"
    """TERM says that the cursor cannot be moved."""


class Terminal:
    """What is known about the terminal; no dataclass, because these are slow to import."""

    __slots__ = ("colours", "columns", "encoding", "is_ambiguous_wide", "is_ssh", "rows", "term", "typed")

    encoding: Encoding
    is_ambiguous_wide: bool | None
    """Whether lines and dots such as ─ and … take two columns; None when not known."""
    columns: int
    rows: int
    colours: int
    is_ssh: bool
    term: str
    """The value of TERM."""
    typed: bytes
    """Keys that were pressed while the terminal was being asked; give them to `harden_input`."""

    def __init__(self, encoding: Encoding, is_ambiguous_wide: bool | None, environ: Mapping[str, str], typed: bytes = b"") -> None:
        self.encoding, self.is_ambiguous_wide, self.typed = encoding, is_ambiguous_wide, typed
        self.columns, self.rows = size()
        self.colours, self.is_ssh, self.term = colours(environ), is_ssh(environ), environ.get("TERM", "")


def prepare_environment(environ: MutableMapping[str, str]) -> None:
    """Set what Textual reads while it is imported, take away what is dangerous, and make the streams speak UTF-8.

    Of Textual's own variables only harmless ones stay: the others load code, write files, or listen on ports. COLUMNS and LINES go
    because Textual would keep to them when the window changes; an empty NO_COLOR means nothing, and Textual does not know that.

    Args:
        environ: `os.environ`, before Textual is imported.
    """
    for name in [n for n in environ if f"{n}_".startswith("TEXTUAL_") and n.removeprefix("TEXTUAL_") not in _HARMLESS]:
        del environ[name]
    for name in ("COLUMNS", "LINES", *(() if environ.get("NO_COLOR") else ("NO_COLOR",))):
        environ.pop(name, None)
    # With the Kitty protocol a Chinese input method's longer phrases arrive as escape codes in the field.
    environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    if is_ssh(environ):
        environ.setdefault("TEXTUAL_FPS", "30")
    _choose_theme(environ)
    prepare_streams(sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)


def _choose_theme(environ: MutableMapping[str, str]) -> None:
    # Textual picks its colour filter while it starts: a theme set later than this leaves a black screen under NO_COLOR.
    if environ.get("NO_COLOR") and not environ.get("TEXTUAL_THEME", "").startswith("ansi-"):
        environ["TEXTUAL_THEME"] = _PLAIN_THEME
    elif colours(environ) <= 16:
        environ.setdefault("TEXTUAL_THEME", _PLAIN_THEME)


def prepare_streams(*streams: TextIO | None) -> None:
    """Write UTF-8 whatever the locale says; what cannot be written becomes a question mark instead of an error."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def harden_input(typed: bytes = b"") -> None:
    """Let Textual read bytes that are not UTF-8, which would otherwise end its input thread; call before the app runs.

    Args:
        typed: Keys that `probe` read too early; they come first.
    """
    import codecs

    try:
        from textual.drivers import linux_driver
    except ImportError:  # Windows reads characters, not bytes
        return
    decoder = codecs.getincrementaldecoder("utf-8")

    class Forgiving:
        """Decodes like the decoder that it stands in for, and never fails."""

        def __init__(self) -> None:
            self._decoder, self._early = decoder("replace"), typed

        def decode(self, data: bytes, final: bool = False) -> str:
            """The text of these bytes, after what came before them."""
            early, self._early = self._early, b""
            return self._decoder.decode(early + data, final)

    # Not an official place, hence the test that types such bytes into a running app.
    linux_driver.getincrementaldecoder = lambda _encoding: Forgiving  # type: ignore[attr-defined,assignment]  # not its own


def probe(timeout: float = 0.4, environ: Mapping[str, str] | None = None) -> Terminal:
    """Ask the terminal how wide Han characters and lines are, and put everything back.

    Args:
        timeout: Seconds to wait for the answers; a terminal that never answers costs this much.
        environ: Where TERM and the like are read; the process's own by default.

    Returns:
        The terminal; its encoding is unknown when input or screen is no terminal, or when no answer came.
    """
    environ = os.environ if environ is None else environ
    if not (_is_terminal(sys.__stdin__) and _is_terminal(sys.__stderr__)):
        return Terminal(Encoding.UNKNOWN, None, environ)
    columns, typed = _asked(timeout)
    if not columns or columns[0] != 5:
        return Terminal(Encoding.OTHER if columns else Encoding.UNKNOWN, None, environ, typed)
    return Terminal(Encoding.UTF8, columns[1] == 5 if len(columns) > 1 else None, environ, typed)


def _asked(timeout: float) -> tuple[list[int], bytes]:
    """The columns reported, and whatever else arrived; both questions go out at once, to wait for one round trip only."""
    import re

    try:
        import termios
        import tty
    except ImportError:  # Windows
        return [], b""
    fd = 0
    before = termios.tcgetattr(fd)
    try:
        tty.setcbreak(fd, termios.TCSANOW)  # any other moment would wait for, or throw away, what is on its way
        os.write(2, _QUESTION)
        heard = _heard(fd, timeout)
    finally:
        termios.tcsetattr(fd, termios.TCSANOW, before)
    # Until now Enter arrived as a line feed, which Textual takes for Ctrl+J.
    return [int(column) for column in re.findall(_ANSWER, heard)], re.sub(_ANSWER, b"", heard).replace(b"\n", b"\r")


def _heard(fd: int, timeout: float) -> bytes:
    import re
    import select
    import time

    heard, end = b"", time.monotonic() + timeout
    while len(re.findall(_ANSWER, heard)) < 2 and (left := end - time.monotonic()) > 0:
        try:
            chunk = os.read(fd, 1024) if select.select([fd], [], [], left)[0] else b""
        except OSError:  # the line was dropped
            break
        if not chunk:
            break
        heard += chunk
    return heard


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def can_draw(stdin: TextIO | None, environ: Mapping[str, str], screen: TextIO | None = sys.__stderr__) -> Reason | None:
    """Whether the screens can be drawn here.

    Returns:
        None if they can, else why not.
    """
    if not _is_terminal(stdin):
        return Reason.NO_INPUT
    if not _is_terminal(screen):
        return Reason.NO_SCREEN
    term = environ.get("TERM", "")
    if term == "dumb":
        return Reason.DUMB
    return Reason.NO_TERM if not term and sys.platform != "win32" else None


def is_ssh(environ: Mapping[str, str]) -> bool:
    """Whether the person sits at the other end of an SSH connection."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def size() -> tuple[int, int]:
    """Columns and rows of the terminal; 80 and 24 where there is none."""
    for fd in (2, 0, 1):
        with suppress(OSError):
            columns, rows = os.get_terminal_size(fd)
            if columns and rows:
                return columns, rows
    return 80, 24


def colours(environ: Mapping[str, str]) -> int:
    """How many colours to use: 0, 16, 256 or 16,777,216, by NO_COLOR, COLORTERM and TERM."""
    term = environ.get("TERM", "").lower()
    if environ.get("NO_COLOR") or term in ("dumb", "unknown"):
        return 0
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit") or (sys.platform == "win32" and not term):
        return 1 << 24
    if not term:
        return 0
    return 256 if term.endswith("-256color") or "kitty" in term else 16


def use_ascii(terminal: Terminal, wanted: bool | None = None) -> bool:
    """Whether to draw with ASCII only.

    Args:
        terminal: As probed.
        wanted: The user's own setting; None when there is none, and the terminal decides.

    Returns:
        True where lines and symbols would come out as rubbish or push the columns apart. A terminal that gave no answer is trusted.
    """
    if wanted is not None:
        return wanted
    return terminal.encoding is Encoding.OTHER or terminal.is_ambiguous_wide is True or terminal.term == "linux"
