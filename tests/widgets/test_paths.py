"""Naming a file without typing all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from textual.binding import Binding
from textual.widgets import Input, Static

from widgets.dialogs.paths import PathPrompt
from widgets.path_entries import completed, entries, expanded
from widgets.safe_apps import SafeApp

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

ENDINGS = (".csv", ".xlsx")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("roster 2025.csv", "roster 2026.csv", "notes.txt", ".hidden.csv", "[b]x.xlsx", "名单.CSV"):
        (tmp_path / name).write_text("")
    (tmp_path / "Reports").mkdir()
    (tmp_path / "Reports" / "q3.csv").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Desk(SafeApp[None]):
    BINDINGS: ClassVar = [Binding("ctrl+n", "ask")]

    def __init__(self, **options: object) -> None:
        super().__init__()
        self.options = options
        self.answers: list[str | None] = []

    def compose(self) -> ComposeResult:
        yield Input()

    def action_ask(self) -> None:
        self.push_screen(PathPrompt("Import [/b]", endings=ENDINGS, **self.options), self.answers.append)


def names(text: str) -> list[str]:
    return [entry.text for entry in entries(text, ENDINGS)]


def test_folders_come_first_and_only_files_of_the_kind_are_listed(home):
    assert names("") == ["Reports/", "[b]x.xlsx", "roster 2025.csv", "roster 2026.csv", "名单.CSV"]
    assert names("r") == ["Reports/", "roster 2025.csv", "roster 2026.csv"]
    assert names("~/rep") == ["~/Reports/"]
    assert names("Reports/") == ["Reports/q3.csv"]
    assert names(".h") == [".hidden.csv"]
    assert names("nowhere/x") == []
    assert expanded(" ~/a.csv ") == f"{home}/a.csv"


def test_a_text_is_completed_as_far_as_it_is_clear(home):
    assert completed("ro", entries("ro", ENDINGS)) == "roster 202"
    assert completed("rep", entries("rep", ENDINGS)) == "Reports/"
    assert completed("r", entries("r", ENDINGS)) == "r"


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("ro\t6\t\r", "roster 2026.csv"),
        ("rep\tq\t\r", "Reports/q3.csv"),
        ("rep\t\x1b[B\r", "Reports/q3.csv"),
        ("\x1b[B\x1b[B\r", "[b]x.xlsx"),
        ("Reports\r\x1b[B\r", "Reports/q3.csv"),
        ("名\r\r", "名单.CSV"),
        ("notes.txt\r", "notes.txt"),
        ("\x1b[24~", None),
    ],
)
async def test_a_file_is_named_in_one_burst(home, burst, keys, answer):
    app = Desk()
    async with app.run_test():
        await burst(app, f"\x0e{keys}on")
        assert app.answers == [answer]
        assert app.query_one(Input).value == "on"


async def test_the_home_folder_is_made_out(home, burst):
    app = Desk()
    async with app.run_test():
        await burst(app, "\x0e~/ro\t5.csv\r")
    assert app.answers == [f"{home}/roster 2025.csv"]


async def test_a_file_that_is_not_there_is_said_so_and_the_text_stays(home, burst):
    app = Desk()
    async with app.run_test():
        await burst(app, "\x0enone.csv\r")
        assert app.answers == []
        assert str(app.screen.query_one("#hint", Static).content) == "There is no such file."
        assert app.screen.query_one(Input).value == "none.csv"


async def test_a_new_name_will_do_where_a_file_is_written(home, burst):
    app = Desk(must_exist=False)
    async with app.run_test():
        await burst(app, "\x0eReports/new.csv\r")
    assert app.answers == ["Reports/new.csv"]


async def test_where_a_file_is_written_the_list_says_what_a_new_name_means(home, burst):
    app = Desk(must_exist=False, empty="A new file; .csv decides the kind.")
    async with app.run_test(size=(90, 24)):
        await burst(app, "\x0enew.csv")
        shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
    assert "A new file; .csv decides the kind." in shown
    assert "No such file" not in shown


async def test_a_proposed_name_is_replaced_by_what_is_typed_and_kept_by_an_arrow(home, burst):
    app = Desk(text="~/proposal.csv", must_exist=False)
    async with app.run_test():
        await burst(app, "\x0e/tmp/cov.csv\r")
        await burst(app, "\x0e\x1b[Fx\r")
    assert app.answers == ["/tmp/cov.csv", f"{home}/proposal.csvx"]
