"""A small organisation to write into a store: each method adds one record in a step of its own, or in the one that is open."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import UTC, datetime, timedelta
from itertools import count
from secrets import token_bytes

from perftui.domain.ids import new_id
from perftui.storage import nodes
from perftui.storage.stores import Actor, Label

HANNA = Actor("hanna")
LABEL = Label("Did {what}", {"what": "something"})


class TickingClock:
    """Each look at it is a second later than the one before."""

    def __init__(self):
        self.at = datetime(2026, 3, 1, 8, tzinfo=UTC)

    def __call__(self):
        self.at += timedelta(seconds=1)
        return self.at


class Organisation:
    """Adds records with sensible values, and keeps the tree up to date as services do."""

    def __init__(self, store):
        self.store = store
        self.numbers = count(1)

    def add(self, table, **values):
        values.setdefault("id", self.store.new_id())
        with self.store.write(LABEL):
            self.store.insert(table, **values)
        return values["id"]

    def change(self, table, record_id, **values):
        with self.store.write(LABEL):
            version = self.store.value(f"SELECT version FROM {table} WHERE id = ?", (record_id,))
            self.store.update(table, record_id, version, **values)
            if table == "goal":
                nodes.sync(self.store, [record_id])
            elif table == "key_result":
                nodes.sync(self.store, (), [record_id])

    def unit(self, name, parent=None):
        return self.add("unit", name=name, parent_id=parent)

    def person(self, name, unit=None, manager=None, **values):
        person = self.add(
            "person", **{"staff_no": f"E{next(self.numbers):04}", "name": name, "sort_key": name.lower(), "unit_id": unit, **values}
        )
        if manager:
            self.add("reporting", person_id=person, manager_id=manager, since="2026-01-01")
        return person

    def cycle(self, name="2026", start="2026-01-01", end="2026-12-31", state="active"):
        return self.add("cycle", name=name, kind="year", start_date=start, end_date=end, state=state)

    def goal(self, title, parent=None, cycle=None, person=None, **values):
        cycle = cycle or self.store.value("SELECT id FROM cycle ORDER BY rowid LIMIT 1") or self.cycle()
        values = {"pos": next(self.numbers), "state": "active", "level": "person" if person else "unit", **values}
        with self.store.write(LABEL):
            goal = self.add("goal", title=title, parent_id=parent, cycle_id=cycle, owner_person_id=person, **values)
            nodes.sync(self.store, [goal])
        return goal

    def key_result(self, goal, title="Visits", **values):
        made = new_id(1_767_225_600_000 + next(self.numbers), token_bytes(10))  # on 1 January, before anything begins
        values = {"id": made, "pos": next(self.numbers), "operator": "at_least", "baseline": "0", "target": "100", **values}
        with self.store.write(LABEL):
            key_result = self.add("key_result", goal_id=goal, title=title, **values)
            nodes.sync(self.store, (), [key_result])
        return key_result

    def check_in(self, key_result, value, on_date="2026-03-01", **values):
        with self.store.write(LABEL):
            check_in = self.add("check_in", key_result_id=key_result, value=value, on_date=on_date, **values)
            nodes.sync(self.store, (), [key_result])
        return check_in


def in_child(work):
    """Run `work` in a process of its own and give its exit status: 0, or 1 after an exception."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001  # the child ends here; its parent asserts on the status
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)
