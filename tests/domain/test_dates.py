from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perftui.domain.dates import FIRST_YEAR, LAST_YEAR, BadDate, DateOutOfRange, NoSuchDay, parse_date
from perftui.errors import BadInput
from perftui.i18n import say

MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
PIECES = st.sampled_from(
    [
        "+",
        "-",
        "in ",
        "next",
        "12",
        "24",
        "2026",
        "0",
        "31",
        "/",
        ".",
        "-",
        " ",
        "d",
        "bd",
        "m",
        "fri",
        "week",
        "dec",
        "feb",
        "th",
        "年",
        "月",
        "日",
        "天",
        "周",
        "下",
        "个",
        "星期",
        "五",
        "十",
        "两",
        "后",
        "前",
        "底",
        "eom",
        ",",
        "。",
        "３",
        "９９９９９",
    ]
)

READINGS = {
    "+30d -> 2026-12-23": "+30d|+ 30 d|30d|30 days|＋３０ｄ|in 30 days|+30天|30天后|三十天后|30天之后|三十日以后",
    "-3d -> 2026-11-20": "-3d|−3d|3 days ago|3天前|三天以前|-3天",
    "+2w -> 2026-12-07": "+2w|2w|2 weeks|两周后|二周后|2个星期后|+2周|14天后",
    "+3m -> 2027-02-23": "+3m|3 months|+3个月|3个月后|三个月后|+3月",
    "+1y -> 2027-11-23": "+1y|1 year|一年后|+1年",
    "+10bd -> 2026-12-07": "+10bd|10bd|10个工作日后|十个工作日后|+10工作日",
    "-1bd -> 2026-11-20": "-1bd|1个工作日前",
    "25 -> 2026-12-18": "二十五天后|+25d",
    "15 -> 2026-12-08": "十五天后|+15d",
    "month -> 2026-11-30": "eom|EOM|月底|月末",
    "quarter -> 2026-12-31": "eoq|季末|季底|季度末|eoy|年底|年末",
    "friday -> 2026-11-27": "fri|Friday|周五|星期五|礼拜五|本周五|这周五",
    "next friday -> 2026-12-04": "nextfri|next fri|Next Friday|下周五|下星期五|下个星期五|下礼拜五",
    "friday after -> 2026-12-11": "下下周五|下下个星期五",
    "monday -> 2026-11-30": "mon|Monday|周一|next week|nextweek|下周|下周一",
    "monday after -> 2026-12-07": "下下周|下下周一",
    "sunday -> 2026-11-29": "sun|周日|星期天",
    "next sunday -> 2026-12-06": "nextsun|下周日|下星期天",
    "last friday -> 2026-11-20": "上周五|上个星期五",
    "today -> 2026-11-23": "t|T|today|今天|今日|本周一|11/23",
    "tomorrow -> 2026-11-24": "tom|tomorrow|明天|明日",
    "two days -> 2026-11-25": "后天",
    "yesterday -> 2026-11-22": "yesterday|昨天",
    "before -> 2026-11-21": "前天",
    "christmas -> 2026-12-24": "12/24|24/12|24.12.|24.12|12.24|12-24|１２／２４|２４。１２。|24. 12. 2026|24.12.26|12/24/2026|24/12/26"
    "|12月24日|12月24号"
    "|2026-12-24|2026/12/24|2026.12.24|20261224|２０２６－１２－２４|2026年12月24日|２０２６年１２月２４日|2026 年 12 月 24 日|26年12月24日"
    "|24 dec|24dec|24th Dec|dec 24|December 24th|24 December 2026|Dec 24 2026|dec 24, 26|24-Dec-2026|Thu 24 Dec 2026|2026年12月24日 周四",
    "past -> 2027-11-22": "11/22|22.11.|11月22日|22 nov",
    "ambiguous -> 2027-03-04": "3/4|4.3.|3月4日|4 mar",
    "leap -> 2028-02-29": "2/29|29.2.|2月29日|29 feb",
}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [(typed, date.fromisoformat(name[-10:])) for name, texts in READINGS.items() for typed in texts.split("|")],
)
def test_what_people_type_is_read_as_they_mean_it(typed: str, expected: date) -> None:
    assert parse_date(f" {typed} ", MONDAY) == expected


