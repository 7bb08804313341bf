"""Dossiers at the shell."""

import os
import zipfile
from datetime import date

import pytest

from perftui import i18n
from perftui.cli import places
from perftui.cli.running import run
from perftui.services import people_edits
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Label


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    path = tmp_path / "data.db"
    monkeypatch.setenv("PERFTUI_DB", str(path))
    monkeypatch.setenv("USER", "hanna")
    store = places.open_store(path, places.actor(os.environ), create=True)
    person = people_edits.add_person(store, PersonInput(name="张伟", staff_no="S1"), date(2026, 11, 23)).line.id
    with store.write(Label("Made a plan")):
        store.insert("plan", id="p1", person_id=person, kind="pip", pack="cn", title="Repurchase rate", state="failed")
    store.close()
    yield path
    i18n.use("en")


@pytest.mark.parametrize("plan", ["zhang wei", "S1", "Repurchase rate"])
def test_a_dossier_is_written_for_an_audience(tmp_path, capsys, plan):
    path = tmp_path / "out.zip"
    assert run(["export", "dossier", plan, str(path), "--audience", "tribunal"]) == 0
    assert "Tribunal, with 0 pieces of evidence" in capsys.readouterr().out
    with zipfile.ZipFile(path) as packed:
        assert "# History" in packed.read("dossier.md").decode()
    assert run(["export", "dossier", plan, str(path)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert run(["export", "dossier", plan, str(path), "--overwrite"]) == 0


def test_what_cannot_be_done_is_said(tmp_path, capsys):
    assert run(["export", "dossier", "nobody", str(tmp_path / "a.zip")]) == 1
    assert "No plan is called" in capsys.readouterr().err
    assert run(["export", "dossier", "S1", str(tmp_path / "a.pdf")]) == 1
    assert ".docx .md .html" in capsys.readouterr().err
