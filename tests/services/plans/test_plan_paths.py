"""Plans from draft to their end: each way that the design draws, and what comes with each step."""

from datetime import date, timedelta

import pytest
from sample_plans import (
    END,
    TODAY,
    S,
    change,
    due,
    go,
    hold_all,
    issued,
    measure,
    offer_statement,
    row,
    running,
    state,
    write_plan,
)

from perftui.domain.plan_ends import NewEndTooEarly, NewEndTooLate
from perftui.domain.plan_lacks import Lack
from perftui.domain.plan_steps import PlanNotReady, PlanReasonMissing, PlanStepNotPossible, StepAsksMore
from perftui.domain.plans import AcknowledgementKind, CheckKind, OutcomeKind
from perftui.services import (
    action_changes,
    action_entries,
    actions,
    plan_acknowledgements,
    plan_amendments,
    plan_extensions,
    plan_outcomes,
    plan_steps,
    plan_versions,
    verification,
)
from perftui.services.plan_acknowledgements import ProofMissing, WitnessIsParty, WitnessMissing
from perftui.services.plan_action_guards import PlanActionLocked, PlanActionOver
from perftui.services.plan_locks import PlanLocked, PlanOver, require_editable
from perftui.services.plan_outcomes import OutcomeNoteMissing
from perftui.services.plan_views import plan_view
from perftui.storage import plans
from perftui.storage.stores import Changed

SIGNED = AcknowledgementKind.SIGNED


def version(store, plan):
    return row(store, plan)["version"]


def plan_actions_of(store, plan):
    return [actions.action(store, step["action_id"]) for step in plans.steps(store, plan) if step["action_id"]]


def test_nothing_of_a_plan_shows_before_it_is_issued_and_its_steps_are_actions_from_then_on(store, staff, plan):
    go(store, plan, S.HR_REVIEW, S.APPROVED)
    assert actions.of_owner(store, staff.li) == []
    go(store, plan, S.ISSUED)
    course, talk = plan_actions_of(store, plan)
    assert (course.title, course.owner_id, course.due) == ("Sales course", staff.li, date(2026, 9, 30))
    assert (talk.recurrence, talk.due, talk.until) == ("weekly:mon", TODAY, END)
    assert row(store, plan)["next_date"] == "2026-09-30"


def test_a_signed_plan_runs_from_its_start_and_keeps_the_head_of_the_log(store, plan):
    issued(store, plan)
    head = verification.head(store)[1]
    plan_acknowledgements.acknowledge(store, plan, SIGNED, TODAY, place="Room 3")
    [line] = plan_acknowledgements.of_plan(store, plan)
    assert state(store, plan) is S.ACTIVE
    assert (line.version_number, line.kind, line.log_head) == (1, SIGNED, head)


def test_a_plan_that_is_acknowledged_early_waits_for_its_start(store, plan):
    early = TODAY - timedelta(7)
    go(store, plan, S.HR_REVIEW, S.APPROVED, S.ISSUED, today=early)
    plan_acknowledgements.acknowledge(store, plan, SIGNED, early)
    assert state(store, plan) is S.ACKNOWLEDGED
    with pytest.raises(PlanNotReady):
        go(store, plan, S.ACTIVE, today=early)
    go(store, plan, S.ACTIVE)
    assert state(store, plan) is S.ACTIVE


def test_a_refusal_needs_a_witness_who_is_no_party_and_a_service_needs_proof(store, plan):
    issued(store, plan)
    with pytest.raises(WitnessMissing):
        plan_acknowledgements.acknowledge(store, plan, AcknowledgementKind.REFUSED, TODAY, witness=" ")
    with pytest.raises(WitnessIsParty):
        plan_acknowledgements.acknowledge(store, plan, AcknowledgementKind.REFUSED, TODAY, witness="Wang Wei 王伟")
    with pytest.raises(ProofMissing):
        plan_acknowledgements.acknowledge(store, plan, AcknowledgementKind.SERVED, TODAY)
    plan_acknowledgements.acknowledge(store, plan, AcknowledgementKind.REFUSED, TODAY, witness="Sun Li 孙丽")
    assert state(store, plan) is S.ACTIVE
    assert "refused_witnessed" in [line.new for line in history(store, plan)]


