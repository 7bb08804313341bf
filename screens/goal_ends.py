"""Goals at the end of their cycle: scored, carried over, and led to their reviews."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import ngettext
from perftui.services.goal_views import goal_view
from screens.cycle_steps import carrying
from screens.goal_check_ins import GoalCheckIns
from screens.hosts import Place
from screens.works import FEW_RECORDS, work
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from perftui.services import carry_overs
    from perftui.storage.stores import Store
    from screens.carry_sheets import CarryChoice


class GoalEnds(GoalCheckIns):
    """What is done with goals when their cycle ends."""

    def action_score(self) -> None:
        """Score the marked goals, or all of the cycle of the one under the cursor."""
        from perftui.services import goal_scores
        from screens.score_sheets import ScoreSheet

        ids, is_marked = self.goal_ids, bool(self.goal_tree.marks)
        if not ids or not self.is_there(ids[0]):
            return
        view = goal_view(self.store, ids[0], self.host.today())

        def read(store: Store) -> list[goal_scores.ScoreLine]:
            return goal_scores.sheet_of(store, ids) if is_marked else goal_scores.sheet(store, view.cycle_id)

        def show(count: int | None) -> None:
            if count:
                self.done()
            elif count == 0:
                self.tell(_("It is like that already."))

        name = ngettext("{n} marked goal", "{n} marked goals", len(ids)).format(n=len(ids)) if is_marked else view.cycle
        self.app.push_screen(ScoreSheet(name, view.cycle_id, read), show)

    def action_carry_over(self) -> None:
        """Take the goal under the cursor, or the marked ones, to another cycle."""
        from perftui.services import carry_overs
        from screens.carry_sheets import CarrySheet

        ids, today = self.goal_ids, self.host.today()
        if not ids or not self.is_there(ids[0]):
            return
        cycle_id = goal_view(self.store, ids[0], today).cycle_id

        def read(store: Store, target: str) -> carry_overs.CarryPreview:
            return carry_overs.preview(store, cycle_id, today, ids, target)

        def do(choice: CarryChoice | None) -> None:
            if choice is not None:
                work(
                    self,
                    _("Changing …"),
                    partial(carrying, choice=choice, today=today),
                    self._carried,
                    is_long=len(choice.goal_ids) > FEW_RECORDS,
                )

        with self.attempt():
            self.app.push_screen(CarrySheet(read), do)

    def _carried(self, done: carry_overs.CarriedOver) -> None:
        self.done(key=done.goals[0])

    def action_show_carried(self) -> None:
        """Go to the same goal in another cycle."""
        if not self.goal_id or not self.is_there(self.goal_id):
            return
        view = goal_view(self.store, self.goal_id, self.host.today())
        ways = [Choice(one.id, _("from {cycle}").format(cycle=one.cycle)) for one in (view.came_from,) if one]
        ways += [Choice(one.id, _("in {cycle}").format(cycle=one.cycle)) for one in view.went_to]
        if not ways:
            self.tell(_("This goal was not carried over: F8 offers it."))
        elif len(ways) == 1:
            self.show(Place(self.SECTION, ways[0].key))
        else:
            picker = Picker(_("Go where it was carried"), lambda text: narrowed(ways, text))
            self.app.push_screen(picker, lambda key: self.show(Place(self.SECTION, key)) if key else None)

    def action_show_reviews(self) -> None:
        """Open the reviews at the latest of this goal."""
        from perftui.services.review_lines import reviews_of

        found = reviews_of(self.store, self.goal_id, self.host.today()) if self.goal_id else []
        if found:
            self.host.go_to(Place("goal_reviews", found[0].id))
        else:
            self.tell(_("This goal has no review yet: Ctrl+G v, then Ctrl+N plans those of the quarter."))
