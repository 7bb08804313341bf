"""Bringing a roster in and sending it out, from the keyboard."""

from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import backups, undo, verification
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store
from screens import people_imports, works
from widgets.dialogs.change_lists import ChangeList
from widgets.dialogs.paths import PathPrompt
from widgets.dialogs.previews import Preview, ProblemTable
from widgets.dialogs.questions import Questions
from widgets.dialogs.workings import Working

TODAY = date(2026, 11, 23)
IMPORT = ("f8", "import people", "enter")
EXPORT = ("f8", "export people", "enter")
ROSTER = "工号,姓名,部门,职位\nE3,王芳,Sales > East,经理\nE9,[/b]新人\x1b]52;c;x\x07,客服部,专员\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_a_gbk_roster_comes_in_with_four_keys_as_one_step(desk, store, folder):
    (folder / "roster.csv").write_bytes(ROSTER.encode("gbk"))
    await desk.type(*IMPORT, "ro\t", "enter")
    assert isinstance(desk.screen, Questions)
    assert "GB18030" in desk.shown
    assert "Staff number" in desk.shown
    await desk.type("enter")
    assert isinstance(desk.screen, ChangeList)
    assert "1 new, 1 changed, 0 unchanged" in desk.shown
    assert "New units: 客服部" in desk.shown
    assert "Position: 专员 → 经理" in desk.shown
    await desk.type("enter")
    assert desk.person("王芳").line.position == "经理"
    assert desk.person("[/b]新人").line.unit == "客服部"
    assert "Imported 2 people from roster.csv. Ctrl+Z" in desk.status
    assert "\x1b" not in desk.shown
    await desk.type("ctrl+z")
    assert desk.person("王芳").line.position == "专员"
    assert verification.verify(store, is_deep=True).is_sound


async def test_all_of_it_can_be_typed_ahead(desk, folder):
    (folder / "roster.csv").write_text("Staff no,Name\nE7,Zoe\n")
    await desk.type(*IMPORT, "roster.csv", "enter", "enter", "enter", "end")
    assert desk.names()[-1] == "Zoe"


async def test_three_broken_rows_of_a_workbook_are_named_and_nothing_is_changed(desk, store, folder):
    book = Workbook()
    for row in (
        ["Staff no", "Name", "Hire date", "Manager"],
        ["E6", "Fay", "someday", None],
        ["E7", None, None, None],
        ["E8", "Gil", None, "Nobody [b]"],
        ["E9", "Hal", None, "Ann Lee"],
    ):
        book.active.append(row)
    book.save(folder / "roster.xlsx")
    label = undo.next_undo(store)
    await desk.type(*IMPORT, "roster.xlsx", "enter", "enter")
    assert isinstance(desk.screen, Preview)
    rows = [line.split()[:3] for line in desk.screen.query_one(ProblemTable).render().plain.splitlines()]
    assert ["2", "C", "(Hire"] in rows
    assert ["3", "B", "(Name)"] in rows
    assert "Nobody [b]" in desk.shown
    await desk.type("y", "enter")
    assert isinstance(desk.screen, Questions)
    await desk.type("escape")
    assert desk.screen.SECTION == "people"
    assert undo.next_undo(store) == label


async def test_another_column_is_picked(desk, folder):
    (folder / "roster.csv").write_text("Staff no,Name,Legal name\nE7,Zoe,Zoe Ann Smith\n")
    await desk.type(*IMPORT, "roster.csv", "enter", "down", "up", "f4", "legal", "enter", "enter", "c")
    assert isinstance(desk.screen, Questions)
    await desk.type("enter", "enter")
    assert desk.names()[-1] == "Zoe Ann Smith"


async def test_the_order_of_day_and_month_is_asked_where_nobody_can_tell(desk, folder):
    (folder / "roster.csv").write_text("Staff no,Name,Hired\nE7,Zoe,03/04/2020\n")
    await desk.type(*IMPORT, "roster.csv", "enter")
    assert "such as 03/04/2020" in desk.shown
    await desk.type("enter")
    assert isinstance(desk.screen, Preview)
    await desk.type("enter", "f4", "day, month", "enter", "enter", "enter")
    assert desk.person("Zoe").line.hire_date == date(2020, 4, 3)


