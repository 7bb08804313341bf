"""The agenda of all actions at the keyboard."""

from datetime import date

import pytest

from perftui.services import action_entries, action_listings, actions, meetings, people_edits
from perftui.services.action_listings import ActionFilter, ActionListing
from perftui.services.people_edits import PersonInput
from widgets.virtual_tables import VirtualTable

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")

TODAY = date(2026, 11, 23)


def every(store, **shown):
    return [listed.line for listed in ActionListing(store, ActionFilter(**shown), TODAY).every()]


async def test_a_series_is_added_in_one_line_then_done_missed_and_taken_back(desk, store):
    await desk.type("ctrl+g", "i", "ctrl+n", "Talk [b]; li na; every monday; mentor")
    assert "every week on Mon" in desk.shown
    await desk.type("enter", "escape")
    (line,) = every(store)
    assert (line.title, line.owner, line.recurrence, line.role, line.due) == ("Talk [b]", "Li Na", "weekly:mon", "mentor", TODAY)
    await desk.choose("missed")
    assert [entry.state for entry in action_entries.entries_of(store, line.id)] == ["missed"]
    await desk.type("f7")
    assert [(entry.state, entry.is_late) for entry in action_entries.entries_of(store, line.id)] == [("done", False), ("missed", False)]
    assert "Ctrl+Z takes it back" in desk.status
    await desk.type("ctrl+z", "ctrl+z")
    assert action_entries.entries_of(store, line.id) == []


async def test_f7_on_one_action_leaves_the_cursor_in_its_place(desk, store):
    for title, due in (("First", "2026-11-16"), ("Second", "2026-11-20")):
        actions.add_action(store, title=title, due=due, recurrence="weekly")
    await desk.type("ctrl+g", "i", "f7", "f7", "f7")
    assert {line.title: line.due.isoformat() for line in every(store)} == {"First": "2026-11-30", "Second": "2026-11-27"}


async def test_marked_actions_move_by_a_week_after_a_preview_in_one_step(desk, store):
    made = [actions.add_action(store, title=title, due=due) for title, due in (("A", "2026-11-20"), ("B", "2026-11-24"))]
    await desk.type("ctrl+g", "i", " ", " ")
    await desk.type("f8", "change 2", "enter", "due", "enter", "+1w", "enter")
    assert "2 actions change" in desk.shown
    await desk.type("enter")
    assert [actions.action(store, key).due.day for key in made] == [27, 1]
    assert desk.app.screen.query_one(VirtualTable).marks == frozenset()
    await desk.type("ctrl+z")
    assert [actions.action(store, key).due.day for key in made] == [20, 24]


async def test_who_one_is_is_asked_once_and_then_only_ones_own_items_show(desk, store):
    wang = people_edits.add_person(store, PersonInput(name="王伟", staff_no="S2"), TODAY).line.id
    for title, owner in (("Hers", desk.ids.li), ("Mine", wang)):
        actions.add_action(store, title=title, owner=owner, due="2026-11-24")
    await desk.type("ctrl+g", "i")
    await desk.choose("my items")
    await desk.type("ww", "enter")
    assert action_listings.me(store) == wang
    assert "1 action · My items" in desk.status
    await desk.choose("my items")
    assert "2 actions" in desk.status


async def test_an_action_leads_to_where_it_came_from_and_its_form_says_how_it_is_understood(desk, store):
    meeting = meetings.add_meeting(store, kind="review", title="Where we stand", on="2026-11-20")
    made = actions.add_action(store, actions.Origin("meeting", meeting), title="Ask", owner=desk.ids.li, due="2026-11-24")
    await desk.type("ctrl+g", "i", "f2", *["down"] * 4, "now and then", "down")
    assert "does not say how often" in desk.shown
    await desk.type("up", "\x15", "每周二")
    assert "every week on Tue" in desk.shown
    await desk.type("down", "down", "\x1bOS", "train", "enter", "ctrl+s")
    assert (actions.action(store, made).recurrence, actions.action(store, made).role) == ("weekly:tue", "training")
    await desk.choose("where it came from")
    assert "Where we stand" in desk.shown
