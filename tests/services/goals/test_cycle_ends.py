"""Opening, scoring and closing a cycle, and what its goals have to do with it."""

import json
from decimal import Decimal

import pytest

from perftui.domain.carry_overs import Leftover
from perftui.domain.codes import CycleState, GoalState, Status
from perftui.services import cycles, goals, undo
from perftui.services.check_ins import check_in
from perftui.services.cycle_steps import close_cycle, open_cycle, standing, unscored
from perftui.services.cycles import GoalsNotScored
from perftui.services.goal_exports import as_json_lines, export
from perftui.services.goal_scores import ScoreMissing, Scoring, score_goals, sheet, sheet_of
from perftui.services.goal_views import goal_view
from perftui.services.histories import history
from perftui.services.trees import line
from perftui.storage.stores import Changed, Gone

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")

READY = (GoalState.PROPOSED, GoalState.AGREED, GoalState.ACTIVE)


@pytest.fixture
def running(store, tree, today):
    """The goals of the tree are active; two thirds of the way are gone in one, nothing is measured in the other."""
    for ref in (tree.rate, tree.calls):
        goals.equal_weights(store, ref)
    goals.equal_weights(store, tree.first)
    for state in READY:
        goals.set_state(store, [tree.theme, tree.unit, tree.first, tree.second], state)
    check_in(store, tree.rate, "86.7", "0.7", on=today)
    return tree


def states(store, ids):
    return [store.value("SELECT state FROM goal WHERE id = ?", (goal,)) for goal in ids]


def at(store, company, today):
    return cycles.cycle(store, company.quarter, today)


def reviewing(store, company, today):
    cycle = at(store, company, today)
    return cycles.change_state(store, cycle.id, cycle.version, CycleState.REVIEWING, today)


def test_a_score_is_proposed_from_progress_and_none_without_data(store, running, company):
    found = {each.title: each for each in sheet(store, company.quarter)}
    assert found["Raise retention"].proposed == Decimal("0.67")
    assert found["Call more"].proposed is None
    assert found["Call more"].progress is None
    assert [each.title for each in sheet(store, company.quarter)] == ["Grow", "Win customers", "Raise retention", "Call more"]


def test_all_scores_are_kept_in_one_step_and_go_with_it(store, running, company, undone):
    lines = sheet(store, company.quarter)
    scorings = [Scoring(each.id, each.version, each.proposed, "Well done" if each.id == running.first else "") for each in lines]
    assert undone(lambda: score_goals(store, scorings)) == 3
    assert states(store, [running.first, running.second]) == ["scored", "active"]
    (again,) = sheet_of(store, [running.first])
    assert (again.score, again.note) == (Decimal("0.67"), "Well done")
    undo.undo(store)
    assert states(store, [running.first]) == ["active"]
    assert sheet_of(store, [running.first])[0].score is None


def test_a_score_can_be_corrected_until_the_cycle_is_closed_but_not_lost(store, running, company):
    (one,) = sheet_of(store, [running.first])
    score_goals(store, [Scoring(one.id, one.version, Decimal("0.5"))])
    (one,) = sheet_of(store, [running.first])
    assert score_goals(store, [Scoring(one.id, one.version, Decimal("0.5"))]) == 0
    assert score_goals(store, [Scoring(one.id, one.version, Decimal("0.6"), "After the audit")]) == 1
    (one,) = sheet_of(store, [running.first])
    with pytest.raises(ScoreMissing):
        score_goals(store, [Scoring(one.id, one.version, None)])


def test_somebody_else_was_first(store, running):
    (one,) = sheet_of(store, [running.first])
    goals.edit_goal(store, one.id, one.version, tags="x")
    with pytest.raises(Changed):
        score_goals(store, [Scoring(one.id, one.version, Decimal("0.5"))])
    with pytest.raises(Gone):
        score_goals(store, [Scoring("nothing", 1, Decimal("0.5"))])
    assert states(store, [running.first]) == ["active"]


def test_score_progress_and_confidence_stay_three_numbers(store, running, today):
    (one,) = sheet_of(store, [running.first])
    score_goals(store, [Scoring(one.id, one.version, Decimal("0.40"))])
    view = goal_view(store, running.first, today)
    assert view.score == Decimal("0.40")
    assert round(view.progress, 2) == Decimal("0.67")
    assert view.key_results[0].confidence == Decimal("0.7")
    assert line(store, running.first, today).score == Decimal("0.40")
    assert line(store, running.first, today).status is not Status.NO_DATA
    assert line(store, running.rate, today).score is None


