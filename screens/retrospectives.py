"""The board of a retrospective: the timed agenda on top, the notes below, from silent writing to actions (R48 to R50)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.meetings import MeetingState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services.retro_boards import retro_board
from perftui.services.retrospectives import meeting_of
from perftui.storage.stores import Gone
from screens.hosts import Place
from screens.retro_lines import RetroLines
from screens.retro_rows import NoteSource, agenda, columns, heading, note_detail
from widgets.cells import safe
from widgets.find_bars import FindBar
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from perftui.commands.models import Command
    from perftui.services.meeting_views import MeetingView
    from perftui.services.retro_boards import NoteLine, RetroBoard

_WHILE_IT_LASTS = frozenset(f"retrospectives.{action}" for action in ("hold", "next_step", "skip_step", "step_back"))
"""Commands that make no sense once it was held or cancelled."""
TALL = 34
"""From so many lines the whole agenda is shown."""


class RetrospectivesScreen(RetroLines):
    """One retrospective: its agenda, its notes, and what comes of them."""

    SECTION = "retrospectives"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.RETROSPECTIVES, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.RETROSPECTIVES, Scope.APP)
    HELP_TEXT = mark(
        "A retrospective goes from blame to problem to action. On top stands the agenda with its times; F7 goes to the next step. Ctrl+N "
        "takes notes, one after another, in silence and without names. + votes, F4 says where a problem lies, F8 groups what says the "
        "same. F2 writes a complaint as a problem; Ins makes an action out of it, with an owner, a date, and the units that answer for it "
        "too."
    )
    DEFAULT_CSS = """
    RetrospectivesScreen #title { height: 1; padding: 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    RetrospectivesScreen #agenda { height: auto; padding: 0 1; margin-bottom: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._meeting = ""
        self._board: RetroBoard | None = None

    def body(self) -> ComposeResult:
        """Title and agenda, then notes, details and lines."""
        yield Static(id="title", markup=False)
        yield Static(id="agenda", markup=False)
        yield from super().body()

    def make_list(self) -> RowTable:
        """The table, empty; `reload` fills it."""
        return RowTable(columns(), NoteSource(()), empty="", glyphs=self.host.glyphs)

    @property
    def meeting_id(self) -> str:
        """The retrospective that is shown; empty when there is none."""
        return self._meeting

    @property
    def board(self) -> RetroBoard | None:
        """The retrospective that is shown, as it was read last."""
        return self._board

    @property
    def view(self) -> MeetingView | None:
        """The meeting behind it."""
        return self._board.meeting if self._board else None

    @property
    def table(self) -> RowTable:
        """The notes."""
        return self.query_one(RowTable)

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense just now."""
        if command.scope is Scope.RETROSPECTIVES:
            if self._board is None:
                return False
            is_planned = self._board.meeting.state is MeetingState.PLANNED
            if command.id == "retrospectives.plan_again":
                return not is_planned
            if command.id in _WHILE_IT_LASTS:
                return is_planned
            if command.id == "retrospectives.take_agenda":
                return not self._board.steps
        return super().is_enabled(command)

    # what is shown

    def reload(self) -> None:
        """Read it all again."""
        try:
            self._board = retro_board(self.store, self._meeting) if self._meeting else None
        except Gone:
            self._board = None
        board = self._board
        self.query_one("#title", Static).update(safe(heading(board)) if board else "")
        self._show_agenda()
        self.table.empty = self._empty()
        self.table.source = NoteSource(self._shown())
        super().reload()

    def _show_agenda(self) -> None:
        board, is_whole = self._board, self.size.height >= TALL
        self.query_one("#agenda", Static).update(agenda(board, self.host.glyphs, is_whole=is_whole) if board else "")

    def on_resize(self) -> None:
        """There may be more room for the agenda."""
        self._show_agenda()
        super().on_resize()

    def _shown(self) -> Sequence[NoteLine]:
        text = fold(self.query_one(FindBar).text)
        return [note for note in self._board.notes if text in fold(f"{note.text} {note.problem}")] if self._board else ()

    def _empty(self) -> str:
        if self._board is None:
            return _("No retrospective is open: Ctrl+G E lists the meetings, Enter on one opens it.")
        if self.query_one(FindBar).text:
            return _("No note is like that. Esc ends the search.")
        return _("No notes yet. Ctrl+N takes them down one after another, without names.")

    def narrow(self, text: str) -> None:
        """Show only notes that hold a text."""
        self.table.empty = self._empty()
        self.table.source = NoteSource(self._shown())

    def summary(self) -> str:
        """How many notes and actions there are, and how many problems lie with the system."""
        return " · ".join(self._counts()) if self._board else ""

    def _counts(self) -> Iterator[str]:
        board = self._board
        if board is None:
            return
        n, actions = len(board.notes), len(board.meeting.actions)
        yield ngettext("{n} note", "{n} notes", n).format(n=n)
        yield ngettext("{n} action", "{n} actions", actions).format(n=actions)
        if self.table.marks:
            yield _("{n} marked").format(n=len(self.table.marks))
        found = board.shares
        if found.tagged:
            yield _("system {system}, skills {person}").format(system=found.system, person=found.person)

    def show(self, place: Place) -> None:
        """Show a retrospective, or the note of one."""
        meeting = meeting_of(self.store, place.key)
        if meeting != self._meeting:
            self.remove_class("-detail")
            self.table.marks = frozenset()
            self._meeting = meeting
        self.reload()
        self.table.move_to_key(place.key)
        self.table.focus()

    def detail(self, key: str) -> Content:
        """A note in full."""
        return note_detail(self._board, key, self.host.today())

    def action_back(self) -> None:
        """Close what is open; then back to where the retrospective was opened, or to the meetings."""
        is_plain = not (self.has_class("-detail") or self.table.marks or self.query_one(FindBar).text)
        super().action_back()
        if is_plain and self.app.screen is self:
            self.call_after_refresh(self._leave)

    def _leave(self) -> None:
        if self.app.screen is self:
            self.host.go_to(Place("meetings"))
