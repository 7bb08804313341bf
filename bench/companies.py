"""Whole companies of any size as perftui files, made in bulk, but with the event log and its seal as everywhere."""

from __future__ import annotations

import sys
import time
from datetime import date, timedelta
from functools import cache
from itertools import count, islice
from typing import TYPE_CHECKING

from bench.samples import once, people
from perftui.domain.pinyin import initials, pinyin, sort_key
from perftui.services.check_ins import check_in
from perftui.storage import node_rebuilds
from perftui.storage.stores import Actor, Label, Store
from perftui.storage.upgrades import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CHUNK = 50_000
"""Rows of one step."""
UNIT_OF, TEAM = 50, 8
"""People in a unit, and people who report to one person."""
CHAIN, BRANCHES, KEY_RESULTS = 8, 4, 3
"""The first goals stand one below the other; each goal has so many goals below it further down, and so many key results."""
CYCLE = "cycle"
TITLES = ("客户满意度提升", "Cut complaints of customers", "投诉处理率达标", "Grow sales in the east", "节能降耗", "Train every supervisor")


def company(rows: int) -> Path:
    """A company of so many people, with a goal tree of as many nodes; a million take four minutes and 3 GB."""
    return once(f"company-{rows}.db", lambda path: make(path, rows))


def make(path: Path, rows: int) -> None:
    """Make it."""
    store = open_store(path, Actor("bench"), create=True)
    today = store.clock().date()
    fill(store, "unit", ("id", "name"), ((f"u{number}", f"Unit {number:05}") for number in range(rows // UNIT_OF + 1)))
    fill(store, "person", _PERSON, _people(rows))
    lines = ((f"r{number}", f"p{number}", f"p{(number - 1) // TEAM}", "2024-01-01") for number in range(1, rows))
    fill(store, "reporting", ("id", "person_id", "manager_id", "since"), lines)
    year = (CYCLE, str(today.year), "year", f"{today.year}-01-01", f"{today.year}-12-31", "active")
    fill(store, "cycle", ("id", "name", "kind", "start_date", "end_date", "state"), [year])
    goals = rows // (KEY_RESULTS + 1)
    fill(store, "goal", _GOAL, _goals(goals, rows))
    fill(store, "key_result", _KEY_RESULT, _key_results(goals))
    fill(store, "check_in", ("id", "key_result_id", "on_date", "value"), _check_ins(goals, today))
    with store.write_aside():
        node_rebuilds.rebuild(store)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def check_ins(path: Path, number: int) -> list[float]:
    """Milliseconds of check-ins on a goal with seven goals above it, each to the end of its commit; the first one is left out."""
    store = open_store(path, Actor("bench"))
    taken = []
    for value in range(number + 1):
        started = time.perf_counter()
        today = store.clock().astimezone().date()
        check_in(store, f"k{CHAIN - 1}-0", str(value % 100), "0.9", on=today, today=today)
        taken.append((time.perf_counter() - started) * 1000)
    store.close()
    return taken[1:]


_PERSON = ("id", "staff_no", "name", "unit_id", "hire_date", "pinyin", "initials", "sort_key")
_GOAL = ("id", "title", "level", "owner_person_id", "parent_id", "pos", "cycle_id", "state")
_KEY_RESULT = ("id", "goal_id", "title", "pos", "operator", "baseline", "target")


def fill(store: Store, table: str, columns: Sequence[str], rows: Iterator[Sequence[object]] | list[Sequence[object]]) -> None:
    """Put rows into a table, in steps of a chunk each."""
    rows = iter(rows)
    for number in count():
        chunk = list(islice(rows, CHUNK))
        if not chunk:
            break
        with store.write(Label("Bench")):
            store.insert_many(table, columns, chunk)
        if number % 10 == 9:
            print(f"  {table}: {(number + 1) * CHUNK:,} …", file=sys.stderr)


@cache
def _reading(name: str) -> tuple[str, str, str]:
    return pinyin(name), initials(name), sort_key(name)


def _people(rows: int) -> Iterator[Sequence[object]]:
    for number, (staff_no, name, _unit, hired) in enumerate(people(rows)):
        yield (f"p{number}", staff_no, name, f"u{number // UNIT_OF}", hired, *_reading(name))


def _goals(goals: int, people: int) -> Iterator[Sequence[object]]:
    for number in range(goals):
        parent = number - 1 if number < CHAIN else (number - CHAIN) // BRANCHES
        owner = f"p{number % people}"
        title = f"{TITLES[number % len(TITLES)]} {number}"
        yield f"g{number}", title, "person", owner, f"g{parent}" if number else None, number % BRANCHES, CYCLE, "active"


def _key_results(goals: int) -> Iterator[Sequence[object]]:
    for goal in range(goals):
        for number in range(KEY_RESULTS):
            yield f"k{goal}-{number}", f"g{goal}", f"Measure {number}", number, "at_least", "0", "100"


def _check_ins(goals: int, today: date) -> Iterator[Sequence[object]]:
    """One for every third goal."""
    for goal in range(0, goals, 3):
        yield f"c{goal}", f"k{goal}-0", (today - timedelta(days=goal % 60)).isoformat(), str(goal % 101)
