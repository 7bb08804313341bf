"""Which items of an OKR document become goals, which key results, and how these are measured."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Level, Operator
from perftui.domain.targets import find_target
from perftui.domain.texts import shorten
from perftui.domain.yardsticks import NUMBERS, ONE, Yardstick
from perftui.errors import Message, PerftuiError, Problem
from perftui.i18n import mark
from perftui.services.transfer.figures import figure
from perftui.services.transfer.okr_documents import Box, ItemKind
from perftui.services.transfer.okr_plans import OkrPlan, PlannedGoal, PlannedKeyResult

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from perftui.domain.targets import ParsedTarget
    from perftui.services.transfer.okr_documents import OkrDocument, OkrItem

TITLE_LIMIT: Final = 300
"""Characters that the title of a goal or key result holds."""
CYCLE_TAG: Final = re.compile(r"(?:Cycle|考核周期|周期)\s*[:：]\s*(?P<name>\S.*)")
"""A tag behind a goal that runs in another cycle than the goal above it; an export writes it in the language in use."""
_REPEATED: Final = mark("Line {line} repeats line {first} with all that stands below it; both are imported.")
_UNJUDGED: Final = mark("Line {line}: the figures “{figures}” have no target to be held against, and are kept as a note.")
_UNSHARED: Final = mark("Line {line}: the figures “{figures}” do not match its {n} key results, and are kept as a note.")
_UNREAD: Final = mark("Line {line}: what stands behind “=>” is no list of figures and stays in the title: {text}")
_TOO_LONG: Final = mark("This title has {length} characters; {limit} is the most. Shorten it.")


def plan_document(document: OkrDocument) -> OkrPlan:
    """What a document would create.

    - A heading, and an item with items below it, is a goal: at the top a theme where goals stand below it, else a unit's goal.
      So is an item at the top, for it has no goal to belong to.
    - Any other item is a key result. With a box it is a matter of yes or no, ticked for yes; a target found in its words is only
      suggested. Without a box, a target found makes it measured. All others are yes or no, without data.
    - A tag such as `[Cycle: 2026-Q3]` puts a goal, and what stands below it, into another cycle than the rest of the document.
    - Figures behind `=>` are check-in values, oldest first. On a key result with a target in the same unit they are its values;
      percentages on any other make it a milestone with shares of the whole. On a goal they go to its key results, one each in
      their order, where there are as many and none has figures of its own. All others are kept as notes.
    """
    planner = _Planner(document)
    for item in document.items:
        planner.add(item, None)
    repeated = [Message(_REPEATED, {"line": line, "first": first}) for line, first in document.duplicates]
    return OkrPlan(
        name=document.name,
        title=document.title,
        cycle=document.cycle,
        goals=tuple(planner.goals),
        key_results=tuple(planner.key_results),
        notes=(*repeated, *planner.notes),
        problems=tuple(planner.problems),
    )


def accounted(document: OkrDocument, plan: OkrPlan) -> list[int]:
    """The lines of headings and list items that are neither planned nor named; empty unless something is wrong."""
    planned = {goal.line for goal in plan.goals} | {key_result.line for key_result in plan.key_results}
    known = planned | {named.line for named in document.named}
    every = {*document.starts, *(item.line for item in document.walk())}
    return sorted(every - known)


def is_goal(item: OkrItem) -> bool:
    """Whether an item is a goal; all others are key results."""
    return item.kind is ItemKind.HEADING or bool(item.children) or item.depth == 0


class _Planner:
    def __init__(self, document: OkrDocument) -> None:
        self.file = document.name
        self.goals: list[PlannedGoal] = []
        self.key_results: list[PlannedKeyResult] = []
        self.notes: list[Message] = []
        self.problems: list[Problem] = []

    def add(self, item: OkrItem, parent: int | None) -> None:
        index = len(self.goals)
        shares = _shares(item)
        self.goals.append(self._goal(item, parent, () if shares else item.results))
        for child in item.children:
            if is_goal(child):
                self.add(child, index)
            else:
                self._add_key_result(replace(child, results=shares.get(child.line, child.results)), index)

    def _goal(self, item: OkrItem, parent: int | None, unshared: tuple[str, ...]) -> PlannedGoal:
        has_goals = any(map(is_goal, item.children))
        cycle, tags = _cycle_among(item.owners)
        if unshared:
            self._say(_UNSHARED, item, n=sum(not is_goal(child) for child in item.children))
        return PlannedGoal(
            line=item.line,
            parent=parent,
            title=self._title(item),
            level=Level.THEME if parent is None and has_goals else Level.UNIT,
            priority=item.priority or "",
            tags=tags,
            mark=item.box,
            wip=item.wip,
            notes=item.notes + _kept(unshared),
            links=item.links,
            cycle=cycle,
        )

    def _add_key_result(self, item: OkrItem, goal: int) -> None:
        measured = _measured(item)
        if item.results and not measured.values:
            self._say(_UNJUDGED, item)
        self.key_results.append(
            replace(
                measured,
                goal=goal,
                title=self._title(item),
                priority=item.priority or "",
                tags=item.owners,
                mark=item.box,
                wip=item.wip,
                notes=item.notes + (() if measured.values else _kept(item.results)),
                links=item.links,
            )
        )

    def _title(self, item: OkrItem) -> str:
        if len(item.text) > TITLE_LIMIT:
            message = Message(_TOO_LONG, {"length": len(item.text), "limit": TITLE_LIMIT})
            self.problems.append(Problem(self.file, item.line, "", message))
        _words, arrow, tail = item.text.rpartition("=>")
        if arrow:
            self.notes.append(Message(_UNREAD, {"line": item.line, "text": shorten(tail.strip(), 60)}))
        return item.text.rstrip(":：").rstrip() or item.text

    def _say(self, template: str, item: OkrItem, **values: object) -> None:
        figures = shorten(", ".join(item.results), 60)
        self.notes.append(Message(template, {"line": item.line, "figures": figures, **values}))


def _cycle_among(tags: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The cycle that a tag such as `Cycle: 2026-Q3` names, empty without one; and the other tags."""
    named = {tag: found["name"] for tag in tags if (found := CYCLE_TAG.fullmatch(tag))}
    return next(iter(named.values()), ""), tuple(tag for tag in tags if tag not in named)


