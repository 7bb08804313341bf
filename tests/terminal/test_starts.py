"""A start that cannot be is one line on a terminal that is left as it was."""

import os
import sqlite3
import sys
import unicodedata
from pathlib import Path

import pytest
from programs import Program
from ptys import Terminal
from wcwidth import wcwidth

pytestmark = [pytest.mark.terminal, pytest.mark.slow]


def foreign(path):
    path.write_text("Dear diary,\n" * 500)


def foreign_database(path):
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE songs (title)")
    database.close()


def newer(path):
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()


def damaged(path):
    data = path.read_bytes()
    path.write_bytes(data[:100] + os.urandom(len(data) - 100))


def cut_off(path):
    path.write_bytes(path.read_bytes()[:50])


def folder(path):
    path.unlink()
    path.mkdir()


REFUSED = {
    foreign: "not a perftui file",
    foreign_database: "not a perftui file",
    newer: "newer perftui",
    damaged: "damaged",
    cut_off: "damaged",
    folder: "is a folder",
}


def check_refusal(program, words):
    """One line with the words, no trace of an error inside, and nothing switched on that is not switched off."""
    assert program.wait_exit() == 1
    lines = [line for line in program.screen() if line]
    said = " ".join(lines)
    assert words in said
    assert said.startswith("perftui: ")
    assert len(said) < 400
    assert "Traceback" not in said
    assert "Error" not in said
    assert program.output.count(b"\x1b[?1049h") == program.output.count(b"\x1b[?1049l")
    assert program.output.rfind(b"\x1b[?25l") <= program.output.rfind(b"\x1b[?25h")


@pytest.mark.parametrize("spoil", REFUSED, ids=lambda spoil: spoil.__name__)
def test_a_file_that_cannot_be_opened_is_refused_in_one_line(company, spoil):
    spoil(company)
    before = company.read_bytes() if company.is_file() else b""
    with Program(company, columns=200) as program:
        check_refusal(program, REFUSED[spoil])
    assert (company.read_bytes() if company.is_file() else b"") == before


def test_a_folder_in_which_nothing_can_be_made_is_refused_in_one_line(tmp_path):
    home = Path("/sys") if os.geteuid() == 0 else tmp_path / "closed"  # even root makes no file in /sys
    if home != Path("/sys"):
        home.mkdir(mode=0o500)
    with Program(home / "new.db", columns=200) as program:
        check_refusal(program, "cannot be written")


def test_a_page_that_is_damaged_is_told_and_not_a_crash(company):
    data = bytearray(company.read_bytes())
    with sqlite3.connect(company) as database:
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'person'").fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    database.close()
    data[(page - 1) * size : page * size] = b"\xff" * size
    company.write_bytes(data)
    with Program(company, columns=200) as program:
        check_refusal(program, "damaged")


def test_quitting_leaves_the_terminal_as_it_was(company):
    with Program(company) as program:
        program.ready()
        program.keys("2", "ctrl+q")
        assert program.wait_exit() == 0
        for on, off in ((b"1049h", b"1049l"), (b"25l", b"25h"), (b"1000h", b"1000l"), (b"1006h", b"1006l"), (b"2004h", b"2004l")):
            assert program.output.rfind(b"\x1b[?" + off) > program.output.rfind(b"\x1b[?" + on)


def doctor(path, **options):
    command = [sys.executable, "-m", "perftui", "--db", str(path), "doctor"]
    terminal = Terminal(command, columns=150, rows=30, env={"HOME": str(path.parent), **options.pop("env", {})}, **options)
    with terminal:
        terminal.wait_exit()
        return terminal.text()


def test_the_doctor_knows_a_good_terminal(company):
    said = doctor(company)
    for line in ("Encoding: utf-8", "Ambiguous signs: narrow", "Size: 150x30", "TERM: xterm-256color", "Colours: 16777216", "SSH: no"):
        assert line in said
    assert "!" not in said.replace("! This Python's SQLite", "")


def test_the_doctor_knows_a_terminal_with_wide_signs(company, monkeypatch):
    monkeypatch.setattr("pyte.screens.wcwidth", lambda sign: 2 if unicodedata.east_asian_width(sign) == "A" else wcwidth(sign))
    said = doctor(company)
    assert "Ambiguous signs: wide" in said
    assert "Treat CJK ambiguous characters as wide" in said


def test_the_doctor_knows_a_terminal_that_does_not_read_utf8(company):
    said = doctor(company, is_utf8=False)
    assert "Encoding: other" in said
    assert "does not read UTF-8" in said


def test_the_doctor_does_not_wait_for_a_terminal_that_never_answers(company):
    assert "Encoding: unknown" in doctor(company, answers=False)


@pytest.mark.parametrize(("command", "env"), [("true | {perftui}", {}), ("{perftui}", {"TERM": "dumb"}), ("{perftui} </dev/null", {})])
def test_without_a_terminal_one_line_says_what_to_use_instead(company, command, env):
    perftui = f"{sys.executable} -m perftui --db {company}"
    with Terminal(["/bin/sh", "-c", command.format(perftui=perftui)], env=env, columns=200) as terminal:
        assert terminal.wait_exit() == 1
        (line,) = [line for line in terminal.screen() if line]
        assert "perftui list goals" in line
        assert b"\x1b" not in terminal.output
