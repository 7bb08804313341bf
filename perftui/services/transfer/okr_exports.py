"""The goal tree as rows of a table, which `okr_tables` reads back, and as items of a Markdown document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services.transfer.okr_fields import KEY_RESULT, OKR_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from perftui.domain.codes import Level
    from perftui.domain.yardsticks import Yardstick
    from perftui.services.transfer.spreadsheets import Value


class ExportedNode(Protocol):
    """A goal or key result, as an export takes it."""

    @property
    def depth(self) -> int: ...  # noqa: D102  # 0 at the top; a key result is one deeper than its goal
    @property
    def level(self) -> Level | None: ...  # noqa: D102  # of a goal; None for a key result
    @property
    def title(self) -> str: ...  # noqa: D102  # as on the screen
    @property
    def owner(self) -> str: ...  # noqa: D102  # a name, with the staff number where two have it
    @property
    def weight(self) -> int | None: ...  # noqa: D102  # in basis points
    @property
    def yardstick(self) -> Yardstick | None: ...  # noqa: D102  # of a key result; None for a goal
    @property
    def current(self) -> Decimal | None: ...  # noqa: D102  # the last value
    @property
    def confidence(self) -> Decimal | None: ...  # noqa: D102  # 0 to 1
    @property
    def progress(self) -> Decimal | None: ...  # noqa: D102  # 1 is the target
    @property
    def score(self) -> Decimal | None: ...  # noqa: D102  # of a scored goal, 0 to 1
    @property
    def score_note(self) -> str: ...  # noqa: D102  # what was said about it; empty for none
    @property
    def due(self) -> date | None: ...  # noqa: D102  # None for no date
    @property
    def priority(self) -> str: ...  # noqa: D102  # P0 to P3; empty for none
    @property
    def tags(self) -> Sequence[str]: ...  # noqa: D102  # without commas
    @property
    def description(self) -> str: ...  # noqa: D102  # several lines; empty for none
    @property
    def cycle(self) -> str: ...  # noqa: D102  # its name


_PROGRESS: Final = mark("Progress %")
_WEIGHT: Final = mark("Weight %")
_SCORE: Final = mark("Score")
_SCORE_NOTE: Final = mark("Note on the score")
_COLUMNS: Final[Mapping[str, Callable[[ExportedNode], Value]]] = {
    "depth": lambda node: node.depth + 1,
    "kind": lambda node: _(KEY_RESULT) if node.level is None else say(node.level),
    "title": lambda node: node.title,
    "owner": lambda node: node.owner,
    "weight": lambda node: _percent(node.weight),
    "operator": lambda node: say(node.yardstick.operator) if node.yardstick else None,
    **{
        name: lambda node, name=name: getattr(node.yardstick, name, None)  # type: ignore[misc]  # a default binds the name
        for name in ("baseline", "target", "low", "high", "tolerance", "red_low", "red_high", "commit", "stretch", "levels")
    },
    "current": lambda node: node.current,
    "unit": lambda node: node.yardstick.unit if node.yardstick else None,
    "progress": lambda node: None if node.progress is None else round(node.progress * 100, 1),
    "confidence": lambda node: node.confidence,
    "score": lambda node: node.score,
    "score_note": lambda node: node.score_note,
    "due": lambda node: node.due,
    "priority": lambda node: node.priority,
    "tags": lambda node: ", ".join(node.tags),
    "description": lambda node: node.description,
    "cycle": lambda node: node.cycle,
}
_ALWAYS: Final = frozenset({"depth", "kind", "title", "owner", "weight", "target", "current", "unit", "progress", "due"})


def goal_rows(nodes: Iterable[ExportedNode]) -> tuple[list[str], list[list[Value]]]:
    """The header and the rows of a table of goals, in the language in use.

    Columns of rarer things are left out where no row has them. A value that is missing is an empty cell, never 0.

    Args:
        nodes: The tree, each goal before what is below it.
    """
    rows = [{name: value(node) for name, value in _COLUMNS.items()} for node in nodes]
    names = [name for name in _COLUMNS if name in _ALWAYS or any(row[name] not in (None, "") for row in rows)]
    labels = {field.name: field.label for field in OKR_FIELDS}
    labels |= {"progress": _PROGRESS, "weight": _WEIGHT, "score": _SCORE, "score_note": _SCORE_NOTE}
    return [_(labels[name]) for name in names], [[row[name] for name in names] for row in rows]


def _percent(points: int | None) -> Decimal | None:
    from decimal import Decimal

    return None if points is None else Decimal(points).scaleb(-2)
