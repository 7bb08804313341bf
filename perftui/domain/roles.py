"""In which role somebody does something (R86): the usual ones are codes, anything else is kept as it was typed."""

from __future__ import annotations

from typing import Final

from perftui.domain.codes import Code
from perftui.domain.texts import fold
from perftui.i18n import mark, say


class Role(Code):
    """The roles of performance improvement."""

    HR = "hr", mark("HR")
    MANAGER = "manager", mark("Manager")
    EMPLOYEE = "employee", mark("Employee")
    MENTOR = "mentor", mark("Mentor")
    SENIOR = "senior", mark("Senior colleague")
    TRAINING = "training", mark("Training department")
    PROCUREMENT = "procurement", mark("Procurement")
    EQUIPMENT = "equipment", mark("Equipment")
    WORKSHOP_HEAD = "workshop_head", mark("Workshop head")
    BUSINESS = "business", mark("Business department")
    CUSTOMER = "customer", mark("Customer")


_ALSO: Final = {
    **{"人力资源": Role.HR, "人事": Role.HR, "hr": Role.HR, "上级": Role.MANAGER, "管理者": Role.MANAGER, "经理": Role.MANAGER},
    **{"员工": Role.EMPLOYEE, "本人": Role.EMPLOYEE, "导师": Role.MENTOR, "资深员工": Role.SENIOR, "老员工": Role.SENIOR},
    **{"培训部": Role.TRAINING, "培训": Role.TRAINING, "采购部": Role.PROCUREMENT, "采购": Role.PROCUREMENT, "设备部": Role.EQUIPMENT},
    **{"设备": Role.EQUIPMENT, "车间主任": Role.WORKSHOP_HEAD, "业务部门": Role.BUSINESS, "客户": Role.CUSTOMER},
}
"""How they are called in Chinese, whichever language is in use."""


def role_of(text: str) -> Role | None:
    """The role that a text means: its code, its label or another usual word for it; None for any other role."""
    wanted = fold(text).strip()
    if not wanted:
        return None
    return _ALSO.get(wanted) or next((role for role in Role if wanted in (role.value, fold(role.template), fold(say(role)))), None)


def stored_role(text: str) -> str:
    """A role as it is kept: the code of a usual one, else what was typed."""
    role = role_of(text)
    return role.value if role else text


def role_text(stored: str) -> str:
    """A kept role in words."""
    return say(Role(stored)) if stored in set(Role) else stored
