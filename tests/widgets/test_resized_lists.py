"""A list whose terminal changes its size."""

from textual.app import App

from widgets.columns import Column
from widgets.row_tables import RowTable


class Person:
    key, cells = "p", ("Ann",)


class People:
    def count(self):
        return 3

    def rows(self, start, count):
        return [Person() for _ in range(start, min(start + count, 3))]

    def index_of(self, key):
        return 0


class Desk(App):
    def __init__(self, table):
        super().__init__()
        self.table = table

    def compose(self):
        yield self.table


async def test_a_line_asked_for_at_a_new_width_before_the_resize_is_told_has_that_width(monkeypatch):
    table = RowTable([Column("name", "Name", 20, grow=1)], People())
    async with Desk(table).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert table.draw_line(2).cell_length > 70
        monkeypatch.setattr(RowTable, "line_width", 60)
        assert table.draw_line(2).cell_length == 60
