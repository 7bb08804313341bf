"""The report on causes: root causes by category, in the system against the person, by unit or by person (R50)."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from perftui.domain.cause_figures import CauseFigures
from perftui.domain.causes import CauseCategory, CauseSide
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services.report_sheets import Form, SheetColumn, Value, share_text
from perftui.storage import cause_reports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.services.report_sheets import Sheet
    from perftui.services.reports import ReportRows


def causes_sheet(rows: ReportRows) -> Sheet:
    """The report, from the rows that turn figures of owners into units or people."""
    sums = rows.summed(cause_reports.figures(rows.store, rows.shown.cycles), CauseFigures)
    whole = reduce(CauseFigures.add, sums.values(), CauseFigures())
    return rows.sheet(_columns(), {key: _cells(each) for key, each in sums.items()}, _cells(whole), _notes(whole))


def _columns() -> list[SheetColumn]:
    return [
        SheetColumn("gaps", _("Gaps")),
        SheetColumn("causes", _("Causes")),
        SheetColumn("system", say(CauseSide.SYSTEM)),
        SheetColumn("person", say(CauseSide.PERSON)),
        SheetColumn("system_share", _("In system"), Form.SHARE),
        SheetColumn("bare_share", _("No cause"), Form.SHARE),
        *(SheetColumn(category.value, say(category)) for category in CauseCategory),
        SheetColumn("others", _("No category")),
    ]


def _cells(found: CauseFigures) -> tuple[Value, ...]:
    system, person = found.on(CauseSide.SYSTEM), found.on(CauseSide.PERSON)
    shares = (found.share(system), found.bare_share)
    return found.gaps, found.causes, system, person, *shares, *map(found.of, CauseCategory), found.others


def _notes(whole: CauseFigures) -> Iterator[str]:
    system, person = whole.on(CauseSide.SYSTEM), whole.on(CauseSide.PERSON)
    words = ngettext("{n} gap, {bare} without a cause", "{n} gaps, {bare} without a cause", whole.gaps)
    yield words.format(n=whole.gaps, bare=whole.bare)
    if system + person:
        values = {"system": share_text(whole.share(system)), "person": share_text(whole.share(person))}
        yield _("system {system}, person {person}").format(**values)
        counted = sorted(((whole.of(category), category) for category in CauseCategory if whole.of(category)), key=lambda each: -each[0])
        yield _(", ").join(f"{say(category)} {share_text(whole.share(count))}" for count, category in counted)
