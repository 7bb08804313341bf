from datetime import date

import pytest

from perftui.domain.alignments import ThemeUnderGoal
from perftui.domain.codes import Level
from perftui.domain.goals import OwnerMissing
from perftui.domain.validation import FieldMissing
from perftui.domain.yardstick_errors import BaselineIsTarget
from perftui.i18n import say
from perftui.services import goals, undo
from perftui.storage.stores import Changed, Gone


def row(store, goal):
    return store.row("SELECT * FROM goal WHERE id = ?", (goal,))


def key_result(store, ref):
    return store.row("SELECT * FROM key_result WHERE id = ?", (ref,))


def test_a_goal_without_an_owner_at_the_top_is_a_theme_of_the_running_cycle(store, company, today, undone):
    goal = undone(lambda: goals.add_goal(store, today, title="  Grow\n the   market "))
    found = row(store, goal)
    assert (found["title"], found["level"], found["cycle_id"], found["state"]) == ("Grow the market", "theme", company.quarter, "draft")


def test_a_goal_takes_owner_and_cycle_from_the_goal_above_unless_told(store, company, today, tree):
    below = row(store, goals.add_goal(store, today, title="Sell", parent=tree.unit))
    own = row(store, goals.add_goal(store, today, title="Own", parent=tree.unit, owner_person=company.li))
    assert (below["owner_unit_id"], below["level"], below["cycle_id"]) == (company.sales, "unit", company.quarter)
    assert (own["owner_unit_id"], own["owner_person_id"], own["level"]) == (None, company.li, "person")


def test_a_yearly_theme_carries_goals_of_a_quarter(store, company, today):
    theme = goals.add_goal(store, today, title="Year", cycle=company.year)
    below = goals.add_goal(store, today, title="Quarter", parent=theme, cycle=company.quarter)
    assert store.value("SELECT is_top FROM node WHERE ref = ?", (below,)) == 1


def test_a_goal_alone_weighs_all_and_a_new_sibling_the_mean(store, company, today, tree):
    assert row(store, tree.unit)["weight"] == 10_000
    goals.weigh(store, tree.first, 3_000)
    goals.weigh(store, tree.second, 6_001)
    third = goals.add_goal(store, today, title="Third", parent=tree.unit)
    assert row(store, third)["weight"] == 4_500


def test_a_personal_goal_without_a_person_is_refused(store, company, today):
    with pytest.raises(OwnerMissing):
        goals.add_goal(store, today, title="x", level="person")
    assert store.value("SELECT count(*) FROM goal") == 0


def test_a_goal_without_a_title_is_refused(store, company, today):
    with pytest.raises(FieldMissing) as caught:
        goals.add_goal(store, today, title="   ")
    assert caught.value.field == "title"


def test_a_theme_under_a_goal_of_a_unit_is_refused(store, company, today, tree):
    with pytest.raises(ThemeUnderGoal):
        goals.add_goal(store, today, title="Theme", level=Level.THEME, parent=tree.unit)


def test_without_any_cycle_adding_says_what_to_do_first(store, today):
    with pytest.raises(goals.NoCycleYet, match="add one first"):
        goals.add_goal(store, today, title="Grow")


@pytest.mark.parametrize("values", [{"owner_person": "nobody"}, {"owner_unit": "none"}, {"parent": "nothing"}, {"cycle": "never"}])
def test_a_parent_owner_or_cycle_that_does_not_exist_is_refused(store, company, today, values):
    with pytest.raises(Gone):
        goals.add_goal(store, today, title="x", **values)


def test_an_edit_changes_what_was_named_and_nothing_else(store, tree, undone):
    before = dict(row(store, tree.first))
    version = undone(lambda: goals.edit_goal(store, tree.first, before["version"], title="Keep customers", due=date(2026, 12, 1)))
    after = dict(row(store, tree.first))
    assert {name for name in after if after[name] != before[name]} == {"title", "due_date", "version"}
    assert after["due_date"] == "2026-12-01"
    assert version == before["version"] + 1


