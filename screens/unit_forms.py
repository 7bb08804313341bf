"""A unit in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.i18n import gettext as _
from perftui.services import units
from screens.form_screens import FormScreen
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.units import UnitLine


class UnitForm(FormScreen):
    """Adds a unit, renames it, or moves it below another."""

    FORM: ClassVar[str] = "unit"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _line: UnitLine | None = None

    def heading(self) -> str:
        """Which unit it is."""
        line = self._before()
        return line.path if line else _("New unit")

    def _before(self) -> UnitLine | None:
        if self.subject and self._line is None:
            self._line = units.unit(self.store, self.subject)
        return self._line

    def fields(self) -> Sequence[Field]:
        """Name and place."""
        line = self._before()
        options = [Option("", _("at the top")), *(Option(unit.id, unit.path) for unit in self._possible_parents())]
        above = line.parent_id if line else self.above
        place_help = _("All units below it, and their people and goals, move along.")
        return (
            Field("name", _("Unit name"), value=line.name if line else "", is_required=True),
            Field("parent_id", _("Below"), FieldKind.CHOICE, above, choices=options, help=place_help),
        )

    def _possible_parents(self) -> list[UnitLine]:
        """Every unit but the one itself and what is below it."""
        line, found = self._before(), []
        depth: int | None = None
        for unit in units.tree(self.store):
            if depth is not None and unit.depth > depth:
                continue
            depth = unit.depth if line is not None and unit.id == line.id else None
            if depth is None:
                found.append(unit)
        return found

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the unit."""
        line = self._before()
        if line is None:
            return units.add_unit(self.store, values["name"], values["parent_id"]).id
        return units.edit_unit(self.store, self.subject, line.version, values["name"], values["parent_id"]).id
