"""Scripts and prep sheets of the talk under the cursor: read, copied and exported; and the day on which the purpose was told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from screens.talk_lists import TalkList
from widgets.dialogs.pickers import Picker, narrowed
from widgets.fields import Field, FieldKind
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from perftui.services.script_library import Script
    from perftui.services.transfer.documents import Document
    from perftui.storage.stores import Store


class TalkPapers(TalkList):
    """What one takes along to a talk."""

    # scripts and prep sheets

    def action_prepare(self) -> None:
        """Everything one needs for this talk on one page."""
        from perftui.services import prep_sheets  # not every talk is prepared here

        with self.attempt():
            self._read(prep_sheets.document(self.store, self.talk_id, self.host.today()))

    def action_export_sheet(self) -> None:
        """Write that page to a file."""
        from perftui.services import prep_sheets

        today, talk_id = self.host.today(), self.talk_id
        self._send_out(_("Export the prep sheet"), "prep-sheet.md", lambda store: prep_sheets.document(store, talk_id, today))

    def action_show_script(self) -> None:
        """Choose a script, and read it filled."""
        self._with_script(self._show_script)

    def action_export_script(self) -> None:
        """Choose a script, and write it to a file."""
        from perftui.services import talk_scripts

        today, talk_id = self.host.today(), self.talk_id

        def export(script: Script) -> None:
            name = f"script-{script.code}.md"
            self._send_out(_("Export the script"), name, lambda store: talk_scripts.document(store, talk_id, today, script.code))

        self._with_script(export)

    def _show_script(self, script: Script) -> None:
        from perftui.services import talk_scripts

        with self.attempt():
            self._read(talk_scripts.document(self.store, self.talk_id, self.host.today(), script.code))

    def _with_script(self, act: Callable[[Script], None]) -> None:
        """Do something with the script that is picked; the one that goes with the talk stands first."""
        from perftui.services.script_library import scripts, usual_script

        view = self.view
        if view is None:
            return
        usual = view.script or usual_script(view.line.kind).code
        by_code = {each.code: each for each in sorted(scripts(), key=lambda each: each.code != usual)}
        choices = [Choice(code, each.name) for code, each in by_code.items()]

        def take(code: str | None) -> None:
            if code:
                act(by_code[code])

        self.app.push_screen(Picker(_("Script"), lambda text: narrowed(choices, text, fold)), take)

    def _read(self, made: Document) -> None:
        from perftui.services.transfer.plain_documents import as_text
        from widgets.dialogs.copies import CopyPanel

        title, _newline, text = as_text(made).partition("\n")
        self.app.push_screen(CopyPanel(title, text.strip("\n")))

    def _send_out(self, title: str, name: str, make: Callable[[Store], Document]) -> None:
        from perftui.services.talk_scripts import ENDINGS, write_document
        from screens.exports import export_rows

        def write(store: Store, path: Path, is_there: bool) -> int:
            return write_document(make(store), path, is_there)

        self.run_worker(export_rows(self, title, name, ENDINGS, write))

    def action_tell_purpose(self) -> None:
        """Ask on which day the purpose was told."""
        from screens.form_sources import sources  # likewise
        from widgets.dialogs.values import ValuePrompt

        view = self.view
        if view is None:
            return
        day = (view.purpose_told or view.line.held or self.host.today()).isoformat()
        told = _("The person was told what this is for, and said so. Empty: not told after all. Enter takes · Esc leaves")
        prompt = ValuePrompt(
            _("Purpose told"), Field("on", _("Told on"), FieldKind.DATE, day, told), sources(self.store, self.host.today())
        )
        self.app.push_screen(prompt, lambda on: None if on is None else self._tell_purpose(view.line.id, on))

    def _tell_purpose(self, talk_id: str, on: str) -> None:
        from perftui.services import talk_scripts

        with self.attempt():
            if on:
                talk_scripts.tell_purpose(self.store, talk_id, date.fromisoformat(on))
            else:
                talk_scripts.take_purpose_back(self.store, talk_id)
            self.done()
