"""The reports of the command line: `report alignment`, `coverage`, `check-ins`, `causes`, `coaching`, `conflicts` and more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.listings import aligned, print_lines
from perftui.cli.places import local_today, open_given
from perftui.cli.running import DONE
from perftui.errors import BadInput
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from perftui.services.alignment_reports import ReportFilter
    from perftui.services.report_sheets import Sheet
    from perftui.services.reports import ReportKind
    from perftui.storage.stores import Store

CANDIDATES = 4
"""Units that a message names."""
_STEP = re.compile(r"\s*[/>›→]\s*")


class CycleUnknown(BadInput):
    """No cycle has that name."""

    template = mark("There is no cycle “{name}”. There are: {known}.")


class UnitUnknown(BadInput):
    """No unit has that name."""

    template = mark("There is no unit “{name}”. Write its name, or its path such as {example}.")


class UnitUnclear(BadInput):
    """Several units have it in their names."""

    template = mark("“{name}” may be: {candidates}. Write more of it.")


def print_alignment(given: argparse.Namespace) -> int:
    """The findings; with `--by` how many of each kind a unit or person has."""
    from perftui.services.reports import ReportKind

    return _give(given, ReportKind.ALIGNMENT)


def print_coverage(given: argparse.Namespace) -> int:
    """How much is measured."""
    from perftui.services.reports import ReportKind

    return _give(given, ReportKind.COVERAGE)


def print_check_ins(given: argparse.Namespace) -> int:
    """How check-ins are held."""
    from perftui.services.reports import ReportKind

    return _give(given, ReportKind.CHECK_INS)


def print_causes(given: argparse.Namespace) -> int:
    """The root causes by category, in the system against the person."""
    from perftui.services.reports import ReportKind

    return _give(given, ReportKind.CAUSES)


def print_coaching(given: argparse.Namespace) -> int:
    """How managers coach: talks, GROW, support that was promised."""
    from perftui.services.reports import ReportKind

    return _give(given, ReportKind.COACHING)


def print_conflicts(given: argparse.Namespace) -> int:
    """The conflicts."""
    from perftui.services.record_sheets import conflicts_report

    store = open_given(given)
    return _put(given, conflicts_report(store, _filter(store, given)))


def print_amendments(given: argparse.Namespace) -> int:
    """What was changed of agreed goals."""
    from perftui.services.record_sheets import amendments_report

    store = open_given(given)
    return _put(given, amendments_report(store, _filter(store, given)))


def print_without_follow_up(given: argparse.Namespace) -> int:
    """Who was evaluated and from whose assessment nothing follows."""
    from perftui.services.assessment_sheets import without_follow_up_report

    store = open_given(given)
    cycles = _filter(store, given).cycles if given.cycle else ()
    return _put(given, without_follow_up_report(store, local_today(store), cycles, _unit(store, given.unit)))


def print_support(given: argparse.Namespace) -> int:
    """How long support requests have waited, by the unit that provides."""
    from perftui.services.support_reports import ageing, units_below

    store = open_given(given)
    return _put(given, ageing(store, local_today(store), units_below(store, _unit(store, given.unit))))


def _give(given: argparse.Namespace, kind: ReportKind) -> int:
    return _put(given, _made(open_given(given), given, kind))


def _put(given: argparse.Namespace, sheet: Sheet) -> int:
    from perftui.services import report_exports

    if given.file is None:
        print_lines(report_exports.as_json_lines(sheet) if given.json else _lines(sheet))
        return DONE
    path = Path(given.file).expanduser()
    count = report_exports.export(sheet, path, given.overwrite)
    print(ngettext("Wrote {n} row to {path}.", "Wrote {n} rows to {path}.", count).format(n=count, path=path))
    return DONE


def _made(store: Store, given: argparse.Namespace, kind: ReportKind) -> Sheet:
    from perftui.services import reports
    from perftui.services.alignment_reports import alignment_report

    shown = _filter(store, given)
    if kind is reports.ReportKind.ALIGNMENT and not given.by:
        return reports.findings_sheet(alignment_report(store, shown))
    choice = reports.ReportChoice(kind, reports.By(given.by or reports.By.UNIT))
    return reports.report(store, choice, shown, local_today(store))


def _filter(store: Store, given: argparse.Namespace) -> ReportFilter:
    from perftui.services.alignment_reports import ReportFilter

    return ReportFilter(cycles_called(store, given.cycle), _unit(store, given.unit))


def _lines(sheet: Sheet) -> Iterator[str]:
    from perftui.services.report_sheets import line_texts

    if not sheet.rows:
        yield _("Nothing to report.")
    else:
        yield from aligned((tuple(column.title for column in sheet.columns), *line_texts(sheet)))
    yield from ("", *sheet.notes)


def cycles_called(store: Store, name: str | None) -> tuple[int, ...]:
    """The row number of a cycle; of all that are not closed where none is named.

    Raises:
        CycleUnknown: There is none of that name.
    """
    from perftui.services import cycles, trees

    if not name:
        return trees.running_cycles(store)
    lines = cycles.listing(store, local_today(store))
    found = tuple(line.number for line in lines if line.name.casefold() == name.strip().casefold())
    if not found:
        raise CycleUnknown(name=name, known=", ".join(line.name for line in lines) or "–")
    return found


def _unit(store: Store, name: str | None) -> str:
    from perftui.domain.texts import fold
    from perftui.services import units
    from perftui.services.unit_paths import UnitPaths

    if not name:
        return ""
    found = UnitPaths(store).find(tuple(_STEP.split(name.strip())))
    if found.id:
        return found.id
    holding = [line for line in units.tree(store) if fold(name) in fold(line.name)]
    if not holding:
        raise UnitUnknown(name=name, example=_example(store))
    if not all(line.path.startswith(holding[0].path) for line in holding):
        raise UnitUnclear(name=name, candidates=", ".join(line.path for line in holding[:CANDIDATES]))
    return holding[0].id


def _example(store: Store) -> str:
    """The path of a unit that there is, the deepest of the first ones."""
    from perftui.services import units

    paths = [line.path for line in units.tree(store)[:CANDIDATES]]
    return max(paths, key=lambda path: path.count("/"), default="Sales/East")
