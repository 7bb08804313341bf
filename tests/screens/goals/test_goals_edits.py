"""Changing goals and key results where they stand; each change is taken back by one undo."""

import pytest

from perftui.domain.codes import GoalState
from perftui.services import goals
from perftui.services.goal_links import LinkKind
from perftui.storage import nodes
from perftui.storage.stores import Label
from widgets.dialogs.change_lists import ChangeList
from widgets.dialogs.confirms import Confirm
from widgets.dialogs.pickers import Picker

WHY = (*"asked for", "enter")
"""The reason that is asked for where something agreed changes."""


def link(store):
    return store.row("SELECT * FROM goal_link")


@pytest.fixture
async def undone(desk):
    """What a question answers before and after one undo must differ, and undo must bring back what it was at first."""

    async def check(question, before, after):
        assert question() == after
        await desk.press("ctrl+z")
        assert question() == before

    return check


async def test_a_goal_goes_a_state_further(desk, ids, undone):
    await desk.on(ids.unit)
    await desk.give("goals.advance")
    assert "is now: Scored" in desk.status
    await undone(lambda: desk.goal(ids.unit)["state"], "active", "scored")


async def test_where_several_states_may_follow_they_are_listed(desk, store, ids, undone):
    goals.set_state(store, [ids.first], GoalState("proposed"))
    await desk.on(ids.first)
    await desk.give("goals.advance")
    assert isinstance(desk.screen, Picker)
    await desk.press(*"agreed", "enter")
    await undone(lambda: desk.goal(ids.first)["state"], "proposed", "agreed")


async def test_a_goal_whose_weights_are_no_whole_is_not_agreed_and_says_why(desk, store, ids):
    goals.add_key_result(store, ids.first, title="Second", operator="yes_no", weight=5000)
    goals.set_state(store, [ids.first], GoalState("proposed"))
    await desk.on(ids.first)
    await desk.give("goals.advance")
    await desk.press(*"agreed", "enter")
    assert "sum to 150%" in desk.status
    assert desk.goal(ids.first)["state"] == "proposed"


async def test_a_goal_moves_below_another_with_its_branch(desk, ids, undone):
    await desk.on(ids.second)
    await desk.press("ctrl+r", *"raise", "enter")
    await desk.press(*WHY)
    assert desk.tree.cursor_key == ids.second
    await undone(lambda: desk.goal(ids.second)["parent_id"], ids.unit, ids.first)


async def test_a_goal_moves_to_the_top(desk, ids, undone):
    await desk.on(ids.second)
    await desk.press("ctrl+r", "enter", *WHY)
    await undone(lambda: desk.goal(ids.second)["parent_id"], ids.unit, None)


async def test_a_goal_does_not_move_below_its_own_branch(desk, ids):
    await desk.on(ids.unit)
    await desk.press("ctrl+r", *"raise", "enter")
    assert "belongs to its own branch" in desk.status
    assert desk.goal(ids.unit)["parent_id"] == ids.theme


async def test_a_key_result_moves_to_another_goal(desk, ids, undone):
    await desk.on(ids.new)
    await desk.press("ctrl+r", *"khts", "enter", *WHY)
    await undone(lambda: desk.key_result(ids.new)["goal_id"], ids.unit, ids.second)


async def test_shift_and_arrows_move_among_siblings_and_stop_at_the_ends(desk, store, ids):
    def order():
        return [row[0] for row in store.rows("SELECT id FROM key_result WHERE goal_id = ? ORDER BY pos", (ids.unit,))]

    await desk.on(ids.new)
    await desk.press("shift+down")
    assert order() == [ids.old, ids.new]
    assert desk.tree.cursor_key == ids.new
    await desk.press("shift+down")
    assert "last already" in desk.status
    await desk.press("ctrl+z")
    assert order() == [ids.new, ids.old]


async def test_a_weight_is_typed_with_the_reason_where_it_was_agreed(desk, ids, undone):
    await desk.on(ids.new)
    await desk.give("goals.set_weight")
    await desk.press("end", *["backspace"] * 5, *"40", "enter", *WHY)
    await undone(lambda: desk.key_result(ids.new)["weight"], 2500, 4000)


async def test_equal_weights_make_a_whole(desk, store, ids):
    goals.weigh(store, ids.new, 100, reason="tried")
    await desk.on(ids.new)
    await desk.give("goals.weigh")
    await desk.press(*WHY)
    assert store.value("SELECT total FROM node WHERE ref = ?", (ids.unit,)) == 10_000
    await desk.press("ctrl+z")
    assert desk.key_result(ids.new)["weight"] == 100


async def test_one_key_result_is_archived_without_a_question(desk, ids, undone):
    await desk.on(ids.new)
    await desk.press("delete", *WHY)
    assert desk.status.startswith("Archived: 1 key result, 1 check-in")
    await undone(lambda: desk.key_result(ids.new)["is_archived"], 0, 1)


async def test_a_goal_with_more_below_it_asks_and_says_how_much(desk, ids, undone):
    await desk.on(ids.unit)
    await desk.press("delete")
    assert isinstance(desk.screen, Confirm)
    assert any("3 goals" in line for line in desk.lines)
    await desk.press("escape")
    assert desk.goal(ids.unit)["state"] == "active"
    await desk.press("delete", "y", *WHY)
    await undone(lambda: desk.goal(ids.second)["state"], "active", "archived")


