"""Everything about one talk, as its detail and its documents show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.talks import PARTS
from perftui.services import actions
from perftui.services.actions import ActionLine, Origin
from perftui.services.talks import ENTITY, TalkLine, day, line_of, talk_row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class TalkView:
    """A talk with all that belongs to it."""

    line: TalkLine
    goal_id: str
    goal: str
    """The title of the goal that it is about; empty for none."""
    gap_id: str
    gap: str
    plan_id: str
    plan: str
    """Empty for none, and for one that is not issued yet."""
    texts: Mapping[str, str]
    """By column: the four parts of GROW."""
    note: str
    script: str
    """The code of the script that was chosen; empty for the one that goes with the kind."""
    purpose_told: date | None
    actions: tuple[ActionLine, ...]

    @property
    def is_grow_whole(self) -> bool:
        """Whether all four parts say something."""
        return self.line.parts == len(PARTS)


def talk_view(store: Store, talk_id: str, today: date) -> TalkView:
    """Everything about one talk.

    Raises:
        Gone: There is none, or the actor may not read it.
    """
    row = talk_row(store, talk_id)
    return TalkView(
        line=line_of(row, today),
        **{f"{name}_id": row[f"{name}_id"] or "" for name in ("goal", "gap", "plan")},
        **{name: row[name] or "" for name in ("goal", "gap", "plan", "note", "script")},
        texts={column: row[column] for column in PARTS},
        purpose_told=day(row["purpose_told"]),
        actions=tuple(actions.of_origin(store, Origin(ENTITY, talk_id))),
    )
