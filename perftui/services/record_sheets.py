"""Conflicts and amendments as reports: a row for each, for files and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import amendment_lines, conflicts
from perftui.services.meeting_openings import what_of
from perftui.services.report_sheets import Form, Sheet, SheetColumn, SheetRow
from perftui.storage import alignments, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from perftui.services.alignment_reports import ReportFilter
    from perftui.services.amendment_lines import AmendmentLine
    from perftui.services.conflict_sides import Side
    from perftui.services.conflicts import ConflictLine
    from perftui.storage.stores import Store


def conflicts_report(store: Store, shown: ReportFilter) -> Sheet:
    """All conflicts, those that are dismissed too, of which a goal lies in the cycles, and a goal belongs to the unit."""
    looked_at = alignments.goal_ids(store, shown.cycles)
    inside = frozenset(units.subtree(store, shown.unit)) if shown.unit else None

    def is_shown(line: ConflictLine) -> bool:
        of_unit = inside is None or not inside.isdisjoint((line.first.unit_id, line.second.unit_id))
        return of_unit and not looked_at.isdisjoint((line.first.id, line.second.id))

    return conflicts_sheet([line for line in conflicts.listing(store) if is_shown(line)])


def conflicts_sheet(lines: Sequence[ConflictLine]) -> Sheet:
    """Conflicts in their order, as a table."""
    columns = (
        ("state", _("State")),
        ("kind", _("Kind")),
        ("goal", _("Goal")),
        ("owner", _("Owner")),
        ("against", _("Against")),
        ("against_owner", _("Other owner")),
        ("units", _("Units")),
        ("what", _("What")),
        ("resolution", _("Settled by")),
        ("meeting", _("Meeting")),
        ("since", _("Recorded")),
    )
    rows = [SheetRow(line.key, _conflict_cells(line)) for line in lines]
    note = ngettext("{n} conflict", "{n} conflicts", len(rows)).format(n=len(rows))
    return _sheet(_("Conflicts"), columns, rows, note)


def _conflict_cells(line: ConflictLine) -> tuple[str, ...]:
    reason = say(line.reason) if line.reason else ""
    since = line.since.isoformat() if line.since else ""
    named = " / ".join(dict.fromkeys(side.unit for side in (line.first, line.second) if side.unit))
    return say(line.state), reason, *_side(line.first), *_side(line.second), named, what_of(line), line.resolution, line.meeting, since


def _side(side: Side) -> tuple[str, str]:
    return side.title, side.owner


def amendments_report(store: Store, shown: ReportFilter) -> Sheet:
    """Everything that was changed of agreed goals, newest first, with who did it and why."""
    columns = (
        ("on", _("Date")),
        ("by", _("Changed by")),
        ("goal", _("Goal")),
        ("key_result", _("Key result")),
        ("field", _("Field")),
        ("old", _("Before")),
        ("new", _("After")),
        ("reason", _("Reason")),
        ("meeting", _("Meeting")),
    )
    rows = [SheetRow(line.id, _amendment_cells(line)) for line in amendment_lines.all_of(store, shown.cycles, shown.unit)]
    note = ngettext("{n} amendment", "{n} amendments", len(rows)).format(n=len(rows))
    return _sheet(_("Amendments"), columns, rows, note)


def _amendment_cells(line: AmendmentLine) -> tuple[str, ...]:
    on = line.on.isoformat()
    return on, line.by_name, line.goal, line.key_result, line.field, line.old, line.new, line.reason, line.meeting


def _sheet(title: str, columns: Iterable[tuple[str, str]], rows: Iterable[SheetRow], note: str) -> Sheet:
    return Sheet(title, tuple(SheetColumn(key, words, Form.TEXT) for key, words in columns), tuple(rows), notes=(note,))
