"""What is counted day by day in a plan: typed at once, one day below the other, against its target (R55)."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Needs, Scope
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import habits
from perftui.services.plan_places import plan_of
from perftui.services.plan_views import plan_view
from perftui.storage.stores import Gone
from screens.details import Detail
from screens.hosts import Place
from screens.plan_habit_rows import NOTE, OF_DAY, VALUE, HabitSource, columns, day_key
from screens.plan_heads import whose_text
from screens.plan_sheet_rows import HEADING, PlanTable, SheetRow
from screens.told_lists import ToldList
from widgets.cells import safe
from widgets.find_bars import FindBar
from widgets.virtual_lists import VirtualList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from perftui.commands.models import Command
    from perftui.services.habits import HabitView
    from perftui.services.plan_lines import PlanLine


class PlanHabitsScreen(ToldList):
    """The days of the steps of one plan that repeat."""

    SECTION = "plans"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.PLAN_HABITS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.PLAN_HABITS, Scope.APP)
    HELP_TEXT = mark(
        "The steps of a plan that repeat, each with its days so far. Type what was counted, or ok or x; Enter goes down to the next day. "
        "Compliance is the share of the days due so far that reach the target; today counts once it is entered. What is entered after its "
        "day stays late, and what was missed stays missed."
    )
    DEFAULT_CSS = """
    PlanHabitsScreen #above, PlanHabitsScreen #whole { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    PlanHabitsScreen VirtualList { height: 1fr; width: 100%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._plan = ""
        self.line: PlanLine | None = None
        self.habits: Sequence[HabitView] = ()

    def body(self) -> ComposeResult:
        """Whose plan it is, the days, the step under the cursor in words, and the find line."""
        yield Static(id="above", markup=False)
        yield self.make_list()
        yield Static(id="whole", markup=False)
        yield FindBar()

    def make_list(self) -> PlanTable:
        """The table, empty; `reload` fills it."""
        glyphs, visible = self.host.glyphs, self.host.is_accessible
        source = HabitSource((), self.host.today(), glyphs)
        return PlanTable(columns(), source, edit_on_enter=True, cell_cursor=True, glyphs=glyphs, visible_cursor=visible)

    @property
    def table(self) -> PlanTable:
        """The table."""
        return self.query_one(PlanTable)

    @property
    def row(self) -> SheetRow | None:
        """The line under the cursor."""
        return self.table.row

    def has(self, needs: Needs) -> bool:
        """Whether there is what a command needs."""
        return needs is Needs.NOTHING or (needs is Needs.ROW and self.row is not None)

    def is_enabled(self, command: Command) -> bool:
        """Only days can be entered."""
        if command.scope is Scope.PLAN_HABITS and command.action in {"tick", "miss", "edit"}:
            return self.is_mounted and self.row is not None and self.row.table == OF_DAY
        return super().is_enabled(command)

    # what is shown

    def reload(self) -> None:
        """Read the plan again."""
        self.line, self.habits = None, ()
        if self._plan:
            with suppress(Gone):
                self.line = plan_view(self.store, self._plan).line
                self.habits = habits.habits_of(self.store, self._plan, self.host.today())
        text = self.query_one(FindBar).text
        self.table.empty = self._empty(text)
        self.table.source = HabitSource(self.habits, self.host.today(), self.host.glyphs, text)
        self.query_one("#above", Static).update(whose_text(self.line) if self.line else "")
        self.show_whole()
        self.show_summary()

    def _empty(self, text: str) -> str:
        if self.line is None:
            return _("There is no plan here any more. Esc goes back to the list.")
        if text:
            return _("No step holds “{text}”. Esc shows all of them again.").format(text=text)
        return _("No step of this plan repeats. On its sheet a step gets a rhythm, such as daily +20%.")

    @on(VirtualList.Highlighted)
    def show_whole(self) -> None:
        """How the step under the cursor goes, in words."""
        from screens.plan_habit_rows import rate_words

        habit = self._habit
        words = f"{habit.step.text}: {rate_words(habit)}" if habit else ""
        self.query_one("#whole", Static).update(safe(words))
        self.refresh_bindings()

    @property
    def _habit(self) -> HabitView | None:
        row = self.row
        return next((habit for habit in self.habits if row is not None and habit.step.id == row.part), None)

    def show_detail(self) -> None:
        """All of it stands in the rows."""

    def detail(self, key: str) -> Content:
        """There is no pane."""
        return Detail("").content()

    def narrow(self, text: str) -> None:
        """Show only steps that hold a text."""
        self.reload()

    def summary(self) -> str:
        """How many steps and days there are, and how many wait."""
        waiting = sum(day.entry is None for habit in self.habits for day in habit.days)
        n = len(self.habits)
        parts = [ngettext("{n} step that repeats", "{n} steps that repeat", n).format(n=n)]
        parts += [ngettext("{n} day not entered", "{n} days not entered", waiting).format(n=waiting)] if waiting else []
        return " · ".join(parts)

    # going somewhere

    def place(self) -> Place | None:
        """This plan."""
        return Place("plan_habits", self._plan) if self._plan else None

    def show(self, place: Place) -> None:
        """Show the days of a plan, or those of one of its steps; the cursor stands on the first day that waits."""
        plan_id = plan_of(self.store, place.key)
        if plan_id != self._plan:
            self._plan = plan_id
            if self.query_one(FindBar).text:
                self.query_one(FindBar).action_close()
        self.reload()
        wanted = [habit for habit in self.habits if place.key in (plan_id, habit.step.id)]
        self._go_to_waiting(wanted)
        self.table.choose_column(VALUE)
        self.table.focus()

    def _go_to_waiting(self, wanted: Sequence[HabitView]) -> None:
        for habit in wanted:
            waiting = next((day for day in habit.days if day.entry is None), None)
            if waiting is not None:
                self.table.move_to_key(day_key(habit.step.id, waiting.due))
                return
        if wanted:
            self.table.move_to_key(f"{HEADING}{wanted[0].step.id}")

    def places(self) -> Sequence[tuple[str, str]]:
        """The steps."""
        return [(f"{HEADING}{habit.step.id}", habit.step.text) for habit in self.habits]

    def jump_to(self, key: str) -> None:
        """Go to one of them."""
        self.table.move_to_key(key)
        self.table.focus()

    # what is entered

    def action_edit(self) -> None:
        """Write in the cell."""
        self.table.action_edit()

    @on(PlanTable.CellEdited)
    def _take(self, event: PlanTable.CellEdited) -> None:
        step_id, day = _of_key(event.key)
        try:
            if event.column == NOTE:
                habits.note(self.store, step_id, day, event.text)
            else:
                habits.enter(self.store, step_id, day, event.text, self.host.today())
        except PerftuiError as error:
            self.table.reject_edit(say(error.message))
        else:
            self.done()

    def action_tick(self) -> None:
        """It was done on the day under the cursor."""
        self._enter("ok")

    def action_miss(self) -> None:
        """It was missed on the day under the cursor."""
        self._enter("x")

    def _enter(self, text: str) -> None:
        row = self.row
        if row is not None and row.table == OF_DAY:
            step_id, day = _of_key(row.key)
            with self.attempt():
                habits.enter(self.store, step_id, day, text, self.host.today())
                self.done()
                self.table.go_to(self.table.cursor + 1)

    def action_open_plan(self) -> None:
        """Open the sheet of the plan."""
        if self._plan:
            self.host.go_to(Place("plan_sheets", self._plan))

    def action_open_checks(self) -> None:
        """Open the checks of the plan."""
        if self._plan:
            self.host.go_to(Place("plan_checks", self._plan))


def _of_key(key: str) -> tuple[str, date]:
    step_id, _at, day = key.partition(":")[2].partition("@")
    return step_id, date.fromisoformat(day)
