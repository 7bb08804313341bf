"""Actions that repeat: due again and again, each day done, late or missed."""

from datetime import date, timedelta

import pytest

from perftui.domain.meeting_drafts import EndsBeforeDue
from perftui.domain.recurrence_texts import BadRecurrence
from perftui.i18n import say
from perftui.services import action_entries, actions, meetings
from perftui.services.action_entries import DoesNotRepeat, NotDueYet, NotOpen, SeriesOver
from perftui.services.histories import history
from perftui.services.today import AgendaKind, today_view

TODAY = date(2026, 11, 23)
MONDAY = date(2026, 11, 2)


@pytest.fixture
def talk(store, staff):
    """Every Monday since three weeks ago, and nothing said of it."""
    return actions.add_action(store, title="Mentor talk", owner=staff.li, role="导师", due=MONDAY.isoformat(), recurrence="every week")


def told(store, action_id):
    return [(entry.due.day, entry.state.value, entry.is_late) for entry in reversed(action_entries.entries_of(store, action_id))]


def test_what_was_typed_is_stored_with_its_day_and_the_usual_role_as_a_code(store, talk):
    line = actions.action(store, talk)
    assert (line.recurrence, line.due, line.role) == ("weekly:mon", MONDAY, "mentor")


def test_what_repeats_and_has_no_date_is_due_on_the_first_such_day_from_today_on(store, staff):
    made = actions.add_action(store, title="Check", owner=staff.li, recurrence="每周四")
    assert actions.action(store, made).due == date(2026, 11, 26)


def test_a_due_date_on_another_day_moves_to_the_first_day_of_the_series(store, staff):
    made = actions.add_action(store, title="Check", owner=staff.li, recurrence="monthly 15", due="2026-11-20")
    assert actions.action(store, made).due == date(2026, 12, 15)


def test_nonsense_and_an_end_before_the_beginning_are_refused_at_their_fields(store, staff):
    with pytest.raises(BadRecurrence) as error:
        actions.add_action(store, title="Check", recurrence="now and then")
    assert error.value.field == "recurrence"
    with pytest.raises(EndsBeforeDue) as error:
        actions.add_action(store, title="Check", recurrence="monthly 15", due="2026-11-20", until="2026-12-01")
    assert error.value.field == "until"


def test_a_day_done_late_stays_late_and_the_next_one_is_due(store, talk, undone):
    undone(lambda: action_entries.mark_done(store, talk, MONDAY))
    undone(lambda: action_entries.mark_done(store, talk, TODAY))
    assert told(store, talk) == [(2, "done", False), (9, "done", True)]
    line = actions.action(store, talk)
    assert (line.due, line.state) == (date(2026, 11, 16), "open")


def test_a_missed_day_stays_missed_and_what_is_to_come_cannot_be_missed(store, talk, undone):
    undone(lambda: action_entries.mark_missed(store, talk, TODAY))
    action_entries.mark_done(store, talk, TODAY)
    assert told(store, talk)[0] == (2, "missed", False)
    assert undone(lambda: action_entries.miss_until(store, talk, TODAY)) == 1
    assert actions.action(store, talk).due == TODAY
    action_entries.mark_done(store, talk, TODAY)
    with pytest.raises(NotDueYet):
        action_entries.mark_missed(store, talk, TODAY)


def test_a_series_that_is_moved_back_waits_for_the_first_day_of_which_nobody_has_said_what_became_of_it(store, staff, undone):
    made = actions.add_action(store, title="Talk", owner=staff.li, due="2026-11-09", recurrence="weekly mon")
    for day in (date(2026, 11, 9), date(2026, 11, 16)):
        action_entries.mark_done(store, made, day)
    version = actions.action(store, made).version
    assert actions.action(store, actions.edit_action(store, made, version, due="2026-11-02")).due == date(2026, 11, 2)
    action_entries.mark_missed(store, made, TODAY)
    line = actions.action(store, made)
    assert line.due == date(2026, 11, 23)
    actions.edit_action(store, made, line.version, due="2026-11-09")
    assert actions.action(store, made).due == date(2026, 11, 23)
    with pytest.raises(EndsBeforeDue):
        actions.edit_action(store, made, line.version + 1, due="2026-11-09", until="2026-11-17")


