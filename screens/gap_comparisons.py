"""Two periods of the gap table side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import cycles
from perftui.services.gap_comparisons import compare_cycles
from screens.gap_filters import whose_words
from widgets.button_lines import Button
from widgets.dialogs.change_lists import NO, ChangeList, ChangeRow
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from perftui.services.cycles import CycleLine
    from perftui.services.gap_comparisons import ComparedLine, Comparison
    from perftui.services.gap_views import GapView
    from screens.gap_lists import GapList

GO = "go"
"""The answer that goes to the gap under the cursor."""
WIDTHS = (38, 14, 34)


async def compare_periods(screen: GapList) -> None:
    """Ask for two cycles, and show what became of the gaps of the first in the second; Enter goes to one of them."""
    found = sorted(cycles.listing(screen.store, screen.host.today()), key=lambda line: line.start, reverse=True)
    if len(found) < 2:
        screen.tell(_("There is only one cycle yet: two are needed to compare."))
        return
    later = await _picked(screen, _("Compare: the later period"), found, "")
    earlier = await _picked(screen, _("Compare with: the earlier period"), found, later) if later else None
    if later is None or earlier is None:
        return
    names = {line.id: line.name for line in found}
    comparison = compare_cycles(screen.store, earlier, later, screen.filter)
    if not comparison.lines:
        screen.tell(_("Neither {before} nor {after} has gaps.").format(before=names[earlier], after=names[later]))
        return
    dialog = _dialog(comparison, names[earlier], names[later], whose_words(screen.store, screen.filter))
    if await screen.app.push_screen_wait(dialog) == GO and not screen.go_to_gap(key := comparison.lines[dialog.at].gap.id):
        screen.reveal(key)


async def _picked(screen: GapList, title: str, found: list[CycleLine], other: str | None) -> str | None:
    choices = [Choice(line.id, line.name, say(line.state)) for line in found if line.id != other]
    return await screen.app.push_screen_wait(Picker(title, lambda text: narrowed(choices, text)))


def _dialog(comparison: Comparison, before: str, after: str, whose: str) -> ChangeList:
    rows = [_row(line) for line in comparison.lines]
    counts = " · ".join(f"{say(change)} {n}" for change, n in comparison.counts.items())
    n = len(rows)
    told = ngettext("{n} gap in one of them or both.", "{n} gaps in one of them or both.", n).format(n=n)
    summary = [" · ".join(filter(None, (whose, told))), counts]
    heads = (_("Gap"), _("Change"), f"{before} → {after}")
    buttons = [Button(GO, _("Go to it"), "g"), Button(NO, _("Close"), "c")]
    title = _("{before} and {after} compared").format(before=before, after=after)
    return ChangeList(title, summary, n, rows.__getitem__, buttons=buttons, heads=heads, widths=WIDTHS)


def _row(line: ComparedLine) -> ChangeRow:
    who = " · ".join((line.gap.dimension, line.gap.whose))
    figures = f"{_figures(line.before)} → {_figures(line.after)}"
    whole = " · ".join((who, line.gap.target_text, say(line.change), figures))
    return ChangeRow(who, say(line.change), figures, whole=whole)


def _figures(view: GapView | None) -> str:
    """The actual value with the gap in brackets, such as `88 % (7 pp)`."""
    if view is None or view.figures is None:
        return _("no data") if view else "–"
    return _("{text} ({more})").format(text=view.actual_text, more=view.figures.points)
