"""A goal leaves draft only when it is SMART; what a rule cannot tell is answered in writing."""

from datetime import date

import pytest

from perftui.domain.codes import GoalState
from perftui.domain.smart import Check
from perftui.i18n import say
from perftui.services import goals, smart_checks, undo
from perftui.services.check_ins import check_in
from perftui.services.goal_views import goal_view
from perftui.services.histories import history
from perftui.services.smart_checks import NotSmart
from perftui.storage.stores import Changed, Gone, Label


def state(store, goal):
    return store.value("SELECT state FROM goal WHERE id = ?", (goal,))


def version(store, goal):
    return store.value("SELECT version FROM goal WHERE id = ?", (goal,))


def failing(store, goal):
    return [checked.check.letter for checked in smart_checks.checks_of(store, goal) if checked.message]


def refusal(store, goal):
    with pytest.raises(NotSmart) as refused:
        goals.set_state(store, [goal], GoalState.PROPOSED)
    return say(refused.value.message)


def test_a_smart_goal_is_proposed(store, tree):
    assert failing(store, tree.first) == []
    assert goals.set_state(store, [tree.first], GoalState.PROPOSED) == 1


def test_a_goal_without_a_key_result_stays_a_draft_and_is_told_what_is_missing(store, tree):
    said = refusal(store, tree.unit)
    assert said.startswith("“Win customers” is not SMART yet. Measurable: Add a key result with a number and a unit.")
    assert state(store, tree.unit) == "draft"


def test_a_returned_goal_is_checked_again(store, tree):
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    goals.set_state(store, [tree.first], GoalState.RETURNED, "By how much?")
    goals.edit_goal(store, tree.first, version(store, tree.first), title="Improve loyalty")
    assert "“Improve” is vague: say by how much." in refusal(store, tree.first)
    assert state(store, tree.first) == "returned"


def test_a_theme_is_proposed_as_it_is(store, tree):
    assert goals.set_state(store, [tree.theme], GoalState.PROPOSED) == 1


def test_one_goal_that_is_not_smart_keeps_all_of_them_back_and_the_preview_names_its_problem(store, tree, today):
    preview = goals.preview_change(store, [tree.first, tree.unit], "state", GoalState.PROPOSED, today)
    problems = {line.title: line.problem for line in preview.lines}
    assert problems["Raise retention"] is None
    assert "Measurable: Add a key result" in say(problems["Win customers"])
    assert not preview.is_possible
    with pytest.raises(NotSmart):
        goals.set_state(store, [tree.first, tree.unit], GoalState.PROPOSED)
    assert state(store, tree.first) == "draft"


def test_a_goal_at_the_top_needs_a_written_reason(store, tree, undone):
    goals.move_goal(store, tree.first, None)
    assert "Relevant: Put it below another goal" in refusal(store, tree.first)
    undone(lambda: smart_checks.answer(store, tree.first, version(store, tree.first), {Check.RELEVANT: "The board asked for it."}))
    assert say(undo.next_undo(store)) == "Answered the SMART checks of Raise retention"
    assert goals.set_state(store, [tree.first], GoalState.PROPOSED) == 1


def test_an_answer_that_is_emptied_asks_again_and_others_stay(store, tree):
    goals.move_goal(store, tree.first, None)
    answers = {Check.RELEVANT: "Because.", Check.SPECIFIC: "All of it."}
    at = smart_checks.answer(store, tree.first, version(store, tree.first), answers)
    smart_checks.answer(store, tree.first, at, {Check.RELEVANT: " "})
    assert failing(store, tree.first) == ["R"]
    assert smart_checks.read_answers(store.value("SELECT smart FROM goal WHERE id = ?", (tree.first,))) == {Check.SPECIFIC: "All of it."}


def test_an_answer_to_what_somebody_else_has_changed_is_refused(store, tree):
    with pytest.raises(Changed):
        smart_checks.answer(store, tree.first, version(store, tree.first) + 1, {Check.RELEVANT: "Because."})
    with pytest.raises(Gone):
        smart_checks.answer(store, "nobody", 1, {Check.RELEVANT: "Because."})


def test_without_a_baseline_results_of_an_earlier_cycle_show_where_it_stands(store, company, tree):
    goals.add_key_result(store, tree.second, title="Visits", operator="at_least", target="20", unit="visits", weight=0)
    assert failing(store, tree.second) == ["A"]
    with store.write(Label("earlier cycle")):
        store.insert("cycle", id="c-q3", name="2026-Q3", kind="quarter", start_date="2026-07-01", end_date="2026-09-30", state="active")
    before = goals.add_goal(store, date(2026, 8, 1), title="Visit", owner_person=company.zhang, cycle="c-q3")
    visits = goals.add_key_result(store, before, title="visits ", operator="at_least", target="15", unit="visits")
    assert failing(store, tree.second) == ["A"]
    check_in(store, visits, "14", on=date(2026, 9, 20), today=date(2026, 9, 20))
    assert failing(store, tree.second) == []


def test_an_archived_key_result_measures_nothing(store, tree):
    goals.archive(store, [tree.rate])
    assert failing(store, tree.first) == ["M", "A"]


def test_a_goal_keeps_its_answers_and_ratings_when_it_is_added_and_its_history_tells_them(store, company, today):
    smart = smart_checks.answers_text({Check.RELEVANT: "毛利率"})
    goal = goals.add_goal(store, today, title="Cut costs", owner_unit=company.sales, challenge="4", feasibility=2, smart=smart)
    fields = goal_view(store, goal, today).fields
    assert (fields["challenge"], fields["feasibility"], fields["smart"]) == (4, 2, '{"relevant": "毛利率"}')
    goals.edit_goal(store, goal, version(store, goal), challenge=5)
    smart_checks.answer(store, goal, version(store, goal), {Check.SPECIFIC: "Energy"})
    told = {line.label_text(): (line.old_text(), line.new_text()) for line in history(store, "goal", goal)}
    assert told["Challenge"] == ("4", "5")
    assert told["SMART answers"] == ("毛利率", "Energy · 毛利率")


def test_what_was_taken_from_a_proposed_goal_keeps_it_from_being_agreed(store, tree):
    goals.equal_weights(store, tree.first)
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    goals.archive(store, [tree.rate])
    with pytest.raises(NotSmart, match="Add a key result with a number"):
        goals.set_state(store, [tree.first], GoalState.AGREED)
    goals.unarchive(store, [tree.rate])
    assert goals.set_state(store, [tree.first], GoalState.AGREED) == 1
