"""Coverage, check-ins and findings by unit and person, and the files that are made of them."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from perftui.domain.codes import GoalState
from perftui.services import goals
from perftui.services.alignment_reports import ReportFilter
from perftui.services.check_ins import check_in
from perftui.services.report_exports import FormatUnknown, as_json_lines, as_markdown, export
from perftui.services.report_sheets import Form, Sheet, SheetColumn, SheetRow, holding, line_texts, ordered, share_text
from perftui.services.reports import By, ReportChoice, ReportKind, report
from perftui.services.transfer.exports import ExportExists
from perftui.storage.stores import Label

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")

COLUMNS = (SheetColumn("name", "Name", Form.TEXT), SheetColumn("n", "Goals"), SheetColumn("share", "Coverage", Form.SHARE))
ALL = ReportFilter()
SHEET = Sheet(
    "Coverage | by unit",
    COLUMNS,
    (
        SheetRow("u1", ("张伟 [a]|b", 2, Decimal("0.996"))),
        SheetRow("u2", ("=1+1", 0, None)),
        SheetRow("u3", ("Sales", 12, Decimal(0))),
        SheetRow("", ("(no unit)", 99, Decimal(1))),
    ),
    ("Total", 113, Decimal("0.5")),
    ("Half of it",),
)


@pytest.fixture
def made(store, company, tree, today):
    """The people work in Sales, their goals run, and one key result was checked in once in time and once late."""
    with store.write(Label("units")):
        store.connection.execute("UPDATE person SET unit_id = ?", (company.sales,))
    goals.equal_weights(store, tree.first)
    for state in ("proposed", "agreed", "active"):
        goals.set_state(store, [tree.theme, tree.unit, tree.first, tree.second], GoalState(state))
    for days, value in ((40, "82"), (5, "85")):
        day = today - timedelta(days=days)
        check_in(store, tree.rate, value, "0.7", on=day, today=day)
    return tree


def shown(store, kind, by, today, narrowed=ALL):
    sheet = report(store, ReportChoice(kind, by), narrowed, today)
    return {texts[0]: texts[1:] for texts in line_texts(sheet)}, sheet


def test_coverage_by_unit_counts_the_goals_of_the_unit_and_of_its_people(store, made, today):
    rows, sheet = shown(store, ReportKind.COVERAGE, By.UNIT, today)
    assert rows["Sales"] == ("3", "1", "2", "1", "50%")
    assert rows["(no unit)"] == ("1", "0", "0", "0", "–")
    assert rows["Total"] == ("4", "1", "2", "1", "50%")
    assert sheet.notes == ("1 of 2 key results measured (50% by weight), 1 of 4 goals without data",)


def test_coverage_by_person_tells_who_has_no_data(store, made, today):
    rows, _sheet = shown(store, ReportKind.COVERAGE, By.PERSON, today)
    assert rows["Li Na"] == ("1", "0", "1", "1", "100%")
    assert rows["张伟 (S001)"[:2]] == ("1", "1", "1", "0", "0%")


def test_check_ins_are_on_time_late_or_missing(store, made, today):
    rows, sheet = shown(store, ReportKind.CHECK_INS, By.PERSON, today)
    assert rows["Li Na"][:4] == ("1", "2", "1", "1")
    overdue, longest, share = rows["张伟"][4:]
    assert (overdue, longest, share) == ("1", "23 days", "0%")
    assert rows["Total"][-1] == "33%"
    assert sheet.notes == ("3 check-ins due so far, at 2 key results",)


def test_where_no_check_in_was_due_there_is_no_share(store, tree, today):
    rows, _sheet = shown(store, ReportKind.CHECK_INS, By.UNIT, today)
    assert rows == {}
    goals.equal_weights(store, tree.first)
    for state in ("proposed", "agreed", "active"):
        goals.set_state(store, [tree.second], GoalState(state))
    rows, _sheet = shown(store, ReportKind.CHECK_INS, By.PERSON, today.replace(month=10, day=2))
    assert rows["张伟"] == ("1", "0", "0", "0", "0", "–", "–")


def test_in_a_closed_cycle_nothing_is_overdue(store, company, made, today):
    with store.write(Label("closed")):
        store.connection.execute("UPDATE cycle SET state = 'closed'")
    rows, _sheet = shown(store, ReportKind.CHECK_INS, By.UNIT, today)
    assert rows["Total"] == ("2", "2", "1", "1", "0", "–", "50%")


def test_alignment_by_unit_counts_findings_and_the_goals_that_were_looked_at(store, made, today):
    rows, sheet = shown(store, ReportKind.ALIGNMENT, By.UNIT, today)
    assert [column.key for column in sheet.columns][:4] == ["name", "goals", "findings", "serious"]
    assert rows["Sales"][:3] == ("3", "1", "0")
    assert rows["Total"][:2] == ("4", "1")
    assert sheet.notes == ("4 goals looked at",)


def test_a_unit_filter_takes_in_the_units_below(store, company, made, today):
    with store.write(Label("units")):
        store.insert("unit", id="u-head", name="Head office")
        store.connection.execute("UPDATE unit SET parent_id = 'u-head' WHERE id = ?", (company.sales,))
    rows, _sheet = shown(store, ReportKind.COVERAGE, By.UNIT, today, ReportFilter(unit="u-head"))
    assert rows.keys() == {"Sales", "Total"}
    assert shown(store, ReportKind.COVERAGE, By.UNIT, today, ReportFilter(unit=company.service))[0] == {}


def test_who_sees_only_some_people_gets_the_figures_of_those(store, company, made, today):
    store.limit_to([company.zhang])
    rows, _sheet = shown(store, ReportKind.COVERAGE, By.PERSON, today)
    assert rows.keys() == {"张伟", "(no person)", "Total"}


def test_only_what_is_complete_reads_100_percent_and_only_nothing_reads_0():
    shares = {Decimal("0.996"): "99%", Decimal(1): "100%", Decimal("0.001"): "<1%", Decimal(0): "0%", None: "–"}
    assert {share: share_text(share) for share in shares} == shares


def test_rows_are_ordered_by_any_column_and_what_has_no_data_stands_last_either_way():
    def keys(column, *, is_descending):
        return [row.key for row in ordered(SHEET, column, is_descending=is_descending).rows]

    assert keys("share", is_descending=True) == ["u1", "u3", "u2", ""]
    assert keys("share", is_descending=False) == ["u3", "u1", "u2", ""]
    assert keys("n", is_descending=True) == ["u3", "u1", "u2", ""]
    assert keys("name", is_descending=False)[-1] == ""
    assert ordered(SHEET, "none", is_descending=False) == SHEET


def test_rows_are_found_by_pinyin_too_and_the_total_stays():
    assert [row.key for row in holding(SHEET, "zw").rows] == ["u1"]
    assert holding(SHEET, "sal").total == SHEET.total


def test_markdown_keeps_what_a_name_holds_from_being_markup():
    text = as_markdown(SHEET)
    assert text.startswith("# Coverage \\| by unit\n\n| Name | Goals | Coverage |\n| --- | ---: | ---: |\n")
    assert "| 张伟 \\[a\\]\\|b | 2 | 99% |" in text
    assert "| Total | 113 | 50% |\n\nHalf of it\n" in text


def test_spreadsheets_get_numbers_and_empty_cells_for_what_is_not_known(tmp_path):
    assert export(SHEET, tmp_path / "report.xlsx") == 4
    rows = list(load_workbook(tmp_path / "report.xlsx").active.values)
    assert rows[0] == ("Name", "Goals", "Coverage, %")
    assert rows[2] == ("=1+1", 0, None)
    assert rows[-1] == ("Total", 113, 50)
    export(SHEET, tmp_path / "report.csv")
    lines = list(csv.reader(io.StringIO((tmp_path / "report.csv").read_text("utf-8-sig"))))
    assert lines[1] == ["张伟 [a]|b", "2", "99.6"]
    assert lines[2][1:] == ["0", ""]


def test_json_has_shares_as_numbers_and_no_total():
    records = [json.loads(line) for line in as_json_lines(SHEET)]
    assert records[0] == {"id": "u1", "name": "张伟 [a]|b", "n": 2, "share": 0.996}
    assert records[1]["share"] is None
    assert len(records) == 4


def test_a_file_is_not_replaced_unless_it_is_asked_for_and_an_unknown_ending_is_named(tmp_path):
    path = tmp_path / "report.md"
    export(SHEET, path)
    with pytest.raises(ExportExists):
        export(SHEET, path)
    export(SHEET, path, overwrite=True)
    with pytest.raises(FormatUnknown, match=r"report\.doc"):
        export(SHEET, tmp_path / "report.doc")
