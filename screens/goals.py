"""Goals: themes, goals and key results in one tree."""

from __future__ import annotations

from typing import ClassVar

from perftui.bindings import bindings_of
from perftui.commands.models import Scope
from perftui.i18n import mark
from screens.goal_check_ins import GoalCheckIns


class GoalsScreen(GoalCheckIns):
    """The goal tree and all that is done with it."""

    SECTION = "goals"
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.GOALS, Scope.APP, Scope.FILE)
    BINDINGS = bindings_of(Scope.GOALS, Scope.APP)
    HELP_TEXT = mark(
        "Themes, unit goals, personal goals and their key results. Progress rolls up by weight over what is measured; what has no data "
        "counts as nothing, not as zero: a * behind the number says that a part is not measured. A ! says that a check-in is overdue, "
        "or a due date has passed."
    )
