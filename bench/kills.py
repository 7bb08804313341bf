"""Many writers on one file, killed at random by SIGKILL: is anything lost that was acknowledged?

    python -m bench.kills --kills 300 --writers 20

Each writer does what services do (compare-and-set updates, check-ins with the tree brought up to date, new people), and
acknowledges a commit through a pipe after `Store.write` has returned, as the screen would say "saved".
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from perftui.storage import events, nodes
from perftui.storage.drivers import Locked
from perftui.storage.stores import Actor, Changed, Label, Store
from perftui.storage.upgrades import open_store
from perftui.storage.verifies import verify

GOALS = 40
LABEL = Label("Wrote")


@dataclass(frozen=True)
class Result:
    """What came of it."""

    kills: int
    writers: int
    seconds: float
    acknowledged: int
    committed: int
    """Steps in the file; more than acknowledged, where a writer was killed right after its commit."""
    refused: int
    """Compare-and-set updates that somebody else had been faster with."""
    lost: int
    """Acknowledged commits that are not in the file."""
    checks: int
    corrupt: int
    """Checks at which SQLite's quick check found faults."""
    chain_breaks: int
    """Checks at which the chain did not hold."""
    is_sound: bool
    """Whether a deep verification at the end found nothing: log against tables, and the tree made anew."""


def seed(path: Path) -> None:
    store = open_store(path, Actor("seed"), create=True)
    with store.write(LABEL):
        store.insert("cycle", id="c", name="2026", kind="year", start_date="2026-01-01", end_date="2026-12-31", state="active")
        for number in range(GOALS):
            parent = f"g{(number - 1) // 3}" if number else None
            store.insert("goal", id=f"g{number}", title="Goal", level="unit", parent_id=parent, cycle_id="c", pos=number, state="active")
            store.insert("key_result", id=f"k{number}", goal_id=f"g{number}", title="A", operator="at_least", baseline="0", target="100")
        nodes.sync(store, [f"g{number}" for number in range(GOALS)])
    store.close()


def change_a_goal(store: Store, chance: random.Random) -> int:
    """Read, think, and save if nobody else was faster."""
    goal = store.rows("SELECT id, version FROM goal")[chance.randrange(GOALS)]
    with store.write(LABEL) as step:
        store.update("goal", goal["id"], goal["version"], title=f"Goal {step}", weight=chance.randrange(10_001))
        nodes.sync(store, [goal["id"]])
    return step


def check_in(store: Store, chance: random.Random) -> int:
    key_result = f"k{chance.randrange(GOALS)}"
    with store.write(LABEL) as step:
        value = str(chance.randrange(101))
        store.insert("check_in", id=store.new_id(), key_result_id=key_result, on_date="2026-03-01", value=value)
        nodes.sync(store, (), [key_result])
    return step


def add_a_person(store: Store, _chance: random.Random) -> int:
    with store.write(LABEL) as step:
        store.insert("person", id=store.new_id(), staff_no=f"E{step}", name=f"Person {step}")
    return step


def write_for_ever(path: Path, name: str, pipe: int) -> None:
    chance = random.Random(name)
    store = open_store(path, Actor(name))
    while True:
        work = chance.choice((change_a_goal, change_a_goal, check_in, add_a_person))
        try:
            os.write(pipe, f"{work(store, chance)} {name}\n".encode())
        except Changed:
            os.write(pipe, b"refused\n")
        except Locked:
            continue


class Writers:
    """The writers that live, and what they have acknowledged."""

    def __init__(self, path: Path, number: int, chance: random.Random) -> None:
        self.path, self.chance, self.started = path, chance, 0
        self.reading, self.writing = os.pipe()
        os.set_blocking(self.reading, False)
        self.rest = b""
        self.acknowledged: list[tuple[int, str]] = []
        self.refused = 0
        self.living = [self.start() for _ in range(number)]

    def start(self) -> int:
        self.started += 1
        name = f"writer-{self.started}"
        child = os.fork()
        if not child:
            try:
                write_for_ever(self.path, name, self.writing)
            except BaseException as error:  # noqa: BLE001  # the child must never return into the parent's code
                print(f"{name}: {error!r}", file=sys.stderr, flush=True)
            os._exit(1)
        return child

    def kill_one(self) -> None:
        place = self.chance.randrange(len(self.living))
        os.kill(self.living[place], signal.SIGKILL)
        if os.waitstatus_to_exitcode(os.waitpid(self.living[place], 0)[1]) != -signal.SIGKILL:
            raise RuntimeError("a writer ended by itself")
        self.living[place] = self.start()

    def listen(self) -> None:
        """Take in what was acknowledged, so that the pipe never fills up."""
        try:
            while heard := os.read(self.reading, 1 << 16):
                *lines, self.rest = (self.rest + heard).split(b"\n")
                for line in lines:
                    self.take(line.decode())
        except BlockingIOError:
            pass

    def take(self, line: str) -> None:
        if line == "refused":
            self.refused += 1
        else:
            step, name = line.split()
            self.acknowledged.append((int(step), name))

    def end(self) -> None:
        for child in self.living:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        self.listen()
        os.close(self.reading)
        os.close(self.writing)


def check(path: Path, found: Counter[str]) -> None:
    store = open_store(path, Actor("checker"))
    store.connection.execute("BEGIN")
    found["checks"] += 1
    found["corrupt"] += store.value("PRAGMA quick_check") != "ok"
    found["chain_breaks"] += bool(events.verify_chain(store.connection, store.chain_key).trouble)
    store.connection.execute("ROLLBACK")
    store.close()


def kill_many(crowd: Writers, kills: int, every_ms: int, sample: int) -> Counter[str]:
    """Kill until enough are dead; look at the file after every tenth kill, and at the end."""
    found = Counter(checks=0, corrupt=0, chain_breaks=0)
    for number in range(1, kills + 1):
        time.sleep(crowd.chance.random() * every_ms / 1000)
        crowd.kill_one()
        crowd.listen()
        if number % sample == 0:
            check(crowd.path, found)
            crowd.listen()
    crowd.end()
    check(crowd.path, found)
    return found


def run(kills: int, writers: int, folder: Path, every_ms: int = 20, sample: int = 10) -> Result:
    """Let them write and die, then hold the file against what they had acknowledged."""
    path = folder / "kills.db"
    seed(path)
    started = time.monotonic()
    crowd = Writers(path, writers, random.Random(1))
    found = kill_many(crowd, kills, every_ms, sample)
    seconds = round(time.monotonic() - started, 1)
    store = open_store(path, Actor("checker"))
    steps = {row["id"]: row["actor"] for row in store.rows("SELECT id, actor FROM step")}
    lost = sum(steps.get(step) != name for step, name in crowd.acknowledged)
    is_sound = verify(store, deep=True).is_sound
    store.close()
    return Result(kills, writers, seconds, len(crowd.acknowledged), len(steps) - 1, crowd.refused, lost, **found, is_sound=is_sound)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--every-ms", type=int, default=20, help="a kill after at most so many milliseconds")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="perftui-kills-") as folder:
        result = run(given.kills, given.writers, Path(folder), given.every_ms)
    print(json.dumps(asdict(result), indent=2))
    return int(not result.is_sound or bool(result.lost or result.corrupt or result.chain_breaks))


if __name__ == "__main__":
    sys.exit(main())
