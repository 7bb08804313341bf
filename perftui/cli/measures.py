"""`import measures`, `export measures` and `list measures`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.listings import aligned, print_lines, problem_line
from perftui.cli.places import open_given, store_to_fill
from perftui.cli.running import DONE, REFUSED, confirmed
from perftui.domain.measure_codes import cadence_text
from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from perftui.services.measure_imports import MeasureImportPlan

SHOWN = 60
"""Characters of a name or change."""


def bring_in(given: argparse.Namespace) -> int:
    """Show what an import would do, ask, and do it; each problem is a line on standard error, and its file is left out."""
    from perftui.services import measure_imports

    store = store_to_fill(given)
    planned = measure_imports.plan(store, [Path(file).expanduser() for file in given.file])
    print_lines(_preview(planned))
    for problem in planned.problems:
        print(problem_line(problem), file=sys.stderr)
    found = REFUSED if planned.problems else DONE
    if not planned.entries:
        print(_("Nothing was imported: mend the file first.") if found else _("Nothing is new: everything is recorded just so."))
        return found
    if given.dry_run:
        return found
    if not confirmed(_("Import? [y/N]"), given):
        return REFUSED
    if store.path is None:
        store = open_given(given, create=True)
    measure_imports.apply(store, planned)
    print(_("Imported: {added} added, {changed} changed.").format(added=len(planned.added), changed=len(planned.changed)))
    return found


def _preview(planned: MeasureImportPlan) -> Iterator[str]:
    from perftui.services.measure_import_words import change_text, summary

    yield from summary(planned)
    yield from aligned((f"  {entry.file}", shorten(entry.name, SHOWN), shorten(change_text(entry), SHOWN)) for entry in planned.entries)


def send_out(given: argparse.Namespace) -> int:
    """Write all measures that are not archived to a file, or as CSV to standard output."""
    from perftui.services import measure_exports

    store = open_given(given)
    if given.file == "-":
        print_lines([measure_exports.as_csv(store).removesuffix("\n")])
        return DONE
    path = Path(given.file).expanduser()
    count = measure_exports.export(store, path, given.overwrite)
    print(ngettext("Wrote {n} measure to {path}.", "Wrote {n} measures to {path}.", count).format(n=count, path=path))
    return DONE


def print_list(given: argparse.Namespace) -> int:
    """Print the measures that are not archived, by area and name."""
    from perftui.services import measures

    store = open_given(given)
    if given.json:
        from perftui.services import measure_exports

        print_lines(measure_exports.as_json_lines(store))
        return DONE
    rows = [(_("Area"), _("Measure name"), pgettext("measure", "Kind"), _("Operator"), _("Measured in"), _("Taken"), _("Used by"))]
    for line in measures.listing(store):
        cells = (say(line.kind), say(line.operator), line.unit, cadence_text(line.cadence_days), str(line.uses or ""))
        rows.append((line.area, shorten(line.name, SHOWN), *cells))
    print_lines(aligned(rows))
    return DONE
