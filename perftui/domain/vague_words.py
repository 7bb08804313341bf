"""Words that promise without saying how much, how many, what or by when; in English and Chinese alike."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class VagueKind(StrEnum):
    """What a word leaves open."""

    CHANGE = "change"
    """Which way, but not how far: improve, 提升."""
    AMOUNT = "amount"
    """How many: more, 一些."""
    QUALITY = "quality"
    """What one would see: better, 到位."""
    TIME = "time"
    """By when: as soon as possible, 尽快."""


class Vague(NamedTuple):
    """A vague word in a title."""

    word: str
    """As it stands there."""
    kind: VagueKind


_YEARS: Final = r"(?:19|20)\d\d(?!\d)(?:[-年]?[QH第]?\d?季?度?)|[QH][1-4](?![a-z0-9])"
# The 7 of LX-7 counts nothing, and neither does the 4 of Q4.
_NUMBER: Final = r"(?<![a-z0-9.\-])\d|[一二两三四五六七八九十百千万]+(?:成|倍|个|次|天|日|人|家|件|小时|分钟)"
_SMALL: Final = frozenset(("the", "and", "for", "our", "all", "with", "from", "new", "per", "this", "that", "each", "its"))
_BEGINNING: Final = 5
"""Letters by which two forms of an English word are taken for one."""


class Wordings:
    """The lists of both languages, ready to be looked for at every key."""

    def __init__(self, vague: Mapping[VagueKind, Sequence[str]], amounts: Sequence[str]) -> None:
        """Prepare the lists.

        Args:
            vague: Kind to words; a `*` behind an English one stands for any ending.
            amounts: Words that say how much without a digit: double, 减半.
        """
        self._vague = [(kind, _pattern(words)) for kind, words in vague.items() if words]
        self._amounts = _pattern(amounts) if amounts else None

    def vague(self, title: str) -> list[Vague]:
        """The vague words of a title, in their order."""
        plain = _plain(title)
        found = [(match.start(), Vague(match[0], kind)) for kind, pattern in self._vague for match in pattern.finditer(plain)]
        return [one for _at, one in sorted(found, key=lambda pair: pair[0])]

    def says_how_much(self, title: str) -> bool:
        """Whether a title holds a number, or a word that stands for one; years and quarters are none."""
        plain = re.sub(_YEARS, " ", _plain(title), flags=re.IGNORECASE)
        return bool(re.search(_NUMBER, plain, re.IGNORECASE) or (self._amounts and self._amounts.search(plain)))

    def objects(self, title: str) -> frozenset[str]:
        """What a title is about: its words without the vague ones; of Chinese, each two characters that stand together."""
        plain = _plain(title)
        for _kind, pattern in self._vague:
            plain = pattern.sub(" ", plain)
        english = (word for word in re.findall(r"[a-z]{3,}", plain.casefold()) if word not in _SMALL)
        return frozenset((*(word.rstrip("s")[:_BEGINNING] for word in english), *_pairs(plain)))


def _pairs(text: str) -> Iterable[str]:
    for run in re.findall(r"[\u3400-\u9fff]{2,}", text):
        yield from (run[at : at + 2] for at in range(len(run) - 1))


def _plain(title: str) -> str:
    return unicodedata.normalize("NFKC", title)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(_word(word) for word in longest_first), re.IGNORECASE)


def _word(word: str) -> str:
    if not word.isascii():
        return re.escape(word)
    stem = re.escape(word.removesuffix("*")).replace(r"\ ", r"\s+")
    return rf"(?<![a-z]){stem}{'[a-z]*' if word.endswith('*') else ''}(?![a-z])"
