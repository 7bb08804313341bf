"""What there is of an evidence pack."""

from datetime import date

import pytest

from perftui import i18n
from perftui.domain.evidence_packs import MetBy
from perftui.domain.evidence_tests import TESTS
from perftui.domain.plans import OutcomeKind, RequirementState
from perftui.services import evidence_pack_library, evidences, plan_outcomes, readiness, undo
from perftui.services.evidence_pack_library import packs
from perftui.storage.plan_reversals import PlanWasDecided
from perftui.storage.stores import Label

TODAY = date(2026, 11, 23)
CASES = dict.fromkeys(("occupational", "medical", "pregnancy", "maternity", "nursing", "service"), False)
BY_HAND = ("rules", "position", "union", "notice", "compensation", "service")


def states(store, plan):
    return {line.requirement.code: line.by for line in readiness.readiness(store, plan.plan).lines}


def test_the_record_shows_what_it_can(store, plan):
    found = readiness.readiness(store, plan.plan)
    by_record = {line.requirement.code for line in found.lines if line.by is MetBy.RECORD}
    assert by_record == {"first_assessment", "coaching", "statement", "second_assessment"}
    assert (found.met, found.of, found.pack.code) == (4, 12, "cn")
    position = next(line for line in found.lines if line.requirement.code == "position")
    assert position.state is RequirementState.MISSING
    assert position.found.values["date"] == date(2026, 7, 31)


def test_a_value_by_another_definition_does_not_count(store, plan):
    with store.write(evidences.Label("Measured")):
        goal = store.row("SELECT id, version FROM plan_goal")
        store.update("plan_goal", goal["id"], goal["version"], definition_hash="e" * 64)
    assert states(store, plan)["second_assessment"] is None


def test_a_training_counts_with_its_sign_in(store, plan):
    with store.write(evidences.Label("Trained")):
        values = {
            "person_id": plan.person,
            "title": "Course",
            "state": "completed",
            "requested_on": "2026-08-02",
            "completed_on": "2026-08-30",
        }
        store.insert("training_request", id="t1", **values)
    assert states(store, plan)["training"] is None
    with store.write(evidences.Label("Signed in")):
        store.update("training_request", "t1", 1, is_signed_in=1)
    assert states(store, plan)["training"] is MetBy.RECORD


def test_exit_is_refused_until_each_is_met_or_waived(store, plan):
    with pytest.raises(readiness.NotReady) as refused:
        readiness.require_ready(store, plan.plan)
    assert "4 of 12" in str(refused.value)
    assert "Notice to the trade union" in str(refused.value)
    evidences.attach_bytes(store, "plan", plan.plan, ("rules.pdf", b"rules"), TODAY, requirement="rules")
    for code in BY_HAND[1:4]:
        readiness.mark_met(store, plan.plan, code, note="Filed", on=TODAY)
    for code in (*BY_HAND[4:], "training"):
        readiness.waive(store, plan.plan, code, note="Agreed otherwise", on=TODAY)
    with pytest.raises(readiness.NotReady):
        readiness.require_ready(store, plan.plan)
    readiness.check_cases(store, plan.plan, "art_42", CASES, note="HR file read", on=TODAY)
    readiness.require_ready(store, plan.plan)
    found = readiness.readiness(store, plan.plan)
    assert (found.met, found.waived, found.of) == (12, 3, 12)
    assert states(store, plan)["rules"] is MetBy.EVIDENCE
    readiness.take_back(store, plan.plan, "union")
    assert readiness.readiness(store, plan.plan).met == 11
    undo.undo(store)
    readiness.require_ready(store, plan.plan)


