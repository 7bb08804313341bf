"""The review of a goal on the screen: returned, agreed, commented on; versions side by side; why something agreed is changed."""

from datetime import date

import pytest

from perftui.domain.codes import GoalState
from perftui.services import goal_comments, goals
from perftui.services.amendment_lines import AmendmentLine
from screens.goal_review_texts import whole_text
from widgets.dialogs.change_lists import ChangeList
from widgets.dialogs.comparisons import Comparisons
from widgets.dialogs.values import ValuePrompt
from widgets.forms import Form


def comments(store, goal_id):
    return [(line.kind, line.text) for line in goal_comments.comments_of(store, goal_id)]


def reasons(store):
    return [tuple(row) for row in store.rows("SELECT field, old, new, reason FROM goal_amendment ORDER BY rowid")]


@pytest.fixture
def proposed(store, ids):
    goals.set_state(store, [ids.first], GoalState.PROPOSED)
    return ids.first


async def test_a_goal_is_returned_with_a_comment_that_stands_in_its_form(desk, store, proposed):
    await desk.on(proposed)
    await desk.give("goals.advance")
    await desk.press(*"returned", "enter", "enter")
    assert isinstance(desk.screen, ValuePrompt)
    assert desk.goal(proposed)["state"] == "proposed"
    await desk.press(*"By how much?", "enter")
    assert (desk.goal(proposed)["state"], comments(store, proposed)) == ("returned", [("returned", "By how much?")])
    await desk.press("f2")
    assert any("Returned by hanna" in line and "By how much?" in line for line in desk.lines)


async def test_a_goal_is_agreed_with_a_comment_and_commented_on_later(desk, store, proposed):
    await desk.on(proposed)
    await desk.give("goals.advance")
    await desk.press(*"with a", "enter", *"Thanks", "enter")
    await desk.give("goals.comment")
    await desk.press(*"Ask finance", "enter")
    assert comments(store, proposed) == [("comment", "Ask finance"), ("agreed", "Thanks")]
    await desk.press("ctrl+z", "ctrl+z")
    assert (desk.goal(proposed)["state"], comments(store, proposed)) == ("proposed", [])


async def test_the_goals_to_review_are_shown_with_the_cursor_on_the_first(desk, proposed):
    await desk.give("goals.review")
    assert desk.tree.cursor_key == proposed
    assert "客户投诉" not in "".join(desk.titles)


async def test_a_form_asks_once_why_an_agreed_goal_is_changed(desk, store, ids):
    await desk.on(ids.second)
    await desk.press("f2", *"!", "ctrl+s")
    assert isinstance(desk.screen, ValuePrompt)
    await desk.press("escape")
    assert desk.screen.query_one(Form).is_dirty
    assert reasons(store) == []
    await desk.press("ctrl+s", *"Typo", "enter")
    assert desk.screen is desk.section
    assert [(field, reason) for field, _old, _new, reason in reasons(store)] == [("title", "Typo")]


async def test_what_was_not_agreed_on_is_changed_without_a_question(desk, store, ids):
    await desk.on(ids.second)
    await desk.give("goals.change")
    await desk.press(*"tags", "enter", *"q4", "enter")
    assert (desk.goal(ids.second)["tags"], reasons(store)) == ("q4", [])


async def test_two_versions_stand_side_by_side_and_arrows_go_through_them(desk, store, ids):
    for target in ("180", "150"):
        version = desk.key_result(ids.calls)["version"]
        goals.edit_key_result(store, ids.calls, version, target=target, reason="Fewer people")
    await desk.on(ids.second)
    await desk.give("goals.versions")
    assert isinstance(desk.screen, Comparisons)
    assert (desk.screen.old, desk.screen.new) == (2, 3)
    assert any(line.count("~") and "- ≥180" in line for line in desk.lines)
    assert any("+ ≥150" in line for line in desk.lines)
    assert any("F4 picks two" in line for line in desk.lines)
    await desk.press("left", "left", "left")
    assert (desk.screen.old, desk.screen.new) == (0, 1)
    assert any("Nothing differs" in line for line in desk.lines)
    await desk.press("f4", "enter", "end", "down", "down", "down", "enter")
    assert (desk.screen.old, desk.screen.new) == (0, 3)
    await desk.press("escape")
    assert desk.screen is desk.section


async def test_the_amendments_are_listed_and_lead_to_their_goal(desk, store, ids):
    goals.weigh(store, ids.new, 4000, reason="The market grew")
    await desk.press("home")
    await desk.give("goals.amendments")
    assert isinstance(desk.screen, ChangeList)
    assert any("The market grew" in line for line in desk.lines)
    await desk.press("enter")
    assert desk.tree.cursor_key == ids.unit


def test_the_meeting_where_it_was_decided_stands_before_the_reason_which_may_be_long():
    given = {"field": "Weight", "old": "30%", "new": "40%", "reason": "why " * 90, "meeting": "Budget round"}
    line = AmendmentLine(id="a", on=date(2026, 11, 23), by_name="hanna", goal_id="g", goal="Win", key_result="", **given)
    text = whole_text(line)
    assert "hanna · decided in “Budget round” · Win · Weight: 30% → 40% · Why: " in text
