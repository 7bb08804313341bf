"""From the gap table into the depth of one gap: its causes, its checklist; and all that is shown to a file."""

from __future__ import annotations

from screens.gap_steps import GapSteps
from screens.hosts import Place
from screens.support_ways import Helped, SupportWays


class GapDepths(GapSteps, SupportWays):
    """Goes there."""

    def action_show_causes(self) -> None:
        """Show the causes of the gap in depth."""
        line = self.line
        if self.gap_id:
            self.host.go_to(Place("gap_causes", line.cause_id if line is not None and line.cause_id else self.gap_id))

    def action_check(self) -> None:
        """Run the checklist against the gap."""
        if self.gap_id:
            self.host.go_to(Place("gap_checklists", self.gap_id))

    def action_make_plan(self) -> None:
        """Make a plan that answers the gap."""
        from screens.plan_ways import make_plan

        if self.gap_id:
            make_plan(self, self.gap_id)

    def action_show_plans(self) -> None:
        """Show the plans that answer the gap; where there is none, make one."""
        from screens.plan_ways import open_plans_of_gap

        if self.gap_id:
            open_plans_of_gap(self, self.gap_id)

    def helped(self) -> Helped:
        """The person of the gap."""
        gap = self.gap
        return Helped(gap.person_id, gap_id=gap.id) if gap else Helped("")

    def action_send_out(self) -> None:
        """Export what is shown."""
        from screens.gap_exports import export_gaps

        self.run_worker(export_gaps(self, self.filter, self.table.row_count))
