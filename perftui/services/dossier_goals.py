"""The middle of a dossier: gaps with causes, goals with their values in time, steps with entries, milestones, checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import percent
from perftui.domain.measures import describe_gap
from perftui.domain.recurrences import short_words
from perftui.domain.roles import role_text
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from perftui.services.gap_views import gap_view
from perftui.services.measured_values import value_text
from perftui.services.transfer.documents import Heading, Paragraph, Table
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from perftui.services.plan_lines import CheckLine, PlanGoalLine, PlanStepLine, PlanView
    from perftui.services.transfer.documents import Block
    from perftui.storage.stores import Store

SHOWN = 12
"""Digits of a hash in a table; the whole one stands with the versions and the evidence."""


def blocks(store: Store, view: PlanView, today: date) -> Iterator[Block]:
    """Gaps, goals, milestones, steps and checks."""
    yield from _gaps(store, view)
    yield from _goals(view)
    rows = [(each.due, each.title, each.wanted, each.reached_on) for each in view.milestones]
    yield from table(_("Milestones"), (_("Due date"), _("Milestone"), _("Wanted"), _("Reached on")), rows, (1, 3, 1, 1))
    yield from _steps(view)
    yield from _checks(view, today)


def table(heading: str, header: tuple[str, ...], rows: Sequence[Sequence[object]], widths: tuple[float, ...] = ()) -> Iterator[Block]:
    """A heading with a table; nothing where there are no rows."""
    if rows:
        yield Heading(heading)
        yield Table(header, rows, widths)  # type: ignore[arg-type]  # rows hold texts, dates and numbers


def _gaps(store: Store, view: PlanView) -> Iterator[Block]:
    rows = []
    for gap_id, cause_id in view.gaps:
        try:
            gap = gap_view(store, gap_id)
        except Gone:
            continue
        figures = describe_gap(gap.yardstick, gap.actual)
        causes = [_("{text} (of the plan)").format(text=each.text) if each.id == cause_id else each.text for each in gap.roots]
        if cause_id not in {each.id for each in gap.roots}:
            causes += [_("{text} (of the plan)").format(text=each.text) for each in gap.causes if each.id == cause_id]
        actual = gap.actual_text or _("no data")
        rows.append((gap.dimension, gap.target_text, actual, figures.points if figures else "", gap.measured_on, "; ".join(causes)))
    header = (_("Dimension"), _("Target"), _("Actual"), _("Gap"), _("Measured on"), _("Root causes"))
    yield from table(_("Gaps that the plan answers"), header, rows, (2, 1, 1, 1.2, 1, 3))


def _goals(view: PlanView) -> Iterator[Block]:
    header = (
        _("Goal"),
        _("Target"),
        _("At the start"),
        pgettext("plan", "On"),
        _("Last"),
        _("Closure"),
        _("Must be met"),
        _("Due date"),
        _("Definition"),
    )
    rows = [_goal(goal) for goal in view.goals]
    yield from table(_("Goals"), header, rows, (3, 1, 1, 1.1, 1, 0.9, 0.9, 1.1, 1.4))
    for goal in view.goals:
        values: list[tuple[object, ...]] = [
            (each.on, value_text(goal.yardstick, each.value), _("same") if each.is_same_yardstick else _("another"), each.note)
            for each in goal.values
        ]
        if goal.start is not None:
            values.insert(0, (goal.start_on, goal.start_text, _("same"), _("at the start")))
        head = (_("Date"), _("Value"), _("Definition"), _("Note"))
        yield from (_deeper(block) for block in table(goal.title, head, values, (1, 1, 1, 3)))


def _deeper(block: Block) -> Block:
    return block._replace(level=2) if isinstance(block, Heading) else block


def _goal(goal: PlanGoalLine) -> tuple[object, ...]:
    must = _("yes") if goal.must_meet else _("no")
    last = goal.now_text or _("not measured again")
    closed = percent(goal.closure) if goal.closure is not None else ""
    start = goal.start_text or _("no data")
    return goal.title, goal.target, start, goal.start_on, last, closed, must, goal.due, goal.definition_hash[:SHOWN]


def _steps(view: PlanView) -> Iterator[Block]:
    header = (_("Step"), _("Kind"), _("Owner"), _("Due date"), _("Repeats"), _("By the employer"), _("State"), _("Done on"), _("Entries"))
    yield from table(_("Steps"), header, [_step(step) for step in view.steps], (3, 1, 1.2, 1, 1, 0.9, 1, 1, 1.2))
    for step in view.steps:
        unit = f" {step.unit}" if step.unit else ""
        rows = [
            (
                each.due,
                _("done") if each.is_done else _("missed"),
                each.done_on,
                f"{each.value}{unit}" if each.value is not None else "",
                each.note,
            )
            for each in step.entries
        ]
        head = (_("Due date"), _("State"), _("Done on"), _("Value"), _("Note"))
        yield from (_deeper(block) for block in table(step.text, head, rows, (1, 1, 1, 1, 3)))


def _step(step: PlanStepLine) -> tuple[object, ...]:
    done, n = sum(each.is_done for each in step.entries), len(step.entries)
    entries = ngettext("{k} of {n} done", "{k} of {n} done", n).format(k=done, n=n) if n else ""
    owner = " · ".join(part for part in (step.owner, role_text(step.role)) if part)
    support = _("yes") if step.is_support else ""
    return (
        *(step.text, say(step.kind), owner, step.due, short_words(step.recurrence), support),
        *(say(step.state) if step.action_id else "", step.done_on, entries),
    )


def _checks(view: PlanView, today: date) -> Iterator[Block]:
    header = (
        _("Due date"),
        _("Kind"),
        pgettext("plan", "Held on"),
        _("Entered on"),
        _("State"),
        _("Verdict"),
        _("Manager"),
        _("Employee"),
        _("Next date"),
    )
    yield from table(_("Checks"), header, [_check(each, today) for each in view.checks], (1, 1.1, 1, 1, 0.9, 0.9, 2.4, 2.4, 1))
    missed = sum(each.is_missed for each in view.checks)
    if missed:
        words = ngettext("{n} check was missed; it stays missed.", "{n} checks were missed; they stay missed.", missed)
        yield Paragraph(words.format(n=missed))


def _check(check: CheckLine, today: date) -> tuple[object, ...]:
    verdict = say(check.verdict) if check.verdict else ""
    days = (check.due, say(check.kind), check.held_on, check.entered_on)
    return (*days, say(check.status(today)), verdict, check.manager_note, check.employee_note, check.next_date)
