"""Cycles: quarters, half-years and years, and where each of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.codes import CycleState, GoalState
from perftui.domain.formats import describe_date, long_date
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import cycle_steps, cycles
from screens.cycle_forms import CycleForm
from screens.cycle_steps import CycleSteps
from screens.details import Detail
from widgets.cells import StyledCell, Tone, bar
from widgets.columns import Column
from widgets.find_bars import FindBar
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from perftui.services.cycles import CycleLine
    from screens.hosts import Place
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

BAR = 13
"""A bar of eight cells and its number."""


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class CycleSource:
    """The cycles as rows of a table."""

    def __init__(self, lines: Sequence[CycleLine], glyphs: Glyphs) -> None:
        self.lines, self._glyphs = lines, glyphs

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[CycleRow]:
        """Some of them."""
        return [CycleRow(line.id, self._cells(line)) for line in self.lines[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return next((index for index, line in enumerate(self.lines) if line.id == key), None)

    def _cells(self, line: CycleLine) -> tuple[Cell, ...]:
        name = StyledCell(line.name, Tone.MUTED) if line.state is CycleState.CLOSED else line.name
        elapsed = bar(line.elapsed, BAR, self._glyphs)
        return name, say(line.state), line.start.isoformat(), line.end.isoformat(), elapsed, str(line.goals), say(line.kind)


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("name", _("Cycle"), 14, min_width=10, grow=1),
        Column("state", _("State"), 12, priority=1),
        Column("start", _("Start"), 10, priority=3),
        Column("end", _("End"), 10, priority=2),
        Column("elapsed", _("Time gone"), BAR, priority=4),
        Column("goals", _("Goals"), 6, align="right", priority=5),
        Column("kind", _("Kind"), 10, priority=6),
    ]


class CyclesScreen(CycleSteps):
    """The cycles, the latest first."""

    SECTION = "people"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.CYCLES, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.CYCLES, Scope.APP)
    HELP_TEXT = mark(
        "Every goal belongs to a cycle. A cycle is planned, active, under review and closed, one after the other. At its end its goals are "
        "scored, and what is not finished is carried over to the next one."
    )

    def make_list(self) -> RowTable:
        """The table, read now."""
        empty = _("No cycles yet. Ctrl+N adds the present quarter: goals need one.")
        return RowTable(columns(), self._source(), empty=empty, glyphs=self.host.glyphs)

    def _source(self) -> CycleSource:
        found = cycles.listing(self.store, self.host.today())
        text = fold(self.query_one(FindBar).text) if self.query(FindBar) else ""
        return CycleSource([line for line in found if text in fold(line.name)], self.host.glyphs)

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def line(self) -> CycleLine | None:
        """The cycle under the cursor, as it is recorded now."""
        return next((line for line in cycles.listing(self.store, self.host.today()) if line.id == self.key), None)

    def reload(self) -> None:
        """Read the cycles again."""
        self.table.source = self._source()
        super().reload()

    def narrow(self, text: str) -> None:
        """Show only cycles whose name holds a text."""
        self.table.source = self._source()

    def summary(self) -> str:
        """How many there are."""
        count = self.table.row_count
        return ngettext("{n} cycle", "{n} cycles", count).format(n=count)

    def show(self, place: Place) -> None:
        """Go to a cycle."""
        self.table.move_to_key(place.key)
        self.table.focus()

    def detail(self, key: str) -> Content:
        """Everything about a cycle."""
        line = self.line
        if line is None:
            return Detail("").content()
        today = self.host.today()
        following = cycles.next_state(line.state)
        rows = [
            (_("State"), say(line.state)),
            (_("Next state"), say(following) if following else ""),
            (_("Kind"), say(line.kind)),
            (_("Start"), long_date(line.start)),
            (_("End"), describe_date(line.end, today)),
            (_("Time gone"), bar(line.elapsed, BAR, self.host.glyphs)),
            (_("Goals"), str(line.goals)),
            *self._standing(line),
        ]
        return Detail(line.name).lines(rows).content()

    def _standing(self, line: CycleLine) -> list[tuple[str, str]]:
        found = cycle_steps.standing(self.store, line.id)
        numbers = (
            (_("Not agreed yet"), found.not_ready),
            (say(GoalState.AGREED), found.agreed),
            (say(GoalState.ACTIVE), found.active),
            (say(GoalState.SCORED), found.scored),
            (say(GoalState.CLOSED), found.closed),
        )
        return [(f"  {label}", str(n)) for label, n in numbers if n]

    # changing cycles

    def settled(self, cycle_id: str) -> None:
        """Say what was done, and stand on the cycle."""
        self.done()
        self.table.move_to_key(cycle_id)

    def action_add(self) -> None:
        """Add a cycle."""
        self.app.push_screen(CycleForm(), self._edited)

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with what was typed for a new cycle."""
        if form == CycleForm.FORM:
            self.app.push_screen(CycleForm(draft=subject), self._edited)
        else:
            super().action_take_up(form, subject)

    def action_edit(self) -> None:
        """Change the cycle under the cursor."""
        if self.key:
            self.app.push_screen(CycleForm(self.key), self._edited)

    def _edited(self, cycle_id: str | None) -> None:
        if cycle_id:
            self.settled(cycle_id)
