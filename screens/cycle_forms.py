"""A cycle in a form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from perftui.domain.codes import CycleKind
from perftui.errors import BadInput
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services import cycles
from screens.form_screens import FormScreen
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.cycles import CycleLine


class DayMissing(BadInput):
    """Only one of the two days."""

    template = mark("Give the first and the last day, or neither: then the name tells them.")
    field = "start"


class CycleForm(FormScreen):
    """Adds a cycle, whose name alone can tell all the rest, or changes one."""

    FORM: ClassVar[str] = "cycle"
    _line: CycleLine | None = None

    def heading(self) -> str:
        """Which cycle it is."""
        line = self._before()
        return line.name if line else _("New cycle")

    def _before(self) -> CycleLine | None:
        if self.subject and self._line is None:
            self._line = cycles.cycle(self.store, self.subject, self.host.today())
        return self._line

    def fields(self) -> Sequence[Field]:
        """Name, kind and days."""
        line, is_new = self._before(), not self.subject
        name = line.name if line else cycles.suggest_name(self.store, self.host.today())
        name_help = _("2027-Q1, 2027-H1 or 2027 tells kind and days, also 2027年第一季度; another name needs them below.")
        by_name = _("empty: as the name tells") if is_new else ""
        options = [Option(kind.value, say(kind)) for kind in CycleKind]
        return (
            Field("name", _("Cycle name"), value=name, is_required=True, help=name_help),
            Field(
                "kind", _("Kind"), FieldKind.CHOICE, line.kind.value if line else "", choices=options, is_required=not is_new, help=by_name
            ),
            Field("start", _("Start"), FieldKind.DATE, line.start.isoformat() if line else "", help=by_name, is_required=not is_new),
            Field("end", _("End"), FieldKind.DATE, line.end.isoformat() if line else "", help=by_name, is_required=not is_new),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the cycle."""
        line, today = self._before(), self.host.today()
        if line is not None:
            changes = {name: values[name] for name in self.changed(values)}
            return cycles.edit_cycle(self.store, line.id, line.version, today, **changes).id
        if bool(values["start"]) is not bool(values["end"]):
            raise DayMissing
        days = (date.fromisoformat(values["start"]), date.fromisoformat(values["end"])) if values["start"] else None
        return cycles.add_cycle(self.store, values["name"], today, values["kind"], days).id
