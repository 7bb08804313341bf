"""What can be done with support: requests, initiatives, accommodations, skill gaps, training, courses, mentors."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.commands.reports import LISTED
from perftui.i18n import mark

_WORK = (
    Command("support.add", mark("New in this list"), mark("One line, its parts between semicolons"), "ctrl+n", mark("New"), 10),
    Command("support.open", mark("Open"), mark("Everything about this record"), "enter", mark("Open"), 11, needs=Needs.ROW),
    Command(
        "support.go_on",
        mark("Next step"),
        mark("Mentors: write into the log. Requests and training: the next state. Skill gaps: courses that fit"),
        "f7",
        mark("Next step"),
        12,
        needs=Needs.ROW,
    ),
    Command("support.edit", mark("Edit"), mark("Change this record in a form"), "f2", mark("Edit"), 13, needs=Needs.ROW),
    Command(
        "support.choose",
        mark("Another list"),
        mark("Requests, initiatives, accommodations, training, skill gaps, courses, mentors"),
        "f4",
        mark("List"),
        14,
    ),
    Command("support.add_in_form", mark("New in a form"), mark("A new record of this list in a form")),
    Command("support.take_step", mark("Change the state…"), mark("Every state that may follow"), needs=Needs.ROW),
    Command("support.give_up", mark("Cancel or end"), mark("Cancelled, ended, closed, archived; can be undone"), "delete", needs=Needs.ROW),
    Command(
        "support.propose",
        mark("Courses that fit…"),
        mark("For the person of this record: by gaps and measures below target"),
        needs=Needs.ROW,
    ),
    Command("support.set_goal", mark("Blocked goal…"), mark("Which goal waits for this request"), needs=Needs.ROW),
    Command("support.edit_entry", mark("Change a log entry…"), mark("Choose an entry of this mentorship and change it"), needs=Needs.ROW),
)
_LISTS = (
    Command("support.show_requests", mark("Support requests"), mark("Who needs what from whom, and how long it has been waiting")),
    Command("support.show_initiatives", mark("Initiatives"), mark("What answers several requests at once")),
    Command("support.show_accommodations", mark("Accommodations"), mark("What makes somebody's work fit while they learn")),
    Command("support.show_trainings", mark("Training requests"), mark("From asking to the result")),
    Command("support.show_skill_gaps", mark("Skill gaps"), mark("What people can do less well than their work needs")),
    Command("support.show_courses", mark("Courses"), mark("The courses, and with which measures they help")),
    Command("support.show_mentors", mark("Mentors"), mark("Who goes along with whom, and which weeks were missed")),
)
_VIEW = (
    Command("support.filter", mark("Filter"), mark("Open, late, all, one state; mine or one person's"), "ctrl+l", mark("Filter"), 25),
    Command("support.sort", mark("Sort"), mark("Choose the column that gives the order; the same again turns it round")),
    Command("support.age", mark("Ageing of requests"), mark("How long requests have waited, by the unit that provides")),
    Command("support.set_limit", mark("Mentees at most…"), mark("How many one may mentor at the same time")),
    Command("support.show_person", mark("Go to the person"), mark("The person whom this record is about"), needs=Needs.ROW),
    Command("support.show_history", mark("History"), mark("Show in the details who changed what, or hide it again"), needs=Needs.ROW),
    Command("support.send_out", mark("Export this list"), mark("As it is shown: Markdown, CSV, XLSX or JSON")),
    Command(
        "support.print_ageing",
        mark("Support report"),
        mark("Support requests by providing unit: how many are open, since when, and how many days were lost"),
        verb="report support",
        arguments=tuple(argument for argument in LISTED if argument.name != "--cycle"),
        is_in_program=False,
    ),
)
SUPPORT = (*_WORK, *_LISTS, *_VIEW)


def _to_support(scope: str, needs: Needs) -> tuple[Command, ...]:
    """The ways to support from the records of another section."""
    return (
        Command(f"{scope}.propose_courses", mark("Courses that fit…"), mark("By measures below target; asks for training"), needs=needs),
        Command(f"{scope}.add_skill_gap", mark("Skill gap…"), mark("What the person can do less well than the work needs"), needs=needs),
        Command(f"{scope}.ask_support", mark("Ask for support…"), mark("Tools, data, budget, equipment of another unit"), needs=needs),
        Command(f"{scope}.plan_talk", mark("Plan a talk…"), mark("With the person, about this"), needs=needs),
    )


TO_SUPPORT = (*_to_support("people", Needs.ROW), *_to_support("goals", Needs.ROW), *_to_support("gaps", Needs.ROW))
