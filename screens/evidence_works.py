"""What is done with evidence: attached, written down, waived, archived, saved to disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from perftui.domain.texts import fold, printable
from perftui.i18n import gettext as _
from perftui.services import evidence_files, evidences, readiness, settings
from perftui.services.evidence_sheets import REQUIREMENT
from screens.told_lists import ToldList
from screens.works import worked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from perftui.domain.evidence_packs import RequirementLine
    from perftui.services.evidence_lines import EvidenceLine
    from perftui.services.evidence_sheets import EvidenceSheet, SheetLine
    from screens.form_screens import FormScreen
    from widgets.pick_lists import Choice

SMALL = 500_000
"""Bytes of a file that is read at once, without a thread."""


class EvidenceWorks(ToldList):
    """The works of the evidence screen."""

    sheet: EvidenceSheet | None = None

    @property
    def line(self) -> SheetLine | None:
        """The line under the cursor."""
        return self.sheet.line(self.key) if self.sheet else None

    @property
    def asked(self) -> RequirementLine | None:
        """The requirement under the cursor."""
        return self.line.requirement if self.line else None

    @property
    def piece(self) -> EvidenceLine | None:
        """The piece of evidence under the cursor."""
        return self.line.evidence if self.line else None

    # attaching

    def action_open(self) -> None:
        """Choose what shows the requirement; of a piece, its details."""
        asked = self.asked
        if asked is None:
            super().action_open()
            return
        ways: Mapping[str, tuple[str, Callable[[], None]]] = {
            "file": (_("Attach a file"), self.action_attach),
            "note": (_("Write a note"), self.action_add),
            "meet": (_("Answer the cases") if asked.requirement.cases else _("Mark as met, in words"), self.action_meet),
            **({} if asked.requirement.cases else {"waive": (_("Waive with a reason"), self.action_waive)}),
            "look": (_("Details"), self.action_look),
        }
        self._choose(asked.requirement.text, ways)

    def action_look(self) -> None:
        """The line in full."""
        super().action_open()

    def action_add_other(self) -> None:
        """Attach a file or a note of no requirement."""
        if self.sheet is not None:
            ways = {"file": (_("Attach a file"), lambda: self._ask_file("")), "note": (_("Write a note"), lambda: self._write(""))}
            self._choose(_("Attach to {title}").format(title=self.sheet.title), ways)

    def _choose(self, title: str, ways: Mapping[str, tuple[str, Callable[[], None]]]) -> None:
        from widgets.dialogs.pickers import Picker, narrowed
        from widgets.pick_lists import Choice

        choices: Sequence[Choice] = [Choice(code, words) for code, (words, _act) in ways.items()]
        picker = Picker(title, lambda text: narrowed(choices, text, fold))
        self.app.push_screen(picker, lambda code: ways[code][1]() if code else None)

    def action_attach(self) -> None:
        """Attach a file, for the requirement under the cursor if there is one."""
        self._ask_file(self.key)

    def _ask_file(self, key: str) -> None:
        if self.sheet is not None:
            self.run_worker(self._bring_in(self.sheet, key.removeprefix(REQUIREMENT) if key.startswith(REQUIREMENT) else ""))

    async def _bring_in(self, sheet: EvidenceSheet, code: str) -> None:
        from widgets.dialogs.paths import PathPrompt

        named = await self.app.push_screen_wait(PathPrompt(_("Attach a file to {title}").format(title=sheet.title)))
        if named is None:
            return
        path, today, place = Path(named), self.host.today(), (sheet.entity, sheet.record_id)
        with self.attempt():
            words = _("Reading {file} …").format(file=printable(path.name))
            made = await worked(
                self,
                words,
                lambda store, _told: evidences.attach_file(store, *place, path, today, requirement=code),
                is_long=_size(path) > SMALL,
            )
            if made is not None:
                self.done()
                self.list.move_to_key(made)

    def action_add(self) -> None:
        """Write a note, for the requirement under the cursor if there is one."""
        self._write(self.key)

    def _write(self, key: str) -> None:
        from screens.evidence_forms import EvidenceForm, above_of

        if self.sheet is not None:
            self._show_form(EvidenceForm(above=above_of(self.sheet.record_id, key)))

    def _show_form(self, form: FormScreen) -> None:
        def saved(record_id: str | None) -> None:
            if record_id:
                self.done()
                self.list.move_to_key(record_id)

        self.app.push_screen(form, saved)

    def action_take_up(self, form: str, subject: str) -> None:
        """Go on with a note that was typed and not saved."""
        from perftui.services.drafts import place_of
        from screens.evidence_forms import EvidenceForm

        if form == EvidenceForm.FORM:
            self._show_form(EvidenceForm(above=place_of(subject), draft=subject))
        else:
            super().action_take_up(form, subject)

    # requirements

    def action_meet(self) -> None:
        """Say in a note what shows the requirement, or answer its cases."""
        from screens.evidence_forms import CasesForm, RequirementForm, above_of

        if self.asked is not None and self.sheet is not None:
            form = CasesForm if self.asked.requirement.cases else RequirementForm
            self._show_form(form(above=above_of(self.sheet.record_id, self.key)))

    def action_waive(self) -> None:
        """Say why it is not needed here."""
        from screens.evidence_forms import WaiverForm, above_of

        if self.asked is not None and self.sheet is not None:
            self._show_form(WaiverForm(above=above_of(self.sheet.record_id, self.key)))

    def action_take_back(self) -> None:
        """Take back what was written about it."""
        if self.asked is not None and self.sheet is not None:
            with self.attempt():
                readiness.take_back(self.store, self.sheet.record_id, self.asked.requirement.code)
                self.done()

    # pieces

    def action_edit(self) -> None:
        """Change what is said of a piece, or of the requirement."""
        from screens.evidence_forms import EvidenceForm

        if self.piece is not None:
            self._show_form(EvidenceForm(self.piece.id))
        elif self.asked is not None and self.asked.mark is not None and self.asked.state.value == "waived":
            self.action_waive()
        else:
            self.action_meet()

    def action_archive(self) -> None:
        """Put it away, or bring it back."""
        if self.piece is not None:
            with self.attempt():
                evidences.archive(self.store, self.piece.id, is_archived=not self.piece.is_archived)
                self.done()

    def action_save(self) -> None:
        """Write the file into a folder that the user names."""
        if self.piece is not None:
            self.run_worker(self._save(self.piece))

    async def _save(self, piece: EvidenceLine) -> None:
        from widgets.dialogs.paths import PathPrompt

        told = _("Enter on a folder saves {file} there").format(file=piece.file_name or piece.title)
        title = _("Save “{file}” into which folder?").format(file=piece.file_name or piece.title)
        prompt = PathPrompt(title, text="~/", endings=("/",), empty=_("No folder begins so."), folder_hint=told)
        named = await self.app.push_screen_wait(prompt)
        if named is not None:
            with self.attempt():
                path = evidences.save(self.store, piece.id, Path(named))
                self.tell(_("Saved {path}: its bytes are those that were attached.").format(path=printable(str(path))))

    def action_choose_limit(self) -> None:
        """Choose how large one file may be."""
        from widgets.dialogs.values import ValuePrompt
        from widgets.fields import Field, FieldKind

        most = evidence_files.most_bytes(self.store) >> 20
        told = _("Files are kept in your data file and in each backup: keep them small. At most {n}.").format(n=evidence_files.MOST_MB)
        field = Field("most", _("MB a file"), FieldKind.NUMBER, str(most), told, is_required=True)
        self.app.push_screen(ValuePrompt(_("Largest file"), field), self._limit)

    def _limit(self, text: str | None) -> None:
        if text is not None:
            try:
                settings.change(self.store, evidence_files.SETTING, text)
                self.tell(_("Files of up to {n} MB are attached.").format(n=evidence_files.most_bytes(self.store) >> 20))
            except settings.NoSuchSetting:
                self.warn(_("Write a whole number of MB, up to {n}.").format(n=evidence_files.MOST_MB))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # reading it says what is wrong
