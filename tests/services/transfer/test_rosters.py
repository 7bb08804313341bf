import string
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.domain.date_orders import DateOrder, FieldOrder
from perftui.i18n import say
from perftui.services.transfer.mappings import ColumnMapping, guess_mapping
from perftui.services.transfer.roster_fields import ROSTER_FIELDS
from perftui.services.transfer.roster_readers import NoNameColumn, read_roster
from perftui.services.transfer.rosters import Nobody
from perftui.services.transfer.separated_values import read_table


class Person(NamedTuple):
    staff_no: str
    name: str
    manager_no: str = ""


class Records:
    def __init__(self, *people):
        self.people = people

    def by_staff_no(self, staff_no):
        return next((person for person in self.people if person.staff_no == staff_no), None)

    def by_name(self, name):
        return [person for person in self.people if person.name == name]


def roster(text, known=None, **orders):
    table = read_table("roster.csv", text.encode())
    return read_roster(table, guess_mapping(table.header, table.rows, ROSTER_FIELDS), known or Nobody(), orders)


def said(found):
    return [(problem.row, problem.column, say(problem.message)) for problem in found.problems]


def test_a_chinese_roster_reads_whole():
    found = roster(
        "工号,姓名,一级部门,二级部门,职位,直属上级,入职日期,离职日期,邮箱\n"
        "1001,王芳,销售部,,总监,,2015-03-01,,wang@example.cn\n"
        "1002,张伟,销售部,华东区,经理,王芳,2020年1月2日,2026-11-30,\n"
    )
    assert found.problems == ()
    first, second = found.rows
    assert (first.unit_path, first.position, first.hire_date, first.email) == (("销售部",), "总监", date(2015, 3, 1), "wang@example.cn")
    assert (second.unit_path, second.manager_ref, second.manager_no) == (("销售部", "华东区"), "王芳", "1001")
    assert (second.hire_date, second.exit_date, second.row_number) == (date(2020, 1, 2), date(2026, 11, 30), 3)


def test_first_and_last_names_are_put_together():
    assert [row.name for row in roster("First name,Last name,Staff no\nLi,Na,1\n").rows] == ["Li Na"]
    assert [row.name for row in roster("名,姓,工号\n娜,李,1\n").rows] == ["李娜"]


def test_a_file_without_names_is_refused():
    with pytest.raises(NoNameColumn, match=r"roster\.csv"):
        roster("Staff no,Department\n1,HR\n")


def test_missing_names_and_numbers_are_named_by_row_and_column():
    found = roster("Staff no,Name\n1,\n,Li Na\n2,Zhang Wei\n")
    assert [row.staff_no for row in found.rows] == ["2"]
    assert said(found) == [(2, "Name", "The name is missing."), (3, "Staff no", "The staff number is missing.")]
    assert found.bad_rows == {2, 3}


def test_a_staff_number_stands_once_in_a_file():
    found = roster("Staff no,Name\n1,Li Na\n1,Zhang Wei\n")
    assert [row.name for row in found.rows] == ["Li Na"]
    assert said(found) == [(3, "Staff no", "Staff number 1 stands in row 2 already.")]


def test_a_clear_column_decides_the_order_of_its_dates():
    found = roster("Staff no,Name,Hire date\n1,A,03/04/2020\n2,B,25/04/2020\n")
    assert [row.hire_date for row in found.rows] == [date(2020, 4, 3), date(2020, 4, 25)]
    assert found.unclear_dates == ()


def test_an_unclear_column_asks_for_its_order_and_takes_the_answer():
    text = "Staff no,Name,Hire date\n1,A,03/04/2020\n"
    assert roster(text).unclear_dates == ("hire_date",)
    assert roster(text, hire_date=DateOrder(FieldOrder.DMY)).rows[0].hire_date == date(2020, 4, 3)
    assert roster(text, hire_date=DateOrder(FieldOrder.MDY)).rows[0].hire_date == date(2020, 3, 4)


def test_the_clearer_date_column_settles_the_other():
    found = roster("Staff no,Name,Hire date,Exit date\n1,A,03/04/2020,\n2,B,05/06/2020,25/12/2020\n")
    assert found.rows[0].hire_date == date(2020, 4, 3)
    assert found.unclear_dates == ()


