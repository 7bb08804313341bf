from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui import i18n
from perftui.domain.codes import Level, Operator
from perftui.domain.date_orders import DateOrder, FieldOrder
from perftui.domain.yardsticks import Yardstick
from perftui.errors import PerftuiError
from perftui.i18n import say
from perftui.services.transfer.mappings import ColumnMapping, folded_title, guess_mapping
from perftui.services.transfer.okr_fields import OKR_FIELDS
from perftui.services.transfer.okr_table_trees import NoTitleColumn
from perftui.services.transfer.okr_tables import plan_table
from perftui.services.transfer.roster_fields import ROSTER_FIELDS
from perftui.services.transfer.separated_values import read_table


def plan(text, order=None):
    table = read_table("okrs-2026-Q4.csv", text.encode())
    return plan_table(table, guess_mapping(table.header, table.rows, OKR_FIELDS), order)


def tree(planned):
    goals = [(goal.line, goal.title, goal.parent) for goal in planned.goals]
    return goals, [(result.line, result.title, result.goal) for result in planned.key_results]


def said(planned):
    return [(problem.row, problem.column, say(problem.message)) for problem in planned.problems]


def test_rows_hang_together_by_depth():
    planned = plan("Depth,Kind,Title\n1,Theme,Grow\n2,Goal,Sell\n3,KR,8 visits\n2,Goal,Serve\n1,,Lead\n")
    assert tree(planned) == ([(2, "Grow", None), (3, "Sell", 0), (5, "Serve", 0), (6, "Lead", None)], [(4, "8 visits", 1)])
    assert [goal.level for goal in planned.goals] == [Level.THEME, Level.UNIT, Level.UNIT, Level.UNIT]
    assert (planned.cycle, planned.problems) == ("2026-Q4", ())


def test_a_column_of_levels_may_hold_words():
    planned = plan("层级,标题\n主题,增长\n关键结果,8次拜访\n关键结果,9次拜访\n目标,领导\n")
    assert tree(planned) == ([(2, "增长", None), (5, "领导", None)], [(3, "8次拜访", 0), (4, "9次拜访", 0)])


def test_rows_hang_together_by_parent_in_any_order():
    planned = plan("Title,Parent,Type,ID\n8 visits,G2,Key result,K1\nSell,Grow,Goal,G2\nGrow,,Goal,G1\n")
    assert tree(planned) == ([(4, "Grow", None), (3, "Sell", 0)], [(2, "8 visits", 1)])


def test_rows_hang_together_by_numbers():
    planned = plan("No.,Goal,Type\n1,Grow,\n1.1,Sell,\n1.1.1,8 visits,KR\n2.,Lead,\n")
    assert tree(planned) == ([(2, "Grow", None), (3, "Sell", 0), (5, "Lead", None)], [(4, "8 visits", 1)])


def test_rows_hang_together_by_kind():
    planned = plan("Type,Title\nObjective,Grow\nKey result,8 visits\nObjective,Lead\nKey result,Decide\n")
    assert tree(planned) == ([(2, "Grow", None), (4, "Lead", None)], [(3, "8 visits", 0), (5, "Decide", 1)])


def test_objectives_and_key_results_stand_in_pairs():
    planned = plan("目标,关键结果,负责人,权重\n增长,拜访8家客户,李娜,60%\n,签约3家,张伟,40%\n增长,续约,,\n领导,,王芳,\n增长,再来,,\n")
    assert tree(planned)[0] == [(2, "增长", None), (5, "领导", None), (6, "增长", None)]
    assert tree(planned)[1] == [(2, "拜访8家客户", 0), (3, "签约3家", 0), (4, "续约", 0), (6, "再来", 2)]
    assert [(result.owner, result.weight) for result in planned.key_results[:2]] == [("李娜", 6000), ("张伟", 4000)]
    assert [goal.owner for goal in planned.goals] == ["", "王芳", ""]
    assert "rows 2 and 6" in say(planned.notes[0])


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Depth,Title\n1,A\n3,B\n", [(3, "Depth", "This row has depth 3, but none of depth 2 stands above it.")]),
        ("Depth,Title\nx,A\n", [(2, "Depth", "“x” is not a depth: write 1 for the top, 2 for what is below it, and so on.")]),
        ("Depth,Title\n1,A\n2,\n", [(3, "Title", "The title is missing.")]),
        ("Type,Title\nKR,A\n", [(2, "Title", "This key result has no goal: put it below one.")]),
        (
            "Depth,Type,Title\n1,,A\n2,KR,B\n3,,C\n4,,D\n",
            [
                (4, "Title", "This stands under a key result: only goals have something below them."),
                (5, "Depth", "This row has depth 4, but none of depth 3 stands above it."),
            ],
        ),
        ("Title,Parent\nA,B\n", [(2, "Parent", "No row has the title or number “B”.")]),
        (
            "Title,Parent\nA,\nA,\nB,A\n",
            [(4, "Parent", "Several rows have the title or number “A”: give them numbers, and write that of the parent.")],
        ),
        (
            "Title,Parent\nA,B\nB,A\n",
            [
                (2, "Parent", "The parents of this row go in a circle: A → B."),
                (3, "Parent", "The parents of this row go in a circle: B → A."),
            ],
        ),
        ("Objective,Key result,Owner\nA,B,\n,,x\n", [(3, "Key result", "The title is missing.")]),
        (f"Title,Owner\n{'x' * 301},y\n", [(2, "Title", "This title has 301 characters; 300 is the most. Shorten it.")]),
    ],
)
def test_a_place_that_is_not_clear_is_a_problem(text, problems):
    assert said(plan(text)) == problems


