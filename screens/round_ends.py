"""What ends a round of 360 feedback: frozen with its effect shown before, released, read in reports, cleaned up after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.feedback import RoundState
from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services import rounds
from screens.round_works import RoundWorks
from screens.works import work
from widgets.dialogs.confirms import YES, yes_no

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perftui.services.backups import BackupLine
    from perftui.services.round_freezing import FreezeEffect, Frozen
    from perftui.services.round_lines import RoundLine

ENDS = frozenset(("freeze", "release", "show_report", "send_report", "write_forms"))
"""Actions that make sense in one state of a round alone."""
SHOWN = 8
"""Backups that a question lists."""


class RoundEnds(RoundWorks):
    """What takes a round from collecting to released."""

    def fits_end(self, action: str) -> bool:
        """Whether the round is in the state that one of `ENDS` needs, and a person is meant where it needs one."""
        state = self._state
        if action in {"show_report", "send_report"}:
            return state is RoundState.RELEASED and bool(self.subject_id)
        return state is (RoundState.FROZEN if action == "release" else RoundState.COLLECTING)

    @property
    def _state(self) -> RoundState | None:
        return rounds.state_of(self.store, self.at.round_id or self.key)

    @property
    def is_released(self) -> bool:
        """Whether the reports of the round can be read."""
        return self._state is RoundState.RELEASED

    def action_next_step(self) -> None:
        """Take the round to its next state."""
        line = self.round_line
        if line is not None and line.state is RoundState.COLLECTING:
            self.action_freeze()
        elif line is not None and line.state is RoundState.FROZEN:
            self.action_release()
        else:
            super().action_next_step()

    # freezing

    def action_freeze(self) -> None:
        """Freeze the round, after showing what will be shown, and what is lost."""
        from perftui.services import round_freezing  # seldom

        line = self.round_line
        if line is None:
            return
        with self.attempt():
            effect = round_freezing.effect(self.store, line.id)
            question = yes_no(
                _("Freeze “{title}”?").format(title=line.title), list(_effect_lines(effect)), yes=_("Freeze"), is_yes_first=False
            )
            self.app.push_screen(question, lambda answer: self._freeze(line) if answer == YES else None)

    def _freeze(self, line: RoundLine) -> None:
        from perftui.services import round_freezing

        today = self.host.today()

        def show(done: Frozen) -> None:
            self.done()
            self._say_clean(is_clean=done.is_clean)
            self._ask_backups(line.id)

        work(self, _("Freezing …"), lambda store: round_freezing.freeze(store, line.id, today), show, is_long=True)

    def _say_clean(self, *, is_clean: bool) -> None:
        if is_clean:
            self.tell(_("Frozen. Nothing in the file tells any more who gave which answer. F7 releases the reports."))
        else:
            self.tell(
                _("Frozen. Deleted answers may still stand in free parts of the file: “Clean up after freezing” on F8 does it again.")
            )

    def _ask_backups(self, round_id: str) -> None:
        from perftui.services import round_backups

        lines = round_backups.backups_holding(self.store, round_id)
        if lines:
            self._ask_delete(lines)

    def _ask_delete(self, lines: Sequence[BackupLine]) -> None:
        n = len(lines)
        words = ngettext(
            "{n} backup still holds who gave which answer. Delete it?", "{n} backups still hold who gave which answer. Delete them?", n
        )
        listed = [str(line.path) for line in lines[:SHOWN]] + ([_("and {n} more").format(n=n - SHOWN)] if n > SHOWN else [])
        listed += ["", _("Copies that were made elsewhere are not known here.")]
        question = yes_no(words.format(n=n), listed, yes=_("Delete"), is_yes_first=False)
        self.app.push_screen(question, lambda answer: self._delete(lines) if answer == YES else None)

    def _delete(self, lines: Sequence[BackupLine]) -> None:
        from perftui.services import backups, round_backups

        with self.attempt():
            count = round_backups.delete(lines)
            backups.back_up_now(self.store)
            words = ngettext("{n} backup was deleted, and a new one made.", "{n} backups were deleted, and a new one made.", count)
            self.tell(words.format(n=count))

    def action_clean_up(self) -> None:
        """Overwrite what was deleted, and offer to delete the backups that still hold it."""
        from perftui.services import round_backups, round_freezing

        def show(is_clean: bool) -> None:  # called with one value
            lines = round_backups.frozen_backups(self.store)
            if lines:
                self._ask_delete(lines)
            if not is_clean:
                self.tell(_("Other sessions are at work: close them, then clean up again."))
            elif not lines:
                self.tell(_("All is clean: neither the file nor a backup beside it tells who gave which answer of a frozen round."))

        work(self, _("Cleaning up …"), round_freezing.scrub, show, is_long=True)

    # releasing and reading

    def action_release(self) -> None:
        """Release the reports, after asking."""
        from perftui.services import round_freezing

        line = self.round_line
        if line is None:
            return
        if line.state is not RoundState.FROZEN:
            self.tell(_("Only a frozen round can be released."))
            return
        lines = [
            ngettext("{n} report can be read from then on:", "{n} reports can be read from then on:", line.subjects).format(
                n=line.subjects
            ),
            _("the groups that are shown, with means by question, against the own answers;"),
            _("comments of groups that are shown, in random order, without names."),
        ]

        def release() -> None:
            with self.attempt():
                round_freezing.release(self.store, line.id, self.host.today())
                self.done()
                self.tell(_("Released. Enter on a person opens the report."))

        question = yes_no(_("Release the reports of “{title}”?").format(title=line.title), lines, yes=_("Release"), is_yes_first=False)
        self.app.push_screen(question, lambda answer: release() if answer == YES else None)

    def action_show_report(self) -> None:
        """Show the report on the person under the cursor."""
        from perftui.services.round_reports import report
        from screens.round_report_panels import ReportPanel

        if not self.subject_id:
            self.tell(_("Enter goes into a round; there a report belongs to each person."))
            return
        with self.attempt():
            self.app.push_screen(ReportPanel(report(self.store, self.subject_id), self.host.glyphs))

    def action_send_report(self) -> None:
        """Export the report on the person under the cursor."""
        from screens.round_files import export_report

        if self.subject_id:
            self.run_worker(export_report(self, self.subject_id))

    # forms by file

    def action_write_forms(self) -> None:
        """Write forms for those who never log in."""
        from screens.round_files import ask_forms

        if line := self.round_line:
            ask_forms(self, line)

    def action_read_forms(self) -> None:
        """Read filled forms back."""
        from screens.round_files import read_forms

        self.run_worker(read_forms(self))


def _effect_lines(effect: FreezeEffect) -> Iterator[str]:
    """What will be shown, what is dropped, and that it is for good."""
    n = effect.completed
    yield ngettext("{n} form is complete and kept.", "{n} forms are complete and kept.", n).format(n=n)
    if effect.begun:
        words = ngettext(
            "{n} form was begun and not completed: it is dropped.",
            "{n} forms were begun and not completed: they are dropped.",
            effect.begun,
        )
        yield words.format(n=effect.begun)
    if effect.missing:
        yield ngettext("{n} form was not begun.", "{n} forms were not begun.", effect.missing).format(n=effect.missing)
    yield ""
    people = ngettext("{n} person", "{n} people", effect.subjects).format(n=effect.subjects)
    yield _("Of the groups of {people}:").format(people=people)
    yield "  " + _("shown by themselves: {n}").format(n=effect.shown)
    yield "  " + _("shown together as others, with fewer than {threshold} each: {n}").format(n=effect.merged, threshold=effect.threshold)
    yield "  " + _("hidden, with their answers deleted: {n}").format(n=effect.hidden)
    yield ""
    yield _("This cannot be undone: afterwards nobody can tell who gave which answer.")
