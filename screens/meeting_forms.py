"""A meeting in a form, filled in beforehand where it is about a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.meetings import MeetingKind
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import meeting_openings, meetings
from perftui.services.meeting_views import meeting_view
from screens.form_screens import FormScreen
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from perftui.services.meeting_openings import Proposal
    from perftui.services.meeting_views import MeetingView


class MeetingForm(FormScreen):
    """Plans a meeting or changes one."""

    FORM: ClassVar[str] = "meeting"
    _view: MeetingView | None = None
    _proposal: Proposal | None = None

    def heading(self) -> str:
        """Which meeting it is."""
        view = self._before()
        return view.title if view else _("New meeting")

    def _before(self) -> MeetingView | None:
        if self.subject and self._view is None:
            self._view = meeting_view(self.store, self.subject)
        return self._view

    def _proposed(self) -> Proposal | None:
        if self.above and self._proposal is None:
            self._proposal = meeting_openings.proposal(self.store, self.above)
        return self._proposal

    def fields(self) -> Sequence[Field]:
        """Kind, title, date, place, agenda and minutes; from a conflict also what it is about and who takes part."""
        found = self._before() or self._proposed()
        kinds = [Option(kind.value, say(kind)) for kind in MeetingKind]
        view, kind = self._before(), found.kind if found else MeetingKind.ALIGNMENT
        on = (view.on if view else self.host.today()).isoformat()
        usual = "" if self.subject else _("Empty: the usual agenda of this kind.")
        return (
            Field("kind", _("Kind"), FieldKind.CHOICE, kind.value, choices=kinds, is_required=True),
            Field("title", _("Title"), value=found.title if found else "", is_required=True),
            Field("on", _("Date"), FieldKind.DATE, on, is_required=True),
            Field("place", _("Place"), value=view.place if view else ""),
            *self._given(),
            Field("agenda", _("Agenda"), FieldKind.MULTILINE, found.agenda if found else "", help=usual, lines=5),
            Field("minutes", _("Minutes"), FieldKind.MULTILINE, view.minutes if view else "", lines=3),
        )

    def _given(self) -> Iterator[Field]:
        proposed = self._proposed()
        if proposed is not None:
            yield Field("topics", _("About"), FieldKind.READONLY, "\n".join(proposed.topics))
            yield Field("invited", _("Invited"), FieldKind.READONLY, _(", ").join(proposed.invited))

    def save(self, values: Mapping[str, str]) -> str:
        """Plan or change the meeting."""
        view, given = self._before(), {name: values[name] for name in ("kind", "title", "on", "place", "agenda", "minutes")}
        if view is not None:
            changes = {name: given[name] for name in self.changed(values)}
            return meetings.edit_meeting(self.store, view.id, view.version, **changes)
        if given["kind"] != MeetingKind.RETROSPECTIVE:
            given["agenda"] = given["agenda"].strip() or meeting_openings.agenda(MeetingKind(given["kind"]))
        return self.plan(given)

    def plan(self, given: Mapping[str, str]) -> str:
        """Plan a new one."""
        if given["kind"] == MeetingKind.RETROSPECTIVE:
            from perftui.services.retrospectives import plan_retrospective  # most meetings are none

            return plan_retrospective(self.store, (), (), **given)
        return meetings.add_meeting(self.store, (), (), **given)


class ConflictMeetingForm(MeetingForm):
    """Plans a meeting about the conflict above it."""

    FORM: ClassVar[str] = "conflict_meeting"

    def plan(self, given: Mapping[str, str]) -> str:
        """Plan it with both goals as topics, and their units and owners as participants."""
        return meeting_openings.open_meeting(self.store, self.above, **given)
