"""What a spreadsheet leaves on the clipboard, as rows and cells."""

from __future__ import annotations

import csv
import re
from io import StringIO

# Tab and line break are what makes the grid; they go through, the rest of the control characters does not.
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def grid(text: str) -> tuple[tuple[str, ...], ...]:
    """Rows of cells from tab-separated text; control characters are taken out.

    A cell in double quotes may hold tabs and line breaks, as Excel writes it; where the quotes do not balance they are
    text. Terminals may send any kind of line break. Rows may differ in length. An empty text has no rows.
    """
    text = UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).removesuffix("\n")
    if not text:
        return ()
    try:
        return tuple(tuple(row) or ("",) for row in csv.reader(StringIO(text, newline=""), dialect="excel-tab", strict=True))
    except csv.Error:
        return tuple(tuple(line.split("\t")) for line in text.split("\n"))
