from datetime import date

import pytest

from perftui import i18n
from perftui.domain.amendments import ReasonMissing
from perftui.services import conflicts, goals, meeting_changes, meeting_minutes, meeting_openings, meeting_parts, meetings, undo
from perftui.services.goal_links import LinkInMeeting
from perftui.services.histories import recent_steps
from perftui.services.meeting_settlements import NothingDecided
from perftui.services.meeting_views import meeting_view
from perftui.services.meetings import Attendee
from perftui.storage.stores import Actor, Gone, Store

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")

TODAY = date(2026, 11, 23)


@pytest.fixture
def meeting(store, duo):
    key = conflicts.listing(store)[0].key
    return meeting_openings.open_meeting(store, key, kind="resource", title="Who gets the budget", on="2026-11-23")


def weight(store, goal):
    return store.value("SELECT weight FROM goal WHERE id = ?", (goal,))


def only(store):
    (line,) = conflicts.listing(store)
    return line


def test_a_meeting_begins_with_what_the_conflict_is_about(store, duo):
    key = only(store).key
    found = meeting_openings.proposal(store, key)
    assert (found.kind, set(found.topics), set(found.invited)) == ("resource", {"New users", "Cheap leads"}, {"运营部", "Marketing"})
    assert "750 CNY" in found.agenda
    i18n.use("zh")
    try:
        assert meeting_openings.proposal(store, key).agenda != found.agenda
    finally:
        i18n.use("en")


def test_opening_one_records_the_conflict_and_invites_both_units_in_one_step(store, duo, undone):
    key = only(store).key
    made = undone(lambda: meeting_openings.open_meeting(store, key, kind="resource", title="Budget", on="2026-11-30"))
    view = meeting_view(store, made)
    assert {line.name for line in view.participants} == {"运营部", "Marketing"}
    assert [bool(topic.link_id) for topic in view.topics] == [True, False, False]
    assert {line.side.title for line in view.goals} == {"New users", "Cheap leads"}
    assert (only(store).state, only(store).meeting, only(store).meeting_on) == ("in_meeting", "Budget", date(2026, 11, 30))


def test_what_a_meeting_decides_changes_weights_with_reason_and_meeting(store, duo, meeting, undone):
    meeting_parts.decide(store, meeting, "Users first.")
    with pytest.raises(ReasonMissing):
        meeting_changes.change_weight(store, meeting, duo.users, 6000, " ")
    assert undone(lambda: meeting_changes.change_weight(store, meeting, duo.users, 6000, "Users first.")) == 11_000
    assert meeting_changes.change_weight(store, meeting, duo.leads, 4000, "Users first.") == 10_000
    assert (weight(store, duo.users), weight(store, duo.leads)) == (6000, 4000)
    assert [(line.goal, line.field, line.old, line.new, line.reason) for line in meeting_view(store, meeting).changes] == [
        ("New users", "weight", "50%", "60%", "Users first."),
        ("Cheap leads", "weight", "50%", "40%", "Users first."),
    ]


def test_the_weight_of_a_goal_that_is_not_agreed_yet_is_kept_too(store, duo, meeting):
    draft = goals.add_goal(store, TODAY, title="Draft", parent=duo.theme, owner_unit=duo.marketing)
    meeting_changes.change_weight(store, meeting, draft, 2000, "Small.")
    assert meeting_view(store, meeting).changes[0].goal == "Draft"


def test_shares_of_a_resource_are_changed_with_reason_and_meeting(store, duo, meeting, undone):
    undone(lambda: meeting_changes.change_allocation(store, meeting, duo.need, "200", "Half is enough."))
    (line,) = meeting_view(store, meeting).changes
    assert (line.field, line.old, line.new, line.reason) == ("allocation", "Budget: 350 CNY", "Budget: 200 CNY", "Half is enough.")
    with pytest.raises(ReasonMissing):
        meeting_changes.change_allocation(store, meeting, duo.need, "100", "")


def test_a_held_meeting_settles_its_conflicts_by_what_it_decided(store, duo, meeting, undone):
    with pytest.raises(NothingDecided):
        meetings.hold(store, meeting, TODAY, settles=True)
    meeting_parts.decide(store, meeting, "Users get 270.", duo.users)
    meeting_parts.decide(store, meeting, "All report in May.")
    other = goals.add_goal(store, TODAY, title="Other", owner_unit=duo.marketing)
    meeting_parts.decide(store, meeting, "Not about this.", other)
    assert undone(lambda: meetings.hold(store, meeting, TODAY, settles=True)) == 1
    assert (only(store).state, only(store).resolution) == ("settled", "Users get 270.\nAll report in May.")
    assert meetings.listing(store)[0].state == "held"


