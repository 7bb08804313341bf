"""Undo and redo never take back what was signed or decided of a plan."""

import pytest
from sample_plans import END, TODAY, S, change, due, go, issued, offer_statement, running, state

from perftui.domain.plans import AcknowledgementKind
from perftui.i18n import say
from perftui.services import plan_acknowledgements, plan_versions, undo
from perftui.services.plan_reversals import PlanStaysAsSigned
from perftui.storage import plans
from perftui.storage.plan_reversals import PlanWasDecided
from perftui.storage.steps import ChangedSince
from perftui.storage.stores import Actor, Store

SIGNED = AcknowledgementKind.SIGNED


def actions_of(store, plan):
    return [step for step in plans.steps(store, plan) if step["action_id"]]


def test_an_issue_is_taken_back_until_it_is_acknowledged(store, plan):
    issued(store, plan)
    undo.undo(store)
    assert state(store, plan) is S.APPROVED
    assert plan_versions.versions(store, plan) == []
    assert actions_of(store, plan) == []
    undo.redo(store)
    assert (state(store, plan), len(actions_of(store, plan))) == (S.ISSUED, 2)
    plan_acknowledgements.acknowledge(store, plan, SIGNED, TODAY)
    with pytest.raises(ChangedSince):
        undo.undo(store)
    assert state(store, plan) is S.ACTIVE


def test_undo_does_not_reach_behind_a_signature_through_an_amendment_of_somebody_else(store, plan):
    issued(store, plan)
    plan_acknowledgements.acknowledge(store, plan, SIGNED, TODAY)
    other = Store(store.connection, Actor("hr"), None, store.clock)
    go(other, plan, S.PAUSED, note="Other date")
    change(other, "plan_step", plans.steps(store, plan)[0]["id"], due_date="2026-10-10")
    go(other, plan, S.ISSUED)
    with pytest.raises((PlanStaysAsSigned, ChangedSince)):
        undo.undo(store)
    assert state(store, plan) is S.ISSUED


def test_undo_of_an_older_edit_does_not_change_a_locked_plan(store, plan):
    change(store, "plan_goal", plans.parts(store, "plan_goal", plan)[0]["id"], target="21")
    running(Store(store.connection, Actor("hr"), None, store.clock), plan)
    with pytest.raises(PlanStaysAsSigned):
        undo.undo(store)
    assert not plan_versions.is_changed(store, plan)


def test_what_an_outcome_rests_on_is_not_taken_back(store, plan):
    due(store, plan, "13")
    offer_statement(store, plan)
    other = Store(store.connection, Actor("hr"), None, store.clock)
    go(other, plan, S.FAILED, today=END, note="Not met")
    with pytest.raises(PlanWasDecided):
        undo.undo(store)
    assert plans.parts(store, "statement", plan)


def test_a_draft_that_was_cancelled_comes_back_with_undo(store, plan):
    go(store, plan, S.CANCELLED, note="A slip")
    undo.undo(store)
    assert state(store, plan) is S.DRAFT


def test_after_a_signature_the_signature_is_named_and_not_the_issue_before_it(store, plan):
    issued(store, plan)
    assert undo.done_for_good(store) is None
    plan_acknowledgements.acknowledge(store, plan, SIGNED, TODAY)
    assert say(undo.done_for_good(store)) == "The plan “Win customers 拓展客户” was signed"
