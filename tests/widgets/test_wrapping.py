"""Chinese text fills its lines, and no line begins or ends with a sign that belongs to the next one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from widgets.wrapping import CLOSING, OPENING, WORD, break_between_characters


def wrapped(text, width):
    break_between_characters()
    return [line.plain for line in Content(text).wrap(width)]


def test_a_chinese_sentence_with_latin_names_fills_its_lines():
    text = "Alice Khan、曹涛、曹梓涵、陈涛、董雨桐、董梓涵、Emma Ivanov、高洋、Hannah Klein、何婷婷、黄思远、贾浩然"
    lines = wrapped(text, 40)
    assert all(cell_len(line) > 28 for line in lines[:-1])
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("width", range(8, 40))
def test_signs_stay_with_what_they_belong_to(width):
    for line in wrapped("状态为“草稿”时不可修改（见评估表）：F7 进入下一状态，F8“退回一步”退回。《手册》", width):
        assert line[0] not in CLOSING + "”"
        assert line.rstrip()[-1] not in OPENING


def test_a_number_keeps_its_unit():
    assert [piece.strip() for piece in WORD.findall("共360度，30天")] == ["共", "360度，", "30天"]


def test_words_between_blanks_are_not_broken():
    text = "It cannot be shared: “Resolution rate”. F8, Notes, has 2026-Q4 (or 4-8 min)."
    assert WORD.findall(text) == [f"{word} " for word in text.split(" ")[:-1]] + [text.split(" ")[-1]]


@given(st.text())
def test_nothing_is_lost(text):
    assert "".join(WORD.findall(text)).strip() == text.strip()


@pytest.mark.parametrize("width", range(10, 30))
def test_latin_signs_stay_with_a_chinese_title_before_them(width):
    for line in wrapped("Issued “季度新增客户达标” of 任刚? Held the check of 李军. Ctrl+Z takes it back.", width):
        assert line[0] not in ".?”"
