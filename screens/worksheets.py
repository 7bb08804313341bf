"""Worksheets for other departments: what they need, and what is asked of them (R26)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.formats import describe_date
from perftui.domain.talks import WorksheetState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import worksheets
from perftui.services.worksheets import TEXTS
from screens.details import Detail
from screens.hosts import Place
from screens.told_lists import ToldList
from screens.worksheet_rows import WorksheetSource, columns
from widgets.dialogs.pickers import Picker, narrowed
from widgets.find_bars import FindBar
from widgets.pick_lists import Choice
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from pathlib import Path

    from textual.content import Content

    from perftui.commands.models import Command
    from perftui.services.worksheets import WorksheetLine
    from perftui.storage.stores import Store

ON = "[x]"


class WorksheetsScreen(ToldList):
    """The worksheets, the latest first."""

    SECTION = "talks"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.WORKSHEETS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.WORKSHEETS, Scope.APP)
    HELP_TEXT = mark(
        "A sheet to fill in before one asks something of another department: what it is measured on, what it needs from us, what we ask, "
        "what we offer, and who decides where both do not agree. F7 says that both sides agreed."
    )
    state: WorksheetState | None = None

    def make_list(self) -> RowTable:
        """The table, read now."""
        return RowTable(columns(), self._source(), empty=self._empty(), glyphs=self.host.glyphs)

    def _source(self) -> WorksheetSource:
        text = fold(self.query_one(FindBar).text) if self.query(FindBar) else ""
        return WorksheetSource([line for line in worksheets.listing(self.store) if self._is_shown(line, text)])

    def _is_shown(self, line: WorksheetLine, text: str) -> bool:
        return self.state in (None, line.state) and text in fold(f"{line.title} {line.party} {line.person}")

    def _empty(self) -> str:
        if self.state or (self.query(FindBar) and self.query_one(FindBar).text):
            return _("No worksheet is like that. Esc ends the search, Ctrl+L changes the filter.")
        return _("No worksheets yet. Ctrl+N adds one before you ask something of another department.")

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def line(self) -> WorksheetLine | None:
        """The worksheet under the cursor."""
        source = self.table.source
        return next((line for line in source.lines if line.id == self.key), None) if isinstance(source, WorksheetSource) else None

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the worksheet under the cursor."""
        line = self.line
        if line is not None and command.id == "worksheets.show_talk":
            return bool(line.talk_id)
        return super().is_enabled(command)

    def reload(self) -> None:
        """Read the worksheets again."""
        self.table.empty = self._empty()
        self.table.source = self._source()
        super().reload()

    def narrow(self, text: str) -> None:
        """Show only worksheets that hold a text."""
        self.table.empty = self._empty()
        self.table.source = self._source()

    def summary(self) -> str:
        """How many there are."""
        n = self.table.row_count
        words = [ngettext("{n} worksheet", "{n} worksheets", n).format(n=n)]
        return " · ".join((*words, *([say(self.state)] if self.state else [])))

    def detail(self, key: str) -> Content:
        """Everything on a worksheet."""
        line = self.line
        if line is None:
            return Detail("").content()
        rows = (
            (_("Other party"), line.party),
            (_("State"), say(line.state)),
            (_("Date"), describe_date(line.on, self.host.today())),
            (_("For"), line.person),
            (_("Goal"), line.goal),
        )
        detail = Detail(line.title).lines(rows)
        for column, words in TEXTS.items():
            detail.group(say(words), line.texts[column].splitlines())
        return detail.text(_("F7 says that both sides agreed; F8 writes it to a file."), "dim").content()

    def place(self) -> Place:
        """The worksheet under the cursor."""
        return Place("worksheets", self.key)

    def show(self, place: Place) -> None:
        """Go to a worksheet; a filter that hides it is taken away."""
        if not self.table.move_to_key(place.key):
            self.state = None
            self.reload()
            self.table.move_to_key(place.key)
        self.table.focus()

    def action_filter(self) -> None:
        """Show one state, or all again."""
        choices = [Choice(state.value, say(state), ON if state is self.state else "", _("State")) for state in WorksheetState]
        self.app.push_screen(Picker(_("Filter"), lambda text: narrowed(choices, text, fold)), self._filter)

    def _filter(self, picked: str | None) -> None:
        if picked:
            self.state = None if picked == self.state else WorksheetState(picked)
            self.reload()

    # changing

    def action_add(self) -> None:
        """Add one in the form."""
        self._open_form("")

    def action_edit(self) -> None:
        """Change the one under the cursor."""
        if self.key:
            self._open_form(self.key)

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed for a new one."""
        from perftui.services.drafts import place_of
        from screens.worksheet_forms import WorksheetForm

        if form == WorksheetForm.FORM:
            self.app.push_screen(WorksheetForm(above=place_of(subject), draft=subject), self._edited)
        else:
            super().action_take_up(form, subject)

    def _open_form(self, worksheet_id: str) -> None:
        from screens.worksheet_forms import WorksheetForm  # loads what only forms need

        self.app.push_screen(WorksheetForm(worksheet_id), self._edited)

    def _edited(self, worksheet_id: str | None) -> None:
        if worksheet_id:
            self.done()
            self.table.move_to_key(worksheet_id)

    def action_agree(self) -> None:
        """Both sides agreed, or not after all."""
        self._set(WorksheetState.AGREED)

    def action_drop(self) -> None:
        """It is not needed, or it is after all."""
        self._set(WorksheetState.DROPPED)

    def _set(self, state: WorksheetState) -> None:
        line = self.line
        if line is not None:
            with self.attempt():
                worksheets.set_state(self.store, line.id, WorksheetState.OPEN if line.state is state else state)
                self.done()

    def action_show_talk(self) -> None:
        """Go to the talk for which it was made."""
        line = self.line
        if line is not None and line.talk_id:
            self.host.go_to(Place("talks", line.talk_id))

    def action_send_out(self) -> None:
        """Write it to a file."""
        from perftui.services.talk_scripts import ENDINGS, write_document
        from screens.exports import export_rows

        worksheet_id = self.key

        def write(store: Store, path: Path, is_there: bool) -> int:
            return write_document(worksheets.document(store, worksheet_id), path, is_there)

        self.run_worker(export_rows(self, _("Export the worksheet"), "worksheet.md", ENDINGS, write))
