from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui import i18n
from perftui.domain.codes import Level, Operator
from perftui.domain.texts import clean_text
from perftui.domain.yardsticks import Yardstick
from perftui.services.transfer.mappings import guess_mapping
from perftui.services.transfer.okr_exports import goal_rows
from perftui.services.transfer.okr_fields import OKR_FIELDS
from perftui.services.transfer.okr_tables import plan_table
from perftui.services.transfer.separated_values import read_table
from perftui.services.transfer.spreadsheets import write_csv, write_xlsx
from perftui.services.transfer.workbooks import read_workbook


@dataclass(frozen=True)
class Node:
    depth: int
    level: Level | None
    title: str
    owner: str = ""
    weight: int | None = None
    yardstick: Yardstick | None = None
    current: Decimal | None = None
    confidence: Decimal | None = None
    progress: Decimal | None = None
    score: Decimal | None = None
    score_note: str = ""
    due: date | None = None
    priority: str = ""
    tags: tuple[str, ...] = ()
    description: str = ""
    cycle: str = "2026-Q4"


D = Decimal
YARDSTICKS = [
    (Yardstick(Operator.AT_LEAST, baseline=D(84), target=D(95), unit="%"), D("88.5")),
    (Yardstick(Operator.AT_LEAST, baseline=D(0), commit=D(3), target=D(7), stretch=D(10), unit="blog posts"), D(0)),
    (Yardstick(Operator.AT_MOST, baseline=D(5), target=D(2), red_high=D(6), unit="days"), None),
    (Yardstick(Operator.AT_MOST, target=D("-0.5"), baseline=D(1)), D(-1)),
    (Yardstick(Operator.EQUALS, target=D(100), red_low=D(90)), D(100)),
    (Yardstick(Operator.WITHIN, target=D(100), tolerance=D(5), unit="m2"), D(97)),
    (Yardstick(Operator.RANGE, low=D(8), high=D(12), unit="min"), D("9.25")),
    (Yardstick(Operator.MILESTONE), D("0.4")),
    (Yardstick(Operator.MILESTONE, target=D(4)), D(2)),
    (Yardstick(Operator.YES_NO), D(1)),
    (Yardstick(Operator.ORDINAL, levels=7, target=D(6)), D(3)),
]
TEXTS = st.text("ab=+-'\"@,;|\t 张伟1.%", min_size=1, max_size=12).map(lambda text: " ".join(clean_text(text).split())).filter(bool)
COMMON = {
    "title": TEXTS,
    "owner": st.sampled_from(["", "Li Na", "张伟"]),
    "weight": st.none() | st.integers(0, 10_000),
    "due": st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    "priority": st.sampled_from(["", "P0", "P3"]),
    "tags": st.lists(st.sampled_from(["DP", "市场部", "Data Platform"]), max_size=2).map(tuple),
    "description": st.sampled_from(["", "two\nlines", "=x"]),
}


def results(depth):
    share = st.none() | st.sampled_from([D(0), D("0.7"), D(1)])
    found = st.sampled_from(YARDSTICKS)
    built = st.builds(Node, depth=st.just(depth), level=st.none(), confidence=share, **COMMON)
    return st.tuples(built, found).map(lambda pair: Node(**{**vars(pair[0]), "yardstick": pair[1][0], "current": pair[1][1]}))


def goals(depth, height):
    own = st.builds(Node, depth=st.just(depth), level=st.sampled_from(Level), **COMMON)
    below = goals(depth + 1, height - 1) if height else st.just([])
    parts = st.tuples(own, st.lists(results(depth + 1), max_size=2), below)
    return st.lists(parts.map(lambda part: [part[0], *part[1], *part[2]]), max_size=2).map(
        lambda trees: [node for tree in trees for node in tree]
    )


def read_back(table):
    return plan_table(table, guess_mapping(table.header, table.rows, OKR_FIELDS))


def assert_same(planned, nodes):
    assert planned.problems == ()
    found_goals, found_results = iter(planned.goals), iter(planned.key_results)
    lines = {}
    for node in nodes:
        found = next(found_results if node.level is None else found_goals)
        lines[node.depth] = found.line
        same = ("title", "owner", "weight", "due", "priority", "tags")
        assert [getattr(found, name) for name in same] == [getattr(node, name) for name in same]
        assert found.notes == ((node.description,) if node.description else ())
        above = found.goal if node.level is None else found.parent
        assert (None if above is None else planned.goals[above].line) == (lines[node.depth - 1] if node.depth else None)
        if node.level is None:
            assert Yardstick(**found.fields()) == node.yardstick
            assert found.values == (() if node.current is None else (node.current,))
            assert found.confidence == node.confidence
        else:
            assert found.level is node.level


@pytest.mark.parametrize("language", ["en", "zh"])
@settings(deadline=None)
@given(nodes=goals(0, 2).filter(bool))
def test_goals_exported_as_csv_are_read_back(language, nodes):
    i18n.use(language)
    try:
        planned = read_back(read_table("goals.csv", write_csv(*goal_rows(nodes))))
    finally:
        i18n.use("en")
    assert_same(planned, nodes)


def test_goals_exported_as_a_workbook_are_read_back():
    nodes = [Node(0, Level.THEME, "Grow", description="Why."), Node(1, Level.PERSON, "=Sell", "Li Na", 6000, due=date(2026, 12, 31))]
    nodes += [Node(2, None, f"Result {n}", yardstick=yardstick, current=value) for n, (yardstick, value) in enumerate(YARDSTICKS)]
    planned = read_back(read_workbook("goals.xlsx", write_xlsx("Goals", *goal_rows(nodes))))
    assert_same(planned, nodes)
    assert planned.cycle == "2026-Q4"


def test_rarer_columns_are_left_out_where_no_row_needs_them():
    header, rows = goal_rows(
        [
            Node(0, Level.THEME, "Grow", cycle=""),
            Node(1, None, "Sell", weight=2550, yardstick=Yardstick(Operator.YES_NO), progress=D("0.6251"), cycle=""),
        ]
    )
    assert header == [
        "Depth",
        "Kind",
        "Title",
        "Owner",
        "Weight %",
        "Operator",
        "Target",
        "Current value",
        "Unit of measure",
        "Progress %",
        "Due date",
    ]
    assert rows == [
        [1, "Theme", "Grow", "", None, None, None, None, None, None, None],
        [2, "Key result", "Sell", "", D("25.5"), "Yes or no", None, None, "", D("62.5"), None],
    ]


def test_no_data_is_an_empty_cell_and_zero_is_zero():
    nodes = [
        Node(0, None, "a", yardstick=Yardstick(Operator.YES_NO)),
        Node(0, None, "b", yardstick=Yardstick(Operator.YES_NO), current=D(0), progress=D(0)),
    ]
    header, rows = goal_rows(nodes)
    assert [row[header.index("Current value")] for row in rows] == [None, D(0)]
    assert [row[header.index("Progress %")] for row in rows] == [None, D(0)]