def test_a_meeting_that_lies_ahead_was_not_held(store):
    made = meetings.add_meeting(store, kind="review", title="Later", on="2026-11-24")
    with pytest.raises(meetings.HeldTooEarly):
        meetings.hold(store, made, TODAY)


def test_conflicts_of_a_cancelled_meeting_wait_again(store, duo, meeting, undone):
    undone(lambda: meetings.cancel(store, meeting))
    assert (only(store).state, only(store).meeting) == ("open", "")
    meetings.plan_again(store, meeting)
    assert only(store).state == "in_meeting"


def test_a_conflict_that_is_no_topic_any_more_waits_again(store, duo, meeting, undone):
    topic = next(topic for topic in meeting_view(store, meeting).topics if topic.link_id)
    with pytest.raises(LinkInMeeting):
        goals.unlink(store, topic.link_id)
    undone(lambda: meeting_parts.remove_part(store, meeting, "meeting_topic", topic.id))
    assert only(store).state == "open"
    goals.unlink(store, topic.link_id)


def test_participants_and_topics_stand_there_once(store, duo, meeting):
    meeting_parts.add_participant(store, meeting, Attendee(person_id=duo.li, role="Lead"))
    for attendee in (Attendee(person_id=duo.li), Attendee(unit_id=duo.marketing)):
        with pytest.raises(meeting_parts.TakesPartAlready):
            meeting_parts.add_participant(store, meeting, attendee)
    with pytest.raises(Gone):
        meeting_parts.add_participant(store, meeting, Attendee(person_id="nobody"))
    with pytest.raises(meeting_parts.IsTopicAlready):
        meeting_parts.add_topic(store, meeting, duo.users)
    meeting_parts.add_topic(store, meeting, duo.theme)
    view = meeting_view(store, meeting)
    assert (view.participants[-1].name, view.participants[-1].unit, view.participants[-1].role) == ("Li Na", "运营部", "Lead")
    assert view.topics[-1].title == "Grow"


def test_a_decision_is_worded_anew_and_removed(store, duo, meeting):
    with pytest.raises(meeting_parts.DecisionEmpty):
        meeting_parts.decide(store, meeting, " \n")
    made = meeting_parts.decide(store, meeting, "Yes")
    meeting_parts.reword(store, meeting, made, 1, "No")
    assert [line.text for line in meeting_view(store, meeting).decisions] == ["No"]
    meeting_parts.remove_part(store, meeting, "meeting_decision", made)
    assert meeting_view(store, meeting).decisions == ()


def test_a_meeting_is_changed_by_the_fields_that_are_given(store, undone):
    made = meetings.add_meeting(store, kind="calibration", title="Levels", on="2026-11-20", agenda="1. All")
    undone(lambda: meetings.edit_meeting(store, made, 1, place="Room 1", on="2026-11-21"))
    (line,) = meetings.listing(store)
    assert (line.title, line.place, line.on, line.kind) == ("Levels", "Room 1", date(2026, 11, 21), "calibration")


def test_the_minutes_tell_all_of_it_in_markdown(store, duo, meeting, tmp_path):
    meeting_parts.decide(store, meeting, "Users [first].", duo.users)
    meeting_changes.change_weight(store, meeting, duo.users, 6000, "Users [first].")
    path = tmp_path / "minutes.md"
    assert meeting_minutes.export(store, meeting, path) == 1
    text = path.read_text("utf-8")
    for part in ("# Who gets the budget", "- Marketing", "Users [first]. (New users)", "Weight 50% → 60%", "“Cheap leads”", "In a meeting"):
        assert part in text


def test_behind_a_scope_only_meetings_of_visible_people_show(store, duo, meeting):
    meeting_parts.add_participant(store, meeting, Attendee(person_id=duo.li))
    store.limit_to(["somebody else"])
    assert meetings.listing(store) == []
    with pytest.raises(Gone):
        meeting_view(store, meeting)
    store.limit_to([duo.li])
    assert [line.id for line in meetings.listing(store)] == [meeting]


def test_each_step_says_in_undo_what_it_did(store, duo, meeting):
    assert i18n.say(undo.next_undo(store)) == "Planned the meeting Who gets the budget"


def test_behind_a_scope_steps_of_meetings_are_told_to_those_who_took_part(store, duo, meeting):
    meeting_parts.add_participant(store, meeting, Attendee(person_id=duo.li))
    meeting_parts.decide(store, meeting, "Secret")
    reader = Store(store.connection, Actor("wang"))
    reader.limit_to(["somebody else"])
    assert "Decided in Who gets the budget" not in [i18n.say(line.label) for line in recent_steps(reader)]
    reader.limit_to([duo.li])
    assert i18n.say(recent_steps(reader)[0].label) == "Decided in Who gets the budget"
