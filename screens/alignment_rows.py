"""Findings as rows of a table, with the sign of their severity and the key that mends them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from perftui.domain.findings import Severity
from perftui.domain.misalignments import FindingKind, Mending
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services.reports import severity_word
from screens.details import Detail
from screens.hosts import Place
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from perftui.services.alignment_reports import AlignmentLine
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

TONES = {Severity.INFO: Tone.MUTED, Severity.WARNING: Tone.FAIR, Severity.SERIOUS: Tone.POOR}
KEYS = {
    Mending.GIVE_PARENT: mark("Ctrl+R"),
    Mending.ADD_GOAL: mark("Ctrl+N"),
    Mending.TIE: mark("F8 Link"),
    Mending.ARCHIVE_RESULT: mark("Del"),
    Mending.UNWEIGH_RESULT: mark("F8 Weight"),
    Mending.ADD_RESULT: mark("Ins"),
    Mending.WEIGH: "=",
    Mending.WEIGH_OWN: mark("F8 Weights"),
    Mending.SETTLE: mark("F8 Settle"),
    Mending.LINK: mark("F8 Settle"),
    Mending.NONE: "",
}
"""What is done to the key that does it, in the place that Enter opens."""
MENDING = {
    Mending.GIVE_PARENT: mark("Enter opens the goal; Ctrl+R there picks the goal that it serves, and moves it below that."),
    Mending.ADD_GOAL: mark("Enter opens the theme; Ctrl+N there adds a goal below it. A theme that nobody needs is archived with Del."),
    Mending.TIE: mark(
        "Enter opens the goals of the unit; on one of them F8, Link, says to what it contributes or on what it depends, "
        "and Ctrl+R hangs it below a goal of another unit or a theme."
    ),
    Mending.ARCHIVE_RESULT: mark(
        "Enter opens the second of them. Where both are the same figure, Del archives the key result that is one too many, "
        "or F8, Weight, gives it 0%. Where they are not, F2 tells them apart by their titles."
    ),
    Mending.UNWEIGH_RESULT: mark(
        "The shares tell already how far it is. Enter opens the upper key result; F8, Weight, gives it 0%, so that it counts once."
    ),
    Mending.ADD_RESULT: mark("Enter opens the goal; Ins there adds a key result."),
    Mending.WEIGH: mark("Enter opens the weights: = makes them equal, a digit changes one, and Ctrl+S saves them at 100%."),
    Mending.WEIGH_OWN: mark(
        "Each goal weighs among those beside it, so this may well be meant. Enter opens the goals of the person; on one of them F8, "
        "Weights…, shows it with those beside it."
    ),
    Mending.SETTLE: mark("Enter opens the conflict; F8 there opens a meeting about it, settles it, or dismisses it."),
    Mending.LINK: mark("Enter opens the goal that waits; F8, Settle a conflict, writes down how it was settled. It is in step just now."),
    Mending.NONE: mark("Nothing is to be done. Enter opens the first of the goals."),
}
"""What is to be done in full."""
_SECTIONS = {Mending.WEIGH: "weights", Mending.SETTLE: "conflicts"}
"""Where it is done, if not in the goal tree."""


def place_of(line: AlignmentLine) -> Place:
    """Where a finding is mended: the record itself, or all goals of the unit or person."""
    return Place(_SECTIONS.get(line.mending, "goals"), line.record, "" if line.record else line.person_id or line.unit_id)


def severity_text(severity: Severity, glyphs: Glyphs) -> str:
    """Sign and word, so that it can be read without colour."""
    sign = {Severity.INFO: glyphs.no_data, Severity.WARNING: glyphs.at_risk, Severity.SERIOUS: glyphs.off_track}[severity]
    return f"{sign} {severity_word(severity)}"


def columns(glyphs: Glyphs) -> list[Column]:
    """The columns; what is left out first stands in the details."""
    kind = max(cell_len(say(kind)) for kind in FindingKind)
    severity = max(cell_len(severity_text(severity, glyphs)) for severity in Severity)
    key = max(cell_len(_(text)) for text in KEYS.values() if text)
    return [
        Column("kind", _("Kind"), kind),
        Column("severity", _("Severity"), severity, priority=1),
        Column("what", _("What"), 24, min_width=18, grow=3),
        Column("about", _("About"), 24, min_width=16, grow=3),
        Column("owner", _("Owner"), 14, min_width=12, grow=1, priority=4),
        Column("unit", _("Unit"), 14, min_width=12, grow=1, priority=3),
        Column("key", _("Mended by"), max(key, cell_len(_("Mended by"))), priority=2),
    ]


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """A finding as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class AlignmentSource:
    """The findings as rows; those of one kind stand together, and its name is quiet but for the first."""

    def __init__(self, lines: Sequence[AlignmentLine], glyphs: Glyphs) -> None:
        self.lines, self._glyphs = lines, glyphs

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[AlignmentRow]:
        """Some of them."""
        return [self._row(index) for index in range(start, min(start + count, len(self.lines)))]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {line.key: index for index, line in enumerate(self.lines)}

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)

    def _row(self, index: int) -> AlignmentRow:
        line = self.lines[index]
        is_first = index == 0 or self.lines[index - 1].kind is not line.kind
        cells = (
            StyledCell(say(line.kind), Tone.PLAIN if is_first else Tone.MUTED),
            StyledCell(severity_text(line.severity, self._glyphs), TONES[line.severity]),
            say(line.message),
            line.about,
            line.owner,
            line.unit,
            _(KEYS[line.mending]) if KEYS[line.mending] else "",
        )
        return AlignmentRow(line.key, cells)


def line_detail(line: AlignmentLine, glyphs: Glyphs) -> Content:
    """A finding in full: what it is, whose, what it is about, and what mends it."""
    rows = (
        (_("What"), say(line.message)),
        (_("About"), line.about),
        (_("Owner"), line.owner),
        (_("Unit"), line.unit if line.unit != line.owner else ""),
        (_("Cycle"), line.cycle),
        (_("Severity"), severity_text(line.severity, glyphs)),
    )
    more = line.n_parts - len(line.parts)
    parts = [*line.parts, *([ngettext("and {n} more", "and {n} more", more).format(n=more)] if more > 0 else [])]
    heading = _("Links") if line.kind is FindingKind.LINK else _("Key results")
    return Detail(say(line.kind)).lines(rows).group(heading, parts).text(_(MENDING[line.mending])).content()
