"""The lines that frame every section: the sections on top, the status, and the keys below; and what stands there for want of records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from perftui.records import NamedTuple
from widgets.cells import fit, safe
from widgets.glyphs import glyphs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

PINNED = ("F1", "F8")
"""Keys that never leave the footer: help, and the menu of all the others."""
MORE = "  "
"""Between two entries of a line."""
MOST_LINES = 3
"""So many lines a notice may take."""


class Section(NamedTuple):
    """An entry of the bar on top."""

    name: str
    key: str
    title: str


class Line(Widget):
    """One line of entries that can be clicked."""

    DEFAULT_CSS = """
    Line { height: 1; background: $panel; color: $foreground; }
    Line:ansi { background: ansi_default; }
    """

    @dataclass
    class Chosen(Message):
        """An entry was clicked."""

        line: Line
        name: str

        @property
        def control(self) -> Line:
            """The line it stands in."""
            return self.line

    def __init__(self) -> None:
        super().__init__()
        self._spans: list[tuple[int, int, str]] = []

    def _laid(self, entries: Sequence[tuple[str, str, str]]) -> Content:
        """The entries one after the other; each is a name, a text and a style."""
        self._spans, parts, at = [], [], 0
        for name, text, style in entries:
            width = cell_len(text)
            self._spans.append((at, at + width, name))
            parts.append((text, style))
            at += width
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Post which entry stands under the mouse."""
        for start, end, name in self._spans:
            if start <= event.x < end and name:
                self.post_message(self.Chosen(self, name))


class SectionBar(Line):
    """`1 Today  2 People  3 Goals`; the one shown is lit."""

    def __init__(self, sections: Sequence[Section], current: str) -> None:
        super().__init__()
        self._sections, self._current = sections, current

    def render(self) -> Content:
        """The bar."""
        entries = []
        for section, text in zip(self._sections, self.fitting(self.size.width), strict=True):
            entries.append((section.name, text, "bold reverse" if section.name == self._current else ""))
        return self._laid(entries)

    def fitting(self, width: int) -> list[str]:
        """The entries in a width: first the blanks behind them go, then letters of the longest, never of the one shown."""
        titles = [section.title for section in self._sections]
        for shape in (" {key} {title} ", " {key} {title}"):
            texts = self._shaped(shape, titles)
            if sum(map(cell_len, texts)) <= width:
                return texts
        while sum(map(cell_len, texts)) > width:
            index = max(range(len(titles)), key=lambda i: (self._sections[i].name != self._current, cell_len(titles[i])))
            if not titles[index]:
                break
            titles[index] = titles[index][:-1]
            texts = self._shaped(" {key} {title}", titles)
        return texts

    def _shaped(self, shape: str, titles: Sequence[str]) -> list[str]:
        pairs = zip((section.key for section in self._sections), titles, strict=True)
        return [shape.format(key=key, title=title) if title else f" {key}" for key, title in pairs]


class StatusLine(Line):
    """Left: what is shown, or what was just said; right: saved or not, who, which file."""

    DEFAULT_CSS = """
    StatusLine { background: $surface; color: $text-muted; }
    StatusLine.-said { color: $foreground; }
    StatusLine.-error { color: $text-error; text-style: bold; }
    StatusLine:ansi { color: ansi_default; background: ansi_default; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown = self._said = self._saved = self._who = ""

    def show(self, text: str) -> None:
        """What the list shows: number of records, filter; it appears once what was said is forgotten."""
        self._shown = text
        self.refresh()

    def forget(self) -> None:
        """Show the list's line again in place of what was said; called at the next key."""
        if self._said:
            self._said = ""
            self.remove_class("-said", "-error")
            self.styles.height = 1
            self.refresh()

    def say(self, text: str, *, is_error: bool = False) -> None:
        """What was done, or refused and why; stays until the next key. A long text takes up to three lines."""
        self._said = text
        self.set_class(not is_error, "-said")
        self.set_class(is_error, "-error")
        self.styles.height = self._lines_needed()
        self.refresh()

    def _lines_needed(self) -> int:
        width = max(20, self.size.width - 2)
        return 1 if cell_len(self._said) <= width else min(MOST_LINES, -(-cell_len(self._said) * 11 // (width * 10)))

    def set_saved(self, text: str) -> None:
        """Whether all is saved, and when it was."""
        self._saved = text
        self.refresh()

    def set_who(self, text: str) -> None:
        """Who works on which file."""
        self._who = text
        self.refresh()

    @property
    def text(self) -> str:
        """What stands on the left now."""
        return self._said or self._shown

    def render(self) -> Content:
        """The line, the left part cut first."""
        width = self.size.width
        if self._said and cell_len(self._said) > width - 2:
            return Content(f" {safe(self._said)}")
        right = MORE.join(part for part in (self._saved, self._who) if part)
        if cell_len(self.text) + cell_len(right) + 2 > width and (self._said or cell_len(right) > width // 2):
            right = self._saved
        room = max(0, width - cell_len(right) - 2)
        return Content(safe(f" {fit(self.text, max(0, room - 1), glyphs_of(self).ellipsis)} {right} "))


class CompactFooter(Line):
    """The keys that matter most here: `F1 Help  F8 Menu  ^P Search`; whole entries are left out, none is cut."""

    DEFAULT_CSS = """
    CompactFooter > .footer--key { text-style: bold; color: $text-accent; }
    CompactFooter:ansi > .footer--key { color: ansi_default; }
    """
    COMPONENT_CLASSES = {"footer--key"}

    def __init__(self, items: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._items = items

    def set_items(self, items: Sequence[tuple[str, str, str]]) -> None:
        """Show other keys.

        Args:
            items: Command id, key and word, the most important first.
        """
        self._items = items
        self.refresh()

    def fitting(self, width: int) -> list[tuple[str, str, str]]:
        """The items that stand whole in a width, the most important ones; those of `PINNED` always, and F1 first."""
        pinned = [item for item in self._items if item[1] in PINNED]
        kept, used = list(pinned), 1 + sum(map(_footer_cells, pinned))
        for item in self._items:
            if item not in pinned:
                if used + _footer_cells(item) > width:
                    break
                kept.append(item)
                used += _footer_cells(item)
        return sorted(kept, key=lambda item: (item[1] != PINNED[0], self._items.index(item)))

    def render(self) -> Content:
        """The line."""
        key_style = self.get_visual_style("footer--key")
        parts: list[tuple[str, object]] = [(" ", "")]
        self._spans, at = [], 1
        for name, key, word in self.fitting(self.size.width):
            width = cell_len(key) + 1 + cell_len(word)
            self._spans.append((at, at + width, name))
            parts += [(key, key_style), (f" {word}{MORE}", "")]
            at += width + 2
        return Content.assemble(*parts)  # type: ignore[arg-type]  # styles of both kinds are allowed


def _footer_cells(item: tuple[str, str, str]) -> int:
    return cell_len(item[1]) + cell_len(item[2]) + 3
