"""Results as Markdown: printed, and kept in RESULTS.md, where each table stands in the section of its name."""

from __future__ import annotations

import math
import os
import platform
import re
import statistics
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RESULTS = Path(__file__).parent / "RESULTS.md"
_TITLE = """# Measurements

Made by `make bench`; see `bench/`. Contestants take turns within one run, and figures are medians unless a column says otherwise. Compare
within one table only: absolute times belong to the machine and the moment.
"""
Cell = str | float | None


@dataclass(slots=True)
class Table:
    """One measurement of several contestants."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def at(self, name: str, column: str) -> float | None:
        """The figure of a contestant; None where it took no part."""
        found = (row[self.columns.index(column)] for row in self.rows if row[0] == name)
        value = next(found, None)
        return value if isinstance(value, float | int) else None

    def judge(self, what: str, value: float | None, limit: float | None) -> None:
        """Set a figure beside its budget; nothing is said where one of the two could not be measured."""
        if value is not None and limit is not None:
            self.notes.append(f"{what}: {shown(value)}, at most {shown(limit)} wanted: {'kept' if value <= limit else '**missed**'}")

    def markdown(self) -> str:
        """The section as Markdown."""
        lines = [[shown(cell) for cell in row] for row in self.rows]
        widths = [max(len(line[i]) for line in [self.columns, *lines]) for i in range(len(self.columns))]
        ruler = ["-" * width if i == 0 else "-" * (width - 1) + ":" for i, width in enumerate(widths)]
        body = "\n".join(_line(line, widths) for line in [self.columns, ruler, *lines])
        notes = "".join(f"- {note}\n" for note in [*self.notes, circumstances()])
        return f"## {self.title}\n\n{body}\n\n{notes}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(cells, widths, strict=True)))
    return "| " + " | ".join([first, *others]) + " |"


def shown(cell: Cell) -> str:
    """A figure with three digits that count, or a text."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    return f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.1f}" if abs(cell) >= 10 else f"{cell:.2f}"


def median(values: Sequence[float]) -> float | None:
    """The middle one; None of nothing."""
    return statistics.median(values) if values else None


def p95(values: Sequence[float]) -> float | None:
    """The smallest value that 95 of 100 do not exceed; None of nothing."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1] if values else None


def ratio(value: float | None, base: float | None) -> float | None:
    """How many times as much; None where one of the two is missing."""
    return value / base if value is not None and base else None


def circumstances() -> str:
    """The machine and the moment, in one line."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    when = datetime.now(UTC).date()
    return f"{when}, {platform.system()}, {os.cpu_count()} processors, Python {platform.python_version()}, load {load:.1f} at the end"


def keep(table: Table, path: Path = RESULTS) -> None:
    """Print a table, and put it into the file in the place of the one that it replaces."""
    print(table.markdown())
    text = path.read_text("utf-8") if path.exists() else _TITLE
    head, *sections = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    by_title = {section.splitlines()[0].removeprefix("## "): section.rstrip() + "\n" for section in sections}
    by_title[table.title] = table.markdown()
    path.write_text("\n".join([head.rstrip() + "\n", *by_title.values()]), "utf-8")
