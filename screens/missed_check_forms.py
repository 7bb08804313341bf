"""A late note on a check of a plan that was missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.formats import long_date
from perftui.domain.plan_checks import CheckTold
from perftui.i18n import gettext as _
from perftui.services import plan_check_views, plan_checks
from screens.form_screens import FormScreen
from widgets.fields import Field, FieldKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.plan_check_views import CheckView


class MissedCheckForm(FormScreen):
    """What is known afterwards of a check that was missed; it stays missed."""

    FORM: ClassVar[str] = "missed_check"
    MERGES: ClassVar[bool] = False
    _view: CheckView | None = None

    @property
    def view(self) -> CheckView:
        """The check as it stands."""
        if self._view is None:
            self._view = plan_check_views.check_view(self.store, self.subject)
        return self._view

    def heading(self) -> str:
        """Which check."""
        return _("Missed check of {day}: a late note").format(day=long_date(self.view.check.due))

    def note(self) -> str:
        """What a note does not do."""
        return _("It stays missed; the note says why, or what is known all the same.")

    def fields(self) -> Sequence[Field]:
        """The notes and the evidence."""
        check = self.view.check
        return (
            Field("manager_note", _("Manager's note"), FieldKind.MULTILINE, check.manager_note, lines=3),
            Field("employee_note", _("Employee's note"), FieldKind.MULTILINE, check.employee_note, lines=3),
            Field("evidence", _("Evidence"), value=self.view.evidence),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Keep the note."""
        told = CheckTold(None, self.host.today(), values["manager_note"], values["employee_note"], values["evidence"])
        return plan_checks.note_missed(self.store, self.subject, self.view.check.version, told, self.host.today())
