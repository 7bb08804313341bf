"""The frame of an OKR document: its title, the cycle it is for, its table of contents; all that stands around the goals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from perftui.domain.cycles import CycleNameUnclear, cycle_name
from perftui.services.transfer.okr_blocks import LABEL, Block, BlockKind
from perftui.services.transfer.okr_documents import Reason
from perftui.services.transfer.okr_texts import ItemText, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CONTENTS: Final = frozenset({"contents", "table of contents", "toc", "目录"})
_ENTRY: Final = re.compile(rf"{LABEL}\(\s*#[^\s()]*(?:\([^\s()]*\)[^\s()]*)*\s*\)")
_ALWAYS_TITLE: Final = re.compile(r"\bOKRs?\b|\bobjectives\b|\bkey results\b|关键结果|关键成果", re.IGNORECASE)
_OFTEN_TITLE: Final = re.compile(r"\bgoals\b|\btargets\b|目标|计划", re.IGNORECASE)
_YEAR: Final = r"(?:19|20|21)\d\d"
_CYCLES: Final = re.compile(
    rf"(?<![\w-]){_YEAR}\s?年\s?(?:第?\s?[1-4一二三四]\s?季度?|[上下]\s?半年度?|度)?|(?<!\w){_YEAR}[ \-/_.]?[QH][1-4](?!\w)"
    rf"|(?<!\w)(?:[QH][1-4]|[1-4][QH])[ \-/_.]?{_YEAR}(?!\w)|(?<![\w.-]){_YEAR}(?![\w-])",
    re.IGNORECASE,
)


class Frame:
    """What names the document and its cycle, and therefore is no goal."""

    def __init__(self, found: Sequence[Block], name: str) -> None:
        headings = [block for block in found if block.kind is BlockKind.HEADING]
        texts = {block.line: read_text(block.text) for block in headings}
        tops = [block for block in headings if block.level == 1]
        self.title_line = self.cycle_line = 0
        self.title = ""
        if len(tops) == 1 and tops[0] is headings[0] and names_document(texts[tops[0].line]):
            self.title_line, self.title = tops[0].line, texts[tops[0].line].text
        cycles = [block.line for block in headings if names_cycle(texts[block.line])]
        rest = [block for block in found if block.line != self.title_line and block.kind in (BlockKind.HEADING, BlockKind.ITEM)]
        goals = [block for block in rest if not is_contents_entry(block)]
        if cycles and cycles == [block.line for block in goals[:1]]:
            self.cycle_line = cycles[0]
        named = texts[self.cycle_line].text if self.cycle_line else ""
        self.cycle = next(filter(None, map(found_cycle, (named, self.title, name))), "")
        self.contents_lines = set(_contents_headings(found, texts))

    def reason(self, block: Block) -> Reason | None:
        """Why a heading or list item is no goal; None where it may be one."""
        if block.line == self.title_line:
            return Reason.TITLE
        if block.line == self.cycle_line:
            return Reason.CYCLE
        return Reason.CONTENTS if block.line in self.contents_lines or is_contents_entry(block) else None


def names_document(text: ItemText) -> bool:
    """Whether a heading names the document: it speaks of OKRs, is a cycle, or speaks of the goals of one."""
    if text.is_literal:
        return False
    has_cycle = bool(found_cycle(text.text))
    return names_cycle(text) or bool(_ALWAYS_TITLE.search(text.text)) or (has_cycle and bool(_OFTEN_TITLE.search(text.text)))


def names_cycle(text: ItemText) -> bool:
    """Whether a heading is the name of a cycle and nothing else."""
    try:
        cycle_name(text.text)
    except CycleNameUnclear:
        return False
    return not text.is_literal


def names_contents(text: ItemText) -> bool:
    """Whether a heading announces a table of contents."""
    return not text.is_literal and text.text.casefold().rstrip(":：") in _CONTENTS


def is_contents_entry(block: Block) -> bool:
    """Whether a list item is nothing but a link to a heading of the same document."""
    return block.kind is BlockKind.ITEM and bool(_ENTRY.fullmatch(block.text))


def found_cycle(text: str) -> str:
    """The name of the first cycle in a text, such as `2018-Q3`; empty where there is none."""
    for match in _CYCLES.finditer(text):
        try:
            return str(cycle_name(match[0].strip()))
        except CycleNameUnclear:
            continue
    return ""


def _contents_headings(found: Sequence[Block], texts: dict[int, ItemText]) -> Iterable[int]:
    heading, entries, others = 0, 0, 0
    for block in [*(block for block in found if block.kind in (BlockKind.HEADING, BlockKind.ITEM)), Block(BlockKind.HEADING, 0)]:
        if block.kind is BlockKind.ITEM:
            entries += is_contents_entry(block)
            others += not is_contents_entry(block)
            continue
        if heading and entries and not others:
            yield heading
        heading = block.line if block.line and names_contents(texts[block.line]) else 0
        entries = others = 0
