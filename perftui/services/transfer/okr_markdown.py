"""OKRs in Markdown read into a tree; no heading, no list item and no other line gets lost on the way."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from perftui.domain.texts import clean_text
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.services.transfer.encodings import decode
from perftui.services.transfer.limits import MAX_CELL, CellTooLong
from perftui.services.transfer.okr_blocks import Block, BlockKind, blocks
from perftui.services.transfer.okr_documents import ItemKind, NamedLine, OkrDocument, OkrItem, Reason, walk
from perftui.services.transfer.okr_frames import Frame
from perftui.services.transfer.okr_texts import ItemText, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_LINES: Final = 20_000
MAX_DEPTH: Final = 60
"""Levels of headings and lists together."""
_NOTES: Final = {
    BlockKind.PARAGRAPH: Reason.NOTE,
    BlockKind.PROGRESS: Reason.PROGRESS,
    BlockKind.LINKS: Reason.LINKS,
    BlockKind.QUOTE: Reason.QUOTE,
}
_LEFT_OUT: Final = {
    BlockKind.RULE: Reason.RULE,
    BlockKind.CODE: Reason.CODE,
    BlockKind.COMMENT: Reason.COMMENT,
    BlockKind.FRONT_MATTER: Reason.FRONT_MATTER,
}


class TooManyLines(BadInput):
    """A document longer than any list of goals."""

    template = mark("This file has more than {limit} lines. Split it.")


class NestedTooDeep(BadInput):
    """Lists within lists without end."""

    template = mark("Line {line} is nested more than {limit} levels deep. Move it up.")


@dataclass(slots=True)
class _Node:
    """An item while the tree grows; `item` is None for a line that stands for nothing but may have items below it."""

    block: Block
    item: ItemText | None
    children: list[_Node] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_markdown(name: str, data: bytes) -> OkrDocument:
    """The goals in a Markdown file.

    Args:
        name: Of the file, for messages and as the last resort for the cycle.
        data: The whole file.

    Raises:
        BadInput: One subclass for each case: no text, too long, nested too deep.
    """
    text = decode(data).text
    lines = clean_text(text, multiline=True, limit=4 * len(text)).split("\n")
    if len(lines) > MAX_LINES:
        raise TooManyLines(limit=MAX_LINES)
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_CELL:
            raise CellTooLong(row=number, column="A", limit=MAX_CELL)
    tree = _Tree(lines)
    found = blocks(lines)
    frame = Frame(found, name)
    for block in found:
        tree.add(block, frame.reason(block))
    return tree.document(name, frame)


class _Tree:
    """Puts blocks below one another."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.root = _Node(Block(BlockKind.HEADING, 0), None)
        self.headings: list[_Node] = []
        self.items: list[_Node] = []
        self.named: list[NamedLine] = []
        self.starts: list[int] = []

    def add(self, block: Block, reason: Reason | None) -> None:
        if block.kind in _LEFT_OUT:
            self._name(block, _LEFT_OUT[block.kind])
        elif block.kind in _NOTES:
            self._end_items(block.indent)
            self._name(block, _NOTES[block.kind])
            self._nearest().notes += filter(None, [_bare_note(block.text)])
        else:
            self.starts.append(block.line)
            self._place(block, reason)

    def _place(self, block: Block, reason: Reason | None) -> None:
        text = read_text(block.text)
        if reason is None and not text.text:
            reason = Reason.EMPTY
        if reason:
            self._name(block, reason)
        else:
            self._name(block, Reason.CONTINUATION, 1)
        if reason is Reason.EMPTY and block.kind is BlockKind.HEADING:
            # It begins nothing, so what is above goes on.
            return
        if block.kind is BlockKind.HEADING:
            self.items.clear()
            while self.headings and self.headings[-1].block.level >= block.level:
                self.headings.pop()
        else:
            self._end_items(block.indent)
        node = _Node(block, None if reason else text)
        stack = self.headings if block.kind is BlockKind.HEADING else self.items
        # Items below a line that stands for nothing belong to what is above it.
        if node.item:
            self._nearest().children.append(node)
        stack.append(node)
        if len(self.items) + len(self.headings) > MAX_DEPTH:
            raise NestedTooDeep(line=block.line, limit=MAX_DEPTH)

    def _end_items(self, indent: int) -> None:
        while self.items and indent < self.items[-1].block.indent + 2:
            self.items.pop()

    def _nearest(self) -> _Node:
        return next((node for node in reversed([*self.headings, *self.items]) if node.item), self.root)

    def _name(self, block: Block, reason: Reason, skipped: int = 0) -> None:
        for number in range(block.line + skipped, block.line + block.size):
            is_first = number == block.line or reason not in (Reason.TITLE, Reason.CYCLE, Reason.CONTENTS, Reason.EMPTY)
            if text := self.lines[number - 1].strip():
                self.named.append(NamedLine(number, text, reason if is_first else Reason.CONTINUATION))

    def document(self, name: str, frame: Frame) -> OkrDocument:
        items = tuple(_frozen(node, 0) for node in self.root.children)
        return OkrDocument(
            name=name,
            title=frame.title,
            cycle=frame.cycle,
            items=items,
            named=tuple(self.named),
            notes=tuple(self.root.notes),
            duplicates=tuple(_duplicates(items)),
            starts=tuple(self.starts),
        )


def _bare_note(text: str) -> str:
    """A note without the entity that `okr_writers` puts before what would not be a paragraph."""
    entity = re.match(r"&#(\d{2,6});", text)
    is_plain = entity is not None and chr(int(entity[1])).isprintable()
    return chr(int(entity[1])) + text[entity.end() :] if entity and is_plain else text


def _frozen(node: _Node, depth: int) -> OkrItem:
    text = node.item or ItemText()
    return OkrItem(
        line=node.block.line,
        depth=depth,
        text=text.text,
        kind=ItemKind.HEADING if node.block.kind is BlockKind.HEADING else ItemKind.ITEM,
        box=text.box,
        priority=text.priority,
        owners=tuple(text.owners),
        links=tuple(text.links),
        results=text.results,
        wip=text.wip,
        notes=tuple(node.notes),
        children=tuple(_frozen(child, depth + 1) for child in node.children),
    )


def _duplicates(items: Iterable[OkrItem]) -> Iterable[tuple[int, int]]:
    every = list(walk(items))
    shapes = _shapes(every)
    counts = Counter(shapes[item.line] for item in every)
    first: dict[int, int] = {}
    end = 0
    for item in every:
        shape = shapes[item.line]
        # What repeats as part of something larger is not said again.
        if item.children and counts[shape] > 1 and item.line > end and first.setdefault(shape, item.line) != item.line:
            end = max(each.line for each in walk([item]))
            yield item.line, first[shape]


def _shapes(every: Sequence[OkrItem]) -> dict[int, int]:
    """Items by line to a number that two have in common when they say the same, with all below them."""
    numbers: dict[object, int] = {}
    shapes: dict[int, int] = {}
    for item in reversed(every):
        shape = (item.text, item.priority, tuple(shapes[child.line] for child in item.children))
        shapes[item.line] = numbers.setdefault(shape, len(numbers))
    return shapes
