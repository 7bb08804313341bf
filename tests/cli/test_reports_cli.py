"""Reports at the shell: printed in columns, written to files, as JSON, and refused with a reason."""

from __future__ import annotations

import json
import os
from datetime import date

import pytest

from perftui import i18n
from perftui.cli import places
from perftui.cli.listings import cell_width
from perftui.cli.running import run
from perftui.domain.codes import GoalState
from perftui.domain.conflicts import ConflictReason
from perftui.services import conflict_steps, cycles, goal_changes, goals, units
from perftui.services.goal_changes import Why
from perftui.storage.stores import Label

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    path = tmp_path / "data.db"
    monkeypatch.setenv("PERFTUI_DB", str(path))
    monkeypatch.setenv("USER", "hanna")
    store = places.open_store(path, places.actor(os.environ), create=True)
    sales = units.add_unit(store, "销售部").id
    east = units.add_unit(store, "华东区", sales).id
    units.add_unit(store, "Service")
    for name in ("2026-Q3", "2026-Q4"):
        cycle = cycles.add_cycle(store, name, TODAY)
    goals.add_goal(store, TODAY, title="开拓新客户", owner_unit=sales, cycle=cycle.id)
    lone = goals.add_goal(store, TODAY, title="Win the east", owner_unit=east, cycle=cycle.id)
    goals.add_key_result(store, lone, title="Customers", operator="at_least", baseline="0", target="50")
    store.close()
    yield path
    i18n.use("en")


def test_findings_are_printed_in_columns_that_line_up_in_both_scripts(capsys):
    assert run(["report", "alignment"]) == 0
    lines = capsys.readouterr().out.splitlines()
    at = {cell_width(line.partition(part)[0]) for line, part in ((lines[0], "About"), (lines[1], "开拓新客户"), (lines[2], "Win the east"))}
    assert len(at) == 1
    assert lines[-1] == "5 findings, 2 goals looked at"


@pytest.fixture
def agreed(own_data, anything_may_be_proposed):
    """The goal of Sales is agreed, amended, and in conflict with that of the east."""
    store = places.open_store(own_data, places.actor(os.environ))
    sales, east = (store.value("SELECT id FROM goal WHERE title = ?", (title,)) for title in ("开拓新客户", "Win the east"))
    conflict_steps.record(store, sales, east, ConflictReason.OPPOSES, "Same customers")
    goals.equal_weights(store, sales)
    for state in (GoalState.PROPOSED, GoalState.AGREED):
        goals.set_state(store, [sales], state)
    with store.write(Label("amended")):
        version = store.value("SELECT version FROM goal WHERE id = ?", (sales,))
        goal_changes.change_goal(store, sales, version, {"title": "开拓老客户"}, Why("Budget cut"))
    store.close()


def test_conflicts_and_amendments_are_printed_and_written_for_a_unit_and_a_cycle(agreed, tmp_path, capsys):
    assert run(["report", "conflicts", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert {"开拓老客户", "Win the east", "Same customers"} <= set(json.loads(line).values())
    assert run(["report", "amendments", "--unit", "销售部"]) == 0
    assert "Budget cut" in capsys.readouterr().out
    for narrowed in (["--unit", "Service"], ["--cycle", "2026-Q3"]):
        for what in ("conflicts", "amendments"):
            assert run(["report", what, *narrowed]) == 0
            assert capsys.readouterr().out.startswith("Nothing to report.")
    assert run(["report", "amendments", str(tmp_path / "a.csv")]) == 0
    assert "Budget cut" in (tmp_path / "a.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("what", ["alignment", "coverage", "check-ins"])
def test_each_report_can_be_had_by_unit_and_by_person(what, capsys):
    for by in ("unit", "person"):
        assert run(["report", what, "--by", by]) == 0
        assert capsys.readouterr().out


def test_coverage_of_nothing_measured_says_no_data_and_its_number(capsys):
    assert run(["report", "coverage", "--unit", "销售部"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].split() == ["销售部", "1", "1", "0", "0", "–"]
    assert lines[-1] == "0 of 1 key results measured (0% by weight), 2 of 2 goals without data"


def test_a_unit_is_named_by_its_path_or_by_a_part_that_only_it_has(capsys):
    for name in ("销售部/华东区", "华东"):
        assert run(["report", "coverage", "--unit", name, "--json"]) == 0
        assert [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()] == ["华东区"]


def test_a_cycle_without_goals_leaves_nothing_to_report(capsys):
    assert run(["report", "alignment", "--cycle", "2026-q3"]) == 0
    assert capsys.readouterr().out.splitlines() == ["Nothing to report.", "", "0 findings, 0 goals looked at"]


@pytest.mark.parametrize("ending", ["md", "csv", "xlsx", "json"])
def test_a_report_is_written_by_the_ending_of_the_name_and_not_over_another(ending, tmp_path, capsys):
    path = tmp_path / f"report.{ending}"
    assert run(["report", "alignment", str(path)]) == 0
    assert path.stat().st_size
    assert run(["report", "coverage", str(path)]) == 1
    assert "--overwrite" in capsys.readouterr().err
    assert run(["report", "coverage", str(path), "--overwrite"]) == 0


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--cycle", "2030"], "There is no cycle “2030”. There are: 2026-Q4, 2026-Q3."),
        (["--unit", "Nowhere"], "There is no unit “Nowhere”. Write its name, or its path such as 销售部 / 华东区."),
        (["--unit", "e"], "There is no unit “e”"),
        (["report.doc"], "Nobody can tell the format"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_reason(arguments, reason, capsys):
    if arguments[-1] == "e":
        store = places.open_store(places.data_file(None, os.environ), places.actor(os.environ))
        units.add_unit(store, "Legal")
        store.close()
        reason = "“e” may be: Legal, Service. Write more of it."
    assert run(["report", "coverage", *arguments]) == 1
    assert reason in capsys.readouterr().err


def test_an_unknown_row_is_wrong_usage(capsys):
    assert run(["report", "coverage", "--by", "colour"]) == 2
    assert "unit" in capsys.readouterr().err
