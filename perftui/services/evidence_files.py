"""Files on their way into and out of the record: read once and whole, written under a bare name into a folder that the user names."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Words
from perftui.domain.file_names import numbered
from perftui.errors import BadInput, Refused
from perftui.i18n import mark
from perftui.services import settings
from perftui.services.transfer.exports import ExportExists, NoSuchFolder, write_export
from perftui.services.transfer.files import ImportIsFolder, ImportUnreadable, NoSuchImport

if TYPE_CHECKING:
    from pathlib import Path

    from perftui.storage.stores import Store

SETTING: Final = "evidence_mb"
USUAL_MB: Final = 10
MOST_MB: Final = 500
"""What SQLite keeps in one piece without trouble."""
_OPEN: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Without following a link, and without waiting for a pipe that nobody writes to."""
_TRIES: Final = 1_000
_CHUNK: Final = 1 << 20


class FileTooBig(BadInput):
    """More bytes than are attached."""

    template = mark("{name} has {size} MB; {limit} MB is the most for one file. Make it smaller, or raise the limit: F8, “Largest file…”.")


class FileEmpty(BadInput):
    """No bytes at all."""

    template = mark("{name} is empty, so it shows nothing. Choose another file, or write a note.")


class FileIsLink(BadInput):
    """A symbolic link, which could lead anywhere."""

    template = mark("{name} is a link to another place. Choose the file itself.")


class FileChanging(Refused):
    """Somebody wrote to it while it was read."""

    template = mark("{name} was changed while it was read, so it was not attached. Wait until it is saved, then try again.")


def most_bytes(store: Store) -> int:
    """Bytes of one file, inclusive."""
    chosen = settings.chosen(store, SETTING)
    megabytes = int(chosen) if chosen.isdecimal() else 0
    return min(megabytes or USUAL_MB, MOST_MB) << 20


def read_file(path: Path, most: int) -> bytes:
    """All of a file as it is at one moment.

    Args:
        path: An ordinary file, no link.
        most: Bytes, inclusive; a larger one is not read.

    Raises:
        NoSuchImport, ImportIsFolder, ImportUnreadable, FileIsLink: It cannot be read.
        FileTooBig, FileEmpty: Its size.
        FileChanging: It was written to meanwhile.
    """
    try:
        if path.is_symlink():
            raise FileIsLink(name=path.name)
        if path.is_dir():
            raise ImportIsFolder(path=path)
        if not path.exists():
            raise NoSuchImport(path=path)
        descriptor = os.open(path, _OPEN)
    except (OSError, ValueError) as error:  # a ValueError is a NUL in the name
        raise ImportUnreadable(path=path, reason=getattr(error, "strerror", None) or error) from error
    try:
        return _read(descriptor, path, most)
    except OSError as error:
        raise ImportUnreadable(path=path, reason=error.strerror or error) from error
    finally:
        os.close(descriptor)


def _read(descriptor: int, path: Path, most: int) -> bytes:
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):  # a device or a pipe may never end
        raise ImportUnreadable(path=path, reason=Words(mark("it is not an ordinary file")))
    require_size(path.name, before.st_size, most)
    parts, size = [], 0
    while size <= most and (part := os.read(descriptor, _CHUNK)):
        parts.append(part)
        size += len(part)
    after = os.fstat(descriptor)
    if (size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size != before.st_size:
        raise FileChanging(name=path.name)
    return b"".join(parts)


def require_size(name: str, size: int, most: int) -> None:
    """Refuse what is empty or too large.

    Raises:
        FileEmpty: No bytes.
        FileTooBig: More than `most`.
    """
    if not size:
        raise FileEmpty(name=name)
    if size > most:
        raise FileTooBig(name=name, size=-(-size >> 20), limit=most >> 20)


def write_new(folder: Path, name: str, data: bytes) -> Path:
    """Write a file into a folder, under a name with a number where that name is taken; never over another file.

    Args:
        folder: Must exist.
        name: Bare: see `domain.file_names`.
        data: The whole content.

    Returns:
        Where it is.

    Raises:
        NoSuchFolder: There is no such folder.
        ExportFailed and others: See `transfer.exports.write_export`.
    """
    if not folder.is_dir():
        raise NoSuchFolder(path=folder)
    for number in range(1, _TRIES):
        path = folder / (name if number == 1 else numbered(name, number))
        if not os.path.lexists(path):
            try:
                return write_export(path, data)
            except ExportExists:
                continue
    raise ExportExists(path=folder / name)
