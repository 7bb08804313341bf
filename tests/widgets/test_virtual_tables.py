"""Writing in a table: the editor over a cell, the answers to it, and paste."""

from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.widgets import Input

from widgets.cells import StyledCell, Tone
from widgets.columns import Column
from widgets.virtual_tables import VirtualTable

COLUMNS = (
    Column("nr", "Nr", 4),
    Column("name", "Name", 20, min_width=10, grow=1, is_editable=True),
    Column("unit", "Unit", 10, priority=1, is_editable=True),
    Column("share", "Share", 6, align="right"),
)


@dataclass(frozen=True)
class Person:
    key: str
    cells: tuple


class Roster:
    """Rows in a list, so that a test can write to them."""

    def __init__(self, people):
        self.people = people

    def count(self):
        return len(self.people)

    def rows(self, start, count):
        return self.people[start : start + count]

    def index_of(self, key):
        return next((index for index, person in enumerate(self.people) if person.key == key), None)

    def write(self, key, column, text):
        index, position = self.index_of(key), [c.key for c in COLUMNS].index(column)
        cells = list(self.people[index].cells)
        cells[position] = text
        self.people[index] = replace(self.people[index], cells=tuple(cells))


def roster(*names):
    names = names or ("Zhang", "Li", "Wang", "Chen")
    return Roster([Person(f"p{n}", (str(n), name, StyledCell("HR", Tone.MUTED, raw="hr-1"), "50%")) for n, name in enumerate(names)])


class TableApp(App):
    """Answers as a screen does: writes and reloads, refuses an empty text, or leaves the answer to the test."""

    BINDINGS = [("f8", "menu"), ("ctrl+s", "menu")]
    is_answering = True

    def __init__(self, source, **options):
        super().__init__()
        self.source = source
        self.table = VirtualTable(COLUMNS, source, **options)
        self.told = []

    def compose(self):
        yield self.table
        yield Input()

    def on_mount(self):
        self.table.focus()

    def action_menu(self):
        self.told.append("menu")

    def on_virtual_table_cell_edited(self, event):
        self.told.append((event.key, event.column, event.text))
        if not self.is_answering:
            return
        if not event.text:
            event.table.reject_edit("A name is needed.")
            return
        self.source.write(event.key, event.column, event.text)
        event.table.reload()

    def on_virtual_table_pasted(self, event):
        self.told.append((event.key, event.column, event.grid))

    def on_virtual_list_activated(self, event):
        self.told.append(("activated", event.key))


def start(source=None, **options):
    app = TableApp(source or roster(), **options)
    return app, app.table, app.run_test(size=(80, 24))


def lines(table):
    return [table.draw_line(y).text for y in range(table.size.height)]


def names(app):
    return [person.cells[1] for person in app.source.people]


async def test_f2_edits_and_enter_goes_down():
    app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "end", *" San", "enter", "f2", "ctrl+u", *"Li Na", "enter")
        await pilot.pause()
        assert names(app) == ["Zhang San", "Li Na", "Wang", "Chen"]
        assert (table.cursor, table.column, table.is_editing) == (2, "name", False)


async def test_tab_goes_right_and_shift_tab_left():
    app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "end", "!", "tab", "f2", "end", "!", "shift+tab")
        await pilot.pause()
        assert app.told == [("p0", "name", "Zhang!"), ("p0", "unit", "hr-1!")]
        assert (table.cursor, table.column) == (0, "name")


async def test_the_editor_starts_from_the_raw_value():
    _app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "right")
        assert "HR" in lines(table)[1]
        await pilot.press("f2")
        assert "hr-1" in lines(table)[1]


async def test_escape_gives_the_old_text_back():
    app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "end", "x", "escape")
        await pilot.pause()
        assert app.told == []
        assert not table.is_editing
        assert "Zhang " in lines(table)[1]


