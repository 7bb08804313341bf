"""The help of a screen, made from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
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
KEY_WIDTH, GAP = 12, 2
LINE_WIDTH = 73
"""Cells of a line of the help panel in 80 columns; a wider terminal makes it no wider."""


def help_text(purpose: str, commands: Iterable[Command]) -> Content:
    """What a screen is for, then each command with its key and what it does, by group.

    Args:
        purpose: The marked text of the screen.
        commands: Those that can be given there.
    """
    lines = [Content(_(purpose)), Content("")]
    lines += [_hanging(_(words), keys, cell_len(keys) + GAP) for keys, words in LIST_KEYS]
    group = ""
    for shown in map(entry, commands):
        if shown.group != group:
            group = shown.group
            lines += [Content(""), Content.styled(group, "bold underline")]
        lines.append(_hanging(_("{title}: {help}").format(title=shown.title, help=shown.help), shown.key, KEY_WIDTH))
    return Content("\n").join(lines)


def _hanging(words: str, key: str, indent: int) -> Content:
    """Words beside a key; what does not fit into the line goes on below the words, not below the key."""
    wrapped = Content(words).wrap(LINE_WIDTH - indent)
    rest = [Content(" " * indent) + line.rstrip() for line in wrapped[1:]]
    return Content("\n").join([Content.styled(fit(key, indent), "bold") + wrapped[0].rstrip(), *rest])


def history_text(steps: Iterable[StepLine]) -> str:
    """What was done lately, a line each, the newest first: when, who, what; what was taken back says so."""
    words = {"undo": _("Undone: {what}"), "redo": _("Done again: {what}")}
    lines = []
    for step in steps:
        what = words.get(step.kind, "{what}").format(what=say(step.label))
        lines.append(f"{step.at.astimezone():%Y-%m-%d %H:%M}  {step.actor}  {what}")
    return "\n".join(lines) or _("Nothing was changed yet.")
