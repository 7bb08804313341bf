"""What comes back: laws of the calendar, stored texts, and what people type."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui import i18n
from perftui.domain.recurrence_texts import BadRecurrence, parse_recurrence
from perftui.domain.recurrences import Every, Recurrence, anchored, first_on, following, occurrences, read, short_words, words

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
WEEKLY = st.builds(
    lambda every, days: Recurrence(every, tuple(sorted(days))),
    st.sampled_from((Every.WEEKLY, Every.BIWEEKLY)),
    st.sets(st.integers(0, 6), min_size=1),
)
PLAIN = st.sampled_from((Recurrence(Every.DAILY), Recurrence(Every.WORKDAYS)))
MONTHLY = st.builds(lambda day: Recurrence(Every.MONTHLY, day=day), st.integers(1, 31))
QUARTERLY = st.builds(lambda month, day: Recurrence(Every.QUARTERLY, month=month, day=day), st.integers(1, 3), st.integers(1, 31))
YEARLY = st.builds(lambda month, day: Recurrence(Every.YEARLY, month=month, day=day), st.integers(1, 12), st.integers(1, 31))
IN_MONTHS = MONTHLY | QUARTERLY | YEARLY
ANY = WEEKLY | PLAIN | IN_MONTHS


@given(ANY, DAYS, st.integers(-10, 800))
def test_occurrences_are_in_order_each_once_and_within_their_bounds(recurrence, start, length):
    until = start + timedelta(length)
    found = list(occurrences(recurrence, start, until))
    assert found == sorted(set(found))
    assert all(start <= day <= until for day in found)


@given(ANY, DAYS)
def test_the_next_day_is_the_same_whether_asked_for_or_listed(recurrence, start):
    listed = list(occurrences(recurrence, start, start + timedelta(1600)))
    assert listed[0] == first_on(recurrence, start)
    assert all(following(recurrence, day) == later for day, later in pairwise(listed[:20]))


@given(IN_MONTHS, DAYS)
def test_no_month_quarter_or_year_is_skipped_and_short_months_end_earlier(recurrence, start):
    step = {Every.MONTHLY: 1, Every.QUARTERLY: 3, Every.YEARLY: 12}[recurrence.every]
    found = list(occurrences(recurrence, start, start + timedelta(3000)))
    months = [day.year * 12 + day.month for day in found]
    assert [later - month for month, later in pairwise(months)] == [step] * (len(months) - 1)
    assert all(day.day == recurrence.day or ((day + timedelta(1)).day == 1 and day.day < recurrence.day) for day in found)


@given(WEEKLY, DAYS)
def test_every_week_falls_on_its_days_alone_and_every_second_week_leaves_one_out(recurrence, start):
    found = list(occurrences(recurrence, start, start + timedelta(100)))
    assert {day.weekday() for day in found} == set(recurrence.weekdays)
    weeks = sorted({(day - timedelta(day.weekday())) for day in found})
    apart = 7 if recurrence.every is Every.WEEKLY else 14
    assert all((later - week).days == apart for week, later in pairwise(weeks))


@given(ANY)
def test_what_is_stored_is_read_back_and_can_be_typed_too(recurrence):
    assert read(recurrence.text()) == recurrence
    assert parse_recurrence(recurrence.text().upper()) == recurrence


@given(st.sampled_from(tuple(Every)), DAYS)
def test_what_is_left_open_follows_from_the_first_day(every, start):
    sure = anchored(Recurrence(every), start)
    assert read(sure.text()) == sure
    if every is not Every.WORKDAYS:
        assert first_on(sure, start) == start


def test_the_thirty_first_is_the_last_day_of_every_month():
    found = list(occurrences(read("monthly:31"), date(2027, 1, 1), date(2027, 4, 30)))
    assert found == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        *((text, "daily") for text in ("daily", "every day", "每天", "每日")),
        *((text, "workdays") for text in ("workdays", "every working day", "每个工作日")),
        *((text, "weekly") for text in ("weekly", "every week", "每周", "每个星期", "每周一次")),
        *((text, "weekly:mon") for text in ("weekly mon", "every monday", "每周一", "每星期一", "ｗｅｅｋｌｙ：ｍｏｎ")),
        *((text, "weekly:mon,thu") for text in ("weekly:mon,thu", "every Thu and Mon", "每周一、周四", "每周一四")),
        *((text, "biweekly") for text in ("every 2 weeks", "every two weeks", "fortnightly", "每两周", "隔周", "双周")),
        *((text, "biweekly:fri") for text in ("biweekly fri", "every other week on friday", "每两周周五")),
        *((text, "monthly") for text in ("monthly", "every month", "每月", "每个月")),
        *((text, "monthly:15") for text in ("monthly 15", "every month on the 15th", "每月15日", "每月15号")),
        *((text, "monthly:31") for text in ("monthly end", "每月底", "每月末", "每月最后一天")),
        *((text, "quarterly") for text in ("quarterly", "every quarter", "每季度", "每季", "every 3 months", "每三个月")),
        *((text, "quarterly:03-31") for text in ("quarterly end", "每季度末")),
        *((text, "yearly") for text in ("yearly", "annually", "每年")),
        *((text, "yearly:03-15") for text in ("yearly 03-15", "every year on 15 Mar", "yearly mar 15th", "每年3月15日")),
        ("每年底", "yearly:12-31"),
    ],
)
def test_what_people_type_is_understood(typed, stored):
    assert parse_recurrence(typed).text() == stored


@pytest.mark.parametrize("typed", ["", "often", "mon", "eom", "monthly 32", "yearly 13-01", "weekly foo", "每周八", "every", "w" * 100])
def test_what_says_nothing_of_how_often_is_refused_with_examples(typed):
    with pytest.raises(BadRecurrence) as error:
        parse_recurrence(typed)
    assert "weekly mon" in str(error.value)
    assert error.value.field == "recurrence"


def test_it_is_said_in_words_and_what_is_no_stored_text_stands_for_itself():
    said = [words(read(text)) for text in ("weekly:mon,thu", "biweekly:fri", "monthly:31", "quarterly:02-15", "yearly:03-15", "workdays")]
    assert said == [
        *("every week on Mon, Thu", "every two weeks on Fri", "at the end of each month", "on day 15 of Feb, May, Aug, Nov"),
        *("every year on 15 Mar", "every working day"),
    ]
    assert (short_words("as needed"), short_words("monthly:40"), short_words("")) == ("as needed", "monthly:40", "")


def test_in_chinese_too():
    i18n.use("zh")
    try:
        assert short_words("weekly:mon,thu") == "每周一、周四"
    finally:
        i18n.use("en")
