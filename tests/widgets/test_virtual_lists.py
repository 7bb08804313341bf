"""What table and tree have in common: cursor, paging, marks, messages, styles and the empty list."""

from dataclasses import dataclass

import pytest
from rich.cells import cell_len
from textual.app import App
from textual.content import Content
from textual.widgets import Label

from widgets.cells import StyledCell, Tone
from widgets.columns import Column
from widgets.glyphs import ASCII
from widgets.virtual_lists import VirtualList
from widgets.virtual_tables import VirtualTable

MANY = 1_000_000
COLUMNS = (
    Column("name", "Name", 20, min_width=10, grow=1),
    Column("unit", "Unit", 10),
    Column("share", "Share", 6, align="right"),
)


@dataclass(frozen=True)
class Person:
    key: str
    cells: tuple


class People:
    """A source that counts what it is asked for."""

    def __init__(self, count=MANY, names=()):
        self.size = count
        self.names = names
        self.asked = []

    def count(self):
        return self.size

    def rows(self, start, count):
        self.asked.append((start, count))
        return [self.person(index) for index in range(start, min(start + count, self.size))]

    def person(self, index):
        name = self.names[index] if index < len(self.names) else f"Person {index}"
        return Person(f"p{index}", (name, StyledCell("HR", Tone.GOOD), f"{index % 100}%"))

    def index_of(self, key):
        index = int(key[1:])
        return index if index < self.size else None


