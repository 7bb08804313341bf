"""How likely it is that a text was read in the right encoding, by what stands in it."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import Final

_SAMPLE: Final = 4000
"""Characters beyond ASCII that are looked at; more do not change the verdict."""
_COMMON: Final = 0xB0, 0xD7
"""First bytes of the 3,755 everyday characters of GB 2312, sorted by sound; what follows is rarer."""
_RARER: Final = 0xD8, 0xF7
_SIGNS: Final = 0xA1, 0xA3
"""First bytes of punctuation and of full-width letters and digits."""
_TYPOGRAPHIC: Final = "’‘“”–—…€£°§©®™«»•¡¿ "


def han_plausibility(text: str) -> float:
    """How Chinese a text is that was read as GB18030.

    Returns:
        0 to 1, per character beyond ASCII: 1 for everyday characters and signs, about 0 for those that hardly anybody writes.
    """
    found = [character.encode("gb18030") for character in _beyond_ascii(text)]
    return sum(map(_han_weight, found)) / len(found) if found else 0.0


def _han_weight(code: bytes) -> float:
    if len(code) != 2 or code[1] < 0xA1:
        return 0.02
    if _COMMON[0] <= code[0] <= _COMMON[1] or _SIGNS[0] <= code[0] <= _SIGNS[1]:
        return 1.0
    return 0.6 if _RARER[0] <= code[0] <= _RARER[1] else 0.02


def latin_plausibility(text: str) -> float:
    """How Western European a text is that was read as cp1252.

    Returns:
        0 to 1, per character beyond ASCII: 1 for an accented letter beside a plain one, less for one that stands alone, 0 for signs.
    """
    weights = [_latin_weight(match) for match in islice(re.finditer(r"[^\x00-\x7f]+", text), _SAMPLE)]
    count = sum(length for _weight, length in weights)
    return sum(weight for weight, _length in weights) / count if count else 0.0


def _latin_weight(run: re.Match[str]) -> tuple[float, int]:
    signs = run[0]
    touches = _is_letter(run.string[run.start() - 1 : run.start()]) or _is_letter(run.string[run.end() : run.end() + 1])
    # Western words seldom have three accented letters in a row; Chinese read as cp1252 has nothing else.
    share = 1.0 if touches and len(signs) <= 2 else 0.2
    return sum(share if sign.isalpha() else 0.5 if sign in _TYPOGRAPHIC and len(signs) <= 2 else 0.0 for sign in signs), len(signs)


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def wide_plausibility(text: str) -> float:
    """The share of characters that texts are made of, 0 to 1; for text read as UTF-16 without a byte order mark."""
    sample = text[:_SAMPLE]
    if not sample or "\0" in text:
        return 0.0
    return sum(map(_is_usual, sample)) / len(sample)


def _is_usual(character: str) -> bool:
    if character.isascii():
        return character.isprintable() or character in "\t\r\n\x0c"
    code = ord(character)
    return unicodedata.category(character)[0] in "LNPSZM" and (code < 0x2100 or 0x3000 <= code < 0x9FFF or 0xFF00 <= code < 0xFFF0)


def _beyond_ascii(text: str) -> list[str]:
    return [match[0] for match in islice(re.finditer(r"[^\x00-\x7f]", text), _SAMPLE)]