def test_scores_go_out_with_the_goals(store, running, tmp_path):
    (one,) = sheet_of(store, [running.first])
    score_goals(store, [Scoring(one.id, one.version, Decimal("0.40"), "Late start")])
    told = [json.loads(text) for text in as_json_lines(store)]
    assert [(each["score"], each.get("score_note")) for each in told if each["title"] == "Raise retention"] == [(0.4, "Late start")]
    export(store, tmp_path / "goals.csv")
    header, *rows = (tmp_path / "goals.csv").read_text("utf-8-sig").splitlines()
    assert "Score,Note on the score" in header
    assert any("0.40,Late start" in row for row in rows)


def test_the_history_of_a_goal_tells_its_score(store, running):
    (one,) = sheet_of(store, [running.first])
    score_goals(store, [Scoring(one.id, one.version, Decimal("0.40"), "Late start")])
    told = {each.label_text(): each.new_text() for each in reversed(history(store, "goal", running.first))}
    assert (told["Score"], told["Note on the score"], told["State"]) == ("0.40", "Late start", "Scored")


def test_agreed_goals_begin_with_their_cycle_where_that_is_wanted(store, tree, company, today, undone):
    goals.equal_weights(store, tree.first)
    for state in READY[:2]:
        goals.set_state(store, [tree.theme, tree.unit], state)
    cycle = at(store, company, today)
    cycles.change_state(store, cycle.id, cycle.version, CycleState.PLANNING, today)
    assert (standing(store, cycle.id).agreed, standing(store, cycle.id).not_ready) == (2, 2)
    version = at(store, company, today).version
    assert undone(lambda: open_cycle(store, cycle.id, version, today, activates=True)) == 2
    assert states(store, [tree.theme, tree.first]) == ["active", "draft"]
    undo.undo(store)
    assert states(store, [tree.theme]) == ["agreed"]
    assert open_cycle(store, cycle.id, at(store, company, today).version, today, activates=False) == 0
    assert states(store, [tree.theme]) == ["agreed"]


def test_a_cycle_is_not_closed_while_active_goals_have_no_score(store, running, company, today):
    cycle = reviewing(store, company, today)
    with pytest.raises(GoalsNotScored):
        cycles.change_state(store, cycle.id, cycle.version, CycleState.CLOSED, today)
    with pytest.raises(GoalsNotScored):
        close_cycle(store, cycle.id, cycle.version, today)
    assert len(unscored(store, cycle.id)) == 4
    assert at(store, company, today).state is CycleState.REVIEWING


def test_goals_are_scored_as_they_stand_and_closed_with_their_cycle(store, running, company, today, undone):
    cycle = reviewing(store, company, today)
    undone(lambda: close_cycle(store, cycle.id, cycle.version, today, leftover=Leftover.SCORE))
    assert states(store, [running.first, running.second, running.unit]) == ["closed"] * 3
    scores = [store.value("SELECT score FROM goal WHERE id = ?", (goal,)) for goal in (running.first, running.second)]
    assert scores == ["0.67", None]
    undo.undo(store)
    assert (states(store, [running.first]), at(store, company, today).state) == (["active"], CycleState.REVIEWING)


def test_goals_are_archived_with_the_closing_of_their_cycle(store, running, company, today, undone):
    cycle = reviewing(store, company, today)
    undone(lambda: close_cycle(store, cycle.id, cycle.version, today, leftover=Leftover.ARCHIVE))
    assert states(store, [running.theme, running.second]) == ["archived"] * 2
    kept = store.rows("SELECT field, old, new, reason FROM goal_amendment WHERE goal_id = ?", (running.second,))
    assert [tuple(row) for row in kept] == [("state", "active", "archived", "Cycle closed")]


def test_a_cycle_in_which_all_is_scored_closes_them(store, running, company, today):
    lines = sheet(store, company.quarter)
    score_goals(store, [Scoring(each.id, each.version, each.proposed or Decimal(0)) for each in lines])
    cycle = reviewing(store, company, today)
    assert close_cycle(store, cycle.id, cycle.version, today).state is CycleState.CLOSED
    assert standing(store, cycle.id).closed == 4
