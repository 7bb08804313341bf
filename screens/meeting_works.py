"""What comes out of a meeting: weights and shares that change, actions, and the meeting itself as held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import basis_points
from perftui.domain.meetings import ActionState
from perftui.domain.quantities import number_text
from perftui.domain.rollups import FULL_WEIGHT
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import action_entries, actions, meeting_changes, meetings, needs
from perftui.services.meeting_minutes import action_text
from screens.goal_form_bases import percent_of, weight_of
from screens.meeting_parts import MeetingParts
from screens.resource_texts import left_text, need_text
from widgets.dialogs.confirms import NO, Answer, Confirm
from widgets.fields import Field, FieldKind
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.meeting_views import MeetingView
    from perftui.services.needs import NeedLine

SETTLE, HOLD = "settle", "hold"
"""Answers to the question whether decisions settle the conflicts."""


class MeetingWorks(MeetingParts):
    """What changes goals, actions and the state of the meeting under the cursor."""

    def _because(self, view: MeetingView, change: Callable[[str], None]) -> None:
        """Change something because of the only decision, of the one that is picked, or for a reason that is asked for."""
        if view.decisions:
            by_id = {line.id: line.text for line in view.decisions}
            self.pick(
                _("Because of which decision?"), [Choice(key, text) for key, text in by_id.items()], lambda key: change(by_id[key]), ""
            )
        else:
            explained = _("There is no decision yet; this is kept as the reason. Enter takes · Esc leaves")
            self.ask(_("Reason"), Field("reason", _("Reason"), help=explained, is_required=True), change)

    def action_change_weight(self) -> None:
        """Pick a goal that is talked about, then its new weight, then why."""
        view = self.view
        if view is None:
            return
        by_id = {goal.side.id: goal for goal in view.goals}

        def ask(key: str) -> None:
            field = Field("weight", _("Weight %"), FieldKind.PERCENT, percent_of(by_id[key].weight), is_required=True)
            self.ask(by_id[key].side.title, field, lambda text: self._because(view, lambda why: self._weigh(view.id, key, text, why)))

        choices = [Choice(key, goal.side.title, basis_points(goal.weight)) for key, goal in by_id.items()]
        self.pick(_("Change a weight"), choices, ask, _("No goal is a topic here: “Add a topic” on F8 adds one."))

    def _weigh(self, meeting: str, goal: str, text: str, why: str) -> None:
        weight = weight_of(text)
        if weight is None:
            return
        with self.attempt():
            total = meeting_changes.change_weight(self.store, meeting, goal, weight, why)
            self.done()
            if total != FULL_WEIGHT:
                words = _("Weight: {weight}. With what stands beside it that is {total}: change another one too.")
                self.tell(words.format(weight=basis_points(weight), total=basis_points(total)))

    def action_change_share(self) -> None:
        """Pick what a goal needs, then how much it gets, then why."""
        view = self.view
        if view is None:
            return
        lines = {line.id: (goal.side.title, line) for goal in view.goals for line in needs.needs_of(self.store, goal.side.id)}

        def ask(key: str) -> None:
            title, line = lines[key]
            self.ask(title, _amount(line), lambda text: self._because(view, lambda why: self._share(view.id, key, text, why)))

        choices = [Choice(key, title, need_text(line)) for key, (title, line) in lines.items()]
        nothing = _("No goal that is a topic here needs a resource.")
        self.pick(_("Change a share of a resource"), choices, ask, nothing)

    def _share(self, meeting: str, need: str, amount: str, why: str) -> None:
        with self.attempt():
            meeting_changes.change_allocation(self.store, meeting, need, amount, why)
            self.done()

    # actions

    def action_add_action(self) -> None:
        """Add an action in a form."""
        from screens.action_forms import MeetingActionForm  # loads what only forms need

        self.app.push_screen(MeetingActionForm(above=self.meeting_id), lambda saved: self.done() if saved else None)

    def action_edit_action(self) -> None:
        """Change an action in a form."""
        from screens.action_forms import ActionForm  # likewise

        def edit(key: str) -> None:
            self.app.push_screen(ActionForm(key), lambda saved: self.done() if saved else None)

        self._with_action(_("Change an action"), edit)

    def action_finish_action(self) -> None:
        """Say that an open one is done, or that a done one is not."""
        self._with_action(
            _("Action done"), lambda key: self._turn(key, lambda: action_entries.mark_done(self.store, key, self.host.today()))
        )

    def action_cancel_action(self) -> None:
        """Cancel an open one, or open a cancelled one again."""
        self._with_action(_("Cancel an action"), lambda key: self._turn(key, lambda: actions.cancel(self.store, key)))

    def _turn(self, key: str, end: Callable[[], None]) -> None:
        with self.attempt():
            if actions.action(self.store, key).state is ActionState.OPEN:
                end()
            else:
                action_entries.reopen(self.store, key)
            self.done()

    def _with_action(self, title: str, act: Callable[[str], None]) -> None:
        lines = self.view.actions if self.view else ()
        choices = [Choice(line.id, action_text(line), say(line.state)) for line in lines]
        self.pick(title, choices, act, _("No action yet: “Add an action” on F8 adds one."))

    # the meeting itself

    def action_hold(self) -> None:
        """Mark it as held; where conflicts are open, ask whether its decisions settle them."""
        view = self.view
        if view is None:
            return
        if view.on > self.host.today() or not (view.open_conflicts and view.decisions):
            self._hold(view.id, settles=False)
            return
        n = view.open_conflicts
        words = ngettext("Does what was decided settle the conflict?", "Does what was decided settle the {n} conflicts?", n).format(n=n)
        answers = (Answer(NO, _("Back"), "b"), Answer(HOLD, _("Only mark as held"), "o"), Answer(SETTLE, _("Settle"), "s"))
        question = Confirm(words, answers, [line.text for line in view.decisions], chosen=2)
        self.app.push_screen(question, lambda answer: self._hold(view.id, settles=answer == SETTLE) if answer in (HOLD, SETTLE) else None)

    def _hold(self, meeting: str, *, settles: bool) -> None:
        with self.attempt():
            count = meetings.hold(self.store, meeting, self.host.today(), settles=settles)
            self.done()
            if count:
                words = ngettext("Held; {n} conflict is settled.", "Held; {n} conflicts are settled.", count).format(n=count)
                self.tell(_("{what} Ctrl+Z takes it back.").format(what=words))

    def action_cancel(self) -> None:
        """Cancel it."""
        with self.attempt():
            meetings.cancel(self.store, self.meeting_id)
            self.done()

    def action_plan_again(self) -> None:
        """Take back that it was held or cancelled."""
        with self.attempt():
            meetings.plan_again(self.store, self.meeting_id)
            self.done()

    def action_show_minutes(self) -> None:
        """All of it as one text, to read and copy."""
        from perftui.services.meeting_minutes import as_markdown
        from widgets.dialogs.texts import TextPanel

        with self.attempt():
            self.app.push_screen(TextPanel(_("Minutes"), as_markdown(self.store, self.meeting_id)))

    def action_send_out(self) -> None:
        """Write the minutes to a file."""
        from screens.exports import export_minutes

        view = self.view
        if view is not None:
            self.run_worker(export_minutes(self, view.id, view.on))


def _amount(line: NeedLine) -> Field:
    value = "" if line.amount is None else number_text(line.amount)
    explained = " · ".join(part for part in (left_text(line.resource), _("Enter takes · Esc leaves")) if part)
    return Field("amount", line.resource.name, FieldKind.NUMBER, value, explained, is_required=True)
