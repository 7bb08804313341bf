import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.domain.texts import clean_text
from perftui.services.transfer.okr_documents import Box, ItemKind, Link, OkrItem
from perftui.services.transfer.okr_markdown import read_markdown
from perftui.services.transfer.okr_writers import unnumbered, write_markdown

FRAGMENTS = [
    *(
        "# OKRs 2026 Q4",
        "## 2026-Q3",
        "# 2026",
        "## Grow",
        "#### Deep [DR]",
        "###### Six",
        "Setext",
        "===",
        "---",
        "* * *",
        "## ~~Gone [A]~~",
    ),
    *(
        "- [ ] Publish 8 posts [P0][DP]",
        "* [x] Done => 17%, 100%",
        "1. one",
        "  - nested",
        "\t- tabbed",
        "      * deep",
        "- OKRs",
        "- - -x",
    ),
    *("- [Grow](#grow)", "- ", "  continued", "lazy", "", "", "**Progress:** 0%", "[Source](http://x/1)", "- \\[x\\] y", "- `**code**`"),
    *(
        "> quoted",
        "    ## x",
        "| a | b |",
        "- ［x］完成",
        "- ([#5](http://x/(1)))",
        "- a ([#5](http://x/?a=1&copy;=2))",
        "- &#35; x",
        "- (WIP: a)",
    ),
    *(
        "- &#91;P0] a",
        "- [P0][P1] a [T][P2]",
        "- ~~a~~ [T] (WIP)",
        "## Contents",
        "\\",
        "## ",
        "# ",
        "    text",
        "&#35; y",
        "- a [l](http://x) b",
    ),
]
WORDS = st.text(
    st.sampled_from("abP0xWIP 张目标【】［］()[]{}~*_`\\!<>&#;=>,.:+-|%2026Q4") | st.characters(exclude_categories=["C", "Z"]),
    min_size=1,
    max_size=12,
)
PLAIN = WORDS.map(lambda text: " ".join(clean_text(text).split())).filter(bool)
TAGS = st.lists(st.sampled_from(["DP", "DevRel", "P?", "市场部", "Data Platform"]), max_size=2).map(tuple)
LINKS = st.lists(st.builds(Link, PLAIN, st.sampled_from(["http://x/1", "http://x/(a)?b=1&c=2", "#a_b"])), max_size=2).map(tuple)
FIGURES = st.lists(st.sampled_from(["17%", "100％", "1,200", "3 days", "-0.5"]), max_size=2).map(tuple)


def item(kind, text, children, depth):
    return st.builds(
        OkrItem,
        line=st.just(0),
        depth=st.just(depth),
        text=text,
        kind=st.just(kind),
        box=st.sampled_from([None, *Box]),
        priority=st.sampled_from([None, "P0", "P3"]),
        owners=TAGS,
        links=LINKS,
        results=FIGURES,
        wip=st.none() | st.just("") | st.sampled_from(["started", "a_b", "on cloud"]),
        notes=st.lists(st.sampled_from(["A note.", "Two words", "**Progress:** 5%"]), max_size=1).map(tuple),
        children=children,
    )


def listed(depth, height):
    below = listed(depth + 1, height - 1) if height else st.just(())
    return st.lists(item(ItemKind.ITEM, PLAIN, below, depth), max_size=2).map(tuple)


def headed(depth, height):
    below = (
        st.tuples(listed(depth + 1, 1), headed(depth + 1, height - 1)).map(lambda parts: parts[0] + parts[1])
        if height
        else listed(depth + 1, 1)
    )
    return st.lists(item(ItemKind.HEADING, PLAIN, below, depth), max_size=2).map(tuple)


def again(items, title=""):
    return unnumbered(read_markdown("x.md", write_markdown(items, title).encode()).items)


@settings(deadline=None)
@given(st.tuples(listed(0, 1), headed(0, 2)).map(lambda parts: parts[0] + parts[1]))
def test_what_is_written_is_read_back(items):
    assert again(items) == items
    assert again(items, "OKRs 2026-Q4") == items


@settings(deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=20))
def test_what_was_read_is_written_and_read_back(lines):
    items = unnumbered(read_markdown("x.md", "\n".join(lines).encode()).items)
    assert again(items) == items


def test_plain_texts_are_written_without_escapes():
    items = read_markdown(
        "x.md", b"## R&D: grow 5% (a_b) #1!\n- [x] [P0] Ship *it* [DP][LA] (WIP: soon) ([#5](http://x/5)) => 3, 5\n  - ~~x~~\n"
    ).items
    assert write_markdown(items, "OKRs 2026-Q4") == (
        "# OKRs 2026-Q4\n\n\n## R&D: grow 5% (a_b) #1!\n\n- [x] [P0] Ship it [DP][LA] (WIP: soon) ([#5](http://x/5)) => 3, 5\n  - ~~x~~\n"
    )


@pytest.mark.parametrize(
    "text", ["[done] Ship", "[P0]", "2026-Q4", "OKRs", "Contents", "- - -", "# x", "~~a~~", "x [DP]", "C #", "1. a", "a => 5", "&amp;"]
)
def test_texts_that_look_like_markup_survive(text):
    for kind in ItemKind:
        items = (OkrItem(0, 0, text, kind), OkrItem(0, 0, "other", ItemKind.HEADING))
        assert again(items) == items


def test_six_levels_of_headings_are_written():
    items = read_markdown("x.md", b"# OKRs\n# a\n## b\n### c\n#### d\n##### e\n###### f\n").items
    assert again(items) == unnumbered(items)
    assert "###### f" in write_markdown(items)


def test_nothing_is_written_as_nothing():
    assert write_markdown([]) == ""
    assert write_markdown([], "OKRs 2026") == "# OKRs 2026\n"
