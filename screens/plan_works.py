"""What is done with one plan, from the list and from its sheet: its steps, its form, its gaps; and the ways from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.plans import PlanState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from screens.gap_ways import open_gaps
from screens.hosts import Place
from screens.plan_jumps import jump_command
from screens.told_lists import ToldList
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perftui.commands.models import Command
    from perftui.domain.plan_facts import Missing
    from perftui.services.plan_lines import PlanLine

S = PlanState


class PlanWorks(ToldList):
    """Works on `line`."""

    @property
    def line(self) -> PlanLine | None:
        """The plan under the cursor, or the one whose sheet this is."""
        raise NotImplementedError

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the state of the plan."""
        line = self.line if self.is_mounted else None
        if line is not None and command.action in ("answer_gap",):
            from perftui.domain.plans import EDITABLE

            return line.state in EDITABLE
        return super().is_enabled(command)

    def action_show_timeline(self) -> None:
        """The plan in full along the time."""
        if self.line is not None:
            self.host.go_to(Place("timelines", self.line.id))

    # steps

    def action_next_step(self) -> None:
        """The next step: what is missing, where anything is; else what it does, and then it is done."""
        from screens.plan_steps_taken import next_state

        line = self.line
        if line is not None:
            state = next_state(self.store, line, self.host.today())
            if state is None:
                self.tell(_("Nothing more follows: this plan is over."))
            else:
                self.go_on(line, state)

    def action_other_step(self) -> None:
        """Pick one of all steps that can follow."""
        from screens.plan_steps_taken import others, step_title

        line = self.line
        if line is None:
            return
        choices = [Choice(state.value, step_title(line, state), say(state)) for state in others(line)]
        picker = Picker(_("Another step"), lambda text: narrowed(choices, text, fold), empty=_("Nothing more follows: this plan is over."))
        self.app.push_screen(picker, lambda picked: self.go_on(line, S(picked)) if picked else None)

    def go_on(self, line: PlanLine, state: PlanState) -> None:
        """Take a step, with what it asks for."""
        from perftui.services import plan_steps
        from screens.plan_steps_taken import StepTaken

        with self.attempt():
            missing = plan_steps.missing(self.store, line.id, state, self.host.today())
            if missing:
                self._show_missing(line, state, missing)
            else:
                StepTaken(self, line, state).begin()

    def _show_missing(self, line: PlanLine, state: PlanState, missing: Sequence[Missing]) -> None:
        from screens.plan_missings import MissingList
        from screens.plan_steps_taken import step_title

        title = _("Before “{step}”").format(step=step_title(line, state))

        def mend(place: int | None) -> None:
            if place is not None:
                self.mend(line.id, missing[place])

        self.app.push_screen(MissingList(title, missing), mend)

    def mend(self, plan_id: str, missing: Missing) -> None:
        """Go to the part of the sheet that mends what is missing."""
        self.host.go_to(Place("plan_sheets", plan_id, command=jump_command(missing)))

    # what is done with a plan that runs

    def action_hold_check(self) -> None:
        """Hold the check that comes next, in one form."""
        from screens.plan_check_works import hold_due_check  # loads what only forms need

        if self.line is not None:
            hold_due_check(self, self.line.id)

    def action_open_checks(self) -> None:
        """All checks of the plan."""
        if self.line is not None:
            self.host.go_to(Place("plan_checks", self.line.id))

    def action_open_habits(self) -> None:
        """What is entered day by day."""
        if self.line is not None:
            self.host.go_to(Place("plan_habits", self.line.id))

    # the plan itself

    def action_edit_plan(self) -> None:
        """Texts, dates and people in a form."""
        self.open_plan_form("")

    def open_plan_form(self, field: str) -> None:
        """The form of the plan, beginning in a field."""
        from perftui.services import plan_locks
        from screens.plan_forms import PlanForm  # loads what only forms need

        line = self.line
        if line is not None:
            with self.attempt():
                plan_locks.require_editable(self.store, line.id)
                form = PlanForm(line.id)
                form.first = field
                self.app.push_screen(form, lambda saved: self.done() if saved else None)

    def action_answer_gap(self) -> None:
        """Pick an open gap of the person that the plan is to answer too."""
        from perftui.services import plan_edits
        from screens.plan_ways import gap_choices

        line = self.line
        if line is None:
            return

        def answer(gap_id: str) -> None:
            with self.attempt():
                plan_edits.answer_gap(self.store, line.id, gap_id)
                self.done()

        choices = gap_choices(self.store, line.person_id, line.id)
        nothing = _("There is no open gap of this person that the plan does not answer yet: 4 adds one.")
        self._pick(_("Answer which gap?"), choices, answer, nothing)

    def _pick(self, title: str, choices: Sequence[Choice], act: Callable[[str], None], nothing: str) -> None:
        if not choices:
            self.tell(nothing)
            return
        self.app.push_screen(Picker(title, lambda text: narrowed(choices, text, fold)), lambda key: act(key) if key else None)

    # on paper

    def action_sheet(self) -> None:
        """Write the acknowledgement sheet."""
        from screens.dossiers import write_sheet

        if self.line is not None:
            self.run_worker(write_sheet(self, self.line.id))

    def action_dossier(self) -> None:
        """Choose for whom, and write the dossier."""
        from screens.dossiers import write_dossier

        if self.line is not None:
            self.run_worker(write_dossier(self, self.line.id))

    # elsewhere

    def action_show_gaps(self) -> None:
        """Open the gap table of the person."""
        open_gaps(self, self.line.person_id if self.line else "")

    def action_show_whose(self) -> None:
        """Open the person."""
        if self.line is not None:
            self.host.go_to(Place("people", self.line.person_id))

    def action_show_history(self) -> None:
        """Who changed what in the plan."""
        from perftui.services.histories import history
        from screens.people_details import change_text
        from widgets.dialogs.texts import TextPanel

        if self.line is not None:
            changes = history(self.store, "plan", self.line.id)
            today = self.host.today()
            self.app.push_screen(TextPanel(_("History"), "\n".join(change_text(change, today) for change in changes)))
