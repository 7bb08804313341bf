"""Whatever is done, undone and done again: the tables are what a plain list of past states says, and the log replays to them."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, precondition, rule
from organisations import HANNA, LABEL, TickingClock

from perftui.storage import steps
from perftui.storage.upgrades import open_memory
from perftui.storage.verifies import verify

NAMES = st.sampled_from(["Sales", "Service", "Tools", "Law", "客户", "R&D"])


class Undoing(RuleBasedStateMachine):
    """The model: states in a list, and where in it we are."""

    units = Bundle("units")

    @initialize()
    def open(self):
        self.store = open_memory(HANNA, TickingClock())
        self.states, self.at = [{}], 0

    def contents(self):
        return {row["id"]: (row["name"], row["parent_id"], row["is_archived"]) for row in self.store.rows("SELECT * FROM unit")}

    def kept(self):
        """Something was done: what lay ahead is gone, unless nothing changed."""
        if self.contents() != self.states[self.at]:
            self.states = [*self.states[: self.at + 1], self.contents()]
            self.at += 1

    @rule(target=units, name=NAMES, number=st.integers(1, 3))
    def add(self, name, number):
        ids = [self.store.new_id() for _ in range(number)]
        with self.store.write(LABEL):
            self.store.insert_many("unit", ("id", "name"), [(unit, f"{name} {unit}") for unit in ids])
        self.kept()
        return multiple(*ids)

    @rule(unit=units, name=NAMES, is_archived=st.booleans())
    def change(self, unit, name, is_archived):
        version = self.store.value("SELECT version FROM unit WHERE id = ?", (unit,))
        if version is not None:
            with self.store.write(LABEL):
                version = self.store.update("unit", unit, version, name=f"{name} {unit}")
                self.store.update("unit", unit, version, is_archived=int(is_archived))
            self.kept()

    @rule(unit=units)
    def remove(self, unit):
        with self.store.write(LABEL):
            self.store.connection.execute("DELETE FROM unit WHERE id = ?", (unit,))
        self.kept()

    @rule(unit=units)
    def fail(self, unit):
        def half_done():
            with self.store.write(LABEL):
                self.store.connection.execute("UPDATE unit SET name = name || '!', parent_id = NULL")
                self.store.connection.execute("DELETE FROM unit WHERE id = ?", (unit,))
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            half_done()

    def reverse(self, step, kind):
        with self.store.write(step.label, kind, step.id):
            steps.revert(self.store, step)

    @precondition(lambda self: self.at > 0)
    @rule()
    def undo(self):
        self.reverse(steps.undoable(self.store), "undo")
        self.at -= 1

    @precondition(lambda self: self.at < len(self.states) - 1)
    @rule()
    def redo(self):
        self.reverse(steps.redoable(self.store), "redo")
        self.at += 1

    @invariant()
    def is_as_the_model_says(self):
        assert self.contents() == self.states[self.at]
        assert (steps.undoable(self.store) is None) == (self.at == 0)
        assert (steps.redoable(self.store) is None) == (self.at == len(self.states) - 1)

    def teardown(self):
        report = verify(self.store, deep=True)
        assert report.is_sound, report
        self.store.close()


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=25, stateful_step_count=20, deadline=None, derandomize=True)
