"""What is done with a record of support: the next step, a change, the end; courses proposed, goals named, lists exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.support import GIVEN_UP, STATES, SupportTable
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import courses, mentors, support_records, support_steps
from perftui.services.support_choices import person_of
from screens.hosts import Place
from screens.support_lists import SupportList
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from pathlib import Path

    from perftui.commands.models import Command
    from perftui.services.courses import Proposal
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store
    from screens.form_screens import FormScreen

ONLY = {
    "support.edit_entry": frozenset((SupportTable.MENTORSHIP,)),
    "support.set_goal": frozenset((SupportTable.REQUEST,)),
    "support.propose": frozenset((SupportTable.TRAINING, SupportTable.SKILL_GAP, SupportTable.MENTORSHIP, SupportTable.ACCOMMODATION)),
    "support.show_person": frozenset(set(SupportTable) - {SupportTable.COURSE}),
}
"""Command to the lists in which it makes sense."""
NO_COURSE = mark("No course fits: F4 shows the courses, where F2 says with which measures one helps.")


class SupportWorks(SupportList):
    """The commands that change records, or lead from them elsewhere."""

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense in the list that is shown."""
        return super().is_enabled(command) and self.listed in ONLY.get(command.id, SupportTable)

    def row(self) -> Row | None:
        """The record under the cursor."""
        return support_records.row_of(self.store, self.listed, self.key) if self.key and not self.key.startswith(courses.BUILT_IN) else None

    def push(self, form: FormScreen) -> None:
        """Open a form; what it saved is shown."""
        self.app.push_screen(form, self.edited)

    def edited(self, record_id: str | None) -> None:
        """Show what a form saved."""
        if record_id:
            self.done()
            self.table.move_to_key(record_id)

    # one step further

    def action_go_on(self) -> None:
        """The main step of the list: the log, the next state, courses that fit, training for somebody."""
        if self.listed is SupportTable.MENTORSHIP:
            self.action_log()
        elif self.listed is SupportTable.SKILL_GAP:
            self.action_propose()
        elif self.listed is SupportTable.COURSE:
            from screens.support_forms import TrainingForm

            if self.key:
                self.push(TrainingForm(given={"course_id": self.key}))
        else:
            self.action_take_step()

    def action_log(self) -> None:
        """Write into the log of a mentorship."""
        from screens.mentor_forms import MentorEntryForm

        if self.key:
            self.app.push_screen(MentorEntryForm(above=self.key), lambda saved: self.done() if saved else None)

    def action_edit_entry(self) -> None:
        """Choose an entry of the log and change it."""
        from perftui.services import mentor_logs

        entries = mentor_logs.log(self.store, self.key) if self.key else []
        offered = [Choice(entry.id, f"{entry.on.isoformat()} {entry.situation}") for entry in entries]
        if offered:
            self.app.push_screen(Picker(_("Change which entry?"), lambda text: narrowed(offered, text, fold)), self._edit_entry)
        else:
            self.tell(_("The log is empty: F7 writes the first entry."))

    def _edit_entry(self, entry_id: str | None) -> None:
        from screens.mentor_forms import MentorEntryForm

        if entry_id:
            self.app.push_screen(MentorEntryForm(entry_id), lambda saved: self.done() if saved else None)

    def action_take_step(self) -> None:
        """Choose the next state; where only one follows, it is that one."""
        with self.attempt():
            row = self.row()
            if row is None:
                return
            states = support_steps.next_states(self.listed, str(row["state"]))
            if len(states) == 1:
                self._step(states[0].value)
                return
            offered = [Choice(state.value, say(state)) for state in states]
            title = support_records.title_of(self.listed, row)
            picker = Picker(_("“{title}” is now …").format(title=title), lambda text: narrowed(offered, text, fold))
            self.app.push_screen(picker, lambda wanted: self._step(wanted) if wanted else None)

    def _step(self, wanted: str) -> None:
        from screens.support_step_forms import ASKED, FORMS

        if wanted in ASKED.get(self.listed, ()):
            self.push(FORMS[self.listed](self.key, wanted))
            return
        with self.attempt():
            if self.listed is SupportTable.MENTORSHIP:
                mentors.take_step(self.store, self.key, wanted, self.host.today())
            else:
                support_steps.take_step(self.store, self.listed, self.key, wanted, self.host.today())
            self.done()

    def action_give_up(self) -> None:
        """Cancel it, end it, close it or archive it."""
        with self.attempt():
            if self.listed is SupportTable.COURSE and self.key:
                courses.archive(self.store, self.key)
                self.done()
                return
            row, wanted = self.row(), GIVEN_UP[self.listed]
            if row is None:
                return
            if row["state"] == wanted:
                self.tell(_("It is so already: {state}. F7 opens it again.").format(state=say(STATES[self.listed](wanted))))
            else:
                self._step(wanted.value)

    # courses that fit

    def action_propose(self) -> None:
        """Propose courses for the person of the record, and ask for the one that is chosen."""
        with self.attempt():
            row = self.row()
            person = person_of(self.store, self.listed, self.key) if row is not None else ""
            if row is None or not person:
                return
            is_skill = self.listed is SupportTable.SKILL_GAP
            narrow = {"gap_id": row["gap_id"] or "", "competency": row["competency"]} if is_skill else {}
            found = courses.proposals(self.store, person, self.host.today(), **narrow)
            if not found:
                self.tell(_(NO_COURSE))
                return
            self._offer(found, person, self.key if is_skill else "")

    def _offer(self, found: list[Proposal], person: str, skill_gap: str) -> None:
        from perftui.services import trainings

        offered = [Choice(one.course.id, one.course.name, _(", ").join(one.why)) for one in found]

        def take(key: str | None) -> None:
            one = next((one for one in found if one.course.id == key), None)
            if one is not None:
                with self.attempt():
                    trainings.take(self.store, person, one, self.host.today(), skill_gap_id=skill_gap)
                    self.done()

        self.app.push_screen(Picker(_("Ask for which course?"), lambda text: narrowed(offered, text, fold)), take)

    # elsewhere

    def action_set_goal(self) -> None:
        """Say which goal waits for a request."""
        from screens.goal_pickers import TOP, goal_choices

        key = self.key

        def found(text: str) -> list[Choice]:
            none = [] if text.strip() else [Choice(TOP, _("no goal"))]
            return [*none, *goal_choices(self.store, text, self.host.today())]

        def take(goal_id: str | None) -> None:
            row = self.row()
            if goal_id and row is not None:
                with self.attempt():
                    goal = "" if goal_id == TOP else goal_id
                    support_records.edit(self.store, SupportTable.REQUEST, key, row["version"], goal_id=goal)
                    self.done()

        if key:
            self.app.push_screen(Picker(_("Which goal waits for it?"), found), take)

    def action_show_person(self) -> None:
        """Go to the person whom it is about."""
        person = person_of(self.store, self.listed, self.key) if self.key else ""
        if person:
            self.host.go_to(Place("people", person))
        else:
            self.tell(_("It is about nobody in particular: F2 names somebody."))

    def action_age(self) -> None:
        """How long requests have waited, by the unit that provides."""
        from screens.support_ageing import ageing_text
        from widgets.dialogs.texts import TextPanel

        title, text = ageing_text(self.store, self.host.today())
        self.app.push_screen(TextPanel(title, text))

    def action_set_limit(self) -> None:
        """Choose how many one may mentor at the same time."""
        from screens.support_ageing import ask_limit

        ask_limit(self)

    def action_send_out(self) -> None:
        """Export the list as it is shown."""
        self.run_worker(self._send_out())

    async def _send_out(self) -> None:
        from perftui.services.report_exports import ENDINGS, export
        from screens.exports import export_rows

        shown = self._read()

        def write(_store: Store, path: Path, is_there: bool) -> int:
            return export(shown, path, is_there)

        await export_rows(self, _("Export this list as it is shown"), f"{self.listed.value}.xlsx", ENDINGS, write)
