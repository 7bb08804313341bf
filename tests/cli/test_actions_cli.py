"""Actions at the shell: sent out as a calendar or a table, and listed."""

import json

import pytest

from perftui import i18n
from perftui.cli.running import run
from perftui.services import actions, meetings
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("PERFTUI_DB", str(tmp_path / "data.db"))
    monkeypatch.setenv("USER", "hanna")
    store = open_store(tmp_path / "data.db", Actor("hanna"), create=True)
    actions.add_action(store, title="Talk [b] 谈话", due="2100-01-04", recurrence="weekly mon", role="mentor")
    meetings.add_meeting(store, kind="review", title="Review", on="2100-01-05")
    store.close()
    yield
    i18n.use("en")


def test_actions_are_sent_out_as_a_calendar_with_meetings_when_asked(tmp_path, capsys):
    assert run(["export", "actions", str(tmp_path / "out.ics")]) == 0
    assert run(["export", "actions", str(tmp_path / "all.ics"), "--with-meetings"]) == 0
    counts = [(tmp_path / name).read_text("utf-8").count("BEGIN:VEVENT") for name in ("out.ics", "all.ics")]
    assert counts == [1, 2]
    assert run(["export", "actions", str(tmp_path / "out.ics")]) == 1
    capsys.readouterr()
    assert run(["export", "actions", "-"]) == 0
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO" in capsys.readouterr().out


def test_actions_are_listed_in_columns_and_as_json(capsys):
    assert run(["list", "actions"]) == 0
    said = capsys.readouterr().out
    assert "Talk [b] 谈话" in said
    assert "every week on Mon" in said
    assert run(["list", "actions", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["role"] == "Mentor"
