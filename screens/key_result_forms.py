"""A key result in a form, with the numbers that its operator knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on

from perftui.domain.anchors import AnchorsDoNotFit
from perftui.domain.codes import Operator
from perftui.domain.smart import ResultFacts, SmartFacts
from perftui.domain.yardstick_errors import (
    BaselineIsTarget,
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
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import goal_rows, goals, measures, measuring, smart_checks
from perftui.services.goal_views import goal_view, key_result_view
from perftui.services.measures import MeasureFilter
from screens.goal_form_bases import percent_of, text_of, weight_of
from screens.smart_forms import SmartForm
from screens.target_texts import knows, spelled_out, target_fault
from widgets.fields import Field, FieldKind, Option
from widgets.forms import Form

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from perftui.errors import PerftuiError
    from perftui.services.goal_views import KeyResultView
    from widgets.fields import Check

NUMBERS = ("target", "low", "high", "baseline", "tolerance", "commit", "stretch", "red_low", "red_high", "levels")
"""The fields that some operators do not know, in the order of the form."""
WITHOUT_BASELINE = frozenset({Operator.YES_NO, Operator.MILESTONE, Operator.ORDINAL})
"""Their progress does not depend on where one started."""


class KeyResultForm(SmartForm):
    """Adds or changes a key result."""

    FORM: ClassVar[str] = "key_result"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _view: KeyResultView | None = None
    _goal: tuple[SmartFacts, bool] | None = None
    """The goal with its other key results, and whether earlier results of this one are known."""
    _measured_by = ""
    _has_measures = False
    _sourced: Collection[str] = ()
    """The measures that say where their numbers come from."""
    FAULTS: ClassVar[Mapping[type[PerftuiError], str]] = {
        **dict.fromkeys((TargetMissing, BaselineIsTarget, WholeNotPositive), "target"),
        **dict.fromkeys((WrongDirection, NeedsBaseline), "baseline"),
        RangeMissing: "low",
        RangeReversed: "high",
        ToleranceMissing: "tolerance",
        LevelOutOfScale: "levels",
        AnchorsDoNotFit: "anchors",
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

    def forget(self) -> None:
        """Its goal is read anew too."""
        super().forget()
        self._goal = None

    def facts(self, values: Mapping[str, str]) -> SmartFacts:
        """Its goal, with this key result as it is typed."""
        if self._goal is None:
            view = self._before()
            row = goal_rows.goal_row(self.store, view.goal_id if view else self.above)
            others = smart_checks.result_facts(self.store, row["id"], self.subject)
            goal = replace(smart_checks.facts_of(self.store, row), results=others)
            self._goal = (goal, smart_checks.has_past(self.store, self.subject))
        goal, has_past = self._goal
        operator = Operator(values["operator"])
        needed = ("low", "high") if operator is Operator.RANGE else ("target",)
        has_number, has_start = all(values[name] for name in needed), bool(values["baseline"]) or has_past
        typed = ResultFacts(
            values["title"],
            operator,
            values["unit"],
            has_number=has_number,
            has_start=has_start,
            has_source=values["measure"] in self._sourced,
        )
        return replace(goal, results=(*goal.results, typed) if typed.title else goal.results)

    def _values(self) -> dict[str, str]:
        view = self._before()
        stored = {name: text_of(value) for name, value in view.fields.items()} if view else {}
        return {"operator": Operator.AT_LEAST.value, "cadence_days": "30", **stored}

    def fields(self) -> Sequence[Field]:
        """What is measured, against what, and how often."""
        values = self._values()
        operators = [Option(operator.value, say(operator)) for operator in Operator]
        explained = _("How a value is held against its target; the fields below follow from it.")
        measured = _("A measure of the library: operator, unit, cadence and anchors follow from it.")
        unit, units = values.get("unit", ""), _("e.g. days")
        return (
            Field("title", _("Title"), value=values.get("title", ""), is_required=True, help=_("What is measured.")),
            Field("measure", _("Measure"), FieldKind.CHOICE, values.get("measure", ""), measured, choices=self._measures(values)),
            Field("operator", _("Counts when"), FieldKind.CHOICE, values["operator"], explained, True, operators),
            Field("unit", _("Measured in"), FieldKind.TEXT, unit, _("The unit of all numbers here."), placeholder=units),
            *(self._number(name, values.get(name, "")) for name in NUMBERS),
            self._anchors(values.get("anchors", "")),
            *self._keeping(values),
        )

    def _measures(self, values: Mapping[str, str]) -> Sequence[Option]:
        lines = measures.listing(self.store, MeasureFilter(with_archived=True))
        own = values.get("measure", "")
        lines = [line for line in lines if line.id == own or not line.is_archived]
        self._has_measures, self._sourced = bool(lines), {line.id for line in lines if line.source}
        named = [Option(line.id, " · ".join(filter(None, (line.name, line.area)))) for line in lines]
        return [Option("", _("none")), *named]

    def _anchors(self, text: str) -> Field:
        explained = _("What each level looks like: a line for each level, level 1 first.")
        return Field("anchors", _("Anchors"), FieldKind.MULTILINE, text, explained, lines=5)

    @on(Form.FieldLeft)
    def _follow_measure(self, event: Form.FieldLeft) -> None:
        """Fill in what a measure says as soon as another one is chosen."""
        if event.name == "measure" and event.value != self._measured_by:
            self._measured_by = event.value
            if event.value:
                self.form.restore(measuring.filled_by(measures.measure(self.store, event.value)))
                self.show_known()

    def opened(self) -> None:
        """Know which measure is set, so that another one is noticed."""
        super().opened()
        self._measured_by = self.form.values["measure"]
        if self.subject and self.given:
            hidden = self.unknown(self.form.values)
            self.form.focus_field(next(name for name in (*NUMBERS, "title") if name not in hidden))

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
            "target": (_("Target"), _("The number to be reached; in words, such as ≥95% or 8-12 min, it fills the fields around it.")),
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
        if name == "target":
            return Field(name, label, value=value, help=explained, placeholder=_("95, or in words: ≥95 %, 8-12 min, 100 ± 5"))
        return Field(name, label, FieldKind.NUMBER, value, explained)

    def checks(self) -> Mapping[str, Check]:
        """The target may be a number or words."""
        return {"target": target_fault}

    @on(Form.FieldLeft)
    def _read_target(self, event: Form.FieldLeft) -> None:
        """Put the words of a target into the fields that they mean."""
        if event.name == "target" and event.value and target_fault(event.value) is None:
            self.form.restore(spelled_out({"target": event.value}))
            self.show_known()

    def unknown(self, values: Mapping[str, str]) -> Collection[str]:
        """The numbers that the operator does not know."""
        operator = Operator(values["operator"])
        hidden = {name for name in NUMBERS if not knows(operator, name)}
        hidden |= set() if operator is Operator.ORDINAL else {"anchors"}
        hidden |= set() if self._has_measures else {"measure"}
        return hidden | {"baseline"} if operator in WITHOUT_BASELINE and not values["baseline"] else hidden

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the key result."""
        values = spelled_out(values)
        view = self._before()
        kept: dict[str, Any] = {**self.kept(values), "weight": weight_of(values["weight"])}
        kept |= {name: values[name] for name in ("title", "unit", "priority", "tags")}
        kept["cadence_days"] = values["cadence_days"] or 30
        if view is None:
            return goals.add_key_result(self.store, self.above, reason=self.reason, **kept)
        goals.edit_key_result(self.store, self.subject, view.version, reason=self.reason, **self.only_changed(kept, values))
        return self.subject
