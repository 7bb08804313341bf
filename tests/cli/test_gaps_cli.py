"""The gap table and the report on causes at the shell."""

import os
from datetime import date

import openpyxl
import pytest

from perftui import i18n
from perftui.cli import places
from perftui.cli.running import run
from perftui.services import causes, cycles, gaps, people_edits, units
from perftui.services.people_edits import PersonInput

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    path = tmp_path / "data.db"
    monkeypatch.setenv("PERFTUI_DB", str(path))
    monkeypatch.setenv("USER", "hanna")
    store = places.open_store(path, places.actor(os.environ), create=True)
    service = units.add_unit(store, "客服部").id
    li = people_edits.add_person(store, PersonInput(name="Li Na", staff_no="S1", unit_id=service), TODAY).line.id
    quarter = cycles.add_cycle(store, "2026-Q4", TODAY).id
    gap = gaps.add_gap(store, TODAY, target="≥95%", actual="88%", dimension="Complaints handled", unit=service, cycle=quarter)
    gaps.add_gap(store, TODAY, target="<= 2 days", actual="5", dimension="Answer time", person=li, cycle=quarter)
    cause = causes.add_cause(store, gap, text="Many are new", category="people")
    causes.add_measure(store, cause, title="Pair beginners", owner=li, due="2026-12-31")
    store.close()
    yield path
    i18n.use("en")


def test_the_table_is_printed_as_markdown_in_its_column_order(capsys):
    assert run(["export", "gaps", "-"]) == 0
    out = capsys.readouterr().out
    assert "| Dimension | Target | Actual | Gap | Root cause | Measure | Owner | Due | State | Of |" in out
    assert "| Complaints handled | ≥95 % | 88 % | 7 pp | Many are new | Pair beginners | Li Na | 2026-12-31 | To do | 客服部 |" in out


def test_a_file_has_those_of_one_person_and_is_not_replaced_by_accident(tmp_path, capsys):
    path = tmp_path / "gaps.xlsx"
    assert run(["export", "gaps", str(path), "--of", "S1", "--cycle", "2026-Q4"]) == 0
    assert capsys.readouterr().out == f"Wrote 1 row to {path}.\n"
    assert openpyxl.load_workbook(path).active["A2"].value == "Answer time"
    assert run(["export", "gaps", str(path)]) == 1
    assert run(["export", "gaps", str(path), "--overwrite"]) == 0


@pytest.mark.parametrize(
    ("given", "said"), [(["gaps.pdf"], "gaps.pdf"), (["-", "--of", "Nobody"], "Nobody"), (["-", "--cycle", "2030"], "2030")]
)
def test_what_is_not_known_is_refused_by_name(given, said, capsys):
    assert run(["export", "gaps", *given]) == 1
    assert said in capsys.readouterr().err


def test_the_report_on_causes_says_how_many_lie_in_the_system(capsys):
    assert run(["report", "causes", "--cycle", "2026-Q4"]) == 0
    out = capsys.readouterr().out
    assert "2 gaps, 1 without a cause" in out
    assert "system 0%, person 100%" in out
