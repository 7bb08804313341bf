"""Who takes part in a meeting, what it is about, what it decides: added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.services import meeting_parts
from perftui.services.meeting_minutes import participant_text, topic_text
from perftui.services.meetings import Attendee
from screens.goal_filters import owner_choices
from screens.goal_pickers import goal_choices
from screens.hosts import Place
from screens.told_lists import ToldList
from widgets.dialogs.pickers import Picker, narrowed
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from perftui.services.meeting_views import MeetingView

WHOLE = "whole"
"""The key of the choice that means no goal in particular."""


class MeetingParts(ToldList):
    """What changes the parts of the meeting under the cursor."""

    @property
    def view(self) -> MeetingView | None:
        """The meeting under the cursor with all that belongs to it, as it is recorded now."""
        raise NotImplementedError

    @property
    def meeting_id(self) -> str:
        """The id of that meeting; empty when there is none."""
        return self.key

    def pick(self, title: str, choices: Sequence[Choice], act: Callable[[str], None], nothing: str) -> None:
        """Do something with the only choice, or with the one that is picked."""
        if not choices:
            self.tell(nothing)
        elif len(choices) == 1:
            act(choices[0].key)
        else:
            picker = Picker(title, lambda text: narrowed(choices, text, fold))
            self.app.push_screen(picker, lambda key: act(key) if key else None)

    def ask(self, title: str, field: Field, take: Callable[[str], None]) -> None:
        """Ask for a value."""
        self.app.push_screen(ValuePrompt(title, field), lambda text: None if text is None else take(text))

    def action_add_participant(self) -> None:
        """Pick a person or a unit."""
        meeting = self.meeting_id
        picker = Picker(
            _("Add a participant"),
            lambda text: owner_choices(self.store, text, self.host.today()),
            placeholder=_("a name, initials such as zw, a staff number, or a unit"),
        )
        self.app.push_screen(picker, lambda who: self._add_participant(meeting, who) if who else None)

    def _add_participant(self, meeting: str, who: str) -> None:
        entity, _colon, record = who.partition(":")
        with self.attempt():
            meeting_parts.add_participant(self.store, meeting, Attendee(**{f"{entity}_id": record}))
            self.done()

    def action_add_topic(self) -> None:
        """Pick a goal."""
        meeting = self.meeting_id
        picker = Picker(
            _("Add a topic"),
            lambda text: goal_choices(self.store, text, self.host.today()),
            placeholder=_("part of a title, or the initials of a Chinese one"),
        )
        self.app.push_screen(picker, lambda goal: self._add_topic(meeting, goal) if goal else None)

    def _add_topic(self, meeting: str, goal: str) -> None:
        with self.attempt():
            meeting_parts.add_topic(self.store, meeting, goal)
            self.done()

    def action_decide(self) -> None:
        """Ask what was decided, then about which goal."""
        view = self.view
        if view is not None:
            self.ask(_("Add a decision"), Field("text", _("Decided"), is_required=True), lambda text: self._about(view, text))

    def _about(self, view: MeetingView, text: str) -> None:
        choices = [Choice(WHOLE, _("All of it")), *(Choice(goal.side.id, goal.side.title, goal.side.unit) for goal in view.goals)]
        self.pick(_("About which goal?"), choices, lambda goal: self._decide(view.id, text, "" if goal == WHOLE else goal), "")

    def _decide(self, meeting: str, text: str, goal: str) -> None:
        with self.attempt():
            meeting_parts.decide(self.store, meeting, text, goal)
            self.done()

    def action_reword(self) -> None:
        """Write a decision anew."""
        view = self.view
        if view is None:
            return
        by_id = {line.id: line for line in view.decisions}

        def ask(key: str) -> None:
            field = Field("text", _("Decided"), value=by_id[key].text, is_required=True)
            self.ask(_("Change a decision"), field, lambda text: self._reword(view.id, key, by_id[key].version, text))

        choices = [Choice(line.id, line.text, line.goal) for line in view.decisions]
        self.pick(_("Change a decision"), choices, ask, _("Nothing is decided yet."))

    def _reword(self, meeting: str, decision: str, version: int, text: str) -> None:
        with self.attempt():
            meeting_parts.reword(self.store, meeting, decision, version, text)
            self.done()

    def action_remove_part(self) -> None:
        """Remove a participant, topic or decision; always asks which."""
        view = self.view
        if view is None:
            return
        choices = list(_removable(view))
        picker = Picker(_("Remove a part"), lambda text: narrowed(choices, text, fold), empty=_("There is nothing to remove."))
        self.app.push_screen(picker, lambda part: self._remove(view.id, part) if part else None)

    def _remove(self, meeting: str, part: str) -> None:
        table, _colon, record = part.partition(":")
        with self.attempt():
            meeting_parts.remove_part(self.store, meeting, table, record)
            self.done()

    def action_show_goal(self) -> None:
        """Open a goal that is talked about."""
        choices = [Choice(goal.side.id, goal.side.title, goal.side.unit) for goal in self.view.goals] if self.view else []
        self.pick(_("Go to a goal"), choices, lambda goal: self.host.go_to(Place("goals", goal)), _("No goal is a topic here."))

    def action_show_conflict(self) -> None:
        """Open a conflict that is a topic."""
        choices = [Choice(topic.link_id, topic_text(topic)) for topic in self.view.topics if topic.link_id] if self.view else []
        nothing = _("No conflict is a topic here.")
        self.pick(_("Go to a conflict"), choices, lambda link: self.host.go_to(Place("conflicts", link)), nothing)


def _removable(view: MeetingView) -> Iterator[Choice]:
    for who in view.participants:
        yield Choice(f"meeting_participant:{who.id}", participant_text(who), "", _("Participants"))
    for topic in view.topics:
        yield Choice(f"meeting_topic:{topic.id}", topic_text(topic), "", _("Topics"))
    for decision in view.decisions:
        yield Choice(f"meeting_decision:{decision.id}", decision.text, "", _("Decisions"))
