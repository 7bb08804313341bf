"""A store in memory with an actor and a clock that stands still."""

from datetime import UTC, date, datetime

import pytest

from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory


class Clock:
    """Stands still until a test turns it."""

    def __init__(self, at=datetime(2026, 11, 23, 8, 0, tzinfo=UTC)):
        self.at = at

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(clock):
    store = open_memory(Actor("li.na"), clock)
    yield store
    store.close()


@pytest.fixture
def today():
    return date(2026, 11, 23)
