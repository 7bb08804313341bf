"""Parts of a plan's sheet about its human side: purpose, statement, obstacles, resistance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.formats import short_date
from perftui.domain.plan_lacks import Part
from perftui.domain.plan_people import ResistanceLevel
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from perftui.services import obstacles, plan_people
from screens.plan_sheet_rows import INDENT, SheetPart, SheetRow, Shown
from widgets.cells import StyledCell, Tone, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.obstacles import ObstacleLine
    from perftui.services.plan_people import ResistanceLine, StatementLine

OBSTACLES, RESISTANCE, PURPOSE = "obstacles", "resistance", "purpose"
"""The codes of parts that no guard leads to."""
_LEVELS: Final = {ResistanceLevel.DOUBT: Tone.PLAIN, ResistanceLevel.AVOIDANCE: Tone.FAIR, ResistanceLevel.REFUSAL: Tone.POOR}


def _purposes(shown: Shown) -> Sequence[SheetRow]:
    told = plan_people.purposes(shown.store, shown.view.line.id)
    words = [(one_line(each.note) or _("told in a talk"), each) for each in told]
    return [
        SheetRow(f"talk:{each.id}", PURPOSE, (INDENT + text, "", "", short_date(each.on, shown.today), ""), whole=text)
        for text, each in words
    ]


def _statements(shown: Shown) -> Sequence[SheetRow]:
    return [_statement(line, shown) for line in plan_people.statements(shown.store, shown.view.line.id)]


def _statement(line: StatementLine, shown: Shown) -> SheetRow:
    state, tone = (_("answered"), Tone.DONE) if line.text else (_("declined"), Tone.FAIR) if line.is_declined else (_("offered"), Tone.FAIR)
    days = [short_date(day, shown.today) if day else "" for day in (line.offered, line.answered)]
    text = one_line(line.text) or _("nothing written yet")
    cells = (INDENT + text, StyledCell(state, tone), days[0], days[1], "")
    return SheetRow(f"statement:{line.id}", Part.STATEMENT, cells, line.version, whole=_("{state}: {text}").format(state=state, text=text))


def _obstacles(shown: Shown) -> Sequence[SheetRow]:
    return [_obstacle(line, shown) for line in obstacles.of_plan(shown.store, shown.view.line.id)]


def _obstacle(line: ObstacleLine, shown: Shown) -> SheetRow:
    n = line.days(shown.today)
    days = ngettext("{n} day", "{n} days", n).format(n=n)
    state = _("closed after {days}").format(days=days) if line.closed else _("open for {days}").format(days=days)
    tone = Tone.DONE if line.closed else Tone.POOR if line.is_overdue(shown.today) else Tone.FAIR
    due = short_date(line.due, shown.today) if line.due else ""
    short = days if line.closed else _("{n} so far").format(n=n)
    cells = (INDENT + one_line(line.text), line.owner, StyledCell(short, tone), due, one_line(line.resolution))
    words = (line.text, line.owner, state, line.resolution)
    return SheetRow(f"obstacle:{line.id}", OBSTACLES, cells, line.version, whole=" · ".join(filter(None, words)))


def _resistance(shown: Shown) -> Sequence[SheetRow]:
    return [_sign(line, shown) for line in plan_people.resistance(shown.store, shown.view.line.id)]


def _sign(line: ResistanceLine, shown: Shown) -> SheetRow:
    answer = one_line(line.response) or _("no response yet")
    cells = (
        INDENT + one_line(line.signal),
        StyledCell(say(line.level), _LEVELS[line.level]),
        answer,
        short_date(line.on, shown.today),
        "",
    )
    return SheetRow(f"resistance_note:{line.id}", RESISTANCE, cells, line.version, whole=" · ".join((line.signal, say(line.level), answer)))


TOLD: Final = SheetPart(
    PURPOSE, lambda: _("Purpose told"), lambda: ("", "", _("Date"), ""), _purposes, lambda: _("not yet; Ins says when it was told")
)
STATED: Final = SheetPart(
    Part.STATEMENT,
    lambda: _("Statement of the person"),
    lambda: (_("State"), pgettext("statement", "Offered"), pgettext("statement", "Answered"), ""),
    _statements,
    lambda: _("not offered yet; Ins offers it"),
)
HINDERED: Final = SheetPart(
    OBSTACLES,
    lambda: _("Obstacles"),
    lambda: (_("Owner"), _("Days"), _("Due"), _("Solved by")),
    _obstacles,
    lambda: _("none; Ins adds one"),
)
RESISTED: Final = SheetPart(
    RESISTANCE,
    lambda: _("Resistance (never shown to the person)"),
    lambda: (pgettext("resistance", "Level"), _("Response"), _("Date"), ""),
    _resistance,
    lambda: _("none noted; Ins notes one"),
)
HUMAN: Final[tuple[SheetPart, ...]] = (TOLD, STATED, HINDERED, RESISTED)
"""The parts in the order of the sheet."""
