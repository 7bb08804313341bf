"""A store in memory with an actor and a clock that stands still."""

from datetime import UTC, date, datetime
from secrets import token_bytes

import pytest

from perftui.domain.ids import new_id
from perftui.storage import nodes
from perftui.storage.stores import Actor, Label
from perftui.storage.upgrades import open_memory

EARLY = datetime(2026, 1, 2, 8, tzinfo=UTC)
"""Key results are made before their cycle begins, unless a test says when."""


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


class Records:
    """Goals, key results and check-ins written straight into the tables, each as a step, with the tree kept up to date."""

    def __init__(self, store):
        self.store = store
        self.pos = 0

    def add(self, table, **values):
        made = values.pop("made", EARLY) if table == "key_result" else self.store.clock()
        record_id = new_id(int(made.timestamp() * 1000), token_bytes(10))
        self.pos += 1
        with self.store.write(Label("Added {title}", {"title": values.get("title", table)})):
            self.store.insert(table, id=record_id, **values)
            key_result = values["key_result_id"] if table == "check_in" else record_id
            nodes.sync(self.store, [record_id] if table == "goal" else [], [] if table == "goal" else [key_result])
        return record_id

    def goal(self, title, cycle, **values):
        return self.add("goal", **{"title": title, "cycle_id": cycle.id, "level": "theme", "state": "active", "pos": self.pos} | values)

    def key_result(self, goal, title="Result", **values):
        filled = {"operator": "at_least", "baseline": "0", "target": "100", "pos": self.pos} | values
        return self.add("key_result", goal_id=goal, title=title, **filled)

    def check_in(self, key_result, on, value, **values):
        return self.add("check_in", key_result_id=key_result, on_date=on.isoformat(), value=value, **values)


@pytest.fixture
def records(store):
    return Records(store)
