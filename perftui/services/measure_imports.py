"""Measures brought in from files: planned and shown first, then done as one step; a file with a problem is left out as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from perftui.domain.texts import fold
from perftui.errors import Message, PerftuiError, Problem, Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services import backups, builtin_measures
from perftui.services.measure_rows import FIELDS, columns_of, fields_of, names_of
from perftui.services.transfer import measure_fields as words
from perftui.services.transfer.measure_files import files_in, read_measures, unused_note
from perftui.storage import events, measures
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from perftui.services.transfer.measure_files import ReadFile, ReadMeasure
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_READ_BY: Final[Mapping[str, Callable[[str], object]]] = {
    "kind": words.kind_of,
    "operator": words.operator_of,
    "cadence_days": words.days_of,
}
"""Field to what reads its texts."""
_UNREAD: Final = mark("“{text}” is not understood as {field}.")
_TWICE: Final = mark("“{name}” stands in {file} already.")
_NO_DIRECTION: Final = mark("{n} do not say whether more or less is better: they are read as “at least”, which F2 changes.")
_LEFT_CADENCE: Final = mark("{file}: “{text}” is no cadence that is known; every 30 days is taken.")


class NothingToImport(Refused):
    """No measure can be taken in."""

    template = mark("There is nothing to import: mend the problems first ({n}).")


class ImportOutdated(Refused):
    """What the plan was compared with is no longer what is recorded."""

    template = mark("Somebody else has changed something meanwhile; nothing was imported. Look at the preview again.")


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure that is added or changed."""

    file: str
    row: int
    name: str
    id: str
    """Empty for a new one."""
    version: int
    values: Mapping[str, object]
    """Of a new one all columns, else those that change."""
    changes: tuple[tuple[str, str, str], ...] = ()
    """Field, old and new text, as they are shown."""
    replaces: str = ""
    """The name of the built-in measure that would no longer be as it came; else empty."""


