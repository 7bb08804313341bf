"""What is kept of a crash: where it happened, and nothing of what the program held."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.traceback import Trace


def crash_report(trace: Trace) -> str:
    """The kinds of the errors and their frames, innermost error last; no message and no value, for both can hold personal data."""
    return "".join(_lines(trace))


def log_crash(directory: Path, trace: Trace) -> str:
    """Write a crash into a new file that only its owner can read.

    Args:
        directory: Where the file goes; made with mode 0700 if it is not there.
        trace: The crash.

    Returns:
        The incident's id, eight hexadecimal digits, also when the file could not be written.
    """
    incident = secrets.token_hex(4)
    text = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\n{crash_report(trace)}"
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(directory / f"crash-{incident}.log", flags, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        # A full disk or a missing directory must not hide the incident itself.
        pass
    return incident


def _lines(trace: Trace) -> Iterator[str]:
    for stack in reversed(trace.stacks):
        yield f"{stack.exc_type}\n"
        for frame in stack.frames:
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}\n"
