"""Goals: themes, goals and key results in one tree."""

from __future__ import annotations

from typing import ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.i18n import mark
from perftui.services.trees import jump_to_owner
from screens.gap_ways import make_gaps, open_gaps
from screens.goal_agreements import GoalAgreements
from screens.goal_cascades import GoalCascades
from screens.goal_ends import GoalEnds
from screens.goal_measures import GoalMeasures
from screens.goal_needs import GoalNeeds
from screens.goal_smart import GoalSmart
from screens.support_ways import Helped, SupportWays


class GoalsScreen(GoalCascades, GoalMeasures, GoalSmart, GoalNeeds, GoalAgreements, GoalEnds, SupportWays):
    """The goal tree and all that is done with it."""

    SECTION = "goals"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.GOALS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.GOALS, Scope.APP)
    HELP_TEXT = mark(
        "Themes, unit goals, personal goals and their key results. Progress rolls up by weight over what is measured; what has no data "
        "is left out, not counted as zero: a * behind the number says that a part is not measured. A ! says that a check-in is overdue, "
        "or a due date has passed."
    )

    def action_show_gaps(self) -> None:
        """Open the gap table of this goal or key result."""
        open_gaps(self, self.key)

    def action_make_gaps(self) -> None:
        """Make gaps out of what was measured here."""
        make_gaps(self, self.key)

    def helped(self) -> Helped:
        """The owner of the goal; of a unit's goal nobody."""
        owner = jump_to_owner(self.store, self.goal_id) if self.goal_id else None
        return Helped(owner.id if owner and owner.entity == "person" else "", goal_id=self.goal_id)

    # files

    def action_bring_in(self) -> None:
        """Import goals."""
        self.run_worker(self._bring_in())

    async def _bring_in(self) -> None:
        from screens.goal_imports import import_goals  # not everybody imports

        cycle = await import_goals(self)
        if cycle:
            self.done()
            self.go_to_cycle(cycle)

    def action_send_out(self) -> None:
        """Export the goals of the cycles that are shown."""
        from screens.exports import export_goals

        self.run_worker(export_goals(self))
