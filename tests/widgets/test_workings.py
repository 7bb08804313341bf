"""Long work behind a line that shows how far it is."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from widgets.dialogs.workings import Stopped, Working
from widgets.safe_apps import SafeApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    Told = Callable[[int, int], None]


class Desk(SafeApp[None]):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Exception | None] = []

    def compose(self) -> ComposeResult:
        yield Input()

    def work(self, work: Callable[[Told], None]) -> None:
        self.push_screen(Working("Importing [/b] …", work), self.answers.append)


async def ended(app, pilot):
    while not app.answers:
        await pilot.pause(0.01)


@pytest.mark.parametrize("error", [None, ValueError("no")])
async def test_what_the_work_raises_is_the_answer(error):
    def work(told: Told) -> None:
        told(1, 2)
        if error:
            raise error

    app = Desk()
    async with app.run_test() as pilot:
        app.work(work)
        await ended(app, pilot)
        await app.keys_settled()
    assert app.answers == [error]


async def test_esc_stops_the_work_and_other_keys_do_nothing(burst):
    started, pressed = threading.Event(), threading.Event()

    def work(told: Told) -> None:
        started.set()
        pressed.wait()
        told(1, 2)

    app = Desk()
    async with app.run_test() as pilot:
        app.work(work)
        await pilot.pause()
        started.wait()
        await burst(app, "xyz\x1b[24~")
        pressed.set()
        await ended(app, pilot)
        assert app.query_one(Input).value == ""
    assert isinstance(app.answers[0], Stopped)
