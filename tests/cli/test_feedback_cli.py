"""360 rounds at the shell: forms out and in, the report, and cleaning up after freezing."""

import pytest
from openpyxl import load_workbook

from perftui import i18n
from perftui.cli.running import run
from perftui.services import backups, round_freezing
from perftui.storage import scrubbing
from perftui.storage.stores import Actor, Label
from perftui.storage.upgrades import open_store


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("PERFTUI_DB", str(tmp_path / "data.db"))
    monkeypatch.setenv("USER", "hanna")
    yield tmp_path / "data.db"
    i18n.use("en")


@pytest.fixture
def round_id(own_data):
    """A round about Li Na with a customer who has not answered."""
    store = open_store(own_data, Actor("hanna"), create=True)
    ids = [store.new_id() for _n in range(5)]
    with store.write(Label("Prepared")):
        store.insert("person", id=ids[0], staff_no="S1", name="Li Na")
        store.insert("review_round", id=ids[1], title="Autumn 360", state="collecting", anchors="a\nb\nc\nd\ne")
        store.insert("question", id=ids[2], round_id=ids[1], pos=1, kind="scale", text_en="Explains clearly")
        store.insert("review_subject", id=ids[3], round_id=ids[1], person_id=ids[0])
        store.insert("rater", id=ids[4], subject_id=ids[3], code="manager", name="Old boss")
        store.insert("round_group", id=store.new_id(), round_id=ids[1], code="manager", weight=10000)
    store.close()
    return ids[1]


def fill(folder, level):
    path = next(folder.iterdir())
    book = load_workbook(path)
    book.active["D4"] = level
    book.save(path)


def test_forms_go_out_come_back_and_make_a_report(round_id, own_data, tmp_path, capsys):
    folder = tmp_path / "forms"
    assert run(["export", "forms", "autumn", str(folder)]) == 0
    fill(folder, 9)
    assert run(["import", "forms", str(folder), "--yes"]) == 1
    assert "Li Na - Old boss.xlsx:4:D: “9” is no level" in capsys.readouterr().err
    fill(folder, 4)
    assert run(["import", "forms", str(folder), "--yes"]) == 0
    assert "1 form was taken in." in capsys.readouterr().out
    assert run(["import", "forms", str(folder), "--yes"]) == 1
    assert "add --replace" in capsys.readouterr().err

    assert run(["report", "360", "autumn", "li na"]) == 1
    assert "not released yet" in capsys.readouterr().err
    store = open_store(own_data, Actor("hanna"))
    round_freezing.freeze(store, round_id, store.clock().date())
    round_freezing.release(store, round_id, store.clock().date())
    store.close()
    assert run(["report", "360", "autumn", "li na"]) == 0
    assert "| Manager | 1 of 1 | 4.00 | 100% |" in capsys.readouterr().out
    assert run(["report", "360", "autumn", "li na", str(tmp_path / "report.md")]) == 0
    assert "4.00" in (tmp_path / "report.md").read_text("utf-8")
    assert run(["report", "360", "spring", "li na"]) == 1
    assert "There are: Autumn 360." in capsys.readouterr().err


def test_cleaning_up_names_backups_and_deletes_them_only_when_told_to(round_id, own_data, tmp_path, monkeypatch, capsys):
    run(["export", "forms", "autumn", str(tmp_path / "forms")])
    fill(tmp_path / "forms", 4)
    run(["import", "forms", str(tmp_path / "forms"), "--yes"])
    store = open_store(own_data, Actor("hanna"))
    backup = backups.back_up_now(store).path
    with monkeypatch.context() as without:
        without.setattr(scrubbing, "scrub", lambda _store: False)
        round_freezing.freeze(store, round_id, store.clock().date())
    store.close()
    run(["doctor"])
    assert "perftui clean-up" in capsys.readouterr().err

    assert run(["clean-up"]) == 1
    said = capsys.readouterr()
    assert str(backup) in said.out
    assert "add --yes" in said.err
    assert backup.exists()
    assert run(["clean-up", "--yes"]) == 0
    assert not backup.exists()
    run(["doctor"])
    assert "perftui clean-up" not in capsys.readouterr().err
