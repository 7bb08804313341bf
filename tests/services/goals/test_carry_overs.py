"""What is not finished goes on in the next cycle, once."""

import pytest

from perftui.domain.carry_overs import Leftover
from perftui.domain.codes import CycleState, GoalState
from perftui.i18n import say
from perftui.services import cycles, goals, undo
from perftui.services.carried_goals import came_from, went_to
from perftui.services.carry_overs import CarriedAlready, IntoItself, NothingToCarry, carry_over, preview
from perftui.services.check_ins import check_in
from perftui.services.cycle_steps import Left, close_cycle
from perftui.services.goal_rows import CycleIsClosed
from perftui.storage.stores import Gone, Label

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")


@pytest.fixture
def running(store, tree, today):
    """All goals of the tree are active: one has come to 86 of 90 %, the other to its target."""
    goals.equal_weights(store, tree.first)
    for state in (GoalState.PROPOSED, GoalState.AGREED, GoalState.ACTIVE):
        goals.set_state(store, [tree.theme, tree.unit, tree.first, tree.second], state)
    check_in(store, tree.rate, "86", on=today)
    check_in(store, tree.calls, "200", on=today)
    return tree


def goal(store, goal_id):
    return store.row("SELECT * FROM goal WHERE id = ?", (goal_id,))


def results(store, goal_id):
    return store.rows("SELECT * FROM key_result WHERE goal_id = ? ORDER BY pos", (goal_id,))


def test_only_what_is_not_finished_is_offered_with_what_it_takes_along(store, running, company, today):
    found = preview(store, company.quarter, today)
    assert (found.target, found.is_new) == ("2027-Q1", True)
    assert [line.title for line in found.lines] == ["Grow", "Win customers", "Raise retention"]
    assert found.lines[2].results == ("Retention: ≥90 %, from 86 % (was 80 %)",)
    assert [line.above for line in found.lines] == ["", "Grow", "Win customers"]


def test_goals_become_drafts_in_the_next_cycle_in_one_step(store, running, company, today, undone):
    ids = [running.theme, running.unit, running.first]
    done = undone(lambda: carry_over(store, ids, "2027-Q1", Leftover.LEAVE, today))
    assert (len(done.goals), done.key_results, done.cycle.name, done.cycle.state) == (3, 1, "2027-Q1", CycleState.PLANNING)
    theme, unit, first = (goal(store, new) for new in done.goals)
    assert {row["state"] for row in (theme, unit, first)} == {"draft"}
    assert [row["carried_from_id"] for row in (theme, unit, first)] == ids
    assert (theme["parent_id"], unit["parent_id"], first["parent_id"]) == (None, theme["id"], unit["id"])
    (result,) = results(store, first["id"])
    assert (result["baseline"], result["target"], result["unit"]) == ("86", "90", "%")
    assert goal(store, running.first)["state"] == "active"
    undo.undo(store)
    assert "2027-Q1" not in [line.name for line in cycles.listing(store, today)]


def test_a_parent_that_runs_on_is_kept_and_one_that_ends_is_not(store, running, company, today):
    theme = goals.add_goal(store, today, title="Of two years", cycle=cycles.add_cycle(store, "2027", today).id)
    goals.move_goal(store, running.unit, theme, reason="it takes two years")
    done = carry_over(store, [running.first, running.unit], "2027-Q1", Leftover.LEAVE, today)
    assert [goal(store, new)["parent_id"] for new in done.goals] == [theme, done.goals[0]]
    goals.add_goal(store, today, title="Alone", parent=running.first, owner_person=company.li)
    alone = store.value("SELECT id FROM goal WHERE title = 'Alone'")
    (new,) = carry_over(store, [alone], "2027-Q2", Leftover.LEAVE, today).goals
    assert goal(store, new)["parent_id"] is None


def test_nothing_is_carried_over_twice(store, running, company, today):
    carry_over(store, [running.first], "2027-Q1", Leftover.LEAVE, today)
    with pytest.raises(CarriedAlready):
        carry_over(store, [running.first], "2027-Q2", Leftover.LEAVE, today)
    line = next(line for line in preview(store, company.quarter, today).lines if line.id == running.first)
    assert say(line.problem) == "“Raise retention” was carried over to 2027-Q1 already."
    (copy,) = went_to(store, running.first)
    goals.archive(store, [copy.id])
    assert carry_over(store, [running.first], "2027-Q2", Leftover.LEAVE, today).goals


def test_a_goal_leads_to_where_it_came_from_and_went(store, running, today):
    (new,) = carry_over(store, [running.first], "2027-Q1", Leftover.LEAVE, today).goals
    assert came_from(store, new) == (running.first, "2026-Q4")
    assert went_to(store, running.first) == ((new, "2027-Q1"),)
    assert (came_from(store, running.first), went_to(store, new)) == (None, ())


@pytest.mark.parametrize(
    ("leftover", "state", "score", "note"),
    [(Leftover.SCORE, "scored", "0.60", "Carried over to 2027-Q1"), (Leftover.CLOSE, "closed", None, "Carried over to 2027-Q1")],
)
def test_the_old_ones_are_scored_or_closed_as_chosen(store, running, today, undone, leftover, state, score, note):
    undone(lambda: carry_over(store, [running.first], "2027-Q1", leftover, today))
    old = goal(store, running.first)
    assert (old["state"], old["score"], old["score_note"]) == (state, score, note)


