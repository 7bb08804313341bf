"""The goal tree as rows of a tree widget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len

from perftui.domain.codes import Band, GoalState, Status
from perftui.domain.formats import basis_points, short_date
from perftui.domain.scores import score_text
from perftui.domain.statuses import band_of, is_success
from perftui.i18n import gettext as _
from perftui.i18n import say
from widgets.cells import StyledCell, Tone, bar, confidence, status_cell, status_text
from widgets.columns import Column

if TYPE_CHECKING:
    from array import array
    from collections.abc import Collection, Sequence
    from datetime import date

    from perftui.domain.codes import GoalKind
    from perftui.services.trees import TreeLine, TreeListing
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

BAR_WIDTH = 10
"""A bar of five cells and its number."""
DUE_WIDTH = 11
"""`31 Mar 2027`."""
PARTLY = "*"
"""Behind a progress that does not rest on all that stands below."""
LATE = "!"
"""Behind a status whose check-in is overdue, and behind a due date that has passed."""
NOT_YET = frozenset((GoalState.DRAFT, GoalState.PROPOSED, GoalState.RETURNED, GoalState.AGREED))
"""States in which no data is no wonder: they are shown instead."""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal or key result as the tree draws it."""

    node: int
    key: str
    title: Cell
    has_children: bool
    cells: tuple[Cell, ...]
    is_key_result: bool
    goal_id: str
    is_archived: bool


def title_column() -> Column:
    """The first column: the titles with their place in the tree."""
    return Column("title", _("Goal"), 40, min_width=26, grow=3, priority=-1)


def columns(glyphs: Glyphs, today: date) -> list[Column]:
    """The columns beside the title; what is left out first stands in the details."""
    status = max(cell_len(status_text(code, glyphs)) for code in Status) + len(LATE) + 1
    return [
        Column("progress", _("Progress"), BAR_WIDTH + len(PARTLY), priority=1),
        Column("status", _("Status"), status, priority=0),
        Column("owner", _("Owner, value"), 20, min_width=12, grow=1, priority=2),
        Column("due", _("Due"), DUE_WIDTH, priority=3),
        Column("confidence", _("Confidence"), 10, priority=5),
        Column("weight", _("Weight"), 6, align="right", priority=6),
    ]


class GoalSource:
    """The listing as rows of a tree."""

    def __init__(self, listing: TreeListing, glyphs: Glyphs, today: date) -> None:
        self.listing, self._glyphs, self._today = listing, glyphs, today

    def roots(self) -> array[int]:
        """The topmost nodes."""
        return self.listing.roots()

    def children(self, node: int) -> array[int]:
        """The nodes right below one."""
        return self.listing.children(node)

    def everything(self) -> tuple[array[int], bytes]:
        """All nodes with their depths."""
        return self.listing.everything()

    def path_to(self, key: str) -> list[int]:
        """The nodes from the root down to one."""
        return self.listing.path_to(key)

    def known(self, keys: Collection[str]) -> Collection[str]:
        """Those of some goals and key results that still exist."""
        return self.listing.known(keys)

    def rows(self, nodes: Sequence[int]) -> Sequence[GoalRow]:
        """What the tree shows of some nodes."""
        return [self._row(line) for line in self.listing.lines(nodes)]

    def _row(self, line: TreeLine) -> GoalRow:
        title = title_of(line)
        return GoalRow(
            node=line.node,
            key=line.key,
            title=StyledCell(title, Tone.MUTED) if line.is_archived else title,
            has_children=line.has_children,
            cells=self._cells(line),
            is_key_result=line.is_key_result,
            goal_id=line.goal_id,
            is_archived=line.is_archived,
        )

    def _cells(self, line: TreeLine) -> tuple[Cell, ...]:
        return (
            progress_text(line, self._glyphs),
            standing(line, self._glyphs),
            line.value if line.is_key_result else line.owner,
            self._due(line),
            "" if line.confidence is None else confidence(line.confidence, self._glyphs),
            basis_points(line.weight),
        )

    def _due(self, line: TreeLine) -> Cell:
        late = LATE if is_past_due(line, self._today) else ""
        text = due_text(line.due, self._today, DUE_WIDTH - len(late)) + late
        return StyledCell(text, Tone.POOR) if late else text


def title_of(line: TreeLine) -> str:
    """The title with its priority."""
    return f"[{line.priority}] {line.title}" if line.priority else line.title


def progress_text(line: TreeLine, glyphs: Glyphs) -> str:
    """The bar with its number, 100 % at most, and a sign when part of what stands below is not measured. The details say how much more."""
    shown = bar(None if line.progress is None else min(line.progress, Decimal(1)), BAR_WIDTH, glyphs)
    return shown + PARTLY if line.progress is not None and line.coverage is not None and line.coverage < 1 else shown


class Lit(Protocol):
    """What has a traffic light."""

    @property
    def progress(self) -> Decimal | None:
        """None: no data."""
        ...

    @property
    def state(self) -> str:
        """Of the goal, or of that of the key result."""
        ...

    @property
    def status(self) -> Status:
        """What the figures say."""
        ...


def is_not_yet(line: Lit) -> bool:
    """Whether its state says more than that there is no data."""
    return line.progress is None and line.state in NOT_YET


def light_text(line: Lit, glyphs: Glyphs) -> str:
    """The traffic light in words, or the state where a light would say nothing: the same in the tree and in the details."""
    return f"{glyphs.no_data} {say(GoalState(line.state))}" if is_not_yet(line) else status_text(line.status, glyphs)


def standing(line: TreeLine, glyphs: Glyphs) -> StyledCell:
    """The traffic light in words; the score once there is one, and the state instead where a light would say nothing."""
    if line.is_archived:
        return StyledCell(say(GoalState.ARCHIVED), Tone.MUTED)
    if line.score is not None:
        return score_cell(line.score, line.kind, glyphs)
    if is_not_yet(line):
        return StyledCell(light_text(line, glyphs), Tone.MUTED)
    shown = status_cell(line.status, glyphs)
    if line.is_overdue and line.status is not Status.DONE:
        return StyledCell(f"{shown.text} {LATE}", shown.tone)
    return shown


def score_cell(score: Decimal, kind: GoalKind, glyphs: Glyphs) -> StyledCell:
    """The score with the sign and tone of what it means for a goal of its kind."""
    if is_success(score, kind):
        sign, tone = glyphs.done, Tone.DONE
    elif band_of(score) is Band.LOW:
        sign, tone = glyphs.off_track, Tone.POOR
    else:
        sign, tone = glyphs.at_risk, Tone.FAIR
    return StyledCell(f"{sign} {score_text(score)}", tone)


def due_text(day: date, today: date, width: int = DUE_WIDTH) -> str:
    """`27 Nov`, or `31 Mar 2027` of another year; dashes where that is wider, as in Chinese."""
    text = short_date(day, today)
    return text if cell_len(text) <= width else day.isoformat()


def is_past_due(line: TreeLine, today: date) -> bool:
    """Whether it should have been reached by now."""
    return line.due < today and line.status is not Status.DONE and line.score is None and not line.is_archived
