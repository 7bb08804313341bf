"""Dialogs answer to keys typed ahead, and show hostile text as text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

import pytest
from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input

from widgets.dialogs.calendars import Calendar
from widgets.dialogs.confirms import DISCARD, KEEP, NO, SAVE, YES, Confirm, leave_question, yes_no
from widgets.dialogs.jumps import Jumps
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.texts import TextPanel
from widgets.pick_lists import Choice, PickList
from widgets.safe_apps import SafeApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.screen import Screen

EVIL = "[/b][@click=app.quit]\x1b]52;c;QQ\x07"
ESC, LEFT, RIGHT, UP, DOWN, PGUP, PGDN = "\x1b[24~", "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~"
CHOICES = [
    Choice("add", "New goal", "^N", "Goals"),
    Choice("edit", "Edit", "F2", "Goals"),
    Choice("close", "Close plan", "", "Plans", is_enabled=False),
    Choice("evil", EVIL, EVIL, "Plans"),
    Choice("zh", "新建目标", "^N", "Plans"),
]


class Desk(SafeApp[None]):
    """Ctrl+N opens the dialog; what it does not take goes into the field."""

    BINDINGS: ClassVar = [Binding("ctrl+n", "ask")]

    def __init__(self, make: Callable[[], Screen[object]]) -> None:
        super().__init__()
        self.make = make
        self.answers: list[object] = []

    def compose(self) -> ComposeResult:
        yield Input()

    def action_ask(self) -> None:
        self.push_screen(self.make(), self.answers.append)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [("\r", KEEP), ("s", SAVE), ("D", DISCARD), (f"{RIGHT}\r", SAVE), (f"{LEFT}\r", DISCARD), ("\t\t\r", DISCARD)],
)
async def test_leaving_a_form_is_asked_and_answered_typed_ahead(burst, keys, answer):
    app = Desk(leave_question)
    async with app.run_test():
        await burst(app, f"\x0e{keys}on")
        assert app.answers == [answer]
        assert app.query_one(Input).value == "on"


@pytest.mark.parametrize(("keys", "answer"), [("\r", YES), ("y", YES), ("n", NO), (ESC, NO), ("x\x13 z\r", YES)])
async def test_a_question_is_answered_by_its_letters_and_by_nothing_else(burst, keys, answer):
    app = Desk(lambda: yes_no(f"Release? {EVIL}", [EVIL]))
    async with app.run_test():
        await burst(app, f"\x0e{keys}on")
        assert app.answers == [answer]
        assert app.query_one(Input).value == "on"


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("\r", "add"),
        (f"{DOWN}\r", "edit"),
        (f"{DOWN}{DOWN}\r", "evil"),
        ("edi\r", "edit"),
        ("新建\r", "zh"),
        ("goals f2\r", "edit"),
        (f"close\r{ESC}", None),
        (ESC, None),
        (f"{PGDN}{UP}\r", "evil"),
    ],
)
async def test_a_menu_is_narrowed_and_run_typed_ahead(burst, keys, answer):
    app = Desk(lambda: Picker(f"Menu {EVIL}", lambda text: narrowed(CHOICES, text)))
    async with app.run_test():
        await burst(app, f"\x0e{keys}on")
        assert app.answers == [answer]
        assert app.query_one(Input).value == "on"


async def test_all_choices_show_where_there_is_room_although_the_cursor_does_not_begin_on_the_first():
    app = Desk(lambda: Picker("Menu", lambda text: narrowed(CHOICES, text), current="zh"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+n")
        await pilot.pause()
        shown = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert all(word in shown for word in ("New goal", "Edit", "Close plan", "新建目标"))


@pytest.mark.parametrize(("count", "at", "first"), [(6, 5, 0), (40, 9, 0), (40, 39, 18)])
async def test_a_menu_shows_all_choices_that_fit_before_the_current_one(count, at, first):
    choices = [Choice(f"c{n}", f"Choice {n}") for n in range(count)]
    app = Desk(lambda: Picker("Menu", lambda text: choices, current=f"c{at}"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+n")
        await pilot.pause()
        shown = app.screen.query_one(PickList).render().plain.split("\n")
        assert shown[0].strip() == f"Choice {first}"


async def test_a_place_is_reached_by_its_letter(burst):
    app = Desk(lambda: Jumps(f"Jump {EVIL}", [("status", "Status"), ("evil", EVIL), ("due", "Due")]))
    async with app.run_test():
        await burst(app, f"\x0ebon\x0eC\x0e{DOWN}{DOWN}\r\x0e?{ESC}")
        assert app.query_one(Input).value == "on"
    assert app.answers == ["evil", "due", "due", None]


async def test_a_long_text_scrolls_and_closes(burst):
    app = Desk(lambda: TextPanel(f"Help {EVIL}", "\n".join([EVIL, *(f"line {n} 投诉" for n in range(100))])))
    async with app.run_test(size=(80, 24)):
        await burst(app, f"\x0e{PGDN}{DOWN}")
        assert app.screen.query_one(VerticalScroll).scroll_y > 10
        await burst(app, "\ron")
        assert app.query_one(Input).value == "on"


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("\r", "2026-11-27"),
        (f"{LEFT}{UP}\r", "2026-11-19"),
        (f"{DOWN}\r", "2026-12-04"),
        (f"{PGDN}{PGDN}{PGDN}\r", "2027-02-27"),
        (f"{PGUP}{RIGHT}\r", "2026-10-28"),
        ("\x1b[F\x1b[C\r", "2026-12-01"),
        ("\x1b[H\r", "2026-11-01"),
        ("t\r", "2026-11-23"),
        (ESC, None),
    ],
)
async def test_a_day_is_picked_from_the_calendar_typed_ahead(burst, keys, answer):
    app = Desk(lambda: Calendar(date(2026, 11, 27), date(2026, 11, 23)))
    async with app.run_test():
        await burst(app, f"\x0e{keys}on")
        assert app.answers == [None if answer is None else date.fromisoformat(answer)]
        assert app.query_one(Input).value == "on"


async def test_a_click_on_a_day_takes_it(burst):
    app = Desk(lambda: Calendar(date(2026, 11, 27), date(2026, 11, 23)))
    async with app.run_test() as pilot:
        await burst(app, "\x0e")
        await pilot.pause()
        await pilot.click("Month", offset=(1, 3))
        await app.keys_settled()
    assert app.answers == [date(2026, 11, 2)]


async def test_the_calendar_stops_at_the_ends_of_what_a_record_can_hold(burst):
    app = Desk(lambda: Calendar(date(1900, 1, 2), date(2026, 11, 23)))
    async with app.run_test():
        await burst(app, f"\x0e{UP}{PGUP}{LEFT}\r")
    assert app.answers == [date(1900, 1, 1)]


@pytest.mark.parametrize(
    "make",
    [
        lambda: yes_no(EVIL, [EVIL]),
        lambda: Confirm(EVIL, leave_question()._answers, [EVIL]),
        lambda: Picker(EVIL, lambda text: CHOICES, placeholder=EVIL),
        lambda: Jumps(EVIL, [("evil", EVIL)]),
        lambda: TextPanel(EVIL, EVIL),
    ],
)
@pytest.mark.parametrize("theme", ["textual-dark", "ansi-dark"])
async def test_hostile_text_shows_as_it_is(burst, make, theme):
    app = Desk(make)
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await burst(app, "\x0e")
        await pilot.pause()
        lines = ["".join(segment.text for segment in line) for line in app.screen._compositor.render_strips()]
        assert "[@click=app.quit]" in "".join(lines)
        assert "\x1b" not in "".join(lines)
        assert {cell_len(line) for line in lines} == {80}
