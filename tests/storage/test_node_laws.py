"""Whatever is added, moved, weighed, archived, measured, taken back: the tree kept up to date is the tree made anew."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from organisations import HANNA, LABEL, Organisation, TickingClock

from perftui.storage import node_rebuilds, nodes, steps
from perftui.storage.steps import ChangedSince, StillUsed, WouldCircle
from perftui.storage.stores import Actor, Store
from perftui.storage.upgrades import open_memory

POSITIONS = st.integers(0, 3)
WEIGHTS = st.sampled_from([0, 1, 2500, 3333, 10_000])
VALUES = st.sampled_from([None, "0", "12.5", "33.3333", "50", "100", "250", "-40"])
DATES = st.sampled_from(["2026-01-15", "2026-02-20", "2026-02-21", "2026-09-30"])


class Growing(RuleBasedStateMachine):
    """Goals and key results that were removed stay in their bundles: operations on them do nothing."""

    goals = Bundle("goals")
    key_results = Bundle("key_results")

    @initialize(target=goals)
    def open(self):
        self.store = open_memory(HANNA, TickingClock())
        self.organisation = Organisation(self.store)
        admin = Organisation(Store(self.store.connection, Actor("admin"), None, self.store.clock))  # not undone with the rest
        self.cycles = [admin.cycle("2026"), admin.cycle("2027", "2027-01-01", "2027-12-31")]
        return self.organisation.goal("Top", pos=0)

    def is_there(self, table, record):
        return bool(self.store.value(f"SELECT 1 FROM {table} WHERE id = ?", (record,)))

    def change(self, table, record, **values):
        if self.is_there(table, record):
            self.organisation.change(table, record, **values)

    @rule(target=goals, parent=st.none() | goals, cycle=st.integers(0, 1), pos=POSITIONS, weight=WEIGHTS)
    def add_goal(self, parent, cycle, pos, weight):
        parent = parent if parent and self.is_there("goal", parent) else None
        return self.organisation.goal("Goal", parent, self.cycles[cycle], pos=pos, weight=weight)

    @rule(target=key_results, goal=goals, pos=POSITIONS, weight=WEIGHTS, operator=st.sampled_from(["at_least", "milestone"]))
    def add_key_result(self, goal, pos, weight, operator):
        yardstick = {"baseline": None, "target": "50"} if operator == "milestone" else {}
        if self.is_there("goal", goal):
            return self.organisation.key_result(goal, pos=pos, weight=weight, operator=operator, **yardstick)
        return "never added"

    @rule(key_result=key_results, value=VALUES, on_date=DATES)
    def check_in(self, key_result, value, on_date):
        if self.is_there("key_result", key_result):
            self.organisation.check_in(key_result, value, on_date)

    @rule(goal=goals, parent=st.none() | goals, pos=POSITIONS)
    def move(self, goal, parent, pos):
        if parent and self.is_there("goal", parent) and self.is_there("goal", goal):
            above = {row[0] for row in self.store.rows(ABOVE, (parent,))}
            if goal not in above:
                self.organisation.change("goal", goal, parent_id=parent, pos=pos)
        else:
            self.change("goal", goal, parent_id=None, pos=pos)

    @rule(goal=goals, weight=WEIGHTS, cycle=st.integers(0, 1), state=st.sampled_from(["active", "archived"]), start=st.none() | DATES)
    def change_goal(self, goal, weight, cycle, state, start):
        self.change("goal", goal, weight=weight, cycle_id=self.cycles[cycle], state=state, start_date=start)

    @rule(key_result=key_results, weight=WEIGHTS, is_archived=st.integers(0, 1), pos=POSITIONS, goal_value=st.sampled_from(["100", "200"]))
    def change_key_result(self, key_result, weight, is_archived, pos, goal_value):
        self.change("key_result", key_result, weight=weight, is_archived=is_archived, pos=pos, target=goal_value)

    @rule(key_result=key_results, goal=goals)
    def hand_over_key_result(self, key_result, goal):
        if self.is_there("goal", goal):
            self.change("key_result", key_result, goal_id=goal)

    @rule(number=st.integers(0, 1), start=st.sampled_from(["2026-01-01", "2026-03-01"]))
    def start_cycle(self, number, start):
        cycle = self.cycles[number]
        with self.store.write(LABEL):
            version = self.store.value("SELECT version FROM cycle WHERE id = ?", (cycle,))
            self.store.update("cycle", cycle, version, start_date=start)
            nodes.sync(self.store, cycles=[cycle])

    @rule(steps_back=st.integers(1, 4), steps_forth=st.integers(0, 4))
    def undo_and_redo(self, steps_back, steps_forth):
        for _ in range(steps_back):
            self.reverse(steps.undoable(self.store), "undo")
        for _ in range(steps_forth):
            self.reverse(steps.redoable(self.store), "redo")

    def reverse(self, step, kind):
        if step is None:
            return
        try:
            with self.store.write(step.label, kind, step.id):
                touched = steps.revert(self.store, step)
                nodes.sync(
                    self.store,
                    [record.entity_id for record in touched if record.entity == "goal"],
                    [record.parent_id or record.entity_id for record in touched if record.entity in ("key_result", "check_in")],
                    [record.entity_id for record in touched if record.entity == "cycle"],
                )
        except (ChangedSince, StillUsed, WouldCircle):
            pass

    @invariant()
    def is_as_made_anew(self):
        assert node_rebuilds.differing(self.store) == []

    def teardown(self):
        with self.store.write_aside():
            node_rebuilds.rebuild(self.store)
        assert node_rebuilds.differing(self.store) == []
        self.store.close()


ABOVE = """WITH RECURSIVE up (id) AS (SELECT ? UNION SELECT g.parent_id FROM goal g JOIN up ON g.id = up.id WHERE g.parent_id IS NOT NULL)
SELECT id FROM up"""

TestGrowing = Growing.TestCase
TestGrowing.settings = settings(max_examples=30, stateful_step_count=30, deadline=None, derandomize=True)
