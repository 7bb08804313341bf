"""A section that is a list with the details of one record: beside it from 100 columns, else in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal

from perftui.commands.models import Needs
from perftui.i18n import ngettext
from screens.hosts import Place
from screens.sections import Section
from widgets.detail_panes import DetailPane
from widgets.find_bars import FindBar
from widgets.notices import StatusLine
from widgets.virtual_lists import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content
    from textual.timer import Timer

    from perftui.commands.models import Command

WIDE = 100
"""From so many columns list and detail stand side by side."""
REST = 0.15
"""Seconds after which the cursor counts as at rest."""


class ListSection(Section):
    """A list, its find line, and the record under the cursor."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    DEFAULT_CSS = """
    ListSection > #halves { height: 1fr; }
    ListSection VirtualList { width: 3fr; }
    ListSection.-narrow DetailPane { display: none; }
    ListSection.-narrow.-detail DetailPane { display: block; width: 1fr; }
    ListSection.-narrow.-detail VirtualList { display: none; }
    """
    _rest: Timer | None = None

    def body(self) -> ComposeResult:
        """The list with the detail pane, and the find line below."""
        with Horizontal(id="halves"):
            yield self.make_list()
            yield DetailPane()
        yield FindBar()

    def make_list(self) -> VirtualList:
        """The list, empty; `reload` fills it."""
        raise NotImplementedError

    def detail(self, key: str) -> Content:
        """The record with a key, in full."""
        raise NotImplementedError

    def narrow(self, text: str) -> None:
        """Show only what holds a text; empty shows everything."""

    def summary(self) -> str:
        """What the status line says of the list: number of records and filter."""
        return ""

    # the record under the cursor

    @property
    def list(self) -> VirtualList:
        """The list."""
        return self.query_one(VirtualList)

    @property
    def key(self) -> str:
        """The id of the record under the cursor; empty when there is none."""
        return self.list.cursor_key or ""

    @property
    def keys(self) -> Sequence[str]:
        """The ids of the marked records, or of the one under the cursor."""
        return sorted(self.list.marks) or ([self.key] if self.key else [])

    def has(self, needs: Needs) -> bool:
        """Whether there is what a command needs."""
        if needs is Needs.MARKS:
            return bool(self.list.marks)
        return needs is Needs.NOTHING or bool(self.key)

    def commands(self) -> tuple[Command, ...]:
        """The commands of this screen; while rows are marked, the one that changes them comes first and says how many."""
        found = super().commands()
        n = sum(len(shown.marks) for shown in self.query(VirtualList))
        if not n:
            return found
        title = ngettext("Change {n} row…", "Change {n} rows…", n).format(n=n)
        changes = [command._replace(title=title) for command in found if command.action == "change"]
        return (*changes, *(command for command in found if command.action != "change"))

    async def speak_again(self) -> None:
        """Compose everything anew, in the language now in use, and go on finding what was typed."""
        text, is_detail = self.query_one(FindBar).text, self.has_class("-detail")
        await super().speak_again()
        if text:
            self.query_one(FindBar).open(text)
            self.narrow(text)
            self.show_summary()
        self.set_focus(self.query_one(DetailPane if is_detail else VirtualList))

    def reload(self) -> None:
        """Read list and detail again."""
        self.list.reload()
        self.show_detail()
        self.show_summary()

    def show_summary(self) -> None:
        """Say in the status line what the list holds."""
        self.query_one(StatusLine).show(self.summary())

    def show_detail(self) -> None:
        """Show the record under the cursor, where there is room for it."""
        if not self.query(VirtualList):  # composed anew just now, in another language: it is filled afterwards
            return
        if self.size.width >= WIDE or self.has_class("-detail"):
            with self.attempt():
                self.query_one(DetailPane).show(self.detail(self.key))

    @on(VirtualList.Highlighted)
    def _follow_cursor(self) -> None:
        """The details follow once the cursor rests: on its way they would be read by nobody, and cost kilobytes a second."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST, self.show_detail)

    @on(VirtualList.Activated)
    def _open_activated(self) -> None:
        self.action_open()

    @on(VirtualList.Marked)
    def _count_marks(self) -> None:
        self.show_summary()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """The detail pane may have appeared."""
        self.show_detail()

    def action_open(self) -> None:
        """Go to the details of the record."""
        if self.key:
            self.add_class("-detail")
            self.show_detail()
            self.query_one(DetailPane).focus()

    def action_show_evidence(self) -> None:
        """Open the evidence of the record under the cursor."""
        if key := self.evidence_key():
            self.host.go_to(Place("evidences", key))

    def evidence_key(self) -> str:
        """The id of the record whose evidence is meant."""
        return self.key

    def action_back(self) -> None:
        """From the details to the list; in the list, drop the marks, then the search."""
        if self.has_class("-detail"):
            self.remove_class("-detail")
            self.list.focus()
        elif self.list.marks:
            self.list.marks = frozenset()
        elif self.query_one(FindBar).text:
            self.query_one(FindBar).action_close()
        else:
            super().action_back()

    # finding

    def action_find(self) -> None:
        """Narrow the list while typing."""
        self.remove_class("-detail")
        find = self.query_one(FindBar)
        find.open(find.text)

    @on(FindBar.Narrowed)
    def _narrow(self, event: FindBar.Narrowed) -> None:
        self.narrow(event.text)
        self.show_summary()

    @on(FindBar.Left)
    def _to_list(self) -> None:
        self.list.focus()
