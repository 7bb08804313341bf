"""The timeline as plain text: each plan drawn on a line and said in words, for files, the command line, and who hears the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import clauses, long_date
from perftui.domain.timeline_marks import MarkKind
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services.timeline_marks import mark_text
from perftui.services.timelines import pace_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from typing import TypeAlias

    from perftui.domain.timeline_marks import Mark
    from perftui.services.plan_listings import ListedPlan
    from perftui.services.plan_timelines import PlanTimeline
    from perftui.services.timelines import PlanLane

    Drawn: TypeAlias = "Callable[[date | None, date | None, date | None, Sequence[Mark]], str]"
    """Draws first day, last day, up to where it is solid, and what stands on it."""


def scope_lines(lanes: Sequence[PlanLane], today: date, draw: Drawn, dates: Sequence[str]) -> Iterator[str]:
    """Several plans.

    Args:
        lanes: The plans.
        today: By which they are late.
        draw: How a line is drawn.
        dates: The lines of dates above what is drawn.
    """
    n = len(lanes)
    yield _("Timeline of improvement plans, {date}").format(date=long_date(today))
    yield ngettext("{n} plan", "{n} plans", n).format(n=n)
    if n:
        yield ""
        yield from (line.rstrip() for line in dates)
    for lane in lanes:
        line = lane.listed.line
        yield draw(line.start, line.end, lane.solid_until(today), lane.marks).rstrip()
        yield from plan_lines(lane, today)


def plan_lines(lane: PlanLane, today: date) -> Iterator[str]:
    """A plan in words."""
    yield heading(lane.listed)
    yield f"  {clauses((say(lane.listed.line.state), pace_words(lane.listed)))}"
    following = lane.next_words(today)
    if following:
        yield f"  {following}"
    yield from _told(lane.marks, today)
    yield ""


def whole_lines(found: PlanTimeline, listed: ListedPlan, draw: Drawn, dates: Sequence[str]) -> Iterator[str]:
    """One plan in full.

    Args:
        found: The plan.
        listed: The same with closure and pace.
        draw: How a line is drawn.
        dates: The lines of dates above what is drawn.
    """
    yield heading(listed)
    yield clauses((say(listed.line.state), pace_words(listed)))
    if found.next_words:
        yield found.next_words
    yield ""
    yield from (line.rstrip() for line in dates)
    for lane in found.lanes:
        yield draw(lane.start, lane.end, lane.solid_until, lane.marks).rstrip()
        yield "  " + " · ".join(filter(None, (lane.what, lane.title, lane.figure)))
        yield from _told(lane.marks, found.today)
        yield ""


def heading(listed: ListedPlan) -> str:
    """Whose plan it is, and from when to when."""
    line = listed.line
    span = " – ".join(long_date(day) for day in (line.start, line.end) if day)
    return " · ".join(filter(None, (line.person, line.unit, line.title, span)))


def _told(marks: Iterable[Mark], today: date) -> Iterator[str]:
    return (f"    {mark_text(mark, today)}" for mark in marks if mark.kind is not MarkKind.ENTRY_DONE)
