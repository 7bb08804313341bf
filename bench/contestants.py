"""Who is measured: the smallest that Python and Textual can do, two well-known peers, and perftui."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.ptys import COLUMNS, ROWS, Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
PEERS = HERE / "peers" / ".venv"
DOWN, PAGE_DOWN, END, HOME, ENTER, ESCAPE, BACKSPACE = b"\x1b[B", b"\x1b[6~", b"\x1b[F", b"\x1b[H", b"\r", b"\x1b", b"\x7f"


@dataclass(frozen=True, slots=True)
class Step:
    """Keys that lead a program to where it is measured."""

    keys: bytes
    until: str = ""
    """What the screen shows then; empty means that the program falls silent."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A program and how to tell that it has started."""

    name: str
    command: tuple[str | Path, ...]
    until: str = ""
    """What the first meaningful frame shows; empty for a command that ends by itself."""
    steps: tuple[Step, ...] = ()
    """The way from the first frame to the place that is measured."""
    env: Mapping[str, str] = field(default_factory=dict)
    patience: float = 30
    """Seconds after which something that is waited for is taken not to come."""

    def going(self, *steps: Step, name: str = "") -> Contestant:
        """The same program, led somewhere."""
        return replace(self, steps=(*self.steps, *steps), name=name or self.name)

    @contextmanager
    def opened(self, columns: int = COLUMNS, rows: int = ROWS) -> Iterator[Session]:
        """The program, started and led to its place.

        Raises:
            LostError: Something did not appear; the screen is in the message.
        """
        with Session(self.command, env=self.env, columns=columns, rows=rows) as session:
            if session.wait_for(self.until, self.patience) is None:
                raise LostError(self.name, self.until, session.text())
            session.settle()
            for step in self.steps:
                session.press(step.keys)
                if step.until and session.wait_for(step.until, self.patience) is None:
                    raise LostError(self.name, step.until, session.text())
                session.settle()
            yield session


class LostError(Exception):
    """A program did not show what was expected of it."""

    def __init__(self, name: str, expected: str, screen: str) -> None:
        self.expected = expected
        super().__init__(f"{name} never showed {expected!r}; its screen was:\n{screen.rstrip()}")


def home() -> dict[str, str]:
    """An empty home folder, so that nobody's settings are measured."""
    folder = Path(tempfile.gettempdir()) / "perftui-bench" / "home"
    folder.mkdir(parents=True, exist_ok=True)
    return {"HOME": str(folder), **{f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")}}


def python() -> Contestant:
    """What any Python program costs at least."""
    return Contestant("bare Python", (sys.executable, "-c", "pass"))


def minimal() -> Contestant:
    """What any Textual program costs at least."""
    return Contestant("minimal Textual app", (sys.executable, HERE / "minimal.py"), "ready")


def sqlite_shell(database: Path) -> Contestant | None:
    """SQLite's own shell; None where it is not installed."""
    shell = shutil.which("sqlite3")
    return Contestant("sqlite3 shell", (shell, database), "sqlite>") if shell else None


def visidata(database: Path, table: str, until: str) -> Contestant | None:
    """VisiData on one table; None where it is not installed."""
    program = PEERS / "bin" / "vd"
    return Contestant("VisiData", (program, database, f"+:{table}::"), until, env=home()) if program.exists() else None


def harlequin(database: Path) -> Contestant | None:
    """Harlequin on a file, once it shows the file's name in its catalogue; None where it is not installed."""
    program = PEERS / "bin" / "harlequin"
    return Contestant("Harlequin", (program, "-a", "sqlite", database), r"main\s+db", env=home()) if program.exists() else None


def harlequin_results(database: Path, table: str, until: str) -> Contestant | None:
    """Harlequin with the cursor in the results of a query."""
    started = harlequin(database)
    query = Step(f"select * from {table}".encode(), "select")
    return started and started.going(query, Step(b"\x0a", until), Step(b"\x1b[15~"))
