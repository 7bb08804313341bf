"""Pinyin of people's names, for sorting and for finding 张伟 by `zw` or `zhang wei`.

The readings come from `pinyin.bin`, built by `tools/make_pinyin.py`; it covers U+3400 to U+9FFF. A rarer character stands for itself.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.texts import HAN, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FIRST = 0x3400
_ZERO = "〇"
_APOSTROPHES = "['’`]"
_TOKENS = rf"(?P<han>[{HAN}]+)|[^\W_{HAN}]+"

SURNAMES: Mapping[str, str] = {
    "万俟": "mo qi",
    "单于": "chan yu",
    "尉迟": "yu chi",
    "澹台": "tan tai",
    "乐": "yue",
    "乜": "nie",
    "仇": "qiu",
    "么": "yao",
    "会": "gui",
    "佴": "nai",
    "区": "ou",
    "单": "shan",
    "卜": "bu",
    "句": "gou",
    "召": "shao",
    "员": "yun",
    "折": "she",
    "曾": "zeng",
    "朴": "piao",
    "查": "zha",
    "盖": "ge",
    "祭": "zhai",
    "秘": "bi",
    "种": "chong",
    "粘": "nian",
    "繁": "po",
    "缪": "miao",
    "翟": "zhai",
    "能": "nai",
    "蔚": "yu",
    "薄": "bo",
    "覃": "qin",
    "解": "xie",
    "贠": "yun",
    "郇": "xun",
    "都": "du",
    "阚": "kan",
    "隗": "wei",
    "黑": "he",
}
"""Surnames read otherwise than the same character elsewhere."""


class _Table(NamedTuple):
    syllables: list[str]
    high: bytes
    low: bytes


class _Sound(NamedTuple):
    source: str
    """One Chinese character, or a whole word of another script in its folded form."""
    reading: str


@cache  # read-only data of the package, not state
def _table() -> _Table:
    import pkgutil  # with zlib only when the first Chinese name is met; importlib.resources takes twice as long to import
    import zlib

    packed = pkgutil.get_data("perftui.domain", "pinyin.bin")
    if packed is None:
        raise FileNotFoundError("perftui/domain/pinyin.bin")
    syllables, _, numbers = zlib.decompress(packed).partition(b"\0")
    middle = len(numbers) // 2
    return _Table(syllables.decode().split(","), numbers[:middle], numbers[middle:])


def _syllable(character: str) -> str:
    table, place = _table(), ord(character) - _FIRST
    if 0 <= place < len(table.low):
        return table.syllables[table.high[place] << 8 | table.low[place]] or character
    return "ling" if character == _ZERO else character


def _surname(run: str) -> list[str]:
    # A compound surname needs a given name behind it: 单于 alone is Mr Shan.
    for length in (2, 1):
        if run[:length] in SURNAMES and len(run) >= 2 * length - 1:
            return SURNAMES[run[:length]].split()
    return []


@lru_cache(maxsize=16)  # of a name, reading, initials and sort key are wanted one after the other
def _sounds(text: str, *, is_name: bool) -> tuple[_Sound, ...]:
    return tuple(_read_aloud(text, is_name=is_name))


def _read_aloud(text: str, *, is_name: bool) -> Iterator[_Sound]:
    awaits_surname = is_name
    for token in re.finditer(_TOKENS, re.sub(_APOSTROPHES, "", fold(text))):
        run = token["han"]
        if run is None:
            yield _Sound(token[0], token[0])
            continue
        head = _surname(run) if awaits_surname else []
        awaits_surname = False
        for character, reading in zip(run, [*head, *map(_syllable, run[len(head) :])], strict=True):
            yield _Sound(character, reading)


def pinyin(text: str, *, is_name: bool = True) -> str:
    """The reading in plain letters: 张伟 gives `zhang wei`, `Alice王` gives `alice wang`; ü is written v.

    Args:
        text: A person's name, or any text.
        is_name: Read the first Chinese character or two as a surname (曾 zeng, not ceng). False for titles, where 会 is hui.

    Returns:
        Syllables and words in lower case without accents, joined by single spaces; empty where there is nothing to read.
    """
    return " ".join(sound.reading for sound in _sounds(text, is_name=is_name))


def initials(text: str, *, is_name: bool = True) -> str:
    """The first letter of each Chinese character and of each word: 张伟 gives `zw`, `Alice Smith` gives `as`."""
    return "".join(sound.reading[0] for sound in _sounds(text, is_name=is_name))


def sort_key(name: str) -> str:
    """A key that sorts names as a Chinese address book does, byte by byte: 王伟 gives `wang 王 wei 伟`.

    Each character follows its syllable, so that 汪 and 王 do not mix; the space between them keeps 李 (li) before 林 (lin).
    Other scripts sort by their folded words, Latin names among the Chinese ones.
    """
    return " ".join(s.reading if s.source == s.reading else f"{s.reading} {s.source}" for s in _sounds(name, is_name=True))
