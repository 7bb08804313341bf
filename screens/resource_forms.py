"""A resource in a form; with it, where it is new, how much a goal needs of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.quantities import number_text
from perftui.i18n import gettext as _
from perftui.services import needs, resources
from screens.form_screens import FormScreen
from screens.form_sources import unit_options
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.resources import ResourceLine


class ResourceForm(FormScreen):
    """Adds a resource or changes one."""

    FORM: ClassVar[str] = "resource"
    _line: ResourceLine | None = None

    def heading(self) -> str:
        """Which resource it is."""
        line = self._before()
        return line.name if line else _("New resource")

    def _before(self) -> ResourceLine | None:
        if self.subject and self._line is None:
            self._line = resources.resource(self.store, self.subject)
        return self._line

    def fields(self) -> Sequence[Field]:
        """Name, unit, how much there is, whose it is."""
        line = self._before()
        capacity = number_text(line.capacity) if line and line.capacity is not None else ""
        unit_help = _("In what it is counted: CNY, people, hours, machines.")
        capacity_help = _("How much there is in all. Empty where nobody knows: then two units that need it are a conflict.")
        owners = [Option("", _("nobody's")), *unit_options(self.store)]
        return (
            Field("name", _("Resource"), value=line.name if line else "", is_required=True),
            Field("unit", _("Counted in"), value=line.unit if line else "", help=unit_help, placeholder="CNY"),
            Field("capacity", _("There is"), FieldKind.NUMBER, capacity, help=capacity_help),
            Field("owner_unit", _("Belongs to"), FieldKind.CHOICE, line.owner_unit_id if line else "", choices=owners),
            Field("note", _("Note"), FieldKind.MULTILINE, line.note if line else "", lines=2),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the resource."""
        line = self._before()
        if line is not None:
            return resources.edit_resource(self.store, line.id, line.version, **values)
        return resources.add_resource(self.store, **values)


class NeedForm(ResourceForm):
    """Adds a resource, and how much of it the goal above needs."""

    FORM: ClassVar[str] = "need"

    def fields(self) -> Sequence[Field]:
        """Those of a resource, and how much the goal needs."""
        explained = _("How much the goal needs of it; empty where nobody knows.")
        return (*super().fields(), Field("amount", _("The goal needs"), FieldKind.NUMBER, help=explained))

    def save(self, values: Mapping[str, str]) -> str:
        """Add both in one step."""
        given = {name: value for name, value in values.items() if name != "amount"}
        return needs.allocate_new(self.store, self.above, values["amount"], **given)
