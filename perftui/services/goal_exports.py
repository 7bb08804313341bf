"""Goals written to a file: Markdown and tables that an import reads back, or a line of JSON for each."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.errors import BadInput
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.services.goal_export_nodes import nodes_of
from perftui.services.transfer.exports import write_export
from perftui.storage.trees import TreeFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from perftui.services.goal_export_nodes import GoalNode
    from perftui.services.transfer.spreadsheets import Value
    from perftui.storage.stores import Store

_RECORD = ("kind", "state", "start_date", "due_date", "weight", "priority", "description", "cycle")
_NUMBERS = ("baseline", "target", "low", "high", "red_low", "red_high", "tolerance", "commit_value", "stretch_value", "maximum")
_CHECK_IN = ("on_date", "value", "confidence", "note", "blocker", "next_action")


class FormatUnknown(BadInput):
    """The ending of the name tells no format."""

    template = mark("Nobody can tell the format from “{name}”. End the name with .csv, .xlsx, .md or .json.")


def export(store: Store, path: Path, overwrite: bool = False, cycles: Sequence[int] = ()) -> int:
    """Write goals and key results to a file whose ending tells the format: .md, .csv, .xlsx, or .json and .jsonl.

    Args:
        store: The store.
        path: Where to; its folder must exist.
        overwrite: Whether an ordinary file of that name may be replaced.
        cycles: Row numbers of the cycles that are written; none: all. What is archived is left out.

    Returns:
        How many goals and key results were written.

    Raises:
        FormatUnknown: The name has another ending.
        ExportExists, ExportFailed and others: See `transfer.exports.write_export`.
    """
    write = _FORMATS.get(path.suffix.lower())
    if write is None:
        raise FormatUnknown(name=path.name)
    nodes = nodes_of(store, TreeFilter(cycles=tuple(cycles)))
    write_export(path, write(nodes), overwrite)
    return len(nodes)


def as_markdown(store: Store, cycles: Sequence[int] = ()) -> str:
    """Goals and key results as a Markdown document; chosen as by `export`."""
    return _markdown(nodes_of(store, TreeFilter(cycles=tuple(cycles)))).decode()


def as_json_lines(store: Store, cycles: Sequence[int] = ()) -> Iterator[str]:
    """Goals and key results as one line of JSON each, with all check-ins; what is not known is null, dates are ISO."""
    return _json_lines(nodes_of(store, TreeFilter(cycles=tuple(cycles))))


def _markdown(nodes: Sequence[GoalNode]) -> bytes:
    from perftui.services.goal_export_items import items_of
    from perftui.services.transfer.okr_writers import write_markdown

    cycles = {node.cycle for node in nodes}
    cycle = cycles.pop() if len(cycles) == 1 else ""
    return write_markdown(items_of(nodes, cycle), f"OKRs {cycle}".rstrip()).encode()


def _table(nodes: Sequence[GoalNode]) -> tuple[list[str], list[list[Value]]]:
    from perftui.services.transfer.okr_exports import goal_rows

    return goal_rows(nodes)


def _csv(nodes: Sequence[GoalNode]) -> bytes:
    from perftui.services.transfer.spreadsheets import write_csv

    return write_csv(*_table(nodes), has_mark=True)


def _xlsx(nodes: Sequence[GoalNode]) -> bytes:
    from perftui.services.transfer.spreadsheets import write_xlsx

    return write_xlsx(_("Goals"), *_table(nodes))


def _json(nodes: Sequence[GoalNode]) -> bytes:
    return "".join(f"{line}\n" for line in _json_lines(nodes)).encode()


def _json_lines(nodes: Sequence[GoalNode]) -> Iterator[str]:
    for node in nodes:
        row, is_key_result = node.row, node.yardstick is not None
        said: dict[str, object] = {"id": row["ref"], "goal": row["goal_id"] if is_key_result else None}
        said |= {"parent": None if is_key_result else row["parent_id"], "depth": node.depth, "title": node.title}
        said |= {"what": "key_result" if is_key_result else node.level, "owner": node.owner or None, "tags": list(node.tags)}
        said |= {name: row[name] for name in _RECORD}
        said["progress"] = None if node.progress is None else float(node.progress)
        said["score"] = None if node.score is None else float(node.score)
        if not is_key_result:
            said["coverage"] = float(Decimal(row["measured"]) / Decimal(row["total"])) if row["total"] else None
            said |= {"score_note": row["score_note"], "carried_from": row["carried_from_id"]}
        if is_key_result:
            said |= {"operator": row["operator"], "unit": row["unit"], "cadence_days": row["cadence_days"]}
            said |= {name: row[name] for name in _NUMBERS if row[name] is not None}
            said["check_ins"] = [{name: check_in[name] for name in _CHECK_IN} for check_in in node.check_ins]
        yield json.dumps(said, ensure_ascii=False)


_FORMATS: dict[str, Callable[[Sequence[GoalNode]], bytes]] = {
    **dict.fromkeys((".md", ".markdown"), _markdown),
    **dict.fromkeys((".json", ".jsonl"), _json),
    ".csv": _csv,
    ".xlsx": _xlsx,
}
