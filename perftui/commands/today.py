"""What can be done on Today."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

TODAY = (
    Command("today.finish", mark("Done"), mark("The action under the cursor is done, or the day of its series"), "f7", needs=Needs.ROW),
    Command(
        "today.drop_draft",
        mark("Drop what was typed"),
        mark("Forget what was typed and not saved; asks first, because it cannot be taken back"),
        "delete",
        needs=Needs.ROW,
    ),
    Command("today.set_silent_days", mark("When is a plan silent?"), mark("After how many days without an entry a plan stands on Today")),
)
