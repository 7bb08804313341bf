"""What the history calls the fields of talks, cadences, bottlenecks and worksheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Code, Words
from perftui.domain.talks import PARTS, BottleneckState, TalkKind, TalkState, Visibility, WorksheetState
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, Words] = {
    **{column: Words(stage.template) for column, stage in PARTS.items()},
    "visibility": Words(mark("Read by")),
    "planned_on": Words(mark("Planned for")),
    "script": Words(mark("Script")),
    "purpose_told": Words(mark("Purpose told")),
    "solved_on": Words(mark("Solved")),
    "solution": Words(mark("Solution")),
    "needs": Words(mark("They need from us")),
    "ask": Words(mark("We ask")),
    "offer": Words(mark("We offer")),
    "decider": Words(mark("Who decides")),
}
"""Column to its label."""
CODES: Mapping[tuple[str, str], type[Code]] = {
    ("talk", "kind"): TalkKind,
    ("talk", "state"): TalkState,
    ("talk", "visibility"): Visibility,
    ("bottleneck", "state"): BottleneckState,
    ("worksheet", "state"): WorksheetState,
}
"""Table and column to the code that it holds."""
