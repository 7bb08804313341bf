"""A measure in a form, and a value of a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.codes import Operator
from perftui.domain.measure_codes import DEFAULT_CADENCE, MeasureKind
from perftui.domain.measures import ActualNotPossible
from perftui.domain.periods import last_full
from perftui.domain.yardstick_errors import LevelOutOfScale, NumberOutOfBounds
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services import measure_values, measures
from perftui.services.measured_values import BadValue, NeitherYesNorNo, OtherUnit
from screens.form_sources import unit_options
from screens.goal_form_bases import ChoosingForm
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from perftui.errors import PerftuiError
    from perftui.services.measure_values import ValueLine
    from perftui.services.measures import MeasureLine


class MeasureForm(ChoosingForm):
    """Adds or changes a measure."""

    FORM: ClassVar[str] = "measure"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _line: MeasureLine | None = None

    def heading(self) -> str:
        """Which measure it is."""
        line = self._before()
        return line.name if line else _("New measure")

    def _before(self) -> MeasureLine | None:
        if self.subject and self._line is None:
            self._line = measures.measure(self.store, self.subject)
        return self._line

    def fields(self) -> Sequence[Field]:
        """What is measured, how, and how often."""
        line = self._before()
        kinds = [Option(kind.value, say(kind)) for kind in MeasureKind]
        operators = [Option(operator.value, say(operator)) for operator in Operator]
        kind = line.kind.value if line else MeasureKind.QUANTITATIVE.value
        operator = line.operator.value if line else Operator.AT_LEAST.value
        counted = _("Counted or judged: an assessment needs both.")
        explained = _("How a value is held against its target; key results take it over.")
        cadence = str(line.cadence_days if line else DEFAULT_CADENCE)
        return (
            Field("name", _("Measure name"), value=line.name if line else "", is_required=True),
            Field("area", _("Area"), value=line.area if line else "", help=_("Whose work it measures, such as Sales.")),
            Field("kind", pgettext("measure", "Kind"), FieldKind.CHOICE, kind, counted, True, kinds),
            Field("operator", _("Counts when"), FieldKind.CHOICE, operator, explained, True, operators),
            Field("unit", _("Measured in"), value=line.unit if line else "", placeholder="%, days, 件"),
            Field("cadence_days", _("Taken every (days)"), FieldKind.NUMBER, cadence, _("Days from one value to the next.")),
            *self._texts(line),
        )

    def _texts(self, line: MeasureLine | None) -> Sequence[Field]:
        anchors = line.anchors if line else ""
        anchors_help = _("What each level looks like: a line for each level, level 1 first.")
        source_help = _("Where the data come from: a system, a list, a report.")
        return (
            Field("anchors", _("Anchors"), FieldKind.MULTILINE, anchors, anchors_help, lines=5),
            Field("formula", _("Formula"), FieldKind.MULTILINE, line.formula if line else "", _("How it is computed."), lines=2),
            Field("source", _("Data source"), value=line.source if line else "", help=source_help),
            Field("description", _("Description"), FieldKind.MULTILINE, line.description if line else "", lines=2),
            Field("tags", _("Tags"), value=line.tags if line else ""),
            Field("code", _("Code"), value=line.code if line else "", help=_("By it an import finds the measure again; may stay empty.")),
        )

    def unknown(self, values: Mapping[str, str]) -> Collection[str]:
        """Anchors belong to levels alone."""
        return () if values["operator"] == Operator.ORDINAL.value else ("anchors",)

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the measure."""
        line = self._before()
        kept: dict[str, object] = {name: text or "" for name, text in self.kept(values).items()}
        kept["cadence_days"] = values["cadence_days"] or DEFAULT_CADENCE
        if line is None:
            return measures.add_measure(self.store, **kept)
        changed = self.changed(values)
        changes = {name: value for name, value in kept.items() if name in changed}
        measures.edit_measure(self.store, self.subject, line.version, **changes)
        return self.subject


class ValueForm(ChoosingForm):
    """Adds or changes a value of a measure; `above` is the measure."""

    FORM: ClassVar[str] = "measure_value"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _line: ValueLine | None = None
    FAULTS: ClassVar[Mapping[type[PerftuiError], str]] = dict.fromkeys(
        (BadValue, NeitherYesNorNo, OtherUnit, ActualNotPossible, LevelOutOfScale, NumberOutOfBounds), "value"
    )

    def heading(self) -> str:
        """Whose value it is."""
        return _("Value of “{measure}”").format(measure=measures.measure(self.store, self.above).name)

    def _before(self) -> ValueLine | None:
        if self.subject and self._line is None:
            lines = measure_values.values_of(self.store, self.above)
            self._line = next((line for line in lines if line.id == self.subject), None)
        return self._line

    def fields(self) -> Sequence[Field]:
        """When, how much, whose, and how one knows."""
        line, measure = self._before(), measures.measure(self.store, self.above)
        period = str(line.period if line else last_full(measure.cadence_days, self.host.today()))
        units = [Option("", _("no unit")), *unit_options(self.store)]
        period_help = _("2026-11, 2026-Q4, 2026, 2026-W47, a day, or 2026-11-01 .. 2026-11-15.")
        whose = _("Whose value it is; neither person nor unit means the whole company.")
        return (
            Field("period", _("Period"), value=period, help=period_help, is_required=True),
            Field("value", _("Value"), value=line.text if line else "", help=_("The unit can be left out."), placeholder=measure.unit),
            Field("person", _("Person"), FieldKind.PERSON, line.person_id if line else "", whose),
            Field("unit", _("Unit"), FieldKind.CHOICE, line.unit_id if line else "", whose, choices=units),
            Field("evidence", _("Evidence"), value=line.evidence if line else "", help=_("Where the value can be looked up.")),
            Field("note", _("Note"), value=line.note if line else ""),
        )

    def unknown(self, values: Mapping[str, str]) -> Collection[str]:
        """A value is of a person or of a unit."""
        return ("unit",) if values["person"] and not values["unit"] else ()

    def save(self, values: Mapping[str, str]) -> str:
        """Write it down."""
        line = self._before()
        if line is None:
            return measure_values.add_value(self.store, self.above, values)
        measure_values.edit_value(self.store, line.id, line.version, values)
        return line.id

    def opened(self) -> None:
        """The period is guessed: start at the value."""
        super().opened()
        self.form.focus_field("value")
