"""What a roster can say about people, and the headers under which it does."""

from __future__ import annotations

from typing import Final

from perftui.i18n import mark
from perftui.services.transfer import column_shapes as shapes
from perftui.services.transfer.mappings import ImportField


def _any(*lists: str) -> tuple[str, ...]:
    return tuple(synonym for names in lists for synonym in names.split(", "))


_UNITS: Final = tuple(
    ImportField(
        f"unit_{level}",
        label,
        _any(
            f"{han}级部门, {han}级组织, {han}级机构, Level {level} department, Department level {level}, Department {level}",
            f"Unit {level}, Level {level} unit, Org level {level}, 部门{level}, {level}级部门",
        ),
    )
    for level, han, label in (
        (1, "一", mark("Department, level 1")),
        (2, "二", mark("Department, level 2")),
        (3, "三", mark("Department, level 3")),
        (4, "四", mark("Department, level 4")),
        (5, "五", mark("Department, level 5")),
    )
)
UNIT_LEVELS: Final = tuple(field.name for field in _UNITS)
"""The fields of a unit's path, from the top."""
ROSTER_FIELDS: Final = (
    ImportField(
        "name",
        mark("Name"),
        _any(
            "Name, Full name, Employee name, Employee, Staff name, Person, Display name, Name of employee",
            "姓名, 员工姓名, 名字, 中文名, 员工, 人员姓名, 职工姓名, 员工名称",
        ),
        looks_like=shapes.names,
    ),
    ImportField(
        "first_name",
        mark("First name"),
        _any(
            "First name, Given name, Forename, 名",
        ),
        looks_like=shapes.names,
    ),
    ImportField(
        "last_name",
        mark("Last name"),
        _any(
            "Last name, Surname, Family name, 姓, 姓氏",
        ),
        looks_like=shapes.names,
    ),
    ImportField(
        "staff_no",
        mark("Staff number"),
        _any(
            "Staff no, Staff no., Staff number, Staff ID, Employee ID, Employee no, Employee number, Employee code, Emp ID",
            "Emp no, Personnel number, Personnel no, Badge number, Worker ID, Person ID, Payroll number, ID",
            "工号, 员工编号, 员工工号, 人员编号, 职工号, 职工编号, 员工号, 编号, 人员代码, 员工代码",
        ),
        looks_like=shapes.codes,
    ),
    ImportField(
        "unit",
        mark("Department"),
        _any(
            "Department, Dept, Unit, Team, Org unit, Organisation, Organization, Organisational unit, Department name",
            "Organizational unit, Business unit, Division, Department path, Department full path",
            "部门, 所属部门, 所在部门, 部门名称, 组织, 单位, 组织单位, 所属组织, 部门全称, 部门路径, 团队",
        ),
    ),
    *_UNITS,
    ImportField(
        "position",
        mark("Position"),
        _any(
            "Job title, Position, Title, Job, Role, Job role, Position title, Designation, Post",
            "职位, 岗位, 职务, 岗位名称, 职位名称, 任职岗位",
        ),
    ),
    ImportField(
        "manager",
        mark("Manager"),
        _any(
            "Manager, Manager name, Reports to, Line manager, Supervisor, Supervisor name, Direct manager, Boss, Reporting to",
            "Reporting manager, Team lead, Head",
            "直属上级, 汇报对象, 上级, 直接上级, 上级姓名, 直属上级姓名, 直属领导, 直接主管, 直属主管, 主管, 经理, 领导",
            "汇报上级, 汇报人, 负责人, 上司",
        ),
    ),
    ImportField(
        "manager_no",
        mark("Manager's staff number"),
        _any(
            "Manager ID, Manager no, Manager number, Manager employee ID, Manager staff no, Manager staff number, Supervisor ID",
            "Reports to ID, Line manager ID, Manager code, Supervisor no, Manager's staff number",
            "上级工号, 直属上级工号, 上级编号, 主管工号, 直接上级工号, 汇报对象工号, 领导工号, 经理工号, 上级员工编号",
        ),
        looks_like=shapes.references,
    ),
    ImportField(
        "hire_date",
        mark("Hire date"),
        _any(
            "Hire date, Start date, Date of hire, Joining date, Join date, Date joined, Date of joining, Entry date, Hired",
            "Employment date, Employment start date, Start, Onboarding date, Hired on, Joined",
            "入职日期, 入职时间, 入职, 到岗日期, 加入日期, 入司日期, 入司时间, 聘用日期",
        ),
        looks_like=shapes.dates,
    ),
    ImportField(
        "exit_date",
        mark("Exit date"),
        _any(
            "Exit date, Termination date, End date, Leaving date, Date left, Leave date, Last day, Last working day, Left on",
            "Employment end date, Resignation date, Separation date, Offboarding date, Left",
            "离职日期, 离职时间, 离职, 最后工作日, 退出日期, 离开日期, 离司日期",
        ),
        looks_like=shapes.dates,
    ),
    ImportField(
        "email",
        mark("E-mail"),
        _any(
            "Email, E-mail, Email address, Mail, Work email, Business email, Company email",
            "邮箱, 电子邮箱, 电子邮件, 邮件, 工作邮箱, 公司邮箱, 邮件地址, 企业邮箱",
        ),
        looks_like=shapes.emails,
        is_unmistakable=True,
    ),
)
"""In the order of the mapping on the screen."""
