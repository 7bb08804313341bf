"""The SMART checks while a goal is typed, and the form that answers them."""

import pytest
from textual.widgets import Static

from perftui import i18n
from perftui.services import goals
from screens.goal_forms import GoalForm
from screens.key_result_forms import KeyResultForm
from widgets.form_rows import FormRow


def shown(desk):
    return str(desk.screen.query_one("#smart", Static).content)


def fields_shown(desk):
    return [row.field.name for row in desk.screen.query(FormRow) if row.display]


async def test_the_line_below_a_goal_follows_each_key_and_an_answer_is_asked_for(desk, ids):
    await desk.on(ids.second)
    await desk.press("f2")
    assert shown(desk) == "SMART [x]S [x]M [x]A [x]R [x]T · The goal is SMART."
    assert "smart_specific" not in fields_shown(desk)
    await desk.press("home", "shift+end", *"Improve")
    assert shown(desk) == "SMART [?]S [x]M [x]A [x]R [x]T · “Improve” is vague: say by how much."
    await desk.press("down")
    assert "smart_specific" in fields_shown(desk)
    desk.screen.form.focus_field("smart_specific")
    await desk.press(*"all", "ctrl+s", *"clearer", "enter")
    assert desk.goal(ids.second)["smart"] == '{"specific": "all"}'


async def test_a_new_goal_says_what_it_lacks_and_takes_its_ratings(desk, store, ids):
    await desk.on(ids.unit)
    await desk.give("goals.add_in_form")
    assert isinstance(desk.screen, GoalForm)
    assert shown(desk).startswith("SMART [ ]S [ ]M [ ]A [x]R [x]T · Say in one sentence what shall be reached.")
    await desk.press(*"Serve")
    assert shown(desk).endswith("Add a key result with a number and a unit.")
    desk.screen.form.focus_field("challenge")
    await desk.press("4", "enter", "2", "ctrl+s")
    goal = store.row("SELECT challenge, feasibility, smart FROM goal ORDER BY rowid DESC LIMIT 1")
    assert tuple(goal) == (4, 2, None)


async def test_a_rating_beyond_five_is_refused_at_its_field(desk, ids):
    await desk.on(ids.second)
    await desk.press("f2")
    desk.screen.form.focus_field("challenge")
    await desk.press("7", "ctrl+s")
    assert "5 is the most" in desk.screen.form.error_of("challenge")


async def test_a_key_result_shows_what_it_does_to_its_goal(desk, ids):
    await desk.on(ids.calls)
    await desk.press("f2")
    assert isinstance(desk.screen, KeyResultForm)
    desk.screen.form.focus_field("unit")
    await desk.press("home", "shift+end", "delete")
    assert shown(desk) == "SMART [x]S [ ]M [x]A [x]R [x]T · Say in which unit “Calls” is counted."


@pytest.mark.parametrize("size", [(140, 40)])
async def test_on_a_wide_screen_all_five_stand_beside_the_form(desk, ids, size):
    i18n.use("zh")
    await desk.on(ids.second)
    await desk.press("f2", "home", "shift+end", *"Improve")
    passed = ["[x] 可衡量", "[x] 可实现", "[x] 相关", "[x] 有时限"]
    assert shown(desk).splitlines() == ["SMART", "[?] 具体：“Improve”含糊：请写明幅度。", *passed]


async def test_the_smart_check_of_a_draft_takes_the_answer_that_it_needed(desk, store, ids):
    goals.move_goal(store, ids.first, None)
    desk.section.reload()
    await desk.on(ids.first)
    await desk.give("goals.advance")
    assert "is not SMART yet. Relevant: Put it below another goal" in desk.status
    await desk.give("goals.smart_check")
    assert "Which department goal does it support?" in shown(desk)
    desk.screen.form.focus_field("smart_relevant")
    await desk.press(*"board", "ctrl+s")
    assert desk.goal(ids.first)["smart"] == '{"relevant": "board"}'
    await desk.give("goals.advance")
    assert desk.goal(ids.first)["state"] == "proposed"