async def test_an_unchanged_text_is_not_handed_over():
    app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "enter")
        assert app.told == []
        assert (table.cursor, table.is_editing) == (1, False)


async def test_on_a_row_cursor_the_first_cell_that_can_be_edited_is():
    app, table, running = start()
    async with running as pilot:
        await pilot.press("f2", "end", "!", "tab", "f2", "end", "!", "enter")
        await pilot.pause()
        assert app.told == [("p0", "name", "Zhang!"), ("p0", "unit", "hr-1!")]
        assert table.cursor == 1


async def test_enter_edits_where_asked_for_and_opens_elsewhere():
    app, table, running = start(cell_cursor=True, edit_on_enter=True)
    async with running as pilot:
        await pilot.press("enter")
        assert not table.is_editing
        await pilot.press("right", "enter")
        assert table.is_editing
        await pilot.press("escape")
        await pilot.pause()
        assert app.told == [("activated", "p0")]


async def test_what_cannot_be_edited_stays_closed():
    app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("f2", "x", "enter")
        await pilot.pause()
        assert not table.is_editing
        assert app.told == [("activated", "p0")]


async def test_a_refused_text_stays_open_with_the_reason():
    app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "ctrl+u", "enter")
        await pilot.pause()
        assert table.is_editing
        assert "A name is needed." in lines(table)[2]
        assert "Li" not in lines(table)[2]
        await pilot.press("Q")
        assert "Li" in lines(table)[2]
        await pilot.press("enter")
        await pilot.pause()
        assert names(app)[0] == "Q"
        assert table.cursor == 1


async def test_the_reason_shows_above_the_last_line():
    source = roster(*[f"Person {n}" for n in range(100)])
    _app, table, running = start(source, cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "end", "f2", "ctrl+u", "enter")
        await pilot.pause()
        assert "A name is needed." in lines(table)[-2]


async def test_keys_typed_before_the_answer_wait_for_it():
    app, table, running = start(cell_cursor=True)
    app.is_answering = False
    async with running as pilot:
        await pilot.press("right", "f2", "end", "1", "enter", "f2", "end", "2", "enter", "f2")
        await pilot.pause()
        assert app.told == [("p0", "name", "Zhang1")]
        assert table.cursor == 0
        table.accept_edit()
        await pilot.pause()
        assert app.told[1:] == [("p1", "name", "Li2")]
        table.accept_edit()
        await pilot.pause()
        assert (table.cursor, table.is_editing) == (2, True)


async def test_keys_meant_for_the_next_cell_never_land_in_a_refused_one():
    app, table, running = start(cell_cursor=True)
    app.is_answering = False
    async with running as pilot:
        await pilot.press("right", "f2", "ctrl+u", "enter", "f2", "end", "x")
        await pilot.pause()
        table.reject_edit("No.")
        await pilot.press("Q", "enter")
        await pilot.pause()
        assert app.told == [("p0", "name", ""), ("p0", "name", "Q")]
        table.accept_edit()
        assert (table.cursor, table.is_editing) == (1, False)


async def test_escape_ends_the_waiting():
    app, table, running = start(cell_cursor=True)
    app.is_answering = False
    async with running as pilot:
        await pilot.press("right", "f2", "end", "x", "enter", "y", "escape", "down")
        assert not table.is_editing
        assert table.cursor == 1


async def test_keys_of_the_screen_work_while_the_editor_is_open():
    app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "f8", "down", "pagedown", "ctrl+s")
        await pilot.pause()
        assert app.told == ["menu", "menu"]
        assert (table.cursor, table.is_editing) == (0, True)


async def test_an_edited_row_that_moves_takes_nothing_along():
    class Sorted(Roster):
        def write(self, key, column, text):
            super().write(key, column, text)
            self.people.sort(key=lambda person: person.cells[1])

    source = Sorted(roster("A", "B", "C", "D").people)
    app, table, running = start(source, cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "ctrl+u", "Z", "enter")
        await pilot.pause()
        assert names(app) == ["B", "C", "D", "Z"]
        assert table.cursor_key == "p1"


