from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.domain.codes import Level, Operator
from perftui.domain.yardsticks import Yardstick
from perftui.i18n import say
from perftui.services.transfer.figures import figure
from perftui.services.transfer.okr_documents import Box, Link
from perftui.services.transfer.okr_items import accounted, plan_document
from perftui.services.transfer.okr_markdown import read_markdown


def plan(text):
    document = read_markdown("okrs.md", text.encode())
    planned = plan_document(document)
    assert accounted(document, planned) == []
    return planned


def only(text):
    (key_result,) = plan(f"## Goal\n{text}\n").key_results
    return key_result


def test_headings_and_items_with_items_below_are_goals_and_the_rest_key_results():
    planned = plan("# OKRs 2026 Q4\n## Grow\n### Sell\n- Build a team\n  - Hire a lead\n- Call people\n### Empty\n## Lead\n- Decide\n")
    assert [(goal.title, goal.parent, goal.level) for goal in planned.goals] == [
        ("Grow", None, Level.THEME),
        ("Sell", 0, Level.UNIT),
        ("Build a team", 1, Level.UNIT),
        ("Empty", 0, Level.UNIT),
        ("Lead", None, Level.UNIT),
    ]
    assert [(key_result.title, key_result.goal) for key_result in planned.key_results] == [
        ("Hire a lead", 2),
        ("Call people", 1),
        ("Decide", 4),
    ]
    assert (planned.title, planned.cycle) == ("OKRs 2026 Q4", "2026-Q4")


def test_an_item_at_the_top_is_a_goal():
    planned = plan("- Lead the market\n- Be kind [P0]\n")
    assert [(goal.title, goal.priority, goal.level) for goal in planned.goals] == [
        ("Lead the market", "", Level.UNIT),
        ("Be kind", "P0", Level.UNIT),
    ]
    assert planned.key_results == ()


def test_what_an_item_says_comes_along():
    planned = plan("## Vision:\n\nWhy.\n\n- [x] [P1] Ship it [DP][LA] (WIP: soon) ([#5](http://x/5))\n\n  How.\n")
    assert (planned.goals[0].title, planned.goals[0].notes, planned.goals[0].line) == ("Vision", ("Why.",), 1)
    found = planned.key_results[0]
    assert (found.title, found.priority, found.tags, found.mark, found.wip) == ("Ship it", "P1", ("DP", "LA"), Box.DONE, "soon")
    assert (found.links, found.notes, found.line) == ((Link("#5", "http://x/5"),), ("How.",), 5)


@pytest.mark.parametrize(
    ("text", "operator", "numbers", "unit", "values"),
    [
        ("- Publish 8 blog posts", Operator.AT_LEAST, {"target": 8}, "blog posts", []),
        ("- 客户回访率达到95%以上", Operator.AT_LEAST, {"target": 95}, "%", []),
        ("- Publish 8 blog posts => 3, 8", Operator.AT_LEAST, {"target": 8}, "blog posts", [3, 8]),
        ("- [ ] Publish 8 blog posts => 3, n/a, 5", Operator.AT_LEAST, {"target": 8}, "blog posts", [3, None, 5]),
        ("- Raise coverage to at least 90% => 17%, 100%", Operator.AT_LEAST, {"target": 90}, "%", [17, 100]),
        ("- Publish 8 blog posts => 17%", Operator.MILESTONE, {}, "", ["0.17"]),
        ("- Write the handbook =＞ 17％，100％", Operator.MILESTONE, {}, "", ["0.17", 1]),
        ("- Write the handbook", Operator.YES_NO, {}, "", []),
        ("- [ ] Write the handbook", Operator.YES_NO, {}, "", []),
        ("- [x] Write the handbook", Operator.YES_NO, {}, "", [1]),
        ("- [x] Publish 8 blog posts", Operator.YES_NO, {}, "", [1]),
        ("- ~~Write the handbook~~", Operator.YES_NO, {}, "", []),
    ],
)
def test_a_key_result_is_measured_as_its_words_allow(text, operator, numbers, unit, values):
    found = only(text)
    assert (found.operator, found.numbers, found.unit) == (operator, numbers, unit)
    assert list(found.values) == [None if value is None else Decimal(value) for value in values]
    assert Yardstick(**found.fields()).operator is operator


