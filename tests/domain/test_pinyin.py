from __future__ import annotations

import importlib.util
import pkgutil
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perftui.domain.pinyin import SURNAMES, initials, pinyin, sort_key

if TYPE_CHECKING:
    from types import ModuleType

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "reading", "letters"),
    [
        ("张伟", "zhang wei", "zw"),
        ("曾国华", "zeng guo hua", "zgh"),
        ("欧阳婷", "ou yang ting", "oyt"),
        ("万俟卨", "mo qi xie", "mqx"),
        ("单雄信", "shan xiong xin", "sxx"),
        ("单于", "shan yu", "sy"),
        ("单于飞", "chan yu fei", "cyf"),
        ("吕布", "lv bu", "lb"),
        ("刘䶮", "liu yan", "ly"),
        ("李〇", "li ling", "ll"),
        ("Alice王", "alice wang", "aw"),
        ("Alice 曾", "alice zeng", "az"),
        ("José", "jose", "j"),
        ("Łukasz O’Brien-Nowak", "lukasz obrien nowak", "lon"),
        ("买买提·艾力", "mai mai ti ai li", "mmtal"),
        ("ＷＡＮＧ　Wei", "wang wei", "ww"),
        ("王伟2", "wang wei 2", "ww2"),
        ("", "", ""),
        ("—", "", ""),
    ],
)
def test_a_name_is_read_in_plain_letters(name: str, reading: str, letters: str) -> None:
    assert pinyin(name) == reading
    assert initials(name) == letters


@pytest.mark.parametrize(("title", "reading"), [("会议", "hui yi"), ("能力提升", "neng li ti sheng"), ("员工关怀", "yuan gong guan huai")])
def test_a_title_has_no_surname(title: str, reading: str) -> None:
    assert pinyin(title, is_name=False) == reading


@pytest.mark.parametrize("surname", SURNAMES)
def test_each_surname_listed_is_read_otherwise_than_elsewhere(surname: str) -> None:
    assert pinyin(f"{surname}伟") == f"{SURNAMES[surname]} wei"
    assert pinyin(surname, is_name=False) != SURNAMES[surname]


def test_a_surname_character_inside_a_name_keeps_its_common_reading() -> None:
    assert pinyin("王曾") == "wang ceng"
    assert pinyin("王 曾") == "wang ceng"


def test_names_sort_as_in_a_chinese_address_book() -> None:
    names = ["林", "王伟", "汪伟", "李娜", "李", "Liam", "刘备", "汪洋", "王安", "Zoë", "曾国华", "张伟", "Émile"]
    assert sorted(names, key=sort_key) == [
        "Émile",
        "李",
        "李娜",
        "Liam",
        "林",
        "刘备",
        "汪伟",
        "汪洋",
        "王安",
        "王伟",
        "曾国华",
        "张伟",
        "Zoë",
    ]
    assert sort_key("王伟") == "wang 王 wei 伟"


@given(st.text(HAN))
def test_each_chinese_character_gives_one_syllable_and_one_initial(name: str) -> None:
    syllables = pinyin(name).split()
    assert len(syllables) == len(initials(name)) == len(name)
    assert initials(name) == "".join(syllable[0] for syllable in syllables)
    assert pinyin(pinyin(name)) == pinyin(name)


@given(st.text())
def test_any_text_can_be_a_name(name: str) -> None:
    assert len(pinyin(name).split()) == len(initials(name))
    assert sort_key(name) == sort_key(f" {name} ")


@given(st.text(HAN, min_size=1), st.text(HAN, min_size=1))
def test_two_chinese_names_share_a_sort_key_only_if_they_are_the_same(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(HAN, st.text(HAN, max_size=3))
def test_people_of_one_surname_stand_together(surname: str, given_name: str) -> None:
    assume((surname + given_name)[:2] not in SURNAMES)
    assert sort_key(surname + given_name).startswith(sort_key(surname))


def test_the_table_is_what_its_tool_builds() -> None:
    packed = pkgutil.get_data("perftui.domain", "pinyin.bin")
    assert packed is not None
    assert len(packed) < 33_000
    assert zlib.decompress(packed) == _tool().build()


def test_the_tool_writes_u_with_two_dots_as_v() -> None:
    assert [_tool().plain_syllable(reading) for reading in ("lǜ", "nüè", "ê̄", "zhāng", "ńg")] == ["lv", "nve", "e", "zhang", "ng"]


def _tool() -> Any:  # a script outside the packages has no type
    spec = importlib.util.spec_from_file_location("make_pinyin", ROOT / "tools" / "make_pinyin.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
