import contextlib
import io
import json
import random
import subprocess
import sys
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from perftui.errors import BadInput
from perftui.i18n import say
from perftui.services.transfer import archives, workbooks
from perftui.services.transfer.archives import NotAWorkbook, SheetUnknown, WorkbookLocked, WorkbookSuspicious
from perftui.services.transfer.encodings import OldWorkbook
from perftui.services.transfer.limits import TooManyColumns
from perftui.services.transfer.tables import TableEmpty
from perftui.services.transfer.workbook_cells import cell_text
from perftui.services.transfer.workbooks import WorkbookReaderMissing, WorkbookTooHeavy, WorkbookUnreadable, read_workbook


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows, **formats):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, number_format in formats.items():
        book.active[cell].number_format = number_format
    return saved(book)


def repacked(data, **parts):
    """The workbook with parts replaced or added."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.pop(name, None) or source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def test_dates_percentages_and_padded_numbers_read_as_they_show():
    data = workbook(
        ["姓名", "工号", "入职日期", "完成率", "备注", "是"],
        ["张伟", 7, date(2020, 1, 2), 0.95, " 注\n意 ", True],
        ["李娜", 12.5, datetime(2020, 1, 2, 3, 4, 5), 0.955, None, None],  # noqa: DTZ001  # Excel knows no time zones
        B2="0000",
        D2="0%",
        D3="0%",
    )
    table = read_workbook("roster.xlsx", data)
    assert table.header == ("姓名", "工号", "入职日期", "完成率", "备注", "是")
    assert [row.cells for row in table.rows] == [
        ("张伟", "0007", "2020-01-02", "95%", "注\n意", "TRUE"),
        ("李娜", "12.5", "2020-01-02 03:04:05", "95.5%", "", ""),
    ]
    assert (table.notes, table.problems, table.is_certain) == ((), (), True)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.07, "0%", "7%"),
        (1, "0.00%", "100%"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "100000000000000000000"),
        (-0.0, "General", "0"),
        (0.5, '0.0"%"', "0.5"),
        (5, "[Red]0", "5"),
        (-5, "000", "-5"),
        (1.5, "000", "1.5"),
        (float("nan"), "General", ""),
        (time(8, 30), "h:mm", "08:30:00"),
        (timedelta(hours=26, seconds=1), "[h]:mm", "26:00:01"),
        (False, "General", "FALSE"),
        (None, "0%", ""),
        (date(2026, 1, 5), "General", "2026-01-05"),
    ],
)
def test_a_value_reads_as_the_spreadsheet_shows_it(value, number_format, text):
    assert cell_text(value, number_format) == text


def test_row_numbers_are_those_of_the_sheet_and_titles_above_are_left_out():
    table = read_workbook("roster.xlsx", workbook(["员工花名册"], [], ["姓名", "工号"], [], ["张伟", 1]))
    assert (table.header_row, [row.number for row in table.rows]) == (3, [5])
    assert "员工花名册" in say(table.notes[0])


def test_cells_of_a_merged_column_all_get_its_value():
    book = openpyxl.Workbook()
    for row in (["部门", "姓名"], ["销售部", "张伟"], [None, "李娜"], ["客服部", "王芳"]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    table = read_workbook("roster.xlsx", saved(book))
    assert [row.cells[0] for row in table.rows] == ["销售部", "销售部", "客服部"]
    assert "1 cell" in say(table.notes[0])


def test_errors_and_formulas_without_a_result_are_named_by_their_cell():
    table = read_workbook("roster.xlsx", workbook(["Name", "Share"], ["A", "#N/A"], ["B", "=1+1"], ["C", None, "x"]))
    assert [(problem.row, problem.column) for problem in table.problems] == [(2, "B"), (3, "B"), (4, "C")]
    said = [say(problem.message) for problem in table.problems]
    assert "B2 holds the error #N/A" in said[0]
    assert "B3 holds a formula" in said[1]
    assert "C4 stands beside" in said[2]


def test_the_first_visible_sheet_is_read_and_the_others_are_named():
    book = openpyxl.Workbook()
    book.active.title = "Hidden"
    book.active.append(["no", "no"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Empty")
    for title in ("Roster", "More"):
        page = book.create_sheet(title)
        page.append(["Name", "No"])
        page.append([title, 1])
    data = saved(book)
    table = read_workbook("roster.xlsx", data)
    assert table.rows[0].cells == ("Roster", "1")
    assert "Hidden, Empty, More" in say(table.notes[0])
    assert read_workbook("roster.xlsx", data, "More").rows[0].cells == ("More", "1")
    with pytest.raises(SheetUnknown, match="Roster"):
        read_workbook("roster.xlsx", data, "Elsewhere")


def test_an_empty_workbook_is_refused():
    with pytest.raises(TableEmpty):
        read_workbook("roster.xlsx", workbook())


def test_far_too_many_columns_are_refused():
    with pytest.raises(TooManyColumns, match="Row 1"):
        read_workbook("roster.xlsx", workbook(["x"] * 501))


def locked(data):
    """The workbook with the sign of a password on its first part."""
    changed = bytearray(data)
    changed[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def archive_of(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


GOOD = workbook(["Name"])


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"Name,No\n", NotAWorkbook),
        (b"PK\x03\x04 broken", NotAWorkbook),
        (GOOD[:-30], NotAWorkbook),
        (archive_of(readme="no workbook"), NotAWorkbook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", OldWorkbook),
        (repacked(GOOD, **{"xl/media/image1.png": b"\0" * (30 << 20)}), WorkbookSuspicious),
        (repacked(GOOD, **{f"xl/media/{n}.png": b"x" for n in range(archives.MAX_PARTS)}), WorkbookSuspicious),
        (repacked(GOOD, **{"../evil.xml": b"x"}), WorkbookSuspicious),
        (b"PK\x01\x02" * 5000, WorkbookSuspicious),
        (locked(GOOD), WorkbookLocked),
    ],
    ids=["text", "broken", "cut", "zip", "old", "bomb", "parts", "path", "forged", "password"],
)
def test_what_is_no_workbook_is_refused_before_it_is_opened(data, error, monkeypatch):
    monkeypatch.setattr(subprocess, "run", None)
    with pytest.raises(error):
        read_workbook("roster.xlsx", data)


def with_markup(markup, definitions=""):
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE x [{definitions}]><worksheet {MAIN}><sheetData>'
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{markup}</t></is></c></row></sheetData></worksheet>'
    )
    return repacked(workbook(["Name"]), **{SHEET: sheet})


def test_entities_that_grow_without_end_are_stopped():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises((WorkbookUnreadable, WorkbookTooHeavy)):
        read_workbook("roster.xlsx", with_markup("&e11;", '<!ENTITY e0 "aaaaaaaaaa">' + levels))


def test_entities_that_name_files_bring_nothing_in(tmp_path):
    (tmp_path / "secret").write_text("secret words")
    said = ""
    with contextlib.suppress(BadInput):
        said = str(read_workbook("roster.xlsx", with_markup("Name &e; x", f'<!ENTITY e SYSTEM "file://{tmp_path}/secret">')))
    assert "secret words" not in said
    assert read_workbook("roster.xlsx", with_markup("Name")).header == ("Name",)


@pytest.mark.slow
def test_a_reader_that_does_not_come_back_is_ended(monkeypatch):
    monkeypatch.setattr(workbooks, "_TIMEOUT", 1)
    sheet = f'<worksheet {MAIN}><sheetData><row r="99999999999"><c r="A99999999999"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(WorkbookTooHeavy):
        read_workbook("roster.xlsx", repacked(workbook(["Name"]), **{SHEET: sheet}))


def test_where_no_process_may_be_started_another_way_is_shown(monkeypatch):
    def refused(*_command, **_options):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(subprocess, "run", refused)
    with pytest.raises(WorkbookReaderMissing, match="CSV"):
        read_workbook("roster.xlsx", workbook(["Name"]))


def test_the_reader_limits_its_memory_and_time():
    code = (
        "import json, resource\n"
        "from perftui.services.transfer.workbook_children import limit_resources\n"
        "limit_resources()\n"
        "print(json.dumps([resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=workbooks.__file__.split("/perftui/")[0]
    )
    assert json.loads(done.stdout) == [[1 << 30, 1 << 30], [15, 15], [0, 0]]


@pytest.mark.slow
def test_mutated_workbooks_give_a_table_or_a_reason():
    data = workbook(["姓名", "工号", "入职日期"], ["张伟", 1, date(2020, 1, 2)], ["李娜", 0.5, "=1"], B3="0%")
    parts = zipfile.ZipFile(io.BytesIO(data))
    chance = random.Random(7)
    outcomes = set()
    for _round in range(25):
        name = chance.choice([SHEET, "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"])
        content = bytearray(parts.read(name))
        for place in chance.sample([place for place, byte in enumerate(content) if chr(byte) in "0123456789"] or [0], 2):
            content[place] = chance.choice(b"0123456789A-<")
        try:
            outcomes.add(type(read_workbook("roster.xlsx", repacked(data, **{name: bytes(content)}))))
        except BadInput as error:
            outcomes.add(type(error))
            said = str(error)
            assert said, name
    assert len(outcomes) > 1