def test_a_goal_is_not_carried_over_into_its_own_cycle(store, running, today):
    with pytest.raises(IntoItself):
        carry_over(store, [running.first], "2026-Q4", Leftover.LEAVE, today)
    with pytest.raises(NothingToCarry):
        carry_over(store, [], "2027-Q1", Leftover.LEAVE, today)
    with pytest.raises(Gone):
        carry_over(store, ["nothing"], "2027-Q1", Leftover.LEAVE, today)


def test_a_cycle_is_closed_with_what_is_carried_over_in_the_same_step(store, running, company, today, undone):
    cycle = cycles.cycle(store, company.quarter, today)
    cycle = cycles.change_state(store, cycle.id, cycle.version, CycleState.REVIEWING, today)
    left = Left([running.first], "2027-Q1")
    undone(lambda: close_cycle(store, cycle.id, cycle.version, today, leftover=Leftover.SCORE, left=left))
    assert cycles.cycle(store, cycle.id, today).state is CycleState.CLOSED
    assert goal(store, running.first)["state"] == "closed"
    assert len(went_to(store, running.first)) == 1
    undo.undo(store)
    assert (goal(store, running.first)["state"], went_to(store, running.first)) == ("active", ())


def test_what_was_thought_about_a_goal_goes_along(store, running, today):
    thought = {"challenge": 4, "feasibility": 2, "smart": '{"relevant": "The board asked"}'}
    with store.write(Label("thought")):
        store.update("goal", running.first, goal(store, running.first)["version"], **thought)
    (new,) = carry_over(store, [running.first], "2027-Q1", Leftover.LEAVE, today).goals
    assert {name: goal(store, new)[name] for name in thought} == thought


@pytest.fixture
def of_the_year(store, running, company, today):
    """The goals of the quarter stand under a theme of the year."""
    theme = goals.add_goal(store, today, title="Of the year", cycle=company.year)
    goals.move_goal(store, running.unit, theme, reason="it takes the year")
    return theme


def test_a_theme_of_the_year_goes_along_into_the_next_year(store, running, of_the_year, company, today, undone):
    found = preview(store, company.quarter, today, [running.unit])
    theme, unit = found.lines
    assert [(line.id, line.into, line.is_above) for line in found.lines] == [
        (of_the_year, "2027", True),
        (running.unit, "2027-Q1", False),
    ]
    assert (unit.above, theme.is_left_alone(()), unit.is_left_alone({running.unit}), unit.is_left_alone({running.unit, theme.id})) == (
        "Of the year",
        False,
        True,
        False,
    )
    done = undone(lambda: carry_over(store, [running.unit], "2027-Q1", Leftover.SCORE, today, above=[theme.id]))
    new_unit, new_theme = (goal(store, new) for new in done.goals)
    assert (new_unit["parent_id"], cycles.cycle(store, new_theme["cycle_id"], today).name) == (new_theme["id"], "2027")
    assert goal(store, of_the_year)["state"] == "draft"


def test_a_theme_of_the_same_title_in_the_next_year_takes_in_what_is_carried_over(store, running, of_the_year, company, today):
    year = cycles.add_cycle(store, "2027", today).id
    there = goals.add_goal(store, today, title="Of the year", cycle=year)
    found = preview(store, company.quarter, today, [running.unit])
    assert [(line.id, line.above, line.is_left_alone({running.unit})) for line in found.lines] == [(running.unit, "Of the year", False)]
    (new,) = carry_over(store, [running.unit], "2027-Q1", Leftover.LEAVE, today).goals
    assert goal(store, new)["parent_id"] == there


def test_what_goes_on_later_stands_under_what_was_carried_over_before(store, running, company, today):
    (unit,) = carry_over(store, [running.unit], "2027-Q1", Leftover.LEAVE, today).goals
    (first,) = carry_over(store, [running.first], "2027-Q1", Leftover.LEAVE, today).goals
    assert goal(store, first)["parent_id"] == unit


def test_a_draft_is_archived_where_its_copy_goes_on_and_comes_back_with_the_same_step(store, tree, company, today, undone):
    undone(lambda: carry_over(store, [tree.first], "2027-Q1", Leftover.LEAVE, today))
    assert goal(store, tree.first)["state"] == "archived"
    (kept,) = store.rows("SELECT field, old, new, reason FROM goal_amendment WHERE goal_id = ?", (tree.first,))
    assert tuple(kept) == ("state", "draft", "archived", "Carried over to 2027-Q1")
    assert tree.first not in [line.id for line in preview(store, company.quarter, today).lines]
    undo.undo(store)
    assert goal(store, tree.first)["state"] == "draft"


def test_nothing_is_put_into_a_closed_cycle(store, tree, company, today):
    old = cycles.add_cycle(store, "2026-Q2", today)
    for state in (CycleState.ACTIVE, CycleState.REVIEWING, CycleState.CLOSED):
        old = cycles.change_state(store, old.id, cycles.cycle(store, old.id, today).version, state, today)
    with pytest.raises(CycleIsClosed, match="2026-Q2"):
        goals.add_goal(store, today, title="Late", cycle=old.id)
    with pytest.raises(CycleIsClosed):
        goals.edit_goal(store, tree.first, goal(store, tree.first)["version"], cycle=old.id)
    (line,) = goals.preview_change(store, [tree.first], "cycle", "2026-Q2", today).lines
    assert "is closed" in say(line.problem)
    with pytest.raises(CycleIsClosed):
        carry_over(store, [tree.first], "2026-Q2", Leftover.LEAVE, today)
