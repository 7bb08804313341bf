"""What becomes of goals at the end of their cycle, active or never begun; inside a step that is already open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.carry_overs import Leftover
from perftui.domain.codes import GoalState
from perftui.i18n import gettext as _
from perftui.services import goal_amendments, goal_rows, goal_steps
from perftui.services.goal_scores import Scoring, score, score_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

NOT_BEGUN = frozenset({GoalState.DRAFT, GoalState.PROPOSED, GoalState.RETURNED, GoalState.AGREED})
"""States in which nothing was reached yet, so that there is nothing to score."""


def leave(store: Store, rows: Sequence[Row], note: str) -> None:
    """Archive those of some goals that have not begun: their copy in another cycle takes their place. The tree follows afterwards.

    Args:
        store: The store.
        rows: Of `cycle_goals`.
        note: Where they went, kept as an amendment.
    """
    for row in rows:
        if row["state"] in NOT_BEGUN:
            goal_amendments.keep_carried(store, row, note)
            store.update("goal", row["id"], row["version"], state=GoalState.ARCHIVED.value)


def settle(store: Store, rows: Sequence[Row], leftover: Leftover, note: str = "") -> None:
    """Score, close or archive those of some goals that are active; what is not active stays as it is. The tree follows afterwards.

    Args:
        store: The store.
        rows: Of `cycle_goals`.
        leftover: What becomes of them. Scored as it stands, a goal without data gets no score, never 0.
        note: Kept beside the score, or as the reason why they are archived; empty where their cycle is closed.
    """
    for row in rows:
        if row["state"] == GoalState.ACTIVE and leftover is not Leftover.LEAVE:
            _settle(store, row, leftover, note)


def _settle(store: Store, row: Row, leftover: Leftover, note: str) -> None:
    if leftover is Leftover.ARCHIVE:
        goal_amendments.keep_archived(store, row, note or _("Cycle closed"))
        store.update("goal", row["id"], row["version"], state=GoalState.ARCHIVED.value)
        return
    given = score_line(row).proposed if leftover is Leftover.SCORE else None
    score(store, Scoring(row["id"], row["version"], given, row["score_note"] or note))
    if leftover is Leftover.CLOSE:
        goal_steps.take(store, goal_rows.goal_row(store, row["id"]), GoalState.CLOSED)
