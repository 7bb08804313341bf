"""Files to measure on: made once, kept in the folder for temporary files."""

from __future__ import annotations

import csv
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path(tempfile.gettempdir()) / "perftui-bench"
ROSTER = ("Staff no.", "Name", "Unit", "Hire date")
"""Headers of a roster."""


def people(rows: int) -> Iterator[tuple[str, str, str, str]]:
    """Made-up people in units of about fifty."""
    families, given = "王李张刘陈杨黄赵周吴", "伟芳娜敏静丽强磊洋艳勇杰娟涛明超兰霞平刚"
    for i in range(rows):
        name = families[i % 10] + given[i // 10 % 20] + given[i // 200 % 20]
        yield f"E{i:07}", name, f"Unit {i // 50:05}", f"20{10 + i % 15}-{1 + i % 12:02}-{1 + i % 28:02}"


def once(name: str, make: Callable[[Path], None]) -> Path:
    """The file of that name, made if it is not there; a half-made one is never left behind."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path, part = FOLDER / name, FOLDER / f"making-{name}"
    if not path.exists():
        part.unlink(missing_ok=True)
        make(part)
        part.rename(path)
    return path


def table(rows: int) -> Path:
    """A plain SQLite file with one table `people`, for programs that know nothing of perftui."""

    def make(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, number TEXT, name TEXT, unit TEXT, hired_on TEXT)")
        connection.executemany("INSERT INTO people (number, name, unit, hired_on) VALUES (?, ?, ?, ?)", people(rows))
        connection.commit()
        connection.close()

    return once(f"people-{rows}.db", make)


def roster(rows: int) -> Path:
    """The same people as a CSV file."""

    def make(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(ROSTER)
            writer.writerows(people(rows))

    return once(f"people-{rows}.csv", make)
