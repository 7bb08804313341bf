"""Records that try to steer the terminal or the program are text, wherever they show."""

import re

import pytest
from programs import FORM, Program, make_company, opened, today

from perftui.services import cycles, drafts, goals, views
from perftui.storage.stores import Label

pytestmark = [pytest.mark.terminal, pytest.mark.slow]

STEERING = "\x1b]52;c;RVZJTA==\x07\x1b]0;EVIL\x1b\\\x1b[31mEVIL\x1b[2J\x9b31m\x07\x1bcEVIL\u202e"
MARKUP = "[/b][@click=app.quit]press[/][bold]"
NAME = f"Eve {MARKUP} {STEERING}"
OWN = re.compile(r"\x1b\[[?<]?[0-9;]*\$?[A-Za-z]|[\r\n]")
"""All that the program sends beside printable characters: places, colours, modes and questions about them."""


@pytest.fixture
def hostile(tmp_path):
    """A file in which every text is hostile; control characters get in only past the services, as from another program."""
    path = make_company(tmp_path / "hostile.db")
    with opened(path) as store:
        cycles.add_cycle(store, f"{today().year}-Q{(today().month + 2) // 3}", today())
        goal = goals.add_goal(store, today(), title="Aim", level="theme", description="Why")
        goals.add_key_result(store, goal, title="Result", operator="at_least", baseline="0", target="90")
        drafts.keep(store, "person", "", {"name": f"Draft {MARKUP}"})
        views.save(store, "people", f"View {MARKUP}", {})
        with store.write(Label("Changed {name}", {"name": NAME})):
            spoil(store, "person", ("name", "position", "email", "pinyin"))
            spoil(store, "unit", ("name",))
            spoil(store, "goal", ("title", "description", "tags"))
            spoil(store, "key_result", ("title", "unit", "tags"))
    return path


def spoil(store, table, columns):
    for column in columns:
        store.connection.execute(f"UPDATE {table} SET {column} = {column} || ?", (NAME,))


TOUR = (
    (("2",), "Alice WongEve [/b]"),
    (("enter",), "E-mail"),
    (("escape", "f2"), FORM),
    (("escape", "f8"), "Add a person"),
    (("escape", "ctrl+n"), "hire date"),
    ((*"Alice WongE; Sales 销",), "Unit Sales 销售部Eve [/b]"),
    (("escape", "ctrl+t"), "View [/b]"),
    (("escape", "ctrl+p", *"ali"), "Alice WongEve [/b]"),
    (("escape", "3"), "AimEve [/b]"),
    (("enter",), "WhyEve [/b]"),
    (("escape", "f2"), "Ctrl+S save"),
    (("escape", "ctrl+p", *"recent changes", "enter"), "Changed Eve"),
    (("escape", "ctrl+z"), "Undone: Changed Eve [/b]"),
)
"""Keys, and what shows once they are handled."""


def test_nothing_in_a_record_reaches_the_terminal_as_a_command(hostile):
    with Program(hostile, columns=160, rows=40) as program:
        program.ready()
        program.wait_for("Draft [/b]")
        for keys, shown in TOUR:
            program.keys(*keys)
            program.wait_for(shown)
        program.keys("ctrl+q")
        assert program.wait_exit() == 0
        sent = program.output.decode()
    assert "EVIL" in sent
    assert not re.search(r"\x1b\[(31m|2J)", sent)
    left = OWN.sub("", sent)
    assert re.findall(r".{0,30}[\x00-\x1f\x7f-\x9f\u202e].{0,60}", left) == []
