"""Keys as a terminal sends them: all bytes at once, parsed and posted as the driver does it, without a pause."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from textual._xterm_parser import XTermParser

if TYPE_CHECKING:
    from collections.abc import Callable

    from widgets.key_serialisers import KeySerialiser

    Feed = Callable[[KeySerialiser[object], str], None]
    Burst = Callable[[KeySerialiser[object], str], object]


@pytest.fixture
def feed() -> Feed:
    """Post every key of a burst in one go, and return before any of them is handled."""

    def post(app: KeySerialiser[object], keys: str) -> None:
        driver = app._driver
        assert driver is not None
        for event in XTermParser().feed(keys):
            driver.process_message(event)

    return post


@pytest.fixture
def burst(feed: Feed) -> Burst:
    """Post every key in one go and wait until all are handled."""

    async def post_and_wait(app: KeySerialiser[object], keys: str) -> None:
        feed(app, keys)
        await asyncio.sleep(0)
        await app.keys_settled()

    return post_and_wait
