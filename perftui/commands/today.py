"""What can be done on Today."""

from __future__ import annotations

from perftui.commands.models import Command, Needs
from perftui.i18n import mark

TODAY = (
    Command(
        "today.drop_draft",
        mark("Drop what was typed"),
        mark("Forget what was typed and not saved; asks first, because it cannot be taken back"),
        "delete",
        needs=Needs.ROW,
    ),
)