def test_bad_dates_are_problems_and_never_guessed():
    found = roster("Staff no,Name,Hire date,Exit date\n1,A,soon,2020-02-30\n2,B,2020-05-01,2020-04-30\n")
    assert [(row.hire_date, row.exit_date) for row in found.rows] == [(None, None), (date(2020, 5, 1), None)]
    assert [(row, column) for row, column, _text in said(found)] == [(2, "Hire date"), (2, "Exit date"), (3, "Exit date")]
    assert "lies before the hire date 2020-05-01" in said(found)[2][2]


@pytest.mark.parametrize("text", ["", "-", "无", "在职", "至今", "9999-12-31", "N/A"])
def test_who_is_still_here_has_no_exit_date(text):
    found = roster(f"Staff no,Name,Exit date\n1,A,{text}\n")
    assert (found.rows[0].exit_date, found.problems) == (None, ())


def test_what_is_no_e_mail_address_is_a_problem():
    assert said(roster("Staff no,Name,Email\n1,A,nowhere\n")) == [(2, "Email", "“nowhere” is not an e-mail address.")]


def test_texts_longer_than_their_field_are_problems():
    found = roster(f"Staff no,Name,Position\n{'9' * 41},A,{'x' * 121}\n")
    assert [column for _row, column, _text in said(found)] == ["Staff no", "Position"]


@pytest.mark.parametrize("reference", ["1001", "王芳", "王芳(1001)", "王芳（1001）", "王芳 1001", "1001 王芳", "王芳/1001", "王芳-1001"])
def test_a_manager_is_made_out_by_number_name_or_both(reference):
    namesake = "1003,王芳,\n" if "1001" in reference else ""
    found = roster(f"工号,姓名,直属上级\n1001,王芳,\n1002,张伟,{reference}\n{namesake}")
    assert found.problems == ()
    assert found.rows[1].manager_no == "1001"


def test_a_manager_may_be_known_already():
    known = Records(Person("7", "陈晨"))
    assert roster("工号,姓名,上级\n1,张伟,陈晨\n2,李娜,7\n", known).rows[1].manager_no == "7"
    assert roster("工号,姓名,上级工号\n1,张伟,7\n", known).rows[0].manager_no == "7"


def test_an_unknown_manager_is_a_problem():
    found = roster("Staff no,Name,Manager,Manager ID\n1,A,Nobody Known,\n2,B,,99\n3,C,A (99),\n")
    assert [(row, column) for row, column, _text in said(found)] == [(2, "Manager"), (3, "Manager ID"), (4, "Manager")]
    assert "“Nobody Known”" in said(found)[0][2]
    assert [row.manager_no for row in found.rows] == ["", "", ""]
    assert found.rows[0].manager_ref == "Nobody Known"


def test_a_manager_whose_name_several_people_have_is_a_problem_with_their_numbers():
    found = roster("工号,姓名,上级\n1,王芳,\n2,李娜,王芳\n", Records(Person("9", "王芳"), Person("1", "王芳")))
    assert found.rows[1].manager_no == ""
    assert "(staff numbers 1, 9)" in said(found)[0][2]


def test_number_and_name_of_a_manager_must_agree():
    found = roster("Staff no,Name,Manager,Manager ID\n1,Li Na,,\n2,B,Zhang Wei,1\n3,C,Li Na (HR),1\n4,D,1,1\n")
    assert [(row, text) for row, _column, text in said(found)] == [(3, "Staff number 1 belongs to “Li Na”, not to “Zhang Wei”.")]


def test_nobody_is_their_own_manager():
    found = roster("Staff no,Name,Manager\n1,Li Na,Li Na\n2,B,2\n")
    assert [(row, column) for row, column, _text in said(found)] == [(2, "Manager"), (3, "Manager")]
    assert "“Li Na” is entered as their own manager" in said(found)[0][2]


def test_a_circle_of_managers_is_named_in_order():
    found = roster("工号,姓名,上级\n1,甲一,丙三\n2,乙二,甲一\n3,丙三,乙二\n4,丁四,甲一\n")
    assert [(row, column, text.split(": ")[1]) for row, column, text in said(found)] == [(2, "上级", "甲一 → 丙三 → 乙二 → 甲一.")]


