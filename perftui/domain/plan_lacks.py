"""What can be missing for a step of a plan, in sentences that say where to mend it; `docs/plans.md` lists them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Code
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping


class Part(Code):
    """A part of a plan's sheet."""

    HEAD = "head", mark("Plan")
    GAPS = "gaps", mark("Gaps and causes")
    GOALS = "goals", mark("Goals")
    STEPS = "steps", mark("Steps")
    CHECKS = "checks", mark("Checks")
    SUPPORT = "support", mark("Promises")
    STATEMENT = "statement", mark("Statement")
    ACKNOWLEDGEMENT = "acknowledgement", mark("Acknowledgement")
    AMENDMENTS = "amendments", mark("Versions")
    OUTCOME = "outcome", mark("Outcome")


class Lack(Code):
    """What is missing."""

    NO_DATES = "no_dates", mark("The plan has no start or no end. Write both under “Plan”.")
    TOO_SHORT = "too_short", mark("The plan lasts {days} days; at least {least} are fair. Move its end under “Plan”.")
    TOO_LONG = "too_long", mark("The plan lasts {days} days; at most {most} are possible. Move its end under “Plan”.")
    START_PAST = "start_past", mark("The plan would begin on {start}, before the person knows of it. Move the start to {today} or later.")
    NO_GOAL = "no_goal", mark("The plan has no goal yet. Add one under “Goals”: what, how much, by when.")
    GOAL_NUMBER = "goal_number", mark("The goal “{title}” has no number that is to be reached. Write its target under “Goals”.")
    GOAL_UNIT = "goal_unit", mark("The goal “{title}” has no unit of measure. Write it beside the target under “Goals”.")
    GOAL_START = (
        "goal_start",
        mark("The goal “{title}” has no value at the start, so no progress can show. Write it under “Goals”."),
    )
    GOAL_LATE = "goal_late", mark("The goal “{title}” is due on {due}, outside of the plan. Move its date under “Goals”.")
    NO_STEP = "no_step", mark("The plan has no steps yet. Add them under “Steps”: who does what by when.")
    STEP_OWNER = "step_owner", mark("The step “{title}” has no owner. Name one under “Steps”.")
    STEP_DATE = "step_date", mark("The step “{title}” has no date. Write one under “Steps”, or how often it repeats.")
    NO_SUPPORT = "no_support", mark("The employer promises nothing yet. Mark one step at least under “Steps” as support by the employer.")
    NO_CHECK = "no_check", mark("No check is planned from {since} to {until}. Add it under “Checks”: every month needs one.")
    NO_CONSEQUENCES = "no_consequences", mark("The plan does not say what follows if it is not met. Write the consequences under “Plan”.")
    NO_CAUSE = "no_cause", mark("The plan answers no root cause. Link a gap with its cause under “Gaps and causes”.")
    NO_CHOICE = (
        "no_choice",
        mark("The person's choice of help is not written down. Write it under “Plan”, or note there why not."),
    )
    NOT_CHANGED = "not_changed", mark("Nothing was changed since the plan was paused. Change it first, or let it go on as it is.")
    TIME_ANEW = "time_anew", mark("What is measured was changed, which gives time anew. Move the end to {date} or later under “Plan”.")
    STILL_CHANGED = "still_changed", mark("The plan was changed while it was paused. Issue it again, so that it is acknowledged anew.")
    NOT_ACKNOWLEDGED = "not_acknowledged", mark("This version is not acknowledged yet. Do that under “Acknowledgement”.")
    NOT_BEGUN = "not_begun", mark("The plan begins on {start}. It is acknowledged, and waits for that day.")
    NOT_DUE_YET = "not_due_yet", mark("The plan runs until {end}. Its decision can be prepared from {date} on.")
    END_PASSED = "end_passed", mark("The plan ended on {end}. It could be extended up to that day; decide on it under “Outcome”.")
    NOT_MEASURED = (
        "not_measured",
        mark("No goal was measured since the start, so no progress shows. Hold a check under “Checks”."),
    )
    NO_PROGRESS = (
        "no_progress",
        mark("{closure} of the gap is closed. Only progress extends a plan; decide under “Outcome”."),
    )
    EXTENDED_BEFORE = "extended_before", mark("The plan was extended already, and that is possible once. Decide on it under “Outcome”.")
    NOT_OVER = "not_over", mark("The plan runs until {end}. It is decided on that day or later, under “Outcome”.")
    CHECK_OPEN = "check_open", mark("The check of {due} is open. Hold it, or mark it as missed, under “Checks”.")
    NOT_MEASURED_AT_END = (
        "not_measured_at_end",
        mark("The goal “{title}” was not measured by the same definition since {since}. Write its last value under “Checks”."),
    )
    GOAL_NOT_MET = "goal_not_met", mark("The goal “{title}” is not met, and the plan passes only when it is. See “Goals”.")
    CLOSURE_LOW = (
        "closure_low",
        mark("{closure} of the gap is closed. The plan passes from {wanted} on, as fixed at issue. See “Goals”."),
    )
    PASSES = "passes", mark("By the rule that was fixed at issue the plan has passed, so it cannot fail. See “Goals”.")
    PROMISE_OPEN = "promise_open", mark("The employer's promise “{title}” is open. Keep it, or settle it in writing, under “Promises”.")
    NO_STATEMENT = "no_statement", mark("The person was not offered a statement. Offer it under “Statement” first.")
    RELAPSE_NOT_SEEN = "relapse_not_seen", mark("No check after the end was held yet. Hold one under “Checks”: a relapse shows in it.")
    LAST_CHECK_MISSED = (
        "last_check_missed",
        mark("The last check after the end was missed, so nobody knows if it lasted. Plan another."),
    )
    GOAL_LOST = "goal_lost", mark("The goal “{title}” is no longer met by its latest value. See “Goals”.")


