"""The ways from any section to all others."""

from __future__ import annotations

from screens.file_actions import FileActions
from screens.hosts import Place


class Ways(FileActions):
    """One action for each section, so that menu and search find them all."""

    def action_go_today(self) -> None:
        """Show Today."""
        self.host.go_to(Place("today"))

    def action_go_people(self) -> None:
        """Show People."""
        self.host.go_to(Place("people"))

    def action_go_goals(self) -> None:
        """Show Goals."""
        self.host.go_to(Place("goals"))

    def action_go_reviews(self) -> None:
        """Show the assessments."""
        self.host.go_to(Place("reviews"))

    def action_go_gaps(self) -> None:
        """Show the gap table."""
        self.host.go_to(Place("gaps"))

    def action_go_plans(self) -> None:
        """Show the improvement plans."""
        self.host.go_to(Place("plans"))

    def action_go_timelines(self) -> None:
        """Show the plans along the time."""
        self.host.go_to(Place("timelines"))

    def action_go_measures(self) -> None:
        """Show the library of measures."""
        self.host.go_to(Place("measures"))

    def action_go_units(self) -> None:
        """Show the department tree."""
        self.host.go_to(Place("units"))

    def action_go_cycles(self) -> None:
        """Show quarters, half-years and years."""
        self.host.go_to(Place("cycles"))

    def action_go_weights(self) -> None:
        """Show the weights of siblings together."""
        self.host.go_to(Place("weights"))

    def action_go_alignments(self) -> None:
        """Show what is poor about the goal tree."""
        self.host.go_to(Place("alignments"))

    def action_go_conflicts(self) -> None:
        """Show which goals stand in each other's way."""
        self.host.go_to(Place("conflicts"))

    def action_go_meetings(self) -> None:
        """Show the meetings."""
        self.host.go_to(Place("meetings"))

    def action_go_actions(self) -> None:
        """Show all actions."""
        self.host.go_to(Place("actions"))

    def action_go_calibrations(self) -> None:
        """Show the goals of a level side by side."""
        self.host.go_to(Place("calibrations"))

    def action_go_goal_reviews(self) -> None:
        """Show the quarterly reviews."""
        self.host.go_to(Place("goal_reviews"))

    def action_go_rounds(self) -> None:
        """Show the rounds of 360 feedback."""
        self.host.go_to(Place("rounds"))

    def action_go_talks(self) -> None:
        """Show the talks."""
        self.host.go_to(Place("talks"))

    def action_go_bottlenecks(self) -> None:
        """Show where the work gets stuck."""
        self.host.go_to(Place("bottlenecks"))

    def action_go_worksheets(self) -> None:
        """Show the worksheets for other departments."""
        self.host.go_to(Place("worksheets"))

    def action_go_support(self) -> None:
        """Show support requests, training and mentors."""
        self.host.go_to(Place("support"))

    def action_go_reports(self) -> None:
        """Show the reports."""
        self.host.go_to(Place("reports"))
