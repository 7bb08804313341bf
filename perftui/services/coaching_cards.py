"""The coaching cards: of each manager the talks held and missing, whole GROW, and promised support that was given in time (R22)."""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from typing import TYPE_CHECKING

from perftui.domain.report_figures import Coaching
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext
from perftui.services.report_sheets import Form, SheetColumn, Value, share_text
from perftui.services.talk_cadences import due_lines
from perftui.storage import coaching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from perftui.services.report_sheets import Sheet
    from perftui.services.reports import ReportRows
    from perftui.storage.drivers import Row


def coaching_sheet(rows: ReportRows) -> Sheet:
    """The cards of the managers, or of units those of their managers together."""
    sums: defaultdict[str, Coaching] = defaultdict(Coaching)
    for (person_id, unit_id), figures in _figures(rows):
        if rows.is_inside(unit_id):
            key = rows.key(person_id, unit_id)
            sums[key] = sums[key].add(figures)
    whole = reduce(Coaching.add, sums.values(), Coaching())
    return rows.sheet(_columns(), {key: _cells(each) for key, each in sums.items()}, _cells(whole), _notes(whole))


def _figures(rows: ReportRows) -> Iterator[tuple[tuple[str, str], Coaching]]:
    """Manager and unit with figures, several times each."""
    store, today = rows.store, rows.today.isoformat()
    span = coaching.span(store, rows.shown.cycles)
    first, last = (span["first"] or today, min(today, span["last"] or today)) if span else (today, today)
    yield from _read(coaching.held(store, first, last), ("held", "whole"))
    yield from _read(coaching.late(store, today), ("overdue", "longest"))
    yield from _read(coaching.promised(store, first, today), ("promised", "kept"))
    missing = [line for line in due_lines(store, rows.today) if line.due < rows.today]
    units = coaching.units_of(store, sorted({line.manager_id for line in missing if line.manager_id}))
    for line in missing:
        yield (line.manager_id, units.get(line.manager_id, "")), Coaching(overdue=1, longest=(rows.today - line.due).days)


def _read(found: Iterable[Row], names: tuple[str, str]) -> Iterator[tuple[tuple[str, str], Coaching]]:
    for row in found:
        yield (row["person_id"], row["unit_id"]), Coaching(**{name: row[name] for name in names})


def _columns() -> list[SheetColumn]:
    return [
        SheetColumn("held", pgettext("talks", "Held")),
        SheetColumn("due", pgettext("talks", "Due")),
        SheetColumn("overdue", _("Overdue")),
        SheetColumn("longest", _("Longest"), Form.DAYS),
        SheetColumn("whole", _("GROW"), Form.SHARE),
        SheetColumn("promised", _("Promised")),
        SheetColumn("kept", _("Kept"), Form.SHARE),
    ]


def _cells(found: Coaching) -> tuple[Value, ...]:
    longest = found.longest if found.overdue else None
    return found.held, found.due, found.overdue, longest, found.whole_share, found.promised, found.kept_share


def _notes(whole: Coaching) -> Iterator[str]:
    words = ngettext("{n} talk held, {overdue} overdue", "{n} talks held, {overdue} overdue", whole.held)
    yield words.format(n=whole.held, overdue=whole.overdue)
    if whole.promised:
        yield _("support kept: {share}").format(share=share_text(whole.kept_share))