def test_a_circle_over_people_who_are_known_is_found():
    known = Records(Person("1", "甲一", "2"), Person("2", "乙二", "3"), Person("3", "丙三", ""))
    found = roster("工号,姓名,上级\n3,丙三,1\n", known)
    assert said(found)[0][2].endswith("甲一 → 乙二 → 丙三 → 甲一.")


def test_the_file_knows_better_than_the_records():
    known = Records(Person("1", "甲一", "2"), Person("2", "乙二", ""))
    assert roster("工号,姓名,上级\n1,甲一,\n2,乙二,1\n", known).problems == ()


@pytest.mark.parametrize(
    ("cells", "path"),
    [
        (["公司/技术部/后端组", "公司/销售部"], ("公司", "技术部", "后端组")),
        (["公司 > 技术部", "x"], ("公司", "技术部")),
        (["公司→技术部", "x"], ("公司", "技术部")),
        (["IT/Operations", "HR"], ("IT/Operations",)),
        (["IT/Operations", "IT"], ("IT", "Operations")),
        (["", "HR"], ()),
    ],
)
def test_a_department_may_be_a_path(cells, path):
    found = roster("工号,姓名,部门\n" + "".join(f"{n},人{n},{cell}\n" for n, cell in enumerate(cells)))
    assert found.rows[0].unit_path == path
    assert any("before the slash" in say(note) for note in found.notes) is (len(path) > 1 and "/" in cells[0])


def test_levels_and_a_department_that_repeats_them_are_one_path():
    text = (
        "工号,姓名,一级部门,二级部门,部门\n1,A,总部,销售部,销售部\n2,B,总部,,总部\n3,C,总部,销售部,总部>销售部>华东\n4,D,总部,销售部,华东\n"
    )
    assert [row.unit_path for row in roster(text).rows] == [
        ("总部", "销售部"),
        ("总部",),
        ("总部", "销售部", "华东"),
        ("总部", "销售部", "华东"),
    ]


def test_without_staff_numbers_people_are_found_by_name_and_new_ones_are_numbered():
    known = Records(Person("1001", "王芳"), Person("P0002", "somebody"))
    found = roster("姓名,上级\n王芳,\n张伟,王芳\n李娜,张伟\n", known)
    assert [(row.staff_no, row.manager_no) for row in found.rows] == [("1001", ""), ("P0001", "1001"), ("P0003", "P0001")]
    assert say(found.notes[-1]).endswith("Found by their name: 1; given a new number: 2.")


def test_without_staff_numbers_a_shared_name_is_a_problem():
    known = Records(Person("1", "王芳"), Person("2", "王芳"))
    found = roster("姓名\n王芳\n李娜\n李娜\n\n", known)
    assert [row.name for row in found.rows] == ["李娜"]
    assert "(staff numbers 1, 2)" in said(found)[0][2]
    assert "stands in row 3 already" in said(found)[1][2]


def test_problems_of_the_table_are_handed_on():
    assert [problem.row for problem in roster("Staff no,Name,Email\n1,A\n2,B,x\n").problems] == [2, 3]


CELLS = st.text(string.ascii_letters[:3] + "12/>( )王芳-", max_size=6)


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), max_size=8))
def test_any_cells_give_people_with_unique_numbers_and_problems_for_the_rest(rows):
    table = read_table("x.csv", b"A,B,C,D,E\n" + "\n".join(",".join(row) for row in rows).encode())
    mapping = ColumnMapping({"staff_no": 0, "name": 1, "manager": 2, "unit": 3, "hire_date": 4})
    found = read_roster(table, mapping, Nobody())
    numbers = [row.staff_no for row in found.rows]
    assert len(set(numbers)) == len(numbers)
    assert all(row.name and row.staff_no for row in found.rows)
    assert {row.number for row in table.rows} == {row.row_number for row in found.rows} | (
        found.bad_rows & {row.number for row in table.rows}
    )
    assert all(row.manager_no in numbers and row.manager_no != row.staff_no for row in found.rows if row.manager_no)