async def test_a_reload_by_others_keeps_the_editor_and_its_row():
    app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "down", "f2", "end", "!")
        app.source.people.insert(0, Person("new", ("9", "New", "HR", "0%")))
        table.reload()
        await pilot.press("?", "enter")
        await pilot.pause()
        assert app.told == [("p1", "name", "Li!?")]


async def test_leaving_the_table_keeps_what_was_written():
    app, _table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "end", "!")
        app.query_one(Input).focus()
        await pilot.pause()
        assert names(app)[0] == "Zhang!"
        assert app.focused is app.query_one(Input)


async def test_a_refusal_calls_the_focus_back():
    app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "ctrl+u")
        app.query_one(Input).focus()
        await pilot.pause()
        assert app.focused is table
        assert table.is_editing


async def test_the_window_losing_the_focus_hands_nothing_over():
    app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "end", "!")
        app.post_message(events.AppBlur())
        await pilot.pause()
        app.post_message(events.AppFocus())
        await pilot.pause()
        assert app.told == []
        assert table.is_editing


async def test_a_click_elsewhere_hands_the_text_over_first():
    app, table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "end", "!")
        await pilot.click(table, offset=(8, 3))
        await pilot.pause()
        assert names(app)[0] == "Zhang!"
        assert (table.cursor, table.column, table.is_editing) == (2, "name", False)


async def test_the_caret_is_where_an_input_method_looks():
    app, table, running = start(roster("客户", "Li"), cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2")
        x = table.slot().x
        assert app.cursor_position == (x + 4, 1)
        await pilot.press("left")
        assert app.cursor_position == (x + 2, 1)
        await pilot.press("投")
        assert app.cursor_position == (x + 4, 1)
        assert "客投户" in lines(table)[1]


async def test_writing_paints_only_up_to_the_end_of_the_cell():
    _app, table, running = start(cell_cursor=True)
    painted = []
    async with running as pilot:
        await pilot.press("right", "f2")
        await pilot.pause()
        table._set_dirty = lambda *regions: painted.extend(regions)
        await pilot.press("x")
        assert {(region.y, region.height, region.right) for region in painted} == {(1, 1, table.slot().end)}


async def test_a_paste_into_the_editor_is_one_line():
    app, _table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2", "ctrl+u")
        app.post_message(events.Paste("a\tb\r\nc\x1b\r\n"))
        await pilot.press("enter")
        await pilot.pause()
        assert app.told == [("p0", "name", "a b c\ufffd")]


async def test_a_paste_on_a_cell_arrives_as_a_grid():
    app, _table, running = start(cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "down")
        app.post_message(events.Paste("Zhang\tHR\r\nLi\tOps\r\n"))
        await pilot.pause()
        assert app.told == [("p1", "name", (("Zhang", "HR"), ("Li", "Ops")))]


async def test_a_paste_on_a_row_starts_at_its_first_editable_cell():
    app, _table, running = start(Roster([]))
    async with running as pilot:
        app.post_message(events.Paste("Zhang\n"))
        await pilot.pause()
        assert app.told == [("", "name", (("Zhang",),))]


async def test_a_paste_where_nothing_can_be_edited_is_not_taken():
    app, _table, running = start(cell_cursor=True)
    async with running as pilot:
        app.post_message(events.Paste("Zhang\n"))
        await pilot.pause()
        assert app.told == []


async def test_the_editor_draws_nothing_that_a_terminal_obeys():
    _app, table, running = start(roster("[/b]\x1b[2J\n客户投诉处理率"), cell_cursor=True)
    async with running as pilot:
        await pilot.press("right", "f2")
        assert "[/b]\ufffd[2J 客户投诉处理率" in lines(table)[1]
        assert cell_len(lines(table)[1]) == table.line_width
