"""Mentorships, and the log of each, in forms; the log takes a few lines and Ctrl+S (R34, R35)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.recurrence_texts import BadRecurrence, parse_recurrence
from perftui.domain.recurrences import words
from perftui.domain.support import MentorReason, SupportTable
from perftui.i18n import gettext as _
from perftui.services import mentor_logs, mentors
from screens.form_screens import FormScreen
from screens.support_forms import RecordForm, code_options
from widgets.fields import Field, FieldKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.errors import Message
    from perftui.services.mentor_logs import MentorEntry
    from widgets.fields import Check


class MentorshipForm(RecordForm):
    """Gives somebody a mentor, or changes how."""

    FORM: ClassVar[str] = "mentorship"
    TABLE = SupportTable.MENTORSHIP

    def new_heading(self) -> str:
        """What a new one is called."""
        return _("New mentorship")

    def fields(self) -> Sequence[Field]:
        """Who with whom, why, from when, how often."""
        often_help = _("weekly, every monday, every 2 weeks, monthly, 每周五. A week without an entry is on Today.")
        today = self.host.today().isoformat()
        return (
            Field("mentor_id", _("Mentor"), FieldKind.PERSON, self.was("mentor_id"), is_required=True),
            Field("mentee_id", _("Mentee"), FieldKind.PERSON, self.was("mentee_id"), is_required=True),
            Field("reason", _("Reason"), FieldKind.CHOICE, self.was("reason", "new_hire"), choices=code_options(MentorReason)),
            Field("recurrence", _("How often"), value=self.was("recurrence", "weekly"), help=often_help, echo=_often, is_required=True),
            Field("start_date", _("Start"), FieldKind.DATE, self.was("start_date", today), is_required=True),
            Field("end_date", _("End"), FieldKind.DATE, self.was("end_date")),
            *self.plan_fields(),
            Field("note", _("Note"), FieldKind.MULTILINE, self.was("note"), lines=3),
        )

    def checks(self) -> Mapping[str, Check]:
        """Whether it can be told how often they meet."""
        return {"recurrence": _often_fault}

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the mentorship."""
        row = self._before()
        if row is None:
            return mentors.add(self.store, **values)
        return mentors.edit(self.store, row["id"], row["version"], **{name: values[name] for name in self.changed(values)})


def _often(text: str) -> str:
    try:
        return words(parse_recurrence(text)) if text else ""
    except BadRecurrence:
        return ""


def _often_fault(text: str) -> Message | None:
    try:
        parse_recurrence(text)
    except BadRecurrence as error:
        return error.message
    return None


class MentorEntryForm(FormScreen):
    """Writes a talk into the log of the mentorship above it, or changes one."""

    FORM: ClassVar[str] = "mentor_entry"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _line: MentorEntry | None = None

    def heading(self) -> str:
        """Whose log it is."""
        line = mentors.line(self.store, self._pair(), self.host.today())
        return _("Mentor log: {mentor} and {mentee}").format(mentor=line.mentor, mentee=line.mentee)

    def _pair(self) -> str:
        entry = self._before()
        return entry.mentorship_id if entry else self.above

    def _before(self) -> MentorEntry | None:
        if self.subject and self._line is None:
            self._line = mentor_logs.entry(self.store, self.subject)
        return self._line

    def note(self) -> str:
        """What was to come next after the last talk."""
        log = mentor_logs.log(self.store, self._pair())
        if self.subject or not log or not log[0].next_step:
            return ""
        return _("Agreed last time: {text}").format(text=log[0].next_step)

    def fields(self) -> Sequence[Field]:
        """The day, and the four things to tell; each is one line that grows."""
        entry = self._before()
        on = (entry.on if entry else self.host.today()).isoformat()
        return (
            Field("situation", _("Situation"), value=entry.situation if entry else "", is_required=True, help=_("What it was about.")),
            Field("practised", _("Practised"), value=entry.practised if entry else "", help=_("What the two tried together.")),
            Field("observed", _("Observed"), value=entry.observed if entry else "", help=_("What the mentor saw.")),
            Field("next_step", _("Next step"), value=entry.next_step if entry else "", help=_("What the mentee does until the next talk.")),
            Field("on_date", _("Date"), FieldKind.DATE, on, is_required=True),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down."""
        entry, today = self._before(), self.host.today()
        if entry is None:
            return mentor_logs.add_entry(self.store, self.above, today, **values)
        changes = {name: values[name] for name in self.changed(values)}
        return mentor_logs.edit_entry(self.store, entry.id, entry.version, today, **changes)
