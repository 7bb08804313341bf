"""Where one can go: the sections with their screens, and their letters for Ctrl+G."""

from __future__ import annotations

from perftui.i18n import mark

SCREENS = {
    "today": "screens.today:TodayScreen",
    "people": "screens.people:PeopleScreen",
    "goals": "screens.goals:GoalsScreen",
    "units": "screens.units:UnitsScreen",
    "cycles": "screens.cycles:CyclesScreen",
    "calibrations": "screens.calibrations:CalibrationsScreen",
    "alignments": "screens.alignments:AlignmentsScreen",
    "reports": "screens.reports:ReportsScreen",
    "measures": "screens.measures:MeasuresScreen",
    "goal_reviews": "screens.goal_reviews:GoalReviewsScreen",
    "conflicts": "screens.conflicts:ConflictsScreen",
    "meetings": "screens.meetings:MeetingsScreen",
    "retrospectives": "screens.retrospectives:RetrospectivesScreen",
    "actions": "screens.actions:ActionsScreen",
    "weights": "screens.weights:WeightsScreen",
    "rounds": "screens.rounds:RoundsScreen",
    "reviews": "screens.reviews:ReviewsScreen",
    "sheets": "screens.sheets:SheetsScreen",
    "gap_causes": "screens.gap_causes:GapCausesScreen",
    "gap_checklists": "screens.gap_checklists:GapChecklistsScreen",
    "gaps": "screens.gaps:GapsScreen",
    "support": "screens.support:SupportScreen",
    "trainings": "screens.trainings:TrainingsScreen",
    "mentors": "screens.mentors:MentorsScreen",
}
"""Section to module and class; loaded when first shown."""
PLACES = (
    ("today", "t", mark("Today")),
    ("people", "p", mark("People")),
    ("goals", "g", mark("Goals")),
    ("units", "u", mark("Units")),
    ("cycles", "c", mark("Cycles")),
    ("calibrations", "b", mark("Calibration")),
    ("alignments", "a", mark("Alignment")),
    ("reports", "r", mark("Reports")),
    ("measures", "m", mark("Library")),
    ("goal_reviews", "v", mark("Goal reviews")),
    ("conflicts", "x", mark("Conflicts")),
    ("meetings", "e", mark("Meetings")),
    ("actions", "i", mark("Actions")),
    ("weights", "w", mark("Weights")),
    ("rounds", "o", mark("360 rounds")),
    ("reviews", "s", mark("Reviews")),
    ("gaps", "d", mark("Gaps")),
    ("support", "h", mark("Support")),
)
"""Section, its letter for Ctrl+G, and its title."""
