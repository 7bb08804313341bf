"""Goals and key results changed where they stand: their place, state and weight, and in and out of the archive."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.codes import GoalState
from perftui.domain.formats import basis_points, percent
from perftui.domain.texts import shorten
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import goals, trees, undo
from perftui.services.goal_archives import count_archived
from perftui.services.goal_views import goal_view
from screens.goal_adds import GoalAdds
from screens.goal_form_bases import percent_of, weight_fault, weight_of
from screens.goal_pickers import TOP, goal_choices
from screens.works import FEW_RECORDS, work
from widgets.dialogs.confirms import YES, yes_no
from widgets.dialogs.pickers import Picker
from widgets.dialogs.values import ValuePrompt
from widgets.fields import Field, FieldKind
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.commands.models import Command
    from perftui.services.goal_archives import Archived
    from perftui.services.goal_weights import Equalised


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
        self.saved(words or (_("{what}. Ctrl+Z takes it back.").format(what=say(label)) if label else _("Saved.")))
        if key:
            self.goal_tree.reveal(key)

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
            self._advance(ids, states[0])
        else:
            choices = [Choice(state.value, say(state)) for state in states]
            picker = Picker(_("Next state"), lambda text: [choice for choice in choices if text.casefold() in choice.title.casefold()])
            self.app.push_screen(picker, lambda state: self._advance(ids, GoalState(state)) if state else None)

    def _advance(self, ids: Sequence[str], state: GoalState) -> None:
        def show(count: int) -> None:
            words = ngettext("{n} goal is now: {state}.", "{n} goals are now: {state}.", count)
            self.done(words.format(n=count, state=say(state)))

        work(self, _("Changing …"), lambda store: goals.set_state(store, ids, state), show, is_long=len(ids) > FEW_RECORDS)

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
        with self.attempt():
            if is_key_result:
                goals.move_key_result(self.store, key, parent)
            else:
                goals.move_goal(self.store, key, None if parent == TOP else parent)
            self.done(key=key)

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

    # the weight

    def action_weigh(self) -> None:
        """Give this one and what stands beside it equal weights."""
        with self.attempt():
            self.done(_equalised(goals.equal_weights(self.store, self.key, self.filter().cycles)))

    def action_set_weight(self) -> None:
        """Ask for another weight."""
        line = trees.line(self.store, self.key, self.host.today())
        if line is None or not self.is_there(self.key):
            return
        field = Field(
            "weight",
            _("Weight %"),
            FieldKind.PERCENT,
            percent_of(line.weight),
            _("All that stands beside it together makes 100 %. Enter takes · Esc leaves"),
            is_required=True,
        )
        self.app.push_screen(ValuePrompt(line.title, field, check=weight_fault), lambda text: self._weigh(line.key, text))

    def _weigh(self, key: str, text: str | None) -> None:
        weight = weight_of(text)
        if weight is None:
            return
        with self.attempt():
            goals.weigh(self.store, key, weight)
            self.done(_("Weight: {weight}").format(weight=basis_points(weight)), key)

    # in and out of the archive

    def action_archive(self) -> None:
        """Take it, or the marked ones, out of the tree; ask where that takes more along."""
        keys = self.keys
        with self.attempt():
            count = goals.preview_archive(self.store, keys)
            size = count.goals + count.key_results
            if size <= 1:
                self._archive(keys, size)
                return
            question = yes_no(self._archive_question(keys), _counted(count), yes=_("Archive"))
            self.app.push_screen(question, lambda answer: self._archive(keys, size) if answer == YES else None)

    def _archive_question(self, keys: Sequence[str]) -> str:
        line = trees.line(self.store, keys[0], self.host.today())
        title, more = shorten(line.title if line else "", 40), len(keys) - 1
        if not more:
            return _("Archive “{title}”?").format(title=title)
        words = ngettext("Archive “{title}” and {n} more marked row?", "Archive “{title}” and {n} more marked rows?", more)
        return words.format(title=title, n=more)

    def _archive(self, keys: Sequence[str], size: int) -> None:
        def show(count: Archived) -> None:
            self.done(_("Archived: {what}. Ctrl+Z brings it back.").format(what=_(", ").join(_counted(count))))

        work(self, _("Archiving …"), lambda store: goals.archive(store, keys), show, is_long=size > FEW_RECORDS)

    def action_unarchive(self) -> None:
        """Bring it, or the marked ones, back into the tree."""
        keys, key = self.keys, self.key

        def show(count: Archived) -> None:
            self.done(_("Brought back: {what}.").format(what=_(", ").join(_counted(count))), key)

        is_long = count_archived(self.store, keys) > FEW_RECORDS
        work(self, _("Bringing back …"), lambda store: goals.unarchive(store, keys), show, is_long=is_long)


def _equalised(given: Equalised) -> str:
    """Such as `5 goals and key results below “Gain market share” now weigh 20% each, 2 of them in cycles not shown`."""
    if given.above:
        words = ngettext(
            "{n} goal or key result below “{title}” now weighs {weight}",
            "{n} goals and key results below “{title}” now weigh {weight} each",
            given.number,
        )
    else:
        words = ngettext("{n} goal at the top now weighs {weight}", "{n} goals at the top now weigh {weight} each", given.number)
    weight = percent(Decimal(1) / given.number, 1)
    parts = [words.format(n=given.number, title=shorten(given.above, 40), weight=weight)]
    if given.hidden:
        parts.append(ngettext("{n} of them in a cycle not shown", "{n} of them in cycles not shown", given.hidden).format(n=given.hidden))
    return _("{what}. Ctrl+Z takes it back.").format(what=_(", ").join(parts))


def _counted(count: Archived) -> list[str]:
    lines = [
        (ngettext("{n} goal", "{n} goals", count.goals), count.goals),
        (ngettext("{n} key result", "{n} key results", count.key_results), count.key_results),
        (ngettext("{n} check-in", "{n} check-ins", count.check_ins), count.check_ins),
    ]
    return [words.format(n=n) for words, n in lines if n]
