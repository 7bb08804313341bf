"""Whoever types ahead of the program stores what a patient typist stores."""

import asyncio
import random
import re
import string
from dataclasses import replace

import pytest
from programs import FORM, PEOPLE, Program, opened, person, today
from ptys import _sequence
from textual._xterm_parser import XTermParser
from textual.events import Key

from perftui.app import PerftuiApp
from perftui.services import people
from perftui.services.people import PeopleFilter

pytestmark = [pytest.mark.terminal, pytest.mark.slow]

WORDS = ("Alice", "li na", "张伟", "O'Neil", "Sales", "+30d", "2026-02-28", "a@b.org", "t", "x", "E1", "zw")
MOVES = ("enter", "enter", "enter", "tab", "shift+tab", "down", "up", "home", "end", "left", "right", "backspace", "delete", "f6")
HOME_AGAIN = ("escape", "d", "escape", "escape", "d") * 2
"""From wherever a form, a pick list over it or a question is open: discard it; in a list these do nothing."""


def edit(number):
    """Somebody's name and position are typed anew, and the form is saved from within."""
    return ["2", "home", *["down"] * (number % len(PEOPLE)), "f2", *f"Name {number}", *["enter"] * 3, *f"Post {number}", "ctrl+s"]


def new(number):
    """Somebody new, in the form."""
    return ["2", "ctrl+n", "ctrl+n", *f"New {number}", "enter", *f"X{number}", "enter", "enter", *"Clerk", "enter", "enter", "ctrl+s"]


def add(number):
    """Two new people, each in a line."""
    return ["2", "ctrl+n", *f"Li Na {number}; Finance; Clerk; 2026-03-01", "enter", *f"王芳 {number}; Sales 销售部", "enter", "escape"]


def wild(number):
    """Anything that can be pressed in a form."""
    chance = random.Random(number)
    keys = ["2", "home", *["down"] * chance.randrange(len(PEOPLE)), "f2"]
    for _turn in range(5):
        what = chance.choice(("word", "word", "move", "move", "pick", "help"))
        if what == "word":
            keys += [*chance.choice(WORDS), *chance.choices(MOVES, k=chance.randrange(3))]
        elif what == "move":
            keys += chance.choices(MOVES, k=2)
        elif what == "pick":
            keys += ["f4", *chance.choices(string.ascii_lowercase, k=chance.randrange(3)), chance.choice(("enter", "escape"))]
        else:
            keys += ["f1", "escape"]
    return [*keys, "ctrl+s"]


VARIANTS = [edit(0), edit(1), new(2), add(3), edit(4), *map(wild, range(5, 10))]
PALETTE = re.compile("─ Search everything ─")


def stored(path):
    """Everybody as the file has them, without the ids, which differ from run to run."""
    with opened(path) as store:
        listing = people.listing(store, PeopleFilter(presence="all"), today())
        lines = listing.window(0, listing.count())
    return {replace(line, id="", manager_id="") for line in lines}


def pressed(*names):
    """The events of these keys, each as when it is pressed by itself."""
    for name in names:
        yield from XTermParser().feed(_sequence(name)) if name != "escape" else (Key("escape", "\x1b"),)


async def stored_by_a_patient_typist(path):
    """What is stored after each variant when every key waits until the one before it has done all it does."""
    seen = []
    with opened(path) as store:
        app = PerftuiApp(store)
        async with app.run_test(size=(80, 24)):
            await app.keys_settled()
            for keys in VARIANTS:
                for event in pressed(*keys, *HOME_AGAIN):
                    app.post_message(event)
                    await asyncio.sleep(0)
                    await app.keys_settled()
                seen.append(stored(path))
    return seen


def stored_by_a_burst(path):
    seen = []
    with Program(path) as program:
        program.ready()
        for keys in VARIANTS:
            program.burst(*keys, *HOME_AGAIN, "ctrl+p")
            program.wait_for(PALETTE)
            seen.append(stored(path))
            program.keys("escape")
            program.wait_until(lambda screen: not PALETTE.search(screen), "the palette to close")
    return seen


async def test_a_form_filled_in_one_burst_stores_what_slow_typing_stores(company, tmp_path):
    copy = tmp_path / "slow.db"
    copy.write_bytes(company.read_bytes())
    at_once, slowly = stored_by_a_burst(company), await stored_by_a_patient_typist(copy)
    for number, (burst, slow) in enumerate(zip(at_once, slowly, strict=True)):
        assert burst == slow, VARIANTS[number]
    assert {"Name 4", "New 2", "王芳 3"} <= {line.name for line in at_once[4]}


def test_esc_and_the_number_of_a_section_in_one_piece_go_there(company):
    with Program(company) as program:
        program.ready()
        program.open_form("2", "f2")
        program.burst("escape", "3")
        program.wait_for("No goals yet")


def test_a_paste_is_one_clean_line_and_takes_its_turn_in_a_burst(company):
    with Program(company) as program:
        program.ready()
        program.open_form("2", "f2")
        program.type("Anna\x1b[200~ Ma\r\nrie\x1b]52;c;QQ\x07 李\x1b[201~ Bell\rE77\x13")
        program.wait_gone(FORM)
        assert person(company, "E77")["name"] == "Anna Ma rie]52;c;QQ 李 Bell"
        assert b"\x1b]52" not in program.output
