"""What is written in the sheet of a plan: cells, rows added by a line, and what a row opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from perftui.domain.plan_lacks import Part
from perftui.domain.plans import EDITABLE
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import plan_cells, plan_locks, plan_step_edits
from screens import line_drafts
from screens.plan_sheet_moves import PlanSheetMoves
from screens.plan_sheet_parts import MILESTONES
from screens.plan_sheet_rows import TEXT, WHO, PlanTable
from screens.plan_text_parts import PLAN
from screens.shown_parts import shown_part
from widgets.dialogs.pickers import Picker
from widgets.quick_adds import QuickAdd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.plan_sheet_rows import SheetRow
    from screens.shown_parts import ShownPart

LINES = {Part.GOALS.value: "plan_goal", Part.STEPS.value: "plan_step", MILESTONES: "plan_milestone"}
"""Part to the table of its records, which a line adds."""


def line_id(table: str) -> str:
    """The id of the quick line that adds to a table."""
    return f"quick-{table.replace('_', '-')}"


class PlanSheetWrites(PlanSheetMoves):
    """Writes in the plan that is shown."""

    # cells

    def action_edit(self) -> None:
        """Write in the cell, or open what is no cell."""
        self.table.action_edit()

    @on(PlanTable.CellEdited)
    def _take(self, event: PlanTable.CellEdited) -> None:
        row = next((line for line in self.lines if line.key == event.key), None)
        if row is None:
            self.table.cancel_edit()
            return
        try:
            plan_cells.write_cell(self.store, row.table, (row.record, row.version), (event.column, event.text), self.host.today())
        except PerftuiError as error:
            self.table.reject_edit(say(error.message))
        else:
            self.done()

    @property
    def lines(self) -> Sequence[SheetRow]:
        """All lines of the sheet."""
        from screens.plan_sheet_rows import SheetSource

        source = self.table.source
        return source.lines if isinstance(source, SheetSource) else ()

    def action_pick(self) -> None:
        """Pick an owner, or a date."""
        row, column = self.row, self.table.column
        if row is None or column not in row.written:
            self.open_row()
        elif row.table == "plan_step" and column == WHO:
            from screens.goal_filters import owner_choices  # one key alone needs it

            def found(text: str) -> Sequence:  # type: ignore[type-arg]  # of choices
                return [each for each in owner_choices(self.store, text, self.host.today()) if each.key.startswith("person:")]

            picker = Picker(_("Owner"), found, placeholder=_("a name, initials such as zw, or a staff number"))
            self.app.push_screen(picker, lambda who: self._own(row, who.partition(":")[2]) if who else None)
        else:
            self.table.action_edit()

    def _own(self, row: SheetRow, person_id: str) -> None:
        with self.attempt():
            plan_step_edits.edit_step(self.store, row.record, row.version, owner=person_id)
            self.done()

    # rows

    def parts_of(self, table: str, text: str) -> Sequence[ShownPart]:
        """What a line would add."""
        from perftui.services.quick_plan_parts import parse_part

        plan_id = self.found.line.id if self.found else ""
        return [shown_part(part) for part in parse_part(self.store, table, plan_id, text, self.host.today()).parts]

    def action_add(self) -> None:
        """Open the line that adds to the part under the cursor; elsewhere do what belongs there."""
        line, part = self.line, self.row.part if self.row else Part.GOALS.value
        if line is None:
            return
        if part in LINES:
            with self.attempt():
                plan_locks.require_editable(self.store, line.id)
                self.open_line(line_id(LINES[part]), line.id)
        elif part == Part.GAPS:
            self.action_answer_gap()
        elif part == Part.HEAD:
            self.open_plan_form(self.row.record if self.row else "")
        elif not self.action_add_human(part):
            self.tell(_("Rows are added to goals, steps, milestones and gaps; what is here comes with the steps of the plan."))

    def action_add_human(self, part: str) -> bool:
        """Add to a part about the human side; whether it is one."""
        from screens.plan_human_works import add_to  # loads what only forms need

        return self.line is not None and add_to(self, part, self.line.id)

    @on(QuickAdd.Submitted)
    def _add(self, event: QuickAdd.Submitted) -> None:
        from perftui.services.quick_plan_parts import add_part

        event.stop()
        bar, line = event.bar, self.line
        table = next(table for table in LINES.values() if line_id(table) == bar.id)
        if line is None:
            return
        try:
            added = add_part(self.store, table, line.id, event.text, self.host.today())
        except PerftuiError as error:
            bar.refuse(say(error.message))
            return
        line_drafts.added(self, bar)
        self.done()
        self.table.move_to_key(f"{table}:{added}")
        self.table.choose_column(TEXT)
        bar.accept()

    def open_row(self) -> None:
        """Open what the row stands for."""
        from screens.plan_human_works import open_record as open_human  # load what only forms need
        from screens.plan_row_places import open_record

        row = self.row
        if row is None:
            return
        if row.table == PLAN:
            self.open_plan_form(row.record)
        elif row.table == "plan_milestone" and self.line is not None and self.line.state not in EDITABLE:
            self.action_reach()
        elif row.table in plan_cells.WRITTEN:
            self.action_edit_all()
        elif not row.record:
            self.action_add()
        elif self.line is None or not open_human(self, row, self.line.id):
            open_record(self, row)
