"""The draft of one open form: kept and dropped without ever holding up or ending anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.errors import PerftuiError
from perftui.i18n import say
from perftui.services import drafts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

    from perftui.services.drafts import DraftLine
    from perftui.storage.stores import Store

RETRY_SECONDS = 2.0
"""After which forgetting a draft is tried again; what was saved must not come back as unsaved."""
TRIES = 30


class KeptDraft:
    """Where a form keeps what is typed."""

    def __init__(self, app: App[None], store: Store, form: str, subject: str) -> None:
        """Nothing is read or written yet.

        Args:
            app: Whose timers try again.
            store: The open file.
            form: The code of the form.
            subject: What the form is about: see `drafts`.
        """
        self._app, self._store, self._form, self._subject = app, store, form, subject
        self._has_told = False

    def found(self) -> DraftLine | None:
        """What was typed before."""
        return drafts.restore(self._store, self._form, self._subject)

    def keep(self, fields: Mapping[str, str], base: Mapping[str, str]) -> str:
        """Keep what is typed.

        Args:
            fields: What stands in the fields.
            base: What stood there when the form was opened.

        Returns:
            Why it could not be kept, once in a row; empty otherwise. The next field that is left tries again.
        """
        try:
            drafts.keep(self._store, self._form, self._subject, fields, base)
        except PerftuiError as error:
            told, self._has_told = self._has_told, True
            return "" if told else say(error.message)
        self._has_told = False
        return ""

    def drop(self) -> None:
        """Forget it: it was saved or discarded, or all is as it was."""
        line = self.found()
        if line is not None:
            self._drop(line, TRIES)

    def _drop(self, line: DraftLine, tries: int) -> None:
        now = self.found()
        if now is None or now.at != line.at or now.fields != line.fields:
            return  # typed since
        try:
            drafts.drop(self._store, self._form, self._subject)
        except PerftuiError:
            if tries > 1:
                self._app.set_timer(RETRY_SECONDS, lambda: self._drop(line, tries - 1))
