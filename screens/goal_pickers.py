"""Choices of goals for pickers: by part of the title, in the order of the tree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.domain.codes import Level
from perftui.domain.formats import short_date
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import cycles, trees
from perftui.services.trees import TreeFilter, TreeListing
from screens.goal_sources import title_of
from widgets.dialogs.confirms import yes_no
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from perftui.services.trees import TreeLine
    from perftui.storage.stores import Store
    from widgets.dialogs.confirms import Confirm

TOP = "top:"
"""The key of the choice that means no goal at all."""
SHOWN = 50
READ = 200
"""Lines that are looked at for goals among key results."""


def goal_choices(store: Store, text: str, today: date, *, with_top: bool = False) -> list[Choice]:
    """Goals whose title holds a text, those of the cycles that run; without a text the topmost goals and those below them.

    Args:
        store: The store.
        text: Part of a title, or the initials of a Chinese one.
        today: For the lines of the tree.
        with_top: Whether the first choice is the top of the tree.
    """
    shown = TreeFilter(cycles=trees.running_cycles(store))
    wanted = text.strip()
    if wanted:
        listing = TreeListing(store, replace(shown, text=wanted), today)
        lines = listing.lines(listing.matches()[:READ])
    else:
        listing = TreeListing(store, shown, today)
        lines = list(_two_levels(listing))
    top = [Choice(TOP, _("(at the top)"))] if with_top and not wanted else []
    return top + [_choice(line, is_flat=bool(wanted)) for line in lines if not line.is_key_result][:SHOWN]


def _two_levels(listing: TreeListing) -> Iterator[TreeLine]:
    for line in listing.lines(listing.roots()[:SHOWN]):
        yield line
        yield from listing.lines(listing.children(line.node)[:SHOWN])


def _choice(line: TreeLine, *, is_flat: bool) -> Choice:
    indent = "" if is_flat else "  " * min(line.depth, 1)
    note = line.owner or (say(Level.THEME) if line.level is Level.THEME else "")
    return Choice(line.key, indent + title_of(line), " · ".join(part for part in (note, line.cycle) if part))


def first_cycle_question(today: date) -> Confirm:
    """Whether to add the quarter that runs, where there is no cycle for a goal yet; Enter does it."""
    quarter = cycles.quarter_of(today)
    span = {"start": short_date(quarter.start, today), "end": short_date(quarter.end, today)}
    return yes_no(_("There is no cycle yet. Add {name} ({start} – {end}) and go on?").format(name=quarter, **span))
