"""Files of 360 rounds: forms for those who never log in, filled forms read back with a preview, reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from perftui.domain.formats import clauses
from perftui.domain.texts import printable
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from screens.works import worked
from widgets.button_lines import Button
from widgets.dialogs.change_lists import NO, YES, ChangeList, ChangeRow, yes_or_no
from widgets.dialogs.paths import PathPrompt
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.errors import Problem
    from perftui.services.round_form_imports import FormEntry, FormPlan
    from perftui.services.round_forms import FormChoice
    from perftui.services.round_lines import RoundLine
    from perftui.storage.stores import Store
    from screens.sections import Section

NEW_ONLY = "new"
"""Answer: forms that were answered before stay as they are."""


def ask_forms(screen: Section, line: RoundLine) -> None:
    """Pick whose forms are written and how, then where to."""
    from perftui.services.round_forms import BOTH, ENDINGS, FormChoice

    kinds = {".xlsx": _("Excel"), ".txt": _("plain text")}
    languages = {BOTH: _("both languages"), ("en",): _("English"), ("zh",): _("Chinese")}
    whose = {False: _("From outside"), True: _("Everybody who has not answered")}
    choices = [FormChoice(ending, spoken, everybody) for everybody in whose for ending in ENDINGS for spoken in languages]
    offered = [
        Choice(str(place), clauses((kinds[each.ending], languages[each.languages])), "", whose[each.is_everybody])
        for place, each in enumerate(choices)
    ]

    def go_on(picked: str | None) -> None:
        if picked:
            screen.run_worker(_write_forms(screen, line, choices[int(picked)]))

    screen.app.push_screen(Picker(_("Write forms"), lambda text: narrowed(offered, text)), go_on)


async def _write_forms(screen: Section, line: RoundLine, choice: FormChoice) -> None:
    from perftui.services import round_forms

    hint = _("Enter takes this folder · ↓ into the list · Esc leaves")
    told = _("A new folder is made.")
    prompt = PathPrompt(_("Write forms: into which folder?"), text="360-forms", must_exist=False, empty=told, folder_hint=hint)
    named = await screen.app.push_screen_wait(prompt)
    if named is None:
        return
    folder = Path(named)

    def write(store: Store) -> int:
        return round_forms.write_forms(store, line.id, folder, choice)

    with screen.attempt():
        written = await worked(screen, _("Writing the forms …"), lambda store, _told: write(store), is_long=True)
        if written is not None:
            words = ngettext("Wrote {n} form to {path}.", "Wrote {n} forms to {path}.", written)
            screen.tell(words.format(n=written, path=printable(str(folder))))


async def read_forms(screen: Section) -> None:
    """Ask for a file or folder, show which forms came back and what is wrong, never an answer, and take them in."""
    from perftui.services import round_form_imports

    folder = _("Enter again takes all files of this folder · ↓ into the list · Esc leaves")
    prompt = PathPrompt(_("Read forms: a file, or a folder of them"), endings=round_form_imports.ENDINGS, folder_hint=folder)
    named = await screen.app.push_screen_wait(prompt)
    if named is None:
        return
    with screen.attempt():
        path = Path(named)
        words = _("Reading {file} …").format(file=printable(path.name))
        planned = await worked(screen, words, lambda store, _told: round_form_imports.plan(store, [path]), is_long=True)
        taken = await _agreed(screen, planned) if planned is not None else []
        if taken:
            count = round_form_imports.apply(screen.store, taken)
            screen.host.say_saved()
            screen.reload()
            told = ngettext("{n} form was taken in. Delete its file now.", "{n} forms were taken in. Delete their files now.", count)
            screen.tell(told.format(n=count))


async def _agreed(screen: Section, planned: FormPlan) -> list[FormEntry]:
    """The forms that are to be taken in."""
    rows = [*map(_problem_row, planned.problems), *map(_row, planned.entries)]
    new = [entry for entry in planned.entries if not entry.is_again]
    buttons = yes_or_no(_("Take in {n}").format(n=len(planned.entries))) if planned.entries else [Button(NO, _("Back"), "b")]
    if planned.again and new:
        buttons.insert(1, Button(NEW_ONLY, _("Only the {n} new").format(n=len(new)), "o"))
    heads = (_("File"), _("Form"), _("What would happen"))
    dialog = ChangeList(_("Read forms"), list(_summary(planned)), len(rows), rows.__getitem__, buttons=buttons, heads=heads)
    answer = await screen.app.push_screen_wait(dialog)
    return list(planned.entries) if answer == YES else new if answer == NEW_ONLY else []


def _summary(planned: FormPlan) -> Iterator[str]:
    n = len(planned.entries)
    yield ngettext("{n} form can be taken in; this cannot be undone.", "{n} forms can be taken in; this cannot be undone.", n).format(n=n)
    if again := len(planned.again):
        yield ngettext("{n} of them was answered before.", "{n} of them were answered before.", again).format(n=again)
    if wrong := len({problem.file for problem in planned.problems}):
        yield ngettext("{n} file is left out: mend it first.", "{n} files are left out: mend them first.", wrong).format(n=wrong)
    yield from (say(note) for note in planned.notes)


def _problem_row(problem: Problem) -> ChangeRow:
    line = _("line {n}").format(n=problem.row) if problem.row else ""
    cell = f"{problem.column}{problem.row}" if problem.column else line
    text = say(problem.message)
    return ChangeRow(problem.file, cell or "–", "", text, _("{who}: {reason}").format(who=f"{problem.file} {cell}".strip(), reason=text))


def _row(entry: FormEntry) -> ChangeRow:
    done = _("{n} of {all} answered").format(n=entry.answered, all=entry.questions)
    words = _("{done}; replaces what was answered before").format(done=done) if entry.is_again else done
    return ChangeRow(entry.file, f"{entry.subject} · {say(entry.group)}", words, whole=f"{entry.file} · {entry.subject} · {words}")


async def export_report(screen: Section, subject_id: str) -> None:
    """Ask for a name, ask again before replacing a file, and write the report on a person."""
    from perftui.services import round_report_files, round_reports
    from perftui.services.report_exports import ENDINGS
    from screens.exports import export_rows

    with screen.attempt():
        name = round_reports.report(screen.store, subject_id).name

        def write(store: Store, path: Path, is_there: bool) -> int:
            return round_report_files.export(store, subject_id, path, is_there)

        text = f"360-{'-'.join(name.split())}.md".replace("/", "-")
        await export_rows(screen, _("Export the report on {name}").format(name=name), text, ENDINGS, write)
