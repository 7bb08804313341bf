"""Goals in review: returned only with a comment, agreed before they run, and never changed silently afterwards."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from perftui.domain.codes import GoalState
from perftui.errors import PerftuiError
from perftui.services import goal_comments, goals, histories, undo
from perftui.services.goal_comments import CommentMissing, NothingSaid
from perftui.services.goal_versions import NOW, versions_of
from perftui.services.goal_views import goal_view
from perftui.storage.stores import Actor, Label
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


def state(store, goal_id):
    return store.value("SELECT state FROM goal WHERE id = ?", (goal_id,))


def comments(store, goal_id):
    return [(line.kind, line.text, line.by_name) for line in goal_comments.comments_of(store, goal_id)]


def test_a_goal_is_not_returned_without_a_comment(store, tree):
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    with pytest.raises(CommentMissing):
        goals.set_state(store, [tree.first], GoalState.RETURNED, "  ")
    assert state(store, tree.first) == "proposed"


def test_a_returned_goal_says_why_until_it_is_proposed_again(store, tree, today):
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    goals.set_state(store, [tree.first], GoalState.RETURNED, "Say by how much")
    assert goal_view(store, tree.first, today).returned.text == "Say by how much"
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    assert goal_view(store, tree.first, today).returned is None
    assert comments(store, tree.first) == [("returned", "Say by how much", "li.na")]


def test_agreeing_may_carry_a_comment_and_anything_else_can_be_said_at_any_time(store, tree):
    goals.equal_weights(store, tree.first)
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    goals.set_state(store, [tree.first], GoalState.AGREED, "With thanks")
    goal_comments.comment(store, tree.first, "Ask finance")
    assert comments(store, tree.first) == [("comment", "Ask finance", "li.na"), ("agreed", "With thanks", "li.na")]
    with pytest.raises(NothingSaid):
        goal_comments.comment(store, tree.first, " \n")


def test_one_undo_takes_back_a_return_with_its_comment(store, tree):
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    goals.set_state(store, [tree.first], GoalState.RETURNED, "Too low")
    undo.undo(store)
    assert (state(store, tree.first), comments(store, tree.first)) == ("proposed", [])


def test_the_history_of_a_goal_tells_comments_and_each_reason_once(store, tree):
    goals.equal_weights(store, tree.first)
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    goals.set_state(store, [tree.first], GoalState.AGREED, "With thanks")
    version = store.value("SELECT version FROM goal WHERE id = ?", (tree.first,))
    goals.edit_goal(store, tree.first, version, title="Raise it", due="2026-12-01", reason="New law")
    told = [(line.entity, line.new_text()) for line in histories.history(store, "goal", tree.first)]
    assert told.count(("goal_amendment", "New law")) == 1
    assert ("goal_comment", "With thanks") in told


class Reviewing(RuleBasedStateMachine):
    """One goal with a key result, and everything that can be done with them."""

    def __init__(self):
        super().__init__()
        self.store = open_memory(Actor("li.na"))
        with self.store.write(Label("cycle")):
            self.store.insert(
                "cycle", id="c", name="2026-Q4", kind="quarter", start_date="2026-10-01", end_date="2026-12-31", state="active"
            )
        self.goal = goals.add_goal(self.store, TODAY, title="Grow", cycle="c")
        self.result = goals.add_key_result(self.store, self.goal, title="Rate", operator="at_least", baseline="0", target="90")
        self.been = [GoalState.DRAFT]

    def teardown(self):
        self.store.close()

    def version(self, table, record):
        return self.store.value(f"SELECT version FROM {table} WHERE id = ?", (record,))

    def state(self):
        return GoalState(state(self.store, self.goal))

    @rule()
    def forward(self):
        """The next step towards running, so that it is often reached."""
        on = {GoalState.DRAFT: GoalState.PROPOSED, GoalState.PROPOSED: GoalState.AGREED, GoalState.AGREED: GoalState.ACTIVE}
        if self.state() in on:
            goals.set_state(self.store, [self.goal], on[self.state()])

    @rule(new=st.sampled_from(GoalState), comment=st.sampled_from(["", " ", "Say by how much"]))
    def step(self, new, comment):
        with suppress(PerftuiError):
            goals.set_state(self.store, [self.goal], new, comment)

    @rule(new=st.sampled_from([state.value for state in GoalState]), reason=st.sampled_from(["", "Because"]))
    def step_by_field(self, new, reason):
        with suppress(PerftuiError):
            goals.change_many(self.store, [self.goal], "state", new, TODAY, reason=reason)

    @rule(title=st.sampled_from("AB"), reason=st.sampled_from(["", "Because"]))
    def edit(self, title, reason):
        with suppress(PerftuiError):
            goals.edit_goal(self.store, self.goal, self.version("goal", self.goal), title=title, reason=reason)

    @rule(wanted=st.sampled_from(["80", "90"]), reason=st.sampled_from(["", "Because"]))
    def edit_result(self, wanted, reason):
        with suppress(PerftuiError):
            goals.edit_key_result(self.store, self.result, self.version("key_result", self.result), target=wanted, reason=reason)

    @rule(reason=st.sampled_from(["", "Because"]), back=st.booleans())
    def archive_result(self, reason, back):
        with suppress(PerftuiError):
            (goals.unarchive if back else goals.archive)(self.store, [self.result], reason=reason)

    @rule()
    def look(self):
        """Undo restores the goal, its key result and all that was kept of them."""
        before = self.everything()
        goals.edit_goal(self.store, self.goal, self.version("goal", self.goal), title="Other", tags="t", reason="Because")
        undo.undo(self.store)
        assert self.everything() == before

    def everything(self):
        tables = ("goal_comment", "goal_version", "goal_amendment")
        kept = [[tuple(row) for row in self.store.rows(f"SELECT * FROM {table} ORDER BY id")] for table in tables]
        return kept, self.store.value("SELECT title FROM goal"), self.store.value("SELECT target FROM key_result")

    @invariant()
    def what_runs_was_agreed(self):
        if self.state() is not self.been[-1]:
            self.been.append(self.state())
        if GoalState.ACTIVE in self.been:
            assert self.been[self.been.index(GoalState.ACTIVE) - 1] is GoalState.AGREED

    @invariant()
    def what_is_returned_has_a_comment(self):
        if self.state() is GoalState.RETURNED:
            assert goal_view(self.store, self.goal, TODAY).returned.text

    @invariant()
    def what_is_agreed_is_what_its_last_version_says(self):
        if self.state() in {GoalState.AGREED, GoalState.ACTIVE, GoalState.PROPOSED}:
            lines = versions_of(self.store, self.goal)
            if self.state() is not GoalState.PROPOSED:
                assert lines[-1].number != NOW
            assert [line.number for line in lines if line.number] == list(range(1, len(lines) + (lines[-1].number != NOW)))
        assert not self.store.value("SELECT count(*) FROM goal_amendment WHERE trim(reason) = ''")


Reviewing.TestCase.settings = settings(max_examples=12, stateful_step_count=14, deadline=None)
TestReviewing = Reviewing.TestCase
