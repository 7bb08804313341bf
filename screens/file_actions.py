"""What can be done with the file as a whole, from any section."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.message import Message

from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import backups, sessions
from screens.frames import Frame
from widgets.key_serialisers import BACKGROUND


class FileActions(Frame):
    """Back up and verify."""

    @dataclass
    class Verified(Message):
        """The file was checked; what was found, a line each."""

        lines: list[str]

    def action_backup(self) -> None:
        """Copy the file now."""
        with self.attempt():
            made = backups.back_up_now(self.store)
            self.tell(_("Backed up to {path}.").format(path=made.path))

    def action_verify(self) -> None:
        """Check the file and its log in a thread; keys go on working."""
        self.tell(_("Reading the event log again …"))
        if self.store.path is None:
            self._verify()
        else:
            self.run_worker(self._verify, thread=True, group=BACKGROUND, exclusive=True)

    def _verify(self) -> None:
        from perftui.services import verification  # seldom wanted

        with sessions.own_session(self.store) as store:
            found = verification.verify(store)
        lines = [say(message) for message in found.messages]
        lines.append(_("Last event: {seq}, hash {hash}").format(seq=found.head_seq, hash=found.head_hash))
        self.post_message(self.Verified(lines))

    @on(Verified)
    def _show_verified(self, event: Verified) -> None:
        from widgets.dialogs.texts import TextPanel

        self.tell(event.lines[0])
        self.app.push_screen(TextPanel(_("Verify"), "\n\n".join(event.lines)))
