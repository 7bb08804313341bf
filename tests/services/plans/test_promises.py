"""The employer's promises: kept, broken, or settled in writing."""

from datetime import date

import pytest
from sample_plans import END, TODAY, S, change, go, insert, running

from perftui.domain.plans import SettlementKind
from perftui.domain.promises import PromiseState, SettlementTextMissing
from perftui.services import action_entries, promises
from perftui.services.plan_locks import PlanOver
from perftui.services.promises import NothingPromisedYet
from perftui.storage import plans
from perftui.storage.stores import Gone


def talk(store, plan):
    return next(step for step in plans.steps(store, plan) if step["is_support"])


def states(store, plan, today=END):
    return {line.entity: line.state for line in promises.ledger(store, plan, today)}


def settle(store, plan, line, text="Another mentor from October on"):
    promises.settle(store, plan, line.entity, line.record_id, SettlementKind.REPLACED, text, TODAY)


def test_a_promised_series_is_kept_when_it_is_over_without_a_missed_day_and_broken_after_one(store, plan):
    running(store, plan)
    action = talk(store, plan)["action_id"]
    assert states(store, plan, TODAY) == {"plan_step": PromiseState.OPEN}
    for _week in range(14):
        action_entries.mark_done(store, action, END)
    assert states(store, plan) == {"plan_step": PromiseState.KEPT}
    change(store, "action_entry", store.value("SELECT id FROM action_entry LIMIT 1"), state="missed", done_on=None)
    assert states(store, plan) == {"plan_step": PromiseState.BROKEN}


def test_whatever_belongs_to_the_plan_is_promised_too(store, staff, plan):
    running(store, plan)
    of_plan = {"plan_id": plan, "person_id": staff.li}
    course = insert(store, "training_request", **of_plan, title="Course", requested_on="2026-09-01", end_date="2026-09-20")
    insert(store, "support_request", **of_plan, title="Test phone", kind="tool", requested_on="2026-09-01", state="refused")
    given = {"plan_id": plan, "mentor_id": staff.chen, "mentee_id": staff.li, "start_date": "2026-09-01", "reason": "improvement"}
    mentorship = insert(store, "mentorship", **given)
    insert(store, "accommodation", **of_plan, kind="flexible_hours", valid_from="2026-09-01")
    assert states(store, plan, date(2026, 9, 10)) == {
        "plan_step": PromiseState.OPEN,
        "training_request": PromiseState.OPEN,
        "support_request": PromiseState.BROKEN,
        "mentorship": PromiseState.OPEN,
        "accommodation": PromiseState.KEPT,
    }
    assert "Flexible study hours" in {line.text for line in promises.ledger(store, plan)}
    change(store, "training_request", course, state="completed", completed_on="2026-09-20")
    insert(store, "mentor_entry", mentorship_id=mentorship, on_date="2026-09-12", situation="Visit")
    assert {line.entity for line in promises.open_promises(store, plan)} == {"plan_step", "support_request"}


def test_a_promise_is_settled_in_writing_while_the_plan_is_open(store, plan):
    [line] = promises.open_promises(store, plan)
    with pytest.raises(NothingPromisedYet):
        settle(store, plan, line)
    running(store, plan)
    with pytest.raises(SettlementTextMissing):
        settle(store, plan, line, " ")
    with pytest.raises(Gone):
        promises.settle(store, plan, "plan_step", "x", SettlementKind.KEPT, "Yes", TODAY)
    settle(store, plan, line)
    assert promises.open_promises(store, plan) == []
    [line] = promises.ledger(store, plan)
    assert (line.settlement, line.settled_on, line.is_settled) == (SettlementKind.REPLACED, TODAY, True)
    go(store, plan, S.CANCELLED, note="Moved away")
    with pytest.raises(PlanOver):
        settle(store, plan, line)
