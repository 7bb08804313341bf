from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.codes import Operator
from perftui.domain.measures import ActualNotPossible
from perftui.domain.yardstick_errors import LevelOutOfScale
from perftui.domain.yardsticks import Yardstick
from perftui.i18n import say
from perftui.services.measured_values import (
    BadConfidence,
    BadValue,
    NeitherYesNorNo,
    OtherUnit,
    parse_confidence,
    parse_value,
    percent_typed,
    value_text,
)

PERCENT = Yardstick(Operator.AT_LEAST, target=Decimal(95), unit="%")
POSTS = Yardstick(Operator.AT_LEAST, target=Decimal(8), unit="blog posts")
MONEY = Yardstick(Operator.AT_LEAST, target=Decimal(100_000), unit="元")
RATIO = Yardstick(Operator.AT_MOST, target=Decimal(10), unit=":1")
YES_NO = Yardstick(Operator.YES_NO)
MILESTONE = Yardstick(Operator.MILESTONE)
SCALE = Yardstick(Operator.ORDINAL, target=Decimal(4))


@pytest.mark.parametrize(
    ("yardstick", "text", "value"),
    [
        (PERCENT, "88", "88"),
        (PERCENT, "88%", "88"),
        (PERCENT, "８８.５％", "88.5"),
        (PERCENT, "百分之88", "88"),
        (PERCENT, "-3 %", "-3"),
        (PERCENT, ".5", "0.5"),
        (POSTS, "1,000", "1000"),
        (POSTS, "12 blog posts", "12"),
        (POSTS, "1 Blog post", "1"),
        (POSTS, "2k", "2000"),
        (MONEY, "1.2万", "12000"),
        (MONEY, "1.2 万元", "12000"),
        (MONEY, "3亿", "300000000"),
        (RATIO, "9:1", "9"),
        (YES_NO, "yes", "1"),
        (YES_NO, "Y", "1"),
        (YES_NO, "是", "1"),
        (YES_NO, "好", "1"),
        (YES_NO, "已完成", "1"),
        (YES_NO, "no", "0"),
        (YES_NO, "否", "0"),
        (YES_NO, "1", "1"),
        (YES_NO, "0", "0"),
        (MILESTONE, "60%", "0.6"),
        (MILESTONE, "60", "0.6"),
        (MILESTONE, "0.6", "0.6"),
        (MILESTONE, "done", "1"),
        (MILESTONE, "否", "0"),
        (SCALE, "4", "4"),
        (SCALE, "level 4", "4"),
        (SCALE, "4/5", "4"),
        (SCALE, "4 级", "4"),
        (SCALE, "好", "4"),
        (SCALE, "excellent", "5"),
    ],
)
def test_a_value_is_read_by_its_yardstick(yardstick, text, value):
    assert parse_value(yardstick, text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "  ", "\t"])
def test_no_text_is_no_value_and_not_zero(text):
    assert parse_value(PERCENT, text) is None


@pytest.mark.parametrize(
    ("yardstick", "text", "error"),
    [
        (PERCENT, "many", BadValue),
        (PERCENT, "1,5", BadValue),
        (PERCENT, "1e5", BadValue),
        (PERCENT, "3/4", BadValue),
        (PERCENT, "88 posts", OtherUnit),
        (POSTS, "50%", OtherUnit),
        (MONEY, "$5", OtherUnit),
        (YES_NO, "maybe", NeitherYesNorNo),
        (YES_NO, "2", ActualNotPossible),
        (MILESTONE, "-1", ActualNotPossible),
        (SCALE, "6", LevelOutOfScale),
        (SCALE, "3.5", LevelOutOfScale),
        (POSTS, "好", BadValue),
    ],
)
def test_what_cannot_be_a_value_is_refused(yardstick, text, error):
    with pytest.raises(error):
        parse_value(yardstick, text)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("0.7", "0.7"),
        ("70%", "0.7"),
        ("70", "0.7"),
        ("7/10", "0.7"),
        ("7 / 10", "0.7"),
        ("1", "1"),
        ("0", "0"),
        ("10/10", "1"),
        ("5%", "0.05"),
    ],
)
def test_a_confidence_is_a_share_percent_or_tenths(text, confidence):
    assert parse_confidence(text) == Decimal(confidence)


@pytest.mark.parametrize("text", ["7", "10", "1.5", "101", "11/10", "-0.1", "high"])
def test_a_confidence_that_could_mean_two_things_or_nothing_is_refused(text):
    with pytest.raises(BadConfidence):
        parse_confidence(text)


@pytest.mark.parametrize(("text", "confidence"), [("1", "0.01"), ("7", "0.07"), ("70", "0.7"), ("７０％", "0.7"), ("100", "1"), ("0", "0")])
def test_a_field_that_asks_for_percent_takes_one_for_one_percent(text, confidence):
    assert parse_confidence(percent_typed(text)) == Decimal(confidence)


@pytest.mark.parametrize("text", ["0.7", ".5", "101", "1000", "high"])
def test_a_percentage_that_could_mean_two_things_or_nothing_is_refused_in_percent(text):
    with pytest.raises(BadConfidence) as caught:
        parse_confidence(percent_typed(text))
    assert "Write 0 to 100, such as 70 or 70 %" in say(caught.value.message)


@pytest.mark.parametrize("text", ["", None, "  "])
def test_no_confidence_is_none(text):
    assert parse_confidence(text) is None


@pytest.mark.parametrize(
    ("yardstick", "value", "text"),
    [
        (PERCENT, "88", "88 %"),
        (POSTS, "12", "12 blog posts"),
        (YES_NO, "1", "yes"),
        (YES_NO, "0", "no"),
        (SCALE, "4", "4/5"),
        (MILESTONE, "0.6", "60 %"),
    ],
)
def test_a_value_is_shown_with_its_unit(yardstick, value, text):
    assert value_text(yardstick, Decimal(value)) == text


@given(st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False))
def test_a_value_that_is_shown_is_read_back(number):
    for yardstick in (PERCENT, POSTS, MONEY):
        assert parse_value(yardstick, value_text(yardstick, number)) == number
