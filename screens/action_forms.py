"""An action in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.i18n import gettext as _
from perftui.services import actions
from perftui.services.action_units import add_joint, edit_joint, units_text
from perftui.services.actions import Origin
from perftui.services.meeting_views import ENTITY
from perftui.services.retro_notes import ENTITY as NOTE
from screens.form_screens import FormScreen
from widgets.fields import Field, FieldKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.actions import ActionLine


class ActionForm(FormScreen):
    """Changes an action."""

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

    def fields(self) -> Sequence[Field]:
        """What, who, by when, in which role, and how one sees that it helped."""
        line = self._before()
        due = line.due.isoformat() if line and line.due else ""
        with_help = _("Units that answer for it too, with commas between them.")
        role_help = _("In which role it is done, such as lead, mentor or finance.")
        return (
            Field("title", _("Action"), value=line.title if line else "", is_required=True),
            Field("owner", _("Owner"), FieldKind.PERSON, line.owner_id if line else "", is_required=True),
            Field("due", _("Due"), FieldKind.DATE, due, is_required=True),
            Field("with_units", _("Together with"), value=units_text(self.store, self.subject), help=with_help),
            Field("role", _("Role"), value=line.role if line else "", help=role_help),
            Field("measure", _("Measured by"), value=line.measure if line else "", help=_("By what one will see that it helped.")),
            Field("note", _("Note"), FieldKind.MULTILINE, line.note if line else "", lines=3),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the action."""
        line = self._before()
        if line is not None:
            return edit_joint(self.store, line.id, line.version, **{name: values[name] for name in self.changed(values)})
        return add_joint(self.store, self.origin(), **values)

    def origin(self) -> Origin:
        """Out of what a new one comes."""
        return Origin("", "")


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
