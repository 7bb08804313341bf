"""Two states of a record side by side: signs tell what differs, and nothing is wider than its column."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from widgets.side_by_side import ADDED, CHANGED, REMOVED, SAME, DiffLine, below, beside

LINES = (
    DiffLine(SAME, "Title", "客户投诉", "客户投诉"),
    DiffLine(CHANGED, "Due date", "31 Dec 2026", "15 Jan 2027"),
    DiffLine(ADDED, "Retention", is_heading=True),
    DiffLine(ADDED, "Target", "", "≥95 %"),
    DiffLine(REMOVED, "Weight", "20%", ""),
)
texts = st.text(st.characters(codec="utf-8"), max_size=60)
lines = st.lists(st.builds(DiffLine, st.sampled_from([SAME, CHANGED, ADDED, REMOVED]), texts, texts, texts, st.booleans()), max_size=6)


def rows(content):
    return [line.rstrip() for line in content.plain.split("\n")]


def test_below_one_another_the_old_line_has_a_minus_and_the_new_one_a_plus():
    assert rows(below(LINES, 60)) == [
        "  Title       客户投诉",
        "~ Due date  - 31 Dec 2026",
        "            + 15 Jan 2027",
        "",
        "+ Retention",
        "+ Target    + ≥95 %",
        "- Weight    - 20%",
    ]


def test_beside_one_another_each_version_has_its_column():
    assert rows(beside(LINES, 60, ("1. Proposed", "2. Agreed"))) == [
        "            1. Proposed              2. Agreed",
        "  Title     客户投诉                 客户投诉",
        "~ Due date  31 Dec 2026              15 Jan 2027",
        "",
        "+ Retention",
        "+ Target                             ≥95 %",
        "- Weight    20%",
    ]


def test_what_is_unchanged_is_dim_and_what_is_new_bold():
    same, changed = beside(LINES[:2], 60, ("1", "2")).split("\n")[1:]
    assert {str(span.style) for span in same.spans} == {"dim"}
    assert "bold" in {str(span.style) for span in changed.spans}


@given(lines, st.integers(40, 140))
def test_no_field_is_wider_than_there_is_room(given_lines, width):
    fields = [line for line in given_lines if not line.is_heading]
    for content in (below(fields, width), beside(fields, width, ("1", "2"))):
        assert all(cell_len(row) <= width for row in rows(content))
