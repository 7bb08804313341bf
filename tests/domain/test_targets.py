from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perftui import i18n
from perftui.domain.codes import Operator
from perftui.domain.goals import KeyResultDraft
from perftui.domain.measures import Yardstick, progress, target_text
from perftui.domain.targets import BadTarget, ParsedTarget, TargetReversed, TargetUnchanged, find_target, parse_target
from perftui.domain.validation import validated

D = Decimal


def at_least(target: str, unit: str = "") -> ParsedTarget:
    return ParsedTarget(Operator.AT_LEAST, D(target), unit)


def at_most(target: str, unit: str = "") -> ParsedTarget:
    return ParsedTarget(Operator.AT_MOST, D(target), unit)


def between(low: str, high: str, unit: str = "") -> ParsedTarget:
    return ParsedTarget(Operator.RANGE, None, unit, low=D(low), high=D(high))


def around(target: str, tolerance: str, unit: str = "") -> ParsedTarget:
    return ParsedTarget(Operator.WITHIN, D(target), unit, tolerance=D(tolerance))


def relative(target: str, unit: str, start: str = "0") -> ParsedTarget:
    return ParsedTarget(Operator.AT_LEAST, D(target), unit, baseline=D(start), is_relative=True)


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("≥95%", at_least("95", "%")),
        (">= 95 %", at_least("95", "%")),
        ("＞＝９５％", at_least("95", "%")),
        ("95%+", at_least("95", "%")),
        ("30 percent", at_least("30", "%")),
        ("≥95% of customers", at_least("95", "%")),
        ("百分之95", at_least("95", "%")),
        ("不低于95%", at_least("95", "%")),
        ("95%以上", at_least("95", "%")),
        ("至少 3 次", at_least("3", "次")),
        ("3次/周", at_least("3", "次/周")),
        ("1,000 upvotes", at_least("1000", "upvotes")),
        ("１，０００ 次", at_least("1000", "次")),
        ("1\u202f000 posts", at_least("1000", "posts")),
        ("10k users", at_least("10000", "users")),
        ("¥100万", at_least("100", "¥万")),
        ("20 blog posts", at_least("20", "blog posts")),
        ("10 per 100 calls", at_least("10", "per 100 calls")),
        ("5 m2", at_least("5", "m2")),
        ("3 times or more", at_least("3", "times")),
        ("min. 3 visits", at_least("3", "visits")),
        ("≥ -5", at_least("-5")),
        ("−5 %", at_least("-5", "%")),
        ("<= 2 days", at_most("2", "days")),
        ("within 2 days", at_most("2", "days")),
        ("max 3 days", at_most("3", "days")),
        ("up to 3 per week", at_most("3", "per week")),
        ("at or below 10:1", at_most("10", ":1")),
        ("不超过2天", at_most("2", "天")),
        ("2天以内", at_most("2", "天")),
        ("控制在5%以内", at_most("5", "%")),
        ("=10", ParsedTarget(Operator.EQUALS, D(10))),
        ("等于10件", ParsedTarget(Operator.EQUALS, D(10), "件")),
        ("8-12 min", between("8", "12", "min")),
        ("8–12 分钟", between("8", "12", "分钟")),
        ("８～１２", between("8", "12")),
        ("8%-12%", between("8", "12", "%")),
        ("between 8 and 12 min", between("8", "12", "min")),
        ("8到12分钟之间", between("8", "12", "分钟")),
        ("-3 to -1", between("-3", "-1")),
        ("within 5%", around("0", "5", "%")),
        ("±0.5 mm", around("0", "0.5", "mm")),
        ("100 ± 5", around("100", "5")),
        ("200±5%", around("200", "10")),
        ("95% ± 2%", around("95", "2", "%")),
        ("from 20 to 35 %", ParsedTarget(Operator.AT_LEAST, D(35), "%", baseline=D(20))),
        ("20% → 35%", ParsedTarget(Operator.AT_LEAST, D(35), "%", baseline=D(20))),
        ("从20%提升到35%", ParsedTarget(Operator.AT_LEAST, D(35), "%", baseline=D(20))),
        ("由20%降至10%", ParsedTarget(Operator.AT_MOST, D(10), "%", baseline=D(20))),
        ("by 50%", relative("50", "%")),
        ("降低 20%", relative("20", "%")),
        ("5x", relative("5", "x", "1")),
        ("5倍", relative("5", "x", "1")),
    ],
)
def test_a_target_is_read_as_people_write_it(text, parsed):
    assert parse_target(text) == parsed


