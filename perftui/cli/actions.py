"""`export actions` and `list actions`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.listings import aligned, print_lines
from perftui.cli.places import local_today, open_given
from perftui.cli.running import DONE
from perftui.i18n import gettext as _
from perftui.i18n import ngettext

if TYPE_CHECKING:
    import argparse

SHOWN = ("when", "due", "title", "owner", "with_units", "role", "repeats", "origin")
"""Columns that the list on the terminal has."""


def send_out(given: argparse.Namespace) -> int:
    """Write the open actions to a file, or as a calendar to standard output."""
    from perftui.services.action_listings import ActionFilter

    store = open_given(given)
    shown, today = ActionFilter(), local_today(store)
    if given.file == "-":
        from perftui.services.action_calendars import as_calendar

        print_lines(as_calendar(store, shown, today, with_meetings=given.with_meetings).splitlines())
        return DONE
    from perftui.services.action_sheets import export

    path = Path(given.file).expanduser()
    count = export(store, path, shown, today, given.overwrite, with_meetings=given.with_meetings)
    print(ngettext("Wrote {n} row to {path}.", "Wrote {n} rows to {path}.", count).format(n=count, path=path))
    return DONE


def print_list(given: argparse.Namespace) -> int:
    """Print the open actions, the most urgent first."""
    from perftui.services import report_exports
    from perftui.services.action_listings import ActionFilter
    from perftui.services.action_sheets import actions_sheet
    from perftui.services.report_sheets import line_texts

    store = open_given(given)
    sheet = actions_sheet(store, ActionFilter(), local_today(store))
    if given.json:
        print_lines(report_exports.as_json_lines(sheet))
        return DONE
    if not sheet.rows:
        print(_("Nothing is to be done."))
        return DONE
    places = [index for index, column in enumerate(sheet.columns) if column.key in SHOWN]
    rows = [tuple(column.title for column in sheet.columns), *line_texts(sheet)]
    print_lines(aligned([tuple(row[place] for place in places) for row in rows]))
    return DONE
