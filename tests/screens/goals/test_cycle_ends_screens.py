"""The end of a cycle at the keyboard: opened, scored, carried over, closed; and the reviews of its goals."""

from datetime import date

import pytest

from perftui.domain.codes import CycleState, GoalState
from perftui.domain.goal_reviews import quarter_of
from perftui.services import cycles, drafts, goals
from perftui.services.carried_goals import went_to
from perftui.services.goal_reviews import plan
from perftui.services.review_lines import reviews_of
from screens.hosts import Place
from widgets.notices import StatusLine
from widgets.virtual_lists import VirtualList

TODAY = date(2026, 11, 23)


def cycle(store, cycle_id):
    return cycles.cycle(store, cycle_id, TODAY)


def state(desk, key):
    return desk.goal(key)["state"]


class Elsewhere:
    """The same program in another section."""

    def __init__(self, desk):
        self.desk = desk

    async def go(self, section, key=""):
        self.desk.app.go_to(Place(section, key))
        await self.desk.pilot.pause()
        await self.desk.pilot.pause()
        self.section = self.desk.app.shown_frame()
        return self

    @property
    def status(self):
        return self.section.query_one(StatusLine).text

    @property
    def shown(self):
        return "\n".join(self.desk.lines)

    async def give(self, command):
        await self.section.give(command)
        await self.desk.app.keys_settled()
        await self.desk.pilot.pause()


@pytest.fixture
async def at_cycles(desk, ids):
    here = await Elsewhere(desk).go("cycles", ids.q4)
    assert here.section.key == ids.q4
    return here


async def test_scores_are_proposed_changed_in_their_cells_and_kept_in_one_step(desk, at_cycles, store, ids):
    await at_cycles.give("cycles.score")
    assert "3 goals, 2 with a score, 1 without, which stays active" in at_cycles.shown
    await desk.press("down", *"70%", "tab", "enter", *"Late start", "enter", "ctrl+s")
    assert (desk.goal(ids.unit)["score"], desk.goal(ids.unit)["score_note"]) == ("0.70", "Late start")
    assert (state(desk, ids.theme), state(desk, ids.second)) == ("scored", "active")
    assert "Scored Grow and 1 more. Ctrl+Z takes it back." in at_cycles.status
    await desk.press("ctrl+z")
    assert (desk.goal(ids.unit)["score"], state(desk, ids.theme)) == (None, "active")


async def test_what_is_no_score_stays_in_its_cell_and_what_was_typed_survives_leaving(desk, at_cycles, store, ids):
    await at_cycles.give("cycles.score")
    await desk.press("enter", "7", "enter")
    assert "“7” is no score" in at_cycles.shown
    await desk.press("backspace", *".8", "enter", "escape")
    assert "not saved yet" in at_cycles.shown
    await desk.press("k")
    assert [draft.form for draft in drafts.listing(store)] == ["scores"]
    desk.screen.dismiss(None)
    await desk.pilot.pause()
    await at_cycles.give("cycles.score")
    assert "What you typed before is back" in at_cycles.shown
    await desk.press("ctrl+s")
    assert desk.goal(ids.theme)["score"] == "0.80"
    assert drafts.listing(store) == []


async def test_marked_goals_are_scored_from_the_tree_and_stand_there_with_their_score(desk, store, ids):
    await desk.on(ids.unit)
    await desk.press("space")
    await desk.give("goals.score")
    await desk.press("ctrl+s")
    assert (desk.goal(ids.unit)["score"], desk.goal(ids.theme)["score"]) == ("0.20", None)
    assert "■ 0.20" in "\n".join(desk.lines)


async def test_a_cycle_with_goals_that_have_no_score_names_them_and_closes_them_as_chosen(desk, at_cycles, store, ids):
    await desk.press("f7", "enter", "f7")
    assert "3 goals are active without a score" in at_cycles.shown
    assert "Win customers" in at_cycles.shown
    await desk.press("l")
    assert cycle(store, ids.q4).state is CycleState.REVIEWING
    await desk.press("f7", "enter")
    assert cycle(store, ids.q4).state is CycleState.REVIEWING
    await desk.press("f7", "s")
    assert cycle(store, ids.q4).state is CycleState.CLOSED
    assert (state(desk, ids.unit), desk.goal(ids.second)["score"]) == ("closed", None)
    await desk.press("ctrl+z")
    assert (cycle(store, ids.q4).state, state(desk, ids.unit)) == (CycleState.REVIEWING, "active")


