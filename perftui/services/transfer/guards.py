"""Cells that a spreadsheet would run as a formula get an apostrophe in front, which goes again when they come back."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r|%＝＋－＠]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?")
_FIGURES: Final = re.compile(r"\d[\d .,:/-]*")
"""What people put an apostrophe before by hand, so that leading zeros stay."""


def guard(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `unguard` gives the first text back.

    Numbers such as -5 or +7.5% stay as they are, so that they can be added up.
    """
    is_risky = (_FORMULA.match(text) and not _NUMBER.fullmatch(text)) or text.startswith("'")
    return "'" + text if is_risky else text


def unguard(text: str) -> str:
    """A text without the apostrophe of `guard`, or of somebody who wanted 007 or +49 30 to stay text; others keep theirs."""
    rest = text[1:]
    if not text.startswith("'") or not rest:
        return text
    return rest if rest[0] == "'" or _FORMULA.match(rest) or _FIGURES.fullmatch(rest) else text
