"""Questions that are answered beforehand, and one value asked for by itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

import pytest
from textual.binding import Binding
from textual.widgets import Input

from widgets.dialogs.questions import Question, Questions
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field, FieldKind
from widgets.form_rows import FormSources
from widgets.pick_lists import Choice
from widgets.safe_apps import SafeApp

if TYPE_CHECKING:
    from textual.app import ComposeResult

COLUMNS = [Choice("0", "Name [/b]", "(Ann)"), Choice("1", "No.", "(7)"), Choice("", "Not in the file")]
ORDERS = [Choice("ymd", "year first"), Choice("dmy", "day first")]
QUESTIONS = [
    Question("order", "Order", ORDERS, "", "Dates"),
    Question("name", "Name", COLUMNS, "0", "From the file", is_exclusive=True),
    Question("staff_no", "Staff number", COLUMNS, "", "Not in the file", is_exclusive=True),
]
TODAY = date(2026, 11, 23)


class Desk(SafeApp[None]):
    BINDINGS: ClassVar = [Binding("ctrl+n", "ask"), Binding("ctrl+t", "day")]

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def compose(self) -> ComposeResult:
        yield Input()

    def action_ask(self) -> None:
        self.push_screen(Questions("Import [/b]", ["2 rows", "[b]\x1b["], QUESTIONS), self.answers.append)

    def action_day(self) -> None:
        field = Field("value", "Last day", FieldKind.DATE, is_required=True)
        self.push_screen(ValuePrompt("Exit [/b]", field, FormSources(today=TODAY)), self.answers.append)

    @property
    def shown(self) -> str:
        return "\n".join("".join(segment.text for segment in line) for line in self.screen._compositor.render_strips())


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("\r", {"order": "", "name": "0", "staff_no": ""}),
        ("\x1b[B\x1b[B\x1bOSno.\r\r", {"order": "", "name": "0", "staff_no": "1"}),
        (" day\r\r", {"order": "dmy", "name": "0", "staff_no": ""}),
        ("\x1b[B\x1b[B\x1bOSname\r\r", {"order": "", "name": "", "staff_no": "0"}),
        ("\x1b[B\x1bOSnot\r\r", {"order": "", "name": "", "staff_no": ""}),
        ("\x1b[24~", None),
    ],
)
async def test_answers_typed_ahead_are_taken_and_the_rest_goes_on(burst, keys, answer):
    app = Desk()
    async with app.run_test():
        await burst(app, f"\x0e{keys}on")
        assert app.answers == [answer]
        assert app.query_one(Input).value == "on"


async def test_the_questions_show_their_answers_as_text(burst):
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(app, "\x0e")
        await pilot.pause()
        assert "Name          ←  Name [/b]  (Ann)" in app.shown
        assert "Staff number  ←  –" in app.shown
        assert "\x1b" not in app.shown


@pytest.mark.parametrize(("keys", "answer"), [("fri\r", "2026-11-27"), ("31.12.2026\x13", "2026-12-31"), ("\x1b[24~", None)])
async def test_one_value_is_asked_for_in_a_field_of_its_kind(burst, keys, answer):
    app = Desk()
    async with app.run_test():
        await burst(app, f"\x14{keys}on")
        assert app.answers == [answer]
        assert app.query_one(Input).value == "on"


async def test_a_value_that_cannot_be_read_or_is_missing_is_said_so(burst):
    app = Desk()
    async with app.run_test():
        await burst(app, "\x14\r")
        assert "Last day is missing" in app.shown
        await burst(app, "someday\r")
        assert "someday" in app.shown
        assert app.answers == []
