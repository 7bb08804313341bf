from datetime import date

import pytest

from perftui.domain.alignments import WrongGoalStep
from perftui.domain.codes import GoalState
from perftui.domain.dates import BadDate
from perftui.domain.goals import OwnerMissing
from perftui.i18n import say
from perftui.services import goal_bulks, goal_steps, goals, undo
from perftui.services.bulk_values import BadWeight, NoSuchChoice, NoSuchCycle
from perftui.services.goal_bulks import ChangeLine
from perftui.storage.stores import Gone


def column(store, name, *ids):
    return [store.value(f"SELECT {name} FROM goal WHERE id = ?", (goal,)) for goal in ids]


def test_goals_get_another_owner_in_one_step_and_the_level_follows(store, company, tree, undone):
    assert undone(lambda: goals.assign(store, [tree.first, tree.second, tree.unit], person=company.li)) == 2
    assert column(store, "owner_person_id", tree.unit, tree.first, tree.second) == [company.li] * 3
    assert column(store, "level", tree.unit) == ["person"]
    assert column(store, "owner_unit_id", tree.unit) == [None]
    assert say(undo.next_undo(store)) == "Assigned Call more and 1 more to Li Na"


def test_a_theme_that_gets_an_owner_stays_a_theme(store, company, tree):
    goals.assign(store, [tree.theme], unit=company.service)
    assert column(store, "level", tree.theme) == ["theme"]
    assert column(store, "owner_unit_id", tree.theme) == [company.service]


def test_a_key_result_stands_for_its_goal_when_owners_are_given(store, company, tree):
    assert goals.assign(store, [tree.rate, tree.first], person=company.zhang) == 1
    assert column(store, "owner_person_id", tree.first) == [company.zhang]


def test_the_preview_of_an_assignment_goes_from_old_to_new(store, company, tree):
    preview = goals.preview_assign(store, [tree.unit, tree.first, tree.second], person=company.li)
    assert preview.lines == (
        ChangeLine(tree.unit, "Win customers", "Sales (Unit goal)", "Li Na (Personal goal)"),
        ChangeLine(tree.second, "Call more", "张伟", "Li Na"),
    )
    assert preview.unchanged == 1
    assert preview.is_possible


def test_an_owner_who_does_not_exist_is_refused(store, tree):
    with pytest.raises(Gone):
        goals.assign(store, [tree.first], person="nobody")


def test_due_dates_are_typed_as_everywhere(store, tree, today, undone):
    assert undone(lambda: goals.change_many(store, [tree.first, tree.second, tree.rate], "due", "+7d", today)) == 3
    assert column(store, "due_date", tree.first, tree.second) == ["2026-11-30"] * 2
    assert store.value("SELECT due_date FROM key_result WHERE id = ?", (tree.rate,)) == "2026-11-30"
    assert say(undo.next_undo(store)) == "Changed Raise retention and 2 more"


def test_the_preview_of_a_change_is_in_words(store, tree, today):
    preview = goals.preview_change(store, [tree.first, tree.rate], "weight", "40%", today)
    assert [(line.title, line.old, line.new) for line in preview.lines] == [
        ("Raise retention", "100%", "40%"),
        ("Retention", "100%", "40%"),
    ]
    goals.change_many(store, [tree.first], "weight", "40%", today)
    assert goals.preview_change(store, [tree.first], "weight", "40%", today).unchanged == 1
    assert goals.preview_change(store, [tree.first], "weight", "３３．３％", today).lines[0].new == "33.3%"


@pytest.mark.parametrize(
    ("field", "typed", "old", "new"),
    [
        ("kind", "stretch", "Committed", "Stretch"),
        ("priority", "P0", "", "P0"),
        ("tags", "key, 客户", "", "key, 客户"),
        ("cycle", "2026", "2026-Q4", "2026"),
        ("counts_in_appraisal", False, "yes", "no"),
        ("due", date(2026, 12, 1), "", "2026-12-01"),
    ],
)
def test_every_field_is_previewed_and_then_changed(store, tree, today, field, typed, old, new):
    [line] = goals.preview_change(store, [tree.first], field, typed, today).lines
    assert (line.old, line.new, line.problem) == (old, new, None)
    assert goals.change_many(store, [tree.first], field, typed, today) == 1
    assert goals.preview_change(store, [tree.first], field, typed, today).lines == ()


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("due", "soonish", BadDate),
        ("weight", "140%", BadWeight),
        ("weight", "much", BadWeight),
        ("cycle", "2031-Q1", NoSuchCycle),
        ("kind", "big", NoSuchChoice),
        ("title", "x", goal_bulks.NotForMany),
    ],
)
def test_what_cannot_be_read_is_refused_before_anything_changes(store, tree, today, nodes, field, typed, error):
    before = nodes(store)
    with pytest.raises(error):
        goals.change_many(store, [tree.first, tree.second], field, typed, today)
    assert nodes(store) == before


def test_one_impossible_change_refuses_all(store, company, tree, today):
    preview = goals.preview_change(store, [tree.first, tree.unit], "level", "unit", today)
    assert [line.problem is not None for line in preview.lines] == [True]
    assert "needs an owner" in say(preview.lines[0].problem)
    assert not preview.is_possible
    with pytest.raises(OwnerMissing):
        goals.change_many(store, [tree.second, tree.first], "level", "unit", today)
    assert column(store, "level", tree.first, tree.second) == ["person", "person"]


def test_states_follow_one_another(store, tree, undone):
    assert undone(lambda: goals.set_state(store, [tree.first, tree.second], GoalState.PROPOSED)) == 2
    with pytest.raises(WrongGoalStep):
        goals.set_state(store, [tree.first], GoalState.ACTIVE)
    assert column(store, "state", tree.first, tree.second) == ["proposed", "proposed"]


def test_a_goal_is_agreed_once_its_parts_sum_to_the_whole(store, tree):
    goals.equal_weights(store, tree.first)
    extra = goals.add_key_result(store, tree.first, title="More", operator="yes_no")
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    with pytest.raises(goal_steps.WeightsNotFull, match="sum to 200%"):
        goals.set_state(store, [tree.first], GoalState.AGREED)
    goals.equal_weights(store, extra)
    assert goals.set_state(store, [tree.first], GoalState.AGREED) == 1


def test_archiving_is_more_than_a_state(store, tree):
    with pytest.raises(goal_steps.ArchiveInstead):
        goals.set_state(store, [tree.unit], GoalState.ARCHIVED)
    assert column(store, "state", tree.unit) == ["draft"]


def test_a_branch_of_which_all_get_a_new_cycle_is_changed_once(store, company, tree, today):
    assert goals.change_many(store, [tree.unit, tree.first, tree.second], "cycle", "2026", today) == 3
    assert column(store, "cycle_id", tree.unit, tree.first, tree.second) == [company.year] * 3
