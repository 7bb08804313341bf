"""The weights of siblings at the keyboard."""

import pytest

from perftui.services import drafts
from perftui.services.goals import archive
from screens.weights import WeightsScreen
from widgets.dialogs.confirms import Confirm
from widgets.dialogs.values import ValuePrompt


@pytest.fixture
async def weights(desk):
    await desk.on(desk.ids.first)
    await desk.give("goals.weights")
    await desk.pilot.pause()
    assert isinstance(desk.screen, WeightsScreen)
    return desk


def stored(desk):
    ids = desk.ids
    rows = [desk.key_result(ids.new), desk.key_result(ids.old), desk.goal(ids.first), desk.goal(ids.second)]
    return [row["weight"] for row in rows]


def shown(desk):
    return "\n".join(desk.lines)


async def test_siblings_are_typed_one_after_the_other_and_saved_in_one_step_with_one_reason(weights):
    assert "Sum 100%" in shown(weights)
    await weights.press("home", *"40", "enter", *"20", "enter", *"30", "enter", *"10", "enter")
    assert "Sum 100% · 4 weights changed, not saved" in shown(weights)
    assert stored(weights) == [2_500] * 4
    await weights.press("ctrl+s")
    assert isinstance(weights.screen, ValuePrompt)
    await weights.press(*"new plan", "enter")
    assert stored(weights) == [4_000, 2_000, 3_000, 1_000]
    assert {row[0] for row in weights.store.rows("SELECT reason FROM goal_amendment")} == {"new plan"}
    await weights.press("ctrl+z")
    assert stored(weights) == [2_500] * 4


async def test_a_locked_one_keeps_its_weight_when_the_others_are_scaled_or_made_equal(weights):
    await weights.press("home", *"40", "enter", "up", "f7", "down", "plus", "plus", "minus", "percent_sign")
    assert weights.screen.sheet.weights[weights.ids.new] == 4_000
    assert sum(weights.screen.sheet.weights.values()) == 10_000
    await weights.press("equals_sign")
    assert sorted(weights.screen.sheet.weights.values()) == [2_000, 2_000, 2_000, 4_000]


async def test_what_is_not_whole_is_refused_where_something_is_agreed(weights):
    await weights.press("home", *"40", "ctrl+s")
    assert "The weights sum to 115%, not to 100%" in weights.screen.query_one("StatusLine").text
    assert stored(weights) == [2_500] * 4


async def test_drafts_that_are_not_whole_can_be_saved_all_the_same(desk):
    await desk.on(desk.ids.rate)
    await desk.give("goals.weights")
    await desk.pilot.pause()
    await desk.press(*"80", "ctrl+s")
    assert isinstance(desk.screen, Confirm)
    await desk.press("s")
    assert desk.key_result(desk.ids.rate)["weight"] == 8_000


async def test_what_is_typed_survives_a_dropped_line_and_esc_asks(weights):
    await weights.press("home", *"40", "enter")
    kept = drafts.listing(weights.store)
    assert [(draft.form, draft.fields["title"]) for draft in kept] == [("weights", "Win customers")]
    weights.screen.sheet = type(weights.screen.sheet)(weights.screen.sheet.found)
    weights.screen.reload()
    assert weights.screen.sheet.weights[weights.ids.new] == 4_000
    await weights.press("escape")
    assert isinstance(weights.screen, Confirm)
    await weights.press("d")
    assert drafts.listing(weights.store) == []
    assert weights.screen.SECTION == "goals"
    assert not isinstance(weights.screen, WeightsScreen)


async def test_one_weight_tells_what_the_siblings_sum_to(desk):
    await desk.on(desk.ids.first)
    await desk.press("f8", *"weight", "enter")
    assert isinstance(desk.screen, ValuePrompt)
    await desk.press("ctrl+u", *"40", "enter")
    assert desk.goal(desk.ids.first)["weight"] == 4_000
    assert "Weight: 40%. Together with 3 others: 115%." in desk.status


async def test_a_unit_goal_is_handed_down_with_seven_keys(desk):
    await desk.on(desk.ids.unit)
    await desk.press("f8", *"cas", "enter")
    await desk.press("ctrl+s")
    assert "2 have such a goal already" in shown(desk)
    await desk.press("ctrl+s")
    assert "Nobody is ticked" in shown(desk)
    await desk.press("escape", "escape")
    archive(desk.store, [desk.ids.first, desk.ids.second], reason="begun anew")
    await desk.press("f8", *"cas", "enter", "ctrl+s", "ctrl+s")
    await desk.pilot.pause()
    made = desk.store.rows("SELECT owner_person_id, state FROM goal WHERE parent_id = ? AND state = 'draft'", (desk.ids.unit,))
    assert {row[0] for row in made} == {desk.ids.li, desk.ids.zhang}
    assert "2 goals handed down as drafts" in desk.status
