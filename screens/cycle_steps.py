"""A cycle taken from one state to the next, with its goals: begun, scored, carried over, closed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from perftui.domain.carry_overs import Leftover
from perftui.domain.codes import CycleState
from perftui.domain.formats import describe_date
from perftui.domain.scores import score_text
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import cycle_steps, cycles
from screens.hosts import Place
from screens.told_lists import ToldList
from screens.works import FEW_RECORDS, work
from widgets.dialogs.confirms import NO, YES, Answer, Confirm, yes_no

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.services import carry_overs
    from perftui.services.cycles import CycleLine
    from perftui.services.goal_scores import ScoreLine
    from perftui.storage.stores import Store
    from screens.carry_sheets import CarryChoice
    from widgets.dialogs.change_lists import ChangeList

EFFECTS = {
    CycleState.PLANNING: mark("The state says where the cycle stands; nothing else changes."),
    CycleState.ACTIVE: mark("The state says where the cycle stands; nothing else changes."),
    CycleState.REVIEWING: mark("The state says where the cycle stands; check-ins stay due until it is closed."),
    CycleState.CLOSED: mark("They leave Today and the goal tree, where a filter still shows them, and no check-in is due any more."),
}
"""What a state does to the goals of a cycle."""
REOPENED = mark("They come back to the goal tree. Goals that were closed stay closed: Ctrl+Z takes the closing itself back.")
OPEN_ONLY, CARRY = "only", "carry"
"""Answers that are neither yes nor no."""


class CycleSteps(ToldList):
    """What takes cycles through their states; which one is under the cursor the screen knows."""

    @property
    def line(self) -> CycleLine | None:
        """The cycle under the cursor, as it is recorded now."""
        raise NotImplementedError

    def settled(self, cycle_id: str) -> None:
        """Show what was done with a cycle."""
        raise NotImplementedError

    def action_advance(self) -> None:
        """Take the cycle to its next state, after its effect was seen."""
        line = self.line
        following = cycles.next_state(line.state) if line else None
        if line is None or following is None:
            self.tell(_("A closed cycle stays closed; F8 offers to take the state back.") if line else "")
        elif following is CycleState.ACTIVE:
            self._ask_opening(line)
        elif following is CycleState.CLOSED:
            self._ask_closing(line)
        else:
            self._ask(line, following, [*self._not_scored(line), _(EFFECTS[following])])

    def action_step_back(self) -> None:
        """Take the cycle back to the state before."""
        line = self.line
        place = cycles.ORDER.index(line.state) if line else 0
        if line is None or place == 0:
            self.tell(_("This cycle is at its first state.") if line else "")
        else:
            before = cycles.ORDER[place - 1]
            self._ask(line, before, [_(REOPENED) if line.state is CycleState.CLOSED else _(EFFECTS[before])])

    def _not_scored(self, line: CycleLine) -> list[str]:
        active = cycle_steps.standing(self.store, line.id).active
        words = ngettext(
            "{n} goal is active and has no score: F8 scores it.", "{n} goals are active without a score: F8 scores them.", active
        )
        return [words.format(n=active)] if active else []

    def _ask(self, line: CycleLine, state: CycleState, effects: Sequence[str]) -> None:
        question = yes_no(_question(line, state), [_counted(line), *effects])
        self.app.push_screen(question, lambda answer: self._change(line, state) if answer == YES else None)

    def _change(self, line: CycleLine, state: CycleState) -> None:
        with self.attempt():
            cycles.change_state(self.store, line.id, line.version, state, self.host.today())
            self.settled(line.id)

    # opening

    def _ask_opening(self, line: CycleLine) -> None:
        found = cycle_steps.standing(self.store, line.id)
        effects = []
        if found.not_ready:
            words = ngettext(
                "{n} of them is not agreed yet and stays as it is.", "{n} of them are not agreed yet and stay as they are.", found.not_ready
            )
            effects.append(words.format(n=found.not_ready))
        if not found.agreed:
            self._ask(line, CycleState.ACTIVE, [*effects, _(EFFECTS[CycleState.ACTIVE])])
            return
        words = ngettext("{n} is agreed and can begin with it.", "{n} are agreed and can begin with it.", found.agreed)
        yes = ngettext("Begin {n} goal too", "Begin {n} goals too", found.agreed).format(n=found.agreed)
        answers = (Answer(NO, _("No"), "n"), Answer(YES, yes, "y"), Answer(OPEN_ONLY, _("Only the cycle"), "o"))
        question = Confirm(_question(line, CycleState.ACTIVE), answers, [_counted(line), words.format(n=found.agreed), *effects], 1)
        self.app.push_screen(question, lambda answer: self._open(line, found.agreed, activates=answer == YES) if answer != NO else None)

    def _open(self, line: CycleLine, size: int, *, activates: bool) -> None:
        do = partial(cycle_steps.open_cycle, cycle_id=line.id, version=line.version, today=self.host.today(), activates=activates)
        work(self, _("Changing …"), do, lambda _count: self.settled(line.id), is_long=size > FEW_RECORDS)

    # closing

    def _ask_closing(self, line: CycleLine) -> None:
        left = cycle_steps.unscored(self.store, line.id)
        if left:
            self.app.push_screen(_leftover_list(line, left), lambda answer: self._take_leftover(line, answer))
            return
        scored = cycle_steps.standing(self.store, line.id).scored
        effects = [_counted(line), _(EFFECTS[CycleState.CLOSED])]
        if scored:
            effects.insert(1, ngettext("{n} is scored and closed with it.", "{n} are scored and closed with it.", scored).format(n=scored))
        if line.end >= self.host.today():
            effects.insert(0, _("Its last day is {date}.").format(date=describe_date(line.end, self.host.today())))
        question = yes_no(_question(line, CycleState.CLOSED), effects)
        self.app.push_screen(question, lambda answer: self._close(line) if answer == YES else None)

    def _take_leftover(self, line: CycleLine, answer: str | None) -> None:
        if answer == CARRY:
            self.carry(line, closes=True)
        elif answer in {Leftover.SCORE, Leftover.ARCHIVE}:
            self._close(line, Leftover(answer))

    def _close(self, line: CycleLine, leftover: Leftover = Leftover.LEAVE, left: cycle_steps.Left | None = None) -> None:
        do = partial(cycle_steps.close_cycle, cycle_id=line.id, version=line.version, today=self.host.today(), leftover=leftover, left=left)
        work(self, _("Changing …"), do, lambda _line: self.settled(line.id), is_long=line.goals > FEW_RECORDS)

    # scoring and carrying over

    def action_score(self) -> None:
        """Score the goals of the cycle under the cursor."""
        from perftui.services import goal_scores
        from screens.score_sheets import ScoreSheet

        line = self.line
        if line is None:
            return

        def show(count: int | None) -> None:
            if count is not None:
                self.settled(line.id) if count else self.tell(_("It is like that already."))

        self.app.push_screen(ScoreSheet(line.name, line.id, lambda store: goal_scores.sheet(store, line.id)), show)

    def action_carry_over(self) -> None:
        """Take what is not finished in the cycle under the cursor to another."""
        if (line := self.line) is not None:
            self.carry(line, closes=False)

    def carry(self, line: CycleLine, *, closes: bool) -> None:
        """Choose what is carried over, and do it, with the closing of the cycle where that is wanted."""
        from perftui.services import carry_overs
        from screens.carry_sheets import CarrySheet

        today = self.host.today()

        def do(choice: CarryChoice | None) -> None:
            if choice is None:
                return
            if closes:
                self._close(line, choice.leftover, cycle_steps.Left(choice.goal_ids, choice.target, choice.above))
                return
            work(
                self,
                _("Changing …"),
                partial(carrying, choice=choice, today=today),
                lambda _done: self.settled(line.id),
                is_long=len(choice.goal_ids) > FEW_RECORDS,
            )

        def read(store: Store, target: str) -> carry_overs.CarryPreview:
            return carry_overs.preview(store, line.id, today, target=target)

        with self.attempt():
            self.app.push_screen(CarrySheet(read, closes=closes), do)

    def action_plan_reviews(self) -> None:
        """Plan the reviews of this quarter, where they are listed."""
        self.host.go_to(Place("goal_reviews", command="plan"))

    def action_show_reviews(self) -> None:
        """Show the reviews."""
        self.host.go_to(Place("goal_reviews"))


def carrying(store: Store, choice: CarryChoice, today: date) -> carry_overs.CarriedOver:
    """Carry over what was chosen on the sheet."""
    from perftui.services import carry_overs

    return carry_overs.carry_over(store, choice.goal_ids, choice.target, choice.leftover, today, above=choice.above)


def _question(line: CycleLine, state: CycleState) -> str:
    return _("Cycle {name}: {old} → {new}?").format(name=line.name, old=say(line.state), new=say(state))


def _counted(line: CycleLine) -> str:
    return ngettext("{n} goal is in it.", "{n} goals are in it.", line.goals).format(n=line.goals)


def _leftover_list(line: CycleLine, left: Sequence[ScoreLine]) -> ChangeList:
    """The goals that keep a cycle from being closed, and what can become of them."""
    from widgets.button_lines import Button
    from widgets.dialogs.change_lists import ChangeList, ChangeRow

    rows = [ChangeRow(goal.title, goal.owner, score_text(goal.proposed) or _("no data")) for goal in left]
    words = ngettext(
        "{n} goal is active without a score, so the cycle cannot be closed yet.",
        "{n} goals are active without a score, so the cycle cannot be closed yet.",
        len(left),
    )
    summary = [
        words.format(n=len(left)),
        _("Choose what becomes of them; the cycle is closed in the same step. Ctrl+Z takes all of it back."),
    ]
    buttons = (
        Button(NO, _("Leave"), "l"),
        Button(Leftover.SCORE, _("As they stand"), "s"),
        Button(CARRY, _("Carry over"), "c"),
        Button(Leftover.ARCHIVE, _("Archive"), "a"),
    )
    heads = (_("Goal"), _("Owner"), _("Proposed score"))
    return ChangeList(_question(line, CycleState.CLOSED), summary, len(rows), rows.__getitem__, buttons=buttons, heads=heads)
