"""Actions as files: calendars that every other program reads, and tables."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from perftui.domain.recurrences import Every, Recurrence, occurrences
from perftui.services import action_entries, action_units, actions, meetings
from perftui.services.action_calendars import as_calendar, rule_of
from perftui.services.action_listings import ActionFilter
from perftui.services.action_sheets import actions_sheet, export
from perftui.services.report_exports import FormatUnknown
from perftui.services.transfer.exports import ExportExists

TODAY = date(2026, 11, 23)


def events(store, shown=None, **options):
    text = as_calendar(store, shown or ActionFilter(), TODAY, **options)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return list(Calendar.from_ical(text).walk("VEVENT"))


def add(store, **values):
    return actions.add_action(store, None, **{"title": "Talk", "due": "2026-11-30"} | values)


def test_an_action_is_an_event_of_one_day_with_an_id_that_stays(store, staff):
    made = add(store, title="辅导谈话；谈判, 报价\\底价", owner=staff.wang, role="mentor", measure="复购率" * 40, note="a\nb; c")
    add(store, title="No date", due="")
    (event,) = events(store)
    assert event["UID"] == f"{made}@perftui"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 11, 30), date(2026, 12, 1))
    assert str(event["SUMMARY"]) == "辅导谈话；谈判, 报价\\底价"
    assert "王伟" in event["DESCRIPTION"]
    assert "复购率" * 40 in event["DESCRIPTION"]
    assert "a\nb; c" in event["DESCRIPTION"]
    actions.edit_action(store, made, 1, due="2026-12-04")
    assert events(store)[0]["UID"] == event["UID"]


def test_what_repeats_has_a_rule_that_ends_with_its_last_day(store, staff):
    add(store, recurrence="biweekly:mon,thu", until="2027-03-31")
    (event,) = events(store)
    rule = event["RRULE"]
    assert (rule["FREQ"], rule["INTERVAL"], rule["BYDAY"], rule["UNTIL"]) == (["WEEKLY"], [2], ["MO", "TH"], [date(2027, 3, 31)])


def test_the_last_day_of_each_month_is_a_rule_but_the_thirtieth_is_written_day_by_day(store, staff):
    add(store, recurrence="monthly:31")
    assert events(store)[0]["RRULE"]["BYMONTHDAY"] == [-1]
    add(store, title="Thirtieth", recurrence="monthly:30")
    found = [event for event in events(store) if event["SUMMARY"] == "Thirtieth"]
    assert [event["DTSTART"].dt for event in found][:4] == [date(2026, 11, 30), date(2026, 12, 30), date(2027, 1, 30), date(2027, 2, 28)]
    assert len(found) == len({event["UID"] for event in found}) == 13


CODES = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def told_by(rule, start, until):
    """The days of a rule, counted by hand as RFC 5545 says, without the code that is tested."""
    step, monday = rule.get("INTERVAL", 1), start - timedelta(start.weekday())
    for n in range((until - start).days + 1):
        day = start + timedelta(n)
        months = (day.year - start.year) * 12 + day.month - start.month
        wanted = rule.get("BYMONTHDAY")
        on_day = (day + timedelta(1)).day == 1 if wanted == -1 else day.day == start.day
        weeks = (day - monday).days // 7
        if (
            rule["FREQ"] == "DAILY"
            or (rule["FREQ"] == "WEEKLY" and weeks % step == 0 and day.weekday() in {CODES[code] for code in rule["BYDAY"]})
            or (rule["FREQ"] == "MONTHLY" and months % step == 0 and on_day)
            or (rule["FREQ"] == "YEARLY" and months % 12 == 0 and day.day == start.day)
        ):
            yield day


@given(
    st.sampled_from(("daily", "workdays", "weekly", "biweekly", "monthly", "quarterly", "yearly")),
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    st.integers(1, 31),
)
def test_every_rule_falls_on_just_the_days_of_its_series(every, start, day):
    series = {
        **{"daily": Recurrence(Every.DAILY), "workdays": Recurrence(Every.WORKDAYS), "monthly": Recurrence(Every.MONTHLY, day=day)},
        **{name: Recurrence(Every(name), tuple(sorted({day % 7, start.weekday()}))) for name in ("weekly", "biweekly")},
        **{name: Recurrence(Every(name), month=day % 3 + 1, day=day) for name in ("quarterly", "yearly")},
    }[every]
    first = next(occurrences(series, start, start + timedelta(400)))
    rule, until = rule_of(series, None), first + timedelta(800)
    if rule is not None:
        assert list(told_by(rule, first, until)) == list(occurrences(series, first, until))


def test_planned_meetings_come_along_when_asked_for(store, staff):
    meeting = meetings.add_meeting(store, kind="review", title="复盘", on="2026-11-25", place="三号会议室")
    held = meetings.add_meeting(store, kind="review", title="Held", on="2026-11-20")
    meetings.hold(store, held, TODAY)
    assert events(store) == []
    (event,) = events(store, with_meetings=True)
    assert (event["UID"], event["LOCATION"], event["DTSTART"].dt) == (f"{meeting}@perftui", "三号会议室", date(2026, 11, 25))


def test_a_cancelled_action_is_cancelled_in_the_calendar_too(store, staff):
    actions.cancel(store, add(store))
    assert events(store) == []
    assert events(store, ActionFilter(state="all"))[0]["STATUS"] == "CANCELLED"


def test_units_that_answer_too_are_in_the_calendar_and_the_tables_and_are_found(store, staff):
    action_units.add_joint(store, None, title="Upgrade", owner=staff.li, due="2026-11-30", with_units="sales")
    add(store, title="Alone", owner=staff.li)
    assert "Li Na with Sales 销售部" in events(store)[0]["DESCRIPTION"]
    sheet = actions_sheet(store, ActionFilter(text="销售部"), TODAY)
    place = [column.key for column in sheet.columns].index("with_units")
    assert [row.cells[place] for row in sheet.rows] == ["Sales 销售部"]


def test_tables_have_what_the_filter_shows_in_its_order(store, staff, tmp_path):
    add(store, title="Weekly", owner=staff.li, role="mentor", recurrence="weekly:mon", due="2026-11-09")
    add(store, title="Hers", owner=staff.wang)
    sheet = actions_sheet(store, ActionFilter(owner_id=staff.li), TODAY)
    (row,) = sheet.rows
    told = dict(zip([column.key for column in sheet.columns], row.cells, strict=True))
    assert (told["when"], told["repeats"], told["role"], told["open"]) == ("Overdue", "every week on Mon", "Mentor", 3)
    for ending in (".md", ".csv", ".xlsx", ".jsonl", ".ics"):
        assert export(store, tmp_path / f"all{ending}", ActionFilter(), TODAY) == 2
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text("utf-8").splitlines()]
    assert [line["title"] for line in lines] == ["Weekly", "Hers"]
    with pytest.raises(ExportExists):
        export(store, tmp_path / "all.ics", ActionFilter(), TODAY)
    with pytest.raises(FormatUnknown):
        export(store, tmp_path / "all.txt", ActionFilter(), TODAY)


def test_the_days_of_a_series_that_are_over_are_not_in_the_calendar(store, staff):
    made = add(store, recurrence="weekly:mon", due="2026-11-09")
    action_entries.miss_until(store, made, TODAY)
    assert events(store)[0]["DTSTART"].dt == date(2026, 11, 23)
