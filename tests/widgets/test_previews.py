"""Seeing what an import would do, and answering."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input

from perftui.errors import Message, Problem
from widgets.dialogs.previews import MOST, Preview, ProblemTable
from widgets.safe_apps import SafeApp

if TYPE_CHECKING:
    from textual.app import ComposeResult

EVIL = "[/b][@click=app.quit]\x1b]52;c;QQ\x07"
LONG = Message("“{value}” is nobody's name. " + "Choose one of the people. " * 6, {"value": EVIL})
DOUBTS = [
    Problem("a.csv", 2, "部门", Message("There is no unit “{value}”.", {"value": "研发"})),
    Problem("a.csv", 1234, EVIL, LONG),
    Problem("a.csv", 0, "", Message("Empty.")),
]


class Desk(SafeApp[None]):
    BINDINGS: ClassVar = [Binding("ctrl+n", "look")]

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__()
        self.args, self.options = args, options
        self.answers: list[bool | None] = []

    def compose(self) -> ComposeResult:
        yield Input()

    def action_look(self) -> None:
        self.push_screen(Preview("Import [/b]", ["12 people are new.", EVIL], *self.args, **self.options), self.answers.append)

    @property
    def lines(self) -> list[str]:
        return self.screen.query_one(ProblemTable).render().plain.splitlines()


@pytest.mark.parametrize(
    ("keys", "problems", "answer"),
    [("\r", (), True), ("\r", DOUBTS, False), ("\x1b[D\r", DOUBTS, True), ("y", DOUBTS, True), ("n", (), False), ("\x1b[24~", (), False)],
)
async def test_an_answer_typed_ahead_is_taken_and_the_rest_goes_on(burst, keys, problems, answer):
    app = Desk(problems)
    async with app.run_test():
        await burst(app, f"\x0e{keys}on")
        assert app.answers == [answer]
        assert app.query_one(Input).value == "on"


async def test_what_cannot_be_done_can_only_be_read(burst):
    app = Desk(DOUBTS, can_accept=False)
    async with app.run_test():
        await burst(app, "\x0ey")
        assert app.answers == []
        await burst(app, "\r")
    assert app.answers == [False]


@pytest.mark.parametrize("width", [80, 60, 40])
async def test_problems_stand_under_their_titles_whatever_the_script(burst, width):
    app = Desk(DOUBTS)
    async with app.run_test(size=(width, 24)) as pilot:
        await burst(app, "\x0e")
        await pilot.pause()
        assert len(app.lines) == app.screen.query_one(ProblemTable).size.height
        assert all(cell_len(line) <= app.screen.query_one(ProblemTable).size.width for line in app.lines)
        at = {
            cell_len(line[: line.index(word)])
            for line in app.lines
            for word in ("What is wrong", "There is no unit", "Empty.")
            if word in line
        }
        assert len(at) == 1
        shown = "".join(segment.text for line in app.screen._compositor.render_strips() for segment in line)
        assert "[@click=app.quit]" in shown
        assert "\x1b" not in shown


async def test_f1_says_how_a_preview_is_answered_and_leaves_it_open(burst):
    app = Desk()
    async with app.run_test():
        preview = Preview("Import", ["2 rows"])
        app.push_screen(preview)
        await app.keys_settled()
        await burst(app, "\x1bOP")
        assert "Ctrl+Z takes all of it back" in app.screen.query_one("Static").content.plain
        await burst(app, "\x1bOP")
        assert app.screen is preview


async def test_many_problems_are_counted_and_scroll(burst):
    app = Desk([Problem("a.csv", n, "A", Message("Wrong.")) for n in range(1, MOST + 11)])
    async with app.run_test(size=(80, 24)):
        await burst(app, "\x0e")
        assert app.lines[-1] == "and 10 more"
        await burst(app, "\x1b[B\x1b[6~")
        assert app.screen.query_one(VerticalScroll).scroll_y == 11
        await burst(app, "y")
    assert app.answers == [True]


async def test_a_click_presses_the_button(burst):
    app = Desk()
    async with app.run_test() as pilot:
        await burst(app, "\x0e")
        await pilot.pause()
        await pilot.click("ButtonLine", offset=(15, 0))
        await app.keys_settled()
    assert app.answers == [False]
