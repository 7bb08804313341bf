"""A 360 form as an Excel workbook: answers are the only cells that take anything, and levels are picked from a list."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, cast

from perftui.domain.texts import clean_text
from perftui.services.transfer.feedback_forms import ANSWER_COLUMN, CODE_COLUMN, NUMBER_COLUMN, QUESTION_COLUMN
from perftui.services.transfer.guards import guard
from perftui.services.transfer.tables import column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from perftui.services.transfer.feedback_forms import BlankForm

_WIDTHS: Final = {NUMBER_COLUMN: 6, QUESTION_COLUMN: 64, ANSWER_COLUMN: 40}


def write_workbook(form: BlankForm) -> bytes:
    """The form; `feedback_forms.read_form` reads it back."""
    from openpyxl import Workbook  # only forms need it, and it takes long to import

    book = Workbook()
    sheet = cast("Worksheet", book.active)
    sheet.title = "360"
    for index, width in _WIDTHS.items():
        sheet.column_dimensions[column_letter(index)].width = width
    sheet.column_dimensions[column_letter(CODE_COLUMN)].hidden = True
    row = 1
    for line in ("\n".join(form.heading), "\n".join(f"{level} {words}" for level, words in enumerate(form.anchors, 1))):
        _put(sheet, row, QUESTION_COLUMN, line)
        row += 1
    for index, words in zip((CODE_COLUMN, NUMBER_COLUMN, QUESTION_COLUMN, ANSWER_COLUMN), (form.form_word, *form.heads), strict=True):
        _put(sheet, row, index, words, is_head=True)
    sheet.freeze_panes = f"A{row + 1}"
    _add_questions(sheet, form, row + 1)
    # Without a password: it keeps questions from being changed by accident, nobody from reading.
    sheet.protection.sheet = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add_questions(sheet: Worksheet, form: BlankForm, first: int) -> None:
    from openpyxl.styles import Alignment, Border, Protection, Side
    from openpyxl.worksheet.datavalidation import DataValidation

    levels = ",".join(map(str, (*range(1, form.levels + 1), 0)))
    # Shown as a warning and not as a stop: what else is typed is reported when the form is read.
    allowed = DataValidation(type="list", formula1=f'"{levels}"', allow_blank=True, showErrorMessage=True, errorStyle="warning")
    sheet.add_data_validation(allowed)
    line = Side(style="thin")
    for number, question in enumerate(form.questions, 1):
        row = first + number - 1
        _put(sheet, row, CODE_COLUMN, f"{form.code}.{number}")
        _put(sheet, row, NUMBER_COLUMN, str(number))
        _put(sheet, row, QUESTION_COLUMN, "\n".join(question.texts))
        cell = sheet.cell(row, ANSWER_COLUMN + 1)
        cell.protection = Protection(locked=False)
        cell.border = Border(line, line, line, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if question.is_scale:
            allowed.add(cell)
        else:
            sheet.row_dimensions[row].height = 60


def _put(sheet: Worksheet, row: int, index: int, text: str, *, is_head: bool = False) -> None:
    from openpyxl.styles import Alignment, Font

    words = clean_text(text, multiline=True, limit=4 * len(text) + 1)
    cell = sheet.cell(row, index + 1, words)
    # openpyxl takes a beginning "=" for a formula; a text stays one.
    cell.data_type = "s"
    cell.quotePrefix = guard(words) != words
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_head:
        cell.font = Font(bold=True)
