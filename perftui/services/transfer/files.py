"""A file of the user's as a table, whatever kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Words
from perftui.domain.texts import printable
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.services.transfer.limits import check_size

if TYPE_CHECKING:
    from pathlib import Path

    from perftui.services.transfer.tables import Table

_WORKBOOK = b"PK\x03\x04"


class NoSuchImport(BadInput):
    """There is no file of that name."""

    template = mark("There is no file {path}. Check the name.")


class ImportIsFolder(BadInput):
    """The name is that of a folder."""

    template = mark("{path} is a folder. Add the name of the file.")


class ImportUnreadable(BadInput):
    """The operating system refuses, or it is no ordinary file."""

    template = mark("{path} cannot be read: {reason}.")


def read_bytes(path: Path) -> bytes:
    """All of a file.

    Raises:
        NoSuchImport, ImportIsFolder, ImportUnreadable: It cannot be read.
        FileTooLarge: It is larger than what is imported; none of it is read.
    """
    try:
        if path.is_dir():
            raise ImportIsFolder(path=path)
        if not path.exists():
            raise NoSuchImport(path=path)
        # A pipe or a device may never end.
        if not path.is_file():
            raise ImportUnreadable(path=path, reason=Words(mark("it is not an ordinary file")))
        check_size(path.stat().st_size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        # A ValueError is a NUL in the name.
        raise ImportUnreadable(path=path, reason=getattr(error, "strerror", None) or error) from error


def read_file(path: Path) -> Table:
    """The table in a CSV file or an Excel workbook; its content decides which of the two it is.

    Raises:
        BadInput: One subclass for each case: see `read_bytes`, `separated_values.read_table` and `workbooks.read_workbook`.
    """
    data = read_bytes(path)
    if data.startswith(_WORKBOOK):
        from perftui.services.transfer.workbooks import read_workbook

        return read_workbook(printable(path.name), data)
    from perftui.services.transfer.separated_values import read_table

    return read_table(printable(path.name), data)
