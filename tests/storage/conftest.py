"""Stores in memory and in a file, opened by Hanna, with a clock that ticks once a look."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))  # for the helpers beside this file, which pytest's importlib mode does not find

from organisations import HANNA, Organisation, TickingClock

from perftui.storage.upgrades import open_memory, open_store


@pytest.fixture
def clock():
    return TickingClock()


@pytest.fixture
def store(clock):
    store = open_memory(HANNA, clock)
    yield store
    store.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "own" / "people.db"


@pytest.fixture
def file_store(path, clock):
    store = open_store(path, HANNA, create=True, clock=clock)
    yield store
    store.close()


@pytest.fixture
def organisation(store):
    return Organisation(store)
