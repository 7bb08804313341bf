import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.services.transfer.okr_documents import Box, Link
from perftui.services.transfer.okr_texts import read_text


@pytest.mark.parametrize(
    ("source", "text", "box"),
    [
        ("[ ] Open it", "Open it", Box.OPEN),
        ("[] Open it", "Open it", Box.OPEN),
        ("[x] Done", "Done", Box.DONE),
        ("[X] Done", "Done", Box.DONE),
        ("［x］ 完成", "完成", Box.DONE),
        ("［　］完成", "完成", Box.OPEN),
        ("【√】完成", "完成", Box.DONE),
        ("☐ 完成", "完成", Box.OPEN),
        ("☑ 完成", "完成", Box.DONE),
        ("~~Dropped~~", "Dropped", Box.STRUCK),
        ("[ ] ~~Dropped~~", "Dropped", Box.STRUCK),
        ("[x] **~~Dropped~~**", "Dropped", Box.STRUCK),
        ("~~Old~~ new ~~way~~", "~~Old~~ new ~~way~~", None),
        ("[x]", "", Box.DONE),
        ("[done] Ship it", "[done] Ship it", None),
        ("Style analyser[s]", "Style analyser[s]", None),
        ("x[1] = 2", "x[1] = 2", None),
    ],
)
def test_a_box_is_open_done_or_struck(source, text, box):
    found = read_text(source)
    assert (found.text, found.box) == (text, box)


@pytest.mark.parametrize(
    ("source", "text", "priority", "owners"),
    [
        ("[P0] Publish", "Publish", "P0", []),
        ("Publish [P3]", "Publish", "P3", []),
        ("(p1) Publish", "Publish", "P1", []),
        ("**[P0]** Publish", "Publish", "P0", []),
        ("【P0】发布", "发布", "P0", []),
        ("发布【P2】", "发布", "P2", []),
        ("[P0]: Publish", "Publish", "P0", []),
        ("Publish [P?][APPS]", "Publish", None, ["P?", "APPS"]),
        ("Publish [P0][DP][LA]", "Publish", "P0", ["DP", "LA"]),
        ("Publish [DP] [P0] [LA]", "Publish", "P0", ["DP", "LA"]),
        ("[DevRel] Publish", "Publish", None, ["DevRel"]),
        ("Publish [P0][P1]", "Publish", "P1", ["P0"]),
        ("提升满意度【市场部】【客服】", "提升满意度", None, ["市场部", "客服"]),
        ("[P0]", "[P0]", None, []),
        ("[DevRel]", "[DevRel]", None, []),
        ("P0 is bad", "P0 is bad", None, []),
    ],
)
def test_priorities_and_owners_stand_in_brackets_at_either_end(source, text, priority, owners):
    found = read_text(source)
    assert (found.text, found.priority, found.owners) == (text, priority, owners)


@pytest.mark.parametrize(
    ("source", "text", "links"),
    [
        ("Store it ([#5](http://x/5))", "Store it", [("#5", "http://x/5")]),
        ("Store it （[#5](http://x/5)、[#6](http://x/6)）", "Store it", [("#5", "http://x/5"), ("#6", "http://x/6")]),
        ("[Launch](http://x) now", "Launch now", [("Launch", "http://x")]),
        ("([#5](http://x/5))", "(#5)", [("#5", "http://x/5")]),
        ("Read [a [b]](http://x/(c)) [T]", "Read a [b]", [("a [b]", "http://x/(c)")]),
        ('See [it](<http://x> "title")', "See it", [("it", "http://x")]),
        ("![logo](http://x/l.png) Brand", "logo Brand", [("logo", "http://x/l.png")]),
        ("No [link] (here)", "No [link] (here)", []),
    ],
)
def test_links_are_kept_beside_the_text(source, text, links):
    found = read_text(source)
    assert (found.text, found.links) == (text, [Link(*link) for link in links])


@pytest.mark.parametrize(
    ("source", "text", "wip"),
    [
        ("Driver (WIP)", "Driver", ""),
        ("Driver (WIP: _started_)", "Driver", "started"),
        ("Driver （WIP：联调中）", "Driver", "联调中"),
        ("Driver (wip, on cloud)", "Driver", "on cloud"),
        ("Driver (WIPE)", "Driver (WIPE)", None),
        ("(WIP)", "(WIP)", None),
    ],
)
def test_work_in_progress_is_a_remark(source, text, wip):
    found = read_text(source)
    assert (found.text, found.wip) == (text, wip)


@pytest.mark.parametrize(
    ("source", "text", "results"),
    [
        ("Coverage => 17%, 100%", "Coverage", ("17%", "100%")),
        ("Coverage => 17%,100%", "Coverage", ("17%", "100%")),
        ("回访率 =＞ 17％，100％", "回访率", ("17％", "100％")),
        ("Sign-ups => 1,200, 3,400", "Sign-ups", ("1,200", "3,400")),
        ("Visits => 3, n/a, 5 days", "Visits", ("3", "n/a", "5 days")),
        ("a => b", "a => b", ()),
        ("Move x => y, 3", "Move x => y, 3", ()),
        ("=> 17%", "=> 17%", ()),
        ("Nothing => n/a", "Nothing => n/a", ()),
        ("Reach 5 [P0][DP] (WIP) => 3", "Reach 5", ("3",)),
    ],
)
def test_figures_behind_an_arrow_are_results(source, text, results):
    found = read_text(source)
    assert (found.text, found.results) == (text, results)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Attract **relevant** _people_ *now* __today__", "Attract relevant people now today"),
        ("snake_case_name and 2 * 3 * 4 and PR* (x)", "snake_case_name and 2 * 3 * 4 and PR* (x)"),
        (r"\[P0\] and \*this\*", "[P0] and *this*"),
        (r"A DB \w hashes", r"A DB \w hashes"),
        ("Run `[x] **a** \\ b`", r"Run [x] **a** \ b"),
        ("R&amp;D &#38; more &copy", "R&D & more &copy"),
        ("&#27;[31mred &#x202e;", "[31mred"),
        ("&#91;P0] x", "[P0] x"),
        ("one<br/>two", "one two"),
        ("many   spaces", "many spaces"),
    ],
)
def test_the_words_are_plain(source, text):
    assert read_text(source).text == text


@settings(deadline=None)
@given(st.text(st.sampled_from("[]()~*_`\\!<>&#;=>,xXP0 DR%/:【】（）WIP张"), max_size=40))
def test_any_text_is_taken_apart_and_keeps_its_words(source):
    found = read_text(" ".join(source.split()))
    links = "".join(link.label + link.url for link in found.links)
    kept = "".join((found.text, links, *found.owners, *found.results, found.wip or ""))
    assert set("DR张") & set(source) <= set(kept)


@pytest.mark.parametrize("text", ["P0: Raise NPS", "p0：Raise NPS"])
def test_a_priority_with_a_colon_is_one(text):
    found = read_text(text)
    assert (found.priority, found.text) == ("P0", "Raise NPS")
