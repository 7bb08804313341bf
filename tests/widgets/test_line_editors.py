"""One line of text under a caret."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.line_editors import LineEdit

MOVES = ("left", "right", "home", "end", "backspace", "delete", "clear_before")


def test_writing_goes_on_behind_the_text():
    line = LineEdit("Zhang")
    line.insert(" Wei")
    assert line.text == "Zhang Wei"


def test_the_caret_steps_over_whole_characters():
    line = LineEdit("客e\u0301x")
    line.left()
    line.left()
    assert line.caret == 1
    line.delete()
    assert line.text == "客x"
    line.backspace()
    assert line.text == "x"


def test_at_the_ends_nothing_is_taken_away():
    line = LineEdit("ab")
    line.delete()
    line.home()
    line.backspace()
    line.left()
    assert (line.text, line.caret) == ("ab", 0)


def test_what_a_terminal_obeys_is_not_written():
    line = LineEdit("")
    line.insert("a\x1b[2Jb\nc")
    assert line.text == "a\ufffd[2Jb c"


def test_all_before_the_caret_can_be_cleared():
    line = LineEdit("12.5")
    line.left()
    line.clear_before()
    assert (line.text, line.caret) == ("5", 0)


def test_a_long_text_scrolls_so_that_the_caret_shows():
    line = LineEdit("abcdefgh")
    assert line.view(5) == ("efgh", " ", "")
    line.home()
    assert line.view(5) == ("", "a", "bcde")


@given(st.text(st.sampled_from("ab客户 \u0301"), max_size=20), st.lists(st.sampled_from(MOVES), max_size=20), st.integers(2, 12))
def test_the_view_is_as_wide_as_the_cell_and_shows_the_caret(text, moves, width):
    line = LineEdit(text)
    for move in moves:
        getattr(line, move)()
        before, under, rest = line.view(width)
        assert cell_len(before + under + rest) == width
        assert 0 <= line.caret <= len(line.text)
        assert under == " " or line.text[line.caret :].startswith(under)
