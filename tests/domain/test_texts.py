from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from perftui.domain.texts import LIMIT, TextTooLong, clean_text, fold, shorten, split_han

ANY_TEXT = st.text(st.characters(codec=None, categories=None))
HAN_TEXT = st.text(st.sampled_from("客户投诉处理率 aB1，·é㐀𠮷〇\n"))


@pytest.mark.parametrize(
    "hidden",
    [
        *("\x00", "\x07", "\x1b", "\x7f", "\x80", "\x85", "\x9b"),
        *("\xad", "\u200b", "\u2060", "\ufeff", "\ufffa"),
        *("\u061c", "\u200e", "\u202a", "\u202e", "\u2066", "\u2069"),
        *("\ud800", "\udfff", "\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001ffff", "\U0010fffe"),
        *("\U000e0001", "\U000e0041"),
    ],
)
def test_what_could_steer_a_terminal_or_hide_is_stripped(hidden: str) -> None:
    assert clean_text(f"王{hidden}伟") == "王伟"
    assert hidden not in shorten(f"a{hidden}b", 9)


@pytest.mark.parametrize("kept", ["王\U000e0101伟", "क्\u200dष", "👩\u200d🔧", "a\u00a0b", "，。", "\ufffd", "𠮷"])
def test_what_names_and_scripts_need_is_kept(kept: str) -> None:
    assert clean_text(kept) == kept


def test_a_terminal_command_loses_its_teeth() -> None:
    assert clean_text("\x1b]52;c;cm0gLXJm\x07Bob") == "]52;c;cm0gLXJmBob"


def test_line_ends_become_newlines_or_one_space() -> None:
    text = "a\r\nb\rc\u2028d\te\n\n\nf"
    assert clean_text(text, multiline=True) == "a\nb\nc\nd\te\n\n\nf"
    assert clean_text(text) == "a b c d e f"


def test_letters_and_accents_are_joined() -> None:
    assert clean_text("Jose\u0301") == "José"


def test_a_text_longer_than_its_field_is_refused_and_says_by_how_much() -> None:
    assert clean_text("a" * LIMIT) == "a" * LIMIT
    assert clean_text("王" * 5 + "\x00", limit=5) == "王" * 5
    with pytest.raises(TextTooLong, match="This text has 6 characters; 5 is the most"):
        clean_text("王" * 6, limit=5)


@given(ANY_TEXT, st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, multiline: bool) -> None:
    once = clean_text(text, multiline)
    assert clean_text(once, multiline) == once


@given(ANY_TEXT)
def test_a_clean_text_can_be_stored_and_holds_no_control_character(text: str) -> None:
    clean = clean_text(text, multiline=True)
    clean.encode()
    assert {unicodedata.category(character) for character in clean} & {"Cc", "Cs", "Zl", "Zp"} <= (
        {"Cc"} if {"\n", "\t"} & set(clean) else set()
    )
    assert not {unicodedata.bidirectional(character) for character in clean} & {
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    }


@given(st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126)))
def test_plain_text_is_left_alone(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("José", "jose"),
        ("ＡＢＣ１２", "abc12"),
        ("Straße", "strasse"),
        ("Łukasz", "lukasz"),
        ("Øystein", "oystein"),
        ("İpek", "ipek"),
        ("王伟", "王伟"),
        ("ガ", "ガ"),
        ("한글", "한글"),
        ("Ⅳ", "iv"),
        ("Nguyễn", "nguyen"),
        ("", ""),
    ],
)
def test_search_overlooks_case_accents_and_width(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
@example("\u0345\u1fb3")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(codec="latin-1")))
def test_upper_and_lower_case_fold_alike(text: str) -> None:
    assume("ß" not in text)
    assert fold(text.upper()) == fold(text.lower())


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("客户投诉", "客 户 投 诉"),
        ("使用GROW模型", "使 用 GROW 模 型"),
        ("plain text", "plain text"),
        ("客 户", "客 户"),
        ("", ""),
        ("率95%", "率 95%"),
    ],
)
def test_each_chinese_character_becomes_a_word(text: str, split: str) -> None:
    assert split_han(text) == split


@given(HAN_TEXT)
def test_splitting_only_adds_spaces_and_is_done_once(text: str) -> None:
    split = split_han(text)
    assert split.replace(" ", "") == text.replace(" ", "")
    assert split_han(split) == split


def test_a_phrase_of_two_characters_is_found_by_full_text_search() -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(body, tokenize = 'unicode61')")
    database.executemany("INSERT INTO texts VALUES (?)", [(split_han("客户投诉处理率"),), (split_han("投资起诉GROW模型"),)])
    found = {
        phrase: len(database.execute("SELECT 1 FROM texts WHERE texts MATCH ?", (f'"{split_han(phrase)}"',)).fetchall())
        for phrase in ("投诉", "诉", "grow", "诉投")
    }
    database.close()
    assert found == {"投诉": 1, "诉": 2, "grow": 1, "诉投": 0}


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Raise retention", 20, "Raise retention"),
        ("Raise retention", 9, "Raise re…"),
        ("Raise retention", 7, "Raise…"),
        (" a\n\tb ", 5, "a b"),
        ("ab", 1, "…"),
    ],
)
def test_a_long_text_is_cut_with_an_ellipsis(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@given(st.text(), st.integers(1, 50))
def test_a_shortened_text_fits_on_its_line(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert len(short.splitlines()) <= 1
