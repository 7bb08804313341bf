"""What is written in the sheet of an assessment: cells with their reasons, indicators added, edited and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from perftui.domain.assessments import StepReasonMissing
from perftui.domain.measure_codes import MeasureKind
from perftui.domain.texts import fold
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import indicator_cells, indicators, measures
from perftui.services.assessment_lists import AssessmentFilter, listing
from perftui.services.indicator_cells import Typed
from screens.assessment_rows import SheetTable
from screens.assessment_works import AssessmentWorks
from screens.hosts import Place
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from perftui.services.assessment_views import AssessmentLine, AssessmentView, IndicatorView

OWN = "own:"
"""What the key of a choice begins with that is a typed name; kind and name follow."""


class SheetWrites(AssessmentWorks):
    """Writes in the assessment that is shown."""

    found: AssessmentView | None = None
    """None until one is shown, or once it is gone."""

    @property
    def table(self) -> SheetTable:
        """The table."""
        return self.query_one(SheetTable)

    @property
    def line(self) -> AssessmentLine | None:
        """The assessment whose sheet this is."""
        return self.found.line if self.found else None

    def action_edit(self) -> None:
        """Write in the cell."""
        self.table.action_edit()

    @on(SheetTable.CellEdited)
    def _take(self, event: SheetTable.CellEdited) -> None:
        shown = next((each for each in (self.found.indicators if self.found else ()) if each.id == event.key), None)
        if shown is None:
            self.table.cancel_edit()
        else:
            self._write(shown, Typed(event.column, event.text))

    def _write(self, shown: IndicatorView, typed: Typed) -> None:
        try:
            indicator_cells.write_cell(self.store, shown, typed, self.host.today())
        except StepReasonMissing:
            explained = _("It is kept with the old and the new score. Enter takes · Esc leaves the score as it was")
            prompt = ValuePrompt(_("Why does the score change?"), Field("reason", _("Reason"), help=explained, is_required=True))
            self.app.push_screen(prompt, lambda reason: self._write_because(shown, typed, reason))
        except PerftuiError as error:
            self.table.reject_edit(say(error.message))
        else:
            self.done()

    def _write_because(self, shown: IndicatorView, typed: Typed, reason: str | None) -> None:
        if reason is None:
            self.table.reject_edit(_("Not changed: this score needs a reason. Esc gives it back."))
        else:
            self._write(shown, typed._replace(reason=reason))

    # indicators

    def action_add(self) -> None:
        """A measure of the library, or a name of one's own."""
        if self.line is None:
            return
        placeholder = _("a measure, or a name of your own")
        self.app.push_screen(Picker(_("Add an indicator"), self._choices, placeholder=placeholder), self._add)

    def _choices(self, text: str) -> list[Choice]:
        taken = {each.measure_id for each in (self.found.indicators if self.found else ())}
        known = [line for line in measures.listing(self.store) if line.id not in taken]
        choices = narrowed([Choice(line.id, line.name, say(line.kind)) for line in known], text, fold)
        name = text.strip()
        own = [Choice(f"{OWN}{kind.value}:{name}", name, say(kind), _("New")) for kind in MeasureKind] if name else []
        return [*choices, *own]

    def _add(self, picked: str | None) -> None:
        line = self.line
        if not picked or line is None:
            return
        with self.attempt():
            if picked.startswith(OWN):
                kind, _colon, name = picked.removeprefix(OWN).partition(":")
                operator = {"operator": "ordinal"} if kind == MeasureKind.QUALITATIVE else {}
                added = indicators.add_indicator(self.store, line.id, name=name, kind=kind, **operator)
            else:
                added = indicators.add_indicator(self.store, line.id, measure=picked)
            self.done()
            self.table.move_to_key(added)
            self.table.choose_column("weight")

    def action_edit_all(self) -> None:
        """The indicator in a form."""
        from screens.assessment_forms import IndicatorForm  # loads what only forms need

        if self.key:
            self.app.push_screen(IndicatorForm(self.key), lambda saved: self.done() if saved else None)

    def action_remove(self) -> None:
        """Take the indicator away."""
        with self.attempt():
            indicators.remove_indicator(self.store, self.key)
            self.done()

    def action_write_notes(self) -> None:
        """Notes, second reader and potential in a form."""
        self.write_notes()

    def action_pick(self) -> None:
        """Another assessment of the same cycle, or of all."""
        cycle = self.line.cycle_number if self.line else 0
        lines = listing(self.store, AssessmentFilter(cycle=cycle)).all()
        choices = [Choice(line.id, line.person, f"{line.cycle} · {say(line.state)}") for line in lines]
        empty = _("No assessments yet: 6, then Ctrl+N makes them.")
        picker = Picker(_("Another assessment"), lambda text: narrowed(choices, text, fold), empty=empty)
        self.app.push_screen(picker, lambda key: self.show(Place("sheets", key)) if key else None)
