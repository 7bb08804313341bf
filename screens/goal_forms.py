"""A goal in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from perftui.domain.codes import GoalKind, Level
from perftui.domain.formats import short_date
from perftui.domain.smart import SmartFacts
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import cycles, goals, smart_checks
from perftui.services.cycle_names import cycle_names
from perftui.services.goal_views import goal_view
from screens.form_sources import unit_options
from screens.goal_form_bases import percent_of, text_of, weight_of
from screens.smart_forms import ANSWERS, SmartForm, answer_fields, answers_in, unasked
from widgets.fields import NO, YES, Field, FieldKind, Option

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from perftui.domain.smart import ResultFacts
    from perftui.services.goal_views import GoalView

OWNERS = {Level.PERSON: "owner_unit", Level.UNIT: "owner_person"}
"""Level to the owner that it does not have; a theme may have either."""


class GoalForm(SmartForm):
    """Adds or changes a goal."""

    FORM: ClassVar[str] = "goal"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _view: GoalView | None = None
    _results: Sequence[ResultFacts] | None = None

    def heading(self) -> str:
        """Whose form it is."""
        view = self._before()
        if view:
            return view.title
        above = self._above()
        return _("New goal under “{title}”").format(title=above.title) if above else _("New goal at the top")

    def _before(self) -> GoalView | None:
        if self.subject and self._view is None:
            self._view = goal_view(self.store, self.subject, self.host.today())
        return self._view

    def _above(self) -> GoalView | None:
        return goal_view(self.store, self.above, self.host.today()) if self.above else None

    def forget(self) -> None:
        """Its key results are read anew too."""
        super().forget()
        self._results = None

    def facts(self, values: Mapping[str, str]) -> SmartFacts:
        """What is typed, with the key results as they are stored."""
        if self._results is None:
            self._results = smart_checks.result_facts(self.store, self.subject) if self.subject else ()
        view = self._before()
        return SmartFacts(
            title=values["title"],
            level=Level(values["level"]),
            has_parent=bool(view.fields["parent"] if view else self.above),
            has_due=bool(values["due"]),
            has_cycle=bool(values["cycle"]),
            results=self._results,
            answers=answers_in(values),
        )

    def _values(self) -> dict[str, str]:
        """What the fields hold at first."""
        view = self._before()
        if view:
            return {name: text_of(value) for name, value in view.fields.items()}
        above = self._above()
        if above is None:
            running = cycles.running(self.store, self.host.today())
            return {"level": Level.THEME.value, "cycle": running.id if running else ""}
        owner = {f"owner_{above.owner.entity}": above.owner.id} if above.owner else {}
        level = {"person": Level.PERSON, "unit": Level.UNIT}.get(above.owner.entity if above.owner else "", Level.UNIT)
        return {"level": level.value, "cycle": above.cycle_id, **owner}

    def note(self) -> str:
        """What shall be mended, while the goal is returned."""
        view = self._before()
        said = view.returned if view else None
        if said is None:
            return ""
        when = short_date(said.on, self.host.today())
        return _("Returned by {who}, {when}: {text}").format(who=said.by_name, when=when, text=said.text)

    def fields(self) -> Sequence[Field]:
        """All that is known about a goal, but for its state, which goes step by step."""
        values = self._values()
        counts = values.get("counts_in_appraisal", "1")
        return (
            Field("title", _("Title"), value=values.get("title", ""), is_required=True, help=_("What shall be reached, in one sentence.")),
            *self._place(values),
            Field(
                "due", _("Due"), FieldKind.DATE, values.get("due", ""), _("Empty means the end of the cycle."), placeholder=_("e.g. +90d")
            ),
            Field("start", _("Start"), FieldKind.DATE, values.get("start", ""), help=_("Empty means the start of the cycle.")),
            Field(
                "weight",
                _("Weight %"),
                FieldKind.PERCENT,
                percent_of(values["weight"]) if values.get("weight") else "",
                help=_("Among what stands beside it; all of them together make 100 %. Empty means the mean of the others."),
            ),
            Field("counts_in_appraisal", _("In appraisal"), FieldKind.YES_NO, NO if counts in {"0", "False"} else YES),
            Field("priority", _("Priority"), value=values.get("priority", ""), placeholder=_("e.g. P1")),
            Field("tags", _("Tags"), value=values.get("tags", "")),
            *self._ratings(values),
            *answer_fields(smart_checks.read_answers(values.get("smart"))),
            Field("description", _("Description"), FieldKind.MULTILINE, values.get("description", ""), lines=3),
        )

    def _ratings(self, values: Mapping[str, str]) -> Sequence[Field]:
        hard = _("1 asks for nothing, 5 for more than ever before. Too low, and there is no drive in it.")
        likely = _("1 is out of reach, 5 is sure. Too low, and people give up.")
        fields = (("challenge", _("Challenge"), hard), ("feasibility", _("Feasibility"), likely))
        return [Field(name, label, FieldKind.NUMBER, values.get(name, ""), text, placeholder="1-5") for name, label, text in fields]

    def _place(self, values: Mapping[str, str]) -> Sequence[Field]:
        levels = [Option(level.value, say(level)) for level in Level]
        kinds = [Option(kind.value, say(kind)) for kind in GoalKind]
        spans = [Option(line.id, line.name) for line in cycle_names(self.store)]
        kind_help = _("Committed ones succeed at 100 %, stretch ones from 60 % on; stretch goals do not count in the appraisal by default.")
        return (
            Field("level", _("Level"), FieldKind.CHOICE, values.get("level", ""), is_required=True, choices=levels),
            Field("kind", _("Kind"), FieldKind.CHOICE, values.get("kind", GoalKind.COMMITTED.value), kind_help, True, kinds),
            Field(
                "owner_person",
                _("Owner"),
                FieldKind.PERSON,
                values.get("owner_person", ""),
                help=_("Type a name, pinyin, initials such as zw, or a staff number; F4 lists who is meant."),
            ),
            Field("owner_unit", _("Owning unit"), FieldKind.CHOICE, values.get("owner_unit", ""), choices=unit_options(self.store)),
            Field("cycle", _("Cycle"), FieldKind.CHOICE, values.get("cycle", ""), is_required=True, choices=spans),
        )

    def unknown(self, values: Mapping[str, str]) -> Collection[str]:
        """The owner that the level does not have, and answers that nothing asks for."""
        return {name for level, name in OWNERS.items() if values["level"] == level} | set(unasked(self.checks_now(values)))

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the goal."""
        view = self._before()
        kept: dict[str, Any] = {**self.kept(values)}
        kept |= {"weight": weight_of(values["weight"]), "counts_in_appraisal": values["counts_in_appraisal"] == YES}
        kept |= {name: values[name] for name in ("title", "priority", "tags", "description")}
        answers = {"smart": smart_checks.answers_text(answers_in(values))}
        kept = {name: value for name, value in kept.items() if name not in ANSWERS.values()}
        if view is None:
            return goals.add_goal(self.store, self.host.today(), parent=self.above or None, **kept, **answers)
        written = answers if self.changed(values) & set(ANSWERS.values()) else {}
        goals.edit_goal(self.store, self.subject, view.version, reason=self.reason, **self.only_changed(kept, values), **written)
        return self.subject
