"""Files of measures, YAML, CSV or XLSX, as texts by field; what cannot be used becomes a problem with its place, never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from perftui.domain.texts import printable
from perftui.errors import BadInput, Message, Problem
from perftui.i18n import mark
from perftui.services.transfer import measure_fields as words
from perftui.services.transfer.files import read_bytes, read_file
from perftui.services.transfer.mappings import guess_mapping, with_header
from perftui.services.transfer.yaml_texts import flat_text, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from perftui.services.transfer.tables import Table
    from perftui.services.transfer.yaml_texts import Data, YamlItem

YAML: Final = (".yaml", ".yml")
ENDINGS: Final = (*YAML, ".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
MOST_FILES: Final = 2000
"""Files of a folder that are read."""
_EMPTY: Final = mark("This file is empty: a measure needs at least a name (name or display_name).")
_NO_NAME: Final = mark("The name is missing (name or display_name).")
_NO_MAPPING: Final = mark("This is no measure: it must have keys such as name, unit and formula.")
_NO_NAME_COLUMN: Final = mark("No column holds the names of the measures: name its header “Name” or “指标名称”.")
_NOT_USED: Final = mark("Not used: {columns}.")
_UNITS: Final = {
    "%": "%",
    "percent": "%",
    "days": "days",
    "hours": "h",
    "minutes": "min",
    "seconds": "s",
    "ms": "ms",
    "天": "天",
    "元": "元",
}


class TooManyFiles(BadInput):
    """A folder that is no folder of measures."""

    template = mark("{path} holds more than {limit} files. Name the files themselves, or a smaller folder.")


class NoFilesHere(BadInput):
    """A folder without anything to import."""

    template = mark("There is no YAML, CSV or XLSX file in {path}.")


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    """A measure as a file describes it."""

    file: str
    row: int
    """The line or row on which it begins."""
    fields: Mapping[str, str]
    """Field to text; what the file does not say is left out."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field to what its column or key is called in the file."""


@dataclass(slots=True)
class ReadFile:
    """What stands in a file."""

    name: str
    measures: list[ReadMeasure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    """Keys or columns that say nothing that a measure keeps."""


def files_in(paths: list[Path]) -> list[tuple[str, Path]]:
    """The files that some paths name, each with its name for messages; a folder gives all that it holds, in folders below too.

    Raises:
        TooManyFiles: A folder holds more than are read.
        NoFilesHere: A folder holds none.
    """
    found: list[tuple[str, Path]] = []
    for path in paths:
        inside = list(_inside(path)) if path.is_dir() else [(printable(path.name), path)]
        if not inside:
            raise NoFilesHere(path=path)
        found += inside
    return found


def _inside(folder: Path) -> Iterator[tuple[str, Path]]:
    names = [path for path in folder.rglob("*") if path.suffix.casefold() in ENDINGS and path.is_file()]
    if len(names) > MOST_FILES:
        raise TooManyFiles(path=folder, limit=MOST_FILES)
    for path in sorted(names):
        below = path.relative_to(folder)
        if not any(part.startswith((".", "~$")) for part in below.parts):
            yield printable(str(below)), path


def read_measures(name: str, path: Path) -> ReadFile:
    """What a file says about measures; what is wrong with it stands in its problems."""
    found = ReadFile(name)
    try:
        if path.suffix.casefold() in YAML:
            _read_yaml(found, read_bytes(path))
        else:
            _read_table(found, with_header(read_file(path), words.MEASURE_FIELDS))
    except BadInput as error:
        line = error.message.values.get("line")
        found.problems.append(Problem(name, line if isinstance(line, int) else 0, "", error.message))
    return found


# tables


def _read_table(found: ReadFile, table: Table) -> None:
    mapping = guess_mapping(table.header, table.rows, words.MEASURE_FIELDS)
    found.notes += table.notes
    found.problems += [problem._replace(file=found.name) for problem in table.problems]
    if mapping.missing(words.MEASURE_FIELDS):
        found.problems.append(Problem(found.name, table.header_row, "", Message(_NO_NAME_COLUMN)))
        return
    found.unused += [table.header[index] for index in mapping.unused if table.header[index]]
    columns = {name: table.column_name(index) for name, index in mapping.columns.items()}
    for row in table.rows:
        fields = {name: text for name in mapping.columns if (text := mapping.cell(row, name).strip())}
        _take(found, ReadMeasure(found.name, row.number, fields, columns))


# YAML


def _read_yaml(found: ReadFile, data: bytes) -> None:
    items = read_yaml(data)
    if not items:
        found.problems.append(Problem(found.name, 0, "", Message(_EMPTY)))
    for item in items:
        if isinstance(item.data, dict):
            _take(found, _from_mapping(found, item, item.data))
        elif flat_text(item.data) or len(items) > 1:
            found.problems.append(Problem(found.name, item.line, "", Message(_NO_MAPPING)))
        else:
            found.problems.append(Problem(found.name, 0, "", Message(_EMPTY)))


def _from_mapping(found: ReadFile, item: YamlItem, data: dict[str, Data]) -> ReadMeasure:
    fields: dict[str, str] = {}
    columns: dict[str, str] = {}
    for key, value in data.items():
        name = words.field_of_key(key)
        text = _text_of(name, value)
        if name == "area" and name in fields:
            fields["tags"] = ", ".join(filter(None, (text, fields.get("tags", ""))))
        elif name and text:
            fields[name] = ", ".join(filter(None, (fields.get(name, ""), text))) if name == "tags" else fields.get(name, text)
            columns.setdefault(name, key)
        elif not name and key not in found.unused:
            found.unused.append(key)
    if "source" not in fields and (table := _source_table(data.get("sql"))):
        fields["source"] = table
    if "unit" not in fields and (unit := _unit_in(fields.get("name", ""))):
        fields["unit"] = unit
    return ReadMeasure(found.name, item.line, fields, columns)


def _text_of(name: str, value: Data) -> str:
    if name == "formula" and isinstance(value, dict):
        return "\n".join(filter(None, (flat_text(value.get("expression")), flat_text(value.get("notes")))))
    if name == "anchors":
        return "\n".join(map(flat_text, value)) if isinstance(value, list) else flat_text(value)
    return flat_text(value)


def _source_table(sql: Data | None) -> str:
    """The table that the first query of a KPI definition reads from."""
    queries = sql.values() if isinstance(sql, dict) else ()
    return next((table for query in queries if isinstance(query, dict) and (table := flat_text(query.get("source_table")))), "")


def _unit_in(name: str) -> str:
    """The unit that stands in brackets behind a name, such as the days of `Time to hire (days)`."""
    found = re.search(r"[(（]([^()（）]+)[)）]\s*$", name)
    return _UNITS.get(found[1].strip().casefold(), "") if found else ""


def _take(found: ReadFile, read: ReadMeasure) -> None:
    if read.fields.get("name"):
        found.measures.append(read)
    else:
        found.problems.append(Problem(found.name, read.row, read.columns.get("name", "name"), Message(_NO_NAME)))


def unused_note(files: list[ReadFile]) -> list[Message]:
    """What the files say that no measure keeps, in one sentence."""
    names = list(dict.fromkeys(name for each in files for name in each.unused))
    return [Message(_NOT_USED, {"columns": ", ".join(names)})] if names else []
