"""Marked assessments taken one step on, seen before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import clauses
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import assessment_steps
from screens.works import FEW_RECORDS, worked
from widgets.button_lines import Button
from widgets.dialogs.change_lists import NO, YES, ChangeList, ChangeRow, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.assessment_steps import StepLine
    from screens.sections import Section


async def step_marked(screen: Section, keys: Sequence[str]) -> bool:
    """Show what would go on and what not, and take it one step on.

    Returns:
        Whether anything went on.
    """
    today = screen.host.today()
    with screen.attempt():
        lines = assessment_steps.preview(screen.store, keys)
        if await screen.app.push_screen_wait(_question(lines)) == YES:
            words = _("Taking the assessments one step on …")
            is_long = len(lines) > FEW_RECORDS
            done = await worked(screen, words, lambda own, _told: assessment_steps.step_all(own, keys, today), is_long=is_long)
            return bool(done)
    return False


def _question(lines: Sequence[StepLine]) -> ChangeList:
    shown = sorted(lines, key=lambda line: line.refusal is None)
    going = sum(line.new is not None for line in lines)
    counts = [ngettext("{n} assessment goes on", "{n} assessments go on", going).format(n=going)]
    if staying := len(lines) - going:
        counts.append(ngettext("{n} assessment stays (!)", "{n} assessments stay (!)", staying).format(n=staying))

    def row(index: int) -> ChangeRow:
        line = shown[index]
        change = "" if line.new is None else f"{say(line.old)} → {say(line.new)}"
        return ChangeRow(line.person, line.cycle, change, say(line.refusal) if line.refusal else "")

    words = ngettext("Take {n} one step on", "Take {n} one step on", going).format(n=going)
    buttons = yes_or_no(words) if going else [Button(NO, _("Back"), "b")]
    heads = (_("Person"), _("Cycle"), _("State"))
    return ChangeList(_("Next state"), [clauses(counts)], len(shown), row, buttons=buttons, heads=heads)
