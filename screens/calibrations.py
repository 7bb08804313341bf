"""Calibration: the goals of one level and cycle side by side, rated, weighed, and signed by who has looked at them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.formats import clauses
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import calibration_lists, calibrations
from perftui.services.bulk_values import read_weight
from perftui.services.goal_amendments import needs_reason
from screens.calibration_details import calibration_detail
from screens.calibration_filters import filter_choices, filter_words, filtered, first_filter
from screens.calibration_rows import CalibrationSource, CalibrationTable, columns
from screens.hosts import Place
from screens.told_lists import ToldList
from screens.works import FEW_RECORDS, work
from widgets.dialogs.pickers import Picker
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from perftui.services.calibration_lists import CalibrationFilter, CalibrationLine


class CalibrationsScreen(ToldList):
    """Goals side by side."""

    SECTION = "goals"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.CALIBRATIONS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.CALIBRATIONS, Scope.APP)
    HELP_TEXT = mark(
        "Goals of one level and cycle side by side, so that they ask the same of everybody. ← → go from cell to cell; F2 or Enter changes "
        "weight, challenge and feasibility. ! marks a target far beyond the best result so far, or below the last one, and ratings that "
        "do not go together: findings, not prohibitions. Space marks goals, F7 writes down who has looked at them."
    )
    DEFAULT_CSS = "CalibrationsScreen VirtualList { width: 5fr; }"
    shown: CalibrationFilter | None = None
    """None until it is shown for the first time."""

    # what is shown

    @property
    def filter(self) -> CalibrationFilter:
        """Which goals are listed."""
        if self.shown is None:
            self.shown = first_filter(self.store, self.host.today())
        return self.shown

    def make_list(self) -> CalibrationTable:
        """The table, read now."""
        return CalibrationTable(
            columns(),
            self._source(),
            edit_on_enter=True,
            cell_cursor=True,
            empty=self._empty(),
            glyphs=self.host.glyphs,
            visible_cursor=self.host.is_accessible,
        )

    def _source(self) -> CalibrationSource:
        return CalibrationSource(calibration_lists.listing(self.store, self.filter), self.host.today())

    def _empty(self) -> str:
        if self.filter.text:
            return _("No goal here matches “{text}”. Esc shows all of them again.").format(text=self.filter.text)
        return _("No goals of this level and cycle. Ctrl+L shows others; 3 goes to the goal tree, where Ctrl+N adds one.")

    @property
    def table(self) -> CalibrationTable:
        """The table."""
        return self.query_one(CalibrationTable)

    def apply(self, shown: CalibrationFilter) -> None:
        """Show other goals."""
        self.shown = shown
        self.reload()

    def reload(self) -> None:
        """Read the goals again."""
        self.table.source = self._source()
        self.table.empty = self._empty()
        self.show_detail()
        self.show_summary()

    def narrow(self, text: str) -> None:
        """Show only goals whose title holds a text."""
        self.apply(replace(self.filter, text=text))

    def summary(self) -> str:
        """How many are listed and marked, and of what."""
        count = self.table.row_count
        words = [ngettext("{n} goal", "{n} goals", count).format(n=count)]
        if self.table.marks:
            words.append(_("{n} marked").format(n=len(self.table.marks)))
        return " · ".join((clauses(words), *filter_words(self.store, self.filter, self.host.today())))

    def detail(self, key: str) -> Content:
        """What calibrates a goal."""
        return calibration_detail(self.store, key, self.host.today())

    def place(self) -> Place:
        """The goal under the cursor."""
        return Place("calibrations", self.key)

    def show(self, place: Place) -> None:
        """Go to a goal; a filter that hides it is changed to its level and cycle."""
        if place.key and not self.table.move_to_key(place.key):
            with self.attempt():
                self.apply(calibration_lists.beside(self.store, place.key))
                self.table.move_to_key(place.key)
        self.table.focus()
        self.show_detail()

    def action_show_goal(self) -> None:
        """Open the goal tree at this goal."""
        self.host.go_to(Place("goals", self.key))

    def action_filter(self) -> None:
        """Show other goals by one criterion more, or one less."""
        choices = filter_choices(self.store, self.filter, self.host.today())
        self.app.push_screen(Picker(_("Filter"), choices, placeholder=_("a level, a cycle or a unit")), self._filter)

    def _filter(self, picked: str | None) -> None:
        if picked:
            self.apply(filtered(self.store, self.filter, picked, self.host.today()))

    # cells

    def action_edit(self) -> None:
        """Change the cell."""
        self.table.action_edit()

    @on(VirtualTable.CellEdited)
    def _write(self, event: VirtualTable.CellEdited) -> None:
        try:
            line = calibration_lists.line(self.store, event.key)
            if event.column == "weight":
                self._weigh(line, read_weight(event.text))
                return
            calibrations.rate(self.store, line.id, line.version, event.column, calibrations.read_rating(event.text))
        except PerftuiError as error:
            self.table.reject_edit(say(error.message))
            return
        self.done()

    def _weigh(self, line: CalibrationLine, weight: int) -> None:
        """Ask why, where the goal is agreed; then change the weight."""
        if weight == line.weight or not needs_reason(self.store, [line.id]):
            self._take_weight(line, weight, "")
            return
        words = _("It is kept with the old weight. Enter takes · Esc leaves the weight as it was")
        prompt = ValuePrompt(_("Why does the weight change?"), Field("reason", _("Reason"), help=words, is_required=True))
        self.app.push_screen(prompt, lambda reason: self._take_weight(line, weight, reason))

    def _take_weight(self, line: CalibrationLine, weight: int, reason: str | None) -> None:
        if reason is None:
            self.table.reject_edit(_("Not changed: an agreed weight needs a reason. Esc gives it back."))
            return
        try:
            calibrations.set_weight(self.store, line.id, line.version, weight, reason)
        except PerftuiError as error:
            self.table.reject_edit(say(error.message))
            return
        self.done([line.id])

    # signing

    def action_calibrate(self) -> None:
        """Write down who has calibrated the goal, or the marked ones, with a note."""
        keys = self.keys
        title = ngettext("Calibrate {n} goal", "Calibrate {n} goals", len(keys)).format(n=len(keys))
        words = _("{name} and today's date are written with it. Enter writes · Esc leaves").format(name=self.store.actor.name)
        prompt = ValuePrompt(title, Field("note", _("Note"), help=words, placeholder=_("what was compared, what was decided")))
        self.app.push_screen(prompt, lambda note: None if note is None else self._calibrate(keys, note))

    def _calibrate(self, keys: Sequence[str], note: str) -> None:
        today = self.host.today()

        def show(_count: int) -> None:
            with self.prevent(VirtualTable.Marked):
                self.table.marks = ()
            self.done()

        is_long = len(keys) > FEW_RECORDS
        work(self, _("Changing …"), lambda store: calibrations.calibrate(store, keys, note, today), show, is_long=is_long)

    def action_thresholds(self) -> None:
        """Choose when a target is worth a look."""
        from screens.calibration_thresholds import choose_thresholds  # seldom

        choose_thresholds(self)
