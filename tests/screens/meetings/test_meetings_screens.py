"""Conflicts, resources, meetings and actions at the keyboard."""

from datetime import date

import pytest

from perftui.errors import Message
from perftui.services import actions, conflict_steps, conflicts, meetings, needs, resources
from perftui.services.amendment_lines import amendments_of
from perftui.services.meeting_views import meeting_view
from perftui.services.today import AgendaKind, AgendaLine
from screens.draft_places import draft_place
from screens.hosts import Place
from screens.people_details import person_detail
from widgets.detail_panes import DetailPane
from widgets.glyphs import UNICODE

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")

TODAY = date(2026, 11, 23)


def only(store):
    (line,) = conflicts.listing(store)
    return line


async def hold_the_meeting(desk):
    """What is said and done in it, at the keyboard."""
    await desk.choose("add a decision")
    await desk.type("Users first", "enter", "enter")
    await desk.choose("change a weight")
    await desk.type("users", "enter", "\x15", "60", "enter")
    assert "With what stands beside it that is 110%" in desk.status
    await desk.choose("change a share")
    await desk.type("leads", "enter", "\x15", "250", "enter")
    await desk.choose("add an action")
    await desk.type("Book it", "enter", "li na", "enter", "+7d", "ctrl+s")
    await desk.type("f7", "s")


async def test_a_quarrel_goes_from_found_through_a_meeting_to_settled(desk, store):
    await desk.type("ctrl+g", "x", "enter")
    assert "750 CNY" in desk.shown
    await desk.type("f7")
    assert "Resource meeting: " in desk.shown
    await desk.type("ctrl+s")
    (line,) = meetings.listing(store)
    assert (line.kind, line.on, line.topics, only(store).state) == ("resource", TODAY, 3, "in_meeting")
    await hold_the_meeting(desk)
    view = meeting_view(store, line.id)
    assert [(change.field, change.new, change.reason) for change in view.changes] == [
        ("weight", "60%", "Users first"),
        ("allocation", "Budget: 250 CNY", "Users first"),
    ]
    assert [(action.owner, action.due) for action in view.actions] == [("Li Na", date(2026, 11, 30))]
    assert (view.state, only(store).state, only(store).resolution) == ("held", "settled", "Users first")
    await desk.type("ctrl+z")
    assert only(store).state == "in_meeting"


async def test_a_conflict_is_dismissed_with_a_reason_and_opened_again(desk, store):
    await desk.type("ctrl+g", "x", "delete", "enter")
    assert only(store).state == "found"
    await desk.type("Paid later", "enter")
    assert (only(store).state, only(store).resolution) == ("dismissed", "Paid later")
    assert "No conflict is like that" not in desk.shown
    await desk.type("ctrl+l", "dismissed", "enter")
    await desk.choose("open it again")
    assert only(store).state == "open"


async def test_a_conflict_is_recorded_by_hand_between_two_goals(desk, store):
    await desk.type("ctrl+g", "x", "ctrl+n", "users", "enter", "leads", "enter", "opposing", "enter", "Quality", "enter")
    recorded = next(line for line in conflicts.listing(store) if line.is_recorded)
    assert (recorded.first.title, recorded.second.title, recorded.reason, recorded.note) == (
        *("New [users]", "Cheap leads"),
        "opposes",
        "Quality",
    )
    assert "Recorded the conflict" in desk.status
    await desk.type("f2", "same resource", "enter", "Fewer leads", "enter")
    assert (conflicts.recorded(store, recorded.key).reason, conflicts.recorded(store, recorded.key).note) == (
        "resource",
        "Fewer leads",
    )


async def test_a_goal_is_given_a_new_resource_from_the_tree(desk, store):
    await desk.type("3", "f3", "leads", "enter")
    await desk.choose("needs a resource…")
    await desk.type("Benches", "enter", "enter", "台", "enter", "4", "enter")
    await desk.type("enter", "tab", "6", "ctrl+s")
    line = next(line for line in resources.listing(store) if line.name == "Benches")
    assert (line.unit, line.capacity, line.left, line.claims[0].side.title) == ("台", 4, -2, "Cheap leads")
    await desk.type("enter")
    assert "! 2 台 too much is claimed of 4 台" in desk.app.screen.query_one(DetailPane).content.plain
    await desk.choose("change a need")
    await desk.type("benches", "enter", "\x15", "1", "enter", "too many", "enter")
    await desk.choose("no longer needs")
    await desk.type("budget", "enter", "no launch", "enter")
    assert [(need.resource.name, need.amount) for need in needs.needs_of(store, desk.ids.leads)] == [("Benches", 1)]
    assert {line.reason for line in amendments_of(store, desk.ids.leads)} == {"too many", "no launch"}


async def test_today_leads_to_the_conflict_and_to_an_action_and_says_that_one_is_done(desk, store):
    conflict_steps.record_found(store, only(store).key)
    meeting = meetings.add_meeting(store, kind="review", title="Where we stand", on="2026-11-20")
    actions.add_action(store, actions.Origin("meeting", meeting), title="Ask [b]", owner=desk.ids.li, due="2026-11-01")
    await desk.type("1", "\x1b[15~", "\x1b[H")
    assert "Action due" in desk.shown
    await desk.type("enter")
    assert "Meeting: Where we stand" in desk.shown
    await desk.type("1", "\x1b[H", "f7")
    assert actions.of_origin(store, actions.Origin("meeting", meeting))[0].state == "done"
    assert "Conflict open" in desk.shown
    assert "Action due" not in desk.shown


async def test_a_meeting_is_planned_by_hand_with_the_usual_agenda_and_its_minutes_shown(desk, store):
    await desk.type("ctrl+g", "e")
    assert "No meetings yet. Ctrl+N plans one" in desk.shown
    await desk.type("ctrl+n", "r", "r", "enter", "Q4", "ctrl+s")
    (line,) = meetings.listing(store)
    assert line.title == "Q4"
    assert "an owner and a date" in meeting_view(store, line.id).agenda
    await desk.choose("add a participant")
    await desk.type("marketing", "enter")
    await desk.choose("add a topic")
    await desk.type("users", "enter")
    await desk.choose("show the minutes")
    for part in ("# Q4", "- Marketing", "- New [users]"):
        assert part in desk.shown
    await desk.type("escape", "delete")
    assert meetings.listing(store)[0].state == "cancelled"


def test_a_person_in_full_has_the_open_actions(store):
    from perftui.services import people_edits
    from perftui.services.people_edits import PersonInput

    li = people_edits.add_person(store, PersonInput(name="Li Na", staff_no="S1"), TODAY).line.id
    made = [actions.add_action(store, title=title, owner=li, due=due) for title, due in (("Late [b]", "2026-11-01"), ("Done", None))]
    actions.finish(store, made[1], TODAY)
    text = person_detail(store, li, TODAY, UNICODE).plain
    assert "! Late [b] · due 1 Nov" in text
    assert "Done" not in text


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("conflict_meeting", Place("conflicts", "x", command="meet")),
        ("meeting_action", Place("meetings", "x", command="add_action")),
        ("need", Place("goals", "x", command="allocate")),
        ("meeting", Place("meetings", "x", command="edit")),
        ("resource", Place("conflicts", "", command="add_resource")),
    ],
)
def test_a_draft_comes_back_where_it_was_typed(form, place):
    line = AgendaLine(AgendaKind.DRAFT, TODAY, "Typed", "", form, place.key, Message("Typed, not saved"))
    assert draft_place(line) == place
