"""How a record is written out in the detail pane: a heading, labelled lines, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from widgets.cells import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Detail:
    """Collects the text of a record; every text is taken as it is, without markup."""

    def __init__(self, title: str) -> None:
        self._parts: list[tuple[str, str]] = [(safe(title) + "\n", "bold")]

    def lines(self, rows: Iterable[tuple[str, str]]) -> Detail:
        """Labelled lines, the values in one column; rows without a value are left out."""
        kept = [(label, value) for label, value in rows if value]
        width = max((cell_len(label) for label, _value in kept), default=0)
        for label, value in kept:
            pad = " " * (width - cell_len(label))
            self._parts += [(f"{label}{pad}  ", "dim"), (safe(value) + "\n", "")]
        return self

    def group(self, heading: str, texts: Sequence[str]) -> Detail:
        """A heading with a list below; nothing when the list is empty."""
        if texts:
            self._parts.append((f"\n{heading}\n", "bold underline"))
            self._parts += [(safe(text) + "\n", "") for text in texts]
        return self

    def text(self, words: str, style: str = "") -> Detail:
        """A paragraph."""
        if words:
            self._parts.append((f"\n{words}\n", style))
        return self

    def content(self) -> Content:
        """All of it."""
        return Content.assemble(*self._parts)
