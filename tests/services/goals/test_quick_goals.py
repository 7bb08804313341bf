import pytest

from perftui.domain.texts import TextTooLong
from perftui.domain.yardstick_errors import WrongDirection
from perftui.i18n import say
from perftui.services import goals
from perftui.services.bulk_values import BadWeight
from perftui.services.quick_adds import SeveralPeople
from perftui.services.quick_goals import parse_quick_goal, quick_goal
from perftui.services.quick_key_results import NotATarget, parse_quick_key_result, quick_key_result
from perftui.services.quick_parts import GivenTwice, NobodyCalledSo, TitleMissing
from perftui.storage.stores import Label


def goal(store, ref):
    return store.row("SELECT * FROM goal WHERE id = ?", (ref,))


def key_result(store, ref):
    return store.row("SELECT * FROM key_result WHERE id = ?", (ref,))


def shown(line):
    return {part.field: part.shown for part in line.parts}


def test_a_line_is_a_goal(store, company, today, undone):
    row = goal(store, undone(lambda: quick_goal(store, "raise retention; li na; +90d; 40%; !P1", today)))
    assert (row["title"], row["owner_person_id"], row["level"]) == ("raise retention", company.li, "person")
    assert (row["due_date"], row["weight"], row["priority"], row["cycle_id"]) == ("2027-02-21", 4_000, "P1", company.quarter)


def test_the_preview_says_what_was_understood(store, company, today):
    line = parse_quick_goal(store, "提高留存率；ln；下周五；w 30%", today)
    assert shown(line) == {
        "title": "提高留存率",
        "owner": "Li Na S003",
        "due": "Fri 4 Dec 2026, in 11 days",
        "weight": "30%",
        "level": "Personal goal",
    }
    assert line.error is None
    assert store.value("SELECT count(*) FROM goal") == 0


@pytest.mark.parametrize("typed", ["Li Na", "li na", "lina", "ln", "S003", "s003", "Li"])
def test_a_person_is_meant_by_name_pinyin_initials_or_staff_number(store, company, today, typed):
    assert parse_quick_goal(store, f"x; {typed}", today).value("owner") == f"person:{company.li}"


@pytest.mark.parametrize("typed", ["Sales", "sales", "Sal"])
def test_a_unit_is_meant_by_its_name(store, company, today, typed):
    assert goal(store, quick_goal(store, f"x; {typed}", today))["owner_unit_id"] == company.sales


def test_of_units_that_begin_alike_the_one_above_all_others_is_meant(store, company, today):
    with store.write(Label("Added a unit")):
        store.insert("unit", id=store.new_id(), name="Sales East", parent_id=company.sales)
    assert parse_quick_goal(store, "x; Sal", today).value("owner") == f"unit:{company.sales}"


def test_namesakes_are_told_apart_by_staff_number(store, company, today):
    for typed in ("张伟", "zhang wei", "zw"):
        with pytest.raises(SeveralPeople) as caught:
            quick_goal(store, f"x; {typed}", today)
        assert "张伟 S001, 张伟 S002" in say(caught.value.message)
    assert parse_quick_goal(store, "x; S002", today).value("owner") == f"person:{company.other_zhang}"


def test_the_owner_of_the_goal_above_is_taken_and_said_so(store, company, today, tree):
    line = parse_quick_goal(store, "sell more", today, tree.unit)
    assert shown(line)["owner"] == "Sales, as of the goal above"
    row = goal(store, quick_goal(store, "sell more", today, tree.unit))
    assert (row["parent_id"], row["owner_unit_id"], row["level"]) == (tree.unit, company.sales, "unit")


def test_a_cycle_may_be_named(store, company, today):
    assert goal(store, quick_goal(store, "x; 2026", today))["cycle_id"] == company.year


