"""What stands below the timeline: pace, what comes next, what the cursor is on, and what the signs mean, all of it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from perftui.domain.formats import describe_date, long_date
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.timeline_marks import mark_text
from perftui.services.timelines import pace_words
from screens.details import Detail
from screens.plan_rows import state_text
from screens.timeline_rows import pace_sign
from widgets.pace_bars import pace_bar
from widgets.timeline_signs import LEGEND, SIGNS, strokes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from textual.content import Content

    from perftui.domain.timeline_marks import Mark
    from perftui.domain.timelines import Axis
    from perftui.services.plan_listings import ListedPlan
    from widgets.glyphs import Glyphs

BAR_WIDTH, WIDE_BAR = 16, 28
LEGEND_GAP = "  "


def pace_line(listed: ListedPlan, glyphs: Glyphs) -> str:
    """State and pace of a plan, with the bar: `● Running  ▲ 62% of time, 40% closed: behind pace  ██████░░░┃░░░`."""
    parts = [state_text(listed.line.state, glyphs)]
    parts.append(f"{pace_sign(listed.on_pace, glyphs)} {pace_words(listed)}".strip())
    if listed.elapsed is not None:
        parts.append(pace_bar(listed.closure, listed.elapsed, BAR_WIDTH, glyphs))
    return "  ".join(parts)


def sign_text(mark: Mark, today: date, glyphs: Glyphs) -> str:
    """What the cursor is on: its sign, and all about it in words."""
    return f"{SIGNS[mark.kind].drawn(glyphs)} {mark_text(mark, today)}"


def sign_texts(marks: Iterable[Mark], today: date, glyphs: Glyphs) -> list[str]:
    """Several of them, a line each."""
    return [sign_text(mark, today, glyphs) for mark in marks]


def legend(width: int, glyphs: Glyphs) -> str:
    """The signs with their words, as many as fit on a line."""
    line = f"{strokes(glyphs).today} " + _("today")
    for kind in LEGEND:
        words = f"{LEGEND_GAP}{SIGNS[kind].drawn(glyphs)} {_legend_word(kind.value)}"
        if cell_len(line + words) > width:
            break
        line += words
    return line


def _legend_word(code: str) -> str:
    words = {
        **{"check_held": _("held"), "check_late": _("held late"), "check_planned": _("check"), "check_due": _("due today")},
        **{"check_overdue": _("overdue"), "check_missed": _("missed"), "milestone": _("milestone"), "milestone_reached": _("reached")},
        **{"milestone_late": _("not reached"), "step_done": _("done"), "step": _("step"), "step_late": _("step late")},
    }
    return words[code]


def signs_help(glyphs: Glyphs) -> str:
    """All signs in words."""
    drawn = strokes(glyphs)
    return "\n".join((*_bar_lines(drawn), "", *(f"  {SIGNS[kind].drawn(glyphs)}   {_group(kind.value)}: {say(kind)}" for kind in SIGNS)))


def _bar_lines(drawn: object) -> Iterator[str]:
    for name, words in (
        ("start", _("first day of the plan")),
        ("elapsed", _("time that has passed")),
        ("rest", _("time that is left, or a plan that is not issued yet")),
        ("end", _("last day of the plan")),
        ("today", _("today")),
        ("earlier", _("the plan lies before what is shown")),
        ("later", _("the plan lies behind what is shown")),
    ):
        yield f"  {getattr(drawn, name)}   {words}"


def _group(code: str) -> str:
    groups = {"check": _("Check"), "milestone": _("Milestone"), "step": _("Step"), "entry": _("Entry of a habit")}
    return groups.get(code.partition("_")[0], _("Outcome"))


def zoom_words(axis: Axis) -> str:
    """What part of the time is in view."""
    first, last = axis.day(0), axis.day(axis.width - 1)
    return _("{zoom}: {first} – {last}").format(zoom=say(axis.zoom), first=long_date(first), last=long_date(last))


def in_words(title: str, listed: ListedPlan, marks: Iterable[Mark], following: str, look: tuple[date, Glyphs]) -> Content:
    """A plan with all its signs, in words.

    Args:
        title: What stands on top.
        listed: The plan.
        marks: All that stands on its line.
        following: What comes next, in words.
        look: Today, and the signs to draw with.
    """
    today, glyphs = look
    line = listed.line
    rows = [
        (_("Person"), f"{line.person} {line.staff_no}"),
        (_("Unit"), line.unit),
        (_("State"), state_text(line.state, glyphs)),
        (_("Start"), describe_date(line.start, today) if line.start else ""),
        (_("End"), describe_date(line.end, today) if line.end else ""),
    ]
    detail = Detail(title).lines(rows)
    sign = pace_sign(listed.on_pace, glyphs)
    detail.text(f"{sign} {pace_words(listed)}".strip())
    if listed.elapsed is not None:
        detail.text(pace_bar(listed.closure, listed.elapsed, WIDE_BAR, glyphs))
    detail.text(following)
    return detail.group(_("On the line"), sign_texts(marks, today, glyphs)).content()
