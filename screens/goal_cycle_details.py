"""What the end of a cycle and the reviews of its quarters say about a goal, for its details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.formats import clauses, percent, relative, short_date
from perftui.domain.goal_reviews import ReviewState
from perftui.domain.scores import score_text, verdict
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services.review_lines import reviews_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from perftui.services.goal_views import GoalView
    from perftui.services.review_lines import ReviewLine
    from perftui.storage.stores import Store


def score_rows(view: GoalView) -> Iterator[tuple[str, str]]:
    """The score with what it means, the note on it, and where the goal was carried from and to."""
    if view.score is not None:
        words = _("{score} – {verdict}")
        yield _("Score"), words.format(score=score_text(view.score), verdict=say(verdict(view.score, view.kind)))
    yield _("Score note"), view.score_note
    if view.came_from is not None:
        yield _("Carried over"), _("from {cycle}").format(cycle=view.came_from.cycle)
    if view.went_to:
        yield _("Goes on"), _("in {cycle}").format(cycle=_(", ").join(one.cycle for one in view.went_to))


def review_texts(store: Store, goal_id: str, today: date) -> list[str]:
    """The reviews of a goal, the latest quarter first, a line each."""
    return [review_text(line, today) for line in reviews_of(store, goal_id, today)]


def review_text(line: ReviewLine, today: date) -> str:
    """Such as `2026-Q3: held on 28 Sep, 84% of the pace, Adjust`."""
    if line.state is ReviewState.OPEN:
        text = _("{quarter}: due on {day}, {distance}")
        return text.format(quarter=line.quarter, day=short_date(line.due, today), distance=relative(line.due, today))
    if line.state is ReviewState.SKIPPED or line.held_on is None:
        return _("{quarter}: skipped – {reason}").format(quarter=line.quarter, reason=line.hindered)
    held = _("{quarter}: held on {day}").format(quarter=line.quarter, day=short_date(line.held_on, today))
    attained = _("{percent} of the pace").format(percent=percent(line.attainment)) if line.attainment is not None else ""
    late = _("after its due date") if line.is_late else ""
    return clauses(part for part in (held, late, attained, say(line.decision) if line.decision else "") if part)