def test_a_table_without_titles_is_refused():
    with pytest.raises(NoTitleColumn):
        plan("Owner,Weight\nA,1\n")


def result(header, cells, title="Serve"):
    planned = plan(f"Objective,Key result,{header}\nGrow,{title},{cells}\n")
    return planned.key_results[0], planned


@pytest.mark.parametrize(
    ("header", "cells", "operator", "numbers", "unit", "values"),
    [
        ("Baseline,Target,Current,Unit", "84,95,88,%", Operator.AT_LEAST, {"baseline": 84, "target": 95}, "%", [88]),
        ("Baseline,Target,Current", "84%,95%,88%", Operator.AT_LEAST, {"baseline": 84, "target": 95}, "%", [88]),
        ("Baseline,Target,Current", "5 days,2 days,3", Operator.AT_MOST, {"baseline": 5, "target": 2}, "days", [3]),
        ("Target", "≥95%", Operator.AT_LEAST, {"target": 95}, "%", []),
        ("Target,Current", "8-12 min,9", Operator.RANGE, {"low": 8, "high": 12}, "min", [9]),
        ("Target", "2天以内", Operator.AT_MOST, {"target": 2}, "天", []),
        ("Target", "95%以上", Operator.AT_LEAST, {"target": 95}, "%", []),
        ("Operator,Target", "At most,2 days", Operator.AT_MOST, {"target": 2}, "days", []),
        ("Operator,Target", "At most,2", Operator.AT_MOST, {"target": 2}, "", []),
        ("Operator,Target,Tolerance", "within,100,5", Operator.WITHIN, {"target": 100, "tolerance": 5}, "", []),
        ("Target,Tolerance", "100,5", Operator.WITHIN, {"target": 100, "tolerance": 5}, "", []),
        ("Current", "yes", Operator.YES_NO, {}, "", [1]),
        ("Current", "未完成", Operator.YES_NO, {}, "", [0]),
        ("Current", "40%", Operator.MILESTONE, {}, "", ["0.4"]),
        ("Current", "", Operator.YES_NO, {}, "", []),
    ],
)
def test_a_key_result_is_measured_by_its_cells(header, cells, operator, numbers, unit, values):
    found, planned = result(header, cells)
    assert (found.operator, found.numbers, found.unit) == (operator, numbers, unit)
    assert list(found.values) == [Decimal(value) for value in values]
    assert planned.problems == ()
    assert Yardstick(**found.fields()).operator is operator


def test_without_a_target_the_words_of_the_title_decide():
    found, _planned = result("Owner", "Li Na", "Publish 8 blog posts")
    assert (found.operator, found.numbers, found.unit) == (Operator.AT_LEAST, {"target": 8}, "blog posts")
    assert result("Operator", "Yes or no", "Publish 8 blog posts")[0].operator is Operator.YES_NO


