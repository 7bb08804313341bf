"""The frame of a section: nothing is cut in the middle, and everything can be clicked."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, ClassVar

import pytest
from rich.cells import cell_len
from textual.binding import Binding
from textual.widgets import Input

from widgets.glyphs import ASCII
from widgets.key_serialisers import BACKGROUND
from widgets.notices import CompactFooter, Line, Section, SectionBar, StatusLine
from widgets.progress_lines import EmptyState, ProgressLine
from widgets.safe_apps import SafeApp

if TYPE_CHECKING:
    from textual.app import ComposeResult

EVIL = "[/b][@click=app.quit]\x1b]52;c;QQ\x07"
ENGLISH = ("Today", "People", "Goals", "Gaps", "Plans", "Reviews", "Talks", "Results", "Library")
CHINESE = ("今天", "人员", "目标", "差距", "计划", "评估", "面谈", "结果", "资料库")
FOOTER = (
    ("help", "F1", "Help"),
    ("add", "^N", "New goal"),
    ("edit", "F2", "Edit"),
    ("find", "F3", "Find"),
    ("check", "c", "Check in"),
    ("undo", "^Z", "Undo"),
    ("views", "^T", "Saved views"),
    ("menu", "F8", "Menu"),
    ("search", "^P", "Search everything"),
)


def sections(titles) -> list[Section]:
    return [Section(title.lower(), str(number), title) for number, title in enumerate(titles, 1)]


class Frame(SafeApp[None]):
    def __init__(self, titles=ENGLISH, current: str = "reviews", **options: object) -> None:
        super().__init__(**options)
        self.titles, self.current = titles, current
        self.clicked: list[tuple[type, str]] = []
        self.cancelled = 0

    def compose(self) -> ComposeResult:
        yield SectionBar(sections(self.titles), self.current)
        yield Input(select_on_focus=False)
        yield EmptyState(f"No goals yet {EVIL}", ["Ctrl+N adds one.", EVIL])
        yield ProgressLine()
        yield StatusLine()
        yield CompactFooter(FOOTER)

    def on_line_chosen(self, event: Line.Chosen) -> None:
        self.clicked.append((type(event.control), event.name))

    def on_progress_line_cancelled(self) -> None:
        self.cancelled += 1


@pytest.mark.parametrize("width", [200, 80, 60, 40])
@pytest.mark.parametrize("titles", [ENGLISH, CHINESE])
async def test_all_sections_stand_in_the_line_and_the_one_shown_is_whole(titles, width):
    app = Frame(titles, titles[5].lower())
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        text = app.query_one(SectionBar).render().plain
        assert cell_len(text) <= width
        assert all(str(number) in text for number in range(1, 10))
        assert f"6 {titles[5]}" in text


async def test_at_eighty_columns_every_section_is_whole():
    assert "".join(SectionBar(sections(ENGLISH), "goals").fitting(80)) == (
        " 1 Today 2 People 3 Goals 4 Gaps 5 Plans 6 Reviews 7 Talks 8 Results 9 Library"
    )


@pytest.mark.parametrize("width", range(18, 120, 7))
def test_the_footer_cuts_no_item_and_keeps_help_and_menu(width):
    items = CompactFooter(FOOTER).fitting(width)
    assert items[0][1] == "F1"
    assert "F8" in [key for _name, key, _word in items]
    assert sum(cell_len(f"{key} {word}  ") for _name, key, word in items) <= width
    others = [item for item in FOOTER if item[1] not in {"F1", "F8"}]
    assert [item for item in items if item in others] == others[: len(items) - 2]


async def test_what_is_clicked_says_where_and_what():
    app = Frame()
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        await pilot.click(SectionBar, offset=(12, 0))
        await pilot.click(CompactFooter, offset=(11, 0))
        await pilot.click(CompactFooter, offset=(99, 0))
    assert app.clicked == [(SectionBar, "people"), (CompactFooter, "add")]


async def test_the_status_line_shows_user_text_as_it_is_and_keeps_to_its_width():
    app = Frame()
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.query_one(StatusLine)
        line.show("投诉" * 50 + EVIL)
        line.set_saved("● unsaved")
        line.set_who("alice @ a.db")
        await pilot.pause()
        text = line.render().plain
        assert cell_len(text) == 80
        assert "● unsaved" in text
        line.say(EVIL, is_error=True)
        assert "[@click=app.quit]" in line.render().plain


async def test_an_empty_list_says_what_to_do_without_markup():
    app = Frame()
    async with app.run_test() as pilot:
        await pilot.pause()
        shown = "".join(segment.text for line in app.screen._compositor.render_strips() for segment in line)
    assert shown.count("[@click=app.quit]") == 2
    assert "Ctrl+N adds one." in shown


async def test_progress_has_a_bar_a_number_and_words():
    app = Frame(glyphs=ASCII)
    async with app.run_test(size=(60, 24)) as pilot:
        line = app.query_one(ProgressLine)
        line.begin("Reading a.csv [/b]")
        await pilot.pause()
        assert line.render().plain == "Reading a.csv [/b]  Esc cancels"
        line.report(0.62)
        assert line.render().plain.split() == ["#######....", "62%", "Reading", "a.csv", "[/b]", "Esc", "cancels"]
        line.report(1, "投诉" * 40)
        assert cell_len(line.render().plain) <= 60
        line.end()
        await pilot.pause()
        assert app.focused is app.query_one(Input)


class Importing(Frame):
    """Ctrl+N reads until somebody cancels."""

    BINDINGS: ClassVar = [Binding("ctrl+n", "load")]

    def __init__(self) -> None:
        super().__init__()
        self.stop = threading.Event()

    def action_load(self) -> None:
        self.query_one(ProgressLine).begin("Reading")
        self.run_worker(self.read, thread=True, group=BACKGROUND)

    def read(self) -> None:
        self.stop.wait(20)
        self.call_from_thread(self.query_one(ProgressLine).end)

    def on_progress_line_cancelled(self) -> None:
        self.stop.set()


async def test_escape_cancels_work_that_runs_in_the_background(burst):
    app = Importing()
    async with app.run_test():
        await burst(app, "a\x0e")
        assert app.query_one(ProgressLine).display
        await burst(app, "\x1b[24~\x1b[24~")
        await app.workers.wait_for_complete()
        await burst(app, "b")
        assert not app.query_one(ProgressLine).display
        assert app.query_one(Input).value == "ab"
    assert app.cancelled == 1
