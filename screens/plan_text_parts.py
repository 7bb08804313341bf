"""Parts of a plan's sheet that are texts or come from elsewhere: the plan itself, its gaps and causes, what the employer promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.formats import basis_points
from perftui.domain.plan_lacks import Part
from perftui.domain.plans import UNPUBLISHED
from perftui.domain.promises import PromiseState
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services import promises
from perftui.services.gap_views import gap_view
from perftui.storage.stores import Gone
from screens.plan_heads import days_text, pack_title
from screens.plan_sheet_rows import INDENT, SheetPart, SheetRow, Shown, day_text
from widgets.cells import StyledCell, Tone, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perftui.services.gap_views import GapView
    from perftui.services.promises import PromiseLine

PLAN: Final = "plan"
"""What the keys of the plan's own texts begin with; the field of the form follows."""
PROMISE: Final = "promise"
"""What the keys of promises begin with; table and id follow."""
TONES: Final = {PromiseState.OPEN: Tone.FAIR, PromiseState.KEPT: Tone.DONE, PromiseState.BROKEN: Tone.POOR}


def _head(shown: Shown) -> Sequence[SheetRow]:
    view, passes = shown.view, basis_points(shown.view.pass_closure)
    rows = [
        ("purpose", _("Purpose"), view.purpose),
        ("reason", _("Reason"), view.reason),
        ("consequences", _("Consequences"), view.consequences),
        ("choice", _("Choice"), ": ".join(filter(None, (view.choice, view.choice_note)))),
        ("start", _("Dates"), days_text(view.line, shown.today)),
        ("pass_closure", _("Passes with"), _("{share} closed, and all goals that must be met").format(share=passes)),
        ("pack", _("Evidence pack"), pack_title(view.line.pack)),
    ]
    return [_text(field, label, text) for field, label, text in rows]


def _text(field: str, label: str, text: str) -> SheetRow:
    words = _("{label}: {text}").format(label=label, text=one_line(text) or "–")
    return SheetRow(f"{PLAN}:{field}", Part.HEAD, (INDENT + words, "", "", "", ""), whole=words)


HEAD: Final = SheetPart(Part.HEAD, lambda: pgettext("part of a plan", "Plan"), lambda: ("", "", "", ""), _head, str)


def _gaps(shown: Shown) -> Sequence[SheetRow]:
    return list(_gap_rows(shown))


def _gap_rows(shown: Shown) -> Iterator[SheetRow]:
    chosen: dict[str, list[str]] = {}
    for gap_id, cause_id in shown.view.gaps:
        chosen.setdefault(gap_id, []).append(cause_id)
    for gap_id, cause_ids in chosen.items():
        try:
            view = gap_view(shown.store, gap_id)
        except Gone:
            continue
        yield _gap(view, shown)
        for cause in view.causes:
            if cause.id in cause_ids:
                cells = (INDENT * 2 + one_line(cause.text), "", "", "", _("root cause") if cause.is_root else "")
                yield SheetRow(f"cause:{cause.id}", Part.GAPS, cells, cause.version, whole=cause.text)


def _gap(view: GapView, shown: Shown) -> SheetRow:
    figures = view.figures
    short = _(", {points} short").format(points=figures.points) if figures else ""
    cells = (
        INDENT + one_line(view.dimension),
        view.actual_text,
        view.target_text + short,
        day_text(view.measured_on, shown.today) if view.measured_on else "",
        say(view.severity),
    )
    return SheetRow(f"gap:{view.id}", Part.GAPS, cells, view.version, whole=view.dimension)


ANSWERED: Final = SheetPart(
    Part.GAPS,
    lambda: _("Gaps and causes"),
    lambda: (_("Actual"), _("Target"), _("Measured on"), _("Severity")),
    _gaps,
    lambda: _("none yet; Ins picks one"),
)


def _promises(shown: Shown) -> Sequence[SheetRow]:
    return [_promise(each, shown) for each in promises.ledger(shown.store, shown.view.line.id, shown.today)]


def _promise(each: PromiseLine, shown: Shown) -> SheetRow:
    is_known = shown.view.line.state not in UNPUBLISHED
    state = StyledCell(say(each.state), TONES[each.state]) if is_known else ""
    settled = say(each.settlement) if each.settlement else ""
    cells = (INDENT + one_line(each.text), "", settled, day_text(each.due, shown.today) if each.due else "", state)
    whole = " · ".join(filter(None, (each.text, say(each.state) if is_known else "", settled, each.settled_text)))
    return SheetRow(f"{PROMISE}:{each.entity}/{each.record_id}", Part.SUPPORT, cells, whole=whole)


PROMISED: Final = SheetPart(
    Part.SUPPORT,
    lambda: _("Promises of the employer"),
    lambda: ("", pgettext("plan", "Settled"), _("Due"), _("State")),
    _promises,
    lambda: _("none yet: mark a step as support"),
)
