"""How long requests for support have waited, by the unit that provides: the ageing report (R36)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.support import BUCKETS, SupportState, SupportTable, bucket, waited
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services.report_sheets import Form, Sheet, SheetColumn, SheetRow
from perftui.services.support_lists import lost
from perftui.storage import support

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.report_sheets import Value
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

OPEN = (SupportState.REQUESTED.value, SupportState.PROMISED.value)
NOBODY = "-"
"""The key of the row of requests that no unit was asked for."""


def ageing(store: Store, today: date, unit_ids: Sequence[str] = ()) -> Sheet:
    """A row for each providing unit: how many requests are open and since when, how many days were lost, how many came.

    Args:
        store: The store.
        today: Until when open ones have waited.
        unit_ids: Only these units; empty for all.
    """
    by_unit: dict[str, list[Row]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in support.listing(store, SupportTable.REQUEST):
        if row["state"] not in ("refused", "cancelled") and (not unit_ids or row["provider_unit_id"] in unit_ids):
            key = row["provider_unit_id"] or NOBODY
            by_unit[key].append(row)
            names[key] = row["provider"] or _("no unit yet")
    rows = [SheetRow(key, (names[key], *_figures(found, today))) for key, found in by_unit.items()]
    rows.sort(key=lambda row: (-_number(row.cells[-3]), str(row.cells[0])))
    everything = [row for found in by_unit.values() for row in found]
    n = sum(row["state"] in OPEN for row in everything)
    note = ngettext("{n} open request", "{n} open requests", n).format(n=n)
    total = (_("Total"), *_figures(everything, today)) if everything else ()
    return Sheet(_("Ageing of support requests"), tuple(_columns()), tuple(rows), total, (note,))


def units_below(store: Store, unit_id: str) -> list[str]:
    """A unit and all below it; nothing where none is named."""
    from perftui.services import units

    tree = units.tree(store)
    path = next((line.path for line in tree if line.id == unit_id), None)
    return [] if path is None else [line.id for line in tree if line.path == path or line.path.startswith(f"{path}{units.SEPARATOR}")]


def _columns() -> list[SheetColumn]:
    first, second, third = BUCKETS
    return [
        SheetColumn("provider", _("Provider"), Form.TEXT),
        SheetColumn("open", _("Pending")),
        SheetColumn("b0", _("≤{n} d").format(n=first)),
        SheetColumn("b1", f"{first + 1}–{second}"),
        SheetColumn("b2", f"{second + 1}–{third}"),
        SheetColumn("b3", _(">{n} d").format(n=third)),
        SheetColumn("late", _("Overdue")),
        SheetColumn("lost", _("Days lost")),
        SheetColumn("delivered", _("Delivered")),
        SheetColumn("wait", _("Longest wait"), Form.DAYS),
    ]


def _figures(rows: Sequence[Row], today: date) -> tuple[Value, ...]:
    pending = [row for row in rows if row["state"] in OPEN]
    ages = [waited(date.fromisoformat(row["requested_on"]), None, today) for row in pending]
    counts = [sum(bucket(age) == place for age in ages) for place in range(len(BUCKETS) + 1)]
    late = sum(bool(row["needed_by"]) and row["needed_by"] < today.isoformat() for row in pending)
    days = sum(lost(row, today) or 0 for row in rows)
    return len(pending), *counts, late, days, len(rows) - len(pending), max(ages, default=None)


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
