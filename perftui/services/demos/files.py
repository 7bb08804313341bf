"""The sample company as a file: whole, or not there at all."""

from __future__ import annotations

import glob
import secrets
import time
from contextlib import closing
from typing import TYPE_CHECKING

from perftui.services.demos.making import SAMPLE, make_demo
from perftui.storage.copies import drop_remains
from perftui.storage.stores import utc_now
from perftui.storage.upgrades import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


def make_demo_file(path: Path, tell: Callable[[int], None] = lambda percent: None, clock: Callable[[], datetime] = utc_now) -> None:
    """Make a sample company under another name beside its own, then rename it: who is cut off leaves nothing that could be opened.

    Args:
        path: Where to; its folder is made when there is none, the file is readable by the owner alone.
        tell: Called with the percentage done.
        clock: Tells the day on which it shall look natural.

    Raises:
        ReadOnlyFile: The folder cannot be written.
        DiskFull: There is no room.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    try:
        with closing(open_store(part, SAMPLE, create=True, clock=clock)) as store:
            make_demo(store, clock().astimezone().date(), tell)
        _drop_beside(path)  # a log that a file of this name has left behind would be played into the new one
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
        _drop_beside(part)
    drop_remains(path.parent, f"{glob.escape(path.name)}.*.part*", time.time())


def _drop_beside(path: Path) -> None:
    for ending in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
