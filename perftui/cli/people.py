"""`import people`, `export people` and `list people`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.listings import aligned, print_lines, problem_line
from perftui.cli.places import local_today, open_given, store_to_fill
from perftui.cli.running import DONE, REFUSED, confirmed
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from perftui.domain.date_orders import DateOrder
    from perftui.services.people_imports import PeopleImportPlan

SHOWN = 20
"""People and units that the preview names at most."""
FIRST = 5
"""New people that the preview shows."""


def bring_in(given: argparse.Namespace) -> int:
    """Show what an import would do, ask, and do all of it or nothing; each problem is a line on standard error."""
    from perftui.services import people_imports

    store = store_to_fill(given)
    planned = people_imports.plan(store, Path(given.file).expanduser(), local_today(store), orders=_orders(given))
    print_lines(_preview(planned))
    if planned.problems:
        for problem in planned.problems:
            print(problem_line(problem), file=sys.stderr)
        print(_("Nothing was imported: mend the file first."), file=sys.stderr)
        return REFUSED
    if given.dry_run or not planned.people:
        return DONE
    if not confirmed(_("Import? [y/N]"), given):
        return REFUSED
    if store.path is None:
        store = open_given(given, create=True)
    counts = people_imports.apply(store, planned)
    print(_("Imported: {added} added, {changed} changed.").format(added=counts.added, changed=counts.changed))
    return DONE


def send_out(given: argparse.Namespace) -> int:
    """Write everybody who is not archived to a file, or as CSV to standard output."""
    from perftui.services import people_exports

    store = open_given(given)
    if given.file == "-":
        print_lines([people_exports.as_csv(store, local_today(store)).removesuffix("\n")])
        return DONE
    path = Path(given.file).expanduser()
    count = people_exports.export(store, path, local_today(store), given.overwrite)
    print(ngettext("Wrote {n} person to {path}.", "Wrote {n} people to {path}.", count).format(n=count, path=path))
    return DONE


def print_list(given: argparse.Namespace) -> int:
    """Print everybody who is here now, by name."""
    from perftui.services import people

    store = open_given(given)
    if given.json:
        from perftui.services import people_exports

        print_lines(people_exports.as_json_lines(store, local_today(store), people.PeopleFilter()))
        return DONE
    listing = people.listing(store, people.PeopleFilter(), local_today(store))
    rows = [(_("Staff no."), _("Name"), _("Unit"), _("Position"), _("Manager"), _("Hired"))]
    for line in listing.window(0, listing.count()):
        hired = line.hire_date.isoformat() if line.hire_date else ""
        rows.append((line.staff_no, line.name, line.unit, line.position, line.manager, hired))
    print_lines(aligned(rows))
    return DONE


def _preview(planned: PeopleImportPlan) -> Iterator[str]:
    from perftui.services.people_comparisons import in_words

    table, count = planned.table, len(planned.table.rows)
    rows = ngettext("{n} row", "{n} rows", count).format(n=count)
    yield f"{table.name}: {rows}" + (f", {table.encoding}" if table.encoding not in {"", "utf-8", "utf-8-sig"} else "")
    yield from aligned(_columns(planned))
    for note in planned.notes:
        yield say(note)
    if not planned.problems:
        yield _("{added} new, {changed} changed, {unchanged} unchanged").format(
            added=len(planned.added), changed=len(planned.changed), unchanged=planned.unchanged
        )
    yield from _newcomers(planned)
    yield from _some([_("New unit: {path}").format(path=unit.path) for unit in planned.new_units])
    yield from _some(list(aligned((f"  {line.staff_no}", line.name, in_words(line.changes)) for line in planned.changed)))


def _newcomers(planned: PeopleImportPlan) -> Iterator[str]:
    """The first new people as they were understood: whether encoding and dates were read right shows in names and days."""
    from perftui.services.people_comparisons import COLUMNS

    rows = []
    for line in planned.added[:FIRST]:
        known = dict(zip(COLUMNS, line.stored, strict=True))
        unit = line.unit.path if line.unit else ""
        rows.append((f"  + {line.staff_no}", line.name, unit, str(known["position"] or ""), str(known["hire_date"] or "")))
    yield from aligned(rows)
    if (more := len(planned.added) - FIRST) > 0:
        yield "  " + ngettext("and {n} more", "and {n} more", more).format(n=more)


def _orders(given: argparse.Namespace) -> dict[str, DateOrder]:
    from perftui.domain.date_orders import DateOrder, FieldOrder

    order = FieldOrder(given.dates) if given.dates else None
    return {name: DateOrder(order) for name in ("hire_date", "exit_date")} if order else {}


def _columns(planned: PeopleImportPlan) -> Iterator[tuple[str, str]]:
    from perftui.services.transfer.roster_fields import ROSTER_FIELDS

    for field in ROSTER_FIELDS:
        if field.name in planned.mapping.columns:
            yield f"  {_(field.label)}", f"← {planned.table.column_name(planned.mapping.columns[field.name])}"


def _some(lines: list[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        more = len(lines) - SHOWN
        yield ngettext("and {n} more", "and {n} more", more).format(n=more)
