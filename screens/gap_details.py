"""A gap in full, as the detail pane and the lines below the table show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import long_date, short_date
from perftui.domain.gaps import CauseState, GapState
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import talks
from perftui.services.cause_categories import category_name
from perftui.services.gap_views import gap_view, measure_text
from perftui.services.histories import history
from screens.details import Detail
from screens.help_texts import help_groups

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.content import Content

    from perftui.domain.measures import GapFigures
    from perftui.services.actions import ActionLine
    from perftui.services.gap_listings import PairLine
    from perftui.services.gap_views import CauseLine, GapView
    from perftui.services.histories import HistoryLine
    from perftui.storage.stores import Store

HISTORY_SHOWN = 60


def gap_detail(store: Store, gap_id: str, today: date, *, with_history: bool = False) -> Content:
    """What the pane shows of a gap.

    Raises:
        Gone: It was taken back meanwhile.
    """
    if not gap_id:
        return Detail("").content()
    view = gap_view(store, gap_id)
    detail = Detail(view.dimension).lines(_rows(store, view))
    detail.group(_("Root causes and measures"), list(_causes(view, today)))
    supposed = sum(cause.state is CauseState.CANDIDATE for cause in view.causes)
    if supposed:
        detail.text(ngettext("{n} more cause is only supposed.", "{n} more causes are only supposed.", supposed).format(n=supposed), "dim")
    help_groups(detail, store, "gap", gap_id, talks.of_gap(store, gap_id, today), today)
    if with_history:
        detail.group(_("History"), [_change(line) for line in history(store, "gap", gap_id, HISTORY_SHOWN)])
    return detail.content()


def _rows(store: Store, view: GapView) -> Iterator[tuple[str, str]]:
    figures = view.figures
    yield _("Of"), view.whose
    yield _("Cycle"), view.cycle
    yield _("Target"), view.target_text
    yield _("Actual"), view.actual_text or _("no data")
    yield _("Gap"), figures.points if figures else ""
    yield _("Relative"), figures.relative if figures else ""
    yield _("Attainment"), figures.attainment if figures else ""
    yield _("Severity"), say(view.severity)
    yield _("State"), say(view.state)
    yield _("Before"), _before(store, view)
    yield _("Measured on"), long_date(view.measured_on) if view.measured_on else ""
    yield _("Evidence"), view.evidence
    yield _("Note"), view.note


def _before(store: Store, view: GapView) -> str:
    """The gap that this one measures again."""
    if not view.earlier_id:
        return ""
    earlier = gap_view(store, view.earlier_id)
    points = earlier.figures.points if earlier.figures else ""
    return " · ".join(part for part in (earlier.cycle, earlier.actual_text, points) if part)


def _causes(view: GapView, today: date) -> Iterator[str]:
    for number, cause in enumerate(view.roots, 1):
        yield f"{number}. {cause_text(cause)}"
        if cause.evidence:
            yield "   " + _("Evidence: {text}").format(text=cause.evidence)
        for measure in cause.measures:
            yield f"   → {action_line(measure, today)}"
        if not cause.measures:
            yield "   ! " + _("no measure yet")


def cause_text(cause: CauseLine) -> str:
    """A cause with its category."""
    name = category_name(cause.category)
    return _("{text} ({more})").format(text=cause.text, more=name) if name else cause.text


def action_line(measure: ActionLine, today: date) -> str:
    """A measure with who does it by when, and what became of it."""
    due = _("due {date}").format(date=short_date(measure.due, today)) if measure.due else _("no date")
    state = "" if measure.state == "open" else say(measure.state)
    parts = (measure_text(measure.title, measure.kind), measure.owner or _("nobody"), due, state)
    return " · ".join(part for part in parts if part)


def below_texts(line: PairLine | None, view: GapView | None, today: date) -> list[str]:
    """The lines below the table: whose gap it is and how large, then the cause and the measure in full."""
    if line is None or view is None:
        return []
    figures = view.figures
    state = "" if line.state is GapState.OPEN else say(line.state)
    found = (figures.relative and _("{share} relative").format(share=figures.relative), _share(figures)) if figures else ()
    due = _("due {date}").format(date=short_date(line.due, today)) if line.due else ""
    cause = _("{text} ({more})").format(text=line.cause, more=category_name(line.category)) if line.category else line.cause
    shown = (
        (line.whose, line.dimension, line.gap_text, *found, say(line.severity), state),
        (cause,),
        (measure_text(line.measure, line.measure_type), line.owner, due),
    )
    return [" · ".join(part for part in parts if part) for parts in shown]


def _share(figures: GapFigures) -> str:
    return _("attainment {share}").format(share=figures.attainment) if figures.attainment else ""


def _change(line: HistoryLine) -> str:
    when = f"{line.at.astimezone().date().isoformat()} · {line.actor}"
    if not line.field:
        done = {"insert": _("added"), "delete": _("removed")}.get(line.verb, line.verb)
        return f"{when} · {done}"
    old, new = (text or "–" for text in (line.old_text(), line.new_text()))
    if line.verb == "insert":
        return f"{when} · " + _("{field}: {value}").format(field=line.label_text(), value=new)
    return f"{when} · " + _("{field}: {old} → {new}").format(field=line.label_text(), old=old, new=new)