PARTS: Final[Mapping[Lack, Part]] = {
    **dict.fromkeys((Lack.NO_DATES, Lack.TOO_SHORT, Lack.TOO_LONG, Lack.START_PAST, Lack.NO_CONSEQUENCES, Lack.NO_CHOICE), Part.HEAD),
    **dict.fromkeys((Lack.TIME_ANEW, Lack.NOT_BEGUN, Lack.NOT_DUE_YET), Part.HEAD),
    **dict.fromkeys((Lack.NO_GOAL, Lack.GOAL_NUMBER, Lack.GOAL_UNIT, Lack.GOAL_START, Lack.GOAL_LATE), Part.GOALS),
    **dict.fromkeys((Lack.GOAL_NOT_MET, Lack.CLOSURE_LOW, Lack.PASSES, Lack.GOAL_LOST), Part.GOALS),
    **dict.fromkeys((Lack.NO_STEP, Lack.STEP_OWNER, Lack.STEP_DATE, Lack.NO_SUPPORT), Part.STEPS),
    **dict.fromkeys((Lack.NO_CHECK, Lack.CHECK_OPEN, Lack.NOT_MEASURED, Lack.NOT_MEASURED_AT_END), Part.CHECKS),
    **dict.fromkeys((Lack.RELAPSE_NOT_SEEN, Lack.LAST_CHECK_MISSED), Part.CHECKS),
    Lack.NO_CAUSE: Part.GAPS,
    Lack.NOT_ACKNOWLEDGED: Part.ACKNOWLEDGEMENT,
    **dict.fromkeys((Lack.NOT_CHANGED, Lack.STILL_CHANGED), Part.AMENDMENTS),
    **dict.fromkeys((Lack.END_PASSED, Lack.NO_PROGRESS, Lack.EXTENDED_BEFORE, Lack.NOT_OVER), Part.OUTCOME),
    Lack.PROMISE_OPEN: Part.SUPPORT,
    Lack.NO_STATEMENT: Part.STATEMENT,
}
"""What is missing to the part of the sheet that mends it."""
