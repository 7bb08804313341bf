"""A tree of goals as Markdown that people can read and `okr_markdown` reads back."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from perftui.services.transfer.okr_blocks import BlockKind, blocks
from perftui.services.transfer.okr_documents import Box, ItemKind
from perftui.services.transfer.okr_frames import is_contents_entry, names_contents, names_cycle, names_document
from perftui.services.transfer.okr_texts import ItemText, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from perftui.services.transfer.okr_documents import OkrItem

_ESCAPES: Final = str.maketrans({sign: f"\\{sign}" for sign in string.punctuation})
_ENTITIES: Final = str.maketrans({sign: f"&#{ord(sign)};" for sign in "【】［］（）＝＞☐⬜☑✅✔，、；：·"})
_HEADINGS: Final = 6
_BOXES: Final = {None: "", Box.OPEN: "[ ] ", Box.DONE: "[x] ", Box.STRUCK: ""}


def write_markdown(items: Iterable[OkrItem], title: str = "") -> str:
    """The tree as Markdown; `okr_markdown.read_markdown` gives the same one back, but for the numbers of lines.

    Headings stay headings and items items; headings begin at the second level, so that the first is left for the title.

    Args:
        items: At the top; list items before headings, and only list items below list items, as they are read.
        title: Becomes the first heading. Give it the name of the cycle, such as `OKRs 2026-Q4`.
    """
    top = list(items)
    first = 2 if max(map(_height, top), default=0) < _HEADINGS else 1
    lines = [f"# {title}", ""] if title else []
    for item in top:
        lines += _lines(item, first, 0)
    return "\n".join(lines).rstrip() + "\n" if lines else ""


def _height(item: OkrItem) -> int:
    return int(item.kind is ItemKind.HEADING) + max(map(_height, item.children), default=0)


def _lines(item: OkrItem, level: int, indent: int) -> Iterator[str]:
    is_heading = item.kind is ItemKind.HEADING
    marker = "#" * level + " " if is_heading else " " * indent + "- "
    if is_heading:
        yield ""
    yield marker + _content(item)
    for note in item.notes:
        yield from ("", ("" if is_heading else " " * (indent + 2)) + _note(note), "")
    if is_heading:
        yield ""
    for child in item.children:
        yield from _lines(child, level + 1, 0 if is_heading else indent + 2)


def _content(item: OkrItem) -> str:
    """The text with its parts, escaped as little as the way back allows."""
    surest = _put_together(item, _literal(item.text), _escaped)
    ways = (_put_together(item, item.text, str), _put_together(item, _escaped(item.text), _escaped))
    return next((text for text in ways if _is_read_back(item, text)), surest)


def _put_together(item: OkrItem, words: str, way: Callable[[str], str]) -> str:
    parts = [f"~~{words}~~" if item.box is Box.STRUCK else words, "".join(f"[{way(owner)}]" for owner in item.owners)]
    if item.wip is not None:
        parts.append(f"(WIP: {way(item.wip)})" if item.wip else "(WIP)")
    if item.links:
        parts.append("(" + ", ".join(f"[{way(link.label)}]({way(link.url)})" for link in item.links) + ")")
    if item.results:
        parts.append("=> " + ", ".join(item.results))
    priority = f"[{item.priority}] " if item.priority else ""
    return _BOXES[item.box] + priority + " ".join(filter(None, parts))


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES).translate(_ENTITIES)


def _literal(text: str) -> str:
    return f"&#{ord(text[0])};" + _escaped(text[1:]) if text else ""


def _is_read_back(item: OkrItem, text: str) -> bool:
    is_heading = item.kind is ItemKind.HEADING
    found = blocks([("## " if is_heading else "- ") + text])
    wanted = BlockKind.HEADING if is_heading else BlockKind.ITEM
    if len(found) != 1 or found[0].kind is not wanted or is_contents_entry(found[0]):
        return False
    read = read_text(found[0].text)
    if is_heading and (names_document(read) or names_cycle(read) or names_contents(read)):
        return False
    return _said(read) == _said(item)


def _said(text: ItemText | OkrItem) -> tuple[object, ...]:
    return text.text, text.box, text.priority, tuple(text.owners), tuple(text.links), text.results, text.wip


def _note(note: str) -> str:
    found = blocks([note])
    is_note = len(found) == 1 and found[0].kind not in (
        BlockKind.HEADING,
        BlockKind.ITEM,
        BlockKind.RULE,
        BlockKind.CODE,
        BlockKind.COMMENT,
    )
    starts_plain = is_note and not re.match(r"&#\d{2,6};", note)
    return note if starts_plain else f"&#{ord(note[0])};{note[1:]}"


def unnumbered(items: Iterable[OkrItem]) -> tuple[OkrItem, ...]:
    """The tree without the numbers of its lines, for comparing two documents."""
    return tuple(replace(item, line=0, children=unnumbered(item.children)) for item in items)
