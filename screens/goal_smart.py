"""From the goal tree to the SMART check and to the calibration."""

from __future__ import annotations

from screens.goal_check_ins import GoalCheckIns
from screens.hosts import Place


class GoalSmart(GoalCheckIns):
    """What checks a goal and sets it beside others."""

    def action_smart_check(self) -> None:
        """Show the five checks of the goal under the cursor; of a key result those of its goal."""
        from screens.smart_check_forms import SmartCheckForm  # not at every start

        if self.is_there(self.goal_id):
            self.app.push_screen(SmartCheckForm(self.goal_id), self._answered)

    def _answered(self, key: str | None) -> None:
        if key:
            self.done(key=self.key)

    def action_show_calibration(self) -> None:
        """Open the calibration at this goal."""
        if self.is_there(self.goal_id):
            self.host.go_to(Place("calibrations", self.goal_id))
