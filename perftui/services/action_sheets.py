"""The actions as a table for files and the command line, and written to a file of any kind that its name tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.recurrences import short_words
from perftui.domain.roles import role_text
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services.action_entries import open_days
from perftui.services.action_listings import ActionListing
from perftui.services.report_sheets import Form, Sheet, SheetColumn, SheetRow

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from perftui.services.action_listings import ActionFilter, ListedAction
    from perftui.services.report_sheets import Value
    from perftui.storage.stores import Store

CALENDAR = ".ics"
ENDINGS = (CALENDAR, ".md", ".csv", ".xlsx", ".json", ".jsonl")


def actions_sheet(store: Store, shown: ActionFilter, today: date) -> Sheet:
    """The actions that a filter lets through, in its order."""
    rows = [SheetRow(listed.line.id, _cells(listed, today)) for listed in ActionListing(store, shown, today).every()]
    note = ngettext("{n} action", "{n} actions", len(rows)).format(n=len(rows))
    return Sheet(_("Actions"), tuple(SheetColumn(key, title, form) for key, title, form in _columns()), tuple(rows), notes=(note,))


def _columns() -> tuple[tuple[str, str, Form], ...]:
    return (
        ("when", _("When"), Form.TEXT),
        ("due", _("Due"), Form.TEXT),
        ("title", _("Action"), Form.TEXT),
        ("owner", _("Owner"), Form.TEXT),
        ("with_units", _("Together with"), Form.TEXT),
        ("role", _("Role"), Form.TEXT),
        ("repeats", _("Repeats"), Form.TEXT),
        ("until", _("Ends on"), Form.TEXT),
        ("open", _("Times open"), Form.COUNT),
        ("measure", _("Measured by"), Form.TEXT),
        ("state", _("State"), Form.TEXT),
        ("done_on", _("Done on"), Form.TEXT),
        ("origin", _("Comes from"), Form.TEXT),
        ("note", _("Note"), Form.TEXT),
    )


def _cells(listed: ListedAction, today: date) -> tuple[Value, ...]:
    line = listed.line
    due, until, done = (day.isoformat() if day else "" for day in (line.due, line.until, line.done_on))
    often, waiting = short_words(line.recurrence), len(open_days(line, today)) or None
    where = (line.measure, say(line.state), done, listed.comes_from.text, line.note)
    who = line.owner, _(", ").join(line.with_units), role_text(line.role)
    return say(listed.when), due, line.title, *who, often, until, waiting, *where


def export(  # noqa: PLR0913  # what is written, whereto, and two switches
    store: Store, path: Path, shown: ActionFilter, today: date, overwrite: bool = False, *, with_meetings: bool = False
) -> int:
    """Write actions to a file whose ending tells the format: .ics for calendars, .md, .csv, .xlsx, .json or .jsonl.

    Args:
        store: The store.
        path: Where to; its folder must exist.
        shown: Which actions, in which order.
        today: From which day they are seen.
        overwrite: Whether an ordinary file of that name may be replaced.
        with_meetings: Whether planned meetings are written too; in calendars alone.

    Returns:
        How many actions and meetings were written; what has no date is in no calendar.

    Raises:
        FormatUnknown: The name has another ending.
        ExportExists, ExportFailed and others: See `transfer.exports.write_export`.
    """
    if path.suffix.lower() == CALENDAR:
        from perftui.services.action_calendars import export_calendar  # loads a library that nothing else needs

        return export_calendar(store, path, shown, today, overwrite, with_meetings=with_meetings)
    from perftui.services import report_exports

    return report_exports.export(actions_sheet(store, shown, today), path, overwrite)
