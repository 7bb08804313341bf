"""Adding goals and key results from the keyboard."""

import pytest

from screens.goal_forms import GoalForm
from screens.key_result_forms import NUMBERS, KeyResultForm
from widgets.form_rows import FormRow
from widgets.forms import Form
from widgets.quick_adds import PreviewLine, QuickAdd

CTRL_N, CTRL_S, INS, F2, ESC = "\x0e", "\x13", "\x1b[2~", "\x1bOQ", "\x1b[24~"


def newest(store, table):
    return store.row(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1")


def preview(desk):
    bar = next(bar for bar in desk.section.query(QuickAdd) if bar.display)
    return bar.query_one(PreviewLine).render().plain


def shown_fields(desk):
    return [row.field.name for row in desk.screen.query(FormRow) if row.display]


async def test_a_goal_typed_ahead_is_added_below_the_cursor(desk, store, ids):
    await desk.on(ids.unit)
    await desk.burst(f"{CTRL_N}Answer faster; zw; +30d\r")
    goal = newest(store, "goal")
    assert (goal["title"], goal["parent_id"], goal["owner_person_id"], goal["level"]) == ("Answer faster", ids.unit, ids.zhang, "person")
    assert goal["due_date"] == "2026-12-23"
    assert desk.tree.cursor_key == goal["id"]
    await desk.press("escape", "ctrl+z")
    assert desk.goal(goal["id"]) is None


async def test_several_goals_are_added_one_after_the_other_under_the_same_goal(desk, store, ids):
    await desk.on(ids.unit)
    await desk.burst(f"{CTRL_N}One\rTwo\r{ESC}")
    rows = store.rows("SELECT title, parent_id, owner_unit_id FROM goal ORDER BY rowid DESC LIMIT 2")
    assert [tuple(row) for row in rows] == [("Two", ids.unit, ids.sales), ("One", ids.unit, ids.sales)]
    assert desk.app.focused is desk.tree


async def test_the_preview_says_who_owns_it_and_what_is_wrong(desk, ids):
    await desk.on(ids.unit)
    await desk.press("ctrl+n", *"Faster; 客服部; fri")
    assert preview(desk).startswith("! “Faster” is vague  Faster")
    assert "Owner 客服部" in preview(desk)
    assert "Fri 27 Nov 2026" in preview(desk)
    await desk.press("enter", *"Faster; nobody at all", "enter")
    assert "is no person, unit or date" in preview(desk)


async def test_a_goal_at_the_top_without_an_owner_is_a_theme(desk, store, ids):
    await desk.on(ids.unit)
    await desk.give("goals.add_at_top")
    await desk.burst("Innovate\r")
    goal = newest(store, "goal")
    assert (goal["title"], goal["parent_id"], goal["level"]) == ("Innovate", None, "theme")


async def test_a_key_result_typed_ahead_is_added_to_the_goal_of_the_row(desk, store, ids):
    await desk.on(ids.new)
    await desk.burst(f"{INS}Retention; 84 -> ≥95%; eoq\rmarket grew\r")
    result = newest(store, "key_result")
    assert (result["goal_id"], result["operator"], result["baseline"], result["target"], result["unit"]) == (
        ids.unit,
        "at_least",
        "84",
        "95",
        "%",
    )
    await desk.press("escape", "ctrl+z")
    assert desk.key_result(result["id"]) is None


async def test_what_is_typed_in_the_line_goes_on_in_the_form(desk, store, ids):
    await desk.on(ids.unit)
    await desk.burst(f"{CTRL_N}Answer faster; zw; +30d; 40%; !P1{F2}")
    assert isinstance(desk.screen, GoalForm)
    values = desk.screen.query_one(Form).values
    assert (values["title"], values["owner_person"], values["due"], values["weight"], values["priority"]) == (
        "Answer faster",
        ids.zhang,
        "2026-12-23",
        "40",
        "P1",
    )
    await desk.press("ctrl+s")
    assert newest(store, "goal")["weight"] == 4000


async def test_a_key_result_of_the_line_goes_on_in_the_form_with_its_numbers(desk, ids):
    await desk.on(ids.unit)
    await desk.burst(f"{INS}Time; 8-12 min{F2}")
    values = desk.screen.query_one(Form).values
    assert (values["operator"], values["low"], values["high"], values["unit"]) == ("range", "8", "12", "min")


async def test_a_goal_filled_in_without_looking(desk, store, ids):
    await desk.on(ids.theme)
    await desk.give("goals.add_in_form")
    await desk.burst(f"Serve\r\r\rS\r\r+30d\r\r25\r\rP2\rx, y\r{CTRL_S}")
    goal = newest(store, "goal")
    assert (goal["title"], goal["parent_id"], goal["level"], goal["owner_unit_id"]) == ("Serve", ids.theme, "unit", ids.sales)
    assert (goal["due_date"], goal["weight"], goal["priority"], goal["tags"]) == ("2026-12-23", 2500, "P2", "x, y")


@pytest.mark.parametrize("letter", ["u", "p", "t"])
async def test_a_goal_shows_only_the_owner_that_its_level_has(desk, ids, letter):
    await desk.on(ids.unit)
    await desk.press("f2", "enter", letter, "enter")
    owners = {"owner_person", "owner_unit"} & set(shown_fields(desk))
    assert owners == {"u": {"owner_unit"}, "p": {"owner_person"}, "t": {"owner_person", "owner_unit"}}[letter]


async def test_a_goal_without_its_owner_is_refused_and_nothing_is_lost(desk, store, ids):
    await desk.on(ids.unit)
    await desk.press("f2", "enter", "p", "enter", "ctrl+s")
    assert isinstance(desk.screen, GoalForm)
    assert desk.goal(ids.unit)["level"] == "unit"


OPERATORS = {
    "at_least": {"target", "baseline", "commit", "stretch", "red_low"},
    "at_most": {"target", "baseline", "commit", "stretch", "red_high"},
    "within": {"target", "baseline", "tolerance", "red_low", "red_high"},
    "range": {"low", "high", "baseline", "red_low", "red_high"},
    "milestone": {"target"},
    "yes_no": set(),
    "ordinal": {"target", "levels"},
}


@pytest.mark.parametrize("operator", list(OPERATORS))
async def test_a_key_result_shows_only_the_numbers_that_its_operator_knows(desk, ids, operator):
    desk.app.push_screen(KeyResultForm(above=ids.unit, given={"operator": operator}))
    await desk.press("down")
    assert set(shown_fields(desk)) & set(NUMBERS) == OPERATORS[operator]


async def test_a_range_typed_through_the_form(desk, store, ids):
    await desk.on(ids.unit)
    await desk.give("goals.add_key_result_in_form")
    await desk.burst(f"Call time\r5\rmin\r6\r9\r{CTRL_S}calls matter\r")
    result = newest(store, "key_result")
    assert (result["title"], result["operator"], result["low"], result["high"], result["unit"]) == ("Call time", "range", "6", "9", "min")


async def test_an_impossible_number_is_told_at_its_field(desk, store, ids):
    await desk.on(ids.rate)
    await desk.press("f2")
    desk.screen.query_one(Form).restore({"baseline": "95"})
    await desk.press("ctrl+s")
    assert "already better than the target" in desk.screen.query_one(Form).error_of("baseline")
    assert desk.key_result(ids.rate)["baseline"] == "80"


async def test_another_operator_drops_the_numbers_that_it_does_not_know(desk, store, ids):
    await desk.on(ids.rate)
    await desk.press("f2")
    desk.screen.query_one(Form).restore({"operator": "yes_no", "baseline": "", "unit": ""})
    await desk.press("ctrl+s")
    row = desk.key_result(ids.rate)
    assert (row["operator"], row["target"], row["baseline"]) == ("yes_no", None, None)
    await desk.press("ctrl+z")
    assert desk.key_result(ids.rate)["target"] == "90"


async def test_saving_without_a_change_writes_nothing(desk, store, ids):
    for key in (ids.rate, ids.unit):
        await desk.on(key)
        before = store.value("SELECT count(*) FROM event")
        await desk.press("f2", "ctrl+s")
        assert desk.screen is desk.section
        assert store.value("SELECT count(*) FROM event") == before


async def test_saving_and_adding_another_carries_parent_and_cycle(desk, store, ids):
    await desk.on(ids.theme)
    await desk.give("goals.add_in_form")
    desk.screen.query_one(Form).restore({"title": "First one", "level": "theme"})
    desk.screen.query_one(Form).action_save(wants_another=True)
    await desk.press("down", "up")
    assert newest(store, "goal")["title"] == "First one"
    assert desk.screen.query_one(Form).values["title"] == ""
    desk.screen.query_one(Form).restore({"title": "Second one", "level": "theme"})
    await desk.press("ctrl+s")
    assert newest(store, "goal")["parent_id"] == ids.theme