@pytest.mark.parametrize(
    ("header", "cells", "column", "text"),
    [
        ("Target", "lots", "Target", "“lots” is not a target."),
        ("Baseline,Target", "some,5", "Baseline", "“some” is not a number."),
        ("Baseline,Target", "5%,3 days", "Baseline", "“5%” is not in the unit “days”"),
        ("Baseline,Target", "5,5", "Target", "The baseline 5 equals the target"),
        ("Operator,Target", "At most,≥5", "Target", "The target “≥5” does not go with"),
        ("Operator", "somehow", "Operator", "“somehow” does not say how"),
        ("Operator,Target", "At least,", "Target", "needs a target"),
        ("Target,Current", "5,many", "Current", "“many” is not a number."),
        ("Current", "3", "Current", "cannot be measured as 3"),
        ("Weight", "120%", "Weight", "“120%” is not a weight"),
        ("Weight", "much", "Weight", "“much” is not a weight"),
        ("Confidence", "7", "Confidence", "“7” is not a confidence"),
        ("Due", "soon", "Due", "is no date in the order of this column"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_problem(header, cells, column, text):
    _found, planned = result(header, cells)
    assert [(row, found) for row, found, _text in said(planned)] == [(2, column)]
    assert text in said(planned)[0][2]


@pytest.mark.parametrize(
    ("header", "cells", "weights"),
    [
        ("Weight", ["30", "70%"], [3000, 7000]),
        ("Weight", ["0.3", "0.7"], [3000, 7000]),
        ("Weight", ["0.3", "70%"], [3000, 7000]),
        ("Weight %", ["0.5", "0.25"], [50, 25]),
        ("权重", ["１", "1"], [10_000, 10_000]),
        ("Weight", ["33.3333%", ""], [3333, None]),
    ],
)
def test_weights_are_shares_or_percentages(header, cells, weights):
    rows = "".join(f"Goal {n},{cell}\n" for n, cell in enumerate(cells))
    assert [goal.weight for goal in plan(f"Title,{header}\n{rows}").goals] == weights


@pytest.mark.parametrize(("text", "share"), [("0.7", "0.7"), ("70%", "0.7"), ("7/10", "0.7"), ("７０％", "0.7"), ("1", "1"), ("0", "0")])
def test_confidence_is_a_share(text, share):
    assert result("Confidence", text)[0].confidence == Decimal(share)


def test_due_dates_follow_the_order_of_their_column_or_the_users_choice():
    text = "Title,Due date\nA,03/04/2026\nB,2026-12-31\n"
    planned = plan(text)
    assert [goal.due for goal in planned.goals] == [date(2026, 3, 4), date(2026, 12, 31)]
    assert "can mean two days; it was read as month, day, year" in say(planned.notes[0])
    assert plan(text, DateOrder(FieldOrder.DMY)).goals[0].due == date(2026, 4, 3)


def test_the_rest_of_a_row_comes_along():
    planned = plan('Title,Owner,Priority,Tags,Notes,Cycle\nA,Li Na,P1,"DP, LA；ML","two\nlines",2027-Q1\n')
    goal = planned.goals[0]
    assert (goal.owner, goal.priority, goal.tags, goal.notes, planned.cycle) == (
        "Li Na",
        "P1",
        ("DP", "LA", "ML"),
        ("two\nlines",),
        "2027-Q1",
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("fields", [OKR_FIELDS, ROSTER_FIELDS], ids=["goals", "people"])
def test_no_two_fields_share_a_header(fields, language):
    by_title = {}
    i18n.use(language)
    try:
        for field in fields:
            for synonym in (i18n.gettext(field.label), *field.synonyms):
                assert by_title.setdefault(folded_title(synonym), field.name) == field.name, synonym
    finally:
        i18n.use("en")


CELLS = st.sampled_from(["", "1", "2", "3", "1.1", "A", "B", "KR", "Goal", "5%", "≥5", "x", "Publish 8 posts"])
FIELDS = ["depth", "kind", "title", "parent", "number", "objective", "key_result", "target", "current", "baseline", "weight", "due"]


@settings(deadline=None)
@given(st.data())
def test_every_row_is_planned_or_a_problem(data):
    names = data.draw(st.lists(st.sampled_from(FIELDS), min_size=1, unique=True))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), max_size=6))
    table = read_table(
        "x.csv", "\n".join([",".join(f"h{name}" for name in names) + ",z", *(",".join(row) + ",z" for row in rows)]).encode()
    )
    try:
        planned = plan_table(table, ColumnMapping({name: index for index, name in enumerate(names)}))
    except PerftuiError:
        return
    lines = (
        {goal.line for goal in planned.goals}
        | {found.line for found in planned.key_results}
        | {problem.row for problem in planned.problems}
    )
    assert {row.number for row in table.rows} <= lines
    assert all(goal.parent is None or goal.parent < index for index, goal in enumerate(planned.goals))
    assert all(Yardstick(**found.fields()) for found in planned.key_results)
