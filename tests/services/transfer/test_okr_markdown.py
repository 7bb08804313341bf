import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.services.transfer import okr_markdown
from perftui.services.transfer.limits import CellTooLong
from perftui.services.transfer.okr_documents import Box, ItemKind, Reason
from perftui.services.transfer.okr_markdown import NestedTooDeep, TooManyLines, read_markdown

FRAGMENTS = [
    *(
        "# OKRs 2026 Q4",
        "## 2026-Q3",
        "## Grow",
        "#### Deep [DR]",
        "Setext",
        "===",
        "---",
        "----",
        "* * *",
        "#目标",
        "##  ",
        "## ~~Gone [A]~~",
    ),
    *(
        "- [ ] Publish 8 posts [P0][DP]",
        "* [x] Done => 17%, 100%",
        "+ plus",
        "1. one",
        "2) two",
        "  - nested",
        "\t- tabbed",
        "      * deep",
    ),
    *("- [Grow](#grow)", "  - [[P1] x](#p1-x)", "- ", "- [ ]", "  continued", "lazy", "", "", "**Progress:** 0%", "[Source](http://x/1)"),
    *(
        "> quoted",
        "```",
        "~~~",
        "<!-- c",
        "-->",
        "| a | b |",
        "· 提升【P0】",
        "- ［x］完成",
        "1、发布",
        "- ([#5](http://x))",
        "text\\",
        "- &#35; x",
    ),
]


def read(text, name="okrs.md"):
    return read_markdown(name, text.encode())


def outline(items, level=0):
    return [line for item in items for line in ("  " * level + item.text, *outline(item.children, level + 1))]


def reasons(document):
    return {named.line: named.reason for named in document.named}


def test_headings_nest_by_level_and_jumps_are_no_gaps():
    document = read("## A\n#### B\n### C\n## D\n###### E\n")
    assert outline(document.items) == ["A", "  B", "  C", "D", "  E"]
    assert [item.depth for item in document.walk()] == [0, 1, 1, 0, 1]
    assert {item.kind for item in document.walk()} == {ItemKind.HEADING}


def test_underlined_headings_count_like_the_others():
    document = read("Objectives 2026\n===============\n\nGrow\nthe market\n---\n- one\n\n---\n")
    assert (document.title, outline(document.items)) == ("Objectives 2026", ["Grow the market", "  one"])
    assert reasons(document) == {1: Reason.TITLE, 2: Reason.CONTINUATION, 5: Reason.CONTINUATION, 6: Reason.CONTINUATION, 9: Reason.RULE}


def test_items_nest_by_indent_whatever_marker_tab_or_space():
    document = read("## A\n- one\n\t* two\n\t\t+ three\n    - four\n   1. five\n- six\n1) seven\n  2、八\n• 九\n")
    assert outline(document.items) == [
        "A",
        *("  one", "    two", "      three", "    four", "    five", "  six", "  seven", "    八", "  九"),
    ]


def test_one_column_more_is_no_level():
    assert outline(read("- one\n - two\n   - three\n").items) == ["one", "two", "  three"]


def test_chinese_writing_habits_are_understood():
    document = read(
        "# 2026年第四季度目标\n##提升客户满意度\n-【P0】回访率达到95%\n- ［x］完成培训 =＞ 17％，100％\n1.新增10家客户\n2、发布月报\n"
    )
    assert (document.title, document.cycle) == ("2026年第四季度目标", "2026-Q4")
    assert outline(document.items) == ["提升客户满意度", "  回访率达到95%", "  完成培训", "  新增10家客户", "  发布月报"]
    first, second = document.items[0].children[:2]
    assert (first.priority, second.box, second.results) == ("P0", Box.DONE, ("17％", "100％"))


def test_numbers_and_hash_signs_in_sentences_are_no_markers():
    document = read("- x\n\n1.5 million users\n#MLonCode is a tag\n2018. It was\n*emphasis*\n")
    assert outline(document.items) == ["x"]
    assert [named.reason for named in document.named] == [Reason.NOTE] * 4


def test_a_line_without_marker_continues_the_item_above_it():
    document = read("- Define the product\n  for sharing [P1]\nand more [DP]\n- next\n")
    first = document.items[0]
    assert (first.text, first.owners) == ("Define the product for sharing [P1] and more", ("DP",))
    assert reasons(document) == {2: Reason.CONTINUATION, 3: Reason.CONTINUATION}


def test_paragraphs_are_notes_of_what_they_stand_by():
    document = read("Intro.\n\n## A\n\nAbout A,\ntwo lines.\n\n- one\n\n  About one.\n\nAbout A again.\n\n> said\n")
    assert document.notes == ("Intro.",)
    (heading,) = document.items
    assert heading.notes == ("About A, two lines.", "About A again.", "> said")
    assert heading.children[0].notes == ("About one.",)
    assert reasons(document)[6] is Reason.NOTE
    assert reasons(document)[14] is Reason.QUOTE