def test_a_protected_case_stops_it(store, plan):
    with pytest.raises(readiness.CaseApplies):
        readiness.check_cases(store, plan.plan, "art_42", CASES | {"nursing": True}, note="Asked", on=TODAY)
    with pytest.raises(readiness.CasesOpen):
        readiness.check_cases(store, plan.plan, "art_42", CASES | {"service": None}, note="Asked", on=TODAY)
    with pytest.raises(readiness.CasesOpen):
        readiness.mark_met(store, plan.plan, "art_42", note="Looks fine", on=TODAY)
    evidences.add_note(store, "plan", plan.plan, title="Checked", text="All fine", on=TODAY, requirement="art_42")
    assert states(store, plan)["art_42"] is None
    with pytest.raises(readiness.NotWaivable):
        readiness.waive(store, plan.plan, "art_42", note="Agreed otherwise", on=TODAY)
    with store.write(Label("An older file")):
        said = {"state": "waived", "note": "Agreed otherwise", "on_date": "2026-11-20", "by_name": "li.na"}
        store.insert("plan_requirement", id=store.new_id(), plan_id=plan.plan, code="art_42", **said)
    assert states(store, plan)["art_42"] is None


def test_archived_evidence_shows_nothing(store, plan):
    note = evidences.add_note(store, "plan", plan.plan, title="Letter", text="Sent", on=TODAY, requirement="union")
    assert states(store, plan)["union"] is MetBy.EVIDENCE
    evidences.archive(store, note)
    assert states(store, plan)["union"] is None


def test_both_languages_have_the_same_packs():
    def parts(requirement):
        return requirement.code, requirement.test, requirement.is_part, [case.code for case in requirement.cases]

    def shape():
        return [
            (each.code, each.version, each.dated, [(r.code, r.test, r.is_part, [c.code for c in r.cases]) for r in each.requirements])
            for each in packs()
        ]

    english = shape()
    i18n.use("zh")
    try:
        assert shape() == english
        assert all(each.disclaimer and each.source for each in packs())
    finally:
        i18n.use("en")
    assert [code for code, *_rest in english] == ["generic", "cn", "uk"]
    tests = {test for *_, requirements in english for _code, test, *_rest in requirements if test}
    assert tests <= TESTS.keys()
    assert evidence_pack_library.pack("atlantis").code == "generic"
    assert [len(requirements) for *_rest, requirements in english] == [8, 12, 9]


def end_in_exit(store, plan):
    version = store.value("SELECT version FROM plan WHERE id = ?", (plan.plan,))
    plan_outcomes.conclude(store, plan.plan, version, OutcomeKind.EXIT, "Targets missed twice", TODAY)


def meet_all(store, plan):
    for code in (*BY_HAND, "training"):
        readiness.waive(store, plan.plan, code, note="Ended by agreement", on=TODAY)
    readiness.check_cases(store, plan.plan, "art_42", CASES, note="HR file read", on=TODAY)


def test_an_exit_waits_until_all_of_the_pack_is_met_or_waived(store, plan):
    with pytest.raises(readiness.NotReady):
        end_in_exit(store, plan)
    assert store.value("SELECT state FROM plan WHERE id = ?", (plan.plan,)) == "failed"
    meet_all(store, plan)
    end_in_exit(store, plan)
    assert store.value("SELECT state FROM plan WHERE id = ?", (plan.plan,)) == "decided"


def test_what_an_exit_rests_on_stays_as_it_was(store, plan):
    meet_all(store, plan)
    letter = evidences.add_note(store, "plan", plan.plan, title="Letter", text="Sent", on=TODAY, requirement="union")
    end_in_exit(store, plan)
    for act in (
        lambda: readiness.take_back(store, plan.plan, "union"),
        lambda: readiness.waive(store, plan.plan, "notice", note="Another reason", on=TODAY),
        lambda: evidences.archive(store, letter),
        lambda: evidences.edit(store, letter, 1, text="Not sent"),
    ):
        with pytest.raises(readiness.ExitStands):
            act()
    assert undo.done_for_good(store).template.startswith("Decided after the plan")
    with pytest.raises(PlanWasDecided):
        undo.undo(store)
    assert evidences.add_note(store, "plan", plan.plan, title="Answer of the union", text="None", on=TODAY)
    assert undo.done_for_good(store) is None


def test_a_role_adjustment_needs_no_pack(store, plan):
    plan_outcomes.conclude(store, plan.plan, 1, OutcomeKind.ROLE_ADJUSTMENT, "A better fit", TODAY)
    assert store.value("SELECT state FROM plan WHERE id = ?", (plan.plan,)) == "decided"
