"""The check of a plan in one form: values, verdict, both notes, evidence and the next date, most of it filled in already (R57)."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on

from perftui.domain.formats import clauses, long_date, short_date
from perftui.domain.measures import describe_gap, number_text
from perftui.domain.plan_checks import CheckTold
from perftui.domain.plan_closures import is_on_pace
from perftui.domain.plans import CheckKind, OutcomeKind, Verdict
from perftui.domain.texts import shorten
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import plan_check_views, plan_checks
from perftui.services.measured_values import parse_value, value_text
from perftui.services.plan_listings import pace_text
from perftui.services.report_sheets import share_text
from screens.form_screens import FormScreen
from widgets.fields import Field, FieldControl, FieldKind, Option
from widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from perftui.errors import Message
    from perftui.services.plan_check_views import CheckView
    from perftui.services.plan_lines import PlanGoalLine
    from widgets.fields import Check

LABEL = 18
"""Characters of a goal's title before its field, so that what its value means fits behind it at 80 columns."""
VALUE = "value_"
"""What the names of the fields of values begin with; the id of the goal follows."""


class PlanCheckForm(FormScreen):
    """Holds a check, or corrects one that was held."""

    FORM: ClassVar[str] = "plan_check"
    MERGES: ClassVar[bool] = False

    def __init__(self, subject: str) -> None:
        """A form.

        Args:
            subject: The id of the check.
        """
        super().__init__(subject)
        self._view: CheckView | None = None
        self._proposed = ""
        self.said = ""
        """What the check proposes, once it is saved."""

    @property
    def view(self) -> CheckView:
        """The check as it stands."""
        if self._view is None:
            self._view = plan_check_views.check_view(self.store, self.subject)
        return self._view

    def heading(self) -> str:
        """Which check of whose plan."""
        check, line = self.view.check, self.view.plan.line
        return _("{kind}, {day}: {person} – {title}").format(
            kind=say(check.kind), day=long_date(check.due), person=line.person, title=shorten(line.title, 30)
        )

    def note(self) -> str:
        """What became of it so far, and what a correction asks for."""
        check, today = self.view.check, self.host.today()
        if check.held_on:
            return _("Held already. A correction asks for its reason; what was there before stays in the history.")
        if check.due < today:
            return _("It was due on {day}: it will be marked as late.").format(day=long_date(check.due))
        return ""

    def previous(self) -> Mapping[str, str]:
        """F6 repeats notes and evidence, never a value or a verdict."""
        return {name: text for name, text in super().previous().items() if name in {"manager_note", "employee_note", "evidence"}}

    def fields(self) -> Sequence[Field]:
        """What is asked, in the order of typing."""
        view, today = self.view, self.host.today()
        check = view.check
        next_date = check.next_date if check.held_on else view.next_due
        self._proposed = check.verdict.value if check.verdict else self._proposal({}, today)
        held = (check.held_on or today).isoformat()
        verdicts = [Option(verdict.value, say(verdict)) for verdict in Verdict]
        note_help = _("Tab goes on, Enter begins a line. A note or evidence is needed.")
        return (
            *(self._value_field(goal) for goal in view.plan.goals),
            Field("effect", _("Plan then"), FieldKind.READONLY, ""),
            Field("verdict", _("Verdict"), FieldKind.CHOICE, self._proposed, _("Proposed by the figures; you decide."), True, verdicts),
            Field("manager_note", _("Manager's note"), FieldKind.MULTILINE, check.manager_note, note_help, lines=2),
            Field("employee_note", _("Employee's note"), FieldKind.MULTILINE, check.employee_note, note_help, lines=2),
            Field("evidence", _("Evidence"), value=view.evidence, help=_("What shows it: a report, a list, a link.")),
            Field("next_date", _("Next date"), FieldKind.DATE, next_date.isoformat() if next_date else "", self._next_help()),
            Field("held_on", _("Checked on"), FieldKind.DATE, held, _("Not in the future."), is_required=True),
        )

    def _value_field(self, goal: PlanGoalLine) -> Field:
        mine = self.view.value_of(goal)
        words = _("The unit can be left out. Empty: not measured this time. Beside it: last value and target, then gap, closure.")
        value = "" if mine is None else number_text(mine.value)
        return Field(f"{VALUE}{goal.id}", shorten(goal.title, LABEL), value=value, help=words, echo=lambda text: self._echo(goal, text))

    def _next_help(self) -> str:
        due = self.view.next_due
        if due is None:
            return _("No further check is planned. Empty: nothing follows but the decision.")
        return _("The next planned check. A plan without a next date stands on Today.")

    def _echo(self, goal: PlanGoalLine, text: str) -> str:
        """Before anything is typed where it stands and where it should be; then how the gap closes."""
        last = self.view.last_of(goal)
        if not text:
            stands = value_text(goal.yardstick, last.value if last else goal.start).removesuffix(goal.yardstick.unit).strip()
            when = short_date(last.on, self.host.today()) if last else _("start")
            return _("{value} → {target} ({when})").format(value=stands or "–", when=when, target=goal.target)
        with suppress(PerftuiError):
            value = parse_value(goal.yardstick, text)
            figures, then = describe_gap(goal.yardstick, value), goal._replace(now=value)
            if figures is not None:
                return _("{share} closed, gap {gap}").format(gap=figures.points, share=share_text(then.closure))
        return "…"

    def checks(self) -> Mapping[str, Check]:
        """Values are read as they will be saved."""
        return {f"{VALUE}{goal.id}": lambda text, goal=goal: _fault(goal, text) for goal in self.view.plan.goals}  # type: ignore[misc]  # a default binds the loop's value

    # what it changes

    def opened(self) -> None:
        """Follow what is typed."""
        for field in self.form.query(TextField):
            self.watch(field, "value", self._foresee, init=False)
        self._foresee()

    @on(FieldControl.Edited)
    def _foresee(self) -> None:
        values = self.form.values
        on_day = _day(values["held_on"]) or self.host.today()
        measured = self._measured(values)
        proposal = self._proposal(measured, on_day)
        is_untouched = values["verdict"] == self._proposed
        if is_untouched and proposal and not self.view.check.verdict:
            self._proposed = proposal
            self.form.restore({"verdict": proposal})
        self.form.restore({"effect": self._effect(measured, on_day)})

    def _measured(self, values: Mapping[str, str]) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for goal in self.view.plan.goals:
            with suppress(PerftuiError):
                value = parse_value(goal.yardstick, values.get(f"{VALUE}{goal.id}", ""))
                if value is not None:
                    found[goal.id] = value
        return found

    def _proposal(self, measured: Mapping[str, Decimal], on_day: date) -> str:
        verdict = plan_check_views.verdict_with(self.view, measured, on_day)
        return verdict.value if verdict else ""

    def _effect(self, measured: Mapping[str, Decimal], on_day: date) -> str:
        """Such as `closure 40% → 67%, time 50%: on pace`."""
        plan = self.view.plan
        before, after = plan.closure, plan_check_views.closure_with(plan, measured)
        closures = [share_text(each) if each is not None else _("nothing measured") for each in (before, after)]
        change = closures[1] if before == after else _("{before} → {after}").format(before=closures[0], after=closures[1])
        parts = [_("closure {change}").format(change=change)]
        elapsed = plan.elapsed(on_day)
        if elapsed is not None and self.view.check.kind is not CheckKind.MONITORING:
            parts += [_("time {share}").format(share=share_text(elapsed)), pace_text(is_on_pace(after, elapsed))]
        return clauses([part for part in parts if part])

    def save(self, values: Mapping[str, str]) -> str:
        """Hold the check, or correct it."""
        view, today = self.view, self.host.today()
        told = CheckTold(
            Verdict(values["verdict"]) if values["verdict"] else None,
            _day(values["held_on"]) or today,
            **{name: values[name] for name in ("manager_note", "employee_note", "evidence")},
            next_date=_day(values["next_date"]),
        )
        typed = {goal.id: values[f"{VALUE}{goal.id}"] for goal in view.plan.goals}
        about = (self.store, self.subject, view.check.version, typed, told, today)
        if view.check.held_on:
            plan_checks.correct(*about, self.reason)
        else:
            plan_checks.hold(*about)
            self.said = self._after()
        return self.subject

    def _after(self) -> str:
        """What the check proposes when it was the last one."""
        self._view = None
        outcome = plan_check_views.outcome_proposed(self.view.plan, self.host.today())
        if outcome is OutcomeKind.SUSTAINED:
            return _("All checks after the end are over, and the goals still hold: F7 on the plan says that it lasted.")
        if outcome is OutcomeKind.RELAPSED:
            return _("A goal that must be met is no longer met: F7 on the plan says that it did not last, and what follows.")
        if self.view.check.kind is CheckKind.FINAL:
            return _("That was the final check: F7 on the plan leads to the decision.")
        return ""


def _fault(goal: PlanGoalLine, text: str) -> Message | None:
    try:
        parse_value(goal.yardstick, text)
    except PerftuiError as error:
        return error.message
    return None


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None
