"""What stands in folders, for completing the name of a file while it is typed."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST = 500
"""Names that are looked at in one folder."""


@dataclass(frozen=True, slots=True)
class PathEntry:
    """A file or folder that a text may be completed to."""

    text: str
    """As it would be typed, `~` and all; a folder ends with a slash."""
    name: str
    """Without the folder it stands in."""
    is_folder: bool


def expanded(text: str) -> str:
    """The path that a text means: without spaces at its ends, `~` for the home folder."""
    return os.path.expanduser(text.strip())


def entries(text: str, endings: Sequence[str] = ()) -> list[PathEntry]:
    """What a text may be completed to: folders first, then files, each by name.

    Hidden ones are left out unless the name begins with a dot, case does not count, and a folder that cannot be read has nothing.

    Args:
        text: What was typed.
        endings: Files with another ending are left out; empty means all.
    """
    head, start = os.path.split(text.lstrip())
    before = text.lstrip()[: len(text.lstrip()) - len(start)]
    found = [
        PathEntry(before + name + (os.sep if is_folder else ""), name, is_folder)
        for name, is_folder in _names(expanded(head) or os.curdir)
        if name.casefold().startswith(start.casefold())
        and (start.startswith(".") or not name.startswith("."))
        and (is_folder or not endings or name.casefold().endswith(tuple(endings)))
    ]
    return sorted(found, key=lambda entry: (not entry.is_folder, entry.name.casefold()))


def completed(text: str, found: Sequence[PathEntry]) -> str:
    """The text, as far as all that was found for it begins alike."""
    texts = [entry.text for entry in found]
    # By letters, and not by folders as commonpath does it.
    common = os.path.commonprefix([each.casefold() for each in texts])  # noqa: RUF071  # see above
    return texts[0][: len(common)] if len(common) > len(text) or len(texts) == 1 else text


def _names(folder: str) -> Iterator[tuple[str, bool]]:
    with suppress(OSError, ValueError), os.scandir(folder) as found:
        for entry, _number in zip(found, range(MOST), strict=False):
            # A name that is no text cannot be typed either.
            if entry.name.isprintable():
                yield entry.name, _is_folder(entry)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
