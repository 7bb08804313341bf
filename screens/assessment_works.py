"""What is done with one assessment, from the list and from its sheet: steps, follow-up, measured values, changes, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.assessments import EVALUATED, NEXT, AssessmentState, NotWrittenNow
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import assessment_actuals, assessments
from screens.gap_ways import make_gaps, open_gaps
from screens.hosts import Place
from screens.reasons import ask_text
from screens.told_lists import ToldList
from widgets.dialogs.pickers import Picker, narrowed
from widgets.fields import Field, FieldKind
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.commands.models import Command
    from perftui.services.assessment_views import AssessmentLine

S = AssessmentState


class AssessmentWorks(ToldList):
    """Works on `line`; the list also works on what is marked."""

    @property
    def line(self) -> AssessmentLine | None:
        """The assessment under the cursor, or the one whose sheet this is."""
        raise NotImplementedError

    @property
    def chosen(self) -> Sequence[str]:
        """The ids of the assessments to fill in."""
        return [self.line.id] if self.line else []

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the state of the assessment."""
        line, action = self.line, command.action
        if line is not None and action == "send_back":
            return line.state is not S.DRAFT
        if line is not None and action == "need_none":
            return line.state in EVALUATED
        return super().is_enabled(command)

    # gaps

    def action_show_gaps(self) -> None:
        """Open the gap table of this assessment."""
        open_gaps(self, self.line.id if self.line else "")

    def action_make_gaps(self) -> None:
        """Make gaps out of the indicators that are below their target."""
        if self.line is not None:
            make_gaps(self, self.line.id)

    def action_make_plan(self) -> None:
        """Make a plan out of the gaps of this assessment; where it has none, they are made first."""
        from screens.plan_ways import plan_of_assessment

        if self.line is not None:
            plan_of_assessment(self, self.line.id)

    # steps

    def action_go_on(self) -> None:
        """The next state; where there are two, the one that is picked."""
        line = self.line
        if line is None:
            return
        following = NEXT[line.state]
        if not following:
            self.tell(_("It is final. F8 sends it back, with a reason."))
        elif len(following) == 1:
            self._step(line, following[0])
        else:
            choices = [Choice(state.value, say(state)) for state in following]
            picker = Picker(_("Next state"), lambda text: narrowed(choices, text, fold))
            self.app.push_screen(picker, lambda state: self._step(line, S(state)) if state else None)

    def _step(self, line: AssessmentLine, state: AssessmentState) -> None:
        if state is S.DISPUTED:
            words = _("It is kept with the assessment, word for word. Enter takes · Esc leaves")
            field = Field("statement", _("Statement"), help=words, is_required=True)
            ask_text(self, _("What does the person say?"), field, lambda text: self._dispute(line, text))
            return
        with self.attempt():
            assessments.step(self.store, line.id, line.version, state, self.host.today())
            self.done()
            if state in EVALUATED:
                from screens.plan_ways import offer

                offer(self, line.id)

    def _dispute(self, line: AssessmentLine, text: str) -> None:
        with self.attempt():
            assessments.dispute(self.store, line.id, line.version, text, self.host.today())
            self.done()

    def action_send_back(self) -> None:
        """One step back, with the reason."""
        line = self.line
        if line is None:
            return

        def send(reason: str) -> None:
            with self.attempt():
                assessments.send_back(self.store, line.id, line.version, reason, self.host.today())
                self.done()

        ask_text(self, _("Why is it sent back?"), Field("reason", _("Reason"), is_required=True), send)

    # what follows

    def action_add_follow_up(self) -> None:
        """Add an action in a form."""
        from screens.assessment_forms import FollowUpForm  # loads what only forms need

        if self.line:
            self.app.push_screen(FollowUpForm(above=self.line.id), lambda saved: self.done() if saved else None)

    def action_need_none(self) -> None:
        """Say that nothing needs to follow, and why."""
        line = self.line
        if line is None:
            return

        def write(note: str) -> None:
            with self.attempt():
                assessments.none_needed(self.store, line.id, line.version, note)
                self.done()

        ask_text(self, _("Why is no follow-up needed?"), Field("note", _("Reason"), is_required=True), write)

    # writing and reading

    def action_fill(self) -> None:
        """Fill in what was measured."""
        with self.attempt():
            count = assessment_actuals.fill_actuals(self.store, self.chosen)
            if count:
                self.done()
            words = ngettext("Filled in {n} value.", "Filled in {n} values.", count).format(n=count)
            self.tell(words if count else _("Nothing new was measured: check-ins and the library (9) bring values."))

    def write_notes(self) -> None:
        """Notes, second reader and potential in a form."""
        from screens.assessment_forms import NotesForm  # likewise

        with self.attempt():
            if self.line and self.line.state is S.FINAL:
                raise NotWrittenNow(state=S.FINAL)
            if self.line:
                self.app.push_screen(NotesForm(self.line.id), lambda saved: self.done() if saved else None)

    def action_show_changes(self) -> None:
        """What was calibrated, overridden and sent back."""
        from screens.assessment_details import changes_text
        from widgets.dialogs.texts import TextPanel

        if self.line:
            self.app.push_screen(TextPanel(_("Changes"), changes_text(self.store, self.line.id, self.host.today())))

    def action_show_goals(self) -> None:
        """Open the goals of the person."""
        if self.line:
            self.host.go_to(Place("goals", owner=self.line.person_id))

    def action_send_out_sheet(self) -> None:
        """Write the sheet to a file."""
        from perftui.services.assessment_sheets import assessment_sheet
        from perftui.services.report_exports import export
        from screens.exports import export_rows

        line = self.line
        if line is None:
            return
        name, endings = f"assessment-{line.staff_no}.xlsx", (".xlsx", ".md", ".csv", ".json")
        sheet = assessment_sheet(self.store, line.id)
        self.run_worker(
            export_rows(self, _("Export the sheet"), name, endings, lambda _store, path, is_there: export(sheet, path, is_there))
        )


def potential_field(value: int | None) -> Field:
    """A field for the potential."""
    help_text = _("1 low, 2 middle, 3 high: for the nine boxes of the calibration meeting.")
    return Field("potential", _("Potential"), FieldKind.NUMBER, str(value or ""), help_text)