def history(store, plan):
    from perftui.services import histories

    return [line for line in histories.history(store, "plan", plan) if line.field == "state"]


def test_a_version_is_acknowledged_once(store, plan):
    running(store, plan)
    with pytest.raises(PlanStepNotPossible):
        plan_acknowledgements.acknowledge(store, plan, SIGNED, TODAY)


def test_a_plan_is_sent_back_with_a_reason_only(store, plan):
    go(store, plan, S.HR_REVIEW)
    with pytest.raises(PlanReasonMissing):
        go(store, plan, S.DRAFT)
    go(store, plan, S.DRAFT, note="Say by how much")
    assert state(store, plan) is S.DRAFT


def test_what_is_filled_in_is_no_mere_step(store, plan):
    issued(store, plan)
    with pytest.raises(StepAsksMore):
        go(store, plan, S.ACKNOWLEDGED)


def test_development_plans_and_own_plans_need_neither_hr_nor_consequences(store, staff):
    for kind in ("development", "self"):
        plan = write_plan(store, staff, kind, consequences="", choice="")
        running(store, plan)
        assert state(store, plan) is S.ACTIVE
        assert not plan_steps.is_raise_blocked(store, staff.li)


def test_there_is_no_raise_while_an_improvement_plan_runs(store, staff, plan):
    assert not plan_steps.is_raise_blocked(store, staff.li)
    issued(store, plan)
    assert plan_steps.is_raise_blocked(store, staff.li)
    plan_outcomes.conclude(store, plan, version(store, plan), OutcomeKind.CANCELLED, "Moved away", TODAY)
    assert not plan_steps.is_raise_blocked(store, staff.li)


# the lock


def test_an_issued_plan_is_locked_until_it_is_paused(store, plan):
    assert require_editable(store, plan)["id"] == plan
    running(store, plan)
    with pytest.raises(PlanLocked):
        require_editable(store, plan)
    go(store, plan, S.PAUSED, note="Wrong number")
    assert require_editable(store, plan)["pause_reason"] == "Wrong number"


def test_a_plan_that_is_over_stays_as_it_was(store, plan):
    plan_outcomes.conclude(store, plan, version(store, plan), OutcomeKind.CANCELLED, "Not needed", TODAY)
    with pytest.raises(PlanOver):
        require_editable(store, plan)


def test_an_action_of_a_plan_can_be_done_and_missed_but_not_changed(store, staff, plan):
    running(store, plan)
    course, talk = plan_actions_of(store, plan)
    with pytest.raises(PlanActionLocked):
        actions.edit_action(store, course.id, course.version, due="2026-10-15")
    with pytest.raises(PlanActionLocked):
        actions.cancel(store, course.id)
    preview = action_changes.change_many(store, [course.id, talk.id], "owner", staff.zhao, TODAY)
    assert (preview.changed, preview.refused) == (0, 2)
    with pytest.raises(PlanActionLocked):
        actions.finish(store, talk.id, TODAY)
    actions.edit_action(store, course.id, course.version, note="Booked")
    action_entries.mark_done(store, course.id, TODAY)
    action_entries.mark_missed(store, talk.id, TODAY)
    assert [entry.state for entry in action_entries.entries_of(store, talk.id)] == ["missed"]


def test_a_paused_plan_goes_on_as_it_was_or_is_issued_anew(store, plan):
    running(store, plan)
    go(store, plan, S.PAUSED, note="Look at it")
    assert [missing.lack for missing in plan_steps.missing(store, plan, S.ISSUED, TODAY)] == [Lack.NOT_CHANGED]
    go(store, plan, S.ACTIVE)
    assert len(plan_versions.versions(store, plan)) == 1
    go(store, plan, S.PAUSED, note="Course is later")
    step = plans.steps(store, plan)[0]
    change(store, "plan_step", step["id"], due_date="2026-10-10")
    assert [missing.lack for missing in plan_steps.missing(store, plan, S.ACTIVE, TODAY)] == [Lack.STILL_CHANGED]
    plan_amendments.issue_again(store, plan, version(store, plan), TODAY)
    assert [(line.number, line.kind, line.reason) for line in plan_versions.versions(store, plan)] == [
        (1, "issued", ""),
        (2, "amended", "Course is later"),
    ]
    assert state(store, plan) is S.ISSUED
    assert plan_actions_of(store, plan)[0].due == date(2026, 10, 10)
    plan_acknowledgements.acknowledge(store, plan, SIGNED, TODAY)
    assert [line.version_number for line in plan_acknowledgements.of_plan(store, plan)] == [1, 2]