@pytest.mark.parametrize(
    "text",
    [
        *("", "many", "≥", "2/3", "0,5", "1,5 days", "3.5.1", "1e5", "v2", "2018-Q3", "5 10", "3 of 5", "8 posts, 3 videos", "10:30"),
        *("≥95%以下", "5%x", "within 0%", "20% → 35 days", "10% ± 2 days", "9" * 20, "0." + "1" * 13, "x" * 300, "5 " + "x" * 41),
    ],
)
def test_what_is_not_understood_completely_is_refused(text):
    with pytest.raises(BadTarget, match="is not a target"):
        parse_target(text)


@pytest.mark.parametrize("text", ["12-8 min", "8-8", "between 5 and 5"])
def test_a_range_runs_from_low_to_high(text):
    with pytest.raises(TargetReversed):
        parse_target(text)


@pytest.mark.parametrize("text", ["5 → 5", "from 20% to 20 %", "by 0%", "1x", "0.5x"])
def test_a_change_changes_something(text):
    with pytest.raises(TargetUnchanged):
        parse_target(text)


def test_a_refusal_shows_what_was_typed_and_no_more_than_a_line_of_it():
    with pytest.raises(BadTarget) as caught:
        parse_target("lots\nof " + "words " * 100)
    assert i18n.say(caught.value.message).startswith("“lots of words words")
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("text", ["≥95%", "<= 2 days", "8-12 min", "within 5%", "from 20 to 35 %", "5x", "by 50%", "at or below 10:1"])
def test_a_target_fills_a_key_result_at_once(text):
    draft = validated(KeyResultDraft, goal="g1", title="Any", **parse_target(text).fields())
    assert progress(draft.yardstick(), D(1)) is not None


def test_a_relative_improvement_measures_the_change_itself():
    faster = validated(KeyResultDraft, goal="g1", title="Throughput", **parse_target("by 50%").fields()).yardstick()
    assert progress(faster, D(25)) == D("0.5")
    multiple = validated(KeyResultDraft, goal="g1", title="Throughput", **parse_target("5x").fields()).yardstick()
    assert [progress(multiple, D(x)) for x in (1, 3, 5)] == [0, D("0.5"), 1]


numbers = st.decimals(min_value=D("0.01"), max_value=10**9, places=2)
units = st.sampled_from(["", "%", "days", "分钟", "blog posts", "¥"])


@given(numbers, numbers, units)
def test_what_is_shown_as_a_target_is_read_back(one, other, unit):
    low, high = sorted((one, other + 1))
    shown = [
        Yardstick(Operator.AT_LEAST, target=one, unit=unit),
        Yardstick(Operator.AT_MOST, target=one, unit=unit),
        Yardstick(Operator.EQUALS, target=one, unit=unit),
    ]
    shown += [Yardstick(Operator.RANGE, low=low, high=high, unit=unit)] if low < high else []
    for yardstick in shown:
        parsed = parse_target(target_text(yardstick))
        read = Yardstick(parsed.operator, target=parsed.target, low=parsed.low, high=parsed.high, unit=parsed.unit)
        assert read == yardstick


