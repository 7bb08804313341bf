"""The help of a screen, made from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from perftui.bindings import entry
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from widgets.cells import fit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.commands.models import Command
    from perftui.services.histories import StepLine

LIST_KEYS = (
    ("↑ ↓ PgUp PgDn Home End", mark("move")),
    ("Space", mark("mark a row; F8 then offers what can be done with all marked ones")),
    ("→ ←", mark("in the tree: open and close; in a table: next and previous column")),
)
"""Keys that belong to the lists themselves."""
KEY_WIDTH = 12


def help_text(purpose: str, commands: Iterable[Command]) -> Content:
    """What a screen is for, then each command with its key and what it does, by group.

    Args:
        purpose: The marked text of the screen.
        commands: Those that can be given there.
    """
    parts: list[tuple[str, str]] = [(_(purpose) + "\n", "")]
    for keys, words in LIST_KEYS:
        parts += [("\n" + keys, "bold"), ("  " + _(words), "")]
    parts.append(("\n", ""))
    group = ""
    for shown in map(entry, commands):
        if shown.group != group:
            group = shown.group
            parts.append((f"\n{group}\n", "bold underline"))
        parts += [(fit(shown.key, KEY_WIDTH), "bold"), (_("{title}: {help}").format(title=shown.title, help=shown.help) + "\n", "")]
    return Content.assemble(*parts)


def history_text(steps: Iterable[StepLine]) -> str:
    """What was done lately, a line each, the newest first: when, who, what; what was taken back says so."""
    words = {"undo": _("Undone: {what}"), "redo": _("Done again: {what}")}
    lines = []
    for step in steps:
        what = words.get(step.kind, "{what}").format(what=say(step.label))
        lines.append(f"{step.at.astimezone():%Y-%m-%d %H:%M}  {step.actor}  {what}")
    return "\n".join(lines) or _("Nothing was changed yet.")
