"""What is done on the board with the agenda, and with the retrospective as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.retrospectives import clock_text
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import meetings, retrospectives
from perftui.services.retro_minutes import read_back, step_text
from screens.meeting_works import MeetingWorks
from widgets.dialogs.confirms import YES, yes_no
from widgets.fields import Field
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.retro_boards import RetroBoard, StepLine

CLOSE = "close"
"""The code of the step at which everything is read back."""
GAPS_SHOWN = 200
"""Open gaps that are offered."""


class RetroAgendas(MeetingWorks):
    """The agenda of the board."""

    @property
    def board(self) -> RetroBoard | None:
        """The retrospective that is shown, as it is recorded now."""
        raise NotImplementedError

    def action_skip_step(self) -> None:
        """Leave the running step out, and go to the next."""
        with self.attempt():
            retrospectives.next_step(self.store, self.meeting_id, skips=True)
            self.done()

    def action_next_step(self) -> None:
        """Go to the next step; at the last one everything is read back, and after it the retrospective is held."""
        board = self.board
        if board is None:
            return
        if board.steps and board.current is None:
            self.action_hold()
            return
        with self.attempt():
            code = retrospectives.next_step(self.store, board.meeting.id)
            self.done()
            if code == CLOSE:
                self.action_read_back()

    def action_step_back(self) -> None:
        """Let the step before go on."""
        with self.attempt():
            retrospectives.step_back(self.store, self.meeting_id)
            self.done()

    def action_change_minutes(self) -> None:
        """Pick a step, then its minutes."""
        board = self.board
        if board is None:
            return
        by_id = {step.id: step for step in board.steps}

        def ask(key: str) -> None:
            field = Field("minutes", _("Minutes"), value=str(by_id[key].minutes), is_required=True)
            self.ask(by_id[key].text, field, lambda text: self._change_minutes(by_id[key], text))

        has_start = board.start is not None
        choices = [Choice(step.id, step_text(step, has_start=has_start)) for step in board.steps]
        self.pick(_("Change the minutes of a step"), choices, ask, _("No agenda yet: F8 takes the one of the library."))

    def _change_minutes(self, step: StepLine, text: str) -> None:
        with self.attempt():
            retrospectives.change_minutes(self.store, step.id, step.version, text)
            self.done()

    def action_set_start(self) -> None:
        """Ask for the time of day at which it begins."""
        board = self.board
        if board is not None:
            value = "" if board.start is None else clock_text(board.start)
            field = Field("start", _("Begins at"), value=value, is_required=True, placeholder="14:00")
            self.ask(_("Say when it begins"), field, self._set_start)

    def _set_start(self, text: str) -> None:
        with self.attempt():
            retrospectives.set_start(self.store, self.meeting_id, text)
            self.done()

    def action_take_agenda(self) -> None:
        """Take the steps of the library."""
        with self.attempt():
            retrospectives.take_agenda(self.store, self.meeting_id)
            self.done()

    def action_add_gap(self) -> None:
        """Pick an open gap to talk about."""
        meeting = self.meeting_id
        self.pick_gap(_("Add a gap"), lambda gap: self._add_gap(meeting, gap))

    def _add_gap(self, meeting: str, gap: str) -> None:
        with self.attempt():
            retrospectives.add_gap(self.store, meeting, gap)
            self.done()

    def pick_gap(self, title: str, act: Callable[[str], None]) -> None:
        """Pick an open gap; those that are topics come first."""
        board = self.board
        topics = [topic.gap_id for topic in board.meeting.topics if topic.gap_id] if board else []
        found = sorted(retrospectives.open_gaps(self.store, GAPS_SHOWN), key=lambda gap: gap.id not in topics)
        choices = [Choice(gap.id, gap.dimension, gap.whose, _("Topics") if gap.id in topics else _("Open gaps")) for gap in found]
        self.pick(title, choices, act, _("There is no open gap."))

    # the retrospective itself

    def action_read_back(self) -> None:
        """Everything that was decided, to read aloud."""
        from widgets.dialogs.texts import TextPanel

        board = self.board
        if board is not None:
            parts = [f"{heading}\n" + "\n".join(f"- {text}" for text in texts) for heading, texts in read_back(board) if texts]
            self.app.push_screen(TextPanel(_("Read back"), "\n\n".join(parts)))

    def action_hold(self) -> None:
        """Mark it as held; what is lacking is said before."""
        board = self.board
        if board is None:
            return
        findings = [f"! {say(finding)}" for finding in board.findings()]
        question = yes_no(_("Mark “{title}” as held?").format(title=board.meeting.title), findings, is_yes_first=not findings)
        meeting = board.meeting.id
        self.app.push_screen(question, lambda answer: self._held(meeting) if answer == YES else None)

    def _held(self, meeting: str) -> None:
        with self.attempt():
            meetings.hold(self.store, meeting, self.host.today())
            self.done()

    def action_edit_meeting(self) -> None:
        """Change it in a form."""
        from screens.meeting_forms import MeetingForm  # loads what only forms need

        if self.meeting_id:
            self.app.push_screen(MeetingForm(self.meeting_id), lambda saved: self.done() if saved else None)
