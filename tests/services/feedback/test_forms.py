"""Forms by file: written for those who never log in, filled in elsewhere, read back with what is wrong by cell or line."""

import pytest
from openpyxl import load_workbook

from perftui.errors import Refused
from perftui.i18n import say
from perftui.services import round_form_imports, round_forms
from perftui.services.round_forms import FormChoice

TEXT, BOOK = FormChoice(".txt"), FormChoice(".xlsx")


@pytest.fixture
def forms(store, rounds, tmp_path):
    """A round with a customer and a colleague who have not answered, and where forms are written to."""
    round_id = rounds.round()
    subject = rounds.subject(round_id)
    rater = rounds.rater(subject, "customer")

    def write(choice):
        assert round_forms.write_forms(store, round_id, tmp_path / "forms", choice) == 1
        return next((tmp_path / "forms").iterdir())

    return round_id, rater, write


def fill_text(path, *answers, encoding="utf-8"):
    parts = path.read_text("utf-8-sig").split("[ ]")[-len(answers) - 1 :]
    head = path.read_text("utf-8-sig").rsplit("[ ]", len(answers))[0]
    text = head + "".join(f"[ {answer} ]{part}" for answer, part in zip(answers, parts[1:], strict=True))
    path.write_bytes(text.encode(encoding))


def fill_book(path, *answers):
    book = load_workbook(path)
    for row, answer in enumerate(answers, 4):
        book.active.cell(row, 4).value = answer
    book.save(path)


def answers_of(store, rater):
    rows = store.rows("SELECT level, text FROM answer a JOIN question q ON q.id = a.question_id WHERE rater_id = ? ORDER BY pos", (rater,))
    return [tuple(row) for row in rows]


def problems(planned):
    return [(each.row, each.column, say(each.message)) for each in planned.problems]


class TestWriting:
    def test_a_workbook_takes_levels_from_a_list_and_says_everything_in_both_languages(self, forms):
        _round_id, rater, write = forms
        sheet = load_workbook(write(BOOK)).active

        assert sheet["A4"].value.startswith(f"{rater}-")
        assert sheet.column_dimensions["A"].hidden
        assert (sheet["C4"].value, sheet["C3"].value) == ("Explains clearly\n问题1", "Question / 题目")
        assert "About Zhang Wei, as customer" in sheet["C1"].value
        assert "at least 3 people" in sheet["C1"].value
        assert sheet.data_validations.dataValidation[0].formula1 == '"1,2,3,4,5,0"'
        assert str(sheet.data_validations.dataValidation[0].sqref) == "D4 D5"
        assert (sheet["D4"].protection.locked, sheet["C4"].protection.locked) == (False, True)

    def test_one_language_alone_is_possible(self, forms):
        _round_id, _rater, write = forms
        text = write(FormChoice(".txt", ("zh",))).read_text("utf-8-sig")

        assert "问题1" in text
        assert "Explains" not in text

    def test_nobody_left_or_no_open_round_is_said(self, store, rounds, tmp_path):
        round_id = rounds.round()
        rounds.rater(rounds.subject(round_id), "customer", (1, 2, "x"))
        with pytest.raises(Refused, match="No form of “Autumn 360” is left"):
            round_forms.write_forms(store, round_id, tmp_path / "forms", TEXT)
        with pytest.raises(Refused, match="not open for answers"):
            round_forms.write_forms(store, rounds.round("setup"), tmp_path / "forms", TEXT)

        assert not (tmp_path / "forms").exists()

    def test_a_question_that_looks_like_a_formula_stays_a_text(self, store, rounds, tmp_path):
        round_id = rounds.round()
        rounds.add("question", round_id=round_id, pos=9, kind="open", text_en='=HYPERLINK("http://x")')
        rounds.rater(rounds.subject(round_id), "customer")
        round_forms.write_forms(store, round_id, tmp_path / "forms", BOOK)

        cell = load_workbook(next((tmp_path / "forms").iterdir())).active["C7"]
        assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')


