"""Written anchors: a line a level."""

import pytest

from perftui.domain.anchors import AnchorsDoNotFit, anchor_lines, check_anchors, levels_of


def test_each_line_is_a_level_and_blank_lines_are_none():
    assert anchor_lines("Poor\n\n  Fair  work \nGood") == ("Poor", "Fair work", "Good")
    assert anchor_lines(None) == ()


def test_numbers_that_count_the_lines_are_taken_off_and_others_stay():
    assert anchor_lines("1 Poor\n2. Fair\n3）良好") == ("Poor", "Fair", "良好")
    assert anchor_lines("5 calls a day\n10 calls a day") == ("5 calls a day", "10 calls a day")
    assert anchor_lines("1") == ("1",)


def test_levels_follow_from_two_lines_or_more():
    assert (levels_of("a\nb\nc"), levels_of("a"), levels_of("")) == (3, None, None)


def test_a_scale_and_its_lines_must_have_as_many_levels():
    check_anchors("", None)
    check_anchors("a\nb\nc\nd\ne", None)
    check_anchors("a\nb\nc", 3)
    with pytest.raises(AnchorsDoNotFit):
        check_anchors("a\nb\nc", None)
