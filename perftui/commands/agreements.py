"""What is done with goals in their review, and with what was agreed."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

AGREEMENTS = (
    Command("goals.review", mark("Goals to review"), mark("Show only the goals that are proposed and wait to be agreed or returned")),
    Command("goals.comment", mark("Comment"), mark("Say something about this goal; it is kept with who and when"), needs=Needs.ROW),
    Command(
        "goals.versions",
        mark("Versions"),
        mark("What this goal said when it was proposed, agreed and amended, side by side"),
        needs=Needs.ROW,
    ),
    Command(
        "goals.amendments", mark("Amendments"), mark("What was changed of agreed goals of the cycles that are shown, and why, newest first")
    ),
)
