"""What is done with a round of 360 feedback as a whole: made, changed, opened, looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.feedback import RoundState
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import round_checks, round_questions, round_raters, round_reminders, rounds, settings
from screens.hosts import Place
from screens.round_pages import At, Level
from screens.round_people import RoundPeople
from widgets.dialogs.confirms import YES, yes_no
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field, FieldKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from perftui.services.round_lines import RoundLine

SHOWN = 6
"""Findings that the question before opening lists."""


class RoundWorks(RoundPeople):
    """What changes a round and its questions."""

    def action_add(self) -> None:
        """Add what the list holds."""
        add: Mapping[Level, Callable[[], None]] = {
            Level.ROUNDS: self.action_add_round,
            Level.SUBJECTS: self.action_add_people,
            Level.RATERS: self.action_add_rater,
            Level.QUESTIONS: self.action_add_question,
        }
        if self.at.level in add:
            add[self.at.level]()
        else:
            self.tell(_("Forms come with raters: Esc goes back to the people, Enter there shows who answers."))

    def action_add_round(self) -> None:
        """Make a round in a form."""
        from screens.round_forms import RoundForm  # loads what only forms need

        self.app.push_screen(RoundForm(), self._made)

    def _made(self, round_id: str | None) -> None:
        if round_id:
            self.done()
            self.enter(At(Level.SUBJECTS, round_id))
            self.tell(_("The round is made: Ctrl+N adds the people it is about."))

    def action_edit(self) -> None:
        """Change the round or the question."""
        from screens.round_forms import QuestionForm, RoundForm  # likewise

        if self.at.level is Level.QUESTIONS:
            if self.key:
                self.app.push_screen(QuestionForm(self.key), self._edited)
        elif line := self.round_line:
            self.app.push_screen(RoundForm(line.id), self._edited)

    def _edited(self, saved: str | None) -> None:
        if saved:
            self.done()
            self.table.move_to_key(saved)

    def action_weigh(self) -> None:
        """Change the weights of the groups."""
        from screens.round_forms import WeightsForm  # likewise

        if line := self.round_line:
            self.app.push_screen(WeightsForm(line.id), lambda saved: self.done() if saved else None)

    # questions

    def action_add_question(self) -> None:
        """Write a question, below the one under the cursor."""
        from screens.round_forms import QuestionForm  # likewise

        line = self.round_line
        if line is None:
            return
        form = QuestionForm(above=line.id)
        if self.at.level is Level.QUESTIONS:
            form.after = self.key
        else:
            self.enter(At(Level.QUESTIONS, line.id))
        self.app.push_screen(form, self._edited)

    def action_move_up(self) -> None:
        """Move the question up."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Move the question down."""
        self._move(1)

    def _move(self, by: int) -> None:
        with self.attempt():
            round_questions.move_question(self.store, self.key, by)
            self.done()

    # taking things away

    def action_remove(self) -> None:
        """Remove what is under the cursor, or the marked people."""
        keys, level = list(self.keys), self.at.level
        if level is Level.SUBJECTS and len(keys) > 1:
            words = ngettext("Take {n} person out of the round?", "Take {n} people out of the round?", len(keys)).format(n=len(keys))
            self.app.push_screen(yes_no(words), lambda answer: self._remove(level, keys) if answer == YES else None)
        elif keys:
            self._remove(level, keys)

    def _remove(self, level: Level, keys: list[str]) -> None:
        with self.attempt():
            if level is Level.SUBJECTS:
                round_raters.remove_subjects(self.store, keys)
            elif level is Level.ROUNDS:
                rounds.remove_round(self.store, self.key)
            elif level is Level.QUESTIONS:
                round_questions.remove_question(self.store, self.key)
            else:
                round_raters.remove_rater(self.store, self.key)
            self.done()

    # the steps of a round

    def action_next_step(self) -> None:
        """Take the round to its next state."""
        line = self.round_line
        if line is not None and line.state in NEXT:
            NEXT[line.state](self, line)

    def ask_open(self, line: RoundLine) -> None:
        """Open the round for answers, after a look at what is poor; or say all that is missing."""
        from widgets.dialogs.texts import TextPanel  # seldom

        if missing := round_checks.missing(self.store, line.id, self.host.today()):
            self.app.push_screen(TextPanel(_("Still missing"), "\n".join(f"- {say(message)}" for message in missing)))
            return
        found = [say(finding.message) for finding in round_checks.findings(self.store, line.id)]
        lines = [_("{people} people · {forms} forms · {n} questions").format(people=line.subjects, forms=line.raters, n=line.questions)]
        if found:
            lines += ["", *(f"! {text}" for text in found[:SHOWN])]
        if len(found) > SHOWN:
            lines.append(_("and {n} more").format(n=len(found) - SHOWN))
        question = yes_no(_("Open “{title}” for answers?").format(title=line.title), lines, yes=_("Open for answers"))
        self.app.push_screen(question, lambda answer: self._open_round(line.id) if answer == YES else None)

    def _open_round(self, round_id: str) -> None:
        with self.attempt():
            rounds.open_round(self.store, round_id, self.host.today())
            self.done()

    def action_reopen(self) -> None:
        """Back to setup."""
        line = self.round_line
        with self.attempt():
            if line is not None:
                rounds.reopen_setup(self.store, line.id)
                self.done()

    # looking

    def action_check(self) -> None:
        """What is missing, and what is worth a second look."""
        from widgets.dialogs.texts import TextPanel  # seldom

        line = self.round_line
        if line is None:
            return
        missing = round_checks.missing(self.store, line.id, self.host.today()) if line.state is RoundState.SETUP else []
        found = [finding.message for finding in round_checks.findings(self.store, line.id)]
        parts = [_(title) for title in (_MISSING, _LOOK)]
        texts = [
            f"{title}\n" + "\n".join(f"- {say(one)}" for one in each) for title, each in zip(parts, (missing, found), strict=True) if each
        ]
        self.app.push_screen(TextPanel(line.title, "\n\n".join(texts) or _("Nothing is missing, and nothing is worth a second look.")))

    def action_about(self) -> None:
        """All about what is under the cursor."""
        from widgets.dialogs.texts import TextPanel  # seldom

        with self.attempt():
            self.app.push_screen(TextPanel(_("Details"), self.detail(self.key)))

    def action_remind(self) -> None:
        """Who has not answered, as a text to copy."""
        from widgets.dialogs.texts import TextPanel  # seldom

        line = self.round_line
        if line is not None:
            text = round_reminders.reminder(self.store, line.id, self.host.today())
            self.app.push_screen(TextPanel(_("Who has not answered"), text))

    def action_limit(self) -> None:
        """Choose how many forms one person may get."""
        most = round_checks.most_forms(self.store)
        explained = _("Who gets more is named, and no longer proposed as a peer or report. 0 means no limit. Enter takes · Esc leaves")
        field = Field("most", _("Forms"), FieldKind.NUMBER, str(most), explained, is_required=True)
        self.app.push_screen(ValuePrompt(_("Most forms a person"), field), self._limit)

    def _limit(self, text: str | None) -> None:
        if text is None:
            return
        try:
            settings.change(self.store, "most_forms", "off" if text == "0" else text)
            self.reload()
        except settings.NoSuchSetting:
            self.tell(_("Write a whole number up to 1,000; 0 means no limit."))

    def action_show_person(self) -> None:
        """Open the roster at the person."""
        if self.at.level is Level.SUBJECTS:
            person = next((line.person_id for line in rounds.subjects(self.store, self.at.round_id) if line.id == self.key), "")
        else:
            with self.attempt():
                person = round_raters.rater(self.store, self.key).person_id
        if person:
            self.host.go_to(Place("people", person))
        else:
            self.tell(_("Somebody from outside does not stand in the roster."))


_MISSING, _LOOK = mark("Still missing"), mark("Worth a look")
NEXT: Mapping[RoundState, Callable[[RoundWorks, RoundLine], None]] = {RoundState.SETUP: RoundWorks.ask_open}
"""State of a round to what F7 does with it."""
