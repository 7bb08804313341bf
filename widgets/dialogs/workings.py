"""Long work, with how far it is; Esc stops it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from perftui.i18n import mark
from widgets.key_serialisers import BACKGROUND
from widgets.progress_lines import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

BETWEEN = 0.1
"""Seconds between two reports."""


class Stopped(Exception):
    """Somebody pressed Esc: raised within the work when it reports, so that it takes back what it has begun."""


class Working(ModalScreen[Exception | None]):
    """Runs work in a thread and ends with it; the answer is what it raised. Every key but Esc does nothing meanwhile."""

    DEFAULT_CSS = """
    Working { align: center middle; }
    Working > Vertical { width: 76; max-width: 100%; height: auto; padding: 0 1; background: $surface; border: round $border; }
    Working:ansi > Vertical { background: ansi_default; }
    """
    BINDINGS = [Binding("ctrl+g,ctrl+p,ctrl+o,f8,f9", "wait", mark("Wait"), show=False, priority=True)]

    def __init__(self, words: str, work: Callable[[Callable[[int, int], None]], None]) -> None:
        """Work.

        Args:
            words: What is being done.
            work: Called in a thread with a function to report to: so much done, of so much. It touches no widget.
        """
        super().__init__()
        self._words, self._work = words, work
        self._is_stopping = False
        self._told = 0.0

    def compose(self) -> ComposeResult:
        """How far it is."""
        with Vertical():
            yield ProgressLine()

    def on_mount(self) -> None:
        """Begin."""
        self.query_one(ProgressLine).begin(self._words)
        # Keys wait for every other group, and so would the Esc that is to stop it.
        self.run_worker(self._run, thread=True, group=BACKGROUND)

    def action_wait(self) -> None:
        """Nothing else happens until it is done."""

    @on(ProgressLine.Cancelled)
    def _stop(self) -> None:
        self._is_stopping = True

    def _run(self) -> None:
        error: Exception | None = None
        try:
            self._work(self._tell)
        except Exception as raised:  # noqa: BLE001  # handed on to whoever asked for the work
            error = raised
        self.app.call_from_thread(self.dismiss, error)

    def _tell(self, done: int, total: int) -> None:
        if self._is_stopping:
            raise Stopped
        if time.monotonic() - self._told >= BETWEEN:
            self._told = time.monotonic()
            self.app.call_from_thread(self.query_one(ProgressLine).report, done / total if total else None)
