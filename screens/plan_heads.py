"""What stands on top of a plan: whose it is, how far it has come against the time, and what comes next in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.formats import clauses, describe_date, long_date
from perftui.domain.plans import CHECKED, OVER, RUNNING, UNPUBLISHED, CheckStatus, PlanState
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services.plan_listings import pace_text
from perftui.services.report_sheets import share_text
from screens.plan_rows import state_text
from widgets.cells import bar, safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from perftui.services.plan_lines import PlanLine, PlanView
    from widgets.glyphs import Glyphs

BAR_WIDTH = 16
PACKS: Final = {"generic": mark("General"), "cn": mark("China, Labour Contract Law art. 40(2), 42"), "uk": mark("UK, Acas")}
"""Evidence pack to what it is called."""


def pack_title(code: str) -> str:
    """What an evidence pack is called."""
    return _(PACKS[code]) if code in PACKS else code


def whose_text(line: PlanLine) -> str:
    """Whose plan it is, and what it is about."""
    return safe(" · ".join(filter(None, (line.person, line.unit, line.title, say(line.kind)))))


def when_text(view: PlanView, today: date, glyphs: Glyphs) -> str:
    """State, dates, and who belongs to it."""
    line = view.line
    words = [state_text(line.state, glyphs), days_text(line, today)]
    words += [_("manager {name}").format(name=line.manager)] if line.manager else []
    words += [_("HR {name}").format(name=line.hr)] if line.hr else []
    return safe(" · ".join(filter(None, words)))


def days_text(line: PlanLine, today: date) -> str:
    """From when to when, and which day of how many it is."""
    if line.start is None or line.end is None:
        return _("no dates yet")
    days, day = (line.end - line.start).days + 1, (today - line.start).days + 1
    span = f"{long_date(line.start)} – {long_date(line.end)}"
    if line.state not in RUNNING or not 1 <= day <= days:
        return clauses([span, ngettext("{n} day", "{n} days", days).format(n=days)])
    return clauses([span, _("day {day} of {days}").format(day=day, days=days)])


def progress_text(view: PlanView, today: date, glyphs: Glyphs) -> str:
    """The closure against the time that has passed, and the pace as a word."""
    if view.line.state in UNPUBLISHED:
        return ""
    elapsed = view.elapsed(today)
    parts = [_("closure {bar}").format(bar=_("not measured yet") if view.closure is None else closure_bar(view, glyphs))]
    if elapsed is not None:
        parts.append(_("time {bar}").format(bar=bar(elapsed, BAR_WIDTH, glyphs)))
    parts.append(pace_text(view.on_pace(today)) if view.line.state in RUNNING else "")
    if view.closure is not None and view.coverage < 1:
        parts.append(_("{share} measured").format(share=share_text(view.coverage)))
    return "  ".join(filter(None, parts))


def closure_bar(view: PlanView, glyphs: Glyphs) -> str:
    """The closure as a bar; one that went backwards as its number."""
    closed = view.closure
    if closed is None or closed < 0:
        return share_text(closed)
    return bar(closed, BAR_WIDTH, glyphs)


def next_text(view: PlanView, today: date) -> str:
    """What comes next, in words."""
    if view.line.state in UNPUBLISHED:
        return _("Not issued: the person does not know of it. F7 says what is missing.")
    if view.line.state is PlanState.PAUSED:
        return clauses([_("Paused: {reason}").format(reason=view.pause_reason or "–"), _("F7 issues it again.")])
    if view.line.state not in CHECKED:
        return "" if view.line.state in OVER else _("It has ended. F7 decides what follows.")
    following = min(_coming(view, today), default=None)
    if following is None:
        return ""
    day, words = following
    text = _("Overdue: {what}, {when}") if day < today else _("Next: {what}, {when}")
    return text.format(what=words, when=describe_date(day, today))


def _coming(view: PlanView, today: date) -> Iterator[tuple[date, str]]:
    for check in view.checks:
        if check.status(today) in {CheckStatus.PLANNED, CheckStatus.DUE, CheckStatus.OVERDUE}:
            yield check.due, say(check.kind)
    for milestone in view.milestones:
        if milestone.reached_on is None and milestone.due >= today:
            yield milestone.due, _("milestone “{title}”").format(title=milestone.title)
    for step in view.steps:
        day = step.next_due or step.due
        if step.action_id and step.done_on is None and day is not None and not step.recurrence:
            yield day, _("step “{title}”").format(title=step.text)
