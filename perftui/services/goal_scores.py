"""Scores: proposed from progress at the end of a cycle, changed by hand, and kept with a note in one step for all."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from perftui.domain.codes import GoalKind, GoalState
from perftui.domain.rollups import read_progress
from perftui.domain.scores import proposed_score, score_text
from perftui.domain.texts import clean_text
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.services import goal_labels, goal_rows, goal_steps
from perftui.storage import cycle_goals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

NOTE_LIMIT = 2_000
"""Characters of a note."""
_SCORABLE = frozenset({GoalState.ACTIVE, GoalState.SCORED})


class ScoreMissing(BadInput):
    """A score is taken away from a goal that has one."""

    template = mark("“{title}” is scored already: give it another score, or take the scoring back with Ctrl+Z.")


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A goal on the sheet of scores; progress, confidence and score stay three numbers."""

    id: str
    version: int
    title: str
    owner: str
    depth: int
    kind: GoalKind
    state: GoalState
    progress: Decimal | None
    """1 is the target; not clamped; None: no data."""
    coverage: Decimal | None
    """Share of the weight below that is measured; None where nothing stands below."""
    proposed: Decimal | None
    """By the progress; None without data, never 0."""
    score: Decimal | None
    """The one it has."""
    note: str


class Scoring(NamedTuple):
    """What is to be kept of one goal."""

    id: str
    version: int
    """The one that was read."""
    score: Decimal | None
    """0 to 1; None leaves an active goal as it is."""
    note: str = ""


def sheet(store: Store, cycle_id: str) -> list[ScoreLine]:
    """The goals of a cycle that are active or scored, in the order of the tree."""
    return [score_line(row) for row in cycle_goals.in_cycle(store, cycle_id) if row["state"] in _SCORABLE]


def sheet_of(store: Store, goal_ids: Sequence[str]) -> list[ScoreLine]:
    """The same for some goals."""
    return [score_line(row) for row in cycle_goals.by_ids(store, goal_ids) if row["state"] in _SCORABLE]


def score_line(row: Row) -> ScoreLine:
    """A row of `cycle_goals` as a line."""
    progress = read_progress(row["progress"])
    return ScoreLine(
        **{name: row[name] for name in ("id", "version", "title", "owner", "depth")},
        kind=GoalKind(row["kind"]),
        state=GoalState(row["state"]),
        progress=progress,
        coverage=Decimal(row["measured"]) / Decimal(row["total"]) if row["total"] else None,
        proposed=proposed_score(progress),
        score=None if row["score"] is None else Decimal(row["score"]),
        note=row["score_note"] or "",
    )


def score_goals(store: Store, scorings: Sequence[Scoring]) -> int:
    """Keep scores and notes, in one step; active goals become scored, and those without a score stay active.

    Returns:
        How many goals were changed.

    Raises:
        Changed: Somebody else has changed one of them since it was read; nothing was kept.
        Gone: One of them does not exist any more.
        ScoreMissing: One that is scored would lose its score.
        WrongGoalStep: One of them is neither active nor scored.
    """
    rows = {row["id"]: row for row in cycle_goals.by_ids(store, [scoring.id for scoring in scorings])}
    wanted = [scoring for scoring in scorings if _differs(rows.get(scoring.id), scoring)]
    if not wanted:
        return 0
    titles = [rows[scoring.id]["title"] for scoring in wanted if scoring.id in rows] or [""]
    with store.write(goal_labels.of_many(mark("Scored {title}"), mark("Scored {title} and {n} more"), titles)):
        for scoring in wanted:
            score(store, scoring)
    return len(wanted)


def score(store: Store, scoring: Scoring) -> None:
    """Keep the score of one goal, also one without data; inside `write()`. An active goal becomes scored."""
    row = goal_rows.goal_row(store, scoring.id)
    if row["state"] == GoalState.SCORED and scoring.score is None and row["score"] is not None:
        raise ScoreMissing(title=row["title"])
    note = clean_text(scoring.note, multiline=True, limit=NOTE_LIMIT).strip() or None
    store.update("goal", scoring.id, scoring.version, score=score_text(scoring.score) or None, score_note=note)
    if row["state"] != GoalState.SCORED:
        goal_steps.take(store, goal_rows.goal_row(store, scoring.id), GoalState.SCORED, note or "")


def _differs(row: Row | None, scoring: Scoring) -> bool:
    if row is None:
        return True
    if row["state"] == GoalState.ACTIVE:
        return scoring.score is not None
    return (row["score"] or "", row["score_note"] or "") != (score_text(scoring.score), scoring.note)
