"""A cause in a compact form: what, in which category, and what shows it; and an action against one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.causes import CauseCategory
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import causes, whys
from perftui.services.actions import Origin
from perftui.services.gap_views import CAUSE
from screens.action_forms import ActionForm
from screens.form_screens import FormScreen
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.gap_views import CauseLine


class CauseForm(FormScreen):
    """Adds a cause to the gap above it, or changes one."""

    FORM: ClassVar[str] = "cause"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _line: CauseLine | None = None

    def heading(self) -> str:
        """Which cause it is."""
        line = self._before()
        return line.text if line else _("New cause")

    def _before(self) -> CauseLine | None:
        if self.subject and self._line is None:
            self._line = causes.cause(self.store, self.subject)
        return self._line

    def fields(self) -> Sequence[Field]:
        """What, in which category, and what shows it."""
        line = self._before()
        return (
            Field("text", self.asked(), value=line.text if line else "", is_required=True),
            self._category(line.category if line else self.category()),
            Field("evidence", _("Evidence"), value=line.evidence if line else "", help=_("What shows it: a number, a record, an example.")),
        )

    def _category(self, code: str) -> Field:
        options = [Option("", _("none")), *(Option(category.value, say(category)) for category in CauseCategory)]
        told = _(
            "The bone of the fishbone. People, training and motivation count as causes of the person, all others as causes of the system."
        )
        return Field("category", _("Category"), FieldKind.CHOICE, code, told, choices=options)

    def asked(self) -> str:
        """The label of the first field."""
        return _("Cause")

    def category(self) -> str:
        """The category at first."""
        return ""

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the cause."""
        line = self._before()
        if line is None:
            return causes.add_cause(self.store, self.above, **values)
        causes.edit_cause(self.store, line.id, line.version, **{name: values[name] for name in self.changed(values)})
        return line.id


class WhyForm(CauseForm):
    """Says why the cause above is so."""

    FORM: ClassVar[str] = "why"
    CAN_ADD_ANOTHER: ClassVar[bool] = False

    def heading(self) -> str:
        """Which cause is asked about."""
        return _("Why {cause}?").format(cause=causes.cause(self.store, self.above).text.rstrip("?？。."))

    def asked(self) -> str:
        """The label of the first field."""
        return _("Because")

    def category(self) -> str:
        """That of the cause above."""
        return causes.cause(self.store, self.above).category

    def save(self, values: Mapping[str, str]) -> str:
        """Add the why."""
        return whys.add_why(self.store, self.above, **values)


class CauseActionForm(ActionForm):
    """Adds an action against the cause above."""

    FORM: ClassVar[str] = "cause_action"

    def heading(self) -> str:
        """Against which cause."""
        return _("Measure against: {cause}").format(cause=causes.cause(self.store, self.above).text)

    def origin(self) -> Origin:
        """The cause."""
        return Origin(CAUSE, self.above)