async def test_what_is_archived_comes_back(desk, store, ids, undone):
    goals.archive(store, [ids.unit], reason="dropped")
    await desk.press("ctrl+l", *"archived", "enter")
    await desk.on(ids.unit)
    await desk.give("goals.unarchive")
    assert "Brought back: 3 goals" in desk.status
    await undone(lambda: desk.goal(ids.second)["state"], "archived", "active")


async def test_only_what_is_archived_can_be_brought_back(desk, ids):
    await desk.on(ids.unit)
    enabled = {command.id for command in desk.section.commands() if desk.section.is_enabled(command)}
    assert "goals.archive" in enabled
    assert "goals.unarchive" not in enabled


async def test_a_goal_is_assigned_to_a_person_by_initials(desk, ids, undone):
    await desk.on(ids.first)
    await desk.press("f4", *"zw", "enter")
    await undone(lambda: desk.goal(ids.first)["owner_person_id"], ids.li, ids.zhang)


async def test_marked_goals_are_assigned_to_a_unit_after_a_preview(desk, ids, undone):
    for key in (ids.first, ids.second):
        await desk.on(key)
        await desk.press("space")
    assert "2 marked" in desk.status
    await desk.press("f4", *"客服", "enter")
    assert isinstance(desk.screen, ChangeList)
    assert any("客服部" in line for line in desk.lines)
    await desk.press("y", *WHY)
    assert not desk.tree.marks
    await undone(lambda: (desk.goal(ids.first)["owner_unit_id"], desk.goal(ids.second)["level"]), (None, "person"), (ids.service, "unit"))


async def test_one_field_of_the_marked_rows_is_changed_after_a_preview(desk, ids, undone):
    desk.tree.marks = {ids.first, ids.rate}
    await desk.give("goals.change")
    await desk.press(*"due", "enter", *"+30d", "enter")
    assert isinstance(desk.screen, ChangeList)
    await desk.press("enter")
    dates = lambda: (desk.goal(ids.first)["due_date"], desk.key_result(ids.rate)["due_date"])  # noqa: E731  # asked twice
    await undone(dates, (None, None), ("2026-12-23", "2026-12-23"))


async def test_a_change_that_one_row_forbids_is_not_offered(desk, ids):
    desk.tree.marks = {ids.unit, ids.first}
    await desk.give("goals.change")
    await desk.press(*"state", "enter", "4", "enter")
    assert isinstance(desk.screen, ChangeList)
    assert any("cannot become" in line for line in desk.lines)
    await desk.press("y")
    assert isinstance(desk.screen, ChangeList)
    await desk.press("enter")
    assert desk.goal(ids.first)["state"] == "draft"


async def test_goals_are_linked_settled_and_unlinked(desk, store, ids):
    await desk.on(ids.second)
    await desk.give("goals.link")
    await desk.press(*"conflicts", "enter", *"raise", "enter", *"same", "enter", *"one budget", "enter")
    assert (link(store)["from_goal_id"], link(store)["to_goal_id"], link(store)["kind"]) == (ids.second, ids.first, "conflicts")
    assert (link(store)["reason"], link(store)["note"]) == ("resource", "one budget")
    await desk.give("goals.settle")
    await desk.press(*"shared budget", "enter")
    assert (link(store)["state"], link(store)["resolution"]) == ("settled", "shared budget")
    await desk.give("goals.unlink")
    assert link(store) is None
    await desk.press("ctrl+z", "ctrl+z")
    assert link(store)["state"] == "open"
    await desk.press("ctrl+z")
    assert link(store) is None


async def test_the_same_link_twice_is_refused(desk, store, ids):
    goals.link(store, ids.first, ids.second, LinkKind.DEPENDS)
    await desk.on(ids.first)
    await desk.give("goals.link")
    await desk.press(*"depends", "enter", *"khts", "enter")
    assert "linked like that already" in desk.status


async def test_the_owner_of_a_goal_is_one_key_away(desk, ids):
    await desk.on(ids.second)
    await desk.give("goals.show_owner")
    assert desk.app.screen.SECTION == "people"
    assert desk.app.screen.key == ids.zhang


async def test_a_goal_that_nobody_owns_says_how_to_assign_it(desk, ids):
    await desk.on(ids.theme)
    await desk.give("goals.show_owner")
    assert "F4 assigns it" in desk.status


async def test_every_command_of_goals_has_its_handler(desk):
    for command in desk.section.commands():
        if command.id.startswith("goals."):
            assert callable(getattr(desk.section, f"action_{command.action}", None)), command.id


async def test_an_empty_tree_offers_to_add_and_nothing_else_breaks(desk, store, ids):
    goals.archive(store, [ids.theme], reason="dropped")
    await desk.press("f5")
    assert desk.titles == []
    assert desk.section.query_one("DetailPane").content.plain.strip() == ""
    for key in ("f7", "f2", "f4", "delete", "insert", "shift+up", "ctrl+r", "enter", "asterisk", "minus", "space"):
        await desk.press(key)
        assert desk.screen is desk.section, key
    await desk.press("ctrl+n", *"Fresh", "enter")
    assert store.value("SELECT title FROM goal WHERE parent_id IS NULL ORDER BY rowid DESC") == "Fresh"


@pytest.mark.parametrize("key", ["f2", "f7", "delete", "f4", "shift+down", "enter"])
async def test_what_somebody_else_has_just_removed_is_said_and_nothing_breaks(desk, store, ids, key):
    await desk.on(ids.calls)
    with store.write(Label("gone")):
        store.connection.execute("DELETE FROM key_result WHERE id = ?", (ids.calls,))
        nodes.sync(store, (), [ids.calls])
    await desk.press(key, "escape", "escape")
    assert desk.app.is_running
    assert desk.screen is desk.section
