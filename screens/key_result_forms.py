"""A key result in a form, with the numbers that its operator knows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from perftui.domain.codes import Operator
from perftui.domain.yardstick_errors import (
    BaselineIsTarget,
    FieldHasNoMeaning,
    ImpossibleYardstick,
    LevelOutOfScale,
    NeedsBaseline,
    RangeMissing,
    RangeReversed,
    TargetMissing,
    ToleranceMissing,
    WholeNotPositive,
    WrongDirection,
    ZonesIncomplete,
    ZonesOutOfOrder,
)
from perftui.domain.yardsticks import Yardstick
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import goals
from perftui.services.goal_views import goal_view, key_result_view
from screens.goal_form_bases import ChoosingForm, percent_of, text_of, weight_of
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from perftui.errors import PerftuiError
    from perftui.services.goal_views import KeyResultView

NUMBERS = ("target", "low", "high", "baseline", "tolerance", "commit", "stretch", "red_low", "red_high", "levels")
"""The fields that some operators do not know, in the order of the form."""
WITHOUT_BASELINE = frozenset({Operator.YES_NO, Operator.MILESTONE, Operator.ORDINAL})
"""Their progress does not depend on where one started."""


class KeyResultForm(ChoosingForm):
    """Adds or changes a key result."""

    FORM: ClassVar[str] = "key_result"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _view: KeyResultView | None = None
    FAULTS: ClassVar[Mapping[type[PerftuiError], str]] = {
        **dict.fromkeys((TargetMissing, BaselineIsTarget, WholeNotPositive), "target"),
        **dict.fromkeys((WrongDirection, NeedsBaseline), "baseline"),
        RangeMissing: "low",
        RangeReversed: "high",
        ToleranceMissing: "tolerance",
        LevelOutOfScale: "levels",
        **dict.fromkeys((ZonesIncomplete, ZonesOutOfOrder), "commit"),
    }

    def heading(self) -> str:
        """Whose form it is."""
        view = self._before()
        if view:
            return view.title
        return _("New key result of “{title}”").format(title=goal_view(self.store, self.above, self.host.today()).title)

    def _before(self) -> KeyResultView | None:
        if self.subject and self._view is None:
            self._view = key_result_view(self.store, self.subject, self.host.today())
        return self._view

    def _values(self) -> dict[str, str]:
        view = self._before()
        stored = {name: text_of(value) for name, value in view.fields.items()} if view else {}
        return {"operator": Operator.AT_LEAST.value, "cadence_days": "30", **stored}

    def fields(self) -> Sequence[Field]:
        """What is measured, against what, and how often."""
        values = self._values()
        operators = [Option(operator.value, say(operator)) for operator in Operator]
        explained = _("How a value is held against its target; the fields below follow from it.")
        unit, units = values.get("unit", ""), _("e.g. days")
        return (
            Field("title", _("Title"), value=values.get("title", ""), is_required=True, help=_("What is measured.")),
            Field("operator", _("Counts when"), FieldKind.CHOICE, values["operator"], explained, True, operators),
            Field("unit", _("Measured in"), FieldKind.TEXT, unit, _("The unit of all numbers here."), placeholder=units),
            *(self._number(name, values.get(name, "")) for name in NUMBERS),
            *self._keeping(values),
        )

    def _keeping(self, values: Mapping[str, str]) -> Sequence[Field]:
        weight = percent_of(values["weight"]) if values.get("weight") else ""
        cadence = values["cadence_days"]
        return (
            Field("due", _("Due"), FieldKind.DATE, values.get("due", ""), _("Empty means the due date of its goal.")),
            Field("weight", _("Weight %"), FieldKind.PERCENT, weight, _("Among what stands below its goal.")),
            Field("cadence_days", _("Check-in days"), FieldKind.NUMBER, cadence, _("Days from one check-in to the next.")),
            Field("priority", _("Priority"), value=values.get("priority", ""), placeholder=_("e.g. P1")),
            Field("tags", _("Tags"), value=values.get("tags", "")),
        )

    def _number(self, name: str, value: str) -> Field:
        words = {
            "target": (_("Target"), _("The number to be reached.")),
            "low": (_("Lowest good"), _("The lowest value that is still good.")),
            "high": (_("Highest good"), _("The highest value that is still good.")),
            "baseline": (_("Baseline"), _("Where it stood at the start: progress counts from there. Leave it empty to hold a level.")),
            "tolerance": (_("Tolerance"), _("How far from the target on either side is still good.")),
            "commit": (_("Commit value"), _("Scores 0.3; the target then scores 0.7 and the stretch value 1. All four or none.")),
            "stretch": (_("Stretch value"), _("Scores 1; needs baseline, commit value and target too.")),
            "red_low": (_("Red below"), _("From here down there is no progress at all.")),
            "red_high": (_("Red above"), _("From here up there is no progress at all.")),
            "levels": (_("Highest level"), _("The scale runs from 1 to this; empty means 5.")),
        }
        label, explained = words[name]
        return Field(name, label, FieldKind.NUMBER, value, explained)

    def unknown(self, values: Mapping[str, str]) -> Collection[str]:
        """The numbers that the operator does not know."""
        operator = Operator(values["operator"])
        hidden = {name for name in NUMBERS if not knows(operator, name)}
        return hidden | {"baseline"} if operator in WITHOUT_BASELINE and not values["baseline"] else hidden

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the key result."""
        view = self._before()
        kept: dict[str, object] = {**self.kept(values), "weight": weight_of(values["weight"])}
        kept |= {name: values[name] for name in ("title", "unit", "priority", "tags")}
        kept["cadence_days"] = values["cadence_days"] or 30
        if view is None:
            return goals.add_key_result(self.store, self.above, **kept)
        goals.edit_key_result(self.store, self.subject, view.version, **self.only_changed(kept, values))
        return self.subject


def knows(operator: Operator, field: str) -> bool:
    """Whether a number has a meaning for an operator; the yardstick itself is asked."""
    number: dict[str, Any] = {field: Decimal(5)}
    try:
        Yardstick(operator, **number)
    except FieldHasNoMeaning:
        return False
    except ImpossibleYardstick:
        return True
    return True
