"""`report timeline`: plans drawn on lines of text and said in words, for files and for who hears the screen."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from perftui.cli.listings import print_lines
from perftui.cli.places import local_today, open_given
from perftui.cli.running import DONE
from perftui.errors import BadInput
from perftui.i18n import mark, ngettext

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import date

    from perftui.domain.timelines import Axis
    from perftui.services.timelines import PlanLane, TimelineListing
    from perftui.storage.stores import Store
    from widgets.timeline_lines import LineDrawer

WIDTH = 76
"""Cells of a drawn line."""
FENCE = "```"


class NoTextFile(BadInput):
    """The timeline is text, and nothing else."""

    template = mark("The timeline is written as text: end the name “{name}” with .md or .txt.")


def print_timeline(given: argparse.Namespace) -> int:
    """Print the plans along the time, or write them to a file."""
    from perftui.services.timeline_texts import scope_lines, whole_lines
    from perftui.services.timelines import TimelineListing, filter_called

    path = Path(given.file).expanduser() if given.file else None
    if path is not None and path.suffix.lower() not in (".md", ".txt"):
        raise NoTextFile(name=path.name)
    store = open_given(given)
    today = local_today(store)
    lanes = _lanes(TimelineListing(store, filter_called(store, given.of or "", today, with_over=given.all), today), given)
    if given.of and len(lanes) == 1:
        from perftui.services.plan_timelines import plan_timeline

        found = plan_timeline(store, lanes[0].listed.line.id, today)
        drawer = _drawer(given, found.bounds(), today, store)
        lines = list(whole_lines(found, lanes[0].listed, drawer.draw, drawer.dates()))
    else:
        drawer = _drawer(given, _bounds(lanes), today, store)
        lines = list(scope_lines(lanes, today, drawer.draw, drawer.dates()))
    return _put(lines, path, len(lanes), given)


def _put(lines: Sequence[str], path: Path | None, count: int, given: argparse.Namespace) -> int:
    if path is None:
        print_lines(lines)
        return DONE
    from perftui.services.transfer.exports import write_export

    text = "\n".join([FENCE, *lines, FENCE] if path.suffix.lower() == ".md" else lines) + "\n"
    write_export(path, text.encode(), given.overwrite)
    print(ngettext("Wrote {n} plan to {path}.", "Wrote {n} plans to {path}.", count).format(n=count, path=path))
    return DONE


def _lanes(listing: TimelineListing, given: argparse.Namespace) -> list[PlanLane]:
    """What is printed leaves the house: plans that are not issued stay within, unless they are asked for."""
    from perftui.domain.plans import UNPUBLISHED

    return [lane for lane in listing.every() if given.all or lane.listed.line.state not in UNPUBLISHED]


def _bounds(lanes: Sequence[PlanLane]) -> tuple[date, date] | None:
    lines = [lane.listed.line for lane in lanes]
    days = [day for line in lines for day in (line.start, line.end) if day] + [mark.day for lane in lanes for mark in lane.marks]
    return (min(days), max(days)) if days else None


def _drawer(given: argparse.Namespace, bounds: tuple[date, date] | None, today: date, store: Store) -> LineDrawer:
    from perftui.domain.timelines import Zoom, fitting
    from perftui.services import settings
    from widgets.glyphs import ASCII, UNICODE
    from widgets.timeline_lines import LineDrawer

    axis: Axis = fitting(*(bounds or (today, today)), WIDTH)
    if given.zoom:
        axis = axis.zoomed(Zoom(given.zoom), today)
    is_ascii = settings.ascii_only(store) or "utf" not in (sys.stdout.encoding or "").lower()
    return LineDrawer(axis, today, ASCII if is_ascii else UNICODE)
