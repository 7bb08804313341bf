"""Conflicts as rows of a table, and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.conflicts import ConflictState
from perftui.domain.formats import describe_date
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from perftui.services.meeting_openings import what_of
from screens.details import Detail
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from textual.content import Content

    from perftui.services.conflict_sides import Side
    from perftui.services.conflicts import ConflictLine
    from widgets.cells import Cell

TONES = {
    ConflictState.FOUND: Tone.FAIR,
    ConflictState.OPEN: Tone.POOR,
    ConflictState.IN_MEETING: Tone.FAIR,
    ConflictState.SETTLED: Tone.DONE,
    ConflictState.DISMISSED: Tone.MUTED,
}
NEXT = {
    ConflictState.FOUND: mark("F8 records it, opens a meeting about it, or dismisses it."),
    ConflictState.OPEN: mark("F8 opens a meeting about it, or settles it."),
    ConflictState.IN_MEETING: mark("F8 goes to the meeting; what is decided there can settle it."),
}
"""What can be done next, by state."""


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class ConflictSource:
    """Conflicts as rows of a table."""

    def __init__(self, lines: Sequence[ConflictLine]) -> None:
        self.lines = lines
        self._places = {line.key: place for place, line in enumerate(lines)}

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[ConflictRow]:
        """Some of them."""
        return [ConflictRow(line.key, _cells(line)) for line in self.lines[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)


def _cells(line: ConflictLine) -> tuple[Cell, ...]:
    units = " / ".join(dict.fromkeys(side.unit for side in (line.first, line.second) if side.unit))
    state = StyledCell(say(line.state), TONES[line.state])
    return state, reason_text(line), line.first.title, line.second.title, units, what_of(line)


def reason_text(line: ConflictLine) -> str:
    """Why they are in conflict; a dash where nobody has said it."""
    return say(line.reason) if line.reason else "–"


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("state", _("State"), 12, min_width=9),
        Column("reason", _("Kind"), 13, priority=2),
        Column("first", _("Goal"), 22, min_width=14, grow=2),
        Column("second", _("Against"), 22, min_width=14, grow=2, priority=1),
        Column("units", _("Units"), 18, min_width=12, grow=1, priority=4),
        Column("what", _("What"), 24, min_width=16, grow=3, priority=3),
    ]


def conflict_detail(line: ConflictLine | None, today: date) -> Content:
    """Everything about a conflict; nothing where there is none."""
    if line is None:
        return Detail("").content()
    detail = Detail(_("“{first}” against “{second}”").format(first=line.first.title, second=line.second.title)).lines(_rows(line, today))
    detail.group(_("Found just now"), [say(cause) for cause in line.causes])
    detail.group(_("Note"), line.note.splitlines() if line.note else [])
    heading = _("Dismissed because") if line.state is ConflictState.DISMISSED else _("Settled by")
    detail.group(heading, line.resolution.splitlines() if line.resolution else [])
    following = NEXT.get(line.state, "")
    return detail.text(_(following), "dim").content()


def _rows(line: ConflictLine, today: date) -> Iterator[tuple[str, str]]:
    yield _("State"), say(line.state)
    yield _("Kind"), reason_text(line)
    yield _("Goal"), _side(line.first)
    yield _("Against"), _side(line.second)
    yield _("Recorded"), describe_date(line.since, today) if line.since else ""
    yield _("Meeting"), line.meeting
    yield _("On"), describe_date(line.meeting_on, today) if line.meeting_on else ""


def _side(side: Side) -> str:
    names = _(", ").join(dict.fromkeys(name for name in (side.owner, side.unit) if name))
    return f"{side.title} ({names})" if names else side.title
