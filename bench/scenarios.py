"""How it is measured: each scenario takes contestants and returns a table. Those who take part take turns, so that drift hits all alike."""

from __future__ import annotations

import os
import subprocess
import time
from collections import defaultdict
from typing import TYPE_CHECKING

from bench.contestants import Contestant, LostError
from bench.ptys import Session
from bench.tables import Table, median, p95, ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bench.ptys import Press

MS = 1000
Walk = tuple[Contestant, bytes]
"""A program led somewhere, and the key to press there."""
Return = tuple[Contestant, bytes, bytes]
"""The same with the key that leads back; it is not measured, and empty where there is no way back."""


def present(contestants: Iterable[Contestant | None]) -> list[Contestant]:
    """Those that are installed."""
    return [contestant for contestant in contestants if contestant]


def answers(commands: Sequence[Contestant], rounds: int = 15) -> Table:
    """Commands that say something and end; ratios to the first."""
    times: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds + 1):
        for command in commands:
            started = time.perf_counter()
            subprocess.run([str(part) for part in command.command], env=_plain(command), stdout=subprocess.DEVNULL, check=True)
            if number:  # the first round warms the disk's cache
                times[command.name].append((time.perf_counter() - started) * MS)
    base = median(times[commands[0].name])
    table = Table("Short answers", ("command", "ms", f"× {commands[0].name}", "fastest ms"))
    table.rows = [(name, median(taken), ratio(median(taken), base), min(taken)) for name, taken in times.items()]
    return table


def _plain(contestant: Contestant) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | dict(contestant.env)


def starts(contestants: Sequence[Contestant], base: str, rounds: int = 9) -> Table:
    """From the command to the first meaningful frame, and what the program weighs then; whoever does not get there is left out."""
    columns = ("start to first frame", "ms", f"× {base}", "p95 ms", "processor ms", "PSS MiB", "bytes")
    table = Table("Start and memory", columns)
    seen: dict[str, list[tuple[float, ...]]] = {contestant.name: [] for contestant in contestants}
    for number in range(rounds + 1):
        for contestant in [contestant for contestant in contestants if contestant.name in seen]:
            figures = _start(contestant)
            if figures is None:
                del seen[contestant.name]
                table.notes.append(f"{contestant.name}: left out, since it never showed `{contestant.until}`")
            elif number:
                seen[contestant.name].append(figures)
    middles = {name: [median(column) for column in zip(*rows, strict=True)] for name, rows in seen.items()}
    for name, (taken, cpu, memory, size) in middles.items():
        table.rows.append((name, taken, ratio(taken, middles[base][0]), p95([row[0] for row in seen[name]]), cpu, memory, size))
    return table


def _start(contestant: Contestant) -> tuple[float, float, float, float] | None:
    with Session(contestant.command, env=contestant.env) as session:
        taken = session.wait_for(contestant.until, contestant.patience)
        cpu = session.cpu()
        session.settle()
        return None if taken is None else (taken * MS, cpu * MS, session.memory(), session.size)


def keys(title: str, walks: Sequence[Walk], rounds: int = 9, presses: int = 12, size: tuple[int, int] = (120, 40)) -> Table:
    """From a key to the last byte of its answer; each program is started anew in each round, and pressed too seldom to scroll."""
    table = Table(title, ("key", "last byte ms", "p95 ms", "first byte ms", "bytes", "most bytes"))
    seen: dict[str, list[Press]] = {contestant.name: [] for contestant, _ in walks}
    for _ in range(rounds):
        for contestant, key in [walk for walk in walks if walk[0].name in seen]:
            try:
                with contestant.opened(*size) as session:
                    session.press(key)  # the first one may load what the others do not
                    seen[contestant.name] += [session.press(key) for _ in range(presses)]
            except LostError as lost:
                del seen[contestant.name]
                table.notes.append(f"{contestant.name}: left out, since it never showed `{lost.expected}`")
    for name, pressed in seen.items():
        table.rows.append((name, *_summary(pressed)))
        if silent := sum(1 for press in pressed if not press.size):
            table.notes.append(f"{name}: {silent} of {len(pressed)} keys had no answer and are left out")
    return table


def _summary(pressed: Sequence[Press]) -> tuple[float | None, ...]:
    answered = [press for press in pressed if press.size]
    lasts, firsts, sizes = ([getattr(press, name) for press in answered] for name in ("last", "first", "size"))
    times = (median(lasts), p95(lasts), median(firsts))
    return *(time and time * MS for time in times), median(sizes), max(sizes, default=None)


def switches(contestants: Sequence[Contestant], sections: Sequence[bytes], rounds: int = 3) -> Table:
    """Going from section to section by their keys, on the smallest screen; the first visit stands apart, since it loads the section."""
    first: dict[str, list[Press]] = defaultdict(list)
    again: dict[str, list[Press]] = defaultdict(list)
    for _ in range(rounds):
        for contestant in contestants:
            with contestant.opened(80, 24) as session:
                for visits in (first, again, again):
                    for key in sections:
                        visits[f"{contestant.name} {key.decode()}"].append(session.press(key, quiet=0.15))
    table = Table("Switching sections (80 × 24)", ("to section", "first visit ms", "last byte ms", "p95 ms", "bytes"))
    for name, visits in again.items():
        last, slowest, _, size, _ = _summary(visits)
        table.rows.append((name, _summary(first[name])[0], last, slowest, size))
    return table


def idle(contestants: Sequence[Contestant], seconds: float = 10) -> Table:
    """What a program does while nobody does anything."""
    table = Table("Idle", ("program", "bytes a minute", "processor %"))
    for contestant in contestants:
        with contestant.opened() as session:
            session.listen(2)
            size, cpu = session.size, session.cpu()
            session.listen(seconds)
            table.rows.append((contestant.name, (session.size - size) * 60 / seconds, (session.cpu() - cpu) / seconds * 100))
    return table


def growth(walks: Mapping[int, Mapping[str, Return]], rounds: int = 3, presses: int = 12) -> Table:
    """The same keys on a small and on a large file, in turns.

    Args:
        walks: Rows of the file to the walks on it, by the name of what they do; the small file first.
        rounds: Starts of each program.
        presses: Keys in each round.
    """
    small, large = walks
    took: dict[tuple[str, int], list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name in walks[small]:
            for size in (small, large):
                contestant, key, back = walks[size][name]
                with Session(contestant.command, env=contestant.env) as session:
                    took["open", size].append((session.wait_for(contestant.until, contestant.patience) or float("nan")) * MS)
                with contestant.opened() as session:
                    took[name, size] += _there_and_back(session, key, back, presses)
    table = Table("Growth", ("what", f"{small:,} rows, ms", f"{large:,} rows, ms", "×"))
    for name in dict.fromkeys(("open", *walks[small])):
        times = median(took[name, small]), median(took[name, large])
        table.rows.append((name, *times, ratio(times[1], times[0])))
    return table


def _there_and_back(session: Session, key: bytes, back: bytes, presses: int) -> list[float]:
    """Milliseconds to the last byte of each key; the first one may load what the others do not, and is left out."""
    found = []
    for _ in range(presses + 1):
        found.append(session.press(key).last * MS)
        if back:
            session.press(back, quiet=0.3)
    return [time for time in found[1:] if time]
