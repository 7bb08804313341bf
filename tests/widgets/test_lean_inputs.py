"""A key in a field costs a few cells: nothing is laid out, and what has not changed is not painted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.strip import Strip

from widgets.detail_panes import DetailPane
from widgets.lean_inputs import differing
from widgets.text_fields import TextField

WIDTH = 24
BOLD, PLAIN = Style(bold=True), Style()
TEXTS = st.text(st.sampled_from("ab 张伟é"), max_size=12)
LINES = st.lists(st.tuples(TEXTS, st.sampled_from([BOLD, PLAIN])), max_size=4)


def line(parts):
    return Strip([Segment(text, style) for text, style in parts]).adjust_cell_length(WIDTH, PLAIN)


def cells(strip):
    """Each cell on its own, so that lines are compared by what stands in them."""
    return [list(strip.crop(x, x + 1)) for x in range(WIDTH)]


@given(LINES, LINES)
def test_painting_what_differs_gives_the_new_line(before, after):
    old, new = line(before), line(after)
    region = differing(old, new)
    if region is None:
        assert cells(old) == cells(new)
    else:
        painted = Strip.join([old.crop(0, region.x), new.crop(region.x, region.right), old.crop(region.right)])
        assert painted.text == new.text
        assert cells(painted) == cells(new)


def test_only_the_cells_of_a_new_character_differ():
    assert differing(line([("张伟", PLAIN)]), line([("张a伟", PLAIN)])) == (2, 0, 3, 1)
    assert differing(line([("abc", PLAIN)]), line([("abd", PLAIN)])) == (2, 0, 1, 1)
    assert differing(line([("abc", PLAIN)]), line([("abc", BOLD)])) == (0, 0, 3, 1)


def test_a_mark_is_painted_with_the_character_that_it_stands_on():
    assert differing(line([("ae", PLAIN)]), line([("ae\u0301", PLAIN)])) == (1, 0, 1, 1)
    assert differing(line([("ae\u0301", PLAIN)]), line([("ae", PLAIN)])) == (1, 0, 1, 1)


class Form(App):
    """Two fields, and a count of what they cost."""

    layouts = 0

    def compose(self):
        with Vertical():
            yield TextField("first", select_on_focus=False)
            yield TextField("second", select_on_focus=False)


@pytest.fixture
async def form(monkeypatch):
    app = Form()
    lay_out = Screen._refresh_layout

    def counted(screen, *arguments, **keywords):
        app.layouts += 1
        lay_out(screen, *arguments, **keywords)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        app.pilot = pilot
        yield app


def shown(app):
    return ["".join(segment.text for segment in strip).rstrip() for strip in app.screen._compositor.render_strips()]


async def test_a_character_lays_nothing_out(form):
    form.layouts = 0
    await form.pilot.press(*"abc", "backspace", "left", "x")
    await form.pilot.pause()
    assert form.layouts == 0
    assert shown(form)[0] == "firstaxb"


async def test_a_text_longer_than_the_field_scrolls(form):
    await form.pilot.press(*"abcdefghij" * 7)
    await form.pilot.pause()
    assert shown(form)[0].endswith("abcdefghij")
    await form.pilot.press("home")
    await form.pilot.pause()
    assert shown(form)[0].startswith("firstabc")


async def test_a_field_that_is_left_loses_its_cursor_and_keeps_its_text(form):
    await form.pilot.press("a", "tab", "b")
    await form.pilot.pause()
    assert shown(form)[:2] == ["firsta", "secondb"]
    first, second = form.query(TextField)
    assert not any(segment.style and segment.style.reverse for segment in first.render_line(0))
    assert second.has_focus


async def test_nothing_of_a_hint_longer_than_the_field_stays_behind_what_is_typed():
    class Hinted(App):
        def compose(self):
            yield TextField(placeholder="title; owner; due or how often; role")

    async with Hinted().run_test(size=(30, 3)) as pilot:
        await pilot.pause()
        field = pilot.app.query_one(TextField)
        before = field.draw_row()
        field.value = "ab"
        after = field.draw_row()
        region = differing(before, after)
        assert Strip.join([after.crop(region.x, region.right), before.crop(region.right)]).text.strip() == "ab"


class Record(App):
    """A pane alone."""

    CSS = "DetailPane { width: 1fr; }"

    def compose(self):
        with Vertical():
            yield DetailPane()


async def test_a_pane_paints_only_the_lines_that_differ():
    app = Record()
    async with app.run_test(size=(40, 10)) as pilot:
        pane = app.query_one(DetailPane)
        pane.show(Content("Name\nUnit East\nGoals 3"))
        await pilot.pause()
        pane._dirty_regions.clear()
        pane.show(Content("Name\nUnit West\nGoals 3"))
        assert {region.y for region in pane._dirty_regions if region} == {1}
        await pilot.pause()
        assert [text.strip() for text in shown(app)[:3]] == ["Name", "Unit West", "Goals 3"]


async def test_a_pane_scrolls_and_begins_anew_with_the_next_record():
    app = Record()
    async with app.run_test(size=(20, 5)) as pilot:
        pane = app.query_one(DetailPane)
        pane.focus()
        pane.show(Content("\n".join(f"line {number}" for number in range(30))))
        await pilot.press("end")
        await pilot.pause()
        assert "line 29" in shown(app)[-1]
        pane.show(Content("other"))
        await pilot.pause()
        assert shown(app)[0].strip() == "other"
        assert shown(app)[1].strip() == ""


async def test_a_pane_breaks_its_lines_anew_when_the_window_changes():
    app = Record()
    async with app.run_test(size=(40, 10)) as pilot:
        app.query_one(DetailPane).show(Content("one two three four five"))
        await pilot.pause()
        await pilot.resize_terminal(14, 10)
        await pilot.pause()
        assert [text.strip() for text in shown(app)[:3]] == ["one two", "three four", "five"]
