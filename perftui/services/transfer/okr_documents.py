"""An OKR document in Markdown as a tree of headings and list items, with every other line named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.codes import Code
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class ItemKind(StrEnum):
    """How an item is written."""

    HEADING = "heading"
    ITEM = "item"


class Box(StrEnum):
    """What stands in the box before a text; a text that is struck through counts as such, ticked or not."""

    OPEN = "open"
    DONE = "done"
    STRUCK = "struck"


class Reason(Code):
    """Why a line is no goal or key result of its own."""

    TITLE = "title", mark("Title of the document")
    CYCLE = "cycle", mark("Names the cycle")
    CONTENTS = "contents", mark("Table of contents")
    EMPTY = "empty", mark("No text")
    CONTINUATION = "continuation", mark("Continues the line above")
    NOTE = "note", mark("Kept as a note")
    PROGRESS = "progress", mark("Progress line, kept as a note")
    LINKS = "links", mark("Links, kept as a note")
    QUOTE = "quote", mark("Quotation, kept as a note")
    RULE = "rule", mark("Line for the eye")
    CODE = "code", mark("Code")
    COMMENT = "comment", mark("Comment")
    FRONT_MATTER = "front_matter", mark("Settings of the document")


class Link(NamedTuple):
    """A link in a text."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class OkrItem:
    """A heading or a list item."""

    line: int
    """1 is the first line of the file."""
    depth: int
    """Items above it; 0 at the top."""
    text: str
    """Plain, on one line; never empty."""
    kind: ItemKind
    box: Box | None = None
    priority: str | None = None
    """P0 to P3; anything else in brackets, such as P?, is an owner tag."""
    owners: tuple[str, ...] = ()
    """Tags in brackets at the beginning or end, such as DevRel; in the order of the text."""
    links: tuple[Link, ...] = ()
    """Those within the text leave their label there."""
    results: tuple[str, ...] = ()
    """Figures behind a final `=>`, oldest first, such as `17%`."""
    wip: str | None = None
    """What stands in a final `(WIP: …)`; empty for a bare `(WIP)`."""
    notes: tuple[str, ...] = ()
    """Paragraphs that belong to it, as written."""
    children: tuple[OkrItem, ...] = ()
    """In the order of the file; items come before headings."""


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line that is no item of its own."""

    line: int
    text: str
    """As written, without spaces at the ends."""
    reason: Reason


@dataclass(frozen=True, slots=True)
class OkrDocument:
    """A whole file."""

    name: str
    """Of the file, for messages."""
    title: str
    """Empty where there is none."""
    cycle: str
    """The name of the cycle, such as `2018-Q3`, as the title, a heading or the file's name gives it; empty where none does."""
    items: tuple[OkrItem, ...]
    """At the top."""
    named: tuple[NamedLine, ...]
    """In the order of the file."""
    notes: tuple[str, ...]
    """Paragraphs before the first item."""
    duplicates: tuple[tuple[int, int], ...]
    """Lines of items that repeat an earlier one with all below it, and the line of that one; both are kept."""
    starts: tuple[int, ...]
    """The lines on which a heading or a list item begins."""

    def walk(self) -> Iterator[OkrItem]:
        """All items, each before those below it."""
        return walk(self.items)

    def unaccounted(self) -> list[int]:
        """The lines of headings and list items that are neither an item nor named; empty unless something is wrong."""
        known = {item.line for item in self.walk()} | {named.line for named in self.named}
        return [line for line in self.starts if line not in known]


def walk(items: Iterable[OkrItem]) -> Iterator[OkrItem]:
    """Items and all below them, each before those below it."""
    waiting = list(items)[::-1]
    while waiting:
        item = waiting.pop()
        yield item
        waiting += item.children[::-1]
