from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from perftui import i18n
from perftui.domain.dates import parse_date
from perftui.domain.formats import (
    basis_points,
    describe_date,
    file_size,
    long_date,
    number,
    percent,
    percentage_points,
    relative,
    rounded,
    short_date,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30)
WORDS: dict[str | tuple[str, str], str | tuple[str]] = {
    "{day} {month}": "{month}{day}日",
    "{day} {month} {year}": "{year}年{month}{day}日",
    "{weekday} {day} {month} {year}": "{year}年{month}{day}日 {weekday}",
    "{date}, {distance}": "{date}，{distance}",
    "yesterday": "昨天",
    "today": "今天",
    "tomorrow": "明天",
    ("in {n} day", "in {n} days"): ("{n} 天后",),
    ("{n} day ago", "{n} days ago"): ("{n} 天前",),
    ("{n} byte", "{n} bytes"): ("{n} 字节",),
    "{n} pp": "{n} 百分点",
    "no data": "无数据",
    **{name: f"周{han}" for name, han in zip(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], "一二三四五六日", strict=True)},
    **{name: f"{n}月" for n, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1)},
}


@pytest.fixture(scope="module")
def chinese_locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of these words alone, so that the word order of Chinese is tried whatever the shipped catalogue holds."""
    catalogue = Catalog(locale="zh")
    for english, chinese in WORDS.items():
        catalogue.add(english, chinese)
    folder = tmp_path_factory.mktemp("locales")
    target = folder / "zh" / "LC_MESSAGES" / "perftui.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    return folder


@pytest.fixture
def _in_chinese(chinese_locales: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(i18n, "LOCALES", chinese_locales)
    i18n.use("zh")
    yield
    i18n.use("en")


def test_a_date_is_echoed_with_its_weekday_and_its_distance() -> None:
    assert describe_date(date(2026, 11, 27), TODAY) == "Fri 27 Nov 2026, in 4 days"
    assert describe_date(date(2026, 11, 9), TODAY) == "Mon 9 Nov 2026, 14 days ago"


@pytest.mark.usefixtures("_in_chinese")
def test_a_date_is_echoed_in_chinese_order() -> None:
    assert describe_date(date(2026, 11, 27), TODAY) == "2026年11月27日 周五，4 天后"
    assert describe_date(TODAY, TODAY) == "2026年11月23日 周一，今天"
    assert short_date(date(2026, 3, 5), TODAY) == "3月5日"
    assert short_date(date(2027, 3, 5), TODAY) == "2027年3月5日"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 25), "in 2 days"),
        (date(2026, 11, 21), "2 days ago"),
        (date(2027, 11, 23), "in 365 days"),
    ],
)
def test_distance_is_said_in_days(day: date, words: str) -> None:
    assert relative(day, TODAY) == words


def test_a_short_date_names_the_year_only_where_it_is_another() -> None:
    assert short_date(date(2026, 12, 24), TODAY) == "24 Dec"
    assert short_date(date(2027, 1, 2), TODAY) == "2 Jan 2027"


@given(DAYS, DAYS)
def test_a_long_date_can_be_typed_back(day: date, today: date) -> None:
    assert parse_date(long_date(day), today) == day


@pytest.mark.usefixtures("_in_chinese")
@pytest.mark.parametrize("month", range(1, 13))
def test_a_long_chinese_date_can_be_typed_back(month: int) -> None:
    day = date(2026, month, 7 + month)
    assert parse_date(long_date(day), TODAY) == day


@pytest.mark.parametrize("n", [2, 3, 40])
def test_the_distance_can_be_typed_back(n: int) -> None:
    for sign in (1, -1):
        day = date.fromordinal(TODAY.toordinal() + sign * n)
        assert parse_date(relative(day, TODAY), TODAY) == day


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        ("0.10", None, "0.1"),
        ("1E+3", None, "1000"),
        ("1E-7", None, "0.0000001"),
        ("100", None, "100"),
        ("-0.00", None, "0"),
        ("-0.04", 1, "0"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("7.04", 1, "7"),
        ("1234567.891", 2, "1234567.89"),
        ("0E+5", None, "0"),
    ],
)
def test_a_number_has_no_trailing_zeros_and_no_exponent(value: str, digits: int | None, text: str) -> None:
    assert number(Decimal(value), digits) == text


@given(DECIMALS)
def test_a_number_shown_in_full_is_the_same_number(value: Decimal) -> None:
    assert Decimal(number(value)) == value


@given(DECIMALS, st.integers(0, 9))
def test_rounding_moves_a_number_by_half_a_step_at_most(value: Decimal, digits: int) -> None:
    with_room = rounded(value, digits)
    numerator, denominator = value.as_integer_ratio()
    other, under = with_room.as_integer_ratio()
    assert 2 * 10**digits * abs(numerator * under - other * denominator) <= denominator * under


@pytest.mark.parametrize(
    ("ratio", "digits", "text"),
    [
        ("0.88", 0, "88%"),
        ("0.92631", 1, "92.6%"),
        ("0.88", 1, "88%"),
        ("1.075", 0, "108%"),
        ("-0.2", 0, "-20%"),
        ("0", 0, "0%"),
        ("1", 0, "100%"),
    ],
)
def test_a_ratio_is_shown_as_a_percentage(ratio: str, digits: int, text: str) -> None:
    assert percent(Decimal(ratio), digits) == text


def test_a_gap_between_percentages_is_in_percentage_points() -> None:
    assert percentage_points(Decimal(95) - Decimal(88)) == "7 pp"
    assert percentage_points(Decimal("7.25")) == "7.3 pp"


@pytest.mark.usefixtures("_in_chinese")
def test_percentage_points_and_bytes_have_their_chinese_unit() -> None:
    assert percentage_points(Decimal(7)) == "7 百分点"
    assert file_size(512) == "512 字节"
    assert percent(None) == "无数据"


@pytest.mark.parametrize(
    ("share", "text"), [(10_000, "100%"), (2_000, "20%"), (1_250, "12.5%"), (3_333, "33.33%"), (1, "0.01%"), (0, "0%")]
)
def test_basis_points_are_shown_as_a_percentage(share: int, text: str) -> None:
    assert basis_points(share) == text


def test_a_missing_value_is_not_zero() -> None:
    shown = {number(None), percent(None), percentage_points(None), basis_points(None)}
    assert shown == {"no data"}


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (1449, "1.4 kB"),
        (24_820, "25 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (145_000_000, "145 MB"),
        (3 * 10**9, "3 GB"),
        (10**16, "10000 TB"),
    ],
)
def test_a_file_size_has_two_or_three_digits(size: int, text: str) -> None:
    assert file_size(size) == text
