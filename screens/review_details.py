"""A review with its facts, as the detail pane and the form show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import clauses, describe_date, percent, short_date
from perftui.domain.goal_reviews import ReviewState
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services.review_facts import facts
from screens.details import Detail
from screens.review_rows import state_cell
from widgets.cells import bar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.content import Content

    from perftui.services.review_facts import ResultFacts, ReviewFacts
    from perftui.services.review_lines import ReviewLine
    from perftui.storage.stores import Store
    from widgets.glyphs import Glyphs

BAR_WIDTH = 15


def review_detail(store: Store, line: ReviewLine, today: date, glyphs: Glyphs) -> Content:
    """Everything about a review."""
    found = facts(store, line)
    detail = Detail(line.title).lines([*_place(line, today, glyphs), *fact_rows(line, found, today, glyphs)])
    detail.group(_("Key results"), [result_text(result) for result in found.results])
    if line.state is ReviewState.SKIPPED:
        return detail.group(_("Skipped"), line.hindered.split("\n")).content()
    for heading, text in ((_("Went well"), line.went_well), (_("Hindered"), line.hindered), (_("Next step"), line.next_step)):
        detail.group(heading, text.split("\n") if text else [])
    return detail.content()


def _place(line: ReviewLine, today: date, glyphs: Glyphs) -> Iterator[tuple[str, str]]:
    yield _("Quarter"), line.quarter
    yield _("State"), state_cell(line, glyphs).text
    yield _("Due"), describe_date(line.due, today)
    yield _("Held on"), describe_date(line.held_on, today) if line.held_on else ""
    yield _("Owner"), line.owner
    yield _("Unit"), line.unit
    yield _("Cycle"), line.cycle
    yield _("Decision"), say(line.decision) if line.decision else ""


def fact_rows(line: ReviewLine, found: ReviewFacts, today: date, glyphs: Glyphs) -> Iterator[tuple[str, str]]:
    """The figures of a review."""
    yield _("Progress"), bar(line.progress, BAR_WIDTH, glyphs)
    yield _("Pace"), attained_text(line)
    yield _("Check-ins"), check_in_text(found, today)
    yield _("Confidence"), confidence_text(found)


def attained_text(line: ReviewLine) -> str:
    """Such as `84% of the pace: proposal Adjust`."""
    if line.attainment is None:
        return _("no data")
    words = _("On pace, {percent}") if line.attainment >= 1 else _("{percent} of the pace")
    words = words.format(percent=percent(line.attainment))
    return _("{words}: proposal {decision}").format(words=words, decision=say(line.proposal)) if line.proposal else words


def check_in_text(found: ReviewFacts, today: date) -> str:
    """Such as `6 held, 1 late, last on 28 Sep`."""
    if found.last_check_in is None:
        return _("none in the quarter")
    parts = [ngettext("{n} held", "{n} held", found.check_ins).format(n=found.check_ins)]
    if found.late:
        parts.append(ngettext("{n} late", "{n} late", found.late).format(n=found.late))
    parts.append(_("last on {day}").format(day=short_date(found.last_check_in, today)))
    return clauses(parts)


def confidence_text(found: ReviewFacts) -> str:
    """Such as `60% → 40%, falling`."""
    if found.last_confidence is None:
        return _("nobody said")
    if found.trend is None:
        return percent(found.last_confidence)
    moved = f"{percent(found.first_confidence)} → {percent(found.last_confidence)}"
    return clauses((moved, say(found.trend)))


def result_text(result: ResultFacts) -> str:
    """A key result with its value and what is missing."""
    return _("{title}: {figures}").format(title=result.title, figures=result_figures(result))


def result_figures(result: ResultFacts) -> str:
    """Such as `88 %, 7 pp short`."""
    if not result.value:
        return _("no data")
    if result.is_met:
        return _("{value}, reached").format(value=result.value)
    return _("{value}, {gap} short").format(value=result.value, gap=result.gap) if result.gap else result.value
