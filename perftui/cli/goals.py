"""`import goals`, `export goals` and `list goals`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.listings import aligned, print_lines, problem_line
from perftui.cli.places import local_today, open_given, store_to_fill
from perftui.cli.running import DONE, REFUSED, confirmed
from perftui.domain.formats import percent
from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from perftui.services.goal_import_plans import GoalImportPlan
    from perftui.services.trees import TreeLine, TreeListing

SHOWN = 60
"""Characters of a line that is neither a goal nor a key result."""
BLOCK = 500
"""Lines of the tree that are read at once."""


def bring_in(given: argparse.Namespace) -> int:
    """Show what an import would do, ask, and do all of it or nothing; each problem is a line on standard error."""
    from perftui.services import goal_imports
    from perftui.services.goal_import_words import counted

    store = store_to_fill(given)
    planned = goal_imports.plan_import(store, Path(given.file).expanduser(), given.cycle, local_today(store))
    print_lines(_preview(planned))
    if planned.problems:
        for problem in planned.problems:
            print(problem_line(problem), file=sys.stderr)
        print(_("Nothing was imported: mend the file first."), file=sys.stderr)
        return REFUSED
    if not planned.is_possible:
        print(_("Nothing is new: everything is recorded just so."))
        return DONE
    if given.dry_run:
        return DONE
    if not confirmed(_("Import? [y/N]"), given):
        return REFUSED
    if store.path is None:
        store = open_given(given, create=True)
    counts = goal_imports.apply_import(store, planned)
    print(_("Imported: {counts}.").format(counts=counted(counts)))
    return DONE


def _preview(planned: GoalImportPlan) -> Iterator[str]:
    from perftui.services.goal_import_words import happenings, summary

    yield f"{planned.file}: {planned.title}" if planned.title else planned.file
    yield from summary(planned)
    yield from aligned((f"  {each.line}", each.what, shorten(each.title, SHOWN)) for each in happenings(planned) if not each.kind)


def send_out(given: argparse.Namespace) -> int:
    """Write all goals that are not archived to a file, or as Markdown to standard output."""
    from perftui.services import goal_exports

    store = open_given(given)
    if given.file == "-":
        print_lines([goal_exports.as_markdown(store).removesuffix("\n")])
        return DONE
    path = Path(given.file).expanduser()
    count = goal_exports.export(store, path, given.overwrite)
    words = ngettext("Wrote {n} goal or key result to {path}.", "Wrote {n} goals and key results to {path}.", count)
    print(words.format(n=count, path=path))
    return DONE


def print_list(given: argparse.Namespace) -> int:
    """Print the goal tree of the cycles that are not closed."""
    from perftui.services import trees

    store = open_given(given)
    shown = trees.TreeFilter(cycles=trees.running_cycles(store))
    if given.json:
        from perftui.services import goal_exports

        print_lines(goal_exports.as_json_lines(store, shown.cycles))
        return DONE
    print_lines(aligned(_rows(trees.TreeListing(store, shown, local_today(store)))))
    return DONE


def _rows(listing: TreeListing) -> Iterator[tuple[str, ...]]:
    yield _("Goal"), _("Progress"), _("Status"), _("Owner, value"), _("Due")
    nodes, depths = listing.everything()
    for start in range(0, len(nodes), BLOCK):
        lines = listing.lines(nodes[start : start + BLOCK])
        yield from (_row(line, depth) for line, depth in zip(lines, depths[start : start + BLOCK], strict=True))


def _row(line: TreeLine, depth: int) -> tuple[str, ...]:
    from perftui.domain.codes import GoalState

    is_partly = line.progress is not None and line.coverage is not None and line.coverage < 1
    title = f"[{line.priority}] {line.title}" if line.priority else line.title
    is_waiting = line.progress is None and line.state != GoalState.ACTIVE
    return (
        "  " * depth + title,
        percent(line.progress) + "*" * is_partly,
        say(GoalState(line.state) if is_waiting else line.status) + " !" * line.is_overdue,
        line.value if line.is_key_result else line.owner,
        line.due.isoformat(),
    )
