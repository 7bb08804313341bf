"""What is done with the talk under the cursor: written down, prepared, cancelled; scripts and prep sheets shown and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.meetings import ActionState
from perftui.domain.talks import TalkStatus
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services import action_entries, actions, talk_cadences, talks
from perftui.services.meeting_minutes import action_text
from perftui.services.talks import ENTITY
from screens.hosts import Place
from screens.talk_papers import TalkPapers
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from perftui.commands.models import Command

FOR_ALL = frozenset(("edit", "write_down", "set_cadence", "end_cadence", "show_person", "open", "add_bottleneck", "add_worksheet"))
"""What can be done where a talk is due and not recorded, too."""


class TalkWorks(TalkPapers):
    """The commands that change talks, or lead from them elsewhere."""

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the talk under the cursor."""
        if command.scope != ENTITY + "s" or not command.needs or not super().is_enabled(command):
            return super().is_enabled(command)
        view = self.view
        if view is None:
            return command.action in FOR_ALL and bool(self.key)
        if command.action == "plan_again":
            return view.line.status in (TalkStatus.HELD, TalkStatus.CANCELLED)
        if command.action in ("cancel", "write_down"):
            return view.line.status is not (TalkStatus.HELD if command.action == "cancel" else TalkStatus.CANCELLED)
        return bool(view.goal or view.gap or view.plan) if command.action == "show_subject" else True

    # forms

    def action_write_down(self) -> None:
        """Write it down by the four parts of GROW; what is due and not planned, too."""
        from screens.grow_forms import GrowForm, NewGrowForm  # loads what only forms need

        if self.talk_id:
            self.app.push_screen(GrowForm(self.talk_id), self.edited)
        elif self.person_id:
            self.app.push_screen(NewGrowForm(above=self.person_id), self.edited)

    def action_edit(self) -> None:
        """Change the talk in a form; one that is due is planned."""
        from screens.talk_forms import TalkForm  # likewise

        if self.talk_id:
            self.app.push_screen(TalkForm(self.talk_id), self.edited)
        elif self.person_id:
            self.plan_with(self.person_id)

    def action_add_in_form(self) -> None:
        """Plan a talk in a form."""
        self.plan_with(self.person_id if self.key and not self.talk_id else "")

    def plan_with(self, person_id: str) -> None:
        """Plan a talk with somebody, in the form."""
        from screens.talk_forms import TalkForm  # likewise

        self.app.push_screen(TalkForm(above=person_id), self.edited)

    def action_set_cadence(self) -> None:
        """Say how often there is a talk with this person."""
        from screens.talk_forms import CadenceForm  # likewise

        person, self.asked_for = self.asked_for or self.person_id, ""
        if person:
            self.app.push_screen(CadenceForm(person), lambda saved: self.done() if saved else None)

    def action_end_cadence(self) -> None:
        """No more talks are due with this person."""
        with self.attempt():
            talk_cadences.end_cadence(self.store, self.person_id)
            self.done()

    def edited(self, talk_id: str | None) -> None:
        """Go to a talk that was saved."""
        if talk_id:
            self.done()
            self.table.move_to_key(talk_id)

    def action_add_bottleneck(self) -> None:
        """Say where the work of this person gets stuck."""
        from screens.bottleneck_forms import BottleneckForm  # likewise

        subject = f"talk/{self.talk_id}" if self.talk_id else f"person/{self.person_id}"
        self.app.push_screen(BottleneckForm(above=subject), lambda saved: self.done() if saved else None)

    def action_add_worksheet(self) -> None:
        """Say what another department needs."""
        from screens.worksheet_forms import WorksheetForm  # likewise

        subject = f"talk/{self.talk_id}" if self.talk_id else f"person/{self.person_id}"
        self.app.push_screen(WorksheetForm(above=subject), lambda saved: self.done() if saved else None)

    # states

    def action_cancel(self) -> None:
        """It is not held."""
        with self.attempt():
            talks.cancel(self.store, self.talk_id)
            self.done()

    def action_plan_again(self) -> None:
        """It was not held, or not cancelled."""
        with self.attempt():
            talks.plan_again(self.store, self.talk_id)
            self.done()

    def action_finish_action(self) -> None:
        """Say that an action that was agreed here is done, or that a done one is not."""
        lines = self.view.actions if self.view else ()
        choices = [Choice(line.id, action_text(line), say(line.state)) for line in lines]
        if not choices:
            self.tell(_("Nothing was agreed here yet: F7 adds actions, one a line."))
        elif len(choices) == 1:
            self._turn(choices[0].key)
        else:
            picker = Picker(_("Action done"), lambda text: narrowed(choices, text, fold))
            self.app.push_screen(picker, lambda key: self._turn(key) if key else None)

    def _turn(self, key: str) -> None:
        with self.attempt():
            if actions.action(self.store, key).state is ActionState.OPEN:
                action_entries.mark_done(self.store, key, self.host.today())
            else:
                action_entries.reopen(self.store, key)
            self.done()

    # leading elsewhere

    def action_show_cards(self) -> None:
        """Show the coaching cards of the managers."""
        self.host.go_to(Place("reports", command="show_coaching"))

    def action_show_person(self) -> None:
        """Go to the one with whom the talk is."""
        if self.person_id:
            self.host.go_to(Place("people", self.person_id))

    def action_show_subject(self) -> None:
        """Go to the plan, the gap or the goal that the talk is about; where there are several, choose."""
        view = self.view
        if view is None:
            return
        named = (
            ("plan_sheets", pgettext("talks", "Plan"), view.plan_id, view.plan),
            ("gaps", _("Gap"), view.gap_id, view.gap),
            ("goals", _("Goal"), view.goal_id, view.goal),
        )
        places = {section: Place(section, key) for section, _kind, key, title in named if title}
        choices = [Choice(section, title, "", kind) for section, kind, _key, title in named if title]
        if len(choices) == 1:
            self.host.go_to(places[choices[0].key])
        elif choices:
            picker = Picker(_("Go to what it is about"), lambda text: narrowed(choices, text, fold))
            self.app.push_screen(picker, lambda section: self.host.go_to(places[section]) if section else None)
