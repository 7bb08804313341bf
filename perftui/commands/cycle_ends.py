"""What can be done at the end of a cycle and of a quarter: scoring, carrying over, reviewing."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

CYCLE_ENDS = (
    Command(
        "cycles.score",
        mark("Score the cycle"),
        mark("All active goals with a proposed score, changed by hand and saved in one step"),
        needs=Needs.ROW,
    ),
    Command(
        "cycles.carry_over",
        mark("Carry over"),
        mark("Take what is not finished to the next cycle, after a preview"),
        needs=Needs.ROW,
    ),
    Command("cycles.plan_reviews", mark("Plan the reviews"), mark("A review of this quarter for each active goal, after a preview")),
    Command("cycles.show_reviews", mark("Goal reviews"), mark("The quarterly reviews of goals, held and to be held")),
    Command(
        "goals.score",
        mark("Score"),
        mark("Score the marked goals, or all of the cycle of this one, with a proposal for each"),
        needs=Needs.ROW,
    ),
    Command(
        "goals.carry_over",
        mark("Carry over"),
        mark("Take this goal, or the marked ones, to the next cycle, after a preview"),
        needs=Needs.ROW,
    ),
    Command(
        "goals.show_carried",
        mark("Go where it was carried"),
        mark("Show the goal from which this one was carried over, or the one that goes on"),
        needs=Needs.ROW,
    ),
    Command("goals.show_reviews", mark("Reviews of this goal"), mark("Open the quarterly reviews at this goal's"), needs=Needs.ROW),
)
"""What is added to the cycles and the goals."""

GOAL_REVIEWS = (
    Command(
        "goal_reviews.plan",
        mark("Plan the reviews"),
        mark("A review of this quarter for each active goal, after a preview"),
        "ctrl+n",
        mark("Plan them"),
        12,
    ),
    Command(
        "goal_reviews.open",
        mark("Open"),
        mark("Hold this review, or show one that was held"),
        "enter",
        mark("Open"),
        11,
        needs=Needs.ROW,
    ),
    Command(
        "goal_reviews.hold",
        mark("Hold the review"),
        mark("Write down what went well, what hindered, and what comes of it; the facts stand above"),
        "f7",
        mark("Hold"),
        10,
        needs=Needs.ROW,
    ),
    Command("goal_reviews.edit", mark("Edit"), mark("Change what was written down"), "f2", needs=Needs.ROW),
    Command("goal_reviews.skip", mark("Skip the review"), mark("Leave it out, with a reason"), needs=Needs.ROW),
    Command(
        "goal_reviews.show_details", mark("Details"), mark("The review with its facts, beside or in place of the list"), needs=Needs.ROW
    ),
    Command("goal_reviews.show_goal", mark("Go to the goal"), mark("Show the goal in the tree"), needs=Needs.ROW),
    Command("goal_reviews.filter", mark("Filter"), mark("Quarter, unit, held or to be held"), "ctrl+l", mark("Filter"), 25),
)
"""What can be done with reviews."""
