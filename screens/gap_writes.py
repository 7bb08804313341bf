"""What is written in the gap table: a gap in one line, cells at typing speed, causes and measures below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from perftui.domain.texts import fold
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import gap_cells, gap_subjects, quick_gaps, search
from perftui.services.cause_categories import categories, category_name
from screens import line_drafts
from screens.gap_orders import GapOrders
from screens.gap_tables import GapTable
from screens.shown_parts import shown_part
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice
from widgets.quick_adds import QuickAdd

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from perftui.services.gap_listings import PairLine
    from perftui.services.quick_gaps import Subject
    from screens.shown_parts import ShownPart

PEOPLE_SHOWN = 30


class GapWrites(GapOrders):
    """Writes in the table."""

    DEFAULT_CSS = "GapWrites QuickAdd { dock: none; }"

    def body(self) -> ComposeResult:
        """The table, and the line that adds gaps."""
        yield from super().body()
        yield QuickAdd(self._preview, placeholder=_("dimension; target; actual – Complaint handling rate; ≥95%; 88% · then the causes"))

    # a gap in one line

    def subject(self) -> Subject:
        """Whose gap is added where the line says nothing else: of whom or what the table shows, else of the row under the cursor."""
        shown = gap_subjects.subject_of(self.store, self.filter)
        found = None if shown.owner else self.gap
        return shown._replace(person=found.person_id, unit=found.unit_id) if found else shown

    def _preview(self, text: str) -> Sequence[ShownPart]:
        return [shown_part(part) for part in quick_gaps.parse_quick_gap(self.store, text, self.host.today(), self.subject()).parts]

    def action_add(self) -> None:
        """Open the line that adds gaps."""
        self.remove_class("-detail")
        self.open_line("", "")

    @on(QuickAdd.Submitted)
    def _add(self, event: QuickAdd.Submitted) -> None:
        event.stop()
        try:
            gap_id = quick_gaps.quick_gap(self.store, event.text, self.host.today(), self.subject())
        except PerftuiError as error:
            event.bar.refuse(say(error.message))
            return
        line_drafts.added(self, event.bar)
        event.bar.action_close()
        self.renew(gap_id)
        self.done()
        if not self.go_to_gap(gap_id):
            self.reveal(gap_id)
        self.table.choose_column("cause")
        self.table.focus()

    # cells

    def action_edit(self) -> None:
        """Write in the cell; where it cannot be written in, in the cause."""
        self.table.focus()
        if self.table.column in {"gap", "severity", "whose"}:
            self.table.choose_column("cause")
        self.table.action_edit()

    def action_add_below(self) -> None:
        """Go where another cause of this gap, or another measure against this cause, is typed."""
        self.table.focus()
        self.table.go_below(self.table.column)

    @on(GapTable.CellEdited)
    def _take(self, event: GapTable.CellEdited) -> None:
        row = self.row
        if row is None or row.line is None or row.key != event.key:
            self.table.cancel_edit()
            return
        line = row.line
        if row.is_waiting and event.column == "cause":
            line = line._replace(cause_id="", cause_version=0)
        try:
            written = gap_cells.write_cell(self.store, line, event.column, event.text, self.host.today())
        except PerftuiError as error:
            self.table.reject_edit(say(error.message))
            return
        edit = self.table.open_edit
        if edit is not None and edit.goal is not None and edit.goal[0] == event.key:
            edit.goal = written.key, edit.goal[1]
        self._show_written(line.gap_id, written.key)

    def _show_written(self, gap_id: str, key: str) -> None:
        """Show what was written, without the empty line in which it was typed; the cursor goes on from it."""
        self.table.gaps.stop_waiting()
        self.table.cursor_key = key
        self.renew(gap_id)
        self.done()

    # picking

    def action_pick(self) -> None:
        """What fits the cell: the category of a cause, the owner or the date of a measure."""
        line, column = self.line, self.table.column
        if line is None:
            return
        if column == "owner" and line.action_id:
            self._pick_owner(line)
        elif column == "due" and line.action_id:
            from widgets.dialogs.calendars import Calendar  # seldom

            self.app.push_screen(Calendar(line.due, self.host.today()), lambda day: self._take_day(line, day))
        else:
            choices = [Choice(each.code, each.name) for each in categories()]
            picker = Picker(_("Category of the cause"), lambda text: narrowed(choices, text, fold), current=line.category)
            self.app.push_screen(picker, lambda code: self._take_category(line, code) if code else None)

    def _pick_owner(self, line: PairLine) -> None:
        def choices(text: str) -> list[Choice]:
            return [Choice(hit.id, hit.title, hit.subtitle) for hit in search.people_choices(self.store, text, today, PEOPLE_SHOWN)]

        today = self.host.today()
        picker = Picker(_("Owner"), choices, placeholder=_("a name, pinyin, initials or staff number"), current=line.owner_id)
        self.app.push_screen(picker, lambda person: self._change(line, owner=person) if person else None)

    def _take_day(self, line: PairLine, day: date | None) -> None:
        if day is not None:
            self._change(line, due=day)

    def _change(self, line: PairLine, **values: object) -> None:
        from perftui.services import actions

        with self.attempt():
            actions.edit_action(self.store, line.action_id, line.action_version, **values)
            self._show_written(line.gap_id, line.key)

    def _take_category(self, line: PairLine, code: str) -> None:
        """Into the text that is being typed, else into the cause of the row."""
        edit = self.table.open_edit
        if edit is not None and edit.column == "cause":
            edit.is_selected = False
            edit.line.end()
            edit.line.insert(f" #{category_name(code)}")
            self.table.refresh()
        elif line.cause_id:
            from perftui.services import causes

            with self.attempt():
                causes.edit_cause(self.store, line.cause_id, line.cause_version, category=code)
                self._show_written(line.gap_id, line.key)
        else:
            self.warn(_("Write the cause first: #{name} behind it gives the category.").format(name=category_name(code)))
