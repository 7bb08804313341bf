"""What is done with the measure under the cursor: changed, given values, archived, looked up in the goals; and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.services import builtin_measures, measure_values, measures
from perftui.services.measure_uses import uses_of
from perftui.services.measures import MeasureFilter
from screens.hosts import Place
from screens.measure_filters import filter_choices, filtered
from screens.told_lists import ToldList
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.measures import MeasureLine


class MeasureActions(ToldList):
    """The commands of the library; what it shows is said by `MeasuresScreen`."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = MeasureFilter()
        self.is_history_open = False

    @property
    def line(self) -> MeasureLine | None:
        """The measure under the cursor."""
        raise NotImplementedError

    def go_to_measure(self, measure_id: str) -> None:
        """Put the cursor on a measure."""
        raise NotImplementedError

    def _done(self, measure_id: str) -> None:
        self.done()
        self.go_to_measure(measure_id)

    def action_filter(self) -> None:
        """Pick an area, a kind, or archived measures too."""
        from widgets.dialogs.pickers import Picker, narrowed

        choices = list(filter_choices(self.store, self.shown))
        self.app.push_screen(Picker(_("Filter"), lambda text: narrowed(choices, text)), self._filter)

    def _filter(self, key: str | None) -> None:
        if key is not None:
            self.shown = filtered(self.shown, key)
            self.reload()

    # changing measures

    def action_add(self) -> None:
        """Add a measure."""
        from screens.measure_forms import MeasureForm

        given = {"area": self.line.area} if self.line and self.shown.area else {}
        self.app.push_screen(MeasureForm(given=given), self._edited)

    def action_edit(self) -> None:
        """Change the measure under the cursor."""
        from screens.measure_forms import MeasureForm

        if self.key:
            self.app.push_screen(MeasureForm(self.key), self._edited)

    def _edited(self, measure_id: str | None) -> None:
        if measure_id:
            self._done(measure_id)

    def action_archive(self) -> None:
        """Take the measure out of the list; key results that use it go on doing so."""
        line = self.line
        if line is None or line.is_archived:
            self.tell(_("It is archived already.") if line else "")
            return
        with self.attempt():
            measures.archive(self.store, line.id, line.version)
            self.done()

    def action_bring_back(self) -> None:
        """Put an archived measure back into the list."""
        line = self.line
        if line is None or not line.is_archived:
            self.tell(_("It is not archived.") if line else "")
            return
        with self.attempt():
            measures.bring_back(self.store, line.id, line.version)
            self._done(line.id)

    def action_show_history(self) -> None:
        """Show who changed what, or hide it again."""
        self.is_history_open = not self.is_history_open
        if self.is_history_open:
            self.action_open()
        self.show_detail()

    # values

    def action_add_value(self) -> None:
        """Write down a value of the measure."""
        from screens.measure_forms import ValueForm

        measure_id = self.key
        if measure_id:
            self.app.push_screen(ValueForm(above=measure_id), lambda saved: self._done(measure_id) if saved else None)

    def action_edit_value(self) -> None:
        """Pick a value and correct it."""
        from screens.measure_forms import ValueForm

        measure_id = self.key
        self._pick_value(lambda value: self.app.push_screen(ValueForm(value, measure_id), lambda saved: self._done(measure_id)))

    def action_remove_value(self) -> None:
        """Pick a value and take it away."""
        self._pick_value(self._remove_value)

    def _remove_value(self, value_id: str) -> None:
        with self.attempt():
            measure_values.remove_value(self.store, value_id)
            self.done()

    def _pick_value(self, do: Callable[[str], object]) -> None:
        from widgets.dialogs.pickers import Picker, narrowed

        lines = measure_values.values_of(self.store, self.key) if self.key else []
        if not lines:
            self.tell(_("This measure has no values yet: F7 adds one."))
            return
        choices = [Choice(line.id, f"{line.period}  {line.text}", measure_values.subject_text(line)) for line in lines]

        def take(key: str | None) -> None:
            if key:
                do(key)

        self.app.push_screen(Picker(_("Values"), lambda text: narrowed(choices, text)), take)

    def action_show_uses(self) -> None:
        """Pick a key result that uses the measure, and go to it."""
        from widgets.dialogs.pickers import Picker, narrowed

        uses = uses_of(self.store, self.key) if self.key else []
        if not uses:
            self.tell(_("No key result uses this measure yet: in Goals, F8 and “Measure it by…” on a key result."))
            return
        choices = [Choice(use.id, use.title, " · ".join(filter(None, (use.owner, use.cycle)))) for use in uses]
        picker = Picker(_("Key results that use it"), lambda text: narrowed(choices, text))
        self.app.push_screen(picker, lambda key: self.host.go_to(Place("goals", key)) if key else None)

    # the built-in measures, and files

    def action_add_builtin(self) -> None:
        """Show which built-in measures are missing, and add them."""
        from screens.measure_imports import ask_builtin

        found = builtin_measures.missing(self.store)
        if not found:
            self.tell(_("All built-in measures are here already; some may be archived: Ctrl+L shows those too."))
            return
        ask_builtin(self, found, self._add_builtin)

    def _add_builtin(self) -> None:
        with self.attempt():
            builtin_measures.add_missing(self.store)
            self.done()

    def action_bring_in(self) -> None:
        """Import measures."""
        self.run_worker(self._bring_in())

    async def _bring_in(self) -> None:
        from screens.measure_imports import import_measures  # not everybody imports

        if await import_measures(self):
            self.done()

    def action_send_out(self) -> None:
        """Export the measures that are listed."""
        from screens.exports import export_measures

        self.run_worker(export_measures(self, self.shown))
