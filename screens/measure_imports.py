"""Import measures: a file or a folder, what it would do measure by measure, and all of it in one step; and the built-in ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from perftui.domain.texts import printable
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import measure_imports
from perftui.services.measure_import_words import change_text, in_order, summary
from perftui.services.transfer.measure_files import ENDINGS
from screens.works import worked
from widgets.button_lines import Button
from widgets.dialogs.change_lists import NO, YES, ChangeList, ChangeRow, yes_or_no
from widgets.dialogs.paths import PathPrompt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from perftui.errors import Problem
    from perftui.services.measure_imports import MeasureEntry, MeasureImportPlan
    from screens.sections import Section

WIDTHS = (34, 22, 30)


async def import_measures(screen: Section) -> bool:
    """Ask for a file or folder, show what would happen, and do it.

    Returns:
        Whether anything was imported.
    """
    title = _("Import measures: a YAML, CSV or XLSX file, or a folder")
    folder = _("Enter again takes all files of this folder · ↓ into the list · Esc leaves")
    named = await screen.app.push_screen_wait(PathPrompt(title, endings=ENDINGS, folder_hint=folder))
    if named is None:
        return False
    path = Path(named)
    with screen.attempt():
        words = _("Reading {file} …").format(file=printable(path.name))
        planned = await worked(screen, words, lambda store, _told: measure_imports.plan(store, [path]), is_long=True)
        if planned is not None and await _agreed(screen, printable(path.name), planned):
            # Some hundred rows are written at once.
            measure_imports.apply(screen.store, planned)
            return True
    return False


async def _agreed(screen: Section, name: str, planned: MeasureImportPlan) -> bool:
    if not planned.entries and not planned.problems:
        screen.tell(_("Nothing is new: everything is recorded just so."))
        return False
    rows = [*map(_problem_row, planned.problems), *map(_row, in_order(planned))]
    import_ = _("Import {n}").format(n=len(planned.entries))
    buttons = yes_or_no(import_) if planned.entries else [Button(NO, _("Back"), "b")]
    heads = (_("In the file"), _("File"), _("Change"))
    title = _("Import measures: {file}").format(file=name)
    dialog = ChangeList(title, summary(planned), len(rows), rows.__getitem__, buttons=buttons, heads=heads, widths=WIDTHS)
    return await screen.app.push_screen_wait(dialog) == YES


def _problem_row(problem: Problem) -> ChangeRow:
    place = ":".join(filter(None, (problem.file, str(problem.row or ""), problem.column)))
    text = say(problem.message)
    return ChangeRow(place, "–", "", text, _("{who}: {reason}").format(who=place, reason=text))


def _row(entry: MeasureEntry) -> ChangeRow:
    text = change_text(entry)
    return ChangeRow(entry.name, f"{entry.file}:{entry.row}", text, whole=_("{who}: {reason}").format(who=entry.name, reason=text))


def ask_builtin(screen: Section, found: Sequence[Mapping[str, object]], add: Callable[[], None]) -> None:
    """Show which built-in measures would be added, and do it when that is wanted."""
    lines = [ChangeRow(str(each["name"]), str(each["area"]), str(each["formula"]), whole=str(each["description"])) for each in found]
    words = ngettext(
        "{n} measure is added; what is there already stays.", "{n} measures are added; what is there already stays.", len(found)
    )
    dialog = ChangeList(
        _("Add the built-in measures"),
        [words.format(n=len(found))],
        len(lines),
        lines.__getitem__,
        buttons=yes_or_no(_("Add them")),
        heads=(_("Measure"), _("Area"), _("Formula")),
    )
    screen.app.push_screen(dialog, lambda answer: add() if answer == YES else None)
