"""Builds perftui/domain/pinyin.bin, the readings of the Chinese characters, from pypinyin's data (MIT licence).

Run it after an update of pypinyin: python tools/make_pinyin.py
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from pathlib import Path

FIRST, LAST = 0x3400, 0x9FFF  # extension A (䶮, 㛃 occur in names) and the main block, in one run
TARGET = Path(__file__).parent.parent / "perftui" / "domain" / "pinyin.bin"


def plain_syllable(reading: str) -> str:
    """The syllable without its tone; ü is written v, as input methods do."""
    letters = (unicodedata.normalize("NFD", letter) for letter in reading)
    return re.sub("[^a-z]", "", "".join("v" if "\u0308" in parts else parts[0] for parts in letters))


def build() -> bytes:
    """The table: syllables joined by commas, a zero byte, then the high and the low bytes of each character's syllable number.

    The empty syllable means that there is no reading.
    """
    from pypinyin.constants import PINYIN_DICT

    numbers: dict[str, int] = {"": 0}
    table = []
    for point in range(FIRST, LAST + 1):
        syllable = plain_syllable(PINYIN_DICT.get(point, "").split(",")[0])
        table.append(numbers.setdefault(syllable, len(numbers)))
    # High and low bytes apart compress to four fifths of the interleaved table.
    return ",".join(numbers).encode() + b"\0" + bytes(n >> 8 for n in table) + bytes(n & 255 for n in table)


if __name__ == "__main__":
    packed = zlib.compress(build(), 9)
    TARGET.write_bytes(packed)
    print(f"{TARGET.name}: {len(packed)} bytes")
