"""The goal tree as a Markdown document that an import reads back: boxes, priorities, tags, notes, and the values behind `=>`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from perftui.domain.codes import Operator
from perftui.domain.quantities import is_percent, number_text
from perftui.domain.rollups import stored_progress
from perftui.domain.yardsticks import Yardstick
from perftui.i18n import gettext as _
from perftui.services.goal_import_texts import said_in
from perftui.services.transfer.okr_documents import Box, ItemKind, OkrDocument, OkrItem
from perftui.services.transfer.okr_items import plan_document
from perftui.services.transfer.okr_texts import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from perftui.services.goal_export_nodes import GoalNode
    from perftui.services.transfer.okr_plans import PlannedKeyResult

HEADINGS = 5
"""Levels of headings below the title; deeper goals are list items."""
MOST_VALUES = 12
"""Values of a key result that are written, the last ones."""
_PRIORITY = re.compile("P[0-3]")
_LOOSE = frozenset({Operator.YES_NO, Operator.MILESTONE})


def items_of(nodes: Sequence[GoalNode], cycle: str = "") -> list[OkrItem]:
    """The tree as items of a document.

    Args:
        nodes: Each goal before what is below it.
        cycle: The one that the document's title names; goals of another one say so, unless the goal above them does.
    """
    return list(_items(nodes, 0, len(nodes), 0, cycle))


def _items(nodes: Sequence[GoalNode], start: int, end: int, depth: int, cycle: str) -> Iterator[OkrItem]:
    place = start
    while place < end:
        after = place + 1
        while after < end and nodes[after].depth > depth:
            after += 1
        node = nodes[place]
        if node.yardstick is None:
            below = tuple(_items(nodes, place + 1, after, depth + 1, node.cycle))
            yield _goal(node, below, "" if node.cycle == cycle else node.cycle)
        else:
            yield _key_result(node)
        place = after


def _goal(node: GoalNode, children: tuple[OkrItem, ...], cycle: str) -> OkrItem:
    said = said_in(node.description)
    return OkrItem(
        line=0,
        depth=node.depth,
        text=node.title,
        kind=ItemKind.HEADING if node.depth < HEADINGS else ItemKind.ITEM,
        box=Box.DONE if said.is_ticked else None,
        priority=_priority(node),
        owners=_tags(node, _("Cycle: {name}").format(name=cycle) if cycle else ""),
        links=said.links,
        wip=said.wip,
        notes=said.notes,
        children=children,
    )


def _priority(node: GoalNode) -> str | None:
    return node.priority if _PRIORITY.fullmatch(node.priority) else None


def _tags(node: GoalNode, cycle: str = "") -> tuple[str, ...]:
    """Owner, tags, any other priority and the cycle, as far as they can stand in brackets: what is not read as a tag would become title."""
    other = "" if _priority(node) else node.priority
    return tuple(tag for tag in (node.owner, *node.tags, other, cycle) if tag and read_text(f"x [{tag}]").owners == [tag])


def _key_result(node: GoalNode) -> OkrItem:
    """The item whose reading comes closest: with all values, with the progress, or with an empty box that says nothing."""
    for box, results in (*_ways(node), (Box.OPEN, ())):
        item = _item(node, box, results)
        if _says_the_same(node, _read(item)):
            return item
    return _item(node, Box.OPEN, ())


def _ways(node: GoalNode) -> Iterator[tuple[Box | None, tuple[str, ...]]]:
    yardstick, values = node.yardstick, node.values[-MOST_VALUES:]
    if yardstick is None or yardstick.operator is Operator.YES_NO:
        yield Box.DONE if any(values) else Box.OPEN, ()
        return
    if yardstick.operator is Operator.MILESTONE:
        yield None, tuple(_figure(value and value * 100 / yardstick.whole, "%") for value in values)
        return
    yield None, tuple(_figure(value, yardstick.unit) for value in values)
    if node.progress is not None and node.progress >= 0:
        yield None, (_figure(node.progress * 100, "%"),)


def _figure(value: Decimal | None, unit: str) -> str:
    if value is None:
        return "n/a"
    return number_text(value) + ("%" if is_percent(unit) else "")


def _item(node: GoalNode, box: Box | None, results: tuple[str, ...]) -> OkrItem:
    said = said_in(node.description)
    return OkrItem(
        line=1,
        depth=1,
        text=node.title,
        kind=ItemKind.ITEM,
        box=box,
        priority=_priority(node),
        owners=_tags(node),
        links=said.links,
        results=results,
        wip=said.wip,
        notes=said.notes,
    )


def _read(item: OkrItem) -> PlannedKeyResult:
    goal = OkrItem(0, 0, "-", ItemKind.HEADING, children=(item,))
    document = OkrDocument("", "", "", (goal,), (), (), (), ())
    return plan_document(document).key_results[0]


def _says_the_same(node: GoalNode, read: PlannedKeyResult) -> bool:
    """Whether a reading is right: the same yardstick and values, or else at least nothing wrong."""
    yardstick = node.yardstick
    if yardstick is None:
        return False
    if read.operator not in _LOOSE:
        again = Yardstick(read.operator, unit=read.unit, levels=read.levels, **{"baseline": yardstick.baseline, **read.numbers})
        return again == yardstick and read.values == node.values[-MOST_VALUES:]
    if yardstick.operator is Operator.YES_NO:
        return read.operator is Operator.YES_NO and bool(read.values) is any(node.values)
    if not read.values:
        return not node.values or read.mark is Box.OPEN
    if yardstick.operator is Operator.MILESTONE:
        shares = tuple(value and value / yardstick.whole for value in node.values[-MOST_VALUES:])
        return read.operator is Operator.MILESTONE and read.values == shares
    return stored_progress(read.values[-1]) == stored_progress(node.progress)
