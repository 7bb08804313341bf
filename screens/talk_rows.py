"""Talks as rows of a table, those that are due and not planned among them, and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.formats import describe_date, short_date
from perftui.domain.recurrences import short_words
from perftui.domain.talks import PARTS, TalkStatus, Visibility
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from screens.details import Detail
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from textual.content import Content

    from perftui.services.talk_cadences import CadenceLine, DueLine
    from perftui.services.talk_views import TalkView
    from perftui.services.talks import TalkLine
    from widgets.cells import Cell

DUE = "due:"
"""What the key of a talk begins with that is due and not planned; behind it stands the id of the person."""
TONES = {
    TalkStatus.OVERDUE: Tone.POOR,
    TalkStatus.DUE: Tone.FAIR,
    TalkStatus.PLANNED: Tone.FAIR,
    TalkStatus.HELD: Tone.DONE,
    TalkStatus.CANCELLED: Tone.MUTED,
}


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A talk as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class TalkSource:
    """What is due and not planned first, then the talks."""

    def __init__(self, due: Sequence[DueLine], lines: Sequence[TalkLine], today: date) -> None:
        self.due, self.lines, self._today = due, lines, today
        self._keys = [*(f"{DUE}{line.person_id}" for line in due), *(line.id for line in lines)]
        self._places = {key: place for place, key in enumerate(self._keys)}

    def count(self) -> int:
        """How many there are."""
        return len(self._keys)

    def rows(self, start: int, count: int) -> Sequence[TalkRow]:
        """Some of them."""
        return [self._row(index) for index in range(start, min(start + count, len(self._keys)))]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)

    def _row(self, index: int) -> TalkRow:
        ahead = len(self.due)
        cells = _due_cells(self.due[index], self._today) if index < ahead else _cells(self.lines[index - ahead])
        return TalkRow(self._keys[index], cells)


def due_status(line: DueLine, today: date) -> TalkStatus:
    """How a talk stands that nobody has planned."""
    return TalkStatus.OVERDUE if line.due < today else TalkStatus.DUE


def _due_cells(line: DueLine, today: date) -> tuple[Cell, ...]:
    status = due_status(line, today)
    last = line.last.isoformat() if line.last else ""
    state = StyledCell(say(status), TONES[status])
    return line.person, state, _("Regular talk"), line.due.isoformat(), last, "", line.manager, _("F2 plans it")


def _cells(line: TalkLine) -> tuple[Cell, ...]:
    planned, held = (day.isoformat() if day else "" for day in (line.planned, line.held))
    grow = f"{line.parts}/{len(PARTS)}" if line.held else ""
    state = StyledCell(say(line.status), TONES[line.status])
    return line.person, state, say(line.kind), planned, held, grow, line.manager, line.next_action


def columns() -> list[Column]:
    """The columns."""
    return [
        Column("person", _("Person"), 12, min_width=8, grow=1),
        Column("state", _("State"), 9, min_width=8),
        Column("kind", _("Kind"), 14, min_width=14, priority=3),
        Column("planned", _("Planned"), 10, priority=1),
        Column("held", pgettext("talks", "Held"), 10, priority=2),
        Column("grow", _("GROW"), 4, priority=5),
        Column("manager", _("Manager"), 10, min_width=8, priority=6, grow=1),
        Column("next", _("Next action"), 18, min_width=10, priority=4, grow=2),
    ]


def due_detail(line: DueLine, today: date) -> Content:
    """A talk that is due and not planned."""
    rows = (
        (_("Due"), describe_date(line.due, today)),
        (_("Repeats"), short_words(line.recurrence)),
        (_("Last talk"), describe_date(line.last, today) if line.last else _("none yet")),
        (_("Manager"), line.manager),
        (_("Unit"), line.unit),
    )
    words = _("F7 writes it down as held, F2 plans it, F8 changes how often there is one.")
    return Detail(_("Regular talk with {name}").format(name=line.person)).lines(rows).text(words, "dim").content()


def talk_detail(view: TalkView, cadence: CadenceLine | None, today: date, actions: Sequence[str], history: Sequence[str]) -> Content:
    """Everything about a talk."""
    title = _("{kind} with {name}").format(kind=say(view.line.kind), name=view.line.person)
    detail = Detail(title).lines(_rows(view, cadence, today))
    for column, stage in PARTS.items():
        detail.group(say(stage), view.texts[column].splitlines())
    detail.group(_("Actions"), actions).group(_("Note"), view.note.splitlines()).group(_("History"), history)
    return detail.text(_next(view), "dim").content()


def _rows(view: TalkView, cadence: CadenceLine | None, today: date) -> Iterator[tuple[str, str]]:
    line = view.line
    yield _("State"), say(line.status)
    yield _("Planned"), describe_date(line.planned, today) if line.planned else ""
    yield pgettext("talks", "Held"), describe_date(line.held, today) if line.held else ""
    yield _("Person"), " · ".join(filter(None, (line.person, line.staff_no, line.unit)))
    yield _("Manager"), line.manager
    yield _("Read by"), say(line.visibility) if line.visibility is not Visibility.BOTH else ""
    yield _("Goal"), view.goal
    yield _("Gap"), view.gap
    yield pgettext("talks", "Plan"), view.plan
    yield _("Purpose told"), describe_date(view.purpose_told, today) if view.purpose_told else ""
    if cadence is not None:
        words = _("{often}; next due {date}")
        yield _("Regular talks"), words.format(often=short_words(cadence.recurrence), date=short_date(cadence.due, today))


def _next(view: TalkView) -> str:
    if view.line.status is TalkStatus.CANCELLED:
        return _("F8 plans it again.")
    if view.line.status is TalkStatus.HELD:
        lacking = len(PARTS) - view.line.parts
        words = ngettext("{n} part of GROW is empty: F7 opens it.", "{n} parts of GROW are empty: F7 opens it.", lacking)
        return words.format(n=lacking) if lacking else _("F7 opens what was written down, F8 says which actions are done.")
    return _("F8 shows the prep sheet and the script; F7 writes it down.")