async def test_agreed_goals_begin_with_their_cycle(desk, store, ids):
    for step in (GoalState.PROPOSED, GoalState.AGREED):
        goals.set_state(store, [ids.first], step)
    line = cycle(store, ids.q4)
    cycles.change_state(store, ids.q4, line.version, CycleState.PLANNING, TODAY)
    here = await Elsewhere(desk).go("cycles", ids.q4)
    await desk.press("f7")
    assert "1 is agreed and can begin with it." in here.shown
    await desk.press("y")
    assert (cycle(store, ids.q4).state, state(desk, ids.first)) == (CycleState.ACTIVE, "active")


async def test_what_is_chosen_goes_on_in_the_next_cycle_and_leads_back(desk, at_cycles, store, ids):
    await at_cycles.give("cycles.carry_over")
    assert "4 goals go on in 2027-Q1, as drafts. That cycle is added for it." in at_cycles.shown
    await desk.press("*", "down", "space", "ctrl+s")
    assert "Carry 1 goal over to 2027-Q1?" in at_cycles.shown
    await desk.press("s")
    (copy,) = went_to(store, ids.unit)
    assert (state(desk, ids.unit), desk.goal(ids.unit)["score"], went_to(store, ids.theme)) == ("scored", "0.20", ())
    await Elsewhere(desk).go("goals", copy.id)
    await desk.press("enter")
    assert "from 2026-Q4" in "\n".join(desk.lines)
    await desk.press("escape")
    await desk.give("goals.show_carried")
    assert desk.tree.cursor_key == ids.unit


async def test_reviews_are_planned_after_a_preview_and_skipped_with_a_reason(desk, store, ids):
    here = await Elsewhere(desk).go("goal_reviews")
    assert "No reviews yet. Ctrl+N plans" in here.shown
    await desk.press("ctrl+n")
    assert "3 reviews would be added for 2026-Q4." in here.shown
    await desk.press("y")
    assert here.status.startswith("Planned the goal reviews of 2026-Q4. Ctrl+Z")
    await desk.press("ctrl+n")
    assert "has its review for 2026-Q4 already" in here.status
    key = here.section.key
    await here.give("goal_reviews.skip")
    await desk.press(*"On leave", "enter")
    assert store.value("SELECT state || hindered FROM goal_review WHERE id = ?", (key,)) == "skippedOn leave"


async def test_a_review_is_held_with_its_facts_and_leads_to_the_form_of_the_goal(desk, store, ids):
    plan(store, quarter_of(TODAY))
    line = reviews_of(store, ids.unit, TODAY)[0]
    here = await Elsewhere(desk).go("goal_reviews", line.id)
    assert here.section.query_one(VirtualList).cursor_key == line.id
    await desk.press("enter")
    assert "proposal Rework" in here.shown
    assert "1 held" in here.shown
    await desk.press(*"Good start", "ctrl+s")
    row = store.row("SELECT * FROM goal_review WHERE id = ?", (line.id,))
    assert (row["state"], row["went_well"], row["decision"], row["held_on"]) == ("held", "Good start", "rework", "2026-11-23")
    assert "Rework: open the goal “Win customers” in its form now?" in here.shown
    await desk.press("y")
    await desk.pilot.pause()
    assert (desk.section.key, type(desk.screen).__name__) == (ids.unit, "GoalForm")


async def test_after_a_review_the_cursor_stands_on_the_next_open_one(desk, store, ids):
    plan(store, quarter_of(TODAY))
    here = await Elsewhere(desk).go("goal_reviews")
    first, second = (here.section.table.key_at(index) for index in range(2))
    await desk.press("enter", *"Well", "ctrl+s", "n")
    assert store.value("SELECT state FROM goal_review WHERE id = ?", (first,)) == "held"
    assert here.section.key == second
    assert here.section.line.state == "open"
