"""The rows of a table of goals below one another: by depth, by parent, by number, by kind, or in pairs of objective and key result."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from perftui.domain.texts import shorten
from perftui.errors import BadInput, Message
from perftui.i18n import mark
from perftui.services.transfer.okr_fields import goal_level, is_key_result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.domain.codes import Level
    from perftui.services.transfer.okr_table_cells import OkrCells
    from perftui.services.transfer.tables import TableRow

_OUTLINE: Final = re.compile(r"\d+(?:\.\d+)*\.?")
MAX_DEPTH: Final = 60
_NO_TITLE: Final = mark("The title is missing.")
_NO_DEPTH: Final = mark("“{text}” is not a depth: write 1 for the top, 2 for what is below it, and so on.")
_SKIPPED: Final = mark("This row has depth {depth}, but none of depth {above} stands above it.")
_NO_GOAL: Final = mark("This key result has no goal: put it below one.")
_UNDER_RESULT: Final = mark("This stands under a key result: only goals have something below them.")
_NO_PARENT: Final = mark("No row has the title or number “{text}”.")
_SEVERAL_PARENTS: Final = mark("Several rows have the title or number “{text}”: give them numbers, and write that of the parent.")
_CIRCLE: Final = mark("The parents of this row go in a circle: {names}.")
_APART: Final = mark("Objective “{text}” stands in rows {first} and {row} with others between them: it is imported twice.")


class NoTitleColumn(BadInput):
    """No column was taken for the titles."""

    template = mark("No column of “{file}” holds the goals: choose it, or name its header “Title” or “目标”.")


@dataclass(slots=True)
class Entry:
    """A goal or key result with its place."""

    row: TableRow
    title: str
    is_key_result: bool
    level: Level | None = None
    """As the kind says; None where it says nothing."""
    parent: int | None = None
    """Index of the goal above in the list; None at the top."""


class TreeReader:
    """Finds out how the rows of a table hang together."""

    def __init__(self, cells: OkrCells) -> None:
        self.cells = cells
        self.entries: list[Entry] = []
        self.notes: list[Message] = []
        self.columns = cells.mapping.columns

    def read(self) -> list[Entry]:
        """All entries, parents before what is below them.

        Raises:
            NoTitleColumn: The mapping has neither a title nor an objective.
        """
        if not {"title", "objective"} & set(self.columns):
            raise NoTitleColumn(file=self.cells.table.name)
        if "key_result" in self.columns:
            self._read_pairs()
            return self.entries
        texts = [self.cells.text(row, "number") for row in self.cells.table.rows]
        is_outline = all(map(_OUTLINE.fullmatch, filter(None, texts))) and any("." in text.rstrip(".") for text in texts)
        if "depth" in self.columns:
            self._read_depths("depth")
        elif "parent" in self.columns:
            self._read_parents()
        elif is_outline:
            self._read_depths("number")
        else:
            self._read_kinds()
        return self.entries

    def _titled(self) -> Iterator[tuple[TableRow, str, bool, Level | None]]:
        """Rows that have a title, with what their kind says."""
        for row in self.cells.table.rows:
            title = self.cells.text(row, "title") or self.cells.text(row, "objective")
            # A column of levels may hold the kinds.
            kind = self.cells.text(row, "kind") or self.cells.text(row, "depth")
            if title:
                yield row, title, is_key_result(kind), goal_level(kind)[1]
            else:
                self.cells.complain(row.number, "title", _NO_TITLE)

    def _add(self, entry: Entry) -> int | None:
        """Take an entry in where its place is possible."""
        above = None if entry.parent is None else self.entries[entry.parent]
        if above and above.is_key_result:
            self.cells.complain(entry.row.number, "title", _UNDER_RESULT)
            return None
        if entry.is_key_result and above is None:
            self.cells.complain(entry.row.number, "title", _NO_GOAL)
            return None
        self.entries.append(entry)
        return len(self.entries) - 1

    def _read_depths(self, field: str) -> None:
        path: list[int | None] = []
        for row, title, is_result, level in self._titled():
            depth = self._depth(row, field, is_result, path)
            if depth is None:
                continue
            if depth > len(path) + 1:
                self.cells.complain(row.number, field, _SKIPPED, depth=depth, above=depth - 1)
                continue
            del path[depth - 1 :]
            parent = path[-1] if path else None
            is_lost = bool(path) and parent is None
            path.append(None if is_lost else self._add(Entry(row, title, is_result, level, parent)))
            if is_lost:
                self.cells.complain(row.number, field, _SKIPPED, depth=depth, above=depth - 1)

    def _depth(self, row: TableRow, field: str, is_result: bool, path: list[int | None]) -> int | None:
        text = self.cells.text(row, field)
        if field == "number" and _OUTLINE.fullmatch(text):
            return len(text.rstrip(".").split("."))
        if re.fullmatch(r"[1-9]\d?", text) and int(text) <= MAX_DEPTH:
            return int(text)
        if is_result and path:
            # A word instead of a depth: key results go below the last goal.
            last = path[-1]
            return len(path) + (last is not None and not self.entries[last].is_key_result)
        if field == "depth" and goal_level(text)[0]:
            return 1
        self.cells.complain(row.number, field, _NO_DEPTH, text=shorten(text, 40))
        return None

    def _read_kinds(self) -> None:
        goal: int | None = None
        for row, title, is_result, level in self._titled():
            index = self._add(Entry(row, title, is_result, level, goal if is_result else None))
            goal = goal if is_result else index

    def _read_pairs(self) -> None:
        goal: int | None = None
        last = ("", "")
        first: dict[tuple[str, str], int] = {}
        for row in self.cells.table.rows:
            objective = self.cells.text(row, "objective") or self.cells.text(row, "title")
            result = self.cells.text(row, "key_result")
            place = objective, self.cells.text(row, "cycle") or last[1]
            is_new = bool(objective) and place != last
            if is_new:
                if place in first:
                    self.notes.append(Message(_APART, {"text": shorten(objective, 60), "first": first[place], "row": row.number}))
                first.setdefault(place, row.number)
                goal = self._add(Entry(row, objective, is_key_result=False))
                last = place
            if result:
                self._add(Entry(row, result, is_key_result=True, parent=goal))
            elif not is_new:
                self.cells.complain(row.number, "key_result", _NO_TITLE)

    def _read_parents(self) -> None:
        rows = list(self._titled())
        places: dict[str, list[int]] = defaultdict(list)
        for place, (row, title, _is_result, _level) in enumerate(rows):
            for name in {title, self.cells.text(row, "number")} - {""}:
                places[name].append(place)
        parents = [self._parent(row, places) for row, *_rest in rows]
        order = self._ordered(rows, parents)
        indexes: dict[int, int | None] = {}
        for place in order:
            row, title, is_result, level = rows[place]
            above = parents[place]
            indexes[place] = self._add(Entry(row, title, is_result, level, None if above is None else indexes.get(above)))

    def _parent(self, row: TableRow, places: dict[str, list[int]]) -> int | None:
        text = self.cells.text(row, "parent")
        found = places.get(text, []) if text else []
        if text and len(found) != 1:
            template = _SEVERAL_PARENTS if found else _NO_PARENT
            self.cells.complain(row.number, "parent", template, text=shorten(text, 60))
        return found[0] if len(found) == 1 else None

    def _ordered(self, rows: list[tuple[TableRow, str, bool, Level | None]], parents: list[int | None]) -> list[int]:
        """Places with parents before children, else in the order of the file; what goes in a circle is left out."""
        children: dict[int | None, list[int]] = defaultdict(list)
        for place, parent in enumerate(parents):
            children[parent].append(place)
        order: list[int] = []
        waiting = children[None][::-1]
        while waiting:
            place = waiting.pop()
            order.append(place)
            waiting += children[place][::-1]
        for place in sorted(set(range(len(rows))) - set(order)):
            self.cells.complain(rows[place][0].number, "parent", _CIRCLE, names=shorten(_names(place, parents, rows), 200))
        return order


def _names(place: int, parents: list[int | None], rows: list[tuple[TableRow, str, bool, Level | None]]) -> str:
    path: list[int] = []
    above: int | None = place
    while above is not None and above not in path:
        path.append(above)
        above = parents[above]
    return " → ".join(rows[each][1] for each in path)