def _shares(item: OkrItem) -> dict[int, tuple[str, ...]]:
    """The figures of a goal by the lines of the key results that they go to; empty where they fit none."""
    leaves = [child for child in item.children if not is_goal(child)]
    if len(leaves) != len(item.results) or any(leaf.results for leaf in leaves):
        return {}
    return {leaf.line: (result,) for leaf, result in zip(leaves, item.results, strict=True)}


def _kept(results: Sequence[str]) -> tuple[str, ...]:
    return (f"=> {', '.join(results)}",) if results else ()


def _measured(item: OkrItem) -> PlannedKeyResult:
    """The key result with its yardstick and values; the rest is filled in by the caller."""
    found = _possible(find_target(item.text))
    figures = [figure(result) for result in item.results]
    numbers = [each for each in figures if each is not None]
    yes_no = PlannedKeyResult(item.line, 0, item.text, Operator.YES_NO, suggestion=found)
    if found and (numbers or item.box is None) and all((each.unit == "%") is (found.unit == "%") for each in numbers):
        values = tuple(each.number if each else None for each in figures)
        return replace(yes_no, operator=found.operator, unit=found.unit, numbers=_numbers(found), values=values, suggestion=None)
    if numbers and all(each.unit == "%" and each.number >= 0 for each in numbers):
        return replace(yes_no, operator=Operator.MILESTONE, values=tuple(each.share if each else None for each in figures))
    return replace(yes_no, values=(ONE,)) if item.box is Box.DONE and not numbers else yes_no


def _numbers(found: ParsedTarget) -> dict[str, Decimal]:
    return {name: number for name in NUMBERS if (number := getattr(found, name, None)) is not None}


def _possible(found: ParsedTarget | None) -> ParsedTarget | None:
    """A target that a yardstick can be made of."""
    if found is None:
        return None
    try:
        Yardstick(found.operator, unit=found.unit, **_numbers(found))  # type: ignore[arg-type]  # all names are those of numbers
    except PerftuiError:
        return None
    return found
