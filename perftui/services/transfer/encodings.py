"""Bytes of unknown origin made into text; what is not certainly right is for the user to confirm in a preview."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.services.transfer.limits import check_size
from perftui.services.transfer.plausibilities import han_plausibility, latin_plausibility, wide_plausibility

_MARKS: Final = (
    # UTF-32 first: its mark begins like that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BEGINNINGS: Final = (
    *(b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3", b"BZh"),
    b"{\\rtf",
)
"""Of binary files that people mistake for lists, and of RTF, which is text but no list."""
_CONTROLS: Final = rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]"
"""Control bytes that no text file has; the end mark of DOS (0x1A) is allowed."""
_SEQUENCES: Final = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
_NAMES: Final = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32"}


class NotAText(BadInput):
    """Pictures, archives, databases and other binary files."""

    template = mark("This is not a text file. Save the list as CSV (UTF-8) or as an Excel workbook (.xlsx).")


class OldWorkbook(BadInput):
    """A file of Excel 97 to 2003, or a workbook with a password, which looks the same from outside."""

    template = mark("This is an old Excel file (.xls) or one with a password. Open it in Excel and save it as .xlsx without a password.")


class WorkbookAsText(BadInput):
    """A ZIP file where text is expected."""

    template = mark("This is a workbook or a ZIP archive, not text. Save the sheet as CSV (UTF-8), or give the file the ending .xlsx.")


class TextDamaged(BadInput):
    """Bytes that are wrong in the encoding that the rest of the file has."""

    template = mark("This text is damaged: it is {encoding}, but line {line} has bytes that are not. Save it again as UTF-8.")


class EncodingUnknown(BadInput):
    """Neither UTF-8, UTF-16, GB18030 nor cp1252."""

    template = mark("The encoding of this file is not known; line {line} cannot be read. Save it as UTF-8.")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read."""

    text: str
    """Without a byte order mark; line ends as in the file."""
    encoding: str
    """utf-8, utf-8-sig, utf-16, utf-16-le, utf-16-be, utf-32, gb18030 or cp1252."""
    is_certain: bool
    """False for everything but UTF-8: show a preview and ask."""


def decode(data: bytes) -> Decoded:
    """The text of a file in UTF-8, UTF-16, UTF-32 (with a byte order mark), GB18030 or cp1252.

    UTF-8 is recognised by its form alone. Between GB18030 and cp1252, which nearly any bytes could be, the more plausible reading
    wins: common Chinese characters against accented letters beside plain ones.

    Args:
        data: The whole file.

    Raises:
        FileTooLarge: More bytes than are read.
        NotAText: A binary file; `OldWorkbook` and `WorkbookAsText` say more where they can.
        TextDamaged: UTF-8 or UTF-16 with wrong bytes.
        EncodingUnknown: None of the encodings fits.
    """
    check_size(len(data))
    _refuse_binary(data)
    for beginning, encoding in _MARKS:
        if data.startswith(beginning):
            return Decoded(_strictly(data, encoding), encoding, encoding == "utf-8-sig")
    if b"\0" in data:
        return _without_mark(data)
    if len(re.findall(_CONTROLS, data)) > 8 + len(data) // 100:
        raise NotAText
    try:
        return Decoded(data.decode("utf-8"), "utf-8", is_certain=True)
    except UnicodeDecodeError as error:
        return _eight_bits(data, error.start)


def _refuse_binary(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise OldWorkbook
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise WorkbookAsText
    if data.startswith(_BEGINNINGS):
        raise NotAText


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise TextDamaged(encoding=_NAMES[encoding], line=line) from None
    if "\0" in text:
        raise NotAText
    return text


def _without_mark(data: bytes) -> Decoded:
    readings = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((wide_plausibility(text), Decoded(text, encoding, is_certain=False)))
    plausibility, best = max(readings, key=lambda reading: reading[0], default=(0.0, None))
    if best is None or plausibility < 0.9:
        raise NotAText
    return best


def _eight_bits(data: bytes, first_wrong: int) -> Decoded:
    line = data.count(b"\n", 0, first_wrong) + 1
    if _is_damaged_utf8(data):
        raise TextDamaged(encoding="UTF-8", line=line)
    readings = []
    for encoding, plausibility in (("gb18030", han_plausibility), ("cp1252", latin_plausibility)):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((plausibility(text), Decoded(text, encoding, is_certain=False)))
    if not readings:
        raise EncodingUnknown(line=line)
    return max(readings, key=lambda reading: reading[0])[1]


def _is_damaged_utf8(data: bytes) -> bool:
    rest, right = re.subn(_SEQUENCES, b"", data)
    wrong = len(re.findall(rb"[\x80-\xff]", rest))
    return right > 4 * wrong
