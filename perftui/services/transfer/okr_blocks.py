"""The lines of a Markdown document parted into headings, list items, paragraphs and what else there is.

Closer to what people write than to the standard: items nest by two columns or more whatever their marker, tabs or spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from perftui.domain.texts import HAN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TAB: Final = 4
_FARTHEST: Final = 500
"""Lines within which a block must end that needs an end; a fence that nobody closed does not swallow the rest."""
_HEADING: Final = re.compile(rf" {{0,3}}(?P<marks>#{{1,6}})(?:[ \t]+|$|(?=[{HAN}【]))(?P<text>.*?)(?:(?:^|[ \t]+)#+)?[ \t]*")
_ITEM: Final = re.compile(
    rf"(?P<indent>[ \t]*)(?:(?:[-*+•●○◦‣▪]|\d{{1,3}}[.)．）])(?:[ \t]+|$|(?<=[.)．）•●○◦‣▪-])(?=[{HAN}【［]))|\d{{1,3}}、)(?P<text>.*)"
)
_RULE: Final = re.compile(r"\s*(?:([-_*])(?:\s*\1){2,}|={3,}|—{3,})\s*")
_UNDERLINE: Final = re.compile(r" {0,3}(?:(?P<first>={2,})|-{2,})\s*")
_FENCE: Final = re.compile(r"\s*(```+|~~~+)")
_PROGRESS: Final = re.compile(
    r"\s*(?:\*\*|__)?(?:progress|进度|完成度)\s*[:：]?(?:\*\*|__)?\s*[:：]?\s*[\d.]+\s*(?:[%％]|/\s*\d+)?\s*", re.IGNORECASE
)
LABEL: Final = r"\[(?:[^\[\]]|\[[^\[\]]*\]){0,500}\]"
"""The label of a link, which may have brackets itself."""
ADDRESS: Final = r"\(\s*<?[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*>?(?:\s+\"[^\"]*\")?\s*\)"
_LINKS: Final = re.compile(rf"\s*(?:{LABEL}{ADDRESS}[\s|,;·、，/]*)+|\s*\[[^\]]+\]:\s*\S+(?:\s+\"[^\"]*\")?\s*|\s*<?https?://\S+\s*")
_SETTING: Final = re.compile(r"\s*(?:[\w-]+\s*:.*|-\s.*|#.*|)")


class BlockKind(Enum):
    """What lines can be."""

    HEADING = auto()
    ITEM = auto()
    PARAGRAPH = auto()
    PROGRESS = auto()
    LINKS = auto()
    QUOTE = auto()
    RULE = auto()
    CODE = auto()
    COMMENT = auto()
    FRONT_MATTER = auto()


CONTINUED: Final = frozenset({BlockKind.ITEM, BlockKind.PARAGRAPH})
"""What the next line goes on with, unless it is blank or begins something itself."""


@dataclass(slots=True)
class Block:
    """Lines that belong together."""

    kind: BlockKind
    line: int
    """The first one; 1 is the first of the file."""
    texts: list[str] = field(default_factory=list)
    """Line by line, without marker."""
    indent: int = 0
    """Columns before the marker, or before the text of a paragraph."""
    level: int = 0
    """Of a heading, 1 to 6."""
    size: int = 1
    """Lines."""

    @property
    def text(self) -> str:
        """All lines as one, without runs of spaces."""
        return " ".join(" ".join(self.texts).split())


def blocks(lines: Sequence[str]) -> list[Block]:
    """The blocks of a document; blank lines are in none.

    Args:
        lines: Cleaned, without line ends.
    """
    found: list[Block] = []
    place = 0
    is_after_blank = True
    while place < len(lines):
        line = lines[place]
        if not line.strip():
            is_after_blank = True
            place += 1
            continue
        last = None if is_after_blank or not found else found[-1]
        block = _long(lines, place) or _single(line, place + 1, last)
        if block is not None:
            found.append(block)
        place += block.size if block else 1
        is_after_blank = False
    return found


def _long(lines: Sequence[str], place: int) -> Block | None:
    """A block that runs to a line that ends it; without that line it is none."""
    line = lines[place]
    if place == 0 and line.strip() == "---":
        return _upto(lines, place, BlockKind.FRONT_MATTER, lambda other: other.strip() == "---", _SETTING)
    if line.lstrip().startswith("<!--"):
        if "-->" in line:
            return Block(BlockKind.COMMENT, place + 1, [line])
        return _upto(lines, place, BlockKind.COMMENT, lambda other: "-->" in other)
    if fence := _FENCE.match(line):
        return _upto(lines, place, BlockKind.CODE, lambda other: other.strip().startswith(fence[1]) and not other.strip().strip("`~"))
    return None


def _upto(
    lines: Sequence[str], place: int, kind: BlockKind, ends: Callable[[str], bool], inside: re.Pattern[str] | None = None
) -> Block | None:
    for last in range(place + 1, min(place + _FARTHEST, len(lines))):
        if ends(lines[last]):
            return Block(kind, place + 1, list(lines[place : last + 1]), size=last + 1 - place)
        if inside and not inside.fullmatch(lines[last]):
            return None
    return None


def _single(line: str, number: int, last: Block | None) -> Block | None:
    """The block that begins with a line; None when the line goes on with the last one."""
    if last and last.kind is BlockKind.PARAGRAPH and last.indent < _TAB and (underline := _UNDERLINE.fullmatch(line)):
        last.kind, last.level = BlockKind.HEADING, 1 if underline["first"] else 2
        last.size += 1
        return None
    if heading := _HEADING.fullmatch(line):
        return Block(BlockKind.HEADING, number, [heading["text"]], level=len(heading["marks"]))
    if _RULE.fullmatch(line):
        return Block(BlockKind.RULE, number, [line])
    if item := _ITEM.fullmatch(line):
        return Block(BlockKind.ITEM, number, [_unbroken(item["text"])], _columns(item["indent"]))
    return _text(line, number, last)


def _text(line: str, number: int, last: Block | None) -> Block | None:
    kind = BlockKind.PARAGRAPH
    if line.lstrip().startswith(">"):
        kind = BlockKind.QUOTE
    elif _PROGRESS.fullmatch(line):
        kind = BlockKind.PROGRESS
    elif _LINKS.fullmatch(line):
        kind = BlockKind.LINKS
    elif last and last.kind in CONTINUED and not _FENCE.match(line):
        last.texts.append(_unbroken(line))
        last.size += 1
        return None
    return Block(kind, number, [_unbroken(line)], _columns(line[: len(line) - len(line.lstrip())]))


def _columns(space: str) -> int:
    return len(space.expandtabs(_TAB))


def _unbroken(line: str) -> str:
    """A line without the backslash that would break it."""
    slashes = len(line) - len(line.rstrip("\\"))
    return line[:-1] if slashes % 2 else line
