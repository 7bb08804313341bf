"""What the timeline shows as one text, to read and copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.timelines import fitting
from perftui.i18n import gettext as _
from perftui.services.timeline_texts import scope_lines, whole_lines
from widgets.dialogs.texts import TextPanel
from widgets.timeline_lines import LineDrawer

if TYPE_CHECKING:
    from screens.timeline_lists import TimelineList

WIDTH = 72
"""Cells of a drawn line; the panel is a little wider."""
MOST_PLANS = 200
"""More are not put into a panel: the command line writes them all."""


def show_text(screen: TimelineList) -> None:
    """Show the plan, or all plans of the scope, as text."""
    today, glyphs = screen.host.today(), screen.host.glyphs
    found, listed, listing = screen.found, screen.listed, screen.listing()
    if screen.plan and found is not None and listed is not None:
        drawer = LineDrawer(fitting(*(found.bounds() or (today, today)), WIDTH), today, glyphs)
        lines = list(whole_lines(found, listed, drawer.draw, drawer.dates()))
    else:
        if listing.count() > MOST_PLANS:
            words = _("More than {n} plans are too many to read here: narrow the list, or use `perftui report timeline`.")
            screen.warn(words.format(n=MOST_PLANS))
            return
        drawer = LineDrawer(fitting(*(listing.bounds() or (today, today)), WIDTH), today, glyphs)
        lines = list(scope_lines(list(listing.every()), today, drawer.draw, drawer.dates()))
    screen.app.push_screen(TextPanel(_("Timeline"), "\n".join(lines)))
