"""What becomes of gaps: made out of what was measured, measured again, closed, compared; and of their causes and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.gaps import GapState, MeasureType, Severity
from perftui.domain.meetings import ActionState
from perftui.errors import Message, PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import actions, causes, gap_ends, gaps
from screens.gap_ways import make_gaps
from screens.gap_writes import GapWrites
from screens.hosts import Place
from screens.reasons import ask_text
from widgets.fields import Field
from widgets.virtual_tables import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perftui.commands.models import Command
    from perftui.domain.yardsticks import Yardstick

OF_MEASURE = frozenset(("finish_measure", "cancel_measure", "switch_type"))
"""Commands that need a measure under the cursor."""


class GapSteps(GapWrites):
    """Does it."""

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the row under the cursor."""
        line = self.line if command.id.startswith("gaps.") and self.is_mounted else None
        if line is not None:
            if command.action in OF_MEASURE:
                return bool(line.action_id)
            if command.action == "remove_cause":
                return bool(line.cause_id)
            if command.action == "reopen":
                return line.state is not GapState.OPEN
        return super().is_enabled(command)

    @property
    def gap_ids(self) -> list[str]:
        """The gaps of the marked rows, each once; or the one under the cursor."""
        marked = [key.partition("/")[0] for key in sorted(self.table.marks)]
        return list(dict.fromkeys(marked)) or ([self.gap_id] if self.gap_id else [])

    # closing

    def action_close_gap(self) -> None:
        """Close the gap, or those of the marked rows: at once where the target is met, else with a note."""
        found = self.gap
        if found is not None and len(self.gap_ids) == 1 and found.severity is Severity.MET:
            self._end([found.id], lambda gap_id: gap_ends.close(self.store, gap_id))
            return
        self._ask_note(
            ngettext("Close {n} gap", "Close {n} gaps", len(self.gap_ids)).format(n=len(self.gap_ids)),
            _("What has closed it, or why it is closed without. It stays in the table as closed. Enter closes · Esc leaves it open"),
            lambda gap_id, note: gap_ends.close(self.store, gap_id, note),
        )

    def action_need_nothing(self) -> None:
        """Write down that nothing is to be done about the gap, or those of the marked rows."""
        words = ngettext("Nothing is done about {n} gap", "Nothing is done about {n} gaps", len(self.gap_ids))
        told = _("Why nothing needs to be done. Enter writes it down · Esc leaves it open")
        self._ask_note(words.format(n=len(self.gap_ids)), told, lambda gap_id, note: gap_ends.need_nothing(self.store, gap_id, note))

    def action_reopen(self) -> None:
        """Open the gap again, or those of the marked rows that are not open."""
        self._end(self.gap_ids, lambda gap_id: gap_ends.reopen(self.store, gap_id))

    def _ask_note(self, title: str, told: str, end: Callable[[str, str], None]) -> None:
        ids, found = self.gap_ids, self.gap
        note = found.note if found and len(ids) == 1 else ""
        field = Field("note", _("Note"), value=note, help=told, is_required=True)
        ask_text(self, title, field, lambda text: self._end(ids, lambda gap_id: end(gap_id, text)))

    def _end(self, ids: Sequence[str], end: Callable[[str], None]) -> None:
        with self.attempt():
            gap_ends.end_all(self.store, ids, end)
            with self.prevent(VirtualTable.Marked):
                self.table.marks = frozenset()
            self.done()

    # measuring

    def action_measure_again(self) -> None:
        """Measure the gap again: a new one on the same yardstick, in the cycle that runs."""
        found = self.gap
        if found is None:
            return
        told = _("On the same yardstick: {target}. Before: {actual}. Enter adds · Esc leaves")
        field = Field("actual", _("Actual"), help=told.format(target=found.target_text, actual=found.actual_text or "–"), is_required=True)
        title = _("Measure again: {dimension}").format(dimension=found.dimension)
        ask_text(self, title, field, lambda text: self._measure_again(found.id, text), check=lambda text: _fault_of(found.yardstick, text))

    def _measure_again(self, gap_id: str, actual: str) -> None:
        with self.attempt():
            added = gaps.measure_again(self.store, gap_id, actual, self.host.today())
            self.done()
            if not self.go_to_gap(added):
                self.reveal(added)

    def action_make_gaps(self) -> None:
        """Make gaps out of what was measured: of whom or what the table shows, else of whose gap the cursor is on."""
        shown, subject = self.filter, self.subject()
        record_id = shown.assessment or shown.key_result or shown.goal or subject.person
        if record_id:
            make_gaps(self, record_id)
        else:
            self.warn(_("Begin with a person, a goal or an assessment: there F8 makes gaps out of what was measured."))

    def action_tell_made(self) -> None:
        """Say what was made, with the cursor where the first cause is typed."""
        self.done()
        self.table.choose_column("cause")

    def action_compare(self) -> None:
        """Compare the gaps of two periods."""
        from screens.gap_comparisons import compare_periods  # seldom

        self.run_worker(compare_periods(self))

    # causes and measures

    def action_remove_cause(self) -> None:
        """Take the cause under the cursor away."""
        line = self.line
        if line is not None and line.cause_id:
            self._change_part(line.gap_id, lambda: causes.remove_cause(self.store, line.cause_id))

    def action_finish_measure(self) -> None:
        """Say that the measure is done, or not done after all."""
        line = self.line
        if line is not None and line.action_id:
            is_done = actions.action(self.store, line.action_id).state is ActionState.DONE
            change = actions.reopen if is_done else lambda store, key: actions.finish(store, key, self.host.today())
            self._change_part(line.gap_id, lambda: change(self.store, line.action_id))

    def action_cancel_measure(self) -> None:
        """Cancel the measure under the cursor."""
        line = self.line
        if line is not None and line.action_id:
            self._change_part(line.gap_id, lambda: actions.cancel(self.store, line.action_id))

    def action_switch_type(self) -> None:
        """Say that the measure is a document, or an action after all."""
        line = self.line
        if line is not None and line.action_id:
            kind = MeasureType.ACTION if line.measure_type == MeasureType.DOCUMENT else MeasureType.DOCUMENT
            self._change_part(line.gap_id, lambda: actions.edit_action(self.store, line.action_id, line.action_version, kind=kind))

    def _change_part(self, gap_id: str, change: Callable[[], object]) -> None:
        with self.attempt():
            change()
            self.renew(gap_id)
            self.done()

    # elsewhere

    def action_show_whose(self) -> None:
        """Open the person or unit whose gap it is."""
        found = self.gap
        if found is not None:
            self.host.go_to(Place("people", found.person_id) if found.person_id else Place("units", found.unit_id))

    def action_show_goal(self) -> None:
        """Open the goal or key result out of which the gap comes."""
        found = self.gap
        if found is not None and (found.key_result_id or found.goal_id):
            self.host.go_to(Place("goals", found.key_result_id or found.goal_id))
        else:
            self.tell(_("This gap does not come out of a goal."))


def _fault_of(yardstick: Yardstick, actual: str) -> Message | None:
    """Why an actual value cannot be used; None where it can."""
    try:
        gaps.read_actual(yardstick, actual)
    except PerftuiError as error:
        return error.message
    return None
