"""People at the shell: brought in, sent out and listed."""

import io
import json
import os
import subprocess
import sys
from datetime import date

import pytest
from openpyxl import Workbook

from perftui import i18n
from perftui.cli import places
from perftui.cli.listings import aligned, cell_width
from perftui.cli.running import run
from perftui.services import people, undo


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("PERFTUI_DB", str(tmp_path / "data.db"))
    monkeypatch.setenv("USER", "hanna")
    return tmp_path / "data.db"


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_bytes("工号,姓名,部门,直属上级\n1,王芳,销售部,\n2,Bob [b],销售部 > 华东区,王芳\n".encode("gbk"))
    return path


def recorded(own_data):
    if not own_data.exists():
        return []
    store = places.open_store(own_data, places.actor(os.environ))
    found = people.listing(store, people.PeopleFilter(order="staff_no"), date(2026, 11, 23))
    names = [line.name for line in found.window(0, found.count())]
    store.close()
    return names


def test_a_roster_is_shown_and_brought_in(roster, own_data, capsys):
    assert run(["import", "people", str(roster), "--yes"]) == 0
    out = capsys.readouterr().out
    assert "roster.csv: 2 rows, gb18030" in out
    assert "Staff number  ← 工号" in out
    assert "2 new, 0 changed, 0 unchanged" in out
    assert "New unit: 销售部 / 华东区" in out
    assert "Imported: 2 added, 0 changed." in out
    assert recorded(own_data) == ["王芳", "Bob [b]"]


def test_what_changes_is_shown_for_each_person(roster, tmp_path, capsys):
    run(["import", "people", str(roster), "--yes"])
    roster.write_text("Staff no,Name,Department,Manager\n1,王芳,Service,\n2,Bob,,王芳\n")
    capsys.readouterr()
    assert run(["import", "people", str(roster), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "  1  王芳  Unit: 销售部 → Service\n  2  Bob   Name: Bob [b] → Bob\n" in out


def test_a_dry_run_makes_no_file(roster, own_data, capsys):
    assert run(["import", "people", str(roster), "--dry-run"]) == 0
    assert "2 new" in capsys.readouterr().out
    assert not own_data.exists()


def test_without_yes_and_without_a_terminal_nothing_is_done(roster, own_data, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert run(["import", "people", str(roster)]) == 1
    assert "--yes" in capsys.readouterr().err
    assert not own_data.exists()


def test_each_problem_is_a_line_with_file_row_and_column(tmp_path, own_data, capsys):
    book = Workbook()
    for row in (["Staff no", "Name", "Hire date"], ["1", "Ann", "someday"], ["2", None, "2020-01-01"], ["1", "Cem", "2020-01-01"]):
        book.active.append(row)
    book.save(tmp_path / "roster.xlsx")
    assert run(["import", "people", str(tmp_path / "roster.xlsx"), "--yes"]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in errors[:3]] == [
        "roster.xlsx:2:C (Hire date)",
        "roster.xlsx:3:B (Name)",
        "roster.xlsx:4:A (Staff no)",
    ]
    assert errors[3] == "Nothing was imported: mend the file first."
    assert recorded(own_data) == []


def test_a_file_that_cannot_be_read_is_one_line(tmp_path, capsys):
    assert run(["import", "people", str(tmp_path / "none.csv")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("perftui: There is no file")
    assert error.count("\n") == 1


def test_an_import_is_one_step_to_undo(roster, own_data):
    run(["import", "people", str(roster), "--yes"])
    store = places.open_store(own_data, places.actor(os.environ))
    undo.undo(store)
    store.close()
    assert recorded(own_data) == []


def test_people_go_out_and_a_file_is_replaced_only_when_that_is_said(roster, tmp_path, capsys):
    run(["import", "people", str(roster), "--yes"])
    target = tmp_path / "out.csv"
    assert run(["export", "people", str(target)]) == 0
    assert f"Wrote 2 people to {target}." in capsys.readouterr().out
    assert run(["export", "people", str(target)]) == 1
    assert "--overwrite on the command line" in capsys.readouterr().err
    assert run(["export", "people", str(target), "--overwrite"]) == 0
    capsys.readouterr()
    assert run(["import", "people", str(target), "--dry-run"]) == 0
    assert "0 new, 0 changed, 2 unchanged" in capsys.readouterr().out


def test_a_dash_means_standard_output(roster, capsys):
    run(["import", "people", str(roster), "--yes"])
    capsys.readouterr()
    assert run(["export", "people", "-"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("1,王芳,销售部")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_columns_of_the_list_line_up_in_both_scripts(roster, capsys, language):
    run(["import", "people", str(roster), "--yes"])
    capsys.readouterr()
    i18n.use(language)
    try:
        assert run(["list", "people"]) == 0
    finally:
        i18n.use("en")
    _head, bob, wang = capsys.readouterr().out.splitlines()
    assert cell_width(bob[: bob.index("华东区")]) == cell_width(wang[: wang.index("销售部")])


def test_the_list_as_json_has_a_line_a_person(roster, capsys):
    run(["import", "people", str(roster), "--yes"])
    capsys.readouterr()
    assert run(["list", "people", "--json"]) == 0
    assert [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()] == ["Bob [b]", "王芳"]


def test_a_reader_who_leaves_is_no_error(roster, own_data):
    run(["import", "people", str(roster), "--yes"])
    code = f"{sys.executable} -m perftui list people | true; exit ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False, env=os.environ)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_list_loads_neither_textual_nor_rich(roster, own_data):
    run(["import", "people", str(roster), "--yes"])
    code = (
        "import sys; from perftui.cli.running import run; run(['list', 'people']);"
        "print({'textual', 'rich', 'pydantic', 'openpyxl', 'sqlite_utils'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert ran.stdout.splitlines()[-1] == "set()"


def test_marks_take_no_cell_and_control_characters_reach_no_terminal():
    assert (cell_width("é"), cell_width("e\u0301"), cell_width("王a")) == (1, 1, 3)
    assert list(aligned([("王\x1b[2J", "x"), ("a", "y")])) == ["王\ufffd[2J  x", "a       y"]


def test_the_order_of_dates_can_be_chosen_and_shows_in_the_preview(tmp_path, own_data, capsys):
    path = tmp_path / "roster.csv"
    path.write_text("Staff no,Name,Hire date\n1,Ann,01/02/2025\n2,Bo,05/04/2025\n", "utf-8")
    assert run(["import", "people", str(path), "--dry-run"]) == 1
    assert "--dates" in capsys.readouterr().err
    assert run(["import", "people", str(path), "--dry-run", "--dates", "dmy"]) == 0
    shown = capsys.readouterr().out
    assert "2025-02-01" in shown
    assert "2025-04-05" in shown
