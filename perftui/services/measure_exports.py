"""The library of measures written to a file that an import reads back: CSV, XLSX, YAML, or a line of JSON for each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from perftui.domain.anchors import anchor_lines
from perftui.domain.measure_codes import cadence_text
from perftui.errors import BadInput
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services.measures import MeasureFilter, listing
from perftui.services.transfer.exports import write_export
from perftui.services.transfer.measure_fields import MEASURE_FIELDS
from perftui.services.transfer.spreadsheets import write_csv, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from perftui.services.measures import MeasureLine
    from perftui.services.transfer.spreadsheets import Value
    from perftui.storage.stores import Store


class FormatUnknown(BadInput):
    """The ending of the name tells no format."""

    template = mark("Nobody can tell the format from “{name}”. End the name with .csv, .xlsx, .yaml or .json.")


def export(store: Store, path: Path, overwrite: bool = False, shown: MeasureFilter = MeasureFilter()) -> int:  # noqa: B008  # frozen
    """Write measures to a file whose ending tells the format: .csv, .xlsx, .yaml and .yml, or .json and .jsonl.

    Args:
        store: The store.
        path: Where to; its folder must exist.
        overwrite: Whether an ordinary file of that name may be replaced.
        shown: Which measures.

    Returns:
        How many were written.

    Raises:
        FormatUnknown: The name has another ending.
        ExportExists, ExportFailed and others: See `transfer.exports.write_export`.
    """
    write = _FORMATS.get(path.suffix.casefold())
    if write is None:
        raise FormatUnknown(name=path.name)
    lines = listing(store, shown)
    write_export(path, write(lines), overwrite)
    return len(lines)


def as_csv(store: Store) -> str:
    """All measures that are not archived as CSV, for standard output."""
    return _csv(listing(store)).decode("utf-8-sig")


def as_json_lines(store: Store) -> Iterator[str]:
    """All measures that are not archived as one line of JSON each; codes are codes, and nothing is null."""
    for line in listing(store):
        yield json.dumps(_plain(line) | {"uses": line.uses}, ensure_ascii=False)


def _table(lines: Sequence[MeasureLine]) -> tuple[list[str], list[list[Value]]]:
    return [_(field.label) for field in MEASURE_FIELDS], [[_cell(line, field.name) for field in MEASURE_FIELDS] for line in lines]


def _cell(line: MeasureLine, name: str) -> Value:
    if name == "cadence_days":
        return cadence_text(line.cadence_days)
    if name in {"kind", "operator"}:
        return say(getattr(line, name))
    value: Value = getattr(line, name)
    return value


def _plain(line: MeasureLine) -> dict[str, object]:
    """A measure as a mapping; what is empty is left out but for its name."""
    values = {field.name: getattr(line, field.name) for field in MEASURE_FIELDS}
    values |= {"kind": line.kind.value, "operator": line.operator.value, "anchors": list(anchor_lines(line.anchors))}
    return {name: value for name, value in values.items() if value not in ("", [])}


def _csv(lines: Sequence[MeasureLine]) -> bytes:
    return write_csv(*_table(lines), has_mark=True)


def _xlsx(lines: Sequence[MeasureLine]) -> bytes:
    return write_xlsx(_("Measures"), *_table(lines))


def _yaml(lines: Sequence[MeasureLine]) -> bytes:
    import yaml  # only exports of YAML need it

    return bytes(yaml.safe_dump([_plain(line) for line in lines], allow_unicode=True, sort_keys=False, width=120, encoding="utf-8"))


def _json(lines: Sequence[MeasureLine]) -> bytes:
    return "".join(json.dumps(_plain(line), ensure_ascii=False) + "\n" for line in lines).encode()


_FORMATS: dict[str, Callable[[Sequence[MeasureLine]], bytes]] = {
    **{".csv": _csv, ".xlsx": _xlsx, ".yaml": _yaml, ".yml": _yaml, ".json": _json, ".jsonl": _json},
}
