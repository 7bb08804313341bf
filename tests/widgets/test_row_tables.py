"""Reading a table: columns, the cell cursor, order, and texts that would be more than text."""

from dataclasses import dataclass

import pytest
from rich.cells import cell_len
from textual.app import App

from widgets.cells import StyledCell, Tone
from widgets.columns import Column
from widgets.glyphs import ASCII
from widgets.virtual_tables import VirtualTable

COLUMNS = (
    Column("nr", "Nr", 4),
    Column("name", "Name", 20, min_width=10, grow=1),
    Column("unit", "Unit", 10, priority=1),
    Column("share", "Share", 6, align="right"),
)


@dataclass(frozen=True)
class Person:
    key: str
    cells: tuple


class Roster:
    def __init__(self, names):
        self.people = [Person(f"p{n}", (str(n), name, StyledCell("HR", Tone.MUTED), "50%")) for n, name in enumerate(names)]

    def count(self):
        return len(self.people)

    def rows(self, start, count):
        return self.people[start : start + count]

    def index_of(self, key):
        return next((index for index, person in enumerate(self.people) if person.key == key), None)


def roster(*names):
    return Roster(names or ("Zhang", "Li", "Wang", "Chen"))


class TableApp(App):
    BINDINGS = [("f2", "edit_person")]

    def __init__(self, source, **options):
        super().__init__()
        self.table = VirtualTable(COLUMNS, source, **options)
        self.told = []

    def compose(self):
        yield self.table

    def on_mount(self):
        self.table.focus()

    def action_edit_person(self):
        self.told.append("edit")

    def on_row_table_header_selected(self, event):
        self.told.append(("sort", event.column))


def start(source=None, **options):
    app = TableApp(source or roster(), **options)
    return app, app.table, app.run_test(size=(80, 24))


def lines(table):
    return [table.draw_line(y).text for y in range(table.size.height)]


async def test_where_nothing_can_be_edited_f2_is_the_screens():
    app, table, running = start()
    async with running as pilot:
        await pilot.press("f2")
        assert app.told == ["edit"]
        assert not table.is_editing


@pytest.mark.parametrize("name", ["[/b]", "[@click=app.quit]x", "[b]bold", "\x1b[2J\x1b]0;x\x07", "a\nb\tc"])
async def test_hostile_names_are_only_text(name):
    app, table, running = start(roster(name, "Li"))
    async with running as pilot:
        await pilot.pause()
        line = lines(table)[1]
        assert cell_len(line) == table.line_width
        assert line.isprintable()
        if name.startswith("["):
            assert name in line
        await pilot.click(table, offset=(8, 1))
        assert app.is_running


async def test_wide_characters_keep_the_columns_in_line():
    _app, table, running = start(roster("客户投诉处理率" * 6, "x客户投诉处理率" * 6, "plain"))
    async with running:
        starts = set()
        for line in lines(table)[1:4]:
            assert cell_len(line) == table.line_width
            starts.add(cell_len(line[: line.index("HR")]))
        assert len(starts) == 1
        assert "…" in lines(table)[1]


async def test_numbers_stand_flush_right_under_their_title():
    _app, table, running = start()
    async with running:
        assert {len(line.rstrip()) for line in lines(table)[:5]} == {table.line_width}


async def test_narrow_terminals_drop_the_least_important_column():
    app = TableApp(roster())
    async with app.run_test(size=(30, 10)):
        assert "Unit" not in lines(app.table)[0]
        assert "Share" in lines(app.table)[0]


async def test_a_resized_terminal_is_filled_anew():
    _app, table, running = start()
    async with running as pilot:
        lines(table)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert {cell_len(line) for line in lines(table)} == {59}


async def test_left_and_right_stop_at_the_edges():
    _app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("left")
        assert table.column == "nr"
        await pilot.press(*["right"] * 9)
        assert table.column == "share"


async def test_the_order_shows_at_its_title_and_a_click_asks_for_another():
    app, table, running = start(glyphs=ASCII)
    async with running as pilot:
        table.show_order("name", is_descending=True)
        assert "Name v" in lines(table)[0]
        table.show_order("name")
        assert "Name ^" in lines(table)[0]
        await pilot.click(table, offset=(10, 0))
        await pilot.pause()
        assert app.told == [("sort", "name")]


async def test_another_source_is_shown_at_once():
    _app, table, running = start()
    async with running as pilot:
        await pilot.press("down", "down")
        table.source = roster("Only")
        await pilot.pause()
        assert table.row_count == 1
        assert "Only" in lines(table)[1]
        assert table.cursor_key == "p0"


async def test_a_source_can_be_changed_before_the_table_is_shown():
    _app, table, running = start()
    table.source = roster("Only")
    table.reload()
    async with running:
        assert "Only" in lines(table)[1]
        assert table.cursor_key == "p0"


async def test_tones_give_way_to_the_cursor():
    _app, table, running = start()
    async with running as pilot:
        await pilot.pause()
        assert len(table.draw_line(1)._segments) == 1
        assert len(table.draw_line(2)._segments) == 3


class Narrowed(Roster):
    """Shows the first person alone, and knows all but the second."""

    def count(self):
        return 1

    def index_of(self, key):
        return 0 if key == "p0" else None

    def known(self, keys):
        return keys - {"p1"}


async def test_a_mark_goes_with_its_record_and_stays_where_a_filter_hides_it():
    app = TableApp(roster())
    async with app.run_test() as pilot:
        await pilot.press("space", "space", "space")
        app.table.source = Narrowed(("Zhang",))
        assert app.table.marks == {"p0", "p2"}
        app.table.source = Roster(("Zhang",))
        assert app.table.marks == {"p0"}
