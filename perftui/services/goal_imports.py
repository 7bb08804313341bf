"""Goals brought in from a file: planned and shown first, then done as one step, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.texts import clean_text, printable
from perftui.i18n import mark
from perftui.services import backups
from perftui.services.goal_comparisons import Comparison
from perftui.services.goal_import_agreed import agreed_notes
from perftui.services.goal_import_boxes import prepared, suggestions_of
from perftui.services.goal_import_cycles import placed
from perftui.services.goal_import_plans import GoalImportPlan, ImportCounts
from perftui.services.goal_writers import GoalWriter
from perftui.services.people_imports import ImportHasProblems, ImportOutdated
from perftui.services.transfer.files import read_bytes
from perftui.storage import events
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from perftui.services.transfer.mappings import ColumnMapping
    from perftui.services.transfer.okr_documents import NamedLine
    from perftui.services.transfer.okr_plans import OkrPlan
    from perftui.services.transfer.tables import Table
    from perftui.storage.stores import Store

__all__ = ["GoalImportPlan", "ImportCounts", "ImportHasProblems", "ImportOutdated", "apply_import", "plan_import"]

_TABLES = frozenset((".csv", ".tsv", ".tab", ".xlsx", ".xlsm"))
_WORKBOOK = b"PK\x03\x04"


class _File(NamedTuple):
    plan: OkrPlan
    named: tuple[NamedLine, ...] = ()
    unaccounted: tuple[int, ...] = ()


def plan_import(  # noqa: PLR0913  # what the user may decide about a file
    store: Store,
    source: Path | bytes,
    cycle: str | None,
    today: date,
    *,
    name: str = "",
    mapping: ColumnMapping | None = None,
    accepted: Collection[int] = (),
) -> GoalImportPlan:
    """What the import of a file would do: Markdown, CSV or an Excel workbook. Nothing is written.

    Goals and key results that are there already are found by title and path within the cycle; of them only changes what the file
    says, so that a second import of the same file does nothing.

    Args:
        store: The store.
        source: The file, or its content.
        cycle: Name of the cycle that everything goes into; None: as the file says, row by row where it is a table with a
            column of cycles, else the one that is running.
        today: The date of its check-ins.
        name: Of the file, where its content is given; its ending tells CSV from Markdown.
        mapping: Of a table: its columns by the names of `okr_fields.OKR_FIELDS`; None: guessed from header and values.
        accepted: Lines of key results whose suggested target is taken.

    Raises:
        BadInput: The file cannot be read, or the name of the cycle is none.
    """
    path = source if isinstance(source, Path) else None
    data = source if isinstance(source, bytes) else read_bytes(source)
    file = _read(printable(path.name) if path else name or "goals.md", data, mapping)
    return _compared(store, file, clean_text(cycle or "").strip(), today, accepted)


def _compared(store: Store, file: _File, cycle: str, today: date, accepted: Collection[int]) -> GoalImportPlan:
    head = events.read_head(store.connection).seq
    places = placed(store, file.plan, cycle, today)
    comparison = Comparison(store, prepared(file.plan, accepted), places.of_goals)
    comparison.compare()
    return GoalImportPlan(
        file=file.plan.name,
        title=file.plan.title,
        cycles=places.cycles,
        goals=tuple(comparison.goals),
        key_results=tuple(comparison.key_results),
        named=file.named,
        unaccounted=file.unaccounted,
        notes=(*agreed_notes(store, comparison.goals, comparison.key_results), *places.notes, *file.plan.notes, *comparison.notes),
        problems=tuple(sorted((*file.plan.problems, *places.problems, *comparison.problems), key=lambda problem: problem.row)),
        suggestions=suggestions_of(file.plan, accepted),
        head=head,
        today=today,
    )


def _read(name: str, data: bytes, mapping: ColumnMapping | None) -> _File:
    if data.startswith(_WORKBOOK) or Path(name).suffix.lower() in _TABLES:
        from perftui.services.transfer.mappings import guess_mapping, with_header
        from perftui.services.transfer.okr_fields import OKR_FIELDS
        from perftui.services.transfer.okr_tables import plan_table

        table = with_header(_table(name, data), OKR_FIELDS)
        return _File(plan_table(table, mapping or guess_mapping(table.header, table.rows, OKR_FIELDS)))
    from perftui.services.transfer.okr_items import accounted, plan_document
    from perftui.services.transfer.okr_markdown import read_markdown

    document = read_markdown(name, data)
    plan = plan_document(document)
    return _File(plan, document.named, tuple(accounted(document, plan)))


def _table(name: str, data: bytes) -> Table:
    if data.startswith(_WORKBOOK):
        from perftui.services.transfer.workbooks import read_workbook

        return read_workbook(name, data)
    from perftui.services.transfer.separated_values import read_table

    return read_table(name, data)


def apply_import(store: Store, plan: GoalImportPlan) -> ImportCounts:
    """Do what was planned, all of it in one step, after a backup of the file.

    Args:
        store: Not inside a transaction.
        plan: As `plan_import` gave it.

    Raises:
        ImportHasProblems: The plan has problems; nothing was changed.
        ImportOutdated: Something was recorded since the plan was made; nothing was changed.
        BackupFailed, DiskFull: The backup did not succeed; nothing was changed.
    """
    counts = plan.counts()
    if plan.problems:
        raise ImportHasProblems(n=len(plan.problems))
    if counts.is_nothing:
        return counts
    if store.path is not None:
        backups.back_up_now(store, "import")
    changed = counts.goals_added + counts.goals_changed + counts.key_results_added + counts.key_results_changed
    with store.write(Label(mark("Imported {file} ({n} new or changed)"), {"n": changed, "file": plan.file})):
        if events.read_head(store.connection).seq != plan.head:
            raise ImportOutdated
        GoalWriter(store, plan).write()
    return counts
