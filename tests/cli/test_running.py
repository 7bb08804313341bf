"""The command line as somebody at a shell meets it."""

import io
import os
import subprocess
import sys

import pytest

from perftui.cli import completions, places
from perftui.cli.running import run


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("PERFTUI_DB", str(tmp_path / "data.db"))
    monkeypatch.setenv("USER", "hanna")
    return tmp_path / "data.db"


def test_the_data_file_is_the_one_given_then_the_variable_then_the_xdg_folder(tmp_path):
    assert str(places.data_file("/a/b.db", {"PERFTUI_DB": "/c.db"})) == "/a/b.db"
    assert str(places.data_file(None, {"PERFTUI_DB": "/c.db"})) == "/c.db"
    assert str(places.data_file(None, {"XDG_DATA_HOME": "/x"})) == "/x/perftui/perftui.db"


@pytest.mark.parametrize("arguments", [["nonsense"], ["import"], ["import", "people"], ["completion", "tcsh"], ["--nonsense"]])
def test_wrong_usage_ends_with_2_and_names_the_help(arguments, capsys):
    assert run(arguments) == 2
    assert "--help" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["import", "--help"], ["import", "people", "--help"], ["--version"]])
def test_help_and_version_end_with_0(arguments, capsys):
    assert run(arguments) == 0
    assert capsys.readouterr().out


def test_without_a_data_file_the_verbs_say_so_and_make_none(own_data, capsys):
    assert run(["verify"]) == 1
    assert str(own_data) in capsys.readouterr().err
    assert not own_data.exists()


def test_a_file_that_is_not_ours_is_refused_and_left_alone(tmp_path, capsys):
    other = tmp_path / "notes.txt"
    other.write_text("nothing to see here\n" * 100)
    assert run(["--db", str(other), "verify"]) == 1
    assert "not a perftui file" in capsys.readouterr().err
    assert other.read_text() == "nothing to see here\n" * 100


def made(own_data):
    store = places.open_store(own_data, places.actor(os.environ), create=True)
    from perftui.services.units import add_unit

    add_unit(store, "Sales")
    store.close()


def test_a_backup_is_restored_and_what_was_there_is_kept(own_data, tmp_path, capsys):
    made(own_data)
    copy = tmp_path / "copy.db"
    assert run(["backup", str(copy)]) == 0
    store = places.open_store(own_data, places.actor(os.environ))
    from perftui.services.units import add_unit, tree

    add_unit(store, "Marketing")
    store.close()
    assert run(["restore", str(copy), "--yes"]) == 0
    store = places.open_store(own_data, places.actor(os.environ))
    assert [unit.name for unit in tree(store)] == ["Sales"]
    store.close()
    assert "kept in" in capsys.readouterr().out


def test_restore_asks_and_without_an_answer_changes_nothing(own_data, tmp_path, capsys, monkeypatch):
    made(own_data)
    assert run(["backup", str(tmp_path / "copy.db")]) == 0
    before = own_data.read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(["restore", str(tmp_path / "copy.db")]) == 1
    assert "--yes" in capsys.readouterr().err
    assert own_data.read_bytes() == before


def test_a_backup_does_not_overwrite_a_file(own_data, tmp_path, capsys):
    made(own_data)
    (tmp_path / "there.db").write_text("mine")
    assert run(["backup", str(tmp_path / "there.db")]) == 1
    assert (tmp_path / "there.db").read_text() == "mine"


def test_verify_says_that_all_holds_and_gives_the_head(own_data, capsys):
    made(own_data)
    assert run(["verify", "--deep"]) == 0
    assert "hash" in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_knows_every_first_word(shell):
    script = getattr(completions, shell)()
    for word in ("import", "export", "list", "demo", "backup", "restore", "verify", "doctor"):
        assert word in script


@pytest.mark.parametrize(
    ("environment", "words"), [({"TERM": "xterm"}, "not a terminal"), ({"TERM": "dumb"}, "not a terminal")], ids=["piped", "dumb"]
)
def test_without_a_terminal_one_line_says_which_command_helps(environment, words):
    done = subprocess.run(
        [sys.executable, "-m", "perftui"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert "perftui list goals" in done.stderr
    assert done.stderr.count("\n") == 1