def test_undo_names_the_field_and_the_goal(store, tree):
    goals.edit_goal(store, tree.first, 1, due="2026-12-01")
    assert say(undo.next_undo(store)) == "Changed the due date of Raise retention"
    goals.edit_goal(store, tree.first, 2, title="Other", tags="a")
    assert say(undo.next_undo(store)) == "Changed Raise retention"


def test_the_second_of_two_editors_of_one_version_is_refused(store, tree):
    goals.edit_goal(store, tree.first, 1, title="First")
    with pytest.raises(Changed):
        goals.edit_goal(store, tree.first, 1, title="Second")
    assert row(store, tree.first)["title"] == "First"


def test_an_edit_that_changes_nothing_leaves_no_step(store, tree):
    steps = store.value("SELECT count(*) FROM step")
    assert goals.edit_goal(store, tree.first, 1, title="Raise retention") == 1
    assert store.value("SELECT count(*) FROM step") == steps


def test_a_stretch_goal_no_longer_counts_in_the_appraisal_unless_told(store, tree):
    goals.edit_goal(store, tree.first, 1, kind="stretch")
    goals.edit_goal(store, tree.second, 1, kind="stretch", counts_in_appraisal=True)
    assert (row(store, tree.first)["counts_in_appraisal"], row(store, tree.second)["counts_in_appraisal"]) == (0, 1)


def test_a_new_cycle_takes_along_what_runs_in_the_same_cycle_below(store, company, today, tree, undone):
    other = goals.add_goal(store, today, title="Year", parent=tree.unit, cycle=company.year)
    undone(lambda: goals.edit_goal(store, tree.unit, 1, cycle=company.year))
    assert {row(store, goal)["cycle_id"] for goal in (tree.unit, tree.first, tree.second, other)} == {company.year}
    assert row(store, tree.theme)["cycle_id"] == company.quarter


def test_a_goal_above_a_theme_stays_a_theme(store, company, today):
    top = goals.add_goal(store, today, title="Top")
    goals.add_goal(store, today, title="Below", parent=top)
    with pytest.raises(ThemeUnderGoal):
        goals.edit_goal(store, top, 1, level="unit", owner_unit=company.sales)


def test_a_key_result_gets_the_fingerprint_of_its_yardstick(store, tree):
    before = key_result(store, tree.rate)
    goals.edit_key_result(store, tree.rate, 1, weight=5_000, due="2026-12-01")
    assert key_result(store, tree.rate)["definition_hash"] == before["definition_hash"]
    goals.edit_key_result(store, tree.rate, 2, target="95")
    assert key_result(store, tree.rate)["definition_hash"] != before["definition_hash"]
    assert len(before["definition_hash"]) == 64


def test_a_new_target_moves_the_progress_of_all_goals_above(store, tree, undone):
    from perftui.services import check_ins

    check_ins.check_in(store, tree.rate, "85", on=date(2026, 11, 23))
    progress = "SELECT progress FROM node WHERE ref = ?"
    assert store.value(progress, (tree.theme,)) == 500_000
    undone(lambda: goals.edit_key_result(store, tree.rate, 1, target="100"))
    assert store.value(progress, (tree.theme,)) == 250_000


def test_an_impossible_yardstick_is_refused(store, tree):
    with pytest.raises(BaselineIsTarget):
        goals.edit_key_result(store, tree.rate, 1, target="80")


def test_a_yardstick_that_could_not_have_the_values_checked_in_is_refused(store, tree):
    from perftui.domain.measures import ActualNotPossible
    from perftui.services import check_ins

    check_ins.check_in(store, tree.calls, "120", on=date(2026, 11, 23))
    with pytest.raises(ActualNotPossible):
        goals.edit_key_result(store, tree.calls, 1, operator="yes_no", target=None, baseline=None)


def test_key_results_stand_in_the_order_in_which_they_were_added(store, tree):
    more = [goals.add_key_result(store, tree.first, title=title, operator="yes_no") for title in ("A", "B")]
    found = store.rows("SELECT id FROM key_result WHERE goal_id = ? ORDER BY pos", (tree.first,))
    assert [row[0] for row in found] == [tree.rate, *more]
