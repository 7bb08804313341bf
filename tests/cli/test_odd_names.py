"""Names that are no text, and streams that are closed: one line, no traceback, and the work is done."""

import os
import subprocess
import sys

import pytest

from perftui.cli import doctors
from perftui.cli.running import run

ODD = os.fsdecode(b"r\xff\x1b[2J.csv")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="names are bytes there")


@pytest.fixture
def program(tmp_path):
    (tmp_path / ODD).write_text("Staff no,Name\nE7,Zoe\n")

    def call(*arguments, after="", **environment):
        command = [sys.executable, "-m", "perftui", *arguments]
        if after:
            command = ["sh", "-c", f'exec "$@" {after}', "sh", *command]
        environ = {**os.environ, "PERFTUI_DB": str(tmp_path / "data.db"), "LANG": "C.UTF-8", **environment}
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, check=False, stdin=subprocess.DEVNULL)
        assert b"Traceback" not in done.stderr
        assert b"\x1b" not in done.stderr
        return done

    return call


@pytest.mark.parametrize("user", ["\udcff", "", "\x1b[2J\udcff"])
def test_a_login_name_that_is_no_text_keeps_nobody_from_importing(program, user):
    assert program("import", "people", ODD, "--yes", USER=user).returncode == 0
    assert program("verify", "--deep", USER=user).returncode == 0


def test_files_of_any_name_are_read_and_written(program, tmp_path):
    assert program("--db", "odd\udcff.db", "import", "people", ODD, "--yes").returncode == 0
    assert program("--db", "odd\udcff.db", "backup", "copy\udcff.db").returncode == 0
    assert program("--db", "other\udcff.db", "restore", "copy\udcff.db", "--yes").returncode == 0
    assert b"Zoe" in program("--db", "other\udcff.db", "list", "people").stdout
    assert b"no file" in program("--db", "none\udcff.db", "verify").stderr
    (tmp_path / "goals\udcff.md").write_text("# OKRs 2026 Q4\n\n## Win\n\n- Sell => 12%\n")
    assert program("import", "goals", "goals\udcff.md", "--yes").returncode == 0


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_error_and_the_data_are_not_written_to(program, closed):
    assert program("import", "people", ODD, "--yes", after=closed).returncode == 0
    assert program("list", "people", after=closed).returncode == 0
    assert program("--help", after=closed).returncode == 0
    assert program("verify", "--deep").returncode == 0
    assert b"Zoe" in program("list", "people").stdout


def test_a_folder_is_called_a_folder(tmp_path, capsys):
    assert run(["--db", str(tmp_path), "verify"]) == 1
    assert "is a folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "line"), [(OSError(5, "I/O error"), "refuses: I/O error."), (OSError(5, "Bad", "/x"), "refuses /x: Bad.")]
)
def test_what_the_operating_system_refuses_is_one_whole_sentence(monkeypatch, capsys, error, line):
    def refuse(_given):
        raise error

    monkeypatch.setattr(doctors, "examine", refuse)
    assert run(["doctor"]) == 1
    assert capsys.readouterr().err.endswith(line + "\n")


@pytest.mark.parametrize(
    ("columns", "rows", "is_small"), [(80, 24, False), (200, 23, True), (79, 50, True), (79, 24, True), (100, 24, False)]
)
def test_a_window_is_too_small_when_either_side_is(columns, rows, is_small):
    terminal = doctors.term.Terminal(doctors.term.Encoding.UTF8, False, {})
    terminal.columns, terminal.rows = columns, rows
    assert any("smaller than 80" in problem for problem in doctors._terminal_problems(terminal)) is is_small
