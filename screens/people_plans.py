"""What an import or a paste would do: shown with its problems, or person by person, before it is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.formats import clauses, long_date
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services.people_comparisons import COLUMNS as PLACES
from perftui.services.people_comparisons import in_words
from widgets.button_lines import Button
from widgets.dialogs.change_lists import NO, YES, ChangeList, ChangeRow
from widgets.dialogs.previews import Preview

if TYPE_CHECKING:
    from perftui.services.people_comparisons import ImportLine
    from perftui.services.people_imports import PeopleImportPlan
    from screens.people_lists import PeopleList

COLUMNS = "columns"
"""The answer of who wants to look at the columns again."""
POSITION, HIRED = PLACES.index("position"), PLACES.index("hire_date")
LINES_SHOWN = 6
"""Notes and new units that the summary has room for."""


async def agreed(screen: PeopleList, planned: PeopleImportPlan, title: str, *, has_columns: bool = False) -> str:
    """Show a plan and ask.

    Args:
        screen: Where one is.
        planned: Problems, if there are any, are all that is shown of it.
        title: On the frame.
        has_columns: Whether one can go back to the columns.

    Returns:
        `YES`, `NO` or `COLUMNS`.
    """
    if planned.problems:
        n = len(planned.problems)
        words = ngettext(
            "{n} problem: nothing is changed before it is mended.", "{n} problems: nothing is changed before they are mended.", n
        )
        await screen.app.push_screen_wait(Preview(title, [words.format(n=n), *_summary(planned)], planned.problems, can_accept=False))
        return COLUMNS if has_columns else NO
    lines = [*planned.changed, *planned.added]
    if not lines:
        screen.tell(_("Nothing is new: everybody is recorded just so."))
        return NO

    def row(index: int) -> ChangeRow:
        return _row(lines[index])

    buttons = [Button(YES, _("Change {n} people").format(n=len(lines)), "y"), Button(NO, _("No"), "n")]
    if has_columns:
        buttons = [Button(YES, _("Import"), "y"), Button(COLUMNS, _("Columns"), "c"), Button(NO, _("No"), "n")]
    heads = (_("Name"), _("What"), _("Change"))
    return await screen.app.push_screen_wait(ChangeList(title, _summary(planned), len(lines), row, buttons=buttons, heads=heads)) or NO


def _summary(planned: PeopleImportPlan) -> list[str]:
    counts = _("{added} new, {changed} changed, {unchanged} unchanged").format(
        added=len(planned.added), changed=len(planned.changed), unchanged=planned.unchanged
    )
    units = [unit.path for unit in planned.new_units]
    lines = [_("New units: {paths}").format(paths=", ".join(units))] if units else []
    return [counts, *[*lines, *map(say, planned.notes)][:LINES_SHOWN]]


def _row(line: ImportLine) -> ChangeRow:
    who = f"{line.name} {line.staff_no}"
    if line.person_id:
        changes = in_words(line.changes)
        return ChangeRow(who, _("changed"), changes, whole=_("{who}: {reason}").format(who=who, reason=changes))
    parts = [
        line.unit.path if line.unit else "",
        str(line.stored[POSITION] or ""),
        _("manager {name}").format(name=line.manager) if line.manager else "",
        # The month in words, so that a wrong order of day and month shows.
        _("hired {day}").format(day=long_date(date.fromisoformat(str(hired)))) if (hired := line.stored[HIRED]) else "",
    ]
    words = clauses(part for part in parts if part)
    return ChangeRow(who, _("new"), words, whole=_("{who}: {reason}").format(who=who, reason=words) if words else who)
