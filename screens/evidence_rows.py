"""The evidence of a record as rows: the pack as a checklist, files and notes below what they show; and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from perftui.domain.evidence import EvidenceKind
from perftui.domain.evidence_packs import MetBy
from perftui.domain.formats import file_size
from perftui.domain.plans import RequirementState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, pgettext, say
from perftui.services.evidence_sheets import state_word
from screens.details import Detail
from widgets.cells import StyledCell, Tone
from widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.content import Content

    from perftui.domain.evidence_packs import RequirementLine
    from perftui.services.evidence_lines import EvidenceLine
    from perftui.services.evidence_sheets import EvidenceSheet, SheetLine
    from widgets.cells import Cell
    from widgets.glyphs import Glyphs

BELOW = "  = "
"""Before a piece that stands below its requirement."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A line as the table draws it."""

    key: str
    cells: tuple[Cell, ...]


class EvidenceSource:
    """The lines of a sheet as rows."""

    def __init__(self, sheet: EvidenceSheet | None, glyphs: Glyphs, text: str = "") -> None:
        wanted = fold(text)
        self.lines = [line for line in sheet.lines if wanted in fold(_words(line))] if sheet else []
        self._glyphs, self._is_below = glyphs, False
        self._places = {line.key: place for place, line in enumerate(self.lines)}

    def count(self) -> int:
        """How many there are."""
        return len(self.lines)

    def rows(self, start: int, count: int) -> Sequence[EvidenceRow]:
        """Some of them."""
        return [EvidenceRow(line.key, self._cells(line)) for line in self.lines[start : start + count]]

    def index_of(self, key: str) -> int | None:
        """Where one stands."""
        return self._places.get(key)

    def _cells(self, line: SheetLine) -> tuple[Cell, ...]:
        if line.requirement is not None:
            shown, on = _shown_by(line.requirement)
            return state_cell(line.requirement, self._glyphs), line.requirement.requirement.text, shown, on
        piece = line.evidence
        if piece is None:
            return "", "", "", ""
        below = BELOW if piece.requirement and line.kind is None else ""
        title = StyledCell(below + piece.title, Tone.MUTED if piece.is_archived else Tone.PLAIN)
        return StyledCell(_("archived") if piece.is_archived else say(piece.kind), Tone.MUTED), title, _whose(line), piece.on.isoformat()


def _words(line: SheetLine) -> str:
    if line.requirement is not None:
        return line.requirement.requirement.text
    return f"{line.evidence.title} {line.evidence.text} {line.of}" if line.evidence else ""


def _whose(line: SheetLine) -> str:
    piece = line.evidence
    if line.kind is not None:
        return _("{kind}: {text}").format(kind=say(line.kind), text=line.of)
    if piece is None:
        return ""
    return file_size(piece.size) if piece.kind is EvidenceKind.FILE else " ".join(piece.text.split())


def state_cell(line: RequirementLine, glyphs: Glyphs) -> StyledCell:
    """Whether it is met, in a sign and a word."""
    word = state_word(line.state)
    match line.state:
        case RequirementState.MET:
            return StyledCell(f"{glyphs.done} {word}", Tone.DONE)
        case RequirementState.WAIVED:
            return StyledCell(f"- {word}", Tone.MUTED)
    return StyledCell(f"{glyphs.at_risk} {word}", Tone.FAIR)


def _shown_by(line: RequirementLine) -> tuple[Cell, str]:
    """What shows it, and since when."""
    if line.mark is not None:
        return " ".join(line.mark.note.split()), line.mark.on.isoformat()
    if line.by is MetBy.EVIDENCE:
        n = len(line.evidence)
        return ngettext("{n} piece of evidence", "{n} pieces of evidence", n).format(n=n), ""
    if line.by is MetBy.RECORD and line.found:
        return say(line.found), ""
    return StyledCell(say(line.found) if line.found else line.requirement.proof, Tone.MUTED), ""


def columns(*, is_plan: bool) -> list[Column]:
    """The columns."""
    return [
        Column("state", _("State") if is_plan else _("Kind"), 10, min_width=10),
        Column("text", _("Requirement or evidence") if is_plan else pgettext("plan", "Evidence"), 44, min_width=38, grow=3),
        Column("shown", _("Shown by") if is_plan else _("Size or text"), 30, min_width=20, grow=3, priority=1),
        Column("on", _("Date"), 10, priority=2),
    ]


def line_detail(sheet: EvidenceSheet | None, key: str) -> Content:
    """A line in full; without one, what the pack is."""
    line = sheet.line(key) if sheet else None
    if line is None or sheet is None:
        return Detail("").content()
    if line.requirement is not None:
        return _requirement(sheet, line.requirement)
    return _piece(line, line.evidence) if line.evidence else Detail("").content()


def _requirement(sheet: EvidenceSheet, line: RequirementLine) -> Content:
    asked = line.requirement
    detail = Detail(asked.text).lines(_requirement_rows(line))
    detail.text(asked.why)
    detail.group(_("What would show it"), [asked.proof])
    detail.group(_("Cases, each to be answered with no"), [f"· {case.text}" for case in asked.cases])
    detail.group(_("Attached"), list(line.evidence))
    detail.text(_next(line), "dim")
    if found := sheet.readiness:
        words = _("Pack: {name}, version {version} of {date}. {source}.")
        pack = found.pack
        detail.text(words.format(name=pack.name, version=pack.version, date=pack.dated.isoformat(), source=pack.source), "dim")
        detail.text(pack.disclaimer, "dim")
    return detail.content()


def _requirement_rows(line: RequirementLine) -> Iterator[tuple[str, str]]:
    yield _("State"), state_word(line.state)
    yield _("Shown by"), say(line.by) if line.by else ""
    yield _("In the record"), say(line.found) if line.found else ""
    if line.mark is not None:
        yield (_("Reason") if line.state is RequirementState.WAIVED else _("Note")), line.mark.note
        yield _("Date"), line.mark.on.isoformat()
        yield _("By"), line.mark.by


def _next(line: RequirementLine) -> str:
    if line.state is not RequirementState.MISSING:
        return ""
    if line.requirement.cases:
        return _("F7 answers the cases one by one; a file alone does not answer them.")
    return _("Enter attaches what shows it; F7 says it in a note; F8 waives it with a reason.")


def _piece(line: SheetLine, piece: EvidenceLine) -> Content:
    detail = Detail(piece.title).lines(_piece_rows(line, piece))
    if piece.text:
        detail.group(_("Text"), piece.text.splitlines())
    if piece.kind is EvidenceKind.FILE:
        detail.text(_("“Save to disk…” on F8 writes it out; its bytes are held against the hash first."), "dim")
    return detail.content()


def _piece_rows(line: SheetLine, piece: EvidenceLine) -> Iterator[tuple[str, str]]:
    yield _("Kind"), say(piece.kind)
    yield _("Of"), _("{kind}: {text}").format(kind=say(line.kind), text=line.of) if line.kind else ""
    yield _("File"), piece.file_name
    yield _("Type"), piece.media_type
    yield pgettext("file", "Size"), file_size(piece.size) if piece.size else ""
    yield "SHA-256", piece.content_hash
    yield _("Date"), piece.on.isoformat()
    yield _("By"), piece.by
    yield _("State"), _("archived") if piece.is_archived else ""