@given(st.text(alphabet="0123456789.,%-–~≥<>=±:→xk 至到不低于以上天bytofrmwihinand¥ＡＢ９％[]()#", max_size=40) | st.text(max_size=60))
def test_any_text_is_either_a_target_or_refused(text):
    find_target(text)
    try:
        parsed = parse_target(text)
    except BadTarget:
        return
    assert (parsed.target is None) == (parsed.operator is Operator.RANGE)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Publish 8 blog posts during Q1", at_least("8", "blog posts")),
        ("[P2] Reach 1,000 cumulative upvotes of new blog posts on Reddit", at_least("1000", "cumulative upvotes")),
        ("2 OSS projects besides ours enable lookout", at_least("2", "OSS projects")),
        ("Identify and partner with 4 researchers", at_least("4", "researchers")),
        ("Post 10 times a week in our social media accounts", at_least("10", "times a week")),
        ("Make 30 sales calls a week", at_least("30", "sales calls a week")),
        ("Offer 6 companies free workshops", at_least("6", "companies")),
        ("Do 10 external user research activities", at_least("10", "external user research activities")),
        ("Newsletter reaches 300 (+100% growth) subscribers", at_least("300", "subscribers")),
        ("Speak about ML on >4 relevant conferences", at_least("4", "relevant conferences")),
        ("Publish at least 1 case study", at_least("1", "case study")),
        ("Get at least 6 more collaborators (talk/blog/...)", at_least("6", "collaborators")),
        ("Engine featured at minimum 5 meetups", at_least("5", "meetups")),
        ("Have 70% of key users report a positive experience", at_least("70", "%")),
        ("Close 20 deals by 2026-06-30", at_least("20", "deals")),
        ("Close 20 deals by 30 June 2026", at_least("20", "deals")),
        ("Increase NPS to 60 points", at_least("60", "points")),
        ("Keep repositories never more than 30 days outdated ([#15](https://example.org/15))", at_most("30", "days")),
        ("Applicants reviewing time fall to 5 days in average", at_most("5", "days")),
        ("Keep churn below 5%", at_most("5", "%")),
        ("Improve average throughput by 5x", relative("5", "x", "1")),
        ("decrease timeout errors by 30%", relative("30", "%")),
        ("Grow team from 5 to 8 people", ParsedTarget(Operator.AT_LEAST, D(8), "people", baseline=D(5))),
        ("发布8篇博客文章", at_least("8", "篇")),
        ("2026年新增客户20家", at_least("20", "家")),
        ("客户投诉处理率≥95%", at_least("95", "%")),
        ("客户满意度提升到95%", at_least("95", "%")),
        ("将投诉率降到5%以下", at_most("5", "%")),
        ("处理时间缩短至2天", at_most("2", "天")),
        ("每日新增客户拜访量提升20%（持续3个月）", relative("20", "%")),
        ("复购率从20%提升到35%", ParsedTarget(Operator.AT_LEAST, D(35), "%", baseline=D(20))),
    ],
)
def test_a_target_is_found_in_the_sentence_of_a_goal(sentence, found):
    assert find_target(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Publish blog posts",
        "Support UAST v2",
        "Finish migration in Q3 2018",
        "Launch version 2.0",
        "Create a list of all academic events until end of 2019",
        "Post 2019 figures",
        "Run 360 reviews",
        "Run the playground locally with 1 command",
        "Write and promote 1 blog post for each project",
        "Have over 2/3 of key users report a positive experience",
        "Download all repositories in 1 month with 60 machines",
        "Process 10s of millions of repositories",
        "Meet 5 customers a week and write 3 reports",
        "Optimize borges to keep up with all updates within 30 days",
        "Prepare beta announcement with top 3 analyzers",
        "Ensure interoperability with 3rd party tools",
        "Streamlined to 1-2 shell commands",
        "Hiring: Apps (1 Senior, 1 Lead)",
        "Obtain ISO 27001",
        "Get 20 to join",
        "第3季度完成招聘",
        "Publish 8 blog posts " + "x" * 1000,
    ],
)
def test_in_doubt_nothing_is_found(sentence):
    assert find_target(sentence) is None


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("提升到95%", at_least("95", "%")),
        ("降低到10%", at_most("10", "%")),
        ("reduce to 5%", at_most("5", "%")),
        ("介于8到12分钟", between("8", "12", "分钟")),
        ("误差5%以内", around("0", "5", "%")),
        ("level 4 of 5", ParsedTarget(Operator.ORDINAL, D(4), levels=5)),
        ("等级３", ParsedTarget(Operator.ORDINAL, D(3))),
    ],
)
def test_changes_to_a_number_spans_in_chinese_and_levels_are_read(text, parsed):
    assert parse_target(text) == parsed
