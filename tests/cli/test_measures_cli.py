"""Measures at the shell: brought in, sent out and listed."""

import json

import pytest

from perftui import i18n
from perftui.cli.running import run


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("PERFTUI_DB", str(tmp_path / "data.db"))
    monkeypatch.setenv("USER", "hanna")
    yield tmp_path / "data.db"
    i18n.use("en")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "kpis").mkdir()
    (tmp_path / "kpis" / "rate.yaml").write_text("id: rate\nname: Retention [b]\nunit: '%'\narea: Sales\n", "utf-8")
    (tmp_path / "kpis" / "empty.yaml").write_text("\n", "utf-8")
    return tmp_path / "kpis"


def test_a_dry_run_shows_what_would_come_in_and_makes_no_file(folder, own_data, capsys):
    assert run(["import", "measures", str(folder / "rate.yaml"), "--dry-run"]) == 0
    assert "1 new, 0 changed, 0 unchanged" in capsys.readouterr().out
    assert not own_data.exists()


def test_good_files_come_in_and_the_broken_one_is_told_on_standard_error(folder, capsys):
    assert run(["import", "measures", str(folder), "--yes"]) == 1
    said = capsys.readouterr()
    assert "empty.yaml: This file is empty" in said.err
    assert "Imported: 1 added, 0 changed." in said.out
    assert run(["import", "measures", str(folder / "rate.yaml"), str(folder / "rate.yaml"), "--yes"]) == 1
    assert "rate.yaml:1:id" in capsys.readouterr().err
    assert run(["import", "measures", str(folder / "rate.yaml"), "--yes"]) == 0
    assert "Nothing is new" in capsys.readouterr().out


def test_measures_are_listed_in_columns_and_as_json(folder, capsys):
    run(["import", "measures", str(folder), "--yes"])
    capsys.readouterr()
    assert run(["list", "measures"]) == 0
    assert "Retention [b]" in capsys.readouterr().out
    assert run(["list", "measures", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "Retention [b]"


def test_measures_are_sent_out_to_a_file_and_to_standard_output(folder, tmp_path, capsys):
    run(["import", "measures", str(folder), "--yes"])
    assert run(["export", "measures", str(tmp_path / "out.yaml")]) == 0
    assert "name: Retention [b]" in (tmp_path / "out.yaml").read_text("utf-8")
    assert run(["export", "measures", str(tmp_path / "out.yaml")]) == 1
    capsys.readouterr()
    assert run(["export", "measures", "-"]) == 0
    assert "Retention [b]" in capsys.readouterr().out
