"""What a workbook's ZIP archive must be before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.services.transfer.encodings import OldWorkbook
from perftui.services.transfer.limits import check_size

MAX_UNPACKED: Final = 300 << 20
"""Bytes of all parts together, inclusive."""
MAX_RATIO: Final = 200
"""How many times its packed size a part of more than a megabyte may have."""
MAX_PARTS: Final = 2000
_TYPES: Final = "[Content_Types].xml"
_ENTRY: Final = b"PK\x01\x02"
_OLD: Final = b"\xd0\xcf\x11\xe0"


class NotAWorkbook(BadInput):
    """Something else, or a damaged file."""

    template = mark(
        "This is not an Excel workbook (.xlsx), or it is damaged. Open it in Excel and save it again, or save it as CSV (UTF-8)."
    )


class WorkbookSuspicious(BadInput):
    """A part that unpacks to far more than it should, or that has a name leading elsewhere."""

    template = mark("This workbook is built in a way no spreadsheet program does, and is not opened. Save the sheet as CSV (UTF-8).")


class WorkbookLocked(BadInput):
    """A password."""

    template = mark("This workbook has a password. Save it without one.")


class SheetUnknown(BadInput):
    """There is no sheet of that name."""

    template = mark("There is no sheet “{sheet}”; there are: {sheets}.")


def check_archive(data: bytes) -> None:
    """Refuse a workbook that could do harm when it is unpacked.

    Args:
        data: The whole file.

    Raises:
        FileTooLarge: More bytes than are read.
        OldWorkbook: Of Excel 97 to 2003, or encrypted.
        NotAWorkbook: No ZIP archive, or no workbook in it.
        WorkbookSuspicious: Too many parts, too large when unpacked, packed too tightly, or with odd names.
        WorkbookLocked: A part needs a password.
    """
    check_size(len(data))
    if data.startswith(_OLD):
        raise OldWorkbook
    if data.count(_ENTRY) > 2 * MAX_PARTS:
        # Parsing a million forged entries would already take long.
        raise WorkbookSuspicious
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, OverflowError) as error:
        raise NotAWorkbook from error
    if any(part.flag_bits & 1 for part in parts):
        raise WorkbookLocked
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED or any(map(_is_suspicious, parts)):
        raise WorkbookSuspicious
    if not any(part.filename == _TYPES for part in parts):
        raise NotAWorkbook


def _is_suspicious(part: zipfile.ZipInfo) -> bool:
    is_bomb = part.file_size > 1 << 20 and part.file_size > MAX_RATIO * max(1, part.compress_size)
    return is_bomb or part.filename.startswith("/") or ".." in part.filename.split("/")
