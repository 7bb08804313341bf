"""The timeline as text at the shell."""

import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "services" / "timelines"))  # for the plans that are written there

from timeline_samples import add_check, write_plan

from perftui import i18n
from perftui.cli import places
from perftui.cli.running import run
from perftui.services import people_edits, units
from perftui.services.people_edits import PersonInput


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    path = tmp_path / "data.db"
    monkeypatch.setenv("PERFTUI_DB", str(path))
    monkeypatch.setenv("USER", "hanna")
    store = places.open_store(path, places.actor(os.environ), create=True)
    today = places.local_today(store)
    unit = units.add_unit(store, "客服部").id
    people = [people_edits.add_person(store, PersonInput(name=f"Li {n}", staff_no=f"S{n}", unit_id=unit), today).line.id for n in range(2)]
    plan = write_plan(store, people[0], today)
    add_check(store, plan, today + timedelta(days=5))
    write_plan(store, people[1], today, state="draft", title="Secret so far")
    store.close()
    yield path
    i18n.use("en")


def test_plans_are_drawn_and_said_but_for_those_that_are_not_issued(capsys):
    assert run(["report", "timeline"]) == 0
    out = capsys.readouterr().out
    assert "├━" in out
    assert "Monthly check" in out
    assert "Secret so far" not in out
    assert run(["report", "timeline", "--all"]) == 0
    assert "Secret so far" in capsys.readouterr().out


def test_the_plan_of_one_person_is_written_in_full_and_only_as_text(tmp_path, capsys):
    path = tmp_path / "plan.md"
    assert run(["report", "timeline", str(path), "--of", "S0", "--zoom", "week"]) == 0
    text = path.read_text("utf-8")
    assert text.startswith("```\nLi 0 · 客服部 · Sales recovery")
    assert "Goal · Quarterly revenue" in text
    assert run(["report", "timeline", str(tmp_path / "plan.xlsx")]) == 1
    assert "end the name" in capsys.readouterr().err
