"""perftui as a contestant: the one place that knows its command line, its keys, and what its screens show."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench import companies, samples
from bench.contestants import BACKSPACE, DOWN, END, ENTER, ESCAPE, HOME, PAGE_DOWN, Contestant, LostError, Step, home

if TYPE_CHECKING:
    from bench.scenarios import Return, Walk

PROGRAM: tuple[str | Path, ...] = (Path(sys.executable).with_name("perftui"),)
"""The installed command; `python -m perftui` where it is not installed."""
if not Path(PROGRAM[0]).exists():
    PROGRAM = (sys.executable, "-m", "perftui")


@dataclass(frozen=True, slots=True)
class Look:
    """What the screens show, and the keys that lead to them."""

    first_frame: str = r"things? needs? you|Nothing needs you"
    """Today is filled, not just its frame."""
    people: str = r"[EL]\d{4}"
    """The list of people is filled."""
    goals: str = r"[▸▾] "
    """The tree of goals is filled."""
    sections: tuple[bytes, ...] = (b"1", b"2", b"3")
    to_people: bytes = b"2"
    to_goals: bytes = b"3"
    to_today: bytes = b"1"
    new: bytes = b"\x0e"
    """Opens a line to type in (Ctrl+N); pressed once more, a form."""
    find: bytes = b"/"
    open_all: bytes = b"*"
    """Opens a goal and everything below it."""
    person_table: str = "person"
    """Name of the table of people in the file, for VisiData."""


LOOK = Look()


def started(database: Path | None, look: Look = LOOK) -> Contestant | None:
    """perftui on a file, as far as its first frame; None without a file."""
    return Contestant("perftui", (*PROGRAM, "--db", database), look.first_frame, env=home()) if database else None


def demo(look: Look = LOOK) -> Path | None:
    """The sample company as a file, made by `perftui demo` and kept; None, and a word about it, while perftui does not run."""

    def make(path: Path) -> None:
        program = Contestant("perftui demo", (*PROGRAM, "demo", "--at", path), look.first_frame, env=home())
        with program.opened() as session:
            session.press(b"\x11")
            session.listen(1)

    try:
        return samples.once("demo.db", make)
    except (LostError, FileNotFoundError) as error:
        print(f"perftui is left out: {error}", file=sys.stderr)
        return None


def commands() -> list[Contestant]:
    """Commands that answer without a screen."""
    arguments = (("--version",), ("--help",), ("completion", "bash"))
    return [Contestant(f"perftui {' '.join(given)}", (*PROGRAM, *given)) for given in arguments]


def walks(program: Contestant, look: Look = LOOK) -> dict[str, Walk]:
    """The keys that people press most, by the place where they are pressed."""
    people = program.going(Step(look.to_people, look.people))
    return {
        "table": (people.going(name="perftui ↓ in the table of people"), DOWN),
        "tree": (program.going(Step(look.to_goals, look.goals), name="perftui ↓ in the tree of goals"), DOWN),
        "line": (people.going(Step(look.new), name="perftui, a character in a line with preview"), b"a"),
        "form": (people.going(Step(look.new), Step(look.new), name="perftui, a character in a form"), b"a"),
    }


def large_walks(rows: int, look: Look = LOOK) -> dict[str, Return]:
    """What must not slow down as a company grows."""
    program = Contestant("perftui", (*PROGRAM, "--db", companies.company(rows)), look.first_frame, env=home())
    people = program.going(Step(look.to_people, look.people))
    tree = program.going(Step(look.to_goals, look.goals), Step(look.open_all))
    first, second = "王".encode(), "伟".encode()
    return {
        "open people": (people.going(Step(look.to_today)), look.to_people, look.to_today),
        "people: down": (people, DOWN, b""),
        "people: page down": (people, PAGE_DOWN, b""),
        "people: end": (people, END, HOME),
        "find people, a character": (people.going(Step(look.find), Step(first)), second, BACKSPACE),
        "people: open a record": (people, ENTER, ESCAPE),
        "tree: down": (tree, DOWN, b""),
        "tree: page down": (tree, PAGE_DOWN, b""),
        "tree: end": (tree, END, HOME),
        "find goals, a character": (tree.going(Step(look.find), Step("客".encode())), "户".encode(), BACKSPACE),
    }