@pytest.mark.parametrize(
    ("typed", "today", "expected"),
    [
        ("fri", date(2026, 11, 27), date(2026, 12, 4)),
        ("周五", date(2026, 11, 27), date(2026, 12, 4)),
        ("nextfri", date(2026, 11, 29), date(2026, 12, 4)),
        ("下周五", date(2026, 11, 28), date(2026, 12, 4)),
        ("nextmon", date(2026, 11, 29), date(2026, 11, 30)),
        ("+1m", date(2026, 1, 31), date(2026, 2, 28)),
        ("1个月后", date(2028, 1, 31), date(2028, 2, 29)),
        ("eom", date(2026, 11, 30), date(2026, 11, 30)),
        ("eoq", date(2026, 5, 5), date(2026, 6, 30)),
    ],
)
def test_the_day_of_typing_decides(typed: str, today: date, expected: date) -> None:
    assert parse_date(typed, today) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "soon",
        "+d",
        "30",
        "1224",
        "may",
        "Dec 2026",
        "2026",
        "2026-12",
        "2026-12/24",
        "3月",
        "3天",
        "5日",
        "下",
        "周",
        "next",
        "m",
        "+3天后",
        "-3天前",
        "+3 parsecs",
        "十十天后",
        "99999999999999999999999d",
        "x" * 10000,
        "{text}",
        "[/b]",
        "2026-12-24 17:00",
        "fr",
        "f",
    ],
)
def test_anything_else_is_refused_with_what_would_do(typed: str) -> None:
    with pytest.raises(BadDate, match=r"is no date\. Try \+30d, \+2w, fri") as caught:
        parse_date(typed, MONDAY)
    assert type(caught.value) is BadDate


@pytest.mark.parametrize(
    "typed", ["2/30", "13/13", "31.4.", "0/5", "2026-02-29", "2026-13-01", "20260230", "24月12日", "30 feb", "0000-01-01"]
)
def test_a_day_that_the_calendar_does_not_have_is_named(typed: str) -> None:
    with pytest.raises(NoSuchDay, match=r"There is no such day") as caught:
        parse_date(typed, MONDAY)
    assert typed in str(caught.value)


@pytest.mark.parametrize("typed", ["Fri 24 Dec 2026", "2026年12月24日 周五"])
def test_a_date_on_another_weekday_is_not_taken(typed: str) -> None:
    with pytest.raises(NoSuchDay):
        parse_date(typed, MONDAY)


@pytest.mark.parametrize("typed", ["0206-12-24", "2602-12-24", "+300y", "-99999m", "+99999bd", "+9999年"])
def test_a_year_out_of_reach_is_a_slip_of_the_finger(typed: str) -> None:
    with pytest.raises(DateOutOfRange, match="outside the years 1900 to 2199"):
        parse_date(typed, MONDAY)


def test_the_refusal_shows_the_text_without_control_characters_and_cut() -> None:
    with pytest.raises(BadDate) as caught:
        parse_date("\x1b]52;\u202e" + "a" * 100, MONDAY)
    shown = say(caught.value.message)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "a" * 30 in shown
    assert "a" * 40 not in shown
    assert isinstance(caught.value, BadInput)


@given(DAYS, DAYS)
def test_an_iso_date_is_read_back_whatever_today_is(day: date, today: date) -> None:
    assert parse_date(day.isoformat(), today) == day
    assert parse_date(f"{day:%Y%m%d}", today) == day
    assert parse_date(f"{day.year}年{day.month}月{day.day}日", today) == day


@given(DAYS.filter(lambda day: day.year < LAST_YEAR - 8), DAYS.filter(lambda day: day.year < LAST_YEAR - 8))
def test_month_and_day_give_the_first_such_day_from_today(day: date, today: date) -> None:
    found = parse_date(f"{day.month}月{day.day}日", today)
    assert found >= today
    assert (found.month, found.day) == (day.month, day.day)
    assert (found - today).days <= (366 if (day.month, day.day) != (2, 29) else 8 * 366)


@given(st.text(), DAYS)
@example("٢٠٢٦-١٢-٢٤", MONDAY)
@example("㈪", MONDAY)
@example("\ud800", MONDAY)
def test_any_text_is_a_date_or_is_refused(text: str, today: date) -> None:
    outcome = _outcome(text, today)
    assert isinstance(outcome, date) or say(outcome.message)


@given(st.lists(PIECES, max_size=7).map("".join), st.dates())
def test_any_text_made_of_the_grammars_own_words_is_a_date_or_is_refused(text: str, today: date) -> None:
    outcome = _outcome(text, today)
    assert FIRST_YEAR <= outcome.year <= LAST_YEAR if isinstance(outcome, date) else say(outcome.message)


@given(st.lists(PIECES, max_size=5).map("".join))
def test_width_and_case_make_no_difference(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in unicodedata.normalize("NFKC", text).upper())
    plain, full_width = _outcome(text, MONDAY), _outcome(wide, MONDAY)
    assert plain == full_width or type(plain) is type(full_width) is not date


def _outcome(text: str, today: date) -> date | BadDate:
    try:
        return parse_date(text, today)
    except BadDate as refusal:
        return refusal