@dataclass(frozen=True, slots=True)
class MeasureImportPlan:
    """What an import would do; nothing is written yet."""

    files: int
    entries: tuple[MeasureEntry, ...]
    unchanged: int
    problems: tuple[Problem, ...]
    """By file and row; a file that stands here is left out."""
    notes: tuple[Message, ...]
    head: int
    """The number of the last event of the log that was looked at."""

    @property
    def added(self) -> tuple[MeasureEntry, ...]:
        """Those that are new."""
        return tuple(entry for entry in self.entries if not entry.id)

    @property
    def changed(self) -> tuple[MeasureEntry, ...]:
        """Those that are there and change."""
        return tuple(entry for entry in self.entries if entry.id)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of the files that are left out."""
        return tuple(dict.fromkeys(problem.file for problem in self.problems))


def plan(store: Store, paths: Sequence[Path]) -> MeasureImportPlan:
    """What the import of some files, or of all files of a folder, would do.

    A measure is the same when its code is, or, without one, its name and area. What a file does not say stays as it is.

    Args:
        store: The store.
        paths: YAML, CSV or XLSX files, and folders.

    Raises:
        BadInput: A folder holds no such file, or too many.
    """
    head = events.read_head(store.connection).seq
    files = [read_measures(name, path) for name, path in files_in(list(paths))]
    comparison = _Comparison(store)
    for each in files:
        comparison.take(each)
    notes = [*(note for each in files for note in each.notes), *unused_note(files), *comparison.notes()]
    return MeasureImportPlan(len(files), tuple(comparison.entries), comparison.unchanged, tuple(comparison.problems), tuple(notes), head)


def apply(store: Store, planned: MeasureImportPlan) -> int:
    """Do what was planned, all of it in one step, after a backup of the file.

    Returns:
        How many measures were added or changed.

    Raises:
        NothingToImport: Every file has problems.
        ImportOutdated: Something was recorded since the plan was made; nothing was changed.
        BackupFailed, DiskFull: The backup did not succeed; nothing was changed.
    """
    if not planned.entries:
        if planned.problems:
            raise NothingToImport(n=len(planned.problems))
        return 0
    if store.path is not None:
        backups.back_up_now(store, "import")
    with store.write(Label(mark("Imported {n} measures"), {"n": len(planned.entries)})):
        if events.read_head(store.connection).seq != planned.head:
            raise ImportOutdated
        for entry in planned.entries:
            if entry.id:
                store.update("measure", entry.id, entry.version, **entry.values)
            else:
                store.insert("measure", id=store.new_id(), **entry.values)
    return len(planned.entries)


class _Comparison:
    """Holds files against what is recorded, one after the other."""

    def __init__(self, store: Store) -> None:
        rows = measures.everything(store)
        self._by_code = {row["code"]: row for row in rows if row["code"]}
        self._by_name = {name: row for row in rows if not row["is_archived"] for name in names_of(row)}
        self._seen: dict[object, str] = {}
        self._undirected = 0
        self.entries: list[MeasureEntry] = []
        self.problems: list[Problem] = []
        self.unchanged = 0
        self._notes: list[Message] = []

    def take(self, each: ReadFile) -> None:
        """Take a file in, or only its problems."""
        problems = list(each.problems)
        notes: list[Message] = []
        found = [entry for read in each.measures if (entry := self._entry(read, problems, notes)) is not None]
        self.problems += problems
        if problems:
            return
        self.entries += [entry for entry in found if entry.values]
        self.unchanged += sum(not entry.values for entry in found)
        self._undirected += sum("operator" not in read.fields for read in each.measures)
        self._notes += notes

    def notes(self) -> list[Message]:
        """What should be known of the reading."""
        silent = [Message(_NO_DIRECTION, {"n": self._undirected})] if self._undirected and self.entries else []
        return [*silent, *self._notes]

    def _entry(self, read: ReadMeasure, problems: list[Problem], notes: list[Message]) -> MeasureEntry | None:
        from perftui.domain.measure_drafts import MeasureDraft
        from perftui.domain.validation import validated

        before = len(problems)
        given = self._given(read, problems, notes)
        row = self._known(read)
        self._check_once(read, row, problems)
        if len(problems) > before:
            return None
        try:
            draft = validated(MeasureDraft, **{**(fields_of(row) if row is not None else {}), **given})
        except PerftuiError as error:
            column = read.columns.get(getattr(error, "field", ""), "")
            problems.append(Problem(read.file, read.row, column, error.message))
            return None
        if row is None:
            return MeasureEntry(read.file, read.row, draft.name, "", 0, columns_of(draft))
        return _changed(read, row, columns_of(draft))

    def _given(self, read: ReadMeasure, problems: list[Problem], notes: list[Message]) -> dict[str, object]:
        given: dict[str, object] = {}
        for name, text in read.fields.items():
            value = _READ_BY[name](text) if name in _READ_BY else text
            if value is not None:
                given[name] = value
            elif name == "cadence_days":
                notes.append(Message(_LEFT_CADENCE, {"file": read.file, "text": text}))
            else:
                message = Message(_UNREAD, {"text": text[:40], "field": words.label_of(name)})
                problems.append(Problem(read.file, read.row, read.columns.get(name, name), message))
        return given

    def _known(self, read: ReadMeasure) -> Row | None:
        code = read.fields.get("code", "")
        if code in self._by_code:
            return self._by_code[code]
        named = self._by_name.get((fold(read.fields["name"]), fold(read.fields.get("area", ""))))
        is_other = named is not None and code and named["code"]
        return None if is_other else named

    def _check_once(self, read: ReadMeasure, row: Row | None, problems: list[Problem]) -> None:
        name, code = read.fields["name"], read.fields.get("code", "")
        keys = [("id", row["id"]) if row is not None else None, ("code", code) if code else None]
        keys.append((fold(name), fold(read.fields.get("area", ""))) if not code else None)
        for key in filter(None, keys):
            if key in self._seen:
                column = read.columns.get("code" if code else "name", "name")
                problems.append(Problem(read.file, read.row, column, Message(_TWICE, {"name": code or name, "file": self._seen[key]})))
                return
        self._seen |= dict.fromkeys(filter(None, keys), read.file)


def _changed(read: ReadMeasure, row: Row, after: Mapping[str, object]) -> MeasureEntry:
    """A measure that is there: a built-in text in another language is no change."""
    code = row["code"]
    differing = {name: after[name] for name in FIELDS if after[name] != row[name] and not _is_same(code, name, row[name], after[name])}
    changes = tuple((name, builtin_measures.shown(code, name, str(row[name])), str(value)) for name, value in differing.items())
    values = {**differing, "is_archived": 0} if row["is_archived"] else differing
    if row["is_archived"]:
        changes += (("is_archived", _("archived"), _("brought back")),)
    is_replaced = bool(differing) and builtin_measures.is_built_in(code, "name", row["name"])
    replaced = builtin_measures.shown(code, "name", row["name"]) if is_replaced else ""
    return MeasureEntry(read.file, read.row, str(after["name"]), row["id"], row["version"], values, changes, replaced)


def _is_same(code: str, field: str, old: object, new: object) -> bool:
    if not isinstance(old, str) or not isinstance(new, str):
        return False
    return builtin_measures.is_built_in(code, field, old) and builtin_measures.is_built_in(code, field, new)
