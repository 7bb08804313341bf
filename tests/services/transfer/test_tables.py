import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.errors import BadInput
from perftui.i18n import say
from perftui.services.transfer import limits, tables
from perftui.services.transfer.guards import unguard
from perftui.services.transfer.limits import CellTooLong, TooManyColumns, TooManyRows
from perftui.services.transfer.separated_values import QuotesBroken, guess_separator, read_table
from perftui.services.transfer.tables import TableEmpty, cell_name, column_letter


def read(text, **more):
    return read_table("people.csv", text.encode(**more))


def cells(table):
    return [row.cells for row in table.rows]


def test_a_table_has_a_header_and_rows_with_the_numbers_of_their_lines():
    table = read("Name,No\r\nZhang Wei,1\r\n\r\n,\r\nLi Na,2\r\n")
    assert table.header == ("Name", "No")
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("Zhang Wei", "1")), (5, ("Li Na", "2"))]
    assert (table.separator, table.encoding, table.is_certain, table.problems) == (",", "utf-8", True, ())


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    table = read(f"Name{separator}No\nZhang Wei{separator}1\n")
    assert (table.separator, table.header) == (separator, ("Name", "No"))


def test_decimal_commas_do_not_pass_for_separators():
    assert guess_separator("Name;Share\nA;1,5\nB;2,5\n") == ";"
    assert guess_separator("Name, given name;Share, in %\nA;1,5\nB;\n") == ";"


def test_separators_within_quotes_do_not_count():
    assert guess_separator('Name;Note\n"Li;Na";"a,b,c"\nX;"d,e,f"\n') == ";"


def test_excels_line_about_the_separator_is_honoured():
    table = read("sep=;\nName;Note\na,b;c\n")
    assert (table.header, cells(table), table.rows[0].number) == (("Name", "Note"), [("a,b", "c")], 3)


def test_quotes_hold_separators_quotes_and_line_ends():
    table = read('Name,Note\n"Wei, Zhang","says ""hi""\nand more"\nLi Na,x\n')
    assert cells(table) == [("Wei, Zhang", 'says "hi"\nand more'), ("Li Na", "x")]
    assert [row.number for row in table.rows] == [2, 4]


@pytest.mark.parametrize("text", ['Name\n"Li\n', 'Name,No\n"Li" Na,1\n'])
def test_quotes_that_do_not_match_are_refused_with_their_row(text):
    with pytest.raises(QuotesBroken, match="row 2"):
        read(text)


def test_ragged_rows_are_mended_and_reported():
    table = read("Name,No,Unit\nA,1\nB,2,X,extra\nC,3,Y,,\nD,4,Z\n")
    assert cells(table) == [("A", "1", ""), ("B", "2", "X"), ("C", "3", "Y"), ("D", "4", "Z")]
    assert [(problem.row, problem.column) for problem in table.problems] == [(2, "C"), (3, "D")]
    assert say(table.problems[0].message).startswith("This row has 2 cells, the header 3.")


def test_a_thousand_ragged_rows_are_listed_and_the_rest_is_said():
    table = read("Name,No\n" + "A,1,2\n" * 1500)
    assert len(table.problems) == 1001
    assert "More than 1000" in say(table.problems[-1].message)


def test_apostrophes_of_guards_go():
    assert cells(read("Name,No\n'=x,'007\nO'Neill,'tis\n")) == [("=x", "007"), ("O'Neill", "'tis")]


def test_cells_are_clean_and_without_spaces_at_their_ends():
    table = read("Na\x1bme ,\u202eNo\u3000\n Li\x07 Na ,Jose\u0301\n")
    assert (table.header, cells(table)) == (("Name", "No"), [("Li Na", "José")])


def test_unusual_line_separators_within_a_cell_do_not_end_the_row():
    assert cells(read("Name,No\nLi\u2028Na,1\n")) == [("Li Na", "1")]


def test_a_guessed_encoding_is_said():
    table = read("姓名,工号\n张伟,1\n", encoding="gb18030")
    assert not table.is_certain
    assert "gb18030" in say(table.notes[0])


@pytest.mark.parametrize("text", ["", "\n\n", " , ,\n"])
def test_an_empty_file_is_refused(text):
    with pytest.raises(TableEmpty):
        read(text)


def test_limits_are_refused_with_their_place(monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    monkeypatch.setattr(tables, "MAX_COLUMNS", 3)
    assert len(read("A,B\n1,2\n3,4\n").rows) == 2
    with pytest.raises(TooManyRows):
        read("A,B\n1,2\n3,4\n5,6\n")
    with pytest.raises(TooManyColumns, match="Row 2"):
        read("A,B\n1,2,3,4\n")
    with pytest.raises(CellTooLong, match="Row 2, column B"):
        read("A,B\n1," + "x" * (limits.MAX_CELL + 1))
    with pytest.raises(CellTooLong, match="Row 2"):
        read("A,B\n1," + "x" * 200_000)


def test_columns_and_cells_are_named_as_in_a_spreadsheet():
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert cell_name(12, 2) == "C12"
    assert [read("Name,,No\na,b,c\n").column_name(index) for index in range(4)] == ["Name", "B", "No", "D"]


@settings(deadline=None)
@given(st.text(st.sampled_from("ab,;\t|\"'\n \x1b=张\u2028"), max_size=60) | st.text(max_size=60))
def test_any_text_gives_a_table_or_a_reason(text):
    try:
        table = read(text, errors="surrogatepass") if text.isprintable() else read_table("x", text.encode("utf-8", "replace"))
    except BadInput:
        return
    assert all(len(row.cells) == len(table.header) for row in table.rows)
    assert all(any(row.cells) for row in table.rows if not table.problems)


@settings(deadline=None)
@given(st.lists(st.tuples(st.text("ab,;\t|\"'\n =张é"), st.text("1-=\"',")), min_size=1, max_size=5))
def test_whatever_a_csv_writer_writes_is_read_again(rows):
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("Name", "Note"), *rows])
    wanted = [tuple(unguard(cell.strip()).strip() for cell in row) for row in rows]
    assert cells(read(out.getvalue())) == [row for row in wanted if any(row)]
