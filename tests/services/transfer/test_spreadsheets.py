import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.domain.texts import clean_text
from perftui.services.transfer.separated_values import read_table
from perftui.services.transfer.spreadsheets import write_csv, write_xlsx
from perftui.services.transfer.workbooks import read_workbook

ROWS = [
    ("张伟", Decimal("95.50"), date(2026, 11, 23), 3, None),
    ('=HYPERLINK("http://x")', Decimal(-5), None, -1, 'a,b\n"c"'),
    ("#N/A", Decimal("1E+3"), None, 0, "-2+3"),
]
HEADER = ("Name", "Value", "Due", "n", "Note")


def test_a_csv_export_guards_formulas_and_keeps_numbers():
    text = write_csv(HEADER, ROWS).decode()
    assert text.splitlines()[1] == "张伟,95.50,2026-11-23,3,"
    assert "'=HYPERLINK" in text
    assert ",-5,,-1," in text
    assert text.splitlines()[-1] == "#N/A,1000,,0,'-2+3"


def test_a_byte_order_mark_is_written_for_excel_on_request():
    assert write_csv(["Name"], [], has_mark=True) == b"\xef\xbb\xbfName\n"
    assert write_csv(["Name"], []) == b"Name\n"


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=20), st.text("=+-@'\"\n,;\t a1", max_size=8)), max_size=6))
def test_texts_written_as_csv_read_the_same(rows):
    rows = [tuple(as_stored(text) for text in row) for row in rows]
    table = read_table("x.csv", write_csv(["Name", "Note"], rows))
    assert [row.cells for row in table.rows] == [row for row in rows if any(row)]


def as_stored(text):
    """As a field holds it: clean, and without spaces at the ends."""
    return clean_text(text, multiline=True).strip()


def test_a_workbook_holds_texts_numbers_and_dates_as_such():
    page = openpyxl.load_workbook(io.BytesIO(write_xlsx("Goals: [2026]/Q4", HEADER, ROWS))).active
    assert [cell.value for cell in page[2]] == ["张伟", 95.5, page["C2"].value, 3, None]
    assert page["C2"].value.date() == date(2026, 11, 23)
    assert [page[cell].data_type for cell in ("A3", "E4", "A4", "B2")] == ["s", "s", "s", "n"]
    assert page["A3"].quotePrefix
    assert page.freeze_panes == "A2"
    assert page.title == "Goals   2026  Q4"


def test_what_is_written_as_a_workbook_reads_the_same():
    table = read_workbook("goals.xlsx", write_xlsx("Goals", HEADER, ROWS))
    assert [row.cells for row in table.rows] == [
        ("张伟", "95.5", "2026-11-23", "3", ""),
        ('=HYPERLINK("http://x")', "-5", "", "-1", 'a,b\n"c"'),
        ("#N/A", "1000", "", "0", "-2+3"),
    ]
    assert table.problems == ()


def test_a_workbook_takes_any_characters():
    rows = [("a\x00\x1b\ud800b", "x" * 40_000), ("\u202eevil", "𠮷")]
    table = read_table("x.csv", write_csv(["A", "B"], [(a, b[:10]) for a, b in rows]))
    assert [row.cells for row in table.rows] == [("ab", "x" * 10), ("evil", "𠮷")]
    page = openpyxl.load_workbook(io.BytesIO(write_xlsx("'", ["A", "B"], rows))).active
    assert (page["A2"].value, len(page["B2"].value), page["A3"].value) == ("ab", 32_767, "evil")


@pytest.mark.parametrize("text", ["'=1", "''", "'x", "=1"])
def test_apostrophes_survive_csv(text):
    assert read_table("x", write_csv(["A", "B"], [(text, "b")])).rows[0].cells[0] == text


def test_columns_are_as_wide_as_their_longest_line_within_bounds_and_the_header_stays_in_sight():
    rows = [("张伟王芳李娜", "x" * 80, None, "short\n" + "y" * 20), ("ab", "", 5, "")]
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx("People", ("Name", "Note", "n", "Text"), rows)))
    sheet = book.active
    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [14, 50, 8, 22]
    assert (sheet.freeze_panes, [cell.font.bold for cell in sheet[1]]) == ("A2", [True] * 4)
    assert not sheet["A2"].font.bold
