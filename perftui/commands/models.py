"""What a command is; named tuples, because dataclasses cost a quarter of the time that `--help` may take."""

from __future__ import annotations

from enum import StrEnum

from perftui.i18n import mark
from perftui.records import NamedTuple


class Scope(StrEnum):
    """Where a command can be given."""

    APP = "app"
    LIST = "list"
    TODAY = "today"
    PEOPLE = "people"
    UNITS = "units"
    CYCLES = "cycles"
    GOALS = "goals"
    CALIBRATIONS = "calibrations"
    ALIGNMENTS = "alignments"
    REPORTS = "reports"
    MEASURES = "measures"
    GOAL_REVIEWS = "goal_reviews"
    CONFLICTS = "conflicts"
    MEETINGS = "meetings"
    RETROSPECTIVES = "retrospectives"
    ACTIONS = "actions"
    WEIGHTS = "weights"
    ROUNDS = "rounds"
    REVIEWS = "reviews"
    SHEETS = "sheets"
    GAP_CAUSES = "gap_causes"
    GAP_CHECKLISTS = "gap_checklists"
    GAPS = "gaps"
    PLANS = "plans"
    TIMELINES = "timelines"
    PLAN_SHEETS = "plan_sheets"
    FILE = "file"


SCOPES = {
    Scope.APP: mark("Everywhere"),
    Scope.LIST: mark("Lists"),
    Scope.TODAY: mark("Today"),
    Scope.PEOPLE: mark("People"),
    Scope.UNITS: mark("Units"),
    Scope.CYCLES: mark("Cycles"),
    Scope.GOALS: mark("Goals"),
    Scope.CALIBRATIONS: mark("Calibration"),
    Scope.ALIGNMENTS: mark("Alignment"),
    Scope.REPORTS: mark("Reports"),
    Scope.MEASURES: mark("Measures"),
    Scope.GOAL_REVIEWS: mark("Goal reviews"),
    Scope.CONFLICTS: mark("Conflicts"),
    Scope.MEETINGS: mark("Meetings"),
    Scope.RETROSPECTIVES: mark("Retrospective"),
    Scope.ACTIONS: mark("Actions"),
    Scope.WEIGHTS: mark("Weights"),
    Scope.ROUNDS: mark("360 rounds"),
    Scope.REVIEWS: mark("Assessments"),
    Scope.SHEETS: mark("Assessment sheet"),
    Scope.GAP_CAUSES: mark("Causes of a gap"),
    Scope.GAP_CHECKLISTS: mark("Checklist of a gap"),
    Scope.GAPS: mark("Gaps"),
    Scope.PLANS: mark("Plans"),
    Scope.PLAN_SHEETS: mark("Plan"),
    Scope.TIMELINES: mark("Timeline"),
    Scope.PLAN_SHEETS: mark("Plan sheet"),
    Scope.FILE: mark("File"),
}
"""Scope to its heading."""


class Needs(StrEnum):
    """What must be there before a command makes sense."""

    NOTHING = ""
    ROW = "row"
    GOAL = "goal"
    KEY_RESULT = "key_result"
    MARKS = "marks"


class Argument(NamedTuple):
    """One argument of a command-line verb."""

    name: str
    """`FILE` for a positional one, `--yes` for an option."""
    help: str
    is_flag: bool = False
    is_optional: bool = False
    choices: tuple[str, ...] = ()
    value: str = ""
    """What stands for the value of an option in its help; empty: its name in capitals."""
    is_many: bool = False
    """Whether it may be given several times; at least once."""


class Command(NamedTuple):
    """Something the user can do."""

    id: str
    """`scope.action`: also the id under which the key can be remapped."""
    title: str
    help: str
    key: str = ""
    """Textual's key names, separated by commas; empty when it is only on F8 and Ctrl+P, or on the command line."""
    footer: str = ""
    """Its word in the footer; empty when it is not there."""
    rank: int = 50
    """The footer drops the highest ranks first."""
    needs: Needs = Needs.NOTHING
    verb: str = ""
    """The words on the command line, such as `import people`."""
    arguments: tuple[Argument, ...] = ()
    is_in_program: bool = True
    """False for what exists on the command line alone."""
    is_priority: bool = False
    """Whether the key works even where a field would take it."""

    @property
    def scope(self) -> Scope:
        """Where it can be given."""
        return Scope(self.id.partition(".")[0])

    @property
    def action(self) -> str:
        """The name of the method that does it: `action_` and this."""
        return self.id.partition(".")[2]


FILE = Argument("FILE", mark("a file; - means standard output"))
YES = Argument("--yes", mark("do it without asking"), is_flag=True)
DRY = Argument("--dry-run", mark("show what would happen and change nothing"), is_flag=True)
JSON = Argument("--json", mark("print JSON, a line a record"), is_flag=True)
OVERWRITE = Argument("--overwrite", mark("replace the file if it exists"), is_flag=True)
