"""Where signs of doubtful width would break the columns, everything is drawn in ASCII."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.containers import Vertical
from textual.widgets import Static

from widgets.glyphs import ASCII, UNICODE
from widgets.plain_signs import PlainFilter, plain
from widgets.safe_apps import SafeApp


def test_frames_bars_quotes_and_arrows_have_twins():
    assert plain("╭─ a ─╮ │ ╰╯ ┼ █░ ▏▁ “李雷” … – · ● ✓ ‹ › → ①") == '+- a -+ | ++ + #. |- "李雷" . - - * v < > > 1'


def test_letters_of_any_script_stay():
    assert plain("Привет Ωmega é 中文，（全角）") == "Привет Ωmega é 中文，（全角）"


@given(st.text())
def test_a_line_stays_as_wide_as_it_was(text):
    assert cell_len(plain(text)) == cell_len(text)


@given(st.characters(categories=["P", "S", "N", "Z"]))
def test_no_sign_of_doubtful_width_is_left(sign):
    drawn = plain(sign)
    assert cell_len(sign) != 1 or unicodedata.east_asian_width(drawn) != "A"


def test_styles_and_controls_stay_and_frames_can_be_left_out():
    style, control = Style(bold=True), Segment("\x1b[2J", None, [(1,)])
    drawn = PlainFilter(has_frames=False).apply([Segment("│ ●", style), control], Color(0, 0, 0))
    assert drawn == [Segment("  *", style), control]


class Framed(SafeApp[None]):
    CSS = "Vertical { border: round red; height: 3; }"

    def compose(self):
        with Vertical() as frame:
            frame.border_title = "“标题”"
            yield Static("a·b")


def lines(app):
    return ["".join(segment.text for segment in line) for line in app.screen._compositor.render_strips()]


async def test_style_sheets_records_and_frames_alike_are_drawn_in_ascii():
    async with Framed(glyphs=ASCII).run_test(size=(20, 3)) as pilot:
        await pilot.pause()
        assert lines(pilot.app) == ['+- "标题" ---------+', "|a-b               |", "+------------------+"]


async def test_where_the_terminal_can_do_it_everything_is_drawn_as_it_is():
    async with Framed(glyphs=UNICODE).run_test(size=(20, 3)) as pilot:
        await pilot.pause()
        assert lines(pilot.app)[0] == "╭─ “标题” ─────────╮"
