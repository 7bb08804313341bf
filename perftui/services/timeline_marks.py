"""Checks, milestones, steps and outcomes of plans as what stands on their timeline, and what they are in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.formats import clauses, describe_date, long_date
from perftui.domain.meetings import ActionState
from perftui.domain.plans import CHECKED, DECISIONS, UNPUBLISHED, CheckStatus, OutcomeKind
from perftui.domain.timeline_marks import OF_CHECK, Mark, MarkKind, coming, of_milestone, of_step
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from perftui.domain.plans import PlanState
    from perftui.services.plan_lines import CheckLine, MilestoneLine
    from perftui.storage.drivers import Row

ENDS = {
    **dict.fromkeys((OutcomeKind.PASSED, OutcomeKind.SUSTAINED), MarkKind.PASSED),
    **dict.fromkeys((OutcomeKind.FAILED, OutcomeKind.RELAPSED), MarkKind.FAILED),
    **dict.fromkeys(DECISIONS, MarkKind.DECIDED),
}
"""Outcome to its sign; cancellations have none."""
NEXT_NAMED = 2
"""So many things that come are named."""


def check_mark(line: CheckLine, state: PlanState, today: date) -> Mark | None:
    """A check; None where it was not held and the plan has ended without it."""
    status = line.status(today)
    is_waiting = status in {CheckStatus.PLANNED, CheckStatus.DUE, CheckStatus.OVERDUE}
    if is_waiting and state not in CHECKED | UNPUBLISHED:
        return None
    kind = MarkKind.CHECK_PLANNED if is_waiting and state in UNPUBLISHED else OF_CHECK[status]
    notes = [say(line.verdict)] if line.verdict else []
    if status is CheckStatus.LATE and line.entered_on:
        notes.insert(0, _("written down on {date}").format(date=long_date(line.entered_on)))
    return Mark("plan_check", line.id, line.due, kind, say(line.kind), clauses(notes))


def milestone_mark(line: MilestoneLine, state: PlanState, today: date) -> Mark | None:
    """A milestone; None where it was not reached and the plan has ended without it."""
    kind = of_milestone(line.due, line.reached_on, today)
    if state in UNPUBLISHED:
        kind = MarkKind.MILESTONE
    elif state not in CHECKED and kind is MarkKind.MILESTONE:
        return None
    note = _("on {date}").format(date=long_date(line.reached_on)) if line.reached_on else ""
    return Mark("plan_milestone", line.id, line.due, kind, _("milestone “{title}”").format(title=line.title), note)


def step_mark(step: tuple[str, str], due: date, action: ActionState | None, state: PlanState, today: date) -> Mark | None:
    """A step that has one day.

    Args:
        step: Its id and text.
        due: By when.
        action: How far it has come; None before the plan is issued.
        state: Of the plan.
        today: By which it is late.
    """
    if action is ActionState.CANCELLED or (state not in CHECKED | UNPUBLISHED and action is not ActionState.DONE):
        return None
    kind = of_step(due, None if state in UNPUBLISHED else action, today)
    return Mark("plan_step", step[0], due, kind, _("step “{title}”").format(title=step[1]))


def outcome_marks(rows: Iterable[Row]) -> Iterator[Mark]:
    """How it ended."""
    for row in rows:
        outcome = OutcomeKind(row["kind"])
        kind = ENDS.get(outcome)
        if kind is not None:
            note = clauses(filter(None, (say(outcome) if kind is MarkKind.DECIDED else "", row["note"])))
            yield Mark("plan_outcome", row["id"], date.fromisoformat(row["on_date"]), kind, _("Outcome"), note)


# in words


def mark_text(mark: Mark, today: date) -> str:
    """What something is, when, and what became of it: `Monthly check, Mon 9 Nov 2026, 19 days ago: held late, At risk`."""
    became = clauses(filter(None, (say(mark.kind), mark.note)))
    return _("{what}, {when}: {became}").format(what=_capital(mark.words), when=describe_date(mark.day, today), became=became)


def next_words(marks: Iterable[Mark], today: date) -> str:
    """What is overdue the longest, and how much more; then what comes next and what then. Empty where nothing is to come."""
    waiting = coming(marks)
    late, ahead = [each for each in waiting if each.day < today], [each for each in waiting if each.day >= today]
    parts = []
    if late:
        first = _("Overdue: {what}").format(what=_dated(late[0], today))
        more = ngettext("{what} (and {n} more)", "{what} (and {n} more)", len(late) - 1).format(what=first, n=len(late) - 1)
        parts.append(more if len(late) > 1 else first)
    if ahead:
        words = [_dated(each, today) for each in ahead[:NEXT_NAMED]]
        what = _("{first}; then {second}").format(first=words[0], second=words[1]) if len(words) > 1 else words[0]
        parts.append(_("Next: {what}").format(what=what))
    return "".join(_("{sentence}. ").format(sentence=part) for part in parts).rstrip()


def _dated(mark: Mark, today: date) -> str:
    """In the middle of a sentence."""
    words = _("{what} on {when}").format(what=mark.words, when=describe_date(mark.day, today))
    return words[:1].lower() + words[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