def test_the_target_of_a_key_result_that_is_ticked_off_is_suggested():
    assert only("- [ ] Publish 8 blog posts").suggestion.target == 8
    assert only("- Publish 8 blog posts").suggestion is None


def test_an_open_box_is_no_check_in():
    assert only("- [ ] Write the handbook").values == ()
    assert only("- [ ] Write the handbook").mark is Box.OPEN


def test_figures_of_a_goal_go_to_its_key_results_in_order():
    planned = plan("## Goal => 17%, 100%\n- Write\n- Print\n")
    assert [key_result.values for key_result in planned.key_results] == [(Decimal("0.17"),), (Decimal(1),)]
    assert planned.notes == ()


@pytest.mark.parametrize("items", ["- Write\n", "- Write => 5%\n- Print\n", "- Write\n  - Draft\n  - Proof\n- Print\n", ""])
def test_figures_that_fit_nothing_are_kept_as_a_note_and_said(items):
    planned = plan(f"## Goal => 17%, 100%\n{items}")
    assert planned.goals[0].notes == ("=> 17%, 100%",)
    assert "Line 1: the figures “17%, 100%”" in say(planned.notes[0])


def test_figures_without_a_target_are_kept_as_a_note_and_said():
    planned = plan("## Goal\n- Write => 3, 5\n")
    assert planned.key_results[0].notes == ("=> 3, 5",)
    assert "no target" in say(planned.notes[0])
    assert planned.key_results[0].operator is Operator.YES_NO


def test_a_branch_that_stands_twice_is_planned_twice_and_said():
    branch = "- Launch\n  - inner\n"
    planned = plan(f"## A\n{branch}## B\n{branch}")
    assert [goal.title for goal in planned.goals].count("Launch") == 2
    assert "Line 5 repeats line 2" in say(planned.notes[0])


def test_a_title_that_is_too_long_is_a_problem():
    planned = plan(f"## {'x' * 301}\n- {'y' * 300}\n")
    assert [(problem.row, say(problem.message)[:35]) for problem in planned.problems] == [(1, "This title has 301 characters; 300 ")]


LINES = [
    "# OKRs 2026",
    "## A => 5%",
    "### B",
    "- [x] Publish 8 posts => 3",
    "  - by 50%",
    "- plain => 17%, 100%",
    "",
    "text",
    "- [A](#a)",
    "- ",
    "1. one",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=15))
def test_every_heading_and_item_of_any_document_is_planned_or_named(lines):
    planned = plan("\n".join(lines))
    assert all(goal.parent is None or goal.parent < index for index, goal in enumerate(planned.goals))
    assert all(0 <= key_result.goal < len(planned.goals) for key_result in planned.key_results)
    assert all(
        planned.goals[goal.parent or 0].level is not Level.UNIT for goal in planned.goals if goal.level is Level.THEME and goal.parent
    )


def test_what_is_neither_planned_nor_named_is_found():
    document = read_markdown("okrs.md", b"## A\n- b\n- c\n")
    other = plan_document(read_markdown("okrs.md", b"## A\n- b\n"))
    assert accounted(document, other) == [3]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [("17%", "17", "%"), ("１７％", "17", "%"), ("1,200", "1200", ""), ("-3.5 days", "-3.5", "days"), ("−2", "-2", ""), (".5", "0.5", "")],
)
def test_a_figure_is_a_number_with_its_unit(text, number, unit):
    assert figure(text) == (Decimal(number), unit)


@pytest.mark.parametrize("text", ["", "n/a", "-", "1e400", "9" * 20, "x5", "1,2"])
def test_what_is_no_figure_is_none(text):
    assert figure(text) is None


def test_what_is_no_list_of_figures_is_said_with_its_line():
    plan = plan_document(read_markdown("okrs.md", b"## A\n- Answer in 2 days => 3 days (from 5 days)\n- Sell more => 17%\n"))
    assert [note.values["text"] for note in plan.notes] == ["3 days (from 5 days)"]
    assert [note.values["line"] for note in plan.notes] == [2]
