"""The gap table of a small and of a very large company: scrolled, ordered, searched, written to files."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench import companies, scenarios
from bench.companies import CYCLE
from bench.contestants import BACKSPACE, DOWN, END, HOME, PAGE_DOWN, Contestant, Step, home
from bench.product import LOOK, PROGRAM
from bench.samples import once
from bench.tables import Table, median
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.scenarios import Return

PEOPLE = 1_000
CAUSES = 2
"""Root causes of each gap, each with one measure: so many rows has a gap."""
DIMENSIONS = ("Complaint handling rate", "投诉处理率", "First answer within 2 hours", "产品合格率", "On-time delivery")
CATEGORIES = ("people", "process", "tools", "training", "goal", "resources", "motivation", "external")
FILLED = r"Root cause|根本原因"
KEY = b"4"
ENDINGS = (".xlsx", ".csv", ".md")
_GAP = ("id", "person_id", "cycle_id", "dimension", "operator", "unit", "target", "actual", "gap_value", "severity", "definition_hash")


def company(rows: int) -> Path:
    """A company of a thousand people whose gap table has so many rows."""
    return once(f"gaps-{rows}.db", lambda path: make(path, rows))


def make(path: Path, rows: int) -> None:
    """Make it."""
    companies.make(path, PEOPLE)
    store = open_store(path, Actor("bench"))
    gaps = rows // CAUSES
    companies.fill(store, "gap", _GAP, _gaps(gaps))
    causes = ((f"x{number}", f"d{number // CAUSES}", number, f"Cause {number} 原因", CATEGORIES[number % 8]) for number in range(rows))
    companies.fill(store, "cause", ("id", "gap_id", "pos", "text", "category"), causes)
    actions = (
        (f"a{number}", f"Measure {number} 措施", f"p{number % PEOPLE}", "2027-03-31", "cause", f"x{number}") for number in range(rows)
    )
    companies.fill(store, "action", ("id", "title", "owner_person_id", "due_date", "origin_entity", "origin_id"), actions)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def _gaps(number: int) -> Iterator[Sequence[object]]:
    for gap in range(number):
        missing = gap % 20 + 1
        severity = "minor" if missing < 5 else "moderate" if missing < 15 else "severe"
        dimension = DIMENSIONS[gap % len(DIMENSIONS)]
        yield f"d{gap}", f"p{gap % PEOPLE}", CYCLE, dimension, "at_least", "%", "95", str(95 - missing), str(missing), severity, str(gap)


def walks(rows: int) -> dict[str, Return]:
    """What must not slow down as the table grows."""
    program = Contestant("perftui", (*PROGRAM, "--db", company(rows)), LOOK.first_frame, env=home())
    table = program.going(Step(KEY, FILLED))
    return {
        "open the gap table": (table.going(Step(LOOK.to_today)), KEY, LOOK.to_today),
        "gap table: down": (table, DOWN, b""),
        "gap table: page down": (table, PAGE_DOWN, b""),
        "gap table: end": (table, END, HOME),
        "find in the gap table, a character": (table.going(Step(LOOK.find), Step(b"c")), b"o", BACKSPACE),
    }


def exports(rows: int, rounds: int) -> Table:
    """Seconds to write the whole table to a file of each kind, from the command to its end."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PERFTUI_", "PYTHON"))}
    table = Table(f"Writing a gap table of {rows:,} rows", ("kind", "seconds", "rows a second"))
    for ending in ENDINGS:
        taken = []
        for _ in range(rounds):
            with tempfile.TemporaryDirectory(prefix="perftui-bench-") as folder:
                command = [*PROGRAM, "--db", company(rows), "export", "gaps", Path(folder) / f"gaps{ending}"]
                started = time.perf_counter()
                subprocess.run([str(part) for part in command], env=plain | home(), stdout=subprocess.DEVNULL, check=True)
                taken.append(time.perf_counter() - started)
        seconds = median(taken) or 1
        table.rows.append((ending, seconds, rows / seconds))
    return table


def growth(sizes: Sequence[int], rounds: int) -> Table:
    """The keys of the gap table at two sizes."""
    table = scenarios.growth({size: walks(size) for size in sizes}, max(1, rounds // 3))
    table.title = "Growth of the gap table"
    for name, _, _, times in table.rows:
        table.judge(f"{name}, times as long", times, 4 if "open" in str(name) or "find" in str(name) else 1.5)
    return table
