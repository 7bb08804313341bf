import pytest

from perftui.i18n import say
from perftui.services.transfer.mappings import guess_mapping, with_header
from perftui.services.transfer.roster_fields import ROSTER_FIELDS
from perftui.services.transfer.separated_values import read_table
from perftui.services.transfer.tables import TableRow

NAMES = {field.name for field in ROSTER_FIELDS}


def mapped(header, *rows):
    table_rows = [TableRow(number, tuple(row)) for number, row in enumerate(rows, 2)]
    return guess_mapping(header, table_rows, ROSTER_FIELDS)


def fields_of(header, *rows):
    found = mapped(header, *rows).columns
    return {header[index]: name for name, index in found.items()}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        *((title, "name") for title in ("姓名", "员工姓名", "Name", "FULL NAME", "Employee_Name", "姓 名", "Name*", "姓名（必填）")),
        *(
            (title, "staff_no")
            for title in ("工号", "员工编号", "Staff no", "Employee ID", "staff-no.", "ＥＭＰＬＯＹＥＥ　ＩＤ", "Emp. No.")
        ),
        *((title, "unit") for title in ("部门", "所属部门", "Department", "Dept.", "Org unit")),
        *((title, "unit_1") for title in ("一级部门", "Department level 1")),
        *((title, "manager") for title in ("直属上级", "汇报对象", "Manager", "Reports to", "Line Manager")),
        *((title, "manager_no") for title in ("上级工号", "Manager ID", "Manager's staff number")),
        *((title, "position") for title in ("职位", "岗位", "Job title", "Position")),
        *((title, "hire_date") for title in ("入职日期", "Hire date", "Start Date", "入职日期(YYYY-MM-DD)", "Date of joining")),
        *((title, "exit_date") for title in ("离职日期", "Exit date", "Termination Date", "Last day")),
        *((title, "email") for title in ("邮箱", "E-Mail", "Email address", "电子邮箱")),
        ("First name", "first_name"),
        ("Surname", "last_name"),
    ],
)
def test_a_header_means_its_field_in_both_languages(header, field):
    found = mapped([header])
    assert found.columns == {field: 0}
    assert found.score == 1


@pytest.mark.parametrize("header", ["出生日期", "性别", "Date of birth", "Phone", "身份证号", "合同到期日", "备注", "", "Salary", "Gender"])
def test_other_headers_mean_nothing(header):
    found = mapped([header], ["1990-01-02"])
    assert found.columns == {}
    assert found.unused == (0,)
    assert found.score == 0


def test_a_chinese_roster_is_mapped_whole():
    header = ["序号", "员工编号", "姓名", "一级部门", "二级部门", "岗位", "直属上级", "上级工号", "入职日期", "离职日期", "邮箱", "备注"]
    assert fields_of(header) == {
        "员工编号": "staff_no",
        "姓名": "name",
        "一级部门": "unit_1",
        "二级部门": "unit_2",
        "岗位": "position",
        "直属上级": "manager",
        "上级工号": "manager_no",
        "入职日期": "hire_date",
        "离职日期": "exit_date",
        "邮箱": "email",
    }


def test_an_english_roster_is_mapped_whole():
    header = ["First name", "Last name", "Staff no", "Department", "Job title", "Manager", "Manager ID", "Start date", "End date", "Email"]
    assert set(fields_of(header).values()) == {
        *("first_name", "last_name", "staff_no", "unit", "position", "manager", "manager_no", "hire_date", "exit_date", "email")
    }


def test_the_exact_header_wins_over_the_similar_one():
    assert fields_of(["部门负责人", "直属上级", "部门"]) == {"直属上级": "manager", "部门": "unit"}
    assert fields_of(["部门负责人"]) == {"部门负责人": "manager"}
    assert fields_of(["Manager employee ID", "Employee ID"]) == {"Manager employee ID": "manager_no", "Employee ID": "staff_no"}


def test_values_speak_against_a_header():
    dates = mapped(["Hire date"], ["2020-01-02"], ["2021-03-04"])
    words = mapped(["Hire date"], ["yes"], ["no"])
    assert dates.score == 1
    assert words.score == pytest.approx(0.7)


def test_of_two_like_headers_the_one_with_the_right_values_is_taken():
    rows = [["yes", "2020-01-02"], ["no", "2021-03-04"]]
    assert mapped(["入职", "入职时间"], *rows).columns == {"hire_date": 1}


def test_e_mail_addresses_are_recognised_under_any_header():
    assert mapped(["Contact"], ["li.na@example.com"], ["zhang.wei@example.cn"]).columns == {"email": 0}
    assert mapped(["Contact"], ["li.na@example.com"], ["+49 30 1234"]).columns == {}


def test_a_row_below_that_names_more_fields_is_the_header():
    text = "基本信息,,入职信息,\n姓名,工号,入职日期,部门\n张伟,1001,2020-01-02,销售部\n"
    table = with_header(read_table("roster.csv", text.encode()), ROSTER_FIELDS)
    assert table.header == ("姓名", "工号", "入职日期", "部门")
    assert table.header_row == 2
    assert [row.number for row in table.rows] == [3]
    assert "Row 1 (“基本信息 入职信息”)" in say(table.notes[-1])


def test_a_header_that_is_right_stays():
    table = read_table("roster.csv", b"Name,Staff no\nName,1\n")
    assert with_header(table, ROSTER_FIELDS) is table
