"""User text: cleaned when it comes in, folded and split for search, shortened for messages."""

from __future__ import annotations

import re
import unicodedata

from perftui.errors import BadInput
from perftui.i18n import mark

LIMIT = 20_000
"""Characters that one field holds at most."""

# Patterns stay text until they are first used: compiling them takes longer than importing the rest.
_BREAKS = "\r\n|[\r\u2028\u2029]"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
# Joiners U+200C and U+200D and the variation selectors stay: names and Indic scripts need them.
_BARRED = (
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and newline
    "\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f"  # direction marks and invisible operators
    "\xad\u200b\ufeff\ufff9-\ufffb"  # soft hyphen, zero-width space, byte order mark, annotations
    "\ud800-\udfff"  # surrogates
    "\U000e0000-\U000e007f"  # tags
    f"{_NONCHARACTERS}]"
)
_LINE_SPACE = r"[\n\t]+"
_ACCENTS = "[\u0300-\u036f]"
_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Latin letters that Unicode does not decompose but that people type without their stroke or dot."""

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, as the inside of a regular expression's brackets."""
_BESIDE_HAN = rf"(?<=[{HAN}])(?=\S)|(?<=\S)(?=[{HAN}])"


class TextTooLong(BadInput):
    """A text is longer than its field."""

    template = mark("This text has {length} characters; {limit} is the most that fits here.")


def clean_text(text: str, multiline: bool = False, limit: int = LIMIT) -> str:
    """A text without anything that could steer a terminal, reverse a line or hide.

    Control characters, direction marks, tags, surrogates and noncharacters go; the rest is put into Unicode form NFC.
    Spaces at the ends stay: they may belong to a text that is still being typed.

    Args:
        text: What was typed, pasted or read from a file.
        multiline: Keep newlines and tabs; every kind of line end becomes a newline. Otherwise a run of them becomes a space.
        limit: Characters allowed after cleaning.

    Raises:
        TextTooLong: More than `limit` characters are left.
    """
    text = unicodedata.normalize("NFC", re.sub(_BARRED, "", re.sub(_BREAKS, "\n", text)))
    if not multiline:
        text = re.sub(_LINE_SPACE, " ", text)
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    return text


def printable(name: str) -> str:
    """A name as the operating system gave it, for labels and messages: what is no text, or could steer a terminal, becomes U+FFFD."""
    return re.sub(f"{_BARRED}|{_LINE_SPACE}", "\ufffd", name)


def fold(text: str) -> str:
    """A text for comparing: without case, accents and full-width forms, so that `jose` finds José and ＡＢＣ is abc."""
    bare = re.sub(_ACCENTS, "", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()))
    return unicodedata.normalize("NFKC", bare.translate(_UNDECOMPOSED))


def split_han(text: str) -> str:
    """A text with a space around each Chinese character, so that SQLite's unicode61 takes each as a word."""
    return re.sub(_BESIDE_HAN, " ", text)


def shorten(text: str, limit: int) -> str:
    """A text cleaned, on one line, and at most `limit` characters, 1 or more; what is left out shows as `…`."""
    line = " ".join(re.sub(_BARRED, "", text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
