"""The timeline of a hundred and of five thousand plans: opened, walked, scrolled, zoomed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bench import companies, scenarios
from bench.contestants import BACKSPACE, DOWN, END, HOME, PAGE_DOWN, Contestant, Step, home
from bench.product import LOOK, PROGRAM
from bench.samples import once
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.scenarios import Return
    from bench.tables import Table

PEOPLE = 1_000
CHECKS = 3
"""So many has each plan, besides a milestone, a step and a goal."""
FILLED = r"Nov|11月|Q4"
TO = b"\x07l"
TITLES = ("Sales recovery", "投诉处理改进计划", "On-time delivery", "新人培养计划", "Customer answers in 2 hours")
RIGHT, LEFT = b"\x1b[C", b"\x1b[D"
_PLAN = ("id", "person_id", "kind", "title", "state", "start_date", "end_date", "next_date")
_GOAL = ("id", "plan_id", "title", "operator", "target", "unit", "start_value", "definition_hash")
_CHECK = ("id", "plan_id", "kind", "due_date", "held_on", "entered_on")


def company(plans: int) -> Path:
    """A company of a thousand people with so many plans."""
    return once(f"plans-{plans}.db", lambda path: make(path, plans))


def make(path: Path, plans: int) -> None:
    """Make it."""
    companies.make(path, PEOPLE)
    store = open_store(path, Actor("bench"))
    companies.fill(store, "plan", _PLAN, _plans(plans))
    goals = ((f"t{n}", f"l{n}", "Revenue 销售额", "at_least", "120", "k", "80", "d") for n in range(plans))
    companies.fill(store, "plan_goal", _GOAL, goals)
    values = ((f"v{n}", f"t{n}", _day(_start(n), 20), str(80 + n % 45), "d") for n in range(plans))
    companies.fill(store, "plan_value", ("id", "plan_goal_id", "on_date", "value", "definition_hash"), values)
    companies.fill(store, "plan_check", _CHECK, _checks(plans))
    milestones = ((f"m{n}", f"l{n}", "100 k", _day(_start(n), 45)) for n in range(plans))
    companies.fill(store, "plan_milestone", ("id", "plan_id", "title", "due_date"), milestones)
    steps = ((f"s{n}", f"l{n}", "training", "Sales skills 销售技能", _day(_start(n), 60)) for n in range(plans))
    companies.fill(store, "plan_step", ("id", "plan_id", "kind", "text", "due_date"), steps)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()


def _start(plan: int) -> date:
    return date.today() - timedelta(days=plan * 7 % 120)  # noqa: DTZ011  # where the user is


def _day(start: date, days: int) -> str:
    return (start + timedelta(days=days)).isoformat()


def _plans(number: int) -> Iterator[Sequence[object]]:
    for plan in range(number):
        start = _start(plan)
        title = f"{TITLES[plan % len(TITLES)]} {plan}"
        yield f"l{plan}", f"p{plan % PEOPLE}", "pip", title, "active", start.isoformat(), _day(start, 89), _day(start, 30)


def _checks(number: int) -> Iterator[Sequence[object]]:
    for plan in range(number):
        for check in range(CHECKS):
            due = _day(_start(plan), 30 * check + 29)
            is_held = due < date.today().isoformat() and (plan + check) % 3  # noqa: DTZ011  # where the user is
            yield f"k{plan}-{check}", f"l{plan}", "monthly", due, due if is_held else None, due if is_held else None


def walks(plans: int) -> dict[str, Return]:
    """What must not slow down as there are more plans."""
    program = Contestant("perftui", (*PROGRAM, "--db", company(plans)), LOOK.first_frame, env=home())
    shown = program.going(Step(TO, FILLED))
    return {
        "open the timeline": (shown.going(Step(LOOK.to_today)), TO, LOOK.to_today),
        "timeline: down": (shown, DOWN, b""),
        "timeline: page down": (shown, PAGE_DOWN, b""),
        "timeline: end": (shown, END, HOME),
        "timeline: later": (shown, RIGHT, LEFT),
        "timeline: zoom": (shown, b"+", b"-"),
        "find on the timeline, a character": (shown.going(Step(LOOK.find), Step(b"s")), b"a", BACKSPACE),
    }


def growth(sizes: Sequence[int], rounds: int) -> Table:
    """The keys of the timeline at two sizes."""
    table = scenarios.growth({size: walks(size) for size in sizes}, max(1, rounds // 3))
    table.title = "Growth of the timeline"
    for name, _, _, times in table.rows:
        table.judge(f"{name}, times as long", times, 4 if "open" in str(name) or "find" in str(name) else 1.5)
    return table