def test_the_parts_come_in_any_order(store, company, today):
    row = goal(store, quick_goal(store, "x !P0; eoq; 25%; li na", today))
    assert (row["title"], row["owner_person_id"], row["due_date"], row["weight"], row["priority"]) == (
        "x",
        company.li,
        "2026-12-31",
        2_500,
        "P0",
    )


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", TitleMissing),
        ("; li na", TitleMissing),
        ("x; whoever", NobodyCalledSo),
        ("x; 140%", BadWeight),
        ("x; li na; Sales", GivenTwice),
        ("x; fri; eoq", GivenTwice),
    ],
)
def test_what_was_not_understood_is_named_and_nothing_is_added(store, company, today, typed, error):
    assert isinstance(parse_quick_goal(store, typed, today).error, error)
    with pytest.raises(error):
        quick_goal(store, typed, today)
    assert store.value("SELECT count(*) FROM goal") == 0


def test_a_line_is_a_key_result_with_baseline_target_and_due_date(store, tree, today, undone):
    row = key_result(store, undone(lambda: quick_key_result(store, tree.first, "客户投诉处理率; 84 -> ≥95%; +90d; !P0", today)))
    assert (row["operator"], row["baseline"], row["target"], row["unit"]) == ("at_least", "84", "95", "%")
    assert (row["due_date"], row["priority"], row["title"]) == ("2027-02-21", "P0", "客户投诉处理率")


def test_a_title_that_says_how_much_needs_no_target(store, tree, today):
    line = parse_quick_key_result("publish 8 blog posts; eoq", today)
    assert shown(line)["target"] == "≥8 blog posts"
    row = key_result(store, quick_key_result(store, tree.first, "publish 8 blog posts; eoq", today))
    assert (row["target"], row["unit"], row["due_date"]) == ("8", "blog posts", "2026-12-31")


@pytest.mark.parametrize(
    ("typed", "target", "due"),
    [
        ("Go live", "Yes or no", None),
        ("Go live; yes/no; 24 dec", "Yes or no", "Thu 24 Dec 2026, in 31 days"),
        ("Answer calls; 8-12 min", "8–12 min", None),
        ("Level; 8-12", "8–12", None),
        ("Answer; <= 2 days; 2w", "≤2 days", "Mon 7 Dec 2026, in 14 days"),
        ("Train; 20 days; 20 days", "≥20 days", "Sun 13 Dec 2026, in 20 days"),
        ("Train; +20d", "Yes or no", "Sun 13 Dec 2026, in 20 days"),
        ("Rate; 40%", "≥40 %", None),
        ("Rate; from 20 to 35 %", "≥35 %, from 20 %", None),
        ("Defects; 9 -> ≤3", "≤3, from 9", None),
    ],
)
def test_targets_and_dates_are_told_apart(today, typed, target, due):
    found = shown(parse_quick_key_result(typed, today))
    assert (found["target"], found.get("due")) == (target, due)


def test_a_second_percentage_is_the_weight(store, tree, today):
    assert key_result(store, quick_key_result(store, tree.first, "Rate; 40%; 25%", today))["weight"] == 2_500
    assert key_result(store, quick_key_result(store, tree.first, "Rate; w 30%", today))["weight"] == 3_000


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", TitleMissing),
        ("Rate; plenty", NotATarget),
        ("Rate; 84 days -> 95%", NotATarget),
        ("Rate; 96 -> ≥95%", WrongDirection),
        ("Rate; 95%; eoq; fri", GivenTwice),
    ],
)
def test_a_key_result_that_was_not_understood_is_not_added(store, tree, today, typed, error):
    before = store.value("SELECT count(*) FROM key_result")
    assert isinstance(parse_quick_key_result(typed, today).error, error)
    with pytest.raises(error):
        quick_key_result(store, tree.first, typed, today)
    assert store.value("SELECT count(*) FROM key_result") == before


def test_a_new_key_result_gets_the_mean_weight(store, tree, today):
    goals.weigh(store, tree.rate, 4_000)
    assert key_result(store, quick_key_result(store, tree.first, "Second", today))["weight"] == 4_000


def test_a_line_that_is_too_long_is_a_part_with_a_problem(store, company, today):
    for line in (parse_quick_goal(store, "x" * 5000, today), parse_quick_key_result("x" * 5000, today)):
        assert isinstance(line.error, TextTooLong)
        assert "1000" in say(line.parts[0].problem)
    with pytest.raises(TextTooLong):
        quick_goal(store, "x" * 5000, today)