class TestReading:
    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
    def test_a_text_form_comes_back_in_any_encoding(self, store, forms, encoding):
        _round_id, rater, write = forms
        path = write(TEXT)
        fill_text(path, "４", "0", "多听 [真的]。\n少说。", encoding=encoding)

        planned = round_form_imports.plan(store, [path])
        assert problems(planned) == []
        assert (planned.entries[0].answered, planned.entries[0].is_again) == (3, False)
        assert round_form_imports.apply(store, planned.entries) == 1

        assert answers_of(store, rater) == [(4, ""), (None, ""), (None, "多听 [真的]。\n少说。")]
        assert store.value("SELECT state FROM rater_progress WHERE rater_id = ?", (rater,)) == "completed"

    def test_a_workbook_comes_back_from_a_folder(self, store, forms):
        _round_id, rater, write = forms
        path = write(BOOK)
        fill_book(path, 5, None, "Call back.")

        planned = round_form_imports.plan(store, [path.parent])
        round_form_imports.apply(store, planned.entries)

        assert answers_of(store, rater) == [(5, ""), (None, "Call back.")]

    @pytest.mark.parametrize("choice", [TEXT, BOOK])
    def test_a_form_that_was_written_with_other_questions_is_refused(self, store, rounds, forms, choice):
        round_id, rater, write = forms
        path = write(choice)
        (fill_text if choice is TEXT else fill_book)(path, 4, 2, "x")
        first, second, _third = rounds.questions(round_id)
        rounds.change("question", first, 1, pos=2)
        rounds.change("question", second, 1, pos=1)

        assert "questions were changed" in problems(round_form_imports.plan(store, [path]))[0][2]
        assert answers_of(store, rater) == []

    def test_answers_behind_the_brackets_count_and_a_line_like_a_question_stays_in_its_answer(self, store, forms):
        _round_id, rater, write = forms
        path = write(TEXT)
        head, one, two, _three = path.read_text("utf-8-sig").rsplit("[ ]", 3)
        path.write_text(f"{head}[ ] 4{one}[]\n3\n{two}[ Listen.\n#1 of all: plan [ahead].\nWrite less. ]\n-- \nMs Hu", "utf-8")

        planned = round_form_imports.plan(store, [path])
        round_form_imports.apply(store, planned.entries)

        assert answers_of(store, rater) == [(4, ""), (3, ""), (None, "Listen.\n#1 of all: plan [ahead].\nWrite less.")]

    def test_a_formula_is_no_answer(self, store, forms):
        _round_id, _rater, write = forms
        path = write(BOOK)
        fill_book(path, "=2+2")

        found = problems(round_form_imports.plan(store, [path]))

        assert found == [(4, "D", "Cell D4 holds a formula without a result: open the workbook in Excel and save it.")]

    def test_what_is_wrong_is_said_by_cell_and_by_line_and_nothing_is_taken(self, store, forms):
        _round_id, rater, write = forms
        book, text = write(BOOK), None
        fill_book(book, 7, "often", "")
        wrong = "is no level: write a number from 1 to 5, or 0 for not observed."
        assert problems(round_form_imports.plan(store, [book])) == [(4, "D", f"“7” {wrong}"), (5, "D", f"“often” {wrong}")]
        book.unlink()
        text = write(TEXT)
        fill_text(text, "six", "", "")
        lines = text.read_text("utf-8").splitlines()

        found = problems(round_form_imports.plan(store, [text]))

        assert found == [(lines.index("    [ six ]") + 1, "", f"“six” {wrong}")]
        assert answers_of(store, rater) == []

    def test_an_empty_form_and_a_form_of_nobody_are_refused(self, store, forms, tmp_path):
        _round_id, rater, write = forms
        empty = write(TEXT)
        strange = tmp_path / "strange.txt"
        strange.write_text(empty.read_text("utf-8-sig").replace(rater, "01ARZ3NDEKTSV4RRFFQ69G5FAV"), "utf-8")
        other = tmp_path / "list.csv"
        other.write_text("a,b,c,d\n1,2,3,4\n")

        found = [text for _row, _column, text in problems(round_form_imports.plan(store, [empty, strange, other]))]

        assert [text.split(":")[0] for text in found] == [
            "Nothing is answered in this form.",
            "The form 01ARZ3NDEKTSV4RRFFQ69G5FAV is not known here",
            "This is no 360 form",
        ]

    def test_a_form_that_was_answered_before_is_marked_and_replaces(self, store, forms, tmp_path):
        _round_id, rater, write = forms
        path = write(TEXT)
        fill_text(path, 1, 1, "x")
        first = round_form_imports.plan(store, [path])
        round_form_imports.apply(store, first.entries)

        again = round_form_imports.plan(store, [path])
        assert [entry.is_again for entry in again.again] == [True]
        with pytest.raises(Refused, match="was answered meanwhile"):
            round_form_imports.apply(store, first.entries)
        round_form_imports.apply(store, again.entries)

        copy = tmp_path / "copy.txt"
        copy.write_bytes(path.read_bytes())
        assert [text for *_place, text in problems(round_form_imports.plan(store, [path, copy]))] == [
            f"The same form stands in {path.name} already."
        ]
        assert len(answers_of(store, rater)) == 3

    def test_a_frozen_round_takes_nothing_more(self, store, rounds, forms):
        round_id, _rater, write = forms
        path = write(TEXT)
        fill_text(path, 1, 1, "x")
        row = store.row("SELECT version FROM review_round WHERE id = ?", (round_id,))
        rounds.change("review_round", round_id, row[0], state="frozen")

        assert "is frozen" in problems(round_form_imports.plan(store, [path]))[0][2]