class Counting(VirtualTable):
    """Remembers which lines were drawn for the screen."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.drawn = []

    def render_line(self, y):
        self.drawn.append(y)
        return super().render_line(y)


class ListApp(App):
    def __init__(self, table, theme="textual-dark"):
        super().__init__()
        self.table = table
        self.start_theme = theme
        self.told = []

    def compose(self):
        yield self.table
        label = Label("elsewhere")
        label.can_focus = True
        yield label

    def on_mount(self):
        self.theme = self.start_theme
        self.table.focus()

    def on_virtual_list_highlighted(self, event):
        self.told.append(("highlighted", event.key, event.index))

    def on_virtual_list_activated(self, event):
        self.told.append(("activated", event.key, event.index))

    def on_virtual_list_marked(self, event):
        self.told.append(("marked", event.keys))


def start(source, kind=VirtualTable, theme="textual-dark", **options):
    table = kind(COLUMNS, source, **options)
    app = ListApp(table, theme)
    return app, table, app.run_test(size=(80, 24))


def lines(table):
    return [table.draw_line(y).text for y in range(table.size.height)]


async def test_a_million_rows_cost_a_block_or_two():
    source = People()
    _app, table, running = start(source)
    async with running as pilot:
        assert len(source.asked) == 1
        await pilot.press(*["down"] * 30)
        assert len(source.asked) == 1
        await pilot.press("pagedown", "pagedown")
        assert len(source.asked) <= 3
        await pilot.press("end")
        assert table.cursor == MANY - 1
        assert len(source.asked) <= 5
        assert all(count <= 64 for _, count in source.asked)


async def test_the_first_screen_is_painted_once():
    _app, table, running = start(People(), Counting)
    async with running as pilot:
        await pilot.pause()
        assert [table.drawn.count(y) for y in range(2, table.size.height)] == [1] * 21


async def test_moving_the_cursor_paints_two_lines():
    _app, table, running = start(People(), Counting)
    async with running as pilot:
        await pilot.pause()
        table.drawn.clear()
        await pilot.press("down")
        await pilot.pause()
        assert table.drawn == [1, 2]


async def test_gaining_or_losing_the_focus_paints_the_cursor_line_only():
    app, table, running = start(People(), Counting)
    async with running as pilot:
        await pilot.pause()
        table.drawn.clear()
        app.query_one(Label).focus()
        await pilot.pause()
        assert table.drawn == [1]


async def test_a_reload_that_changes_nothing_paints_nothing():
    source = People()
    _app, table, running = start(source, Counting)
    async with running as pilot:
        await pilot.press("down")
        await pilot.pause()
        table.drawn.clear()
        source.asked.clear()
        table.reload()
        await pilot.pause()
        assert source.asked
        assert table.drawn == []


async def test_a_reload_paints_the_line_that_changed():
    source = People(names=["Zhang", "Li", "Wang"])
    _app, table, running = start(source, Counting)
    async with running as pilot:
        await pilot.pause()
        table.drawn.clear()
        source.names = ["Zhang", "Li Na", "Wang"]
        table.reload()
        await pilot.pause()
        assert table.drawn == [2]
        assert "Li Na" in lines(table)[2]


async def test_a_border_is_painted_with_the_rest():
    _app, table, running = start(People(), Counting)
    async with running as pilot:
        table.styles.border = ("ascii", "red")
        await pilot.pause()
        table.drawn.clear()
        table.refresh()
        await pilot.pause()
        assert len(table.drawn) == table.size.height


async def test_pages_keep_the_cursor_at_its_height():
    _app, table, running = start(People())
    async with running as pilot:
        page = table.body_height - 1
        await pilot.press("down", "down", "pagedown")
        assert (table.cursor, table.top) == (2 + page, page)
        await pilot.press("pageup")
        assert (table.cursor, table.top) == (2, 0)
        await pilot.press("pageup")
        assert (table.cursor, table.top) == (0, 0)


async def test_a_page_beyond_the_end_goes_to_the_end():
    _app, table, running = start(People(30))
    async with running as pilot:
        await pilot.press("pagedown", "pagedown", "pagedown")
        assert table.cursor == 29
        assert table.top == 30 - table.body_height
        assert "Person 29" in lines(table)[-1]
        await pilot.press("down")
        assert table.cursor == 29
        await pilot.press("home")
        assert (table.cursor, table.top) == (0, 0)


async def test_at_the_edge_half_a_page_comes_into_view():
    _app, table, running = start(People())
    async with running as pilot:
        await pilot.press(*["down"] * table.body_height)
        assert table.cursor == table.body_height
        assert table.top == 1 + table.body_height // 2


async def test_the_cursor_stays_on_its_row_when_others_come_before_it():
    class Shifted(People):
        shift = 0

        def person(self, index):
            return Person(f"p{index - self.shift}", super().person(index).cells)

        def index_of(self, key):
            return int(key[1:]) + self.shift

    source = Shifted()
    _app, table, running = start(source)
    async with running as pilot:
        await pilot.press("down", "down")
        source.shift = 5
        table.reload()
        assert (table.cursor_key, table.cursor) == ("p2", 7)


async def test_rows_that_vanish_take_the_cursor_to_the_last():
    source = People(100)
    _app, table, running = start(source)
    async with running as pilot:
        await pilot.press("end")
        source.size = 10
        table.reload()
        await pilot.pause()
        assert (table.cursor, table.cursor_key, table.top) == (9, "p9", 0)
        source.size = 0
        table.reload()
        assert table.cursor_key is None
        assert not any("Person" in line for line in lines(table))


async def test_an_empty_list_says_what_to_do():
    empty = "No people yet. Ctrl+N adds one, F8 offers [/import]."
    app, table, running = start(People(0), empty=empty)
    async with running as pilot:
        middle = lines(table)[1 + (table.body_height - 1) // 2]
        assert middle.strip() == empty
        assert abs(len(middle) - len(middle.rstrip()) - (len(middle) - len(middle.lstrip()))) <= 1
        await pilot.press("down", "pagedown", "end", "home", "space", "enter")
        await pilot.pause()
        assert app.told == []


async def test_a_long_empty_text_is_wrapped_and_may_be_styled():
    _app, table, running = start(People(0), empty=Content.from_markup("[b]还没有人员[/b] ") + Content("word " * 30))
    async with running:
        texts = [line for line in lines(table)[1:] if line.strip()]
        assert len(texts) == 3
        assert all(cell_len(line) == 79 for line in lines(table))


async def test_space_marks_the_row_and_goes_down():
    app, table, running = start(People(50))
    async with running as pilot:
        await pilot.press("space", "down", "space")
        assert table.marks == {"p0", "p2"}
        assert table.cursor == 3
        assert [line[0] for line in lines(table)[1:5]] == ["*", " ", "*", " "]
        await pilot.press("home", "space")
        assert table.marks == {"p2"}
        await pilot.pause()
        assert [event[1] for event in app.told if event[0] == "marked"] == [{"p0"}, {"p0", "p2"}, {"p2"}]


async def test_marks_survive_a_reload_and_can_be_dropped_at_once():
    app, table, running = start(People(50), Counting)
    async with running as pilot:
        await pilot.press("space", "space")
        table.reload()
        assert table.marks == {"p0", "p1"}
        await pilot.pause(0.1)
        table.drawn.clear()
        table.marks = ()
        await pilot.pause()
        assert table.drawn == [1, 2]
        assert app.told[-1] == ("marked", frozenset())


async def test_enter_and_a_double_click_open_a_row():
    app, table, running = start(People())
    async with running as pilot:
        await pilot.press("down", "enter")
        await pilot.click(table, offset=(5, 8), times=2)
        await pilot.pause()
        assert [event for event in app.told if event[0] == "activated"] == [("activated", "p1", 1), ("activated", "p7", 7)]


async def test_a_click_moves_the_cursor_and_opens_nothing():
    app, table, running = start(People(3))
    async with running as pilot:
        await pilot.click(table, offset=(5, 3))
        assert table.cursor == 2
        await pilot.click(table, offset=(5, 20))
        assert table.cursor == 2
        assert not any(event[0] == "activated" for event in app.told)


async def test_a_held_arrow_key_does_not_flood_the_screen():
    app, table, running = start(People())
    async with running as pilot:
        for _ in range(40):
            table.action_cursor_down()
        await pilot.pause()
        assert len(app.told) == 1
        await pilot.pause(0.2)
        assert app.told[-1] == ("highlighted", "p40", 40)
        assert len(app.told) == 2


async def test_the_first_row_is_told_without_a_key():
    app, _table, running = start(People())
    async with running as pilot:
        await pilot.pause()
        assert app.told == [("highlighted", "p0", 0)]


async def test_a_row_can_be_gone_to_by_its_key():
    _app, table, running = start(People())
    async with running as pilot:
        assert table.move_to_key("p500000")
        await pilot.pause()
        assert table.cursor == 500_000
        assert any("Person 500000 " in line for line in lines(table))
        assert not table.move_to_key("p1000000")
        assert table.cursor == 500_000


@pytest.mark.parametrize(("is_wanted", "first", "second"), [(True, (0, 3), (4, 4)), (False, (0, 0), (0, 0))])
async def test_the_terminal_cursor_follows_the_row_where_wanted(is_wanted, first, second):
    app, table, running = start(People(), visible_cursor=is_wanted, glyphs=ASCII)
    async with running as pilot:
        await pilot.press("down", "down", "pagedown")
        assert app.cursor_position == first
        table.styles.margin = (2, 0, 0, 4)
        await pilot.pause()
        await pilot.press("up")
        assert app.cursor_position == second


@pytest.mark.parametrize("theme", ["textual-dark", "ansi-dark", "ansi-light"])
async def test_the_cursor_row_differs_from_the_others(theme):
    _app, table, running = start(People(), theme=theme)
    async with running as pilot:
        await pilot.pause()
        cursor, other = table.draw_line(1), table.draw_line(2)
        assert cursor._segments[0].style != other._segments[0].style
        assert cursor._segments[0].style.bgcolor is not None


async def test_without_colour_the_cursor_row_is_reversed(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app, table, running = start(People())
    async with running as pilot:
        await pilot.pause()
        assert table.draw_line(1)._segments[0].style.reverse
        assert not table.draw_line(2)._segments[0].style.reverse
        app.query_one(Label).focus()
        await pilot.pause()
        assert table.draw_line(1)._segments[0].style.underline


async def test_keys_that_are_not_for_a_list_travel_on():
    class Listening(ListApp):
        BINDINGS = [("left", "note('left')"), ("f8", "note('f8')")]

        def action_note(self, key):
            self.told.append(key)

    table = VirtualTable(COLUMNS, People())
    app = Listening(table)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "f8", "x")
        assert [event for event in app.told if isinstance(event, str)] == ["left", "f8"]


def test_every_key_of_a_list_has_an_action_and_words():
    for binding in VirtualList.BINDINGS:
        assert callable(getattr(VirtualList, f"action_{binding.action}"))
        assert binding.description
