"""Everything about one goal, as its detail shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from perftui.domain.alignments import STEPS
from perftui.domain.codes import GoalState, Level
from perftui.domain.conflicts import ConflictReason, ConflictState
from perftui.domain.goal_versions import CommentKind
from perftui.services import calibration_lists, goal_rows
from perftui.services.amendment_lines import amendments_of
from perftui.services.carried_goals import Came, came_from, went_to
from perftui.services.goal_comments import comments_of
from perftui.services.goal_findings import findings_of
from perftui.services.goal_links import LinkKind
from perftui.services.key_result_views import KeyResultView, key_result_view
from perftui.services.trees import TreeFilter, jump_to_owner, line_of
from perftui.storage import goal_lookups, goal_versions, goals, lookups, trees
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from perftui.domain.codes import GoalKind, Status
    from perftui.domain.findings import Finding
    from perftui.services.amendment_lines import AmendmentLine
    from perftui.services.goal_comments import CommentLine
    from perftui.services.trees import Owner, TreeLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

__all__ = ["GoalView", "KeyResultView", "LinkLine", "Named", "goal_view", "key_result_view", "parents_of"]

SUB_GOALS = 50
"""Sub-goals that a view lists at most."""


@dataclass(frozen=True, slots=True)
class Named:
    """A goal by its title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link, seen from one of its goals."""

    id: str
    version: int
    kind: LinkKind
    is_outgoing: bool
    """Whether it leads from this goal to the other."""
    other: Named
    is_open: bool
    """False once it was settled or dismissed."""
    resolution: str
    reason: ConflictReason | None = None
    """Why they are in conflict; None for other links, and where nobody has said it."""
    is_dismissed: bool = False
    """Whether it is no conflict after all."""


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with all that belongs to it."""

    id: str
    version: int
    title: str
    description: str
    level: Level
    kind: GoalKind
    state: GoalState
    next_states: tuple[GoalState, ...]
    """The states that may follow, but for the archive."""
    priority: str
    tags: str
    owner: Owner | None
    cycle: str
    cycle_id: str
    parents: tuple[Named, ...]
    """The goals above, the topmost first."""
    weight: int
    """Basis points."""
    share: Decimal | None
    """Among its siblings, 0 to 1; None at the top."""
    counts_in_appraisal: bool
    progress: Decimal | None
    """1 is the target; not clamped; None: no data."""
    coverage: Decimal | None
    """Share of the weight below that is measured, 0 to 1; None where nothing stands below."""
    status: Status
    is_overdue: bool
    start: date | None
    due: date
    is_archived: bool
    key_results: tuple[TreeLine, ...]
    sub_goals: tuple[TreeLine, ...]
    """The first `SUB_GOALS` of them."""
    sub_goal_count: int
    links: tuple[LinkLine, ...]
    score: Decimal | None
    """None until it is scored, and where there were no data."""
    score_note: str
    came_from: Came | None
    """Where it was carried over from."""
    went_to: tuple[Came, ...]
    """Where it was carried over to."""
    findings: tuple[Finding, ...]
    comments: tuple[CommentLine, ...]
    """What was said about it, newest first."""
    amendments: tuple[AmendmentLine, ...]
    """What was changed of it and of its key results after it was agreed, newest first."""
    versions: int
    """How many versions of it were kept."""
    changes: int
    """How many events its history has."""
    fields: Mapping[str, object]
    """What a form edits, by the names of `GoalDraft`."""

    @property
    def returned(self) -> CommentLine | None:
        """Why it was sent back; None where it is not."""
        if self.state is not GoalState.RETURNED:
            return None
        return next((line for line in self.comments if line.kind is CommentKind.RETURNED), None)


def goal_view(store: Store, goal_id: str, today: date) -> GoalView:
    """Everything about one goal.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row, tree_row = goal_rows.goal_row(store, goal_id), trees.row_of(store, goal_id)
    if tree_row is None:
        raise Gone
    line, state = line_of(tree_row, today), GoalState(row["state"])
    key_results, sub_goals, count = _below(store, line, today)
    return GoalView(
        **{name: getattr(line, name) for name in _AS_IN_THE_TREE},
        **{name: row[name] for name in ("id", "version", "title", "description", "priority", "tags", "cycle", "cycle_id")},
        state=state,
        next_states=tuple(step for step in GoalState if step in STEPS[state] and step is not GoalState.ARCHIVED),
        owner=jump_to_owner(store, goal_id),
        parents=parents_of(store, goal_id),
        counts_in_appraisal=bool(row["counts_in_appraisal"]),
        start=date.fromisoformat(row["start_date"]) if row["start_date"] else None,
        key_results=key_results,
        sub_goals=sub_goals,
        sub_goal_count=count,
        links=_links(store, goal_id),
        **_end(store, row),
        findings=(*findings_of(store, row, tree_row, key_results, sub_goals), *calibration_lists.line(store, goal_id).findings),
        **_told(store, goal_id),
        changes=goal_lookups.changes(store, "goal", goal_id),
        fields=goal_rows.goal_fields(row),
    )


_AS_IN_THE_TREE = ("level", "kind", "weight", "share", "progress", "coverage", "status", "is_overdue", "due", "is_archived", "score")


def _end(store: Store, row: Row) -> dict[str, Any]:
    """What the end of its cycle says about a goal."""
    return {"score_note": row["score_note"] or "", "came_from": came_from(store, row["id"]), "went_to": went_to(store, row["id"])}


def _told(store: Store, goal_id: str) -> dict[str, Any]:
    """What its review and its amendments tell."""
    return {
        "comments": tuple(comments_of(store, goal_id)),
        "amendments": tuple(amendments_of(store, goal_id)),
        "versions": len(goal_versions.versions_of(store, goal_id)),
    }


def parents_of(store: Store, goal_id: str) -> tuple[Named, ...]:
    """The visible goals above a goal, the topmost first."""
    above = goals.ancestors(store, goal_id)
    titles = lookups.names(store, "goal", above)
    return tuple(Named(goal, titles[goal]) for goal in reversed(above) if goal in titles)


def _below(store: Store, line: TreeLine, today: date) -> tuple[tuple[TreeLine, ...], tuple[TreeLine, ...], int]:
    nodes = trees.children(store, line.node, TreeFilter(with_archived=line.is_archived))
    key_results = goal_lookups.count_key_results(store, nodes)
    shown = trees.rows(store, nodes[: key_results + SUB_GOALS])
    lines = tuple(line_of(row, today) for row in shown)
    return lines[:key_results], lines[key_results:], len(nodes) - key_results


def _links(store: Store, goal_id: str) -> tuple[LinkLine, ...]:
    return tuple(
        LinkLine(
            id=row["id"],
            version=row["version"],
            kind=LinkKind(row["kind"]),
            is_outgoing=bool(row["is_outgoing"]),
            other=Named(row["other_id"], row["other"]),
            is_open=row["state"] == "open",
            resolution=row["resolution"],
            reason=ConflictReason(row["reason"]) if row["reason"] else None,
            is_dismissed=row["state"] == ConflictState.DISMISSED,
        )
        for row in goals.links_of(store, goal_id)
    )
