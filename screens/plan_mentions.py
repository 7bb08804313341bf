"""The plans of a person or a goal, as other records mention them: those that were issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import percent, short_date
from perftui.domain.plans import UNPUBLISHED
from perftui.i18n import gettext as _
from perftui.services import plan_views
from perftui.services.plan_listings import closures_of
from screens.plan_rows import state_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from perftui.services.plan_lines import PlanLine
    from perftui.storage.stores import Store
    from widgets.glyphs import Glyphs

PLANS_SHOWN = 6


def person_plans(store: Store, person_id: str, today: date, glyphs: Glyphs) -> list[str]:
    """The plans of a person, the newest first, a line each."""
    return _texts(store, ((line, line.title) for line in plan_views.of_person(store, person_id)), today, glyphs)


def goal_plans(store: Store, goal_id: str, today: date, glyphs: Glyphs) -> list[str]:
    """The plans that work on a goal, the newest first, a line each."""
    named = ((line, _("{person}: {title}").format(person=line.person, title=line.title)) for line in plan_views.of_goal(store, goal_id))
    return _texts(store, named, today, glyphs)


def _texts(store: Store, named: Iterable[tuple[PlanLine, str]], today: date, glyphs: Glyphs) -> list[str]:
    shown = [(line, name) for line, name in named if line.state not in UNPUBLISHED][:PLANS_SHOWN]
    closures = closures_of(store, [line.id for line, _name in shown])
    texts = []
    for line, name in shown:
        closed = closures.get(line.id)
        until = _("until {date}").format(date=short_date(line.end, today)) if line.end else ""
        share = _("{share} closed").format(share=percent(closed)) if closed is not None else ""
        texts.append(" · ".join(filter(None, (state_text(line.state, glyphs), name, until, share))))
    return texts