def test_an_amendment_gives_new_steps_actions_and_ends_those_of_steps_that_are_gone(store, staff, plan):
    from sample_plans import step

    running(store, plan)
    go(store, plan, S.PAUSED, note="Another course")
    old = plan_actions_of(store, plan)[0]
    with store.write(plan_versions_label()):
        plans.remove_part(store, "plan_step", plans.steps(store, plan)[0]["id"])
    step(store, plan, kind="training", text="Negotiating", owner_person_id=staff.li, due_date="2026-10-20")
    go(store, plan, S.ISSUED)
    assert actions.action(store, old.id).state == "cancelled"
    assert [line.title for line in plan_actions_of(store, plan)] == ["Mentor talk", "Negotiating"]


def plan_versions_label():
    from sample_plans import LABEL

    return LABEL


def test_another_standard_gives_time_anew(store, plan):
    running(store, plan)
    late = END - timedelta(5)
    go(store, plan, S.PAUSED, note="Another number", today=late)
    goal = plans.parts(store, "plan_goal", plan)[0]
    change(store, "plan_goal", goal["id"], target="18")
    assert Lack.TIME_ANEW in [missing.lack for missing in plan_steps.missing(store, plan, S.ISSUED, late)]
    change(store, "plan", plan, end_date="2026-12-15")
    go(store, plan, S.ISSUED, today=late)
    checks = [(check.due, check.kind) for check in plan_view(store, plan).checks]
    assert checks[-1] == (date(2026, 12, 15), CheckKind.FINAL)
    assert [kind for _due, kind in checks].count(CheckKind.FINAL) == 1
    assert plan_view(store, plan).goals[0].closure is None


# extension and outcome


def test_an_extension_comes_before_the_end_with_progress_once(store, plan):
    running(store, plan)
    soon = END - timedelta(3)
    extend = plan_extensions.extend
    with pytest.raises(PlanReasonMissing):
        extend(store, plan, version(store, plan), date(2026, 12, 20), " ", soon)
    with pytest.raises(NewEndTooEarly):
        extend(store, plan, version(store, plan), END, "Close", soon)
    with pytest.raises(NewEndTooLate):
        extend(store, plan, version(store, plan), date(2026, 12, 31), "Close", soon)
    with pytest.raises(PlanNotReady) as caught:
        extend(store, plan, version(store, plan), date(2026, 12, 20), "Close", soon)
    assert caught.value.missing[0].lack is Lack.NOT_MEASURED
    assert state(store, plan) is S.ACTIVE
    measure(store, plan, "17", soon)
    extend(store, plan, version(store, plan), date(2026, 12, 20), "Close", soon)
    assert state(store, plan) is S.EXTENDED
    assert plan_actions_of(store, plan)[1].until == date(2026, 12, 20)
    assert [check.due for check in plan_view(store, plan).checks][-1] == date(2026, 12, 20)
    plan_acknowledgements.acknowledge(store, plan, SIGNED, soon)
    assert state(store, plan) is S.ACTIVE
    with pytest.raises(PlanNotReady) as caught:
        extend(store, plan, version(store, plan), date(2027, 1, 5), "Again", date(2026, 12, 18))
    assert caught.value.missing[0].lack is Lack.EXTENDED_BEFORE


def test_a_plan_is_not_extended_after_its_end(store, plan):
    due(store, plan, "17")
    with pytest.raises(PlanNotReady) as caught:
        plan_extensions.extend(store, plan, version(store, plan), date(2026, 12, 20), "Close", END + timedelta(1))
    assert caught.value.missing[0].lack is Lack.END_PASSED


