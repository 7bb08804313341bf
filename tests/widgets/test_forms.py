"""Filling a form: Enter goes on, nothing keeps one from moving, and what is typed ahead lands where it belongs."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import pytest
from rich.cells import cell_len
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input, Static

from perftui.errors import Message
from widgets.button_lines import ButtonLine
from widgets.dialogs.calendars import Calendar
from widgets.dialogs.pickers import Picker
from widgets.fields import Field, FieldKind, Option
from widgets.form_rows import FormRow, FormSources
from widgets.forms import Form
from widgets.safe_apps import SafeApp
from widgets.text_fields import TextField

if TYPE_CHECKING:
    from textual.app import ComposeResult

TODAY = date(2026, 11, 23)
BURST = "\x0eAlice\rHR\r2026-01-01\rgoal\x13"
F1, F4, F6, F12 = "\x1bOP", "\x1bOS", "\x1b[17~", "\x1b[24~"


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    staff_no: str = ""
    unit: str = ""
    is_duplicate_name: bool = False


PEOPLE = [
    Person("p1", "Zhang Wei", "101", "Sales", True),
    Person("p2", "Zhang Wei", "102", "R&D", True),
    Person("p3", "Alice Wong", "103", "HR"),
    Person("p4", "[/b]Bob", "104", "[@click=app.quit]"),
]
SOURCES = FormSources(
    TODAY,
    lambda text, limit: [person for person in PEOPLE if text.casefold() in f"{person.name} {person.staff_no}".casefold()][:limit],
    lambda id: next((person for person in PEOPLE if person.id == id), None),
)
PLAIN = (
    Field("owner", "Owner", help="Whose goal it is."),
    Field("unit", "Unit"),
    Field("due", "Due", FieldKind.DATE),
    Field("goal", "Goal", is_required=True),
)
ALL = (
    Field("name", "Name", is_required=True),
    Field("person", "负责人", FieldKind.PERSON),
    Field("kind", "Kind", FieldKind.CHOICE, choices=(Option("a", "Alpha"), Option("b", "Beta"), Option("c", "Bravo"))),
    Field("share", "Share", FieldKind.PERCENT),
    Field("count", "Count", FieldKind.NUMBER),
    Field("done", "Done", FieldKind.YES_NO),
    Field("since", "Since", FieldKind.READONLY, "2026-01-01"),
    Field("note", "Note", FieldKind.MULTILINE),
    Field("due", "客户投诉处理截止", FieldKind.DATE),
)


class FormScreen(Screen[None]):
    BINDINGS: ClassVar = [Binding("escape,f12", "app.pop_screen")]

    def __init__(self, fields=PLAIN, **options) -> None:
        super().__init__()
        self.form = Form(fields, sources=SOURCES, **options)

    def compose(self) -> ComposeResult:
        yield self.form

    def on_form_saved(self, event: Form.Saved) -> None:
        self.app.saved.append(event.values)
        self.app.another.append(event.wants_another)

    def on_form_field_left(self, event: Form.FieldLeft) -> None:
        self.app.left.append((event.name, event.value))

    def on_form_help_asked(self, event: Form.HelpAsked) -> None:
        self.app.helped.append(event.field.help)

    def on_form_leave_asked(self, event: Form.LeaveAsked) -> None:
        self.app.leaving += 1

    def on_form_dirty_changed(self, event: Form.DirtyChanged) -> None:
        self.app.dirty.append(event.is_dirty)


class Desk(SafeApp[None]):
    BINDINGS: ClassVar = [Binding("ctrl+n", "new")]

    def __init__(self, fields=PLAIN, **options) -> None:
        super().__init__()
        self.fields, self.options = fields, options
        self.saved: list[dict[str, str]] = []
        self.another: list[bool] = []
        self.left: list[tuple[str, str]] = []
        self.helped: list[str] = []
        self.dirty: list[bool] = []
        self.leaving = 0

    def compose(self) -> ComposeResult:
        yield Static("home")

    def action_new(self) -> None:
        self.push_screen(FormScreen(self.fields, **self.options))

    @property
    def form(self) -> Form:
        return next(form for screen in reversed(self.screen_stack) for form in screen.query(Form))

    @property
    def here(self) -> str:
        """The name of the focused field; empty on the buttons."""
        row = self.form._row_of(self.focused)
        return row.field.name if row else ""


async def test_a_burst_is_saved_field_by_field(burst):
    app = Desk()
    async with app.run_test():
        await burst(app, BURST)
    assert app.saved == [{"owner": "Alice", "unit": "HR", "due": "2026-01-01", "goal": "goal"}]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
async def test_any_burst_into_a_form_does_what_slow_typing_does(burst, seed):
    chance = random.Random(seed)
    texts = ["Zhang", "101", "李雷", "b", " ", "y", "95%", "+30d", "fri", "x\x7f", "2026-01-01", "\x1b[B", "\x1b[A", F6, "n"]
    keys = ["\x0e"] + [chance.choice([chance.choice(texts), "\r", "\r", "\t", "\x1b[Z", "\x13"]) for _ in range(25)]
    outcomes = []
    for is_fast in (True, False):
        app = Desk(ALL, previous={"name": "before", "kind": "c"})
        async with app.run_test():
            for part in ["".join([*keys, "\x13"])] if is_fast else [*keys, "\x13"]:
                await burst(app, part)
            outcomes.append((app.saved, app.left, app.form.values, app.here))
    assert outcomes[0] == outcomes[1]


async def test_enter_goes_through_all_fields_to_the_buttons_and_saves(burst):
    app = Desk(ALL)
    async with app.run_test():
        await burst(app, "\x0eRetention\r103\rb\r95%\r1,000\r \rfirst line\rsecond\t+30d\r\r")
    assert app.saved == [
        {
            "name": "Retention",
            "person": "p3",
            "kind": "b",
            "share": "95",
            "count": "1000",
            "done": "yes",
            "note": "first line\nsecond",
            "due": "2026-12-23",
        }
    ]


async def test_a_wrong_field_says_so_and_lets_one_go_on(burst):
    app = Desk(ALL)
    async with app.run_test():
        await burst(app, "\x0eName\r\r\rmany\r\r\r")
        assert app.here == "note"
        assert "not a number" in app.form.error_of("share")
        assert app.form.error_of("count") == ""


async def test_saving_jumps_to_the_first_field_that_is_wrong(burst):
    app = Desk(ALL)
    async with app.run_test():
        await burst(app, "\x0e\r\r\r\r\r\r\tnever\x13")
        assert app.here == "name"
        assert app.saved == []
        assert app.form.error_of("name") == "Name is missing: please fill it in."
        assert "never" in app.form.error_of("due")
        await burst(app, "N\x13")
        assert app.here == "due"
        assert app.form.error_of("name") == ""
        assert app.form.values["due"] == "never"


async def test_a_check_of_the_field_is_asked_on_leaving_and_on_saving(burst):
    def check(value: str) -> Message | None:
        return Message("{name} is taken.", {"name": value}) if value == "[/b]" else None

    app = Desk(PLAIN, checks={"owner": check})
    async with app.run_test():
        await burst(app, "\x0e[/b]\r")
        assert app.form.error_of("owner") == "[/b] is taken."
        await burst(app, "\r\rg\x13")
        assert app.here == "owner"
        await burst(app, "Bo\x13")
    assert app.saved[0]["owner"] == "Bo"


async def test_each_field_left_is_told_for_the_draft(burst):
    app = Desk()
    async with app.run_test():
        await burst(app, "\x0eAlice\rHR\rnot a day\r")
    assert app.left == [("owner", "Alice"), ("unit", "HR"), ("due", "not a day")]


async def test_a_draft_comes_back_as_it_was_typed(burst):
    app = Desk(ALL)
    draft = {"name": "N", "person": "Zhang", "due": "not a day", "kind": "b", "gone": "x", "note": "a\nb", "done": "yes"}
    async with app.run_test():
        await burst(app, "\x0e")
        app.form.restore(draft)
        values = app.form.values
        assert {name: values[name] for name in draft if name != "gone"} == {name: draft[name] for name in draft if name != "gone"}
        assert app.form.is_dirty


async def test_the_form_knows_when_something_is_unsaved(burst):
    app = Desk((Field("owner", "Owner", value="Al"), *PLAIN[1:]))
    async with app.run_test():
        await burst(app, "\x0e\r\r")
        assert not app.form.is_dirty
        await burst(app, "fri")
        assert app.form.is_dirty
        app.form.mark_saved()
        await app.keys_settled()
        assert not app.form.is_dirty
    assert app.dirty == [True, False]


async def test_escape_asks_only_when_something_is_unsaved(burst):
    app = Desk()
    async with app.run_test():
        await burst(app, "\x0eA")
        await burst(app, F12)
        assert app.leaving == 1
        await burst(app, "\x7f")
        await burst(app, F12)
        assert app.leaving == 1
        assert len(app.screen_stack) == 1


async def test_f1_asks_for_help_on_the_field(burst):
    app = Desk()
    async with app.run_test():
        await burst(app, f"\x0e{F1}")
    assert app.helped == ["Whose goal it is."]


async def test_f6_repeats_the_previous_records_value(burst):
    app = Desk(ALL, previous={"name": "Before", "kind": "b", "person": "p3", "note": "old"})
    async with app.run_test():
        await burst(app, f"\x0e{F6}\r{F6}\r{F6}\r{F6}\r\r\r{F6}\x13")
    assert app.saved == [{"name": "Before", "person": "p3", "kind": "b", "share": "", "count": "", "done": "no", "note": "old", "due": ""}]


async def test_up_and_down_move_between_lines_but_stay_in_a_text_of_several(burst):
    app = Desk(ALL)
    async with app.run_test():
        await burst(app, "\x0e\x1b[A")
        assert app.here == "name"
        await burst(app, "\r\r\x1b[B")
        assert app.here == "share"
        await burst(app, "\x1b[A\x1b[A")
        assert app.here == "person"
        app.form.focus_field("note")
        await burst(app, "a\rb\x1b[A\x1b[A")
        assert app.here == "note"


async def test_save_and_add_another_says_so(burst):
    app = Desk(can_add_another=True)
    async with app.run_test():
        await burst(app, "\x0eA\rB\r\rgoal\r\x1b[C\r")
        assert isinstance(app.focused, ButtonLine)
    assert app.another == [True]


async def test_values_are_gone_through_with_space_arrows_letters_and_numbers(burst):
    app = Desk(ALL)
    async with app.run_test():
        await burst(app, "\x0e\r\r")
        seen = []
        for key in (" ", "\x1b[C", "\x1b[D", "b", "b", "b", "\x1b[C", "3", "1", "\x7f"):
            await burst(app, key)
            seen.append(app.form.values["kind"])
    assert seen == ["a", "b", "a", "b", "c", "b", "c", "c", "a", ""]


async def test_f4_lists_the_values_and_takes_one(burst):
    app = Desk(ALL)
    async with app.run_test():
        await burst(app, f"\x0e\r\r{F4}")
        assert isinstance(app.screen, Picker)
        await burst(app, "bra\r")
        assert app.form.values["kind"] == "c"
        await burst(app, f"\r\r\r\r\t{F4}")
        assert isinstance(app.screen, Calendar)
        await burst(app, "\x1b[C\r")
        assert app.form.values["due"] == "2026-11-24"


async def test_labels_of_any_script_end_in_the_same_column():
    app = Desk(ALL)
    async with app.run_test(size=(80, 30)) as pilot:
        app.action_new()
        await app.keys_settled()
        rows = app.screen.query(FormRow)
        starts = {row.control.region.x for row in rows}
        assert starts == {cell_len("客户投诉处理截止") + 2}
        await pilot.pause()
        lines = ["".join(segment.text for segment in line) for line in app.screen._compositor.render_strips()]
        assert any("负责人" in line for line in lines)
        assert all(cell_len(line) == 80 for line in lines)


async def test_a_row_is_one_line_until_something_is_wrong(burst):
    app = Desk(PLAIN)
    async with app.run_test():
        await burst(app, "\x0e\r\rx\r")
        heights = [row.size.height for row in app.screen.query(FormRow)]
        assert heights.pop(2) > 1
        assert heights == [1, 1, 1]


async def test_markup_in_labels_values_and_messages_stays_text(burst):
    evil = "[/b][@click=app.quit]\x1b]52;c;QQ\x07"
    app = Desk((Field("a", evil, value=evil), Field("b", evil, FieldKind.READONLY, evil), Field("c", evil, FieldKind.CHOICE, evil)))
    async with app.run_test() as pilot:
        await burst(app, "\x0e")
        app.form.set_error("a", evil)
        await pilot.pause()
        text = "".join(segment.text for line in app.screen._compositor.render_strips() for segment in line)
        assert text.count("[@click=app.quit]") >= 5
        assert "\x1b" not in text
        assert app.form.values["a"] == "[/b][@click=app.quit]]52;c;QQ"


async def test_a_long_form_scrolls_to_the_field(burst):
    app = Desk(tuple(Field(f"f{n}", f"Field {n}") for n in range(40)))
    async with app.run_test(size=(80, 24)):
        await burst(app, "\x0e" + "\r" * 35 + "here")
        assert app.form.values["f35"] == "here"
        assert app.screen.region.contains_region(app.focused.region)


async def test_a_date_says_which_day_it_is_beside_the_field(burst):
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(app, "\x0e\r\rfri")
        await pilot.pause()
        lines = ["".join(segment.text for segment in line) for line in app.screen._compositor.render_strips()]
        assert any("Due" in line and "fri" in line and "Fri 27 Nov 2026, in 4 days" in line for line in lines)
        await burst(app, "\r")
        assert app.form._rows["due"].control.value == "2026-11-27"


@pytest.mark.parametrize("theme", ["textual-dark", "ansi-dark"])
@pytest.mark.parametrize("keys", ["", "\r", "\r\r", "\r\r\r\r\r", "\r\r\r\r\r\r", "\r\r\r\r\r\r\t\r"])
async def test_without_colour_one_sees_where_one_is(burst, monkeypatch, theme, keys):
    monkeypatch.setenv("NO_COLOR", "1")
    app = Desk(ALL)
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await burst(app, f"\x0e{keys}")
        await pilot.pause()
        region = app.focused.region
        lines = app.screen._compositor.render_strips()[region.y : region.bottom]
        assert any(segment.style and segment.style.reverse for line in lines for segment in line)


async def test_a_form_with_dates_needs_to_know_today():
    with pytest.raises(ValueError, match="due"):
        Form(PLAIN)


async def test_the_field_can_be_used_without_a_form(burst):
    class Alone(SafeApp[None]):
        def compose(self) -> ComposeResult:
            yield TextField("a")

        def on_input_submitted(self, event: Input.Submitted) -> None:
            self.exit(None, message=event.value)

    app = Alone()
    async with app.run_test():
        await burst(app, "bc\r")
    assert not app.is_running
