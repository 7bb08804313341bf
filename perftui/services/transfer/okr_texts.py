"""The text of a heading or list item taken apart: box, priority, owners, links, results, and the plain words.

What is escaped or stands in code is words and nothing else. For that, escaped signs become noncharacters, which no cleaned text
has, until everything else is recognised.
"""

from __future__ import annotations

import html
import re
import string
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from perftui.domain.texts import HAN, clean_text
from perftui.services.transfer.okr_blocks import ADDRESS, LABEL
from perftui.services.transfer.okr_documents import Box, Link

if TYPE_CHECKING:
    from collections.abc import Callable

_HIDDEN: Final = {sign: chr(0xFDD0 + place) for place, sign in enumerate(string.punctuation)}
"""The 32 signs of ASCII to the 32 noncharacters from U+FDD0 on."""
_HIDE: Final = str.maketrans(_HIDDEN)
_SHOW: Final = str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items()} | {"\ufffe": None})
LITERAL: Final = "\ufffe"
"""Stands before a character that was written as an entity."""
_MOST_PARTS: Final = 50
"""Tags and the like that are taken from one text; whoever writes more means something else."""
_CODE: Final = re.compile(r"(?<![\\`])(`{1,3})(?!`)(.{1,500}?)(?<!`)\1(?!`)")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAK: Final = re.compile(r"<br ?/?>", re.IGNORECASE)
_IMAGE: Final = re.compile(rf"!(?={LABEL}{ADDRESS})")
_LINK: Final = re.compile(rf"(?P<label>{LABEL})(?P<address>{ADDRESS})")
_ASIDE: Final = re.compile(rf"\s*[(（]\s*(?:{LABEL}{ADDRESS}[\s,;，、]*)+[)）]")
_EMPHASIS: Final = (
    re.compile(r"\*\*(?=\S)(.{1,500}?)(?<=\S)\*\*"),
    re.compile(r"(?<!\w)__(?=\S)(.{1,500}?)(?<=\S)__(?!\w)"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]{1,500}?)(?<=[^\s*])\*(?![\w*])"),
    re.compile(r"(?<!\w)_(?=[^\s_])([^_]{1,500}?)(?<=[^\s_])_(?!\w)"),
)
_OPEN, _CLOSE = r"[\[【［]", r"[\]】］]"
_BOX: Final = re.compile(rf"(?:{_OPEN}(?:\s*|(?P<tick>\s*[xX√✓✔ｘＸ]\s*)){_CLOSE}(?=\s|$|[{HAN}])|[☐⬜]|(?P<glyph>[☑✅✔]))\s*(?P<rest>.*)")
_STRUCK: Final = re.compile(r"~~\s*(?P<rest>(?:(?!~~).)+?)\s*~~")
_PRIORITY: Final = r"[\[【［(（]\s*[PpＰ](?P<priority>[0-3])\s*[\]】］)）]"
_TAG: Final = rf"(?P<tag>[A-Z{HAN}][^\[\]【】［］]{{0,29}})"
_WIP: Final = r"[(（]\s*WIP\b\s*[:：,，]?\s*(?P<wip>[^()（）]*)[)）]"
_FIGURES: Final = r"[=＝][>＞]\s*(?P<figures>[^=＝>＞]+)"
_FIGURE: Final = re.compile(r"[-+−]?\d[\d,.]*\s*(?:[%％]|[^\W\d_]{1,10})?|n/a|-|—|\?|无", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[，、;；]")


@dataclass(slots=True)
class ItemText:
    """What a text says; the fields are those of `okr_documents.OkrItem`."""

    text: str = ""
    box: Box | None = None
    priority: str | None = None
    owners: list[str] = field(default_factory=list)
    trailing: list[str] = field(default_factory=list)
    """Owners at the end, the last first."""
    links: list[Link] = field(default_factory=list)
    results: tuple[str, ...] = ()
    wip: str | None = None
    is_literal: bool = False
    """Whether a character was written as an entity, so that the text names neither the document nor its cycle."""

    def take(self, **found: object) -> bool:
        """Set fields that were not set before; False where one was."""
        if any(getattr(self, name) not in (None, ()) for name in found):
            return False
        for name, value in found.items():
            setattr(self, name, value)
        return True


def read_text(source: str) -> ItemText:
    """The parts of a text.

    Args:
        source: Markdown on one line, cleaned, without a heading's or item's marker.
    """
    found = ItemText()
    text = _without_links(_hidden(source), found)
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    text = " ".join(text.split())
    if box := _BOX.fullmatch(text):
        found.box = Box.DONE if box["tick"] or box["glyph"] else Box.OPEN
        text = box["rest"]
    for _part in range(_MOST_PARTS):
        shorter = _shortened(text, found)
        if shorter == text:
            break
        text = shorter
    found.is_literal = LITERAL in text
    found.text = _shown(text)
    found.owners += reversed(found.trailing)
    return found


def _hidden(source: str) -> str:
    source = _CODE.sub(lambda code: code[2].strip().translate(_HIDE), source)
    source = _ESCAPE.sub(lambda escape: _HIDDEN[escape[1]], source)
    return _BREAK.sub(" ", _ENTITY.sub(_entity, source))


def _entity(match: re.Match[str]) -> str:
    character = html.unescape(match[0])
    if character == match[0]:
        return character
    return "".join(LITERAL + _HIDDEN.get(each, each) for each in clean_text(character))


def _shown(text: str) -> str:
    return " ".join(text.translate(_SHOW).split())


def _without_links(text: str, found: ItemText) -> str:
    text = _IMAGE.sub("", text)
    found.links += [_link(match) for match in _LINK.finditer(text)]
    without = _ASIDE.sub("", text)
    # A text that is nothing but an aside keeps the labels as its words.
    return _LINK.sub(lambda match: match["label"][1:-1], without if without.strip() else text)


def _link(match: re.Match[str]) -> Link:
    address = re.sub(r"\s+\"[^\"]*\"\s*$", "", match["address"][1:-1]).strip()
    return Link(_shown(match["label"][1:-1]), _shown(address.removeprefix("<").removesuffix(">")))


def _shortened(text: str, found: ItemText) -> str:
    """A text without one thing at its beginning or end, which goes into `found`; never empty."""
    for pattern, take in _RULES:
        match = pattern.fullmatch(text)
        if match and match["rest"].strip() and take(match, found):
            return match["rest"].strip()
    return text


def _take_struck(_match: re.Match[str], found: ItemText) -> bool:
    if found.box is Box.STRUCK:
        return False
    found.box = Box.STRUCK
    return True


def _take_priority(match: re.Match[str], found: ItemText) -> bool:
    return found.take(priority=f"P{match['priority']}")


def _take_first_tag(match: re.Match[str], found: ItemText) -> bool:
    found.owners.append(_shown(match["tag"]))
    return True


def _take_last_tag(match: re.Match[str], found: ItemText) -> bool:
    found.trailing.append(_shown(match["tag"]))
    return True


def _take_wip(match: re.Match[str], found: ItemText) -> bool:
    return found.take(wip=_shown(match["wip"]))


def _take_results(match: re.Match[str], found: ItemText) -> bool:
    figures = tuple(map(_shown, _BETWEEN.split(match["figures"])))
    is_certain = all(map(_FIGURE.fullmatch, figures)) and any(re.search(r"\d", figure) for figure in figures)
    return is_certain and found.take(results=figures)


_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], ItemText], bool]], ...]] = (
    (_STRUCK, _take_struck),
    (re.compile(rf"{_PRIORITY}\s*[:：]?(?P<rest>.*)"), _take_priority),
    (re.compile(r"[PpＰ](?P<priority>[0-3])\s*[:：](?P<rest>.*)"), _take_priority),
    (re.compile(rf"(?P<rest>.*?)\s*{_PRIORITY}"), _take_priority),
    (re.compile(rf"{_OPEN}{_TAG}{_CLOSE}(?P<rest>.*)"), _take_first_tag),
    (re.compile(rf"(?P<rest>.*(?:\s|{_CLOSE})){_OPEN}{_TAG}{_CLOSE}"), _take_last_tag),
    (re.compile(rf"(?P<rest>.*?)[【［]{_TAG}[】］]"), _take_last_tag),
    (re.compile(rf"(?P<rest>.*?)\s*{_WIP}", re.IGNORECASE), _take_wip),
    (re.compile(rf"(?P<rest>.*?)\s*{_FIGURES}"), _take_results),
)
