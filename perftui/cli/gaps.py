"""`export gaps`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.listings import print_lines
from perftui.cli.places import local_today, open_given
from perftui.cli.reports import cycles_called
from perftui.cli.running import DONE
from perftui.i18n import ngettext

if TYPE_CHECKING:
    import argparse

    from perftui.services.gap_listings import GapFilter
    from perftui.storage.stores import Store


def send_out(given: argparse.Namespace) -> int:
    """Write the gap table to a file, or as Markdown to standard output."""
    from perftui.services import gap_exports

    store = open_given(given)
    shown, today = _shown(store, given), local_today(store)
    if given.file == "-":
        print_lines([gap_exports.as_markdown(store, shown, today).removesuffix("\n")])
        return DONE
    path = Path(given.file).expanduser()
    count = gap_exports.export(store, path, shown, today, given.overwrite)
    print(ngettext("Wrote {n} row to {path}.", "Wrote {n} rows to {path}.", count).format(n=count, path=path))
    return DONE


def _shown(store: Store, given: argparse.Namespace) -> GapFilter:
    from perftui.services import cycles
    from perftui.services.gap_exports import shown_for

    today, cycle = local_today(store), ""
    if given.cycle:
        numbers = cycles_called(store, given.cycle)
        cycle = next(line.id for line in cycles.listing(store, today) if line.number in numbers)
    return shown_for(store, cycle, given.of or "", today)
