"""Goals and key results changed where they stand: their place and state, and in and out of the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import GoalState
from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import goals, trees, undo
from perftui.services.goal_archives import count_archived
from perftui.services.goal_views import goal_view
from screens.goal_adds import GoalAdds
from screens.goal_pickers import TOP, goal_choices
from screens.reasons import ask_reason, with_reason
from screens.works import FEW_RECORDS, work
from widgets.dialogs.confirms import YES, yes_no
from widgets.dialogs.pickers import Picker
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.commands.models import Command
    from perftui.services.goal_archives import Archived


class GoalEdits(GoalAdds):
    """What changes single goals and key results, or the marked ones in the same way."""

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense for the row under the cursor."""
        if command.id in {"goals.archive", "goals.unarchive"} and self.row is not None:
            return self.row.is_archived is (command.id == "goals.unarchive")
        return super().is_enabled(command)

    @property
    def goal_ids(self) -> list[str]:
        """The marked goals, or the one under the cursor; of key results their goals."""
        if not self.goal_tree.marks:
            return [self.goal_id] if self.goal_id else []
        lines = [trees.line(self.store, key, self.host.today()) for key in self.keys]
        return list(dict.fromkeys(line.goal_id for line in lines if line))

    def done(self, words: str = "", key: str = "") -> None:
        """Say what was done, by the name of its step where nothing else is said; take the marks away, and go to a row."""
        label = undo.next_undo(self.store)
        self.goal_tree.marks = frozenset()
        said = words or (_("{what}. Ctrl+Z takes it back.").format(what=say(label)) if label else _("Saved."))
        self.saved(said)
        if key:
            self.stay_on(key, said)

    # the next state

    def action_advance(self) -> None:
        """Take the goal, or the marked ones, to a state that may follow."""
        ids = self.goal_ids
        if not ids or not self.is_there(ids[0]):
            return
        view = goal_view(self.store, ids[0], self.host.today())
        states = [state for state in view.next_states if state is not GoalState.ARCHIVED]
        if not states:
            self.tell(_("“{title}” is {state}: no state follows.").format(title=view.title, state=say(view.state)))
        elif len(states) == 1:
            self.take_step(ids, states[0].value)
        else:
            choices = self.step_choices(states)
            picker = Picker(_("Next state"), lambda text: [choice for choice in choices if text.casefold() in choice.title.casefold()])
            self.app.push_screen(picker, lambda key: self.take_step(ids, key) if key else None)

    def step_choices(self, states: Sequence[GoalState]) -> list[Choice]:
        """The states that may follow, to be picked."""
        return [Choice(state.value, say(state)) for state in states]

    def take_step(self, ids: Sequence[str], key: str) -> None:
        """Take goals to the state that was picked."""
        self.advance(ids, GoalState(key))

    def advance(self, ids: Sequence[str], state: GoalState, comment: str = "") -> None:
        """Take goals to a state, with what is said with it."""

        def show(count: int) -> None:
            words = ngettext("{n} goal is now: {state}.", "{n} goals are now: {state}.", count)
            self.done(words.format(n=count, state=say(state)))

        work(self, _("Changing …"), lambda store: goals.set_state(store, ids, state, comment), show, is_long=len(ids) > FEW_RECORDS)

    # the place

    def action_move(self) -> None:
        """Pick the goal under which this one, or this key result, shall stand."""
        row = self.row
        if row is None:
            return
        picker = Picker(
            _("Move below"),
            lambda text: goal_choices(self.store, text, self.host.today(), with_top=not row.is_key_result),
            placeholder=_("part of a title, or the initials of a Chinese one"),
        )
        self.app.push_screen(picker, lambda parent: self._move(row.key, parent, is_key_result=row.is_key_result) if parent else None)

    def _move(self, key: str, parent: str, *, is_key_result: bool) -> None:
        def move(reason: str) -> None:
            if is_key_result:
                goals.move_key_result(self.store, key, parent, reason=reason)
            else:
                goals.move_goal(self.store, key, None if parent == TOP else parent, reason=reason)
            self.done(key=key)

        with_reason(self, move)

    def action_move_up(self) -> None:
        """Before what stands above it."""
        self._shift(-1)

    def action_move_down(self) -> None:
        """Behind what stands below it."""
        self._shift(1)

    def _shift(self, step: int) -> None:
        key = self.key
        with self.attempt():
            if goals.move_among_siblings(self.store, key, step):
                self.done(key=key)
            else:
                self.tell(_("It stands first already.") if step < 0 else _("It stands last already."))

    # in and out of the archive

    def action_archive(self) -> None:
        """Take it, or the marked ones, out of the tree; ask where that takes more along."""
        keys = self.keys
        with self.attempt():
            count = goals.preview_archive(self.store, keys)
            size = count.goals + count.key_results
            if size <= 1:
                self._archive_why(keys, size)
                return
            question = yes_no(self._archive_question(keys), _counted(count), yes=_("Archive"))
            self.app.push_screen(question, lambda answer: self._archive_why(keys, size) if answer == YES else None)

    def _archive_question(self, keys: Sequence[str]) -> str:
        line = trees.line(self.store, keys[0], self.host.today())
        title, more = shorten(line.title if line else "", 40), len(keys) - 1
        if not more:
            return _("Archive “{title}”?").format(title=title)
        words = ngettext("Archive “{title}” and {n} more marked row?", "Archive “{title}” and {n} more marked rows?", more)
        return words.format(title=title, n=more)

    def _archive_why(self, keys: Sequence[str], size: int) -> None:
        if goals.archiving_asks_why(self.store, keys):
            ask_reason(self, lambda reason: self._archive(keys, size, reason))
        else:
            self._archive(keys, size, "")

    def _archive(self, keys: Sequence[str], size: int, reason: str) -> None:
        def show(count: Archived) -> None:
            self.done(_("Archived: {what}. Ctrl+Z brings it back.").format(what=_(", ").join(_counted(count))))

        work(self, _("Archiving …"), lambda store: goals.archive(store, keys, reason=reason), show, is_long=size > FEW_RECORDS)

    def action_unarchive(self) -> None:
        """Bring it, or the marked ones, back into the tree."""
        keys, key = self.keys, self.key

        def show(count: Archived) -> None:
            self.done(_("Brought back: {what}.").format(what=_(", ").join(_counted(count))), key)

        if count_archived(self.store, keys) > FEW_RECORDS:
            work(self, _("Bringing back …"), lambda store: goals.unarchive(store, keys), show, is_long=True)
        else:
            with_reason(self, lambda reason: show(goals.unarchive(self.store, keys, reason=reason)))


def _counted(count: Archived) -> list[str]:
    lines = [
        (ngettext("{n} goal", "{n} goals", count.goals), count.goals),
        (ngettext("{n} key result", "{n} key results", count.key_results), count.key_results),
        (ngettext("{n} check-in", "{n} check-ins", count.check_ins), count.check_ins),
    ]
    return [words.format(n=n) for words, n in lines if n]
