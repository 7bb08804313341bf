"""Fields for text, numbers and dates on their own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events

from perftui.domain.texts import LIMIT
from perftui.i18n import say
from widgets.date_fields import DateField
from widgets.number_fields import NumberField, parse_number
from widgets.safe_apps import SafeApp
from widgets.text_fields import TextBox, TextField

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

    from widgets.fields import FieldControl

TODAY = date(2026, 11, 23)
NINE = "投诉处理率客户满意"


class Fields(SafeApp[None]):
    CSS = "#narrow { width: 9; }"

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []
        self.changes = 0

    def compose(self) -> ComposeResult:
        yield TextField(id="line")
        yield TextBox(id="box")
        yield TextField(id="narrow")
        yield TextField(id="short", limit=3)
        yield DateField(id="day", today=TODAY)

    def on_field_control_repeat_asked(self, event: FieldControl.RepeatAsked) -> None:
        self.asked.append(event.field)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.changes += 1

    def field(self, name: str):
        return self.query_one(f"#{name}")


async def test_a_commit_of_several_characters_arrives_whole(burst):
    app = Fields()
    async with app.run_test():
        await burst(app, f"{NINE}ab\x7f。")
        assert app.field("line").read_value() == f"{NINE}a。"


async def test_the_wide_space_of_an_input_method_is_taken(burst):
    app = Fields()
    async with app.run_test():
        await burst(app, "李\u3000雷\t李\u3000雷")
        assert app.field("line").value == "李\u3000雷"
        assert app.field("box").text == "李\u3000雷"


async def test_the_terminals_cursor_stands_where_the_next_character_goes(burst):
    app = Fields()
    async with app.run_test():
        field = app.field("narrow")
        field.focus()
        await app.keys_settled()
        assert app.cursor_position == field.content_region.offset
        await burst(app, "投诉a")
        assert app.cursor_position.x == field.content_region.x + cell_len("投诉a")
        await burst(app, NINE)
        right = field.content_region.x + cell_len(field.value) - field.scroll_offset.x
        assert app.cursor_position.x == right <= field.content_region.right
        await burst(app, "\x1b[H")
        assert app.cursor_position.x == field.content_region.x


async def test_a_paste_loses_its_control_bytes_and_its_lines(burst):
    app = Fields()
    async with app.run_test():
        await burst(app, "ab\x1b[D")
        app._driver.process_message(events.Paste("x\x1b]52;c;QQ\x07\r\n[/b]\ty\u202e"))
        await burst(app, "\t")
        assert app.field("line").value == "ax]52;c;QQ [/b] yb"
        app._driver.process_message(events.Paste("x\x1b]52;c;QQ\x07\r\n[/b]\ty\u202e"))
        await burst(app, "!")
        assert app.field("box").text == "x]52;c;QQ\n[/b]\ty!"


async def test_a_paste_that_is_too_long_is_refused_whole_and_said_so(burst):
    app = Fields()
    said: list[str] = []
    app.notify = lambda text, **_: said.append(text)
    async with app.run_test():
        app._driver.process_message(events.Paste("x" * (LIMIT + 1)))
        await burst(app, "a")
        assert app.field("line").value == "a"
    assert str(LIMIT) in said[0]


async def test_a_text_that_grew_too_long_is_kept_and_said_to_be(burst):
    app = Fields()
    async with app.run_test():
        box = app.field("box")
        box.show_value("x" * LIMIT)
        box.focus()
        await burst(app, "yz")
        assert len(box.read_value()) == LIMIT + 2
        assert str(LIMIT + 2) in say(box.complaint())


async def test_a_field_with_a_limit_takes_no_more(burst):
    app = Fields()
    async with app.run_test():
        app.field("short").focus()
        await burst(app, "abcd")
        assert app.field("short").read_value() == "abc"


async def test_what_is_read_has_no_spaces_at_its_ends_and_is_composed(burst):
    app = Fields()
    async with app.run_test():
        await burst(app, "  Rene\u0301 ")
        assert app.field("line").read_value() == "René"


async def test_tab_leaves_a_text_of_several_lines_and_enter_does_not(burst):
    app = Fields()
    async with app.run_test():
        await burst(app, "\tone\rtwo\tthree")
        assert app.field("box").read_value() == "one\ntwo"
        assert app.field("narrow").read_value() == "three"


async def test_f6_asks_for_the_previous_value_wherever_one_is(burst):
    app = Fields()
    async with app.run_test():
        await burst(app, "\x1b[17~\t\x1b[17~")
        assert app.asked == [app.field("line"), app.field("box")]


async def test_fields_are_one_line_high_and_do_not_blink():
    app = Fields()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.field("line").region.height == 1
        assert not app.field("line").cursor_blink
        assert not app.field("box").cursor_blink


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("+30d", "2026-12-23"),
        ("FRI", "2026-11-27"),
        ("下周五", "2026-12-04"),
        ("2026-02-30", "2026-02-30"),
        (" ", ""),
        ("eom", "2026-11-30"),
    ],
)
async def test_a_date_is_read_as_it_is_typed(burst, typed, value):
    app = Fields()
    async with app.run_test():
        day = app.field("day")
        day.focus()
        await burst(app, typed)
        assert day.read_value() == value
        assert (day.complaint() is None) == (value != "2026-02-30")


async def test_a_date_is_settled_as_iso_text_that_means_the_same_tomorrow(burst):
    app = Fields()
    async with app.run_test():
        day = app.field("day")
        day.focus()
        await burst(app, "fri")
        assert day.echo == "Fri 27 Nov 2026, in 4 days"
        day.settle()
        assert day.value == "2026-11-27"


async def test_page_keys_go_by_days_from_today(burst):
    app = Fields()
    async with app.run_test():
        day = app.field("day")
        day.focus()
        await burst(app, "\x1b[6~")
        assert day.value == "2026-11-23"
        await burst(app, "\x1b[6~\x1b[6~\x1b[5~")
        assert day.value == "2026-11-24"


async def test_a_date_can_have_its_own_grammar():
    async with Fields().run_test():
        field = DateField("x", today=TODAY, parse=lambda text, today: today, describe=lambda day, today: f"<{day}>")
        assert field.read_value() == "2026-11-23"
        assert field.echo == "<2026-11-23>"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_number_is_read_back_with_and_without_separators(number):
    assert parse_number(f"{number:f}") == number
    assert parse_number(f"{number:,f}") == number
    assert parse_number(f"{number:f} %", is_percent=True) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("９５．５", "95.5"),
        ("−3", "-3"),
        ("1 000", "1000"),
        (".5", "0.5"),
        ("1,5", None),
        ("", None),
        ("-", None),
        ("1e9", None),
        ("95%", None),
    ],
)
def test_a_number_in_other_spellings(text, number):
    assert parse_number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(("typed", "value"), [("0095.500", "95.5"), ("-0.0", "0"), ("1000", "1000"), ("many", "many"), ("12 ％", "12")])
async def test_a_number_is_kept_in_plain_digits(typed, value):
    async with Fields().run_test():
        assert NumberField(typed, is_percent=True).read_value() == value
