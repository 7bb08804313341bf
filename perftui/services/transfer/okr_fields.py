"""What a table of goals can say, the headers under which it does, and the words for kinds and yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Level, Operator
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services.transfer import column_shapes as shapes
from perftui.services.transfer.mappings import ImportField, folded_title

if TYPE_CHECKING:
    from collections.abc import Mapping


def _field(name: str, label: str, english: str, chinese: str, *, is_date: bool = False) -> ImportField:
    return ImportField(name, label, (*english.split(", "), *chinese.split(", ")), looks_like=shapes.dates if is_date else None)


OKR_FIELDS: Final = (
    _field("number", mark("Number"), "No., Number, ID, Goal ID, Outline, Outline number, WBS", "编号, 序号, 目标编号, 大纲编号"),
    _field("depth", mark("Depth"), "Depth, Level, Outline level, Indent, Tier", "层级, 级别, 层次, 深度, 目标层级"),
    _field("kind", mark("Kind"), "Kind, Type, Item type, Goal type, Objective or key result", "类型, 类别, 目标类型"),
    _field(
        "title",
        mark("Title"),
        "Title, Goal, Goals, Goal title, Goal name, Name, Item, Text",
        "标题, 名称, 目标标题, 内容, 目标内容, 事项",
    ),
    _field("objective", mark("Objective"), "Objective, Objectives, Objective title, O", "目标, 目标名称, 目标O, 业务目标"),
    _field("key_result", mark("Key result"), "Key result, Key results, KR, KRs, KR title", "关键结果, 关键成果, 关键结果KR, 关键指标"),
    _field(
        "parent",
        mark("Parent goal"),
        "Parent, Parent goal, Parent objective, Parent ID, Aligned to, Aligns with, Contributes to, Belongs to",
        "上级目标, 父目标, 对齐目标, 所属目标, 上级, 对齐, 支撑目标",
    ),
    _field(
        "owner",
        mark("Owner"),
        "Owner, Owners, Responsible, Assignee, Accountable, Owner name, Goal owner, KR owner",
        "负责人, 责任人, 所有者, 执行人, 承担人",
    ),
    _field("weight", mark("Weight"), "Weight, Weighting, Weight %", "权重, 比重, 权重%"),
    _field("operator", mark("Operator"), "Operator, Measured as, Direction, Comparison", "方向, 衡量方式, 比较方式, 运算符"),
    _field(
        "baseline", mark("Baseline"), "Baseline, Start value, Starting value, Initial value, From", "基线, 基准值, 起始值, 初始值, 基准"
    ),
    _field("target", mark("Target"), "Target, Target value, Goal value, To, Planned value", "目标值, 目标数值, 指标值, 计划值"),
    _field("low", mark("Lowest good value"), "Lowest good value, Minimum, Low, Lower limit", "下限, 最低值, 最低合格值"),
    _field("high", mark("Highest good value"), "Highest good value, Maximum, High, Upper limit", "上限, 最高值, 最高合格值"),
    _field("tolerance", mark("Tolerance"), "Tolerance, Allowed deviation", "容差, 允许偏差, 公差"),
    _field("red_low", mark("Red limit below"), "Red limit below", "下红线, 红线下限"),
    _field("red_high", mark("Red limit above"), "Red limit above", "上红线, 红线上限"),
    _field("commit", mark("Commit value"), "Commit value, Committed", "承诺值, 保底值"),
    _field("stretch", mark("Stretch value"), "Stretch value, Stretch target, Stretch", "挑战值, 挑战目标"),
    _field("levels", mark("Highest level"), "Highest level, Levels, Scale", "最高等级, 等级数"),
    _field(
        "current",
        mark("Current value"),
        "Current, Current value, Actual, Actual value, Result, Latest value, Achieved",
        "当前值, 实际值, 完成值, 现值, 实际完成值, 最新值",
    ),
    _field("unit", mark("Unit of measure"), "Unit, Unit of measure, Units, Metric unit, UoM", "单位, 计量单位, 度量单位"),
    _field(
        "due",
        mark("Due date"),
        "Due, Due date, Deadline, End date, Target date, By, Finish date",
        "截止日期, 到期日, 完成日期, 截止时间, 完成时限, 结束日期, 期限",
        is_date=True,
    ),
    _field("confidence", mark("Confidence"), "Confidence, Confidence level, Confidence score", "信心, 信心指数, 信心值, 置信度"),
    _field("priority", mark("Priority"), "Priority, Prio", "优先级, 重要性"),
    _field(
        "description", mark("Description"), "Description, Notes, Note, Comment, Comments, Remark, Remarks", "描述, 说明, 备注, 目标描述"
    ),
    _field("tags", mark("Tags"), "Tags, Labels, Tag", "标签, 标记"),
    _field("cycle", mark("Cycle"), "Cycle, Period, Quarter, OKR cycle", "周期, 季度, 考核周期, 期间"),
)
"""In the order of the mapping on the screen and of the columns of an export."""
KEY_RESULT: Final = mark("Key result")
_KINDS: Final[Mapping[str, Level | None]] = {
    **dict.fromkeys(("theme", "strategic theme", "主题", "战略主题"), Level.THEME),
    **dict.fromkeys(
        ("unit goal", "department goal", "team goal", "unit", "department", "team", "部门目标", "单位目标", "团队目标"), Level.UNIT
    ),
    **dict.fromkeys(("personal goal", "individual goal", "personal", "individual", "person", "个人目标"), Level.PERSON),
    **dict.fromkeys(("goal", "objective", "o", "目标"), None),
}
_KEY_RESULTS: Final = frozenset(map(folded_title, ("key result", "kr", "关键结果", "关键成果", "指标", "关键指标")))
_OPERATORS: Final[Mapping[str, Operator]] = {
    **dict.fromkeys(("at least", "higher is better", "increase", "up", "不低于", "至少", "越高越好", "提高"), Operator.AT_LEAST),
    **dict.fromkeys(("at most", "lower is better", "decrease", "reduce", "down", "不高于", "至多", "越低越好", "降低"), Operator.AT_MOST),
    **dict.fromkeys(("yes or no", "yes no", "boolean", "是否", "是或否"), Operator.YES_NO),
}
_SIGNS: Final = {">=": Operator.AT_LEAST, "≥": Operator.AT_LEAST, "<=": Operator.AT_MOST, "≤": Operator.AT_MOST, "=": Operator.EQUALS}
_YES: Final = frozenset({"yes", "y", "true", "done", "x", "√", "✓", "✔", "是", "完成", "已完成", "达成", "已达成"})
_NO: Final = frozenset({"no", "n", "false", "not done", "open", "否", "未完成", "未达成"})


def is_key_result(text: str) -> bool:
    """Whether a kind is that of a key result."""
    return folded_title(text) in {*_KEY_RESULTS, folded_title(_(KEY_RESULT))}


def goal_level(text: str) -> tuple[bool, Level | None]:
    """Whether a kind is that of a goal, and its level where the word tells."""
    labels = {folded_title(say(level)): level for level in Level} | {folded_title(level.value): level for level in Level}
    words: dict[str, Level | None] = {folded_title(word): level for word, level in _KINDS.items()}
    known = words | labels
    return folded_title(text) in known, known.get(folded_title(text))


def operator_of(text: str) -> Operator | None:
    """The operator that a text means: its code, its label, a sign, or one of the usual words; None for none of them."""
    if text.strip() in _SIGNS:
        return _SIGNS[text.strip()]
    known = {folded_title(word): operator for word, operator in _OPERATORS.items()}
    for operator in Operator:
        known |= {folded_title(operator.value): operator, folded_title(operator.template): operator, folded_title(say(operator)): operator}
    return known.get(folded_title(text))


def yes_or_no(text: str) -> bool | None:
    """What a text says about something that is done or not; None where it says neither."""
    word = " ".join(text.casefold().split())
    return True if word in _YES else False if word in _NO else None
