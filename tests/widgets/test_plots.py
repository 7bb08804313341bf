"""Values over time in one line: what is not measured is no value, and nothing is wider than its room."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.glyphs import ASCII, UNICODE
from widgets.plots import GAP, PLAIN_STEPS, STEPS, plot

NUMBERS = st.decimals(min_value=-(10**14), max_value=10**14, places=3)


def drawn(*values, **rest):
    return plot([None if value is None else Decimal(value) for value in values], rest.pop("width", 40), **rest)


def test_the_lowest_and_the_highest_stand_at_the_ends_and_the_rest_between():
    assert drawn(84, 86, 90, 93) == "▁▂▅▇"
    assert drawn(84, 86, 90, 93, glyphs=ASCII) == "_.+#"


def test_what_was_not_measured_is_a_gap_and_not_the_lowest_value():
    assert drawn(84, None, 93) == f"▁{GAP}▇"
    assert drawn(None, None) == ""
    assert drawn() == ""


def test_the_target_stands_behind_a_bar_on_the_same_scale():
    assert drawn(84, 88, marks=[Decimal(96)]) == "▁▃|▇"
    assert drawn(10, 16, marks=[Decimal(8), Decimal(12)]) == "▃▇|▁▄"


def test_values_that_are_all_the_same_stand_in_the_middle():
    assert drawn(5, 5, 5) == "▄▄▄"


def test_where_there_is_no_room_the_oldest_are_left_out():
    assert drawn(1, 2, 3, 4, width=2) == "▁▇"
    assert drawn(1, 2, width=0) == ""


@given(st.lists(st.none() | NUMBERS, max_size=50), st.integers(-2, 30), st.lists(NUMBERS, max_size=2), st.sampled_from([UNICODE, ASCII]))
def test_it_is_never_wider_than_its_room_and_draws_a_step_for_each_value(values, width, marks, glyphs):
    line = plot(values, width, glyphs, marks)
    assert cell_len(line) <= max(0, width)
    body = line.partition("|")[0]
    steps = PLAIN_STEPS if glyphs is ASCII else STEPS
    if body:
        assert [sign in steps for sign in body] == [value is not None for value in values[-len(body) :]]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_higher_values_never_stand_lower(glyphs):
    steps = PLAIN_STEPS if glyphs is ASCII else STEPS
    line = plot([Decimal(n) for n in range(30)], 40, glyphs)
    assert [steps.index(sign) for sign in line] == sorted(steps.index(sign) for sign in line)
