"""What can be done with gaps, and the ways to them."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

BELOW = "less_than_sign,fullwidth_less_than_sign,left_double_angle_bracket"
"""`<`: what is below its target; with what Chinese input methods type for it."""

_TO_GAPS = (
    Command(
        "goals.show_gaps",
        mark("Gaps…"),
        mark("The gap table of this goal or key result: what is below target, why, and what is done"),
        BELOW,
        needs=Needs.ROW,
    ),
    Command(
        "goals.make_gaps",
        mark("Gap from what was measured"),
        mark("A gap for each key result here that is below its target and has none"),
        needs=Needs.ROW,
    ),
    Command(
        "people.show_gaps",
        mark("Gaps…"),
        mark("The gap table of this person: what is below target, why, and what is done"),
        BELOW,
        needs=Needs.ROW,
    ),
    Command(
        "people.make_gaps",
        mark("Gap from what was measured"),
        mark("A gap for each key result of this person that is below its target and has none"),
        needs=Needs.ROW,
    ),
)
_OF_ASSESSMENT = mark("The gap table of this assessment: what is below target, why, and what is done")
_MAKE_OF_ASSESSMENT = mark("A gap for each indicator of this assessment that is below its target and has none")
TO_GAPS = (
    *_TO_GAPS,
    Command("reviews.show_gaps", mark("Gaps…"), _OF_ASSESSMENT, BELOW, needs=Needs.ROW),
    Command("reviews.make_gaps", mark("Gap from what was measured"), _MAKE_OF_ASSESSMENT, needs=Needs.ROW),
    Command("sheets.show_gaps", mark("Gaps…"), _OF_ASSESSMENT, BELOW),
    Command("sheets.make_gaps", mark("Gap from what was measured"), _MAKE_OF_ASSESSMENT),
)
_WRITING = (
    Command("gaps.add", mark("New gap"), mark("In one line: dimension; target; actual; then the causes"), "ctrl+n", mark("New"), 10),
    Command(
        "gaps.add_below",
        mark("Another cause or measure"),
        mark("In the column of the cause or of the measure: a line below for the next one of this gap"),
        "insert",
        mark("Another"),
        11,
        needs=Needs.ROW,
    ),
    Command("gaps.edit", mark("Write in the cell"), mark("Just typing does it too; Enter goes down, Tab right"), "f2", needs=Needs.ROW),
    Command(
        "gaps.pick",
        mark("Pick"),
        mark("The category of the cause, or the owner or date of the measure"),
        "f4",
        mark("Pick"),
        12,
        needs=Needs.ROW,
    ),
    Command("gaps.open", mark("Details"), mark("Everything about this gap, with the gap in percent and its causes"), needs=Needs.ROW),
)
_STEPS = (
    Command(
        "gaps.close_gap",
        mark("Close the gap"),
        mark("This one, or those of the marked rows; with a note unless the target is met"),
        "delete",
        needs=Needs.ROW,
    ),
    Command("gaps.need_nothing", mark("No action needed"), mark("Write down why nothing is done about this gap"), needs=Needs.ROW),
    Command("gaps.reopen", mark("Open it again"), mark("It is not closed after all"), needs=Needs.ROW),
    Command(
        "gaps.measure_again",
        mark("Measure again…"),
        mark("A new gap on the same yardstick, in the cycle that runs; the earlier one stays"),
        needs=Needs.ROW,
    ),
    Command("gaps.make_gaps", mark("Gap from what was measured"), mark("A gap for all that is below target and has none")),
    Command("gaps.compare", mark("Compare two periods…"), mark("Which gaps have closed, become smaller or larger, or come up")),
    Command("gaps.finish_measure", mark("Measure done"), mark("Or not done after all"), needs=Needs.ROW),
    Command("gaps.switch_type", mark("Document or action"), mark("What comes of the measure"), needs=Needs.ROW),
    Command("gaps.cancel_measure", mark("Cancel the measure"), mark("It is no longer needed"), needs=Needs.ROW),
    Command("gaps.remove_cause", mark("Remove the cause"), mark("One that has no measures"), needs=Needs.ROW),
)
_LOOKING = (
    Command(
        "gaps.filter", mark("Filter"), mark("Cycle, unit, severity, state, category, or what is missing"), "ctrl+l", mark("Filter"), 25
    ),
    Command("gaps.sort", mark("Sort by"), mark("The column that gives the order; the same again turns it round")),
    Command("gaps.show_history", mark("History"), mark("Who changed what here, or hide it again"), needs=Needs.ROW),
    Command("gaps.show_whose", mark("Go to the person or unit"), mark("Whose gap it is"), needs=Needs.ROW),
    Command("gaps.show_goal", mark("Go to the goal"), mark("Out of which the gap comes"), needs=Needs.ROW),
)
GAPS = (*_WRITING, *_STEPS, *_LOOKING)
