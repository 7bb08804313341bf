"""Seeing, record by record, what a change of many would do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from textual.binding import Binding
from textual.widgets import Input, Static

from widgets.button_lines import Button
from widgets.dialogs.change_lists import NO, ChangeList, ChangeRow, yes_or_no
from widgets.row_tables import RowTable
from widgets.safe_apps import SafeApp

if TYPE_CHECKING:
    from textual.app import ComposeResult

EVIL = "[/b][@click=app.quit]\x1b]52;c;QQ\x07"
ROWS = [
    ChangeRow("Ann", "Sales", "HR"),
    ChangeRow(EVIL, "", "HR", "That would go in a circle: " + EVIL),
    ChangeRow("Cem", "", "HR", whole="Cem: all of it"),
]


class Desk(SafeApp[None]):
    BINDINGS: ClassVar = [Binding("ctrl+n", "look")]

    def __init__(self, total: int = len(ROWS), **options: object) -> None:
        super().__init__()
        self.total, self.options = total, {"buttons": yes_or_no("Change 3"), "heads": ("Name", "Before", "After")} | options
        self.answers: list[str | None] = []
        self.asked: list[int] = []

    def compose(self) -> ComposeResult:
        yield Input()

    def action_look(self) -> None:
        self.push_screen(ChangeList("Unit [/b]", ["3 change", EVIL], self.total, self.row, **self.options), self.answers.append)

    def row(self, index: int) -> ChangeRow:
        self.asked.append(index)
        return ROWS[index % len(ROWS)]

    @property
    def whole(self) -> str:
        return str(self.screen.query_one("#whole", Static).content)

    @property
    def shown(self) -> str:
        return "\n".join("".join(segment.text for segment in line) for line in self.screen._compositor.render_strips())


@pytest.mark.parametrize(
    ("keys", "answer"), [("\r", "yes"), ("\x1b[C\r", NO), ("y", "yes"), ("n", NO), ("\x1b[24~", NO), ("\x1b[B\x1b[B\r", "yes")]
)
async def test_an_answer_typed_ahead_is_taken_and_the_rest_goes_on(burst, keys, answer):
    app = Desk()
    async with app.run_test():
        await burst(app, f"\x0e{keys}on")
        assert app.answers == [answer]
        assert app.query_one(Input).value == "on"


async def test_the_record_under_the_cursor_is_told_in_full(burst):
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(app, "\x0e")
        await pilot.pause(0.15)
        assert app.whole == "Ann: Sales → HR"
        await burst(app, "\x1b[B")
        await pilot.pause(0.15)
        assert "That would go in a circle: [/b]" in app.whole
        assert "! That would go" in app.shown
        await burst(app, "\x1b[F")
        await pilot.pause(0.15)
        assert app.whole == "Cem: all of it"
        assert "\x1b" not in app.shown


async def test_a_hundred_thousand_records_are_made_only_where_they_show(burst):
    app = Desk(100_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(app, "\x0e")
        await burst(app, "\x1b[F\x1b[5~\x1b[6~\x1b[H")
        await pilot.pause()
        assert app.screen.query_one(RowTable).cursor == 0
        assert len(app.asked) < 1000
        assert "[ Change 3 (Y) ]" in app.shown


async def test_other_buttons_answer_with_their_codes(burst):
    app = Desk(buttons=[Button("yes", "Import", "i"), Button("columns", "Columns", "c"), Button(NO, "No", "n")])
    async with app.run_test():
        await burst(app, "\x0ec")
        await burst(app, "\x0ei")
    assert app.answers == ["columns", "yes"]
