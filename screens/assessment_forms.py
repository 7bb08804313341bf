"""Forms about assessments: the notes, an indicator, a follow-up, the rating bands of a cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.codes import Operator
from perftui.domain.measure_codes import MeasureKind
from perftui.domain.quantities import number_text
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services import assessments, indicators
from perftui.services.actions import Origin
from perftui.services.assessment_views import indicator, view
from perftui.services.indicator_cells import NUMBERS
from screens.action_forms import ActionForm
from screens.assessment_works import potential_field
from screens.form_screens import FormScreen
from screens.goal_form_bases import ChoosingForm, percent_of, weight_of
from widgets.fields import Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from perftui.services.assessment_views import AssessmentView, IndicatorView


class NotesForm(FormScreen):
    """The notes of an assessment."""

    FORM: ClassVar[str] = "assessment"
    _view: AssessmentView | None = None

    def _before(self) -> AssessmentView:
        if self._view is None:
            self._view = view(self.store, self.subject)
        return self._view

    def heading(self) -> str:
        """Whose assessment it is."""
        line = self._before().line
        return f"{line.person} · {line.cycle}"

    def fields(self) -> Sequence[Field]:
        """Development first: it is what the assessment is for."""
        found = self._before()
        texts = found.texts
        develop = _("How it goes on: what is practised, with whom, until when. Needed before it is shared.")
        reader = _("Somebody else than the person and the manager, who has read the scores and the evidence.")

        def area(name: str, label: str, help_text: str = "") -> Field:
            return Field(name, label, FieldKind.MULTILINE, texts[name], help_text, lines=3)

        return (
            area("development_note", _("Development note"), develop),
            area("manager_note", _("Note of the manager"), _("What the manager says of the whole; each indicator has its own note.")),
            area("self_note", _("Note of the person"), _("What the person says of their own work, in the self-assessment.")),
            potential_field(found.line.potential),
            Field("second_reader", _("Second reader"), FieldKind.PERSON, found.second_reader_id, reader),
            area("second_reader_note", _("Their note"), _("What the second reader found: whether scores and evidence agree.")),
            area("statement", _("Statement"), _("What the person says against it, word for word.")),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Save what was changed."""
        changes = {name: values[name] for name in self.changed(values)}
        return assessments.edit_notes(self.store, self.subject, self._before().line.version, **changes)


