"""The report on causes: system against person, by unit and by person."""

from perftui.domain.gaps import CauseState
from perftui.services import causes, gaps, whys
from perftui.services.alignment_reports import ReportFilter
from perftui.services.reports import By, ReportChoice, ReportKind, report

ALL_CYCLES = ReportFilter((), "")


def made(store, today, by=By.UNIT, shown=ALL_CYCLES):
    sheet = report(store, ReportChoice(ReportKind.CAUSES, by), shown, today)
    keys = [column.key for column in sheet.columns]
    return sheet, {row.cells[0]: dict(zip(keys, row.cells, strict=True)) for row in sheet.rows}


def test_only_roots_that_are_confirmed_count_each_on_its_side(store, ids, today):
    first = causes.add_cause(store, ids.gap, text="Slow", category="training")
    whys.add_why(store, first, text="No standard", category="process")
    causes.add_cause(store, ids.gap, text="Many are new", category="people")
    causes.add_cause(store, ids.gap, text="Supposed", category="tools", state=CauseState.CANDIDATE)
    causes.add_cause(store, ids.own, text="No idea")
    sheet, rows = made(store, today)
    service, team = rows["Service 客服部"], rows["Night team"]
    assert [service[key] for key in ("gaps", "causes", "system", "person", "process", "training", "tools")] == [1, 2, 1, 1, 1, 0, 0]
    assert [team[key] for key in ("gaps", "causes", "system_share", "others")] == [1, 1, None, 1]
    assert "system 50%, person 50%" in sheet.notes


def test_a_gap_that_is_met_needs_no_cause_and_one_without_is_counted(store, ids, today):
    gaps.add_gap(store, today, target="≥95%", actual="96%", dimension="Calls", unit=ids.service)
    sheet, rows = made(store, today)
    assert (rows["Service 客服部"]["gaps"], rows["Service 客服部"]["bare_share"]) == (1, 1)
    assert sheet.notes[0] == "2 gaps, 2 without a cause"


def test_rows_stand_for_people_too_and_other_cycles_are_left_out(store, ids, today):
    _sheet, rows = made(store, today, By.PERSON)
    assert set(rows) == {"Li Na", "(no person)"}
    assert ids.own
    number = store.value("SELECT rowid FROM cycle") + 1
    assert made(store, today, shown=ReportFilter((number,), ""))[1] == {}