async def test_what_is_recorded_already_is_said(desk, store, folder):
    (folder / "roster.csv").write_text("Staff no,Name\nE1,Ann Lee\n")
    label = undo.next_undo(store)
    await desk.type(*IMPORT, "roster.csv", "enter", "enter")
    assert "Nothing is new" in desk.status
    assert undo.next_undo(store) == label


async def test_a_file_that_cannot_be_read_says_what_to_do(desk, folder):
    (folder / "roster.csv").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    await desk.type(*IMPORT, "roster.csv", "enter")
    assert "Save the list as CSV" in desk.status


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "out.jsonl"])
async def test_who_is_listed_goes_out_to_a_file(desk, folder, name):
    await desk.type("ctrl+l", "sales", "enter", *EXPORT, *["\x7f"] * 10, name, "enter")
    assert desk.status == f"Wrote 3 people to {name}."
    assert (folder / name).stat().st_size


async def test_a_file_that_is_there_is_replaced_only_after_a_yes(desk, folder):
    (folder / "people.csv").write_text("mine")
    await desk.type(*EXPORT, "enter", "enter")
    assert (folder / "people.csv").read_text() == "mine"
    await desk.type(*EXPORT, "enter", "y")
    assert (folder / "people.csv").read_text("utf-8-sig").count("\n") == 5


async def test_an_ending_that_tells_no_format_is_refused_with_the_ones_that_do(desk, folder):
    await desk.type(*EXPORT, "x", "enter")
    assert ".xlsx" in desk.status


class TestInAFile:
    """With a file, what takes long runs in a thread on a store of its own."""

    @pytest.fixture
    def store(self, tmp_path):
        store = open_store(tmp_path / "data.db", Actor("hanna"), create=True, clock=lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
        yield store
        i18n.use("en")
        store.close()

    @pytest.fixture
    def many(self, folder, monkeypatch):
        monkeypatch.setattr(people_imports, "FEW", 2)
        (folder / "roster.csv").write_text("Staff no,Name\n" + "".join(f"E{n},Person {n}\n" for n in range(6)))

    async def test_many_come_in_behind_a_progress_line_after_a_backup(self, desk, store, many):
        await desk.type(*IMPORT, "roster.csv", "enter")
        await self.until(desk, Questions)
        await desk.type("enter")
        await self.until(desk, ChangeList)
        await desk.type("enter")
        await self.until(desk, type(desk.section))
        assert len(desk.names()) == 6
        assert "Imported 6 people" in desk.status
        assert "import" in [backup.reason for backup in backups.listing(store)]

    async def test_esc_stops_an_import_and_nothing_of_it_stays(self, desk, store, many, monkeypatch):
        def stopped(_words, work):
            def run(told):
                working._is_stopping = True
                work(told)

            working = Working(_words, run)
            return working

        await desk.type(*IMPORT, "roster.csv", "enter")
        await self.until(desk, Questions)
        await desk.type("enter")
        await self.until(desk, ChangeList)
        monkeypatch.setattr(works, "Working", stopped)
        await desk.type("enter")
        await self.until(desk, type(desk.section))
        assert "Stopped" in desk.status
        assert desk.names() == []

    async def until(self, desk, screen):
        while not isinstance(desk.screen, screen):
            await desk.pilot.pause(0.01)
        await desk.settle()


@pytest.mark.parametrize("keys", [IMPORT, EXPORT])
async def test_a_shared_session_reaches_no_files(desk, keys):
    desk.app.is_shared = True
    await desk.type(*keys)
    assert desk.screen is desk.section
    assert "shared sessions" in desk.status


async def test_leaving_at_the_first_question_changes_nothing(desk, folder):
    await desk.type(*IMPORT)
    assert isinstance(desk.screen, PathPrompt)
    await desk.type("escape")
    assert desk.screen.SECTION == "people"
    assert isinstance(desk.app, PerftuiApp)


async def test_the_hire_date_of_somebody_new_is_shown_with_the_month_in_words(desk, folder):
    (folder / "roster.csv").write_text("Staff no,Name,Hire date\nE7,Zoe,2020-04-03\n")
    await desk.type(*IMPORT, "roster.csv", "enter", "enter")
    assert "hired Fri 3 Apr 2020" in desk.shown
