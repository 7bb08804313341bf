"""The measure of a key result: picked from the library, in one step, or in the form where its numbers do not fit yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import measures, measuring
from perftui.services.goal_views import key_result_view
from perftui.storage.stores import Changed, Gone
from screens.goal_check_ins import GoalCheckIns
from screens.hosts import Place
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from perftui.services.goal_views import KeyResultView
    from perftui.storage.stores import Store

NONE = "none:"
"""The key of the choice that takes the measure off."""


def measure_choices(store: Store, current: str) -> list[Choice]:
    """The measures that are not archived, by area; first, where one is set, none."""
    off = [Choice(NONE, _("No measure any more"))] if current else []
    lines = measures.listing(store)
    return off + [Choice(line.id, line.name, " ".join(filter(None, (say(line.operator), line.unit))), line.area) for line in lines]


class GoalMeasures(GoalCheckIns):
    """Measures a key result by a measure of the library."""

    def action_measure_by(self) -> None:
        """Pick the measure for the key result under the cursor."""
        from widgets.dialogs.pickers import Picker, narrowed

        row = self.row
        if row is None or not row.is_key_result:
            self.tell(_("Only key results are measured: go to one first, or add one with Ins."))
            return
        if not self.is_there(row.key):
            return
        view = key_result_view(self.store, row.key, self.host.today())
        current = str(view.fields["measure"] or "")
        choices = measure_choices(self.store, current)
        if not choices:
            self.host.go_to(Place("measures", command="add_builtin"))
            return
        picker = Picker(_("Measure it by"), lambda text: narrowed(choices, text), current=current)
        self.app.push_screen(picker, lambda key: self._measure_by(view, "" if key == NONE else key) if key is not None else None)

    def _measure_by(self, view: KeyResultView, measure_id: str) -> None:
        with self.attempt():
            if measure_id and (told := measuring.differing(view, measures.measure(self.store, measure_id))):
                self._fill_in_form(view.id, measure_id, told)
                return
            try:
                measuring.measure_by(self.store, view.id, view.version, measure_id)
            except (Changed, Gone):
                raise
            except PerftuiError as error:
                self._fill_in_form(view.id, measure_id, say(error.message))
            else:
                self.done(key=view.id)

    def _fill_in_form(self, key: str, measure_id: str, why: str) -> None:
        """Its numbers do not fit, or would mean something else: the form has what the measure fills in, and says why."""
        from screens.key_result_forms import KeyResultForm

        given = measuring.filled_by(measures.measure(self.store, measure_id))
        self.app.push_screen(KeyResultForm(key, given=given, warning=why), lambda saved: self.done(key=saved) if saved else None)
