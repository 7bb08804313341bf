"""The versions of a record, and two of them side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.markup import escape
from textual.screen import ModalScreen
from textual.widgets import Static

from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from widgets.cells import cut, one_line
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.texts import TextPanel
from widgets.glyphs import glyphs_of
from widgets.pick_lists import Choice
from widgets.side_by_side import ADDED, REMOVED, SAME, below, beside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from widgets.side_by_side import DiffLine

WIDE = 100
"""From so many columns the two stand side by side."""
WIDEST = 140
"""Columns that the frame takes at most."""
LISTED = 5
"""Versions that are listed at once."""
AROUND = 6
"""Lines of the frame, the hint, and what stands between."""
FRAME = 5
"""Cells of the frame, its padding and the scroll bar."""


class Comparisons(ModalScreen[None]):
    """Left and right go to the pair before and after, F4 picks another pair, arrows and pages scroll; Esc closes."""

    DEFAULT_CSS = """
    Comparisons { align: center middle; }
    Comparisons > Vertical {
        width: 100%; max-width: 140; height: auto; max-height: 100%; padding: 0 1; background: $surface; border: round $border;
    }
    Comparisons.-long > Vertical { height: 100%; }
    Comparisons.-long VerticalScroll { height: 1fr; }
    Comparisons:ansi > Vertical { background: ansi_default; }
    Comparisons Static { width: 100%; height: auto; }
    Comparisons VerticalScroll { height: auto; margin-top: 1; scrollbar-size-vertical: 1; background: $surface; }
    Comparisons:ansi VerticalScroll { background: ansi_default; }
    Comparisons #hint { color: $text-muted; margin-top: 1; }
    Comparisons:ansi #hint { color: ansi_default; }
    """
    BINDINGS = [
        Binding("escape,f12,enter", "dismiss(None)", mark("Back"), show=False),
        Binding("left", "step(-1)", mark("Earlier"), show=False, priority=True),
        Binding("right", "step(1)", mark("Later"), show=False, priority=True),
        Binding("f4", "pick", mark("Pick"), show=False),
        Binding("f1", "help", mark("Help"), show=False),
    ]

    def __init__(self, title: str, names: Sequence[str], compare: Callable[[int, int], Sequence[DiffLine]]) -> None:
        """A dialog that shows the last two.

        Args:
            title: On the frame.
            names: What each version is called, the first one first; at least one.
            compare: The lines of two of them, by their indexes from 0.
        """
        super().__init__()
        self._title, self._names, self._compare = title, names, compare
        self.old, self.new = max(0, len(names) - 2), len(names) - 1

    def compose(self) -> ComposeResult:
        """The list, the two in full, and what the keys do."""
        with Vertical() as frame:
            frame.border_title = escape(self._title)
            yield Static(id="names")
            with VerticalScroll():
                yield Static(id="both")
            yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Side by side, or one below the other."""
        self._show()

    def _show(self) -> None:
        lines = self._compare(self.old, self.new)
        width = min(WIDEST, self.size.width) - FRAME
        heads = (self._names[self.old], self._names[self.new])
        both = beside(lines, width, heads) if self.size.width >= WIDE else below(lines, width)
        listed = self._listed(width)
        self.set_class(len(both.split("\n")) + len(listed.split("\n")) + AROUND > self.size.height, "-long")
        self.query_one("#both", Static).update(both)
        self.query_one("#names", Static).update(listed)
        keys = _("← → earlier, later · F4 picks two · ↑ ↓ scroll · Esc back")
        self.query_one("#hint", Static).update(f"{self._counted(lines)} · {keys}")

    def _listed(self, width: int) -> Content:
        top = max(0, min(self.old - 1, len(self._names) - LISTED))
        shown = range(top, min(top + LISTED, len(self._names)))
        return Content("\n").join(Content.styled(*self._named(index, width)) for index in shown)

    def _named(self, index: int, width: int) -> tuple[str, str]:
        sign = {self.new: ADDED, self.old: REMOVED}.get(index, " ")
        name = cut(one_line(self._names[index]), width - 2, glyphs_of(self).ellipsis)
        return f"{sign} {name}", "bold" if sign != " " else "dim"

    def _counted(self, lines: Sequence[DiffLine]) -> str:
        # A key result that came or went is one difference; of one that changed, each field.
        whole = {ADDED, REMOVED}
        n, is_inside = 0, False
        for line in lines:
            is_inside = line.sign in whole if line.is_heading else is_inside
            n += line.sign != SAME and (line.sign in whole if line.is_heading else not is_inside)
        return ngettext("{n} difference", "{n} differences", n).format(n=n) if n else _("Nothing differs")

    def action_help(self) -> None:
        """Say how two versions are read."""
        signs = _("~ is different, + came, - went; below 100 columns - stands before the old value and + before the new one.")
        keys = _("← → go to the pair before and after, F4 picks any two, arrows and pages scroll, Esc goes back.")
        self.app.push_screen(TextPanel(_("Help"), f"{signs} {keys}"))

    def action_step(self, by: int) -> None:
        """Go to the versions before or after, two that follow one another."""
        old = max(0, min(len(self._names) - 2, self.old + by))
        self._choose(old, min(old + 1, len(self._names) - 1))

    def action_pick(self) -> None:
        """Pick the one to start from, then the other."""
        self._ask(_("Compare from"), self.old, lambda old: self._ask(_("Compare with"), self.new, lambda new: self._choose(old, new)))

    def _ask(self, title: str, current: int, take: Callable[[int], None]) -> None:
        choices = [Choice(str(index), name) for index, name in enumerate(self._names)]
        picker = Picker(title, lambda text: narrowed(choices, text), current=str(current))
        self.app.push_screen(picker, lambda key: take(int(key)) if key else None)

    def _choose(self, old: int, new: int) -> None:
        self.old, self.new = old, new
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._show()
