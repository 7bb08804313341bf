"""The evidence of one record: of a plan its pack as a checklist, with files and notes, and how much of it is there (R57)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Static

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.domain.evidence import EvidenceKind
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services.evidence_sheets import PLAN, evidence_sheet, place_of
from screens.evidence_forms import SEPARATOR
from screens.evidence_rows import EvidenceSource, columns, line_detail
from screens.evidence_works import EvidenceWorks
from screens.hosts import Place
from widgets.cells import safe
from widgets.find_bars import FindBar
from widgets.row_tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.content import Content

    from perftui.commands.models import Command

_OF_PIECE = frozenset(("evidences.save", "evidences.archive", "evidences.show_history"))
_OF_REQUIREMENT = frozenset(("evidences.meet", "evidences.waive", "evidences.take_back"))
_OF_PLAN = frozenset(("evidences.dossier", "evidences.sheet"))


class EvidencesScreen(EvidenceWorks):
    """The evidence of one record."""

    SECTION = "evidences"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.EVIDENCES, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.EVIDENCES, Scope.APP)
    HELP_TEXT = mark(
        "What shows that it was so. Of a plan the evidence pack stands as a checklist: each requirement is met by the record itself, by a "
        "file or note (Enter), or by words (F7), or it is waived with a reason (F8). Ins attaches anything else. Files are kept in your "
        "data file under their hash; “Save to disk…” on F8 checks it. Nothing is deleted: Del archives. The pack is no legal advice."
    )
    DEFAULT_CSS = """
    EvidencesScreen #above { height: 1; padding: 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    EvidencesScreen #below { height: 1; padding: 0 1; margin-bottom: 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._subject = ("", "")
        self._with_archived = False

    def body(self) -> ComposeResult:
        """Whose evidence it is and how ready it is, then the lines with their details."""
        yield Static(id="above", markup=False)
        yield Static(id="below", markup=False)
        yield from super().body()

    def make_list(self) -> RowTable:
        """The table, empty; `reload` fills it."""
        glyphs = self.host.glyphs
        return RowTable(columns(is_plan=True), EvidenceSource(None, glyphs), glyphs=glyphs, visible_cursor=self.host.is_accessible)

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the line under the cursor."""
        if command.scope is Scope.EVIDENCES:
            if self.sheet is None:
                return command.action == "choose_limit"
            if command.id == "evidences.save":
                return self.piece is not None and self.piece.kind is EvidenceKind.FILE
            if command.id in _OF_PIECE:
                return self.piece is not None
            if command.id in _OF_REQUIREMENT:
                return self._is_possible(command.action)
            if command.id in _OF_PLAN:
                return self.sheet.entity == PLAN
        return super().is_enabled(command)

    def _is_possible(self, action: str) -> bool:
        """Whether something is done with the requirement under the cursor; what protects a person is not waived."""
        if self.asked is None:
            return False
        return self.asked.mark is not None if action == "take_back" else action != "waive" or not self.asked.requirement.cases

    # what is shown

    def reload(self) -> None:
        """Read it all again."""
        try:
            self.sheet = evidence_sheet(self.store, *self._subject, with_archived=self._with_archived) if self._subject[1] else None
        except PerftuiError:  # it was taken back, or belongs to another file
            self.sheet = None
        self._show()
        super().reload()

    def _show(self) -> None:
        text = self.query_one(FindBar).text
        self.table.empty = self._empty(text)
        self.table.show_columns(columns(is_plan=self.sheet is None or self.sheet.entity == PLAN))
        self.table.source = EvidenceSource(self.sheet, self.host.glyphs, text)
        self.query_one("#above", Static).update(safe(self._heading()))
        self.query_one("#below", Static).update(safe(self._pack()))
        self.refresh_bindings()

    def _heading(self) -> str:
        if self.sheet is None:
            return ""
        return _("{kind}: {text}").format(kind=say(self.sheet.kind), text=self.sheet.title)

    def _pack(self) -> str:
        found = self.sheet.readiness if self.sheet else None
        if found is None:
            return ""
        name = _("Pack {name}, version {version} of {date}").format(
            name=found.pack.name, version=found.pack.version, date=found.pack.dated.isoformat()
        )
        parts = [_("{met} of {of}").format(met=found.met, of=found.of)]  # first: it is never cut
        if found.waived:
            parts.append(ngettext("{n} waived", "{n} waived", found.waived).format(n=found.waived))
        return " · ".join((*parts, name, found.pack.disclaimer))

    def _empty(self, text: str) -> str:
        if self.sheet is None:
            return _("No record is chosen. “Evidence…” on F8 of a person, goal, gap, plan or action shows what belongs to it.")
        if text:
            return _("Nothing matches “{text}”. Esc shows all of it again.").format(text=text)
        return _("Nothing is attached yet. Ins attaches a file or a note.")

    def narrow(self, text: str) -> None:
        """Show only lines that hold a text."""
        self._show()

    def summary(self) -> str:
        """How much there is, and how much is missing."""
        return " · ".join(self._counts()) if self.sheet else ""

    def _counts(self) -> Iterator[str]:
        if self.sheet is None:
            return
        if found := self.sheet.readiness:
            n = len(found.missing)
            yield ngettext("{n} requirement missing", "{n} requirements missing", n).format(n=n) if n else _("nothing missing")
        pieces = sum(line.evidence is not None for line in self.sheet.lines)
        yield ngettext("{n} piece of evidence", "{n} pieces of evidence", pieces).format(n=pieces)

    def detail(self, key: str) -> Content:
        """A line in full."""
        return line_detail(self.sheet, key)

    def action_show_archived(self) -> None:
        """Show archived pieces too, or hide them again."""
        self._with_archived = not self._with_archived
        self.reload()
        self.tell(_("Archived pieces are shown too.") if self._with_archived else _("Archived pieces are hidden."))

    def action_show_history(self) -> None:
        """Who changed what of a piece."""
        from perftui.services.histories import history
        from screens.people_details import change_text
        from widgets.dialogs.texts import TextPanel

        if self.piece is not None:
            told = [change_text(line, self.host.today()) for line in history(self.store, "evidence", self.piece.id)]
            self.app.push_screen(TextPanel(_("History"), "\n".join(told)))

    # going somewhere

    def place(self) -> Place | None:
        """The record."""
        return Place("evidences", self._subject[1]) if self._subject[1] else None

    def show(self, place: Place) -> None:
        """Show the evidence of a record, or go to a piece of it or to a requirement."""
        with self.attempt():
            record_id, _separator, key = place.key.partition(SEPARATOR)
            found = place_of(self.store, record_id)
            if found != self._subject:
                self._subject = found
                self.remove_class("-detail")
                if self.query_one(FindBar).text:
                    self.query_one(FindBar).action_close()
            self.reload()
            self.table.move_to_key(key or place.key)
        self.table.focus()

    # files of the whole plan

    def action_dossier(self) -> None:
        """Choose for whom, and write the dossier."""
        from screens.dossiers import write_dossier

        if self.sheet is not None:
            self.run_worker(write_dossier(self, self.sheet.record_id))

    def action_sheet(self) -> None:
        """Write the acknowledgement sheet."""
        from screens.dossiers import write_sheet

        if self.sheet is not None:
            self.run_worker(write_sheet(self, self.sheet.record_id))
