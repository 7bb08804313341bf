from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.date_orders import BadColumnDate, DateOrder, FieldOrder, guess_order, read_date
from perftui.domain.dates import BadDate, DateOutOfRange
from perftui.i18n import say

YMD, DMY, MDY = (DateOrder(fields) for fields in FieldOrder)
PATTERNS = {FieldOrder.YMD: "{y}/{m}/{d}", FieldOrder.DMY: "{d:02}/{m:02}/{y}", FieldOrder.MDY: "{m}/{d}/{y}"}
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["2026-01-02", "2026/3/4", ""], YMD),
        (["03/04/2026", "13/06/2026"], DMY),
        (["03/04/2026", "06/13/2026"], MDY),
        (["03.04.2026", "05.06.2026"], DMY),
        (["12.24.2026", "01.02.2026"], MDY),
        (["24-12-26", "31-12-26"], DateOrder(FieldOrder.DMY, (FieldOrder.YMD,), "24-12-26")),
        (["99/12/24", "00/01/31"], YMD),
        (["05/05/2026", "06/06/2026"], MDY),
        (["46380", "24 Dec 2026", "2026年12月24日"], YMD),
        (["n/a", "unknown"], YMD),
        ([], YMD),
    ],
)
def test_the_whole_column_tells_the_order(column: list[str], order: DateOrder) -> None:
    assert guess_order(column) == order


def test_a_column_that_fits_two_orders_names_both_and_shows_a_value() -> None:
    order = guess_order(["2026-01-01", "05/05/2026", "03/04/2026", "07/08/2026"])
    assert order == DateOrder(FieldOrder.MDY, (FieldOrder.DMY,), "03/04/2026")
    assert [say(fields.label) for fields in (order.fields, *order.rivals)] == ["month, day, year", "day, month, year"]


def test_one_slip_does_not_turn_a_column() -> None:
    order = guess_order([*(f"{day}/06/2026" for day in range(1, 29)), "12/25/2026"])
    assert order == DMY
    with pytest.raises(BadColumnDate):
        read_date("12/25/2026", order)


def test_a_column_of_two_orders_is_reported() -> None:
    assert guess_order(["13/01/2026", "01/13/2026"]).rivals == (FieldOrder.DMY,)


@given(st.lists(DAYS.filter(lambda day: day.day > 12), min_size=1), st.sampled_from(FieldOrder))
def test_a_column_written_in_one_order_is_read_back(days: list[date], fields: FieldOrder) -> None:
    column = [PATTERNS[fields].format(y=day.year, m=day.month, d=day.day) for day in days]
    order = guess_order(column)
    assert order == DateOrder(fields)
    assert [read_date(text, order) for text in column] == days


@given(st.lists(DAYS, min_size=1), st.sampled_from(FieldOrder))
def test_the_order_of_a_column_is_the_guess_or_among_its_rivals_or_makes_no_difference(days: list[date], fields: FieldOrder) -> None:
    column = [PATTERNS[fields].format(y=day.year, m=day.month, d=day.day) for day in days]
    order = guess_order(column)
    assert fields in (order.fields, *order.rivals) or [read_date(text, order) for text in column] == days


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-24",
        "2026/12/24",
        "2026.12.24",
        "20261224",
        "2026年12月24日",
        "24 Dec 2026",
        "24-Dec-26",
        "December 24, 2026",
        " ２０２６－１２－２４ ",
        "2026-12-24T00:00:00",
        "2026-12-24 09:30",
        "2026-12-24T09:30:00.5+08:00",
        "46380",
        "46380.0",
        "46380.75",
    ],
)
def test_a_date_that_cannot_be_mistaken_is_read_in_any_order(text: str) -> None:
    assert {read_date(text, order) for order in (YMD, DMY, MDY)} == {date(2026, 12, 24)}


@pytest.mark.parametrize(
    ("order", "text"), [(YMD, "26/12/24"), (DMY, "24.12.26"), (MDY, "12/24/26 12:00:00 AM"), (DMY, "24/12/2026"), (MDY, "12-24-2026")]
)
def test_figures_follow_the_order(order: DateOrder, text: str) -> None:
    assert read_date(text, order) == date(2026, 12, 24)


@pytest.mark.parametrize(("number", "day"), [("10000", date(1927, 5, 18)), ("36526", date(2000, 1, 1)), ("99999", date(2173, 10, 13))])
def test_excel_day_numbers_count_from_1900(number: str, day: date) -> None:
    assert read_date(number, MDY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "+30d",
        "fri",
        "12/24",
        "24.12.",
        "12月24日",
        "5",
        "1234",
        "00042",
        "100000",
        "1/2/3",
        "24/12/2026",
        "30 Feb 2026",
        "2026-02-30",
        "x" * 999,
        "24 frob 2026",
        "2026-12/24",
        "12/24/206",
    ],
)
def test_a_column_is_read_strictly(text: str) -> None:
    with pytest.raises(BadColumnDate, match="is no date in the order of this column") as caught:
        read_date(text, MDY)
    assert isinstance(caught.value, BadDate)


def test_a_year_out_of_reach_is_refused_in_a_column_too() -> None:
    with pytest.raises(DateOutOfRange):
        read_date("0206-12-24", YMD)


@given(st.text(), st.sampled_from(FieldOrder))
def test_any_cell_is_a_date_or_is_refused(text: str, fields: FieldOrder) -> None:
    assert guess_order([text]).fields in FieldOrder
    outcome = _outcome(text, DateOrder(fields))
    assert isinstance(outcome, date) or say(outcome.message)


def _outcome(text: str, order: DateOrder) -> date | BadDate:
    try:
        return read_date(text, order)
    except BadDate as refusal:
        return refusal
