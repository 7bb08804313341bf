"""What a file can say about a measure, the headers and keys under which it does, and the words for kinds and cadences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Operator
from perftui.domain.measure_codes import MeasureKind, cadence_text
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services.transfer.mappings import ImportField, folded_title
from perftui.services.transfer.okr_fields import operator_of as okr_operator

if TYPE_CHECKING:
    from collections.abc import Mapping


def _field(name: str, label: str, english: str, chinese: str, *, is_required: bool = False) -> ImportField:
    return ImportField(name, label, (*english.split(", "), *chinese.split(", ")), is_required=is_required)


MEASURE_FIELDS: Final = (
    _field(
        "code", mark("Code"), "Code, ID, Identifier, KPI ID, Key, Measure ID, KPI code", "代码, 编码, 编号, 指标编号, 指标编码, 指标代码"
    ),
    _field(
        "name",
        mark("Measure name"),
        "Name, Display name, KPI, KPI name, Measure, Metric, Indicator, Title, Measure name, Metric name",
        "名称, 指标, 指标名称, 考核指标, KPI名称, 指标名, 绩效指标",
        is_required=True,
    ),
    _field("area", mark("Area"), "Area, Domain, Department, Function, Dept, Category", "领域, 部门, 业务领域, 职能, 适用部门, 指标分类"),
    _field(
        "description", mark("Description"), "Description, Definition, Meaning, Purpose", "说明, 描述, 定义, 指标定义, 指标说明, 指标含义"
    ),
    _field("unit", mark("Unit of measure"), "Unit, Unit of measure, UoM, Units, Metric unit", "单位, 计量单位, 度量单位"),
    _field("kind", mark("Kind of measure"), "Kind, Type, Measure type, Kind of measure, KPI type", "类别, 类型, 指标类型, 指标类别, 性质"),
    _field(
        "operator",
        mark("Operator"),
        "Operator, Direction, Better, Polarity, Counts when, Comparison",
        "衡量方式, 判定方式, 方向, 运算符, 指标方向, 极性",
    ),
    _field(
        "formula", mark("Formula"), "Formula, Calculation, Expression, How it is calculated", "公式, 计算公式, 计算方法, 计算方式, 算法"
    ),
    _field("source", mark("Data source"), "Data source, Source, Source system, Source table", "数据来源, 来源, 数据源, 取数来源, 信息来源"),
    _field(
        "cadence_days",
        mark("Days from value to value"),
        "Days from value to value, Cadence, Cadence days, Grain, Frequency, Interval, Reporting frequency",
        "周期, 频率, 统计周期, 考核周期, 更新频率, 间隔天数",
    ),
    _field(
        "anchors", mark("Anchors"), "Anchors, Levels, Scale, Rating scale, Written anchors", "评分标准, 等级描述, 锚点, 等级说明, 评价标准"
    ),
    _field("tags", mark("Tags"), "Tags, Labels, Aliases, Keywords", "标签, 别名, 关键词"),
)
"""In the order of the columns of an export."""
_KINDS: Final[Mapping[str, MeasureKind]] = {
    **dict.fromkeys(("quant", "quantitative", "number", "定量", "量化", "定量指标"), MeasureKind.QUANTITATIVE),
    **dict.fromkeys(("qual", "qualitative", "judgement", "judgment", "定性", "质化", "定性指标"), MeasureKind.QUALITATIVE),
}
_OPERATORS: Final[Mapping[str, Operator]] = {
    **dict.fromkeys(("higher", "max", "maximize", "maximise", "positive", "正向", "望大"), Operator.AT_LEAST),
    **dict.fromkeys(("lower", "min", "minimize", "minimise", "negative", "反向", "负向", "望小"), Operator.AT_MOST),
    **dict.fromkeys(("band", "range", "between", "区间", "望目", "范围"), Operator.RANGE),
    **dict.fromkeys(("level", "score", "scale", "rating", "等级", "评分"), Operator.ORDINAL),
}
_DAYS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("day", "daily", "每日", "每天", "日", "天"), 1),
    **dict.fromkeys(("week", "weekly", "每周", "周"), 7),
    **dict.fromkeys(("sprint", "fortnight", "every two weeks", "biweekly", "双周", "每两周"), 14),
    **dict.fromkeys(("month", "monthly", "每月", "月", "月度"), 30),
    **dict.fromkeys(("quarter", "quarterly", "每季度", "季度", "季"), 90),
    **dict.fromkeys(("half", "half-year", "half year", "半年", "半年度"), 182),
    **dict.fromkeys(("year", "yearly", "annual", "annually", "每年", "年", "年度"), 365),
}


def kind_of(text: str) -> MeasureKind | None:
    """The kind that a text means: its code, its label or one of the usual words; None for none of them."""
    labels = {folded_title(say(kind)): kind for kind in MeasureKind}
    return ({folded_title(word): kind for word, kind in _KINDS.items()} | labels).get(folded_title(text))


def operator_of(text: str) -> Operator | None:
    """The operator that a text means; None for none of them."""
    known = {folded_title(word): operator for word, operator in _OPERATORS.items()}
    return known.get(folded_title(text)) or okr_operator(text)


def days_of(text: str) -> int | None:
    """How many days a text means: a number, with or without its word, or a word such as weekly; None for none of them."""
    bare = text.strip().casefold()
    found = re.fullmatch(r"(?:every |每 ?)?(\d{1,3}) ?(?:days?|天|日)?", bare)
    if found:
        return int(found[1])
    labels = {cadence_text(days).casefold(): days for days in _DAYS.values()}
    return _DAYS.get(bare) or labels.get(bare)


def label_of(field: str) -> str:
    """A field in words, in the language in use."""
    label = next(each.label for each in MEASURE_FIELDS if each.name == field)
    return _(label)


def field_of_key(key: str) -> str:
    """The field that a key of a YAML mapping means; empty for none."""
    folded = folded_title(key)
    return next((each.name for each in MEASURE_FIELDS if folded in {folded_title(word) for word in (each.name, *each.synonyms)}), "")