def test_a_passed_plan_is_monitored_after_one_three_and_six_months(store, plan):
    due(store, plan, "20")
    go(store, plan, S.PASSED, today=END)
    assert state(store, plan) is S.MONITORING
    after = [check.due for check in plan_view(store, plan).checks if check.kind is CheckKind.MONITORING]
    assert after == [date(2026, 12, 30), date(2027, 2, 28), date(2027, 5, 30)]
    assert row(store, plan)["next_date"] == "2026-12-30"
    with pytest.raises(PlanNotReady):
        go(store, plan, S.SUSTAINED, today=date(2027, 5, 30))
    hold_all(store, plan, [CheckKind.MONITORING])
    go(store, plan, S.SUSTAINED, today=date(2027, 5, 30))
    go(store, plan, S.CLOSED, today=date(2027, 5, 30))
    assert [(line.kind, line.closure) for line in plan_outcomes.of_plan(store, plan)] == [("passed", 1), ("sustained", 1)]


def test_a_relapse_shows_in_a_check_and_is_decided(store, plan):
    due(store, plan, "20")
    go(store, plan, S.PASSED, today=END)
    with pytest.raises(PlanNotReady):
        go(store, plan, S.RELAPSED, today=date(2026, 12, 30), note="Fell back")
    hold_all(store, plan, [CheckKind.MONITORING])
    go(store, plan, S.RELAPSED, today=date(2026, 12, 30), note="Fell back")
    plan_outcomes.conclude(store, plan, version(store, plan), OutcomeKind.FURTHER_TRAINING, "Second course", date(2026, 12, 31))
    assert state(store, plan) is S.DECIDED


def test_a_failed_plan_has_been_fair(store, plan):
    running(store, plan)
    go(store, plan, S.DUE, today=END)
    lacks = {missing.lack for missing in plan_steps.missing(store, plan, S.FAILED, END)}
    assert lacks == {Lack.CHECK_OPEN, Lack.NOT_MEASURED_AT_END, Lack.PROMISE_OPEN, Lack.NO_STATEMENT}
    with pytest.raises(PlanNotReady, match=r"3 things|4 things"):
        go(store, plan, S.FAILED, today=END, note="Not met")


def test_failed_then_decided_then_closed(store, plan):
    due(store, plan, "13")
    offer_statement(store, plan)
    with pytest.raises(OutcomeNoteMissing):
        go(store, plan, S.FAILED, today=END)
    go(store, plan, S.FAILED, today=END, note="Not met")
    plan_outcomes.conclude(store, plan, version(store, plan), OutcomeKind.ROLE_ADJUSTMENT, "Inside sales", END)
    go(store, plan, S.CLOSED, today=END)
    assert state(store, plan) is S.CLOSED


def test_an_outcome_ends_the_open_actions_for_good(store, plan):
    running(store, plan)
    course, _talk = plan_actions_of(store, plan)
    go(store, plan, S.CANCELLED, note="Moved away")
    assert {line.state for line in plan_actions_of(store, plan)} == {"cancelled"}
    with pytest.raises(PlanActionOver):
        actions.reopen(store, course.id)


def test_two_who_take_the_same_step_do_not_both_take_it(store, plan):
    old = version(store, plan)
    go(store, plan, S.HR_REVIEW)
    with pytest.raises(Changed):
        plan_steps.take_step(store, plan, old, S.HR_REVIEW, TODAY)


def test_after_all_that_the_file_is_sound(store, plan):
    due(store, plan, "20")
    go(store, plan, S.PASSED, today=END)
    assert verification.verify(store, is_deep=True).is_sound


def test_the_history_of_a_plan_tells_its_versions_signatures_and_outcome_in_words(store, plan):
    from perftui.services import histories

    due(store, plan, "20")
    go(store, plan, S.PASSED, today=END)
    told = [(line.entity, line.label_text(), line.new_text()) for line in histories.history(store, "plan", plan)]
    assert ("plan_outcome", "Closure", "100%") in told
    assert ("acknowledgement", "Kind", "Signed") in told
    assert ("plan_version", "Version", "1") in told
    assert ("plan", "State", "Monitored") in told
