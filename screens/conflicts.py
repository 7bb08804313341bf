"""Conflicts: goals that stand in each other's way, found by rules and recorded by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.conflicts import ConflictReason, ConflictState
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext
from perftui.services import conflict_steps, conflicts
from perftui.services.conflicts import ConflictFilter
from screens.conflict_filters import filter_choices, filter_words, filtered
from screens.conflict_records import ConflictRecords
from screens.conflict_rows import ConflictSource, columns, conflict_detail
from screens.hosts import Place
from widgets.dialogs.pickers import Picker
from widgets.find_bars import FindBar
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from pathlib import Path

    from textual.content import Content

    from perftui.commands.models import Command
    from perftui.services.conflicts import ConflictLine
    from perftui.storage.stores import Store

ENDED = (ConflictState.SETTLED, ConflictState.DISMISSED)


class ConflictsScreen(ConflictRecords):
    """What is found and recorded, those first that need somebody."""

    SECTION = "goals"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.CONFLICTS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.CONFLICTS, Scope.APP)
    HELP_TEXT = mark(
        "Goals that stand in each other's way. Found: two units claim more of a resource than there is, key results pull the same "
        "measure two ways, or a goal waits for another that comes too late. A meeting settles them; what is dismissed with a reason "
        "is not found again."
    )

    def __init__(self) -> None:
        super().__init__()
        self._shown = ConflictFilter()
        self._lines: list[ConflictLine] = []

    def make_list(self) -> RowTable:
        """The table, read now."""
        return RowTable(columns(), self._source(), empty=self._empty(), glyphs=self.host.glyphs)

    def _empty(self) -> str:
        if self._shown != ConflictFilter():
            return _("No conflict is like that. Esc ends the search, Ctrl+L changes the filter.")
        return _("No conflicts. Ctrl+N records one; needs of resources are said on a goal: 3, F8, “Needs a resource…”.")

    def _source(self) -> ConflictSource:
        self._lines = conflicts.listing(self.store, self._shown)
        return ConflictSource(self._lines)

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def line(self) -> ConflictLine | None:
        """The conflict under the cursor."""
        return next((line for line in self._lines if line.key == self.key), None)

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the state of the conflict under the cursor."""
        line = self.line
        if line is None:
            return super().is_enabled(command)
        fits = {
            "conflicts.record": line.state is ConflictState.FOUND,
            "conflicts.edit": line.is_recorded,
            "conflicts.meet": line.state not in ENDED,
            "conflicts.settle": line.state is not ConflictState.DISMISSED,
            "conflicts.wave_off": line.state not in ENDED,
            "conflicts.reopen": line.state in ENDED,
            "conflicts.show_meeting": bool(line.meeting_id),
        }
        return fits.get(command.id, True) and super().is_enabled(command)

    # what is shown

    def reload(self) -> None:
        """Look for conflicts again."""
        self.table.empty = self._empty()
        self.table.source = self._source()
        super().reload()

    def narrow(self, text: str) -> None:
        """Show only those whose goals, units or notes hold a text."""
        self._shown = replace(self._shown, text=text)
        self.table.empty = self._empty()
        self.table.source = self._source()

    def summary(self) -> str:
        """How many there are, and what the list is narrowed to."""
        count = self.table.row_count
        return " · ".join(
            (ngettext("{n} conflict", "{n} conflicts", count).format(n=count), *filter(None, filter_words(self.store, self._shown)))
        )

    def show(self, place: Place) -> None:
        """Go to a conflict; a filter that hides it is taken away."""
        if place.key and self.table.index_of(place.key) is None:
            find = self.query_one(FindBar)
            if find.text:
                find.action_close()
            self._shown = ConflictFilter(states=tuple(ConflictState))
            self.reload()
        self.table.move_to_key(place.key)
        self.table.focus()
        self.show_detail()

    def detail(self, key: str) -> Content:
        """Everything about a conflict."""
        return conflict_detail(self.line, self.host.today())

    def action_filter(self) -> None:
        """Narrow the list by one criterion more, or one less."""
        picker = Picker(_("Filter"), filter_choices(self.store, self._shown), placeholder=_("a state, kind or unit"))
        self.app.push_screen(picker, self._filter)

    def _filter(self, picked: str | None) -> None:
        if picked:
            self._shown = filtered(self._shown, picked)
            self.reload()

    # going on from here

    def action_show_first(self) -> None:
        """Open the first goal in the tree."""
        if self.line:
            self.host.go_to(Place("goals", self.line.first.id))

    def action_show_second(self) -> None:
        """Open the second goal in the tree."""
        if self.line:
            self.host.go_to(Place("goals", self.line.second.id))

    def action_show_meeting(self) -> None:
        """Open the meeting where it is a topic."""
        if self.line and self.line.meeting_id:
            self.host.go_to(Place("meetings", self.line.meeting_id))

    def action_send_out(self) -> None:
        """Export the conflicts that are shown."""
        self.run_worker(self._send_out())

    async def _send_out(self) -> None:
        from perftui.services.record_sheets import conflicts_sheet
        from perftui.services.report_exports import ENDINGS, export
        from screens.exports import export_rows

        sheet = conflicts_sheet(self._lines)

        def write(_store: Store, path: Path, is_there: bool) -> int:
            return export(sheet, path, is_there)

        await export_rows(self, _("Export the conflicts in the list"), "conflicts.md", ENDINGS, write)

    def action_meet(self) -> None:
        """Plan a meeting about it in a form that is filled in, and go there."""
        from screens.meeting_forms import ConflictMeetingForm  # not everybody meets

        if self.key:
            self.app.push_screen(ConflictMeetingForm(above=self.key), self._met)

    def _met(self, meeting_id: str | None) -> None:
        if meeting_id:
            self.done()
            self.host.go_to(Place("meetings", meeting_id))

    def record_by_hand(self, first: str, second: str, reason: ConflictReason, note: str) -> None:
        """Record a conflict of two goals, and go to it."""
        with self.attempt():
            self.did(conflict_steps.record(self.store, first, second, reason, note))
