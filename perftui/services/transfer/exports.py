"""Files that leave the program: whole or not at all, readable by their owner alone, never over another file by accident."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from typing import TYPE_CHECKING, Final

from perftui.errors import BadInput, Refused
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class ExportExists(Refused):
    """A file of that name is there already."""

    template = mark("{path} exists already. Choose another name, or allow it to be replaced: --overwrite on the command line.")


class ExportOntoFolder(Refused):
    """The name is that of a folder."""

    template = mark("{path} is a folder. Add the name of the file.")


class ExportOntoLink(Refused):
    """The name is that of a symbolic link, which could lead anywhere."""

    template = mark("{path} is a link to another place. Choose a name that is not a link.")


class ExportOntoDevice(Refused):
    """The name is that of a device, a pipe or a socket."""

    template = mark("{path} is not an ordinary file. Choose another name.")


class NoSuchFolder(BadInput):
    """The folder to write to does not exist, or is a file."""

    template = mark("There is no folder {path}. Create it, or choose another one.")


class ExportFailed(BadInput):
    """The operating system refuses: rights, a full disk, a name that it does not allow."""

    template = mark("{path} could not be written: {reason}. Nothing was changed.")


def write_export(path: Path, data: bytes, overwrite: bool = False) -> Path:
    """Write a file under its name in one step; whoever reads it at the same time sees the old one or the new one.

    The file is readable and writable by its owner alone (0600), and on the disk when this returns.

    Args:
        path: Where to; its folder must exist.
        data: The whole content.
        overwrite: Whether an ordinary file of that name may be replaced.

    Returns:
        The path.

    Raises:
        ExportExists: There is such a file, and it may not be replaced.
        ExportOntoFolder, ExportOntoLink, ExportOntoDevice: There is something of that name that is never replaced.
        NoSuchFolder: There is no such folder.
        ExportFailed: The operating system refuses.
    """
    try:
        with _opened(path) as place:
            place.check(overwrite)
            place.write(data, overwrite)
    except FileExistsError:
        raise ExportExists(path=path) from None
    except (OSError, ValueError) as error:
        # A ValueError is a NUL in the name.
        raise ExportFailed(path=path, reason=getattr(error, "strerror", None) or error) from error
    return path


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[_Place]:
    if not path.parent.is_dir():
        raise NoSuchFolder(path=path.parent)
    if path.name in ("", ".", ".."):
        raise ExportOntoFolder(path=path)
    if os.open not in os.supports_dir_fd:
        yield _Place(path, None)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield _Place(path, folder)
    finally:
        os.close(folder)


class _Place:
    """A name in an open folder: moving the folder meanwhile, or putting a link in its place, leads nowhere else."""

    def __init__(self, path: Path, folder: int | None) -> None:
        self.path = path
        self.folder = folder

    def check(self, overwrite: bool) -> None:
        try:
            mode = os.stat(self._name(), dir_fd=self.folder, follow_symlinks=False).st_mode
        except FileNotFoundError:
            return
        if stat.S_ISDIR(mode):
            raise ExportOntoFolder(path=self.path)
        if stat.S_ISLNK(mode):
            raise ExportOntoLink(path=self.path)
        if not stat.S_ISREG(mode):
            raise ExportOntoDevice(path=self.path)
        if not overwrite:
            raise ExportExists(path=self.path)

    def write(self, data: bytes, overwrite: bool) -> None:
        part = self._name(f".{secrets.token_hex(8)}.part")
        with os.fdopen(os.open(part, _NEW, 0o600, dir_fd=self.folder), "wb") as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                self._remove(part)
                raise
        try:
            self._name_it(part, overwrite)
        finally:
            self._remove(part)
        if self.folder is not None:
            os.fsync(self.folder)

    def _name_it(self, part: str, overwrite: bool) -> None:
        name, folder = self._name(), self.folder
        if overwrite:
            os.replace(part, name, src_dir_fd=folder, dst_dir_fd=folder)
            return
        try:
            os.link(part, name, src_dir_fd=folder, dst_dir_fd=folder)
        except FileExistsError:
            raise
        except OSError:
            # No hard links on this file system: reserve the name, then fill it.
            os.close(os.open(name, _NEW, 0o600, dir_fd=folder))
            os.replace(part, name, src_dir_fd=folder, dst_dir_fd=folder)

    def _remove(self, part: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(part, dir_fd=self.folder)

    def _name(self, name: str = "") -> str:
        name = name or self.path.name
        return name if self.folder is not None else str(self.path.parent / name)
