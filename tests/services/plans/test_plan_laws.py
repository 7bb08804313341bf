"""No way around a guard: whatever two people do with a plan, in whatever order, with undo and redo, what was promised holds."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sample_plans import TODAY, S, change, insert, keep_promises, organisation, row, state, step, write_plan

from perftui.domain.plans import DECISIONS, EDITABLE, UNPUBLISHED, AcknowledgementKind, OutcomeKind, PlanState, SettlementKind
from perftui.errors import PerftuiError
from perftui.services import (
    action_entries,
    actions,
    plan_acknowledgements,
    plan_checks_due,
    plan_extensions,
    plan_outcomes,
    plan_steps,
    plan_versions,
    promises,
    undo,
)
from perftui.services.plan_locks import require_editable
from perftui.storage import plans, verifies
from perftui.storage.stores import Actor, Store
from perftui.storage.upgrades import open_memory

REACHED = frozenset(PlanState) - UNPUBLISHED - {S.ISSUED, S.CANCELLED}
"""Nobody comes here without an acknowledgement or a witnessed refusal."""
who = st.integers(0, 1)


class Planning(RuleBasedStateMachine):
    """One plan, two people, a clock that goes on, and everything that can be done."""

    def __init__(self):
        super().__init__()
        self.today = TODAY
        first = open_memory(Actor("setup"), self.clock)
        self.staff = organisation(first)
        self.plan = write_plan(first, self.staff)
        self.stores = [Store(first.connection, Actor(name), None, self.clock) for name in ("li.na", "zhao.min")]
        self.signed = 0
        self.outcomes = 0

    def clock(self):
        return datetime(self.today.year, self.today.month, self.today.day, 8, tzinfo=UTC)

    def version(self):
        return row(self.stores[0], self.plan)["version"]

    def try_to(self, act, *given, **named):
        with suppress(PerftuiError):
            act(*given, **named)

    def teardown(self):
        assert verifies.verify(self.stores[0], deep=True).is_sound
        self.stores[0].close()

    @rule(days=st.sampled_from([1, 20, 45, 91]))
    def wait(self, days):
        self.today = min(self.today + timedelta(days), date(2027, 8, 1))

    @rule(actor=who, new=st.sampled_from(PlanState), note=st.sampled_from(["", "Because"]))
    def take(self, actor, new, note):
        self.try_to(plan_steps.take_step, self.stores[actor], self.plan, self.version(), new, self.today, note)

    @rule(actor=who)
    def go_on(self, actor):
        """The main step, so that the later states are reached too."""
        new = plan_steps.following(self.stores[0], self.plan)
        if new:
            self.try_to(plan_steps.take_step, self.stores[actor], self.plan, self.version(), new[0], self.today, "On")

    @rule(actor=who)
    def hurry(self, actor):
        """As far as the running plan."""
        for new in (S.HR_REVIEW, S.APPROVED, S.ISSUED):
            self.try_to(plan_steps.take_step, self.stores[actor], self.plan, self.version(), new, self.today)
        self.acknowledge(actor, AcknowledgementKind.SIGNED, "")

    @rule(actor=who, value=st.sampled_from(["13", "20"]))
    @precondition(lambda self: state(self.stores[0], self.plan) in {S.ACTIVE, S.DUE})
    def ripen(self, actor, value):
        """As far as the decision, with most of what it asks for."""
        self.today = max(self.today, date.fromisoformat(row(self.stores[0], self.plan)["end_date"]))
        self.check(actor, is_missed=False)
        self.measure(actor, value)
        self.settle(actor, SettlementKind.REPLACED)
        self.offer(actor)
        self.try_to(plan_steps.take_step, self.stores[actor], self.plan, self.version(), S.DUE, self.today)

    @rule(actor=who, new=st.sampled_from([S.FAILED, S.PASSED]))
    @precondition(lambda self: state(self.stores[0], self.plan) is S.DUE)
    def decide(self, actor, new):
        keep_promises(self.stores[actor], self.plan)
        self.try_to(plan_steps.take_step, self.stores[actor], self.plan, self.version(), new, self.today, "So it is")

    @rule(actor=who, number=st.sampled_from(["18", "20", "22"]), is_issued=st.booleans())
    @precondition(lambda self: state(self.stores[0], self.plan) is S.ACTIVE)
    def amend(self, actor, number, is_issued):
        self.try_to(plan_steps.take_step, self.stores[actor], self.plan, self.version(), S.PAUSED, self.today, "Other number")
        self.edit_goal(1 - actor, number)
        if is_issued:
            self.try_to(plan_steps.take_step, self.stores[actor], self.plan, self.version(), S.ISSUED, self.today)

    @rule(actor=who, kind=st.sampled_from(AcknowledgementKind), text=st.sampled_from(["", "Sun Li"]))
    def acknowledge(self, actor, kind, text):
        self.try_to(plan_acknowledgements.acknowledge, self.stores[actor], self.plan, kind, self.today, witness=text, proof=text)

    @rule(actor=who, kind=st.sampled_from([*OutcomeKind]), note=st.sampled_from(["", "So"]))
    def conclude(self, actor, kind, note):
        self.try_to(plan_outcomes.conclude, self.stores[actor], self.plan, self.version(), kind, note, self.today)

    @rule(actor=who, days=st.sampled_from([0, 10, 40]))
    def extend(self, actor, days):
        end = date.fromisoformat(row(self.stores[0], self.plan)["end_date"]) + timedelta(days)
        self.try_to(plan_extensions.extend, self.stores[actor], self.plan, self.version(), end, "Close", self.today)

    @rule(actor=who, number=st.sampled_from(["18", "20", "22"]))
    def edit_goal(self, actor, number):
        self.edit(actor, lambda store: change(store, "plan_goal", self.goal()["id"], target=number))

    @rule(actor=who, day=st.sampled_from([date(2026, 9, 30), date(2026, 10, 15)]))
    def edit_step(self, actor, day):
        first = plans.steps(self.stores[0], self.plan)[0]["id"]
        self.edit(actor, lambda store: change(store, "plan_step", first, due_date=day.isoformat()))

    @rule(actor=who, end=st.sampled_from([date(2026, 11, 30), date(2026, 12, 31)]))
    def edit_end(self, actor, end):
        self.edit(actor, lambda store: change(store, "plan", self.plan, end_date=end.isoformat()))

    @rule(actor=who)
    def add_step(self, actor):
        given = {"kind": "habit", "text": "Visits", "owner_person_id": self.staff.li, "due_date": "2026-10-01"}
        self.edit(actor, lambda store: step(store, self.plan, **given))

    def edit(self, actor, act):
        """As all screens do: under the lock."""
        store = self.stores[actor]
        with suppress(PerftuiError):
            require_editable(store, self.plan)
            act(store)

    def goal(self):
        return plans.parts(self.stores[0], "plan_goal", self.plan)[0]

    @rule(actor=who, value=st.sampled_from(["11", "16", "20"]))
    @precondition(lambda self: state(self.stores[0], self.plan) not in UNPUBLISHED)
    def measure(self, actor, value):
        told = {"on_date": self.today.isoformat(), "value": value, "definition_hash": self.goal()["definition_hash"]}
        insert(self.stores[actor], "plan_value", plan_goal_id=self.goal()["id"], **told)

    @rule(actor=who, is_missed=st.booleans())
    def check(self, actor, is_missed):
        """Hold or miss all checks that are due."""
        store = self.stores[actor]
        for part in plans.parts(store, "plan_check", self.plan):
            if part["due_date"] > self.today.isoformat():
                break
            with suppress(PerftuiError):
                if is_missed:
                    plan_checks_due.mark_missed(store, self.plan, part["id"], self.today)
                else:
                    plan_checks_due.check_row(store, self.plan, part["id"])
                    change(store, "plan_check", part["id"], held_on=self.today.isoformat(), entered_on=self.today.isoformat())

    @rule(actor=who)
    def make_checks(self, actor):
        self.try_to(plan_checks_due.make_checks, self.stores[actor], self.plan, self.today)

    @rule(actor=who)
    def sweep(self, actor):
        plan_checks_due.sweep(self.stores[actor], self.today)

    @rule(actor=who, kind=st.sampled_from(SettlementKind))
    def settle(self, actor, kind):
        for line in promises.ledger(self.stores[actor], self.plan):
            self.try_to(promises.settle, self.stores[actor], self.plan, line.entity, line.record_id, kind, "Said so", self.today)

    @rule(actor=who)
    def offer(self, actor):
        if not plans.parts(self.stores[actor], "plan_outcome", self.plan):
            insert(self.stores[actor], "statement", plan_id=self.plan, offered_on=self.today.isoformat())

    @rule(actor=who, act=st.sampled_from(["done", "missed", "cancel", "reopen", "edit"]), place=st.integers(0, 1))
    def act_on_action(self, actor, act, place):
        store = self.stores[actor]
        action_id = plans.steps(store, self.plan)[place]["action_id"]
        if action_id is None:
            return
        line = actions.action(store, action_id)
        does = {
            "done": lambda: action_entries.mark_done(store, action_id, self.today),
            "missed": lambda: action_entries.miss_until(store, action_id, self.today),
            "cancel": lambda: actions.cancel(store, action_id),
            "reopen": lambda: action_entries.reopen(store, action_id),
            "edit": lambda: actions.edit_action(store, action_id, line.version, due="2026-12-24"),
        }
        self.try_to(does[act])

    @rule(actor=who)
    @precondition(lambda self: state(self.stores[0], self.plan) in {S.ACTIVE, S.DUE})
    def keep(self, actor):
        keep_promises(self.stores[actor], self.plan)

    @rule(actor=who, times=st.integers(1, 4))
    def undo(self, actor, times):
        for _time in range(times):
            self.try_to(undo.undo, self.stores[actor])

    @rule(actor=who)
    def redo(self, actor):
        self.try_to(undo.redo, self.stores[actor])

    @invariant()
    def nobody_runs_without_an_acknowledgement(self):
        store = self.stores[0]
        now, versions = state(store, self.plan), plan_versions.versions(store, self.plan)
        signed = [line.version_number for line in plan_acknowledgements.of_plan(store, self.plan)]
        waits = now in {S.ISSUED, S.EXTENDED}
        if now in REACHED:
            assert signed == [line.number for line in versions][: len(versions) - waits]
        assert len(signed) >= self.signed
        self.signed = len(signed)

    @invariant()
    def a_locked_plan_says_what_was_issued(self):
        store = self.stores[0]
        if state(store, self.plan) in EDITABLE | {S.CANCELLED}:
            return
        assert not plan_versions.is_changed(store, self.plan)

    @invariant()
    def outcomes_stand_and_were_fair(self):
        store = self.stores[0]
        found = plan_outcomes.of_plan(store, self.plan)
        published = [line for line in found if plan_versions.versions(store, self.plan)]
        assert len(published) >= self.outcomes
        self.outcomes = len(published)
        kinds = [line.kind for line in found]
        if OutcomeKind.FAILED in kinds:
            assert promises.open_promises(store, self.plan) == []
            assert plans.parts(store, "statement", self.plan)
        if {OutcomeKind.FAILED, OutcomeKind.PASSED} & set(kinds):
            checks = [part for part in plans.parts(store, "plan_check", self.plan) if part["kind"] != "monitoring"]
            assert all(part["held_on"] or part["is_missed"] for part in checks)
            assert kinds[0] in {OutcomeKind.FAILED, OutcomeKind.PASSED}
        if set(kinds) & set(DECISIONS):
            assert {OutcomeKind.FAILED, OutcomeKind.RELAPSED} & set(kinds)

    @invariant()
    def nothing_of_an_unpublished_plan_shows(self):
        store = self.stores[0]
        if state(store, self.plan) in UNPUBLISHED:
            assert store.value("SELECT count(*) FROM action WHERE origin_entity = 'plan_step'") == 0
            assert plan_versions.versions(store, self.plan) == []


TestPlanning = Planning.TestCase
TestPlanning.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
