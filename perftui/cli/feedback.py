"""`report 360`, `export forms`, `import forms` and `clean-up`: rounds of 360 feedback without the screens."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.listings import aligned, print_lines, problem_line
from perftui.cli.places import open_given
from perftui.cli.running import DONE, REFUSED, confirmed
from perftui.errors import BadInput
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from perftui.services.round_form_imports import FormPlan
    from perftui.storage.stores import Store


class RoundUnknown(BadInput):
    """No round, or several, have that in their titles."""

    template = mark("“{name}” names no single 360 round. There are: {known}.")


class SubjectUnknown(BadInput):
    """The round is about nobody of that name, or about several."""

    template = mark("“{name}” names nobody in particular that this round is about: {known}.")


def print_report(given: argparse.Namespace) -> int:
    """Print the report on one person, or write it to a file."""
    from perftui.services import report_exports, round_report_files, round_reports

    store = open_given(given)
    subjects = round_reports.subjects(store, _round(store, given.round))
    subject = _one(given.person, subjects, SubjectUnknown)
    if given.file is not None:
        path = Path(given.file).expanduser()
        count = round_report_files.export(store, subject, path, given.overwrite)
        print(ngettext("Wrote {n} row to {path}.", "Wrote {n} rows to {path}.", count).format(n=count, path=path))
        return DONE
    found = round_reports.report(store, subject)
    if given.json:
        print_lines(report_exports.as_json_lines(round_report_files.sheet(found)))
    else:
        print_lines([round_report_files.as_markdown(found).removesuffix("\n")])
    return DONE


def write_forms(given: argparse.Namespace) -> int:
    """Write the forms that are not completed."""
    from perftui.services import round_forms

    store, folder = open_given(given), Path(given.folder).expanduser()
    languages = (given.language,) if given.language else round_forms.BOTH
    choice = round_forms.FormChoice(f".{given.format or 'xlsx'}", languages, given.everybody)
    count = round_forms.write_forms(store, _round(store, given.round), folder, choice, given.overwrite)
    print(ngettext("Wrote {n} form to {path}.", "Wrote {n} forms to {path}.", count).format(n=count, path=folder))
    return DONE


def read_forms(given: argparse.Namespace) -> int:
    """Show which forms can be taken in, ask, and do it; each problem is a line on standard error, and its file is left out."""
    from perftui.services import round_form_imports

    store = open_given(given)
    planned = round_form_imports.plan(store, [Path(file).expanduser() for file in given.file])
    print_lines(_preview(planned))
    for problem in planned.problems:
        print(problem_line(problem), file=sys.stderr)
    taken = [entry for entry in planned.entries if given.replace or not entry.is_again]
    if len(taken) < len(planned.entries):
        print(_("Forms that were answered before are left out: add --replace to take them instead."), file=sys.stderr)
    found = REFUSED if planned.problems or not taken else DONE
    if not taken:
        print(_("Nothing was taken in."))
    if not taken or given.dry_run:
        return found
    if not confirmed(_("Take them in? This cannot be undone. [y/N]"), given):
        return REFUSED
    count = round_form_imports.apply(store, taken)
    print(ngettext("{n} form was taken in.", "{n} forms were taken in.", count).format(n=count))
    return found


def _preview(planned: FormPlan) -> Iterator[str]:
    yield from (say(note) for note in planned.notes)
    yield from aligned(
        (
            f"  {entry.file}",
            entry.subject,
            say(entry.group),
            _("{n} of {all} answered").format(n=entry.answered, all=entry.questions),
            _("replaces what was answered before") if entry.is_again else "",
        )
        for entry in planned.entries
    )


def clean_up(given: argparse.Namespace) -> int:
    """Overwrite what freezing has deleted, then name the backups that still hold it, and delete them after asking."""
    from perftui.services import round_backups, round_freezing

    store = open_given(given)
    is_clean = round_freezing.scrub(store)
    if is_clean:
        print(_("Nothing that was deleted by freezing is left in {path}.").format(path=store.path))
    else:
        print(_("Other sessions are at work: close them, then give this command again."), file=sys.stderr)
    lines = round_backups.frozen_backups(store)
    if not lines:
        print(_("No backup beside it holds who gave which answer."))
        return DONE if is_clean else REFUSED
    print(_("These backups were made before a round was frozen, and hold who gave which answer:"))
    print_lines(f"  {line.path}" for line in lines)
    if not confirmed(_("Delete them? [y/N]"), given):
        return REFUSED
    count = round_backups.delete(lines)
    print(ngettext("{n} backup was deleted.", "{n} backups were deleted.", count).format(n=count))
    return DONE if is_clean else REFUSED


def _round(store: Store, name: str) -> str:
    from perftui.services import rounds

    return _one(name, [(line.id, line.title) for line in rounds.listing(store)], RoundUnknown)


def _one(name: str, known: Sequence[tuple[str, str]], error: type[BadInput]) -> str:
    """The id of the one that has just this name, or else of the only one that has it in its name."""
    from perftui.domain.texts import fold

    wanted = fold(name)
    found = [key for key, each in known if fold(each) == wanted] or [key for key, each in known if wanted in fold(each)]
    if len(found) != 1:
        raise error(name=name, known=", ".join(each for _key, each in known) or "–")
    return found[0]
