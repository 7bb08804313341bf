"""What can be done on every screen."""

from __future__ import annotations

from perftui.commands.models import Command
from perftui.i18n import mark

APP = (
    Command(
        "app.help",
        mark("Help"),
        mark("What this field and this screen are for, and their keys"),
        "f1,question_mark,fullwidth_question_mark",
        mark("Help"),
        0,
    ),
    Command("app.menu", mark("Menu"), mark("All that can be done here, with the keys"), "f8", mark("Menu"), 1, is_priority=True),
    Command(
        "app.palette", mark("Search everything"), mark("Find a person, a goal or a command"), "ctrl+p", mark("Search"), 2, is_priority=True
    ),
    Command(
        "app.find",
        mark("Find in this list"),
        mark("Show only the rows that hold a text, while you type; Esc shows all again"),
        "f3,slash,fullwidth_solidus,ideographic_comma",
        mark("Find"),
        20,
    ),
    Command("app.go_today", mark("Go to Today"), mark("What needs you first"), "1"),
    Command("app.go_people", mark("Go to People"), mark("The roster with units and managers"), "2"),
    Command("app.go_goals", mark("Go to Goals"), mark("The goal tree"), "3"),
    Command("app.go_gaps", mark("Go to Gaps"), mark("Target, actual, gap, root cause and measure in one table"), "4"),
    Command("app.go_plans", mark("Go to Plans"), mark("Improvement plans: who, how far, what comes next"), "5"),
    Command("app.go_reviews", mark("Go to Reviews"), mark("The assessments: scores, calibration, follow-up"), "6"),
    Command("app.go_talks", mark("Go to Talks"), mark("Talks with people: due, planned, held; GROW, scripts, prep sheets"), "7"),
    Command("app.go_measures", mark("Go to the Library"), mark("The measures that key results are measured by"), "9"),
    Command("app.go_timelines", mark("Timeline"), mark("All improvement plans on one axis of time, and each of them in full")),
    Command("app.go_units", mark("Units"), mark("The department tree: add, rename, move, archive")),
    Command("app.go_cycles", mark("Cycles"), mark("Quarters, half-years and years: add, open, close")),
    Command("app.go_weights", mark("Weights together"), mark("The weights of siblings, changed together until they sum to 100 %")),
    Command("app.go_alignments", mark("Alignment report"), mark("What is poor about the goal tree; each line leads to where it is mended")),
    Command("app.go_conflicts", mark("Conflicts"), mark("Goals that stand in each other's way: found, recorded, settled")),
    Command("app.go_meetings", mark("Meetings"), mark("Alignment and resource meetings with decisions and actions")),
    Command("app.go_actions", mark("Actions"), mark("What everybody has to do, mine first if wanted: the agenda of all actions")),
    Command("app.go_calibrations", mark("Calibration"), mark("The goals of a level side by side")),
    Command("app.go_goal_reviews", mark("Goal reviews"), mark("The quarterly review of each goal")),
    Command("app.go_rounds", mark("360 rounds"), mark("Feedback from all sides: who answers about whom, questions, answers")),
    Command("app.go_bottlenecks", mark("Bottlenecks"), mark("Where the work gets stuck, ranked by tag")),
    Command("app.go_worksheets", mark("Worksheets"), mark("What other departments need, and what is asked of them")),
    Command("app.go_support", mark("Support"), mark("Requests, initiatives, training, mentors: what the employer does, and what waits")),
    Command("app.go_reports", mark("Reports"), mark("Alignment, coverage and check-ins by unit and person")),
    Command("app.go", mark("Go to a section"), mark("Choose a section by its letter"), "ctrl+g", "", is_priority=True),
    Command("app.jump", mark("Jump"), mark("Jump to a labelled place on this screen"), "ctrl+o", is_priority=True),
    Command("app.views", mark("Saved views"), mark("Open, save or remove a view of this list"), "ctrl+t", mark("Views"), 40),
    Command("app.undo", mark("Undo"), mark("Take the last change back, even after a restart"), "ctrl+z", mark("Undo"), 30),
    Command("app.redo", mark("Redo"), mark("Do again what was just taken back"), "ctrl+y"),
    Command("app.refresh", mark("Refresh"), mark("Read everything again"), "f5"),
    Command("app.language", mark("Language: English / 中文"), mark("Switch between English and Chinese"), "f9", is_priority=True),
    Command("app.theme", mark("Colours"), mark("Dark, light, 16 colours or black and white")),
    Command("app.signs", mark("Signs and mouse"), mark("Unicode or plain signs; whether the mouse works, from the next start on")),
    Command("app.history", mark("Recent changes"), mark("Who changed what, newest first")),
    Command("app.tour", mark("Six things to know"), mark("The short tour for the first day")),
    Command("app.back", mark("Back"), mark("Close this and go back; nothing typed is lost"), "escape,f12"),
    Command("app.quit", mark("Quit"), mark("Leave perftui; everything is saved"), "ctrl+q", mark("Quit"), 45, is_priority=True),
)
