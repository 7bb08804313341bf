"""A measure in full, as the detail pane shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.anchors import anchor_lines
from perftui.domain.measure_codes import cadence_text
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from perftui.services import value_series
from perftui.services.histories import history
from perftui.services.measure_uses import uses_of
from perftui.services.measure_values import subject_text, values_of
from screens.details import Detail
from screens.plot_texts import series_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.content import Content

    from perftui.services.histories import HistoryLine
    from perftui.services.measure_uses import Use
    from perftui.services.measure_values import ValueLine
    from perftui.services.measures import MeasureLine
    from perftui.storage.stores import Store
    from widgets.glyphs import Glyphs

VALUES_SHOWN = 12
USES_SHOWN = 6
HISTORY_SHOWN = 100


def measure_detail(store: Store, line: MeasureLine | None, today: date, glyphs: Glyphs, *, with_history: bool) -> Content:
    """What the pane shows of the measure under the cursor.

    Args:
        store: The store.
        line: None when there is none: then it is empty.
        today: What dates are seen from.
        glyphs: The signs that this terminal can draw.
        with_history: Whether to say who changed what.

    Raises:
        Gone: It was removed meanwhile.
    """
    if line is None:
        return Detail("").content()
    detail = Detail(line.name).lines(_rows(line)).text(line.description)
    detail.group(_("Formula"), line.formula.splitlines())
    detail.group(_("Anchors"), [f"{level}  {text}" for level, text in enumerate(anchor_lines(line.anchors), 1)])
    detail.group(_("Key results that use it"), _uses(store, line.id) or [_("None yet.")])
    detail.group(_("Values"), list(_values(store, line.id, today, glyphs)) or [_("None yet: F7 adds one.")])
    if with_history:
        detail.group(_("History"), [_change(change) for change in history(store, "measure", line.id, HISTORY_SHOWN)])
    return detail.content()


def _rows(line: MeasureLine) -> Iterator[tuple[str, str]]:
    yield _("Area"), line.area
    yield pgettext("measure", "Kind"), say(line.kind)
    yield _("Counts when"), say(line.operator)
    yield _("Measured in"), line.unit
    yield _("Taken"), cadence_text(line.cadence_days)
    yield _("Data source"), line.source
    yield _("Tags"), line.tags
    yield _("Code"), line.code
    yield _("Used by"), ngettext("{n} key result", "{n} key results", line.uses).format(n=line.uses) if line.uses else ""
    yield _("State"), _("archived") if line.is_archived else ""


def _values(store: Store, measure_id: str, today: date, glyphs: Glyphs) -> Iterator[str]:
    has_plots = False
    for series in value_series.of_measure(store, measure_id):
        plotted = series_lines(series, today, glyphs)
        yield from ([f"{series.subject}:", *(f"  {text}" for text in plotted)] if plotted else [])
        has_plots = has_plots or bool(plotted)
    lines = values_of(store, measure_id)
    if has_plots:
        yield ""
    for line in lines[:VALUES_SHOWN]:
        yield from value_texts(line)
    if more := len(lines[VALUES_SHOWN:]):
        yield ngettext("and {n} more", "and {n} more", more).format(n=more)


def value_texts(line: ValueLine) -> Iterator[str]:
    """A value with whose it is, and below it the evidence and the note."""
    yield " · ".join((str(line.period), line.text, subject_text(line)))
    for template, text in ((_("Evidence: {text}"), line.evidence), ("{text}", line.note)):
        yield from ("  " + template.format(text=part) for part in text.splitlines() if part)


def _uses(store: Store, measure_id: str) -> list[str]:
    uses = uses_of(store, measure_id)
    more = len(uses) - USES_SHOWN
    rest = [ngettext("and {n} more: F8 lists them", "and {n} more: F8 lists them", more).format(n=more)] if more > 0 else []
    return [use_text(use) for use in uses[:USES_SHOWN]] + rest


def use_text(use: Use) -> str:
    """A key result with its owner, cycle and value."""
    value = use.value or _("no data")
    return " · ".join(filter(None, (use.title, use.owner, use.cycle, value)))


def _change(line: HistoryLine) -> str:
    when = f"{line.at.astimezone().date().isoformat()} · {line.actor}"
    if not line.field:
        done = {"insert": _("added"), "delete": _("removed")}.get(line.verb, line.verb)
        return f"{when} · {done}"
    old, new = (text or "–" for text in (line.old_text(), line.new_text()))
    if line.verb == "insert":
        return f"{when} · " + _("{field}: {value}").format(field=line.label_text(), value=new)
    return f"{when} · " + _("{field}: {old} → {new}").format(field=line.label_text(), old=old, new=new)
