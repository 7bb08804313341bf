"""perftui itself in a tests' terminal, on a small company."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ptys import PATIENCE, Terminal, _sequence

from perftui.services import drafts, people_edits, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from perftui.storage.stores import Store

ROOT = Path(__file__).parents[2]
PEOPLE = ("Alice Wong", "Bob Smith", "张伟")
READY = "hanna @"
"""Stands in the status line of every section."""
FORM = "[ Save ]"
"""Stands below the fields of every form."""


class Program(Terminal):
    """perftui on a file, opened by hanna; her home is the file's folder."""

    def __init__(
        self,
        path: Path,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        """Start it.

        Args:
            path: The file.
            arguments: The rest of the command line, after `--db FILE`.
            env: Added to the environment.
            options: For `Terminal`.
        """
        added = {"USER": "hanna", "HOME": str(path.parent), **(env or {})}
        command = [sys.executable, "-m", "perftui", "--db", str(path), *arguments]
        super().__init__(command, env=added, cwd=ROOT, **options)
        self._child.ptyproc.delayafterclose = self._child.ptyproc.delayafterterminate = 0.02  # it is killed at the end: no need to wait

    def __exit__(self, *error: Any) -> None:
        if self._child.isalive():
            self.signal(signal.SIGKILL)
        super().__exit__(*error)

    def ready(self) -> str:
        """Wait for the first frame; returns the screen."""
        return self.wait_for(READY)

    def open_form(self, *keys: str) -> str:
        """Press keys that open a form, and wait for it; returns the screen."""
        self.keys(*keys)
        return self.wait_for(FORM)

    def people(self) -> str:
        """Show the people; returns the screen."""
        self.keys("2")
        return self.wait_for("Staff no.")

    def burst(self, *names: str) -> None:
        """Press keys faster than the program can read them: all arrive in one piece."""
        self.type("".join(map(_sequence, names)))

    def hang_up(self) -> int:
        """Close the terminal's other end, as when a line drops; returns what `wait_exit` does."""
        self._child.ptyproc.fileobj.close()
        end = time.monotonic() + PATIENCE
        while (status := os.waitpid(self.pid, os.WNOHANG))[0] == 0:
            assert time.monotonic() < end, "still running after its terminal went away"
            time.sleep(0.02)
        for part in (self._child, self._child.ptyproc):
            part.closed = part.terminated = part.flag_eof = True
        return os.waitstatus_to_exitcode(status[1])


def make_company(path: Path, names: Sequence[str] = PEOPLE) -> Path:
    """A file with a unit and these people, numbered E0, E1, ...; returns its path."""
    with opened(path, create=True) as store:
        unit = units.add_unit(store, "Sales 销售部")
        units.add_unit(store, "Finance")
        for number, name in enumerate(names):
            people_edits.add_person(store, PersonInput(name=name, staff_no=f"E{number}", unit_id=unit.id), today())
    return path


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[Store]:
    """The file as another process of hanna sees it."""
    store = open_store(path, Actor("hanna"), create=create)
    try:
        yield store
    finally:
        store.close()


def today() -> date:
    """The day on which the program runs."""
    return date.today()  # noqa: DTZ011  # the program, too, takes the day at the user's place


def person(path: Path, staff_no: str) -> dict[str, Any]:
    """The person with a staff number, column by column; empty when there is none."""
    with opened(path) as store:
        row = store.row("SELECT * FROM person WHERE staff_no = ?", (staff_no,))
        return dict(row) if row else {}


def draft_values(path: Path) -> list[dict[str, str]]:
    """What hanna's drafts hold."""
    with opened(path) as store:
        return [dict(line.fields) for line in drafts.listing(store)]


def wait_for_draft(program: Program, path: Path, field: str, value: str) -> None:
    """Wait until a draft in the file holds a value."""
    program.wait_until(lambda _screen: any(draft.get(field) == value for draft in draft_values(path)), f"a draft with {field} {value!r}")
