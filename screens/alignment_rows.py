"""Findings as rows of a table, with the sign of their severity and the key that mends them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rich.cells import cell_len

from perftui.domain.findings import Severity
from perftui.domain.misalignments import FindingKind
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services.reports import severity_word
from screens.details import Detail
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
    FindingKind.ORPHAN: mark("Ctrl+R"),
    FindingKind.EMPTY_THEME: mark("Ctrl+N"),
    FindingKind.SILO: mark("F8 Link"),
    FindingKind.LEVEL_SKIP: mark("Ctrl+R"),
    FindingKind.COUNTED_TWICE: mark("Del"),
    FindingKind.NO_KEY_RESULT: mark("Ins"),
    FindingKind.WEIGHTS: mark("F8 Equal"),
    FindingKind.LINK: mark("F8 Settle"),
}
"""Kind to the key that mends it in the tree."""
MENDING = {
    FindingKind.ORPHAN: mark("Enter opens the goal; Ctrl+R there picks the goal that it serves."),
    FindingKind.EMPTY_THEME: mark(
        "Enter opens the theme; Ctrl+N there adds a goal below it. A theme that nobody needs is archived with Del."
    ),
    FindingKind.SILO: mark(
        "Enter opens the goals of the unit; on one of them F8, Link, says to what it contributes or on what it depends, "
        "and Ctrl+R hangs it below a goal of another unit or a theme."
    ),
    FindingKind.LEVEL_SKIP: mark("Enter opens the goal; Ctrl+R there moves it below a goal of a unit."),
    FindingKind.COUNTED_TWICE: mark(
        "Enter opens the goal. Where both are the same figure, Del archives the key result that is one too many, "
        "or F8, Weight, gives it 0 %. Where they are not, F2 tells them apart by their titles."
    ),
    FindingKind.NO_KEY_RESULT: mark("Enter opens the goal; Ins there adds a key result."),
    FindingKind.WEIGHTS: mark(
        "Enter opens the goal; on one of what stands below it F8, Equal weights, shares out 100 %, and F8, Weight, sets one."
    ),
    FindingKind.LINK: mark("Enter opens the first of the goals; F8, Settle a conflict, writes down how it was settled."),
}
"""Kind to what is to be done."""


def severity_text(severity: Severity, glyphs: Glyphs) -> str:
    """Sign and word, so that it can be read without colour."""
    sign = {Severity.INFO: glyphs.no_data, Severity.WARNING: glyphs.at_risk, Severity.SERIOUS: glyphs.off_track}[severity]
    return f"{sign} {severity_word(severity)}"


def columns(glyphs: Glyphs) -> list[Column]:
    """The columns; what is left out first stands in the details."""
    kind = max(cell_len(say(kind)) for kind in FindingKind)
    severity = max(cell_len(severity_text(severity, glyphs)) for severity in Severity)
    key = max(cell_len(_(text)) for text in KEYS.values())
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
            _(KEYS[line.kind]),
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
    return Detail(say(line.kind)).lines(rows).group(heading, parts).text(_(MENDING[line.kind])).content()
