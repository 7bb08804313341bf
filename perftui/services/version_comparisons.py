"""Two versions of a goal side by side, in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from perftui.domain.codes import GoalKind, Level, Words
from perftui.domain.formats import basis_points, long_date
from perftui.domain.goal_versions import Difference, compared
from perftui.i18n import mark, say
from perftui.services.goal_versions import contents_of
from perftui.services.key_result_views import yardstick_text
from perftui.storage.stores import Gone
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from perftui.domain.goal_versions import Matched, Pair
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

LABELS: Mapping[str, Words] = {
    "title": Words(mark("Title")),
    "description": Words(mark("Description")),
    "level": Words(mark("Level")),
    "owner": Words(mark("Owner")),
    "parent": Words(mark("Parent")),
    "cycle": Words(mark("Cycle")),
    "kind": Words(mark("Kind")),
    "weight": Words(mark("Weight")),
    "start": Words(mark("Start")),
    "due": Words(mark("Due date")),
    "measure": Words(mark("Measure")),
    "yardstick": Words(mark("Target")),
    "anchors": Words(mark("Levels in words")),
}
"""Field of a version to its label."""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of two versions side by side; texts are in the language in use."""

    label: str
    old: str
    """Empty where there was nothing."""
    new: str
    difference: Difference
    is_heading: bool = False
    """Whether it names a key result; its fields follow. Then old and new are empty."""


def comparison(store: Store, goal_id: str, old: int, new: int) -> list[ComparedLine]:
    """Two versions of a goal, line by line; fields that are empty in both are left out.

    Args:
        store: The store.
        goal_id: The goal.
        old: Number of a version, or `goal_versions.NOW`.
        new: The same of the other one.

    Raises:
        Gone: There is no such goal or version any more.
    """
    contents = contents_of(store, goal_id)
    if old not in contents or new not in contents:
        raise Gone
    found = compared(contents[old], contents[new])
    lines = list(_lines(found.pairs))
    for key_result in found.key_results:
        lines.append(_heading(key_result))
        lines += _lines(pair for pair in key_result.pairs if pair.field != "title" or pair.difference is Difference.CHANGED)
    return lines


def _heading(key_result: Matched) -> ComparedLine:
    title = key_result.pairs[0]
    return ComparedLine(str(title.new or title.old), "", "", key_result.difference, is_heading=True)


def _lines(pairs: Iterable[Pair]) -> Iterator[ComparedLine]:
    for pair in pairs:
        old, new = value_text(pair.field, pair.old), value_text(pair.field, pair.new)
        if old or new:
            yield ComparedLine(say(LABELS[pair.field]), old, new, pair.difference)


def value_text(field: str, value: object) -> str:
    """A kept value in the language in use; empty where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, dict):
        kept = cast("Row", defaultdict(lambda: None, {"unit": "", **value}))  # it is asked for columns as a row is
        return yardstick_text(yardstick_of(kept))
    if field in _CODES:
        return say(_CODES[field](str(value)))
    if field == "weight":
        return basis_points(int(str(value)))
    return long_date(date.fromisoformat(str(value))) if field in {"start", "due"} else str(value)


_CODES: Mapping[str, type[Level] | type[GoalKind]] = {"level": Level, "kind": GoalKind}
