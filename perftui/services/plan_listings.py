"""The list of plans: filtered, in order, each with its closure and pace, and read only as far as it is shown."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.measures import gap
from perftui.domain.plan_closures import GoalClosure, closure, elapsed_share, is_on_pace, plan_closure
from perftui.domain.plans import CHECKED, PlanKind, PlanState
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from perftui.records import NamedTuple
from perftui.services.plan_lines import PlanLine
from perftui.services.plan_views import line_of
from perftui.services.report_sheets import Form, Sheet, SheetColumn, SheetRow
from perftui.storage import lookups, plan_lists
from perftui.storage.plan_lists import OPEN, ORDERS, PlanFilter
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from perftui.services.report_sheets import Value
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

__all__ = ["OPEN", "ORDERS", "ListedPlan", "PlanFilter", "PlanListing"]

CHUNK = 500
"""Plans read at once where all are wanted."""


class ListedPlan(NamedTuple):
    """A plan in the list."""

    line: PlanLine
    closure: Decimal | None
    """-1 to 1; None: nothing was measured again."""
    elapsed: Decimal | None
    """0 to 1; None without dates."""

    @property
    def on_pace(self) -> bool | None:
        """Whether the closure keeps pace with the time; None where nothing can be said, or where it runs no more."""
        return None if self.elapsed is None or self.line.state not in CHECKED else is_on_pace(self.closure, self.elapsed)


GONE = ListedPlan(
    PlanLine("", 0, "", "", "", "", "", "", "", "", PlanKind.PIP, "", "", PlanState.CANCELLED, None, None, None, None),
    None,
    None,
)


class PlanListing:
    """The plans behind a filter: 8 bytes for each; what is shown is read when it is asked for."""

    def __init__(self, store: Store, shown: PlanFilter, today: date) -> None:
        self.store, self.shown, self.today = store, shown, today
        self.positions: array[int] = plan_lists.listed(store, shown)

    def count(self) -> int:
        """How many there are."""
        return len(self.positions)

    def window(self, start: int, n: int) -> list[ListedPlan]:
        """At most n of them from an index (0 is the first) on; one that is gone meanwhile leaves an empty line."""
        wanted = self.positions[start : start + n]
        rows = plan_lists.window(self.store, wanted)
        closures = closures_of(self.store, [row["id"] for row in rows])
        found = {row["position"]: self._listed(row, closures.get(row["id"])) for row in rows}
        return [found.get(position, GONE) for position in wanted]

    def _listed(self, row: Row, closed: Decimal | None) -> ListedPlan:
        line = line_of(row)
        elapsed = elapsed_share(line.start, line.end, self.today) if line.start and line.end else None
        return ListedPlan(line, closed, elapsed)

    def every(self) -> list[ListedPlan]:
        """All of them."""
        return [each for start in range(0, self.count(), CHUNK) for each in self.window(start, CHUNK) if each.line.id]

    def index_of(self, plan_id: str) -> int | None:
        """Where one stands; None when it is not in the list."""
        position = plan_lists.position_of(self.store, plan_id)
        try:
            return None if position is None else self.positions.index(position)
        except ValueError:
            return None

    def known(self, ids: Collection[str]) -> Collection[str]:
        """Those of some plans that still exist, whatever the filter hides."""
        return lookups.present(self.store, "plan", ids)


def closures_of(store: Store, plan_ids: Iterable[str]) -> dict[str, Decimal | None]:
    """The closures of some plans; None where nothing was measured again."""
    figures: defaultdict[str, list[GoalClosure]] = defaultdict(list)
    for row in plan_lists.goals(store, plan_ids):
        yardstick = yardstick_of(row)
        start, now = (None if row[name] is None else Decimal(row[name]) for name in ("start_value", "now"))
        missing = gap(yardstick, now)
        is_met = None if missing is None else missing == 0
        figures[row["plan_id"]].append(GoalClosure(closure(yardstick, start, now), row["weight"], bool(row["must_meet"]), is_met))
    return {plan_id: plan_closure(goals) for plan_id, goals in figures.items()}


def pace_text(on_pace: bool | None) -> str:
    """The pace as a word; empty where nothing can be said."""
    if on_pace is None:
        return ""
    return _("on pace") if on_pace else _("behind")


def list_sheet(listed: Sequence[ListedPlan]) -> Sheet:
    """Plans as a table of plain values, for files."""
    columns = (
        *(SheetColumn(key, title, Form.TEXT) for key, title in _texts()),
        SheetColumn("closure", _("Closure"), Form.SHARE),
        SheetColumn("elapsed", _("Time passed"), Form.SHARE),
        *(SheetColumn(key, title, Form.TEXT) for key, title in (("pace", pgettext("plan", "Pace")), ("next", _("Next date")))),
    )
    n = len(listed)
    note = ngettext("{n} plan", "{n} plans", n).format(n=n)
    return Sheet(_("Improvement plans"), columns, tuple(SheetRow(each.line.id, _cells(each)) for each in listed), notes=(note,))


def _texts() -> tuple[tuple[str, str], ...]:
    return (
        *(("person", _("Person")), ("staff_no", _("Staff no.")), ("unit", _("Unit")), ("title", _("Title")), ("kind", _("Kind"))),
        *(("state", _("State")), ("manager", _("Manager")), ("hr", _("HR")), ("start", _("Start")), ("end", _("End"))),
    )


def _cells(each: ListedPlan) -> tuple[Value, ...]:
    line = each.line
    days = [day.isoformat() if day else None for day in (line.start, line.end, line.next_date)]
    words = (line.person, line.staff_no, line.unit, line.title, say(line.kind), say(line.state), line.manager, line.hr)
    return *words, days[0], days[1], each.closure, each.elapsed, pace_text(each.on_pace), days[2]


def spec(shown: PlanFilter) -> dict[str, str]:
    """A filter as a saved view keeps it; what is as by default is left out."""
    usual = PlanFilter()
    texts = {name: getattr(shown, name) for name in ("text", "state", "kind", "order") if getattr(shown, name) != getattr(usual, name)}
    units = {"units": json.dumps(list(shown.units))} if shown.units else {}
    return {**texts, **units, **({"is_descending": "1"} if shown.is_descending else {})}


def from_spec(store: Store, given: Mapping[str, str]) -> PlanFilter:
    """The filter that a saved view means; units that are gone meanwhile are left out."""
    wanted = json.loads(given.get("units", "[]"))
    kept = lookups.present(store, "unit", wanted)
    return PlanFilter(
        text=given.get("text", ""),
        state=given.get("state", OPEN),
        kind=given.get("kind", ""),
        units=tuple(unit for unit in wanted if unit in kept),
        order=given.get("order", "next"),
        is_descending=given.get("is_descending") == "1",
    )
