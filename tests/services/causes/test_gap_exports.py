"""The gap table as a file: its columns in their order, numbers as numbers, nothing that a spreadsheet would run."""

import csv
import io
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest

from perftui import i18n
from perftui.domain.gaps import CauseState
from perftui.services import actions, causes, gap_exports, gap_sheets, whys
from perftui.services.gap_exports import FormatUnknown, TooLongForWord, shown_for
from perftui.services.gap_listings import GapFilter
from perftui.services.quick_parts import NobodyCalledSo

EVERYTHING = GapFilter()
SIX = ["Dimension", "Target", "Actual", "Gap", "Root cause", "Measure"]


@pytest.fixture
def filled(store, ids):
    new = causes.add_cause(store, ids.gap, text="Many are new", category="people", evidence="62 % since May")
    vague = causes.add_cause(store, ids.gap, text="=cmd|' /C calc'!A0", category="process")
    causes.add_measure(store, new, title="Pair beginners 老带新", owner=ids.li, due=date(2026, 12, 31))
    guide = causes.add_measure(store, new, title="Write the guide", kind="document")
    actions.finish(store, guide, date(2026, 11, 23))
    causes.add_cause(store, ids.gap, text="Only supposed", state=CauseState.CANDIDATE)
    return vague


@pytest.fixture
def write(store, tmp_path, today):
    def written(name, shown=EVERYTHING):
        path = tmp_path / name
        return gap_exports.export(store, path, shown, today), path

    return written


@pytest.mark.usefixtures("filled")
def test_a_row_for_each_measure_repeats_what_it_belongs_to(ids, write):
    count, path = write("gaps.csv", GapFilter(gap=ids.gap))
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert rows[0] == [*SIX, "Owner", "Due", "State", "Of"]
    assert (count, len(rows)) == (3, 4)
    assert rows[1] == [
        *("Complaints handled", "≥95 %", "88 %", "7 pp", "Many are new", "Pair beginners 老带新"),
        *("Li Na", "2026-12-31", "To do", "Service 客服部"),
    ]
    assert rows[2][5:] == ["“Write the guide”", "", "", "Done", "Service 客服部"]
    assert [row[:5] for row in rows[1:3]] == [rows[1][:5]] * 2


@pytest.mark.usefixtures("filled")
def test_a_cause_that_looks_like_a_formula_is_run_by_nobody(ids, write):
    _count, path = write("gaps.csv", GapFilter(gap=ids.gap))
    assert ",'=cmd" in path.read_text(encoding="utf-8-sig")
    _count, path = write("gaps.xlsx", GapFilter(gap=ids.gap))
    cell = openpyxl.load_workbook(path).active["E4"]
    assert (cell.data_type, cell.value[:4], cell.quotePrefix) == ("s", "=cmd", True)


@pytest.mark.usefixtures("filled")
def test_a_workbook_counts_with_numbers_that_show_as_the_table_does(ids, write):
    _count, path = write("gaps.xlsx", GapFilter(gap=ids.gap))
    sheet = openpyxl.load_workbook(path).active
    assert [cell.value for cell in sheet[1]][:6] == SIX
    assert [(cell.value, cell.number_format) for cell in sheet[2][1:4]] == [
        (95, '"≥"General" %"'),
        (88, 'General" %"'),
        (7, 'General" pp"'),
    ]
    assert sheet["H2"].value.date() == date(2026, 12, 31)
    assert sheet.auto_filter.ref == "A1:J4"


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("88.5 %", "88.5", 'General" %"'),
        ("10:1", "10", None),
        ("4/5", "4", None),
        ('7 "', "7", None),
        ("yes", "1", None),
        ("0.1234567890123456", "0.1234567890123456", None),
        ("12", "12", "General"),
    ],
)
def test_only_what_a_number_format_can_say_becomes_a_number(text, number, shown):
    assert gap_sheets.number_format(text, Decimal(number)) == shown


@pytest.mark.usefixtures("filled")
def test_a_document_has_the_table_with_its_head_on_each_page_and_lines_to_sign_on(ids, write):
    count, path = write("gap.docx", GapFilter(gap=ids.gap))
    book = docx.Document(path)
    table, depth = book.tables
    assert count == 3
    assert [cell.text for cell in table.rows[0].cells] == [*SIX, "Owner", "Due", "State"]
    assert [cell.text for cell in table.rows[1].cells][1:4] == ["≥95 %", "88 %", "7 pp"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert book.sections[0].page_width > book.sections[0].page_height
    assert 'w:eastAsia="Microsoft YaHei"' in book.styles["Normal"].element.xml
    texts = [paragraph.text for paragraph in book.paragraphs]
    assert texts[0] == "Gap analysis"
    assert "Of  Service 客服部" in texts
    assert any(text.startswith("Manager: ____") for text in texts)
    assert depth.rows[1].cells[2].text == "62 % since May"


def test_a_person_signs_for_a_gap_of_their_own(ids, write):
    _count, path = write("gap.docx", GapFilter(person=ids.li))
    texts = [paragraph.text.split(":")[0] for paragraph in docx.Document(path).paragraphs if "____" in paragraph.text]
    assert texts == ["Employee", "Manager", "HR"]


def test_markdown_tells_the_chain_of_whys_of_a_single_gap(store, ids, today, filled):
    whys.add_why(store, filled, text="No | standard")
    text = gap_exports.as_markdown(store, GapFilter(gap=ids.gap), today)
    assert "| Dimension | Target | Actual | Gap | Root cause | Measure | Owner | Due | State |" in text
    assert "2.1 No \\| standard" in text
    assert "- Only supposed" in text


def test_in_chinese_the_columns_are_called_as_in_the_article(store, ids, today):
    i18n.use("zh")
    try:
        text = gap_exports.as_markdown(store, GapFilter(gap=ids.gap), today)
    finally:
        i18n.use("en")
    assert "| 绩效维度 | 目标值 | 实际值 | 差距分析 | 根本原因 | 改进措施 |" in text


@pytest.mark.usefixtures("ids")
def test_too_many_rows_for_word_are_refused_with_what_to_do(write, monkeypatch):
    monkeypatch.setattr(gap_exports, "MOST_IN_WORD", 1)
    with pytest.raises(TooLongForWord):
        write("gaps.docx")
    assert write("gaps.md")[0] == 2


def test_an_unknown_ending_is_refused(write):
    with pytest.raises(FormatUnknown):
        write("gaps.pdf")


def test_the_command_line_names_a_person_or_a_unit_with_all_below_it(store, ids, today):
    assert shown_for(store, of="S1", today=today).person == ids.li
    assert set(shown_for(store, of="Service 客服部", today=today).units) == {ids.service, ids.team}
    assert shown_for(store, ids.cycle).cycles == (ids.cycle,)
    with pytest.raises(NobodyCalledSo):
        shown_for(store, of="nobody", today=today)
