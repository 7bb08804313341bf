"""Picking a person by typing, ahead or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from perftui.i18n import say
from widgets.person_choices import the_one
from widgets.person_pickers import DropList, PersonField
from widgets.pick_lists import PickList
from widgets.safe_apps import SafeApp
from widgets.text_fields import TextField

if TYPE_CHECKING:
    from textual.app import ComposeResult

DOWN, UP, F4, ESC = "\x1b[B", "\x1b[A", "\x1bOS", "\x1b"


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
    Person("p5", "李雷", "105", "研发部"),
    Person("p6", "李雷雷", "106", "研发部"),
    *(Person(f"q{n}", f"Chen {n}", f"9{n:02}") for n in range(20)),
]
RECENT = [PEOPLE[2], PEOPLE[4]]


class Pick(SafeApp[None]):
    def __init__(self, value: str = "") -> None:
        super().__init__()
        self.value = value
        self.asked: list[tuple[str, int]] = []

    def compose(self) -> ComposeResult:
        yield PersonField(self.value, search=self.search, find=lambda id: next((p for p in PEOPLE if p.id == id), None))
        yield TextField(id="next")

    def search(self, text: str, limit: int) -> list[Person]:
        self.asked.append((text, limit))
        if not text:
            return RECENT
        return [p for p in PEOPLE if text.casefold() in f"{p.name} {p.staff_no}".casefold()][:limit]

    def on_field_control_finished(self) -> None:
        self.screen.focus_next()

    @property
    def field(self) -> PersonField:
        return self.query_one(PersonField)

    @property
    def listed(self) -> list[str]:
        """The lines of the list, as they show; empty when it does not."""
        drops = self.screen.query(DropList)
        return [line.strip(" ▌") for line in drops.first().render().plain.splitlines()] if drops and drops.first().display else []


@pytest.mark.parametrize(
    ("keys", "value", "shown"),
    [
        ("ali\t", "p3", "Alice Wong"),
        ("103\r", "p3", "Alice Wong"),
        ("李雷\r", "p5", "李雷"),
        ("李雷雷\r", "p6", "李雷雷"),
        ("102\r", "p2", "Zhang Wei (102)"),
        (f"zha{DOWN}{DOWN}\r", "p2", "Zhang Wei (102)"),
        (f"zha{DOWN}{DOWN}{DOWN}{UP}\r", "p1", "Zhang Wei (101)"),
        (f"{DOWN}{DOWN}\r", "p5", "李雷"),
        ("zhang wei\r", "zhang wei", "zhang wei"),
        ("nobody\r", "nobody", "nobody"),
        (f"ali{F4}\r", "p3", "Alice Wong"),
    ],
)
async def test_typing_ahead_picks_whom_it_means(burst, keys, value, shown):
    app = Pick()
    async with app.run_test():
        await burst(app, keys + "on")
        assert app.query_one("#next", TextField).value == "on"
        assert app.field.read_value() == value
        assert app.field.value == shown
        assert app.listed == []


async def test_the_list_shows_eight_at_most_and_all_on_f4(burst):
    app = Pick()
    async with app.run_test(size=(80, 30)) as pilot:
        await burst(app, "chen")
        await pilot.pause()
        assert len(app.listed) == 8
        await burst(app, F4)
        assert app.asked[-1] == ("chen", 50)
        await burst(app, DOWN * 15 + "\r")
        assert app.field.value == "Chen 15"


async def test_an_empty_field_lists_whom_one_picked_of_late(burst):
    app = Pick()
    async with app.run_test():
        assert app.listed == []
        await burst(app, DOWN)
        assert [line.split()[0] for line in app.listed] == ["Alice", "李雷"]


async def test_people_of_one_name_show_their_staff_numbers(burst):
    app = Pick()
    async with app.run_test():
        await burst(app, "zhang")
        assert [line.split() for line in app.listed] == [["Zhang", "Wei", "101", "Sales"], ["Zhang", "Wei", "102", "R&D"]]


async def test_a_name_that_several_people_have_is_complained_about(burst):
    app = Pick()
    async with app.run_test():
        await burst(app, "zhang\r")
        assert say(app.field.complaint()) == "2 people match; F4 shows them."
        await burst(app, "\x1b[Z")
        await burst(app, "nobody[/b]\r")
        assert say(app.field.complaint()) == "Nobody matches “nobody[/b]”. F4 lists people."
        await burst(app, "\x1b[Z")
        await burst(app, "ali\r")
        assert app.field.complaint() is None


async def test_changing_a_picked_name_unpicks_it(burst):
    app = Pick("p3")
    async with app.run_test():
        assert app.field.value == "Alice Wong"
        await burst(app, "\x1b[F\x7f")
        assert app.field.read_value() == "Alice Won"
        await burst(app, "g\r")
        assert app.field.read_value() == "p3"


async def test_an_id_that_nobody_has_is_kept_as_it_is():
    app = Pick("p99")
    async with app.run_test():
        assert app.field.read_value() == "p99"


async def test_down_on_a_picked_person_leaves_the_field(burst):
    app = Pick("p3")
    async with app.run_test():
        await burst(app, f"{DOWN}")
        assert app.listed == []


async def test_escape_closes_the_list_first(burst):
    app = Pick()
    async with app.run_test() as pilot:
        await burst(app, "zha")
        await pilot.press("escape")
        assert app.listed == []
        assert app.field.value == "zha"


async def test_a_click_takes_the_person(burst):
    app = Pick()
    async with app.run_test(size=(80, 24)) as pilot:
        await burst(app, "zha")
        await pilot.pause()
        await pilot.click(PickList, offset=(3, 1))
        await app.keys_settled()
        assert app.field.read_value() == "p2"
        assert app.focused is app.field


async def test_markup_in_a_name_is_a_name(burst):
    app = Pick()
    async with app.run_test():
        await burst(app, "104")
        assert "[/b]Bob" in app.listed[0]
        assert "[@click=app.quit]" in app.listed[0]
        await burst(app, "\r")
        assert app.field.value == "[/b]Bob"


async def test_the_list_stays_on_the_screen_and_moves_nothing(burst):
    app = Pick()
    async with app.run_test(size=(40, 12)) as pilot:
        before = app.query_one("#next").region
        await burst(app, "chen")
        await pilot.pause()
        assert app.query_one("#next").region == before
        assert app.screen.region.contains_region(app.screen.query_one(DropList).region)


def test_one_match_or_one_exact_name_is_the_one():
    assert the_one("x", [PEOPLE[2]]) is PEOPLE[2]
    assert the_one("李雷", PEOPLE[4:6]) is PEOPLE[4]
    assert the_one("zhang wei", PEOPLE[:2]) is None
    assert the_one("zhang wei (102)", PEOPLE[:2]) is PEOPLE[1]
    assert the_one("x", []) is None


@pytest.mark.parametrize("theme", ["textual-dark", "ansi-dark"])
@pytest.mark.parametrize("no_colour", ["", "1"])
async def test_the_cursor_of_the_list_shows_once_one_is_in_it_and_without_colour_too(burst, monkeypatch, theme, no_colour):
    if no_colour:
        monkeypatch.setenv("NO_COLOR", no_colour)
    app = Pick()
    async with app.run_test() as pilot:
        app.theme = theme
        seen = []
        for keys in ("zha", DOWN, DOWN):
            await burst(app, keys)
            await pilot.pause()
            region = app.screen.query_one(DropList).content_region
            lines = app.screen._compositor.render_strips()[region.y : region.bottom]
            styles = [line.crop(region.x, region.right)._segments[0].style for line in lines]
            seen.append([(style.color, style.bgcolor, bool(style.reverse)) for style in styles])
    idle, first, second = seen
    assert idle[0] == idle[1]
    assert first[0] != first[1]
    assert second == first[::-1]
    assert first[0][2] == bool(no_colour)
