"""What can be done with the weights of siblings, and with a goal that is handed down."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

_TOGETHER = (
    Command("weights.edit", mark("Edit"), mark("Type another weight: a digit begins, Enter goes on to the next"), "f2", needs=Needs.ROW),
    Command("weights.save", mark("Save"), mark("Save all of them in one step, once they sum to 100 %"), "ctrl+s", mark("Save"), 10),
    Command(
        "weights.equalise",
        mark("Equal"),
        mark("Those that are not locked share equally what the locked ones leave"),
        "equals_sign,fullwidth_equals_sign",
        mark("Equal"),
        11,
        needs=Needs.ROW,
    ),
    Command(
        "weights.scale",
        mark("Scale to 100 %"),
        mark("Those that are not locked keep their proportion and fill up what the locked ones leave"),
        "percent_sign,fullwidth_percent_sign",
        mark("Scale"),
        12,
        needs=Needs.ROW,
    ),
    Command(
        "weights.lock",
        mark("Lock or unlock"),
        mark("This one, or the marked ones, keep their weight when others are made equal or scaled"),
        "f7",
        mark("Lock"),
        13,
        needs=Needs.ROW,
    ),
    Command(
        "weights.heavier",
        mark("One percent more"),
        mark("Of this one, or of the marked ones"),
        "plus,fullwidth_plus_sign",
        mark("1 % more"),
        14,
        needs=Needs.ROW,
    ),
    Command(
        "weights.lighter",
        mark("One percent less"),
        mark("Of this one, or of the marked ones"),
        "minus,fullwidth_hyphen_minus",
        mark("less"),
        15,
        needs=Needs.ROW,
    ),
    Command(
        "weights.pick", mark("Other siblings"), mark("Pick where: those that do not sum to 100 % come first"), "f4", mark("Others"), 16
    ),
    Command("weights.go_above", mark("Show in the tree"), mark("Go to this one in the goal tree"), needs=Needs.ROW),
)
_GOALS = (
    Command("goals.weights", mark("Weights…"), mark("See and change the weights of this one and its siblings together"), needs=Needs.ROW),
    Command(
        "goals.cascade",
        mark("Cascade to people or units…"),
        mark("Hand this goal down: a goal for each person of the unit, or for each unit below a theme, after one preview"),
        needs=Needs.GOAL,
    ),
)
WEIGHTS = (*_GOALS, *_TOGETHER)
