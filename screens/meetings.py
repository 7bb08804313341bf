"""Meetings: alignment, resources, calibration, review and retrospectives, with what was decided and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.meetings import MeetingKind, MeetingState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import meetings
from perftui.services.meeting_minutes import of_its_kind
from perftui.services.meeting_views import meeting_view
from perftui.storage.stores import Gone
from screens.hosts import Place
from screens.meeting_rows import MeetingSource, columns, meeting_detail
from screens.meeting_works import MeetingWorks
from widgets.dialogs.pickers import Picker, narrowed
from widgets.find_bars import FindBar
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from textual.content import Content

    from perftui.commands.models import Command
    from perftui.services.meeting_views import MeetingView
    from perftui.services.meetings import MeetingLine

ON = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""


class MeetingsScreen(MeetingWorks):
    """The meetings, the latest first."""

    SECTION = "goals"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.MEETINGS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.MEETINGS, Scope.APP)
    HELP_TEXT = mark(
        "Meetings about goals. One that is opened from a conflict has both goals as topics, and their units as participants. What it "
        "decides is kept as the reason of each weight and share that it changes; marked as held, it can settle its conflicts."
    )

    def __init__(self) -> None:
        super().__init__()
        self._kind: MeetingKind | None = None
        self._state: MeetingState | None = None

    def make_list(self) -> RowTable:
        """The table, read now."""
        return RowTable(columns(), self._source(), empty=self._empty(), glyphs=self.host.glyphs)

    def _empty(self) -> str:
        if self._kind or self._state or (self.query(FindBar) and self.query_one(FindBar).text):
            return _("No meeting is like that. Esc ends the search, Ctrl+L changes the filter.")
        return _("No meetings yet. Ctrl+N plans one; on a conflict (Ctrl+G X), F7 opens one about it.")

    def _source(self) -> MeetingSource:
        text = fold(self.query_one(FindBar).text) if self.query(FindBar) else ""
        return MeetingSource([line for line in meetings.listing(self.store) if self._is_shown(line, text)])

    def _is_shown(self, line: MeetingLine, text: str) -> bool:
        return self._kind in (None, line.kind) and self._state in (None, line.state) and text in fold(f"{line.title} {line.place}")

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def view(self) -> MeetingView | None:
        """The meeting under the cursor."""
        try:
            return meeting_view(self.store, self.key) if self.key else None
        except Gone:
            return None

    @property
    def line(self) -> MeetingLine | None:
        """The meeting under the cursor as it is listed."""
        source = self.table.source
        return next((line for line in source.lines if line.id == self.key), None) if isinstance(source, MeetingSource) else None

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the state of the meeting under the cursor."""
        line = self.line
        if line is not None and command.id in ("meetings.hold", "meetings.cancel", "meetings.plan_again"):
            return (line.state is MeetingState.PLANNED) is (command.id != "meetings.plan_again")
        return super().is_enabled(command)

    # what is shown

    def reload(self) -> None:
        """Read the meetings again."""
        self.table.empty = self._empty()
        self.table.source = self._source()
        super().reload()

    def narrow(self, text: str) -> None:
        """Show only meetings whose title or place holds a text."""
        self.table.empty = self._empty()
        self.table.source = self._source()

    def summary(self) -> str:
        """How many there are, and what the list is narrowed to."""
        count = self.table.row_count
        codes = [say(code) for code in (self._kind, self._state) if code]
        return " · ".join((ngettext("{n} meeting", "{n} meetings", count).format(n=count), *codes))

    def show(self, place: Place) -> None:
        """Go to a meeting and open it; a filter that hides it is taken away."""
        if place.key and self.table.index_of(place.key) is None:
            find = self.query_one(FindBar)
            if find.text:
                find.action_close()
            self._kind = self._state = None
            self.reload()
        self.table.move_to_key(place.key)
        self.table.focus()
        self.action_open()

    def detail(self, key: str) -> Content:
        """Everything about a meeting."""
        view = self.view
        return meeting_detail(view, self.host.today(), of_its_kind(self.store, view) if view else ())

    def action_filter(self) -> None:
        """Show one kind or one state, or all again."""
        choices = [
            *(Choice(kind.value, say(kind), ON if kind is self._kind else "", _("Kind")) for kind in MeetingKind),
            *(Choice(state.value, say(state), ON if state is self._state else "", _("State")) for state in MeetingState),
        ]
        self.app.push_screen(Picker(_("Filter"), lambda text: narrowed(choices, text, fold)), self._filter)

    def _filter(self, picked: str | None) -> None:
        if not picked:
            return
        if picked in set(MeetingKind):
            self._kind = None if picked == self._kind else MeetingKind(picked)
        else:
            self._state = None if picked == self._state else MeetingState(picked)
        self.reload()

    def action_open(self) -> None:
        """Go to the details of a meeting, or to the board of a retrospective."""
        line = self.line
        if line is not None and line.kind is MeetingKind.RETROSPECTIVE:
            self.host.go_to(Place("retrospectives", line.id))
        else:
            super().action_open()

    def action_hold(self) -> None:
        """Mark it as held; a retrospective first says on its board what is lacking."""
        line = self.line
        if line is not None and line.kind is MeetingKind.RETROSPECTIVE:
            self.host.go_to(Place("retrospectives", line.id, command="hold"))
        else:
            super().action_hold()

    # planning

    def action_add(self) -> None:
        """Plan a meeting in a form."""
        self._open_form("")

    def action_edit(self) -> None:
        """Change the meeting under the cursor in a form."""
        if self.key:
            self._open_form(self.key)

    def _open_form(self, meeting_id: str) -> None:
        from screens.meeting_forms import MeetingForm  # loads what only forms need

        self.app.push_screen(MeetingForm(meeting_id), self._edited)

    def _edited(self, meeting_id: str | None) -> None:
        if meeting_id:
            self.done()
            self.table.move_to_key(meeting_id)
