"""What can be done when goals are calibrated, and checked for being SMART."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

CALIBRATIONS = (
    Command(
        "goals.smart_check",
        mark("SMART check"),
        mark("The five checks of this goal with what is missing; answers are written here"),
        needs=Needs.ROW,
    ),
    Command(
        "goals.show_calibration",
        mark("Calibration"),
        mark("This goal side by side with those of its level and cycle"),
        needs=Needs.ROW,
    ),
    Command(
        "calibrations.calibrate",
        mark("Calibrate"),
        mark("Write down who has calibrated this goal, or the marked ones, today, with a note"),
        "f7",
        mark("Calibrate"),
        13,
        needs=Needs.ROW,
    ),
    Command(
        "calibrations.edit",
        mark("Change the cell"),
        mark("Challenge and feasibility from 1 to 5, or the weight; Enter does the same"),
        "f2",
        mark("Edit"),
        12,
        needs=Needs.ROW,
    ),
    Command("calibrations.open", mark("Open"), mark("Everything that calibrates this goal"), "enter", needs=Needs.ROW),
    Command("calibrations.filter", mark("Filter"), mark("Level, cycle or unit"), "ctrl+l", mark("Filter"), 25),
    Command("calibrations.show_goal", mark("Go to the goal"), mark("Open the goal tree at this goal"), needs=Needs.ROW),
    Command(
        "calibrations.thresholds",
        mark("When a target is worth a look"),
        mark("How far beyond the best result, and whether below the last one"),
    ),
)