def test_progress_lines_and_lines_of_links_are_notes():
    document = read("## A\n**Progress:** 0/2\n[Source page](http://x/1)\n\n- one\n  进度：50%\n  [more](http://x/2)\n")
    assert reasons(document) == {2: Reason.PROGRESS, 3: Reason.LINKS, 6: Reason.PROGRESS, 7: Reason.LINKS}
    assert document.items[0].notes == ("**Progress:** 0/2", "[Source page](http://x/1)")
    assert document.items[0].children[0].notes == ("进度：50%", "[more](http://x/2)")


def test_a_table_of_contents_holds_no_goals():
    document = read(
        '# OKRs 2018 Q3\n\n## Contents\n- [A](#a)\n  - [[P1] B](#p1-b)\n  - [Define "c"](#define-%22c%22)\n\n___\n## A\n- [B](http://x)\n'
    )
    assert outline(document.items) == ["A", "  B"]
    assert reasons(document) == {
        1: Reason.TITLE,
        3: Reason.CONTENTS,
        4: Reason.CONTENTS,
        5: Reason.CONTENTS,
        6: Reason.CONTENTS,
        8: Reason.RULE,
    }


def test_what_stands_for_nothing_passes_its_items_on():
    document = read("## A\n- \n  - inner\n- [ ]\n- [A](#a)\n  - goal\n###\n- last\n")
    assert outline(document.items) == ["A", "  inner", "  goal", "  last"]
    assert [named.reason for named in document.named] == [Reason.EMPTY, Reason.EMPTY, Reason.CONTENTS, Reason.EMPTY]


def test_an_empty_heading_ends_nothing():
    assert outline(read("### A\n- one\n## \n  - two\n").items) == ["A", "  one", "    two"]


def test_code_comments_and_settings_are_named():
    document = read("---\ntitle: x\n---\n<!-- a\n- no goal\n-->\n```\n- no goal\n```\n- goal\n```\nopen fence\n")
    assert outline(document.items) == ["goal"]
    expected = {Reason.FRONT_MATTER: 3, Reason.COMMENT: 3, Reason.CODE: 3, Reason.NOTE: 2}
    assert {reason: [named.reason for named in document.named].count(reason) for reason in expected} == expected


@pytest.mark.parametrize(
    ("text", "title", "cycle", "top"),
    [
        ("# OKRs 2018 Q3\n## A\n", "OKRs 2018 Q3", "2018-Q3", "A"),
        ("# Objectives and Key Results\n## Q1 2018\n### A\n", "Objectives and Key Results", "2018-Q1", "A"),
        ("# 2026-H1\n## A\n", "2026-H1", "2026-H1", "A"),
        ("# Goals for 2026\n## A\n", "Goals for 2026", "2026", "A"),
        ("# A\n# B\n", "", "2017-Q2", "A"),
        ("# A\n- one\n", "", "2017-Q2", "A"),
        ("## 2018 Q1\n- one\n## 2018 Q2\n- two\n", "", "2017-Q2", "2018 Q1"),
        ("- one\n\n# OKRs 2018\n", "OKRs 2018", "2018", "one"),
    ],
)
def test_title_and_cycle_frame_the_goals(text, title, cycle, top):
    document = read(text, "okrs-2017-Q2.md")
    assert (document.title, document.cycle, document.items[0].text) == (title, cycle, top)


def test_a_subtree_that_stands_twice_is_kept_twice_and_said():
    branch = "- Launch\n  - inner\n    - leaf\n"
    document = read(f"## A\n{branch}## B\n{branch}- Launch\n")
    assert outline(document.items).count("  Launch") == 3
    assert document.duplicates == ((6, 2),)


def test_what_is_too_large_is_refused(monkeypatch):
    with pytest.raises(NestedTooDeep, match="Line 61"):
        read("\n".join("  " * level + "- x" for level in range(70)))
    with pytest.raises(CellTooLong):
        read("- " + "x" * 20_000)
    monkeypatch.setattr(okr_markdown, "MAX_LINES", 3)
    with pytest.raises(TooManyLines):
        read("\n\n\n\n")


@settings(deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text("-*#> [x]\tab", max_size=8), max_size=25))
def test_every_line_of_any_document_is_an_item_or_named(lines):
    text = "\n".join(lines)
    document = read(text)
    known = [item.line for item in document.walk()] + [named.line for named in document.named]
    assert sorted(known) == [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert document.unaccounted() == []
    assert all(item.text and set(item.text) != {" "} for item in document.walk())