def test_what_is_done_once_is_over_when_it_is_done_and_cannot_be_missed(store, staff):
    made = actions.add_action(store, title="Once", owner=staff.li, due="2026-11-01")
    with pytest.raises(DoesNotRepeat):
        action_entries.mark_missed(store, made, TODAY)
    action_entries.mark_done(store, made, TODAY)
    assert (actions.action(store, made).state, action_entries.entries_of(store, made)) == ("done", [])
    with pytest.raises(NotOpen):
        action_entries.mark_done(store, made, TODAY)


def test_a_series_is_over_after_its_last_day_and_goes_on_when_that_is_moved(store, staff, undone):
    made = actions.add_action(store, title="Check", owner=staff.li, recurrence="monthly 31", due="2026-09-30", until="2026-10-31")
    action_entries.mark_done(store, made, date(2026, 9, 30))
    undone(lambda: action_entries.mark_done(store, made, date(2026, 11, 2)))
    assert (actions.action(store, made).state, actions.action(store, made).done_on) == ("done", date(2026, 11, 2))
    with pytest.raises(SeriesOver):
        action_entries.reopen(store, made)
    actions.edit_action(store, made, actions.action(store, made).version, until="2027-06-30")
    undone(lambda: action_entries.reopen(store, made))
    assert (actions.action(store, made).state, actions.action(store, made).due) == ("open", date(2026, 11, 30))


def test_finishing_ends_the_series_and_keeps_its_days(store, talk):
    action_entries.mark_done(store, talk, TODAY)
    actions.finish(store, talk, TODAY)
    assert (actions.action(store, talk).state, len(action_entries.entries_of(store, talk))) == ("done", 1)


def test_today_says_how_many_days_are_open_and_no_longer_what_is_done(store, talk):
    (line,) = [line for line in today_view(store, TODAY).lines if line.kind is AgendaKind.ACTION]
    assert (line.since, say(line.message)) == (MONDAY, "21 days late, 4 times open")
    for _week in range(4):
        action_entries.mark_done(store, talk, TODAY)
    assert AgendaKind.ACTION in today_view(store, TODAY).waiting
    action_entries.mark_done(store, talk, TODAY)
    assert AgendaKind.ACTION not in today_view(store, TODAY).waiting


def test_open_days_end_today_and_with_the_last_day_and_are_none_of_what_is_over(store, staff, talk):
    line = actions.action(store, talk)
    assert len(action_entries.open_days(line, TODAY)) == 4
    assert len(action_entries.open_days(line._replace(until=date(2026, 11, 10)), TODAY)) == 2
    assert action_entries.open_days(line, MONDAY - timedelta(1)) == []
    actions.cancel(store, talk)
    assert action_entries.open_days(actions.action(store, talk), TODAY) == []


def test_an_action_of_a_meeting_may_repeat_and_its_history_tells_its_days(store, staff):
    meeting = meetings.add_meeting(store, kind="review", title="Review", on="2026-11-20")
    origin = actions.Origin("meeting", meeting)
    made = actions.add_action(store, origin, title="Report", owner=staff.li, due="2026-11-20", recurrence="workdays")
    action_entries.mark_missed(store, made, TODAY)
    said = [(line.label_text(), line.new_text()) for line in history(store, "action", made) if line.entity == "action_entry"]
    assert ("State", "Missed") in said


def test_behind_a_scope_the_days_of_hidden_people_stay_hidden(store, talk):
    action_entries.mark_done(store, talk, TODAY)
    store.limit_to([])
    assert action_entries.entries_of(store, talk) == []