class IndicatorForm(ChoosingForm):
    """An indicator with its yardstick; a new one belongs to the assessment above it."""

    FORM: ClassVar[str] = "indicator"
    _view: IndicatorView | None = None

    def _before(self) -> IndicatorView | None:
        if self.subject and self._view is None:
            self._view = indicator(self.store, self.subject)
        return self._view

    def heading(self) -> str:
        """Which one it is."""
        found = self._before()
        return found.name if found else _("New indicator")

    def fields(self) -> Sequence[Field]:
        """What it is, how much it weighs, and by what it is judged."""
        found = self._before()
        kinds = [Option(kind.value, say(kind)) for kind in MeasureKind]
        operators = [Option(operator.value, say(operator)) for operator in Operator]
        kind = found.kind if found else MeasureKind.QUANTITATIVE
        operator = found.operator if found else Operator.AT_LEAST
        weight = percent_of(found.weight) if found else ""
        counted = _("Counted or judged: an assessment needs both.")
        return (
            Field("name", _("Indicator"), value=found.name if found else "", is_required=True),
            Field("kind", pgettext("measure", "Kind"), FieldKind.CHOICE, kind.value, counted, True, kinds),
            Field("weight", _("Weight %"), FieldKind.PERCENT, weight),
            Field("operator", _("Counts when"), FieldKind.CHOICE, operator.value, "", True, operators),
            Field("unit", _("Measured in"), value=found.unit if found else "", placeholder="%, days, 件"),
            *self._numbers(found),
            *self._texts(found),
        )

    def _numbers(self, found: IndicatorView | None) -> Sequence[Field]:
        yardstick = found.yardstick if found else None

        def number(name: str, label: str, help_text: str = "") -> Field:
            value = getattr(yardstick, name) if yardstick else None
            return Field(name, label, FieldKind.NUMBER, "" if value is None else number_text(value), help_text)

        red = _("Where nothing is reached any more; between it and the good value the score falls evenly.")
        levels = str(found.levels) if found and found.is_level else ""
        return (
            number("baseline", _("Baseline")),
            number("target", _("Target")),
            number("tolerance", _("Tolerance")),
            number("low", _("Lowest good")),
            number("high", _("Highest good")),
            number("red_low", _("Red below"), red),
            number("red_high", _("Red above"), red),
            Field("levels", _("Highest level"), FieldKind.NUMBER, levels),
        )

    def _texts(self, found: IndicatorView | None) -> Sequence[Field]:
        anchors = "\n".join(found.anchors) if found else ""
        help_text = _("What each level looks like: a line for each level, level 1 first.")
        evidence = _("Where the score can be looked up: a system, a list, an observation.")
        return (
            Field("anchors", _("Anchors"), FieldKind.MULTILINE, anchors, help_text, lines=5),
            Field("evidence", _("Evidence"), FieldKind.MULTILINE, found.part.evidence if found else "", evidence, lines=2),
            Field("self_note", _("Person's note"), FieldKind.MULTILINE, found.self_note if found else "", lines=2),
            Field("note", _("Note"), FieldKind.MULTILINE, found.note if found else "", lines=2),
        )

    def unknown(self, values: Mapping[str, str]) -> Collection[str]:
        """The numbers that the operator does not know."""
        operator = Operator(values["operator"])
        known = {
            Operator.AT_LEAST: ("baseline", "target", "red_low"),
            Operator.AT_MOST: ("baseline", "target", "red_high"),
            Operator.EQUALS: ("baseline", "target", "red_low", "red_high"),
            Operator.WITHIN: ("baseline", "target", "tolerance", "red_low", "red_high"),
            Operator.RANGE: ("low", "high", "red_low", "red_high"),
            Operator.ORDINAL: ("target", "levels", "anchors"),
            Operator.MILESTONE: ("target",),
        }.get(operator, ())
        return [name for name in (*NUMBERS, "levels", "anchors") if name not in known and name in values]

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change it."""
        kept: dict[str, object] = {name: text or "" for name, text in self.kept(values).items()}
        kept["weight"] = weight_of(values["weight"]) or 0
        found = self._before()
        if found is None:
            return indicators.add_indicator(self.store, self.above, **kept)
        return indicators.edit_indicator(self.store, found.id, found.version, **self.only_changed(kept, values))


class FollowUpForm(ActionForm):
    """Adds an action that follows from the assessment above it."""

    FORM: ClassVar[str] = "follow_up"

    def origin(self) -> Origin:
        """The assessment, so that owner and date are asked for."""
        return Origin(assessments.ENTITY, self.above)

    def save(self, values: Mapping[str, str]) -> str:
        """Add it; “none needed” is taken back where that was said before."""
        return assessments.add_follow_up(self.store, self.above, **values)


class BandsForm(FormScreen):
    """The rating bands of the cycle above it."""

    FORM: ClassVar[str] = "rating_bands"

    def heading(self) -> str:
        """Of which cycle."""
        from perftui.services.cycle_names import cycle_names

        name = next((line.name for line in cycle_names(self.store) if line.id == self.above), "")
        return _("Rating bands of {cycle}").format(cycle=name)

    def fields(self) -> Sequence[Field]:
        """A line a band, best first."""
        from perftui.services.assessment_policies import bands_text, policy

        rules = policy(self.store, self.above)
        words = _("A line a band, best first: name; from which total on; how many are expected; its third in the nine boxes.")
        most = _("Above this share one indicator is a finding.")
        return (
            Field("bands", _("Bands"), FieldKind.MULTILINE, bands_text(rules.bands), words, lines=7),
            Field("most_share", _("One at most %"), FieldKind.PERCENT, percent_of(rules.most_share), most),
            Field("note", _("Note"), value=rules.note),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Give the cycle these bands."""
        from perftui.services.assessment_policies import RatingPolicy, policy, read_bands, set_policy

        version = policy(self.store, self.above).version
        most = weight_of(values["most_share"])
        rules = RatingPolicy(read_bands(values["bands"]), 0 if most is None else most, values["note"], version)
        set_policy(self.store, self.above, rules)
        return self.above
