"""The ways from people, goals and gaps to what helps: courses that fit, skill gaps, requests, talks (R23, R30 to R33, R36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.records import NamedTuple
from screens.sections import Section
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from screens.form_screens import FormScreen
    from screens.support_forms import RecordForm

ANOTHER = "another"
"""The choice of a training that no course was proposed for."""


class Helped(NamedTuple):
    """Who is to be helped, and with what."""

    person_id: str
    """Empty where the record under the cursor belongs to nobody."""
    goal_id: str = ""
    gap_id: str = ""


class SupportWays(Section):
    """A section from whose records one goes there."""

    def helped(self) -> Helped:
        """Who is to be helped, by the record under the cursor."""
        raise NotImplementedError

    def action_propose_courses(self) -> None:
        """Propose courses that fit, and ask for the one that is chosen."""
        from perftui.services import courses, trainings
        from widgets.dialogs.pickers import Picker, narrowed

        helped = self._of_somebody()
        if helped is None:
            return
        person, gap = helped.person_id, helped.gap_id
        found = {one.course.id: one for one in courses.proposals(self.store, person, self.host.today(), gap_id=gap)}
        offered = [Choice(key, one.course.name, _(", ").join(one.why)) for key, one in found.items()]
        offered.append(Choice(ANOTHER, _("Another course or training…"), "" if found else _("none fits its measures")))

        def take(key: str | None) -> None:
            if key == ANOTHER:
                from screens.support_forms import TrainingForm

                self._fill_in_record(TrainingForm(), helped._replace(goal_id=""))
            elif key:
                with self.attempt():
                    trainings.take(self.store, person, found[key], self.host.today(), gap_id=gap)
                    self._say_done()

        self.app.push_screen(Picker(_("Ask for which course?"), lambda text: narrowed(offered, text, fold)), take)

    def action_add_skill_gap(self) -> None:
        """Say what the person can do less well than the work needs."""
        from screens.support_forms import SkillGapForm

        if helped := self._of_somebody():
            self._fill_in_record(SkillGapForm(), helped)

    def action_ask_support(self) -> None:
        """Ask another unit for what is needed."""
        from screens.support_forms import RequestForm

        helped = self.helped()
        if helped.person_id or helped.goal_id:
            self._fill_in_record(RequestForm(), helped._replace(gap_id=""))

    def action_plan_talk(self) -> None:
        """Plan a talk with the person, about the gap or the goal."""
        from screens.talk_forms import TalkForm

        if helped := self._of_somebody():
            form = TalkForm(above=helped.person_id)
            form.about = {"goal": helped.goal_id, "gap": helped.gap_id}
            self._fill_in(form)

    def _of_somebody(self) -> Helped | None:
        helped = self.helped()
        if not helped.person_id:
            self.tell(_("It belongs to nobody in particular: do this for a person, in People."))
        return helped if helped.person_id else None

    def _fill_in_record(self, form: RecordForm, helped: Helped) -> None:
        form.about = {name: key for name, key in helped._asdict().items() if key}
        self._fill_in(form)

    def _fill_in(self, form: FormScreen) -> None:
        self.app.push_screen(form, lambda saved: self._say_done() if saved else None)

    def _say_done(self) -> None:
        from perftui.services import undo

        label = undo.next_undo(self.store)
        self.saved(_("{what}. Ctrl+Z takes it back.").format(what=say(label)) if label else _("Saved."))
