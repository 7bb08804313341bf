"""The causes of a gap as chains of whys, and by category, as screens and dossiers show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.causes import MOST_WHYS, CauseCategory, Link, in_order
from perftui.domain.gaps import CauseState
from perftui.records import NamedTuple
from perftui.services.gap_views import gap_view
from perftui.storage import causes

if TYPE_CHECKING:
    from perftui.services.gap_views import CauseLine, GapView
    from perftui.storage.stores import Store


class CauseNode(NamedTuple):
    """A cause at its place in the chains."""

    line: CauseLine
    depth: int
    """0 for the first of a chain."""
    number: str
    """Such as `2.1`: the first why of the second cause."""

    @property
    def can_ask(self) -> bool:
        """Whether another why may stand below it."""
        return self.depth + 1 < MOST_WHYS and self.line.state is not CauseState.DISMISSED


class CauseTree(NamedTuple):
    """A gap with its causes, each before its whys."""

    gap: GapView
    nodes: tuple[CauseNode, ...]

    def node(self, cause_id: str) -> CauseNode | None:
        """One of them."""
        return next((node for node in self.nodes if node.line.id == cause_id), None)

    def chain(self, cause_id: str) -> tuple[CauseNode, ...]:
        """From the first cause down to a why."""
        by_id = {node.line.id: node for node in self.nodes}
        path: list[CauseNode] = []
        while (node := by_id.get(cause_id)) is not None and node not in path:
            path.append(node)
            cause_id = node.line.parent_id
        return tuple(reversed(path))

    def by_category(self) -> dict[str, tuple[CauseLine, ...]]:
        """Category, empty for none, to its roots and candidates; in the order of the library, those without causes left out."""
        shown = [node.line for node in self.nodes if node.line.is_root and node.line.state is not CauseState.DISMISSED]
        known = [category.value for category in CauseCategory]
        others = sorted({line.category for line in shown} - set(known))
        found = {code: tuple(line for line in shown if line.category == code) for code in (*known, *others)}
        return {code: lines for code, lines in found.items() if lines}


def cause_tree(store: Store, gap_id: str) -> CauseTree:
    """The causes of a gap.

    Raises:
        Gone: There is no such gap.
    """
    view = gap_view(store, gap_id)
    lines = {line.id: line for line in view.causes}
    nodes: list[CauseNode] = []
    counts: list[int] = []
    for cause_id, depth in in_order([Link(line.id, line.parent_id, line.state) for line in view.causes]):
        counts = [*counts[: depth + 1], *[0] * (depth + 1 - len(counts))]
        counts[depth] += 1
        nodes.append(CauseNode(lines[cause_id], depth, ".".join(map(str, counts))))
    return CauseTree(view, tuple(nodes))


def gap_of(store: Store, key: str) -> str:
    """The id of a gap, or of the gap to which a cause belongs.

    Raises:
        Gone: There is neither.
    """
    row = causes.get(store, key)
    return gap_view(store, key).id if row is None else str(row["gap_id"])
