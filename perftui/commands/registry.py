"""All commands, and how to find them."""

from __future__ import annotations

from perftui.commands.actions import ACTIONS
from perftui.commands.agreements import AGREEMENTS
from perftui.commands.assessments import ASSESSMENTS
from perftui.commands.calibrations import CALIBRATIONS
from perftui.commands.cycle_ends import CYCLE_ENDS, GOAL_REVIEWS
from perftui.commands.evidences import EVIDENCES, OF_ROW, TO_EVIDENCE
from perftui.commands.feedback import FEEDBACK
from perftui.commands.files import FILES
from perftui.commands.frame import APP
from perftui.commands.gap_causes import DEPTHS, GAP_CAUSES, GAP_CHECKLISTS
from perftui.commands.gaps import GAPS, TO_GAPS
from perftui.commands.goals import GOALS
from perftui.commands.measures import MEASURES
from perftui.commands.meetings import CONFLICTS, MEETINGS, NEEDS
from perftui.commands.people import CYCLES, PEOPLE, UNITS
from perftui.commands.plan_checks import PLAN_CHECKS, TO_PLAN_CHECKS
from perftui.commands.plans import PLANS, TO_PLANS
from perftui.commands.reports import ALIGNMENTS, REPORTS
from perftui.commands.retrospectives import RETROSPECTIVES
from perftui.commands.rounds import ROUNDS
from perftui.commands.support import SUPPORT, TO_SUPPORT
from perftui.commands.talks import BOTTLENECKS, TALKS, WORKSHEETS
from perftui.commands.timelines import TIMELINES, TO_TIMELINES
from perftui.commands.today import TODAY
from perftui.commands.weights import WEIGHTS

TYPE_CHECKING = False  # by hand, as in records
if TYPE_CHECKING:
    from perftui.commands.models import Command, Scope

COMMANDS: tuple[Command, ...] = (
    *APP,
    *TODAY,
    *PEOPLE,
    *UNITS,
    *CYCLES,
    *GOALS,
    *CALIBRATIONS,
    *ALIGNMENTS,
    *REPORTS,
    *MEASURES,
    *CYCLE_ENDS,
    *GOAL_REVIEWS,
    *AGREEMENTS,
    *NEEDS,
    *CONFLICTS,
    *MEETINGS,
    *RETROSPECTIVES,
    *ACTIONS,
    *WEIGHTS,
    *ROUNDS,
    *FEEDBACK,
    *ASSESSMENTS,
    *DEPTHS,
    *GAP_CAUSES,
    *GAP_CHECKLISTS,
    *TO_GAPS,
    *GAPS,
    *TO_EVIDENCE,
    OF_ROW,
    *EVIDENCES,
    *TO_PLANS,
    *PLANS,
    *TO_PLAN_CHECKS,
    *PLAN_CHECKS,
    *TO_TIMELINES,
    *TIMELINES,
    *TO_SUPPORT,
    *TALKS,
    *BOTTLENECKS,
    *WORKSHEETS,
    *SUPPORT,
    *FILES,
)
"""All commands, in the order in which menus and help list them."""

BY_ID = {command.id: command for command in COMMANDS}


def in_scope(*scopes: Scope) -> tuple[Command, ...]:
    """The commands of the program that can be given in these scopes, those of the first scope first."""
    return tuple(command for scope in scopes for command in COMMANDS if command.is_in_program and command.scope == scope)


def verbs() -> tuple[Command, ...]:
    """The commands of the command line."""
    return tuple(command for command in COMMANDS if command.verb)


_NAMES = {
    "delete": "Del",
    "insert": "Ins",
    "escape": "Esc",
    "enter": "Enter",
    "slash": "/",
    "question_mark": "?",
    "asterisk": "*",
    "minus": "-",
    "plus": "+",
    "equals_sign": "=",
    "percent_sign": "%",
    "less_than_sign": "<",
    "space": "Space",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "left": "←",
    "right": "→",
    "shift+up": "Shift+↑",
    "shift+down": "Shift+↓",
}


def key_name(key: str, *, is_short: bool = False) -> str:
    """The first of a command's keys as it stands on a keyboard.

    Args:
        key: Textual's names, separated by commas.
        is_short: `^P` in place of `Ctrl+P`, for the footer.
    """
    first = key.split(",")[0]
    if first.startswith("ctrl+"):
        return ("^" if is_short else "Ctrl+") + first[5:].upper()
    return _NAMES.get(first, first.upper() if first.startswith("f") and first[1:].isdigit() else first)
