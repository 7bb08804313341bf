"""What is done with the row under the cursor of a plan's sheet: changed in a form, moved, switched, removed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.services import plan_cells, plan_locks, plan_milestones, plan_parts, plan_step_edits
from screens.plan_sheet_rows import PlanTable
from screens.plan_works import PlanWorks

if TYPE_CHECKING:
    from perftui.commands.models import Command
    from perftui.services.plan_lines import PlanView
    from screens.plan_sheet_rows import SheetRow

LONGEST_HEADING = 60
"""Characters of a milestone that stand above the question."""
_OF_PART = {
    **dict.fromkeys(("edit_all", "remove"), frozenset(plan_cells.WRITTEN)),
    **dict.fromkeys(("move_up", "move_down"), frozenset(("plan_goal", "plan_step"))),
    "switch_support": frozenset(("plan_step",)),
    "switch_must": frozenset(("plan_goal",)),
    "reach": frozenset(("plan_milestone",)),
}
"""Action to the tables of the rows on which it makes sense."""


class PlanSheetMoves(PlanWorks):
    """Does it."""

    found: PlanView | None = None
    """None until one is shown, or once it is gone."""

    @property
    def table(self) -> PlanTable:
        """The table."""
        return self.query_one(PlanTable)

    @property
    def row(self) -> SheetRow | None:
        """The line under the cursor."""
        return self.table.row

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the row under the cursor."""
        if self.is_mounted and command.id.startswith("plan_sheets."):
            if self.found is None:
                return False
            if command.action == "remove" and self.row is not None and self.row.table == "gap":
                return True
            if command.action in _OF_PART:
                return self.row is not None and self.row.table in _OF_PART[command.action]
        return super().is_enabled(command)

    def action_edit_all(self) -> None:
        """The row in a form."""
        from screens.plan_part_forms import FORMS

        row, line = self.row, self.line
        if row is not None and line is not None and row.table in FORMS:
            with self.attempt():
                plan_locks.require_editable(self.store, line.id)
                self.app.push_screen(FORMS[row.table](row.record), lambda saved: self.done() if saved else None)

    def action_remove(self) -> None:
        """Take the row away."""
        from perftui.services import plan_edits

        row, line = self.row, self.line
        if row is None or line is None:
            return
        with self.attempt():
            if row.table == "gap":
                plan_edits.drop_gap(self.store, line.id, row.record)
            else:
                plan_parts.remove_part(self.store, row.table, row.record)
            self.done()

    def action_move_up(self) -> None:
        """Before the row above."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Behind the row below."""
        self._move(1)

    def _move(self, places: int) -> None:
        row = self.row
        if row is not None:
            with self.attempt():
                plan_parts.move_part(self.store, row.table, row.record, places)
                self.done()

    def action_switch_support(self) -> None:
        """Say that the employer promises the step, or does not."""
        row, view = self.row, self.found
        step = next((each for each in view.steps if row and each.id == row.record), None) if view else None
        if step is not None:
            with self.attempt():
                plan_step_edits.edit_step(self.store, step.id, step.version, is_support=not step.is_support)
                self.done()

    def action_switch_must(self) -> None:
        """Say that the plan passes only with this goal, or without it."""
        row, view = self.row, self.found
        goal = next((each for each in view.goals if row and each.id == row.record), None) if view else None
        if goal is not None:
            with self.attempt():
                plan_parts.edit_goal(self.store, goal.id, goal.version, must_meet=not goal.must_meet)
                self.done()

    def action_reach(self) -> None:
        """Ask on which day the milestone was reached, and write it down; an emptied field says that it was not."""
        from screens.form_sources import sources  # one key alone needs them
        from widgets.dialogs.values import ValuePrompt
        from widgets.fields import Field, FieldKind

        row, view, today = self.row, self.found, self.host.today()
        found = next((each for each in view.milestones if row and each.id == row.record), None) if view else None
        if found is None:
            return
        explained = _("Empty: it is not reached. Enter takes · Esc leaves")
        field = Field("reached_on", _("Reached on"), FieldKind.DATE, (found.reached_on or today).isoformat(), explained)

        def take(text: str | None) -> None:
            if text is not None:
                with self.attempt():
                    plan_milestones.reach(self.store, found.id, found.version, date.fromisoformat(text) if text else None, today)
                    self.done()

        self.app.push_screen(ValuePrompt(shorten(found.title, LONGEST_HEADING), field, sources(self.store, today)), take)

    def action_remove_plan(self) -> None:
        """Take the whole draft away."""
        from perftui.services import plan_edits
        from screens.hosts import Place

        if self.line is not None:
            with self.attempt():
                plan_edits.remove_plan(self.store, self.line.id)
                self.host.say_saved()
                self.host.go_to(Place("plans"))
