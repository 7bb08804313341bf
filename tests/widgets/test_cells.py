"""Texts in cells: their width, what a terminal could obey in them, and signs that can be read without colour."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from perftui import i18n
from widgets.cells import Tone, bar, confidence, cut, fit, one_line, pad_left, percent, safe, status_cell, status_text
from widgets.glyphs import ASCII, UNICODE

TEXTS = st.text(st.sampled_from("aB 客户投诉é\u0301ﬁ…|"), max_size=30)


@given(TEXTS, st.integers(0, 40))
def test_a_fitted_text_is_exactly_as_wide_as_its_cell(text, width):
    assert cell_len(fit(text, width)) == width
    assert cell_len(pad_left(text, width)) == width
    assert cell_len(fit(text, width, "~")) == width


@given(TEXTS, st.integers(1, 40))
def test_a_text_that_is_not_cut_stays_whole(text, width):
    if cell_len(text) <= width:
        assert fit(text, width).startswith(text)
        assert pad_left(text, width).endswith(text)
    else:
        assert cell_len(cut(text, width)) <= width


def test_a_wide_character_is_never_cut_in_half():
    assert fit("客户投诉处理率", 8) == "客户投… "
    assert fit("客户投诉处理率", 7) == "客户投…"
    assert pad_left("客户投诉处理率", 8) == " 客户投…"
    assert fit("客户", 3, "~") == "客~"


def test_where_not_even_the_ellipsis_has_room_nothing_breaks():
    assert fit("abc", 0) == ""
    assert fit("客户", 1) == "…"
    assert fit("abc", 2, "...") == "ab"


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u2028"])
def test_nothing_that_a_terminal_obeys_is_left_in_a_cell(char):
    assert safe(f"a{char}b") == "a\ufffdb"


def test_line_breaks_in_a_cell_become_a_blank():
    assert one_line("first\r\n\tsecond\x1b[31m") == "first second\ufffd[31m"


def test_ordinary_texts_pass_unchanged():
    for text in ("Raise retention", "提升市场份额", "naïve — “quoted”", "[/b] [@click=app.quit]x"):
        assert safe(text) == one_line(text) == text


@pytest.mark.parametrize(
    ("code", "unicode", "ascii_"),
    [
        ("on_track", "● On track", "[OK] On track"),
        ("at_risk", "▲ At risk", "[!] At risk"),
        ("off_track", "■ Off track", "[X] Off track"),
        ("done", "✓ Done", "[v] Done"),
        ("no_data", "○ No data", "[-] No data"),
        ("outdated", "◌ Outdated", "[?] Outdated"),
    ],
)
def test_a_status_is_a_sign_and_a_word(code, unicode, ascii_):
    assert status_text(code, UNICODE) == unicode
    assert status_text(code, ASCII) == ascii_
    assert status_cell(code).text == unicode
    assert status_cell(code).tone is not Tone.PLAIN


def test_an_unknown_status_stands_for_itself():
    assert status_text("new\x1bcode") == "new\ufffdcode"
    assert status_cell("newcode").tone is Tone.PLAIN


def test_the_words_are_looked_up_when_they_are_drawn(monkeypatch):
    class Other:
        def gettext(self, message):
            return f"<{message}>"

    monkeypatch.setattr(i18n._Current, "catalogue", Other())
    assert status_text("done") == "✓ <Done>"


def test_a_bar_carries_its_number():
    assert bar(Decimal("0.62"), 13) == "█████░░░ 62%"
    assert bar(0.62, 13, ASCII) == "#####... 62%"
    assert bar(0, 13) == "░░░░░░░░ 0%"
    assert bar(1, 13) == "████████ 100%"


def test_a_missing_share_is_not_zero():
    assert bar(None, 13) == "no data"
    assert confidence(None) == "no data"


def test_what_is_not_complete_never_reads_complete():
    assert percent(Decimal("0.999")) == "99%"
    assert bar(0.999, 13) == "███████░ 99%"
    assert percent(1) == "100%"


def test_beyond_the_ends_the_bar_stays_and_the_number_is_true():
    assert bar(1.3, 13) == "████████ 130%"
    assert bar(-0.1, 13) == "░░░░░░░░ -10%"


def test_halves_of_a_percent_go_up():
    assert percent(0.625) == "63%"


def test_a_narrow_cell_shows_the_number_alone():
    assert bar(0.62, 7) == "62%"
    assert bar(0.62, 2) == "6…"


@given(st.one_of(st.none(), st.floats(-2, 3)), st.integers(0, 30))
def test_a_bar_never_leaves_its_cell(share, width):
    assert cell_len(bar(share, width)) <= width


def test_confidence_looks_unlike_progress():
    assert confidence(Decimal("0.6")) == "●●●○○ 60%"
    assert confidence(0.6, ASCII) == "ooo.. 60%"
    assert confidence(1) == "●●●●● 100%"
