"""Where a line may be broken: Chinese between its characters, not only at blanks, so that a paragraph fills its lines."""

from __future__ import annotations

import re

WIDE = "\u2e80-\u2fff\u3040-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
"""Characters of which each may stand at the end of a line."""
OPENING = "（《〈「『【〔"
"""What no line ends with."""
CLOSING = "，。、；：！？）》〉」』】〕…"
"""What no line begins with."""
LATIN_CLOSING = rf"(?:[.,;:?!)]+(?=[\s{WIDE}]|$))?"
"""The same of Latin signs, where one ends an English sentence with a Chinese name or title."""
WORD = re.compile(
    rf"\s*(?:[{OPENING}“‘]*(?:[0-9][0-9.,]*[{WIDE}]|[{WIDE}]|[^\s{WIDE}{OPENING}{CLOSING}]+)[{CLOSING}”’]*{LATIN_CLOSING}|\S)\s*",
)
"""A piece that is never broken: a word between blanks, or a wide character with the signs that belong to it; a number keeps its unit."""


def break_between_characters() -> None:
    """Let everything that wraps its text do so; it is asked for piece by piece, whatever the language of the program."""
    import rich._wrap  # not public: Textual breaks its lines with it and offers no other way

    rich._wrap.re_word = WORD
