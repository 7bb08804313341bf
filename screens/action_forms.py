"""An action in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.recurrence_texts import BadRecurrence, parse_recurrence
from perftui.domain.recurrences import words
from perftui.domain.roles import Role, role_text
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import actions
from perftui.services.action_units import add_joint, edit_joint, units_text
from perftui.services.actions import Origin
from perftui.services.meeting_views import ENTITY
from perftui.services.retro_notes import ENTITY as NOTE
from screens.form_screens import FormScreen
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.errors import Message
    from perftui.services.actions import ActionLine
    from widgets.fields import Check


class ActionForm(FormScreen):
    """Adds an action that comes out of nothing, or changes any."""

    FORM: ClassVar[str] = "action"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _line: ActionLine | None = None

    def heading(self) -> str:
        """Which action it is."""
        line = self._before()
        return line.title if line else _("New action")

    def _before(self) -> ActionLine | None:
        if self.subject and self._line is None:
            self._line = actions.action(self.store, self.subject)
        return self._line

    @property
    def needs_both(self) -> bool:
        """Whether it needs an owner and a date, because of where it comes from."""
        from perftui.domain.meeting_drafts import NEEDS_OWNER_AND_DATE  # with what checks all drafts, which is heavy

        line = self._before()
        return (line.origin if line else self.origin()).entity in NEEDS_OWNER_AND_DATE

    def fields(self) -> Sequence[Field]:
        """What, who, by when or how often, in which role, and how one sees that it helped."""
        line, needs = self._before(), self.needs_both
        due = line.due.isoformat() if line and line.due else ""
        until = line.until.isoformat() if line and line.until else ""
        with_help = _("Units that answer for it too, with commas between them.")
        roles = [Option(role.value, say(role)) for role in Role]
        role_help = _("In which role it is done: F4 offers the usual ones, any other can be typed.")
        often_help = _("Empty where it is done once. Else: every day, weekly mon, every 2 weeks, monthly 15, quarterly, 每周一, 每月底.")
        until_help = _("After this day a series is over; empty where it goes on until somebody ends it.")
        return (
            Field("title", _("Action"), value=line.title if line else "", is_required=True),
            Field("owner", _("Owner"), FieldKind.PERSON, line.owner_id if line else "", is_required=needs),
            Field("due", _("Due"), FieldKind.DATE, due, is_required=needs),
            Field("with_units", _("Together with"), value=units_text(self.store, self.subject), help=with_help),
            Field("recurrence", _("Repeats"), value=line.recurrence if line else "", help=often_help, echo=self._often),
            Field("until", _("Ends on"), FieldKind.DATE, until, until_help),
            Field("role", _("Role"), value=role_text(line.role) if line else "", help=role_help, choices=roles),
            Field("measure", _("Measured by"), value=line.measure if line else "", help=_("By what one will see that it helped.")),
            Field("note", _("Note"), FieldKind.MULTILINE, line.note if line else "", lines=3),
        )

    def checks(self) -> Mapping[str, Check]:
        """Whether it can be told how often it repeats."""
        return {"recurrence": _often_fault}

    def _often(self, text: str) -> str:
        """How often, as it is understood."""
        try:
            return words(parse_recurrence(text)) if text else ""
        except BadRecurrence:
            return ""

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the action."""
        line = self._before()
        if line is not None:
            return edit_joint(self.store, line.id, line.version, **{name: values[name] for name in self.changed(values)})
        return add_joint(self.store, self.origin(), **values)

    def origin(self) -> Origin:
        """Out of what a new one comes."""
        return Origin("", "")


def _often_fault(text: str) -> Message | None:
    try:
        parse_recurrence(text)
    except BadRecurrence as error:
        return error.message
    return None


class MeetingActionForm(ActionForm):
    """Adds an action to the meeting above it."""

    FORM: ClassVar[str] = "meeting_action"

    def origin(self) -> Origin:
        """The meeting."""
        return Origin(ENTITY, self.above)


class RetroActionForm(ActionForm):
    """Adds an action to the note of a retrospective above it."""

    FORM: ClassVar[str] = "retro_action"

    def origin(self) -> Origin:
        """The note."""
        return Origin(NOTE, self.above)
