"""How long a roster of 100,000 people takes to be brought in: checked, logged and sealed by perftui; beside it what does less."""

from __future__ import annotations

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.contestants import home
from bench.product import PROGRAM
from bench.tables import Table, median

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS_A_SECOND = 5_000
"""What is wanted of perftui at least."""


def filled(roster: Path, rounds: int) -> Table:
    """Seconds from the command to its end, the contestants in turns, each into a new file."""
    ways: dict[str, Callable[[Path, Path], None]] = {
        "Python's csv and sqlite3, no log": _plainly,
        "sqlite-utils insert, no log": _by_sqlite_utils,
        "perftui import people": _by_perftui,
    }
    with roster.open(encoding="utf-8") as file:
        rows = sum(1 for _ in file) - 1
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, fill in ways.items():
            with tempfile.TemporaryDirectory(prefix="perftui-bench-") as folder:
                started = time.perf_counter()
                fill(roster, Path(folder) / "data.db")
                taken[name].append(time.perf_counter() - started)
    table = Table(f"Importing {rows:,} people", ("way", "seconds", "rows a second"))
    table.rows = [(name, median(times), rows / (median(times) or 1)) for name, times in taken.items()]
    table.judge("perftui, seconds", table.at("perftui import people", "seconds"), rows / ROWS_A_SECOND)
    return table


def _plainly(roster: Path, database: Path) -> None:
    code = f"from bench.filling import fill_plainly; fill_plainly({str(roster)!r}, {str(database)!r})"
    subprocess.run([sys.executable, "-c", code], check=True)


def fill_plainly(roster: str, database: str) -> None:
    """What any program does at least."""
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE people (number TEXT PRIMARY KEY, name TEXT, unit TEXT, hired_on TEXT)")
    with Path(roster).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        connection.executemany("INSERT INTO people VALUES (?, ?, ?, ?)", rows)
    connection.commit()


def _by_sqlite_utils(roster: Path, database: Path) -> None:
    program = Path(sys.executable).with_name("sqlite-utils")
    command = [str(program)] if program.exists() else [shutil.which("sqlite-utils") or "sqlite-utils"]
    subprocess.run([*command, "insert", str(database), "people", str(roster), "--csv", "--silent"], check=True)


def _by_perftui(roster: Path, database: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PERFTUI_", "PYTHON"))}
    command = [*PROGRAM, "--db", database, "import", "people", "--yes", roster]
    subprocess.run([str(part) for part in command], env=plain | home(), stdout=subprocess.DEVNULL, check=True)
