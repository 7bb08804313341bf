"""The ways to the gap table from goals, people and assessments: narrowed to a record, or made out of what was measured there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from screens.hosts import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.services.gap_sources import Source
    from screens.sections import Section
    from widgets.dialogs.change_lists import ChangeList

WIDTHS = (40, 14, 26)
"""Of dimension, severity and figures in the preview."""
YES = "yes"
"""The answer that makes them."""


def open_gaps(section: Section, record_id: str) -> None:
    """Open the gap table narrowed to a person, unit, goal, key result or assessment.

    Args:
        section: Where one is.
        record_id: Empty for the table as it stands.
    """
    section.host.go_to(Place("gaps", owner=record_id) if record_id else Place("gaps"))


def make_gaps(section: Section, record_id: str) -> None:
    """Make gaps of all that is measured below target there and has no open gap; several are shown first.

    Args:
        section: Where one is.
        record_id: A person, whose key results of the running cycle count; or a goal, key result or assessment.
    """
    from perftui.services import gap_sources, gap_subjects

    with section.attempt():
        found = gap_subjects.sources_of(section.store, record_id, section.host.today())
        if not found:
            raise gap_sources.NothingBelowTarget
        if len(found) == 1:
            _make(section, found, record_id)
        else:
            section.app.push_screen(_preview(found), lambda answer: _make(section, found, record_id) if answer == YES else None)


def _make(section: Section, found: Sequence[Source], record_id: str) -> None:
    from perftui.services import gap_sources

    with section.attempt():
        made = gap_sources.add_gaps(section.store, found, section.host.today())
        section.host.go_to(Place("gaps", made[0], record_id, command="tell_made"))


def _preview(found: Sequence[Source]) -> ChangeList:
    from widgets.dialogs.change_lists import ChangeList, ChangeRow, yes_or_no

    n = len(found)
    rows = [ChangeRow(each.title, say(each.severity), each.text, whole=f"{each.title}: {each.text}") for each in found]
    title = ngettext("Make {n} gap out of what was measured", "Make {n} gaps out of what was measured", n).format(n=n)
    summary = [_("Below target and without an open gap. Ctrl+Z takes all of them back in one step.")]
    heads = (_("Dimension"), _("Severity"), _("Target · actual · gap"))
    return ChangeList(title, summary, n, rows.__getitem__, buttons=yes_or_no(_("Make them")), heads=heads, widths=WIDTHS)
