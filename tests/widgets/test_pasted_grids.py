"""What a spreadsheet leaves on the clipboard."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.pasted_grids import grid

CELLS = st.text(st.sampled_from('ab客"\t\n '), max_size=6)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_tabs_and_any_line_break_make_the_grid(line_break):
    text = line_break.join(["Zhang Wei\tHR", "Li Na\tOps", ""])
    assert grid(text) == (("Zhang Wei", "HR"), ("Li Na", "Ops"))


def test_one_cell_is_a_grid_of_one():
    assert grid("62\r\n") == (("62",),)
    assert grid("62") == (("62",),)


def test_nothing_pasted_has_no_rows():
    assert grid("") == ()
    assert grid("\n") == ()


def test_empty_cells_and_rows_keep_their_place():
    assert grid("a\t\tb\n\nc") == (("a", "", "b"), ("",), ("c",))


def test_a_quoted_cell_may_hold_a_line_break():
    assert grid('"first\nsecond"\tx') == (("first\nsecond", "x"),)


def test_a_quote_that_is_not_closed_is_text():
    assert grid('"abc\td\ne') == (('"abc', "d"), ("e",))


def test_control_characters_are_taken_out():
    assert grid("a\x1b[31m\x00b\tc\u202e") == (("a[31mb", "c"),)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_excel_writes_comes_back(rows):
    out = StringIO()
    csv.writer(out, dialect="excel-tab", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    assert grid(out.getvalue()) == tuple(tuple(row) for row in rows)
