"""The parts of a plan's sheet in their order: what stands in their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.formats import basis_points
from perftui.domain.meetings import ActionState
from perftui.domain.plan_lacks import Part
from perftui.domain.plans import CheckStatus, Verdict
from perftui.domain.quantities import number_text
from perftui.domain.recurrences import brief_words
from perftui.domain.roles import role_text
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.report_sheets import share_text
from screens.plan_human_parts import HUMAN
from screens.plan_record_parts import ACKNOWLEDGED, ENDED, VERSIONED
from screens.plan_sheet_rows import INDENT, SheetPart, SheetRow, Shown, day_text
from screens.plan_text_parts import ANSWERED, HEAD, PROMISED
from widgets.cells import StyledCell, Tone, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.services.plan_lines import CheckLine, MilestoneLine, PlanGoalLine, PlanStepLine
    from widgets.cells import Cell

NOTHING: Final = StyledCell("–", Tone.MUTED, raw="")
MILESTONES: Final = "milestones"
CHECK_TONES: Final = {
    CheckStatus.DUE: Tone.FAIR,
    CheckStatus.OVERDUE: Tone.POOR,
    CheckStatus.HELD: Tone.DONE,
    CheckStatus.LATE: Tone.FAIR,
    CheckStatus.MISSED: Tone.POOR,
}
VERDICTS: Final = {Verdict.ON_TRACK: Tone.GOOD, Verdict.AT_RISK: Tone.FAIR, Verdict.OFF_TRACK: Tone.POOR}


def day_cell(day: date | None, today: date) -> Cell:
    """A date, which the editor begins with as it is typed."""
    return NOTHING if day is None else StyledCell(day_text(day, today), raw=day.isoformat())


def _goals(shown: Shown) -> Sequence[SheetRow]:
    return [_goal(goal, shown) for goal in shown.view.goals]


def _goal(goal: PlanGoalLine, shown: Shown) -> SheetRow:
    must = _("must be met") if goal.must_meet else ""
    closed = share_text(goal.closure) if goal.closure is not None else ""
    more = goal.now_text or must
    start = NOTHING if goal.start is None else StyledCell(goal.start_text, raw=number_text(goal.start))
    reached = " · ".join(filter(None, (more, closed)))
    met = goal.figures.is_met
    cells: tuple[Cell, ...] = (
        StyledCell(INDENT + one_line(goal.title), raw=goal.title),
        start,
        StyledCell(goal.target, raw=goal.target),
        day_cell(goal.due, shown.today),
        StyledCell(reached, Tone.GOOD if met else Tone.PLAIN),
    )
    words = [goal.title, f"{goal.start_text or '–'} → {goal.target}", must, _("weight {weight}").format(weight=basis_points(goal.weight))]
    words += [_("now {now}, {closed} of the gap closed").format(now=goal.now_text, closed=closed)] if goal.now_text else []
    return SheetRow(f"plan_goal:{goal.id}", Part.GOALS, cells, goal.version, shown.written("plan_goal"), " · ".join(filter(None, words)))


def _steps(shown: Shown) -> Sequence[SheetRow]:
    return [_step(step, shown) for step in shown.view.steps]


def _step(step: PlanStepLine, shown: Shown) -> SheetRow:
    who, role = step.owner, role_text(step.role)
    named = who or role
    often = often_text(step)
    cells: tuple[Cell, ...] = (
        StyledCell(INDENT + one_line(step.text), raw=step.text),
        StyledCell(named, Tone.PLAIN if who else Tone.FAIR, raw=who or role) if named else StyledCell(_("nobody yet"), Tone.POOR, raw=""),
        StyledCell(often, raw=often_raw(step)) if often else NOTHING,
        day_cell(step.until if step.recurrence else step.due, shown.today),
        _step_state(step),
    )
    words = [step.text, say(step.kind), f"{who} ({role})" if who and role else named, often]
    words += [_("support by the employer")] if step.is_support else []
    words += [_("evidence: {text}").format(text=step.evidence_wanted)] if step.evidence_wanted else []
    if step.habit_target is not None:
        words.append(
            _("from {start} to {target} {unit}").format(start=step.baseline, target=number_text(step.habit_target), unit=step.unit)
        )
    return SheetRow(f"plan_step:{step.id}", Part.STEPS, cells, step.version, shown.written("plan_step"), " · ".join(filter(None, words)))


def often_text(step: PlanStepLine) -> str:
    """How often a step is done, and by how much more than before."""
    uplift = "" if step.uplift is None else f"{'+' if step.uplift > 0 else ''}{basis_points(step.uplift)}"
    return " ".join(filter(None, (brief_words(step.recurrence), uplift)))


def often_raw(step: PlanStepLine) -> str:
    """The same as it is typed."""
    uplift = "" if step.uplift is None else f"{step.uplift / 100:+g}%"
    return " ".join(filter(None, (step.recurrence, uplift)))


def _step_state(step: PlanStepLine) -> Cell:
    if step.action_id and step.state is not ActionState.OPEN:
        return StyledCell(say(step.state), Tone.DONE if step.state is ActionState.DONE else Tone.MUTED)
    if step.entries:
        done = sum(entry.is_done for entry in step.entries)
        return _("{done} of {all} done").format(done=done, all=len(step.entries))
    return StyledCell(_("support"), Tone.GOOD) if step.is_support else say(step.kind)


def _milestones(shown: Shown) -> Sequence[SheetRow]:
    return [_milestone(one, shown) for one in shown.view.milestones]


def _milestone(one: MilestoneLine, shown: Shown) -> SheetRow:
    is_late = one.reached_on is None and one.due < shown.today
    reached = day_text(one.reached_on, shown.today) if one.reached_on else _("not reached") if is_late else ""
    cells: tuple[Cell, ...] = (
        StyledCell(INDENT + one_line(one.title), raw=one.title),
        "",
        StyledCell(one.wanted or "–", raw=one.wanted),
        day_cell(one.due, shown.today),
        StyledCell(reached, Tone.POOR if is_late else Tone.DONE),
    )
    return SheetRow(f"plan_milestone:{one.id}", MILESTONES, cells, one.version, shown.written("plan_milestone"), one.title)


def _checks(shown: Shown) -> Sequence[SheetRow]:
    return [_check(check, shown) for check in shown.view.checks]


def _check(check: CheckLine, shown: Shown) -> SheetRow:
    status = check.status(shown.today)
    cells: tuple[Cell, ...] = (
        INDENT + say(check.kind),
        check.by,
        StyledCell(say(check.verdict), VERDICTS[check.verdict]) if check.verdict else NOTHING,
        day_cell(check.due, shown.today),
        StyledCell(say(status), CHECK_TONES.get(status, Tone.MUTED)),
    )
    notes = (
        f"{name}: {one_line(note)}" for name, note in ((_("Manager"), check.manager_note), (_("Employee"), check.employee_note)) if note
    )
    return SheetRow(f"plan_check:{check.id}", Part.CHECKS, cells, check.version, (), " · ".join((say(check.kind), say(status), *notes)))


PARTS: Final[tuple[SheetPart, ...]] = (
    HEAD,
    SheetPart(
        Part.GOALS,
        lambda: _("Goals"),
        lambda: (_("At start"), _("Target"), _("Due"), _("Now")),
        _goals,
        lambda: _("none yet; Ins: title; target; start value; date"),
    ),
    SheetPart(
        Part.STEPS,
        lambda: _("Steps"),
        lambda: (_("Owner"), _("How often"), _("Until"), _("Kind, state")),
        _steps,
        lambda: _("none yet; Ins: what; who; date or how often"),
    ),
    SheetPart(
        MILESTONES,
        lambda: _("Milestones"),
        lambda: ("", _("Wanted"), _("Due"), _("Reached")),
        _milestones,
        lambda: _("none yet; Ins: title; date; what is wanted"),
    ),
    SheetPart(
        Part.CHECKS,
        lambda: _("Checks"),
        lambda: (_("By whom"), _("Verdict"), _("Due"), _("State")),
        _checks,
        lambda: _("none yet: they come with the dates"),
    ),
    ANSWERED,
    PROMISED,
    *HUMAN,
    VERSIONED,
    ACKNOWLEDGED,
    ENDED,
)
"""The parts in the order of the sheet."""
