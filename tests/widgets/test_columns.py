"""How columns share the width of a table."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from widgets.columns import Column, fitted

NAME = Column("name", "Name", 12, min_width=8, grow=2)
UNIT = Column("unit", "Unit", 10, priority=2)
NOTE = Column("note", "Note", 10, min_width=4, grow=1, priority=1)
DUE = Column("due", "Due", 10)

COLUMNS = st.lists(
    st.builds(
        Column,
        key=st.uuids().map(str),
        title=st.just("T"),
        width=st.integers(1, 30),
        min_width=st.integers(0, 30),
        grow=st.integers(0, 3),
        priority=st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)


def keys(slots):
    return [slot.column.key for slot in slots]


def test_growing_columns_share_the_rest_by_their_part():
    slots = fitted((NAME, UNIT, NOTE, DUE), 75, start=2)
    assert [slot.width for slot in slots] == [12 + 18, 10, 10 + 10, 10]
    assert slots[0].x == 2
    assert slots[-1].end == 75


def test_the_least_important_column_goes_first():
    assert keys(fitted((NAME, UNIT, NOTE, DUE), 40)) == ["name", "unit", "note", "due"]
    assert keys(fitted((NAME, UNIT, NOTE, DUE), 30)) == ["name", "note", "due"]
    assert keys(fitted((NAME, UNIT, NOTE, DUE), 20)) == ["name", "due"]


def test_before_a_column_is_dropped_the_others_shrink():
    slots = fitted((NAME, UNIT, NOTE, DUE), 36)
    assert keys(slots) == ["name", "unit", "note", "due"]
    assert [slot.width for slot in slots] == [9, 10, 4, 10]


def test_the_column_in_use_is_kept():
    assert "unit" in keys(fitted((NAME, UNIT, NOTE, DUE), 20, keep="unit"))


def test_a_slot_knows_which_cell_is_its_own():
    slots = fitted((NAME, UNIT, NOTE, DUE), 30)
    assert [slot.position for slot in slots] == [0, 2, 3]


@given(COLUMNS, st.integers(0, 120), st.integers(0, 3))
def test_no_column_overlaps_another_or_leaves_the_line(columns, width, start):
    slots = fitted(columns, width, start)
    assert slots
    assert all(left.end < right.x for left, right in pairwise(slots))
    assert slots[0].x == start
    assert slots[-1].end <= max(width, start + 1)
    assert all(slot.width >= 1 for slot in slots)


@given(COLUMNS, st.integers(20, 120))
def test_with_a_growing_column_no_cell_is_lost(columns, width):
    slots = fitted(columns, width)
    if any(slot.column.grow for slot in slots):
        assert slots[-1].end == width
