"""A key result in one line: `客户投诉处理率; 84 -> ≥95%; +90d`, with a preview while it is typed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from perftui.domain.codes import Operator
from perftui.domain.targets import BadTarget, ParsedTarget, find_target, parse_target
from perftui.domain.yardsticks import Yardstick
from perftui.errors import BadInput, PerftuiError
from perftui.i18n import mark
from perftui.services.goals import add_key_result
from perftui.services.key_result_views import yardstick_text
from perftui.services.quick_parts import QuickLine, date_part, not_read, once, part, priority_parts, split, title_part, weight_part

if TYPE_CHECKING:
    from datetime import date

    from perftui.services.quick_adds import QuickPart
    from perftui.storage.stores import Store

_ARROW = re.compile(r"\s*(?:-+>|=+>|→)\s*")
_YES_NO = frozenset(("yes", "yes/no", "done", "y/n", "是", "是/否", "是否", "完成"))
_MILESTONE = frozenset(("milestone", "里程碑"))
_COUNT = re.compile(r"\d+ ?[-–] ?\d+|\d[\d,.]* \D.*")
"""Read as a target rather than as a date while there is none: `8-12`, `20 days`."""


class NotATarget(BadInput):
    """Neither a target nor a date."""

    template = mark("“{text}” is neither a target nor a date. Try ≥95%, 84 -> 95%, 8 blog posts, yes/no, +90d or eoq.")


def parse_quick_target(text: str) -> ParsedTarget:
    """A target as a line gives it: as `parse_target`, and also `84 -> ≥95%`, `yes/no` and `milestone`.

    Raises:
        BadTarget: It cannot be read.
    """
    if text.strip().casefold() in _YES_NO:
        return ParsedTarget(Operator.YES_NO)
    if text.strip().casefold() in _MILESTONE:
        return ParsedTarget(Operator.MILESTONE)
    try:
        return parse_target(text)
    except BadTarget:
        start, *rest = _ARROW.split(text.strip(), maxsplit=1)
        if not rest or not start:
            raise
        begin, target = parse_target(start), parse_target(rest[0])
        if target.baseline is not None or begin.target is None or begin.unit not in ("", target.unit):
            raise
        return replace(target, baseline=begin.target)


def parse_quick_key_result(text: str, today: date) -> QuickLine:
    """Read a line `title; target; due date; w 40%; !P1`; nothing is written and nothing raised.

    A title that says how much, such as “Publish 8 blog posts”, needs no target; where nothing says so, it is yes or no.

    Args:
        text: Full width too; all but the title may be left out and come in any order.
        today: What a date such as `eoq` starts from.
    """
    try:
        return _parsed(text, today)
    except PerftuiError as error:
        return not_read(text, error)


def _parsed(text: str, today: date) -> QuickLine:
    texts, priority = split(text)
    parts = [title_part(texts[0])]
    for typed in filter(None, texts[1:]):
        has_target = any(one.field == "target" for one in parts)
        parts.append(once(_read(typed, today, has_target=has_target), parts))
    if not any(one.field == "target" for one in parts):
        parts.append(_target_part("", texts[0]))
    return QuickLine((*parts, *priority_parts(priority)))


def _read(text: str, today: date, *, has_target: bool) -> QuickPart:
    weight = weight_part(text, is_bare=has_target)
    if weight is not None:
        return weight
    is_first_count = not has_target and _COUNT.fullmatch(text) and not text.endswith(".")
    due = None if is_first_count and _is_target(text) else date_part(text, today)
    return due or _target_part(text, "")


def _is_target(text: str) -> bool:
    try:
        return bool(parse_quick_target(text))
    except BadTarget:
        return False


def _target_part(text: str, title: str) -> QuickPart:
    def read() -> tuple[str, str]:
        try:
            return yardstick_text(_yardstick(_target(text, title))), text
        except BadTarget as error:
            raise NotATarget(text=text) from error

    return part("target", text, read)


def _target(text: str, title: str) -> ParsedTarget:
    return parse_quick_target(text) if text else find_target(title) or ParsedTarget(Operator.YES_NO)


def _yardstick(target: ParsedTarget) -> Yardstick:
    ends = (target.baseline, target.target, target.low, target.high)
    return Yardstick(target.operator, *ends, tolerance=target.tolerance, unit=target.unit, levels=target.levels)


def quick_key_result(store: Store, goal_id: str, text: str, today: date, *, reason: str = "") -> str:
    """Add the key result that a line describes to a goal.

    Args:
        store: The store.
        goal_id: The goal.
        text: As for `parse_quick_key_result`.
        today: The same.
        reason: Why; needed where the goal is agreed.

    Returns:
        Its id.

    Raises:
        BadInput: The line cannot be read: the first error of `parse_quick_key_result`.
        ReasonMissing: There is no reason where one is needed.
        ImpossibleYardstick: No value could be judged by the numbers given.
        Gone: The goal does not exist.
    """
    line = parse_quick_key_result(text, today)
    if line.error is not None:
        raise line.error
    values: dict[str, Any] = {name: line.value(name) for name in ("title", "priority", "due")}
    values |= _target(line.value("target"), line.value("title")).fields()
    values |= {"weight": int(line.value("weight"))} if line.value("weight") else {}
    return add_key_result(store, goal_id, reason=reason, **values)
