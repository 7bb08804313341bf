from datetime import date

import pytest

from perftui.errors import PerftuiError
from perftui.i18n import say
from perftui.services import mentor_logs, mentors, settings, undo
from perftui.services.today import AgendaKind, today_view
from perftui.storage.stores import Actor, Changed, Store

TODAY = date(2026, 11, 23)


@pytest.fixture
def pair(store, staff):
    return mentors.add(store, mentor_id=staff.li, mentee_id=staff.wang, reason="improvement", start_date="2026-10-26", recurrence="weekly")


def refused(act, *args, **values):
    with pytest.raises(PerftuiError) as caught:
        act(*args, **values)
    return say(caught.value.message)


def pairs(store, mentor, *mentees):
    for mentee in mentees:
        mentors.add(store, mentor_id=mentor, mentee_id=mentee, reason="new_hire", start_date="2026-11-02")


def test_a_mentor_of_three_takes_no_fourth_and_the_refusal_names_the_three(store, staff):
    pairs(store, staff.li, staff.wang, staff.anna, staff.tom)
    said = refused(pairs, store, staff.li, staff.chen)
    assert said == "Li Na already mentors Anna Baker, Tom Klein, 王伟: 3 is the most. Choose another mentor, or end one of these first."
    mentors.set_limit(store, 4)
    pairs(store, staff.li, staff.chen)
    assert mentors.limit(store) == 4


def test_mentees_whom_one_may_not_see_are_counted_and_not_named(store, staff):
    pairs(store, staff.li, staff.wang, staff.anna, staff.tom)
    reader = Store(store.connection, Actor("x", "employee"), clock=store.clock)
    reader.limit_to([staff.wang, staff.li, staff.chen])
    assert mentors.load(reader, staff.li) == (3, "王伟, 2 people")
    assert refused(pairs, reader, staff.li, staff.chen).startswith("Li Na already mentors 王伟, 2 people: 3 is the most.")


def test_a_mentorship_that_ended_makes_room_and_cannot_go_on_where_there_is_none(store, staff):
    pairs(store, staff.li, staff.wang, staff.anna, staff.tom)
    first = mentors.listing(store, TODAY)[0]
    mentors.take_step(store, first.id, "ended", TODAY)
    assert mentors.line(store, first.id, TODAY).end == TODAY
    pairs(store, staff.li, staff.chen)
    assert "3 is the most" in refused(mentors.take_step, store, first.id, "running", TODAY)
    undo.undo(store)
    mentors.take_step(store, first.id, "running", TODAY)
    assert mentors.line(store, first.id, TODAY).end is None


def test_any_number_is_allowed_where_the_limit_is_off_and_a_word_is_no_limit(store, staff):
    mentors.set_limit(store, None)
    assert (mentors.limit(store), settings.chosen(store, mentors.LIMIT)) == (None, "off")
    pairs(store, staff.li, staff.wang, staff.anna, staff.tom, staff.chen)
    assert "no whole number" in refused(mentors.read_limit, "many")


def test_nobody_mentors_themselves_nor_the_same_person_twice(store, staff, pair):
    assert "their own mentor" in refused(pairs, store, staff.li, staff.li)
    assert refused(pairs, store, staff.li, staff.wang) == "Li Na mentors 王伟 already."


def test_weeks_without_an_entry_are_missed_and_the_ones_since_the_last_entry_are_on_today(store, staff, pair):
    mentor_logs.add_entry(store, pair, TODAY, on_date="2026-11-03", situation="Angry caller")
    line = mentors.line(store, pair, TODAY)
    assert [span.first.isoformat() for span in line.missed] == ["2026-10-26", "2026-11-09", "2026-11-16"]
    (told,) = [one for one in today_view(store, TODAY).lines if one.kind is AgendaKind.MENTOR]
    assert (told.title, told.subject, told.entity, told.entity_id) == ("王伟", "Li Na", "mentor_entry", pair)
    assert (told.since, say(told.message)) == (date(2026, 11, 15), "2 times without an entry")
    mentor_logs.add_entry(store, pair, TODAY, on_date="2026-11-20", situation="Second call")
    assert not [one for one in today_view(store, TODAY).lines if one.kind is AgendaKind.MENTOR]
    assert len(mentors.line(store, pair, TODAY).missed) == 2, "what was missed stays missed"


def test_the_log_takes_days_of_the_mentorship_only_and_its_entries_change(store, staff, pair):
    for day in ("2026-10-25", "2026-11-24"):
        assert "takes days from" in refused(mentor_logs.add_entry, store, pair, TODAY, on_date=day, situation="Call")
    assert "Situation is missing" in refused(mentor_logs.add_entry, store, pair, TODAY, on_date="2026-11-20", situation=" ")
    entry = mentor_logs.entry(store, mentor_logs.add_entry(store, pair, TODAY, on_date="2026-11-20", situation="Call"))
    mentor_logs.edit_entry(store, entry.id, entry.version, TODAY, observed="Calm", next_step="Again")
    (changed,) = mentor_logs.log(store, pair)
    assert (changed.situation, changed.observed, changed.next_step) == ("Call", "Calm", "Again")
    with pytest.raises(Changed):
        mentor_logs.edit_entry(store, entry.id, entry.version, TODAY, observed="Loud")
    undo.undo(store)
    assert mentor_logs.log(store, pair)[0].observed == ""


def test_the_next_talk_is_due_this_week_until_it_was_held(store, staff):
    pair = mentors.add(store, mentor_id=staff.li, mentee_id=staff.wang, reason="new_hire", start_date="2026-11-02", recurrence="weekly wed")
    assert mentors.next_due(mentors.line(store, pair, TODAY), TODAY) == date(2026, 11, 25)
    mentor_logs.add_entry(store, pair, TODAY, on_date=TODAY.isoformat(), situation="Early")
    assert mentors.next_due(mentors.line(store, pair, TODAY), TODAY) == date(2026, 12, 2)


def test_who_is_not_in_the_file_cannot_be_a_mentor(store, staff):
    assert refused(mentors.add, store, mentor_id="nobody", mentee_id=staff.wang, reason="new_hire", start_date="2026-11-02")
    assert mentors.listing(store, TODAY) == []
