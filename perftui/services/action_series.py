"""Actions that repeat: when they are due first, and what is stored of how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.recurrences import anchored, first_on, following, read
from perftui.storage import action_lists

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.domain.meeting_drafts import ActionDraft
    from perftui.storage.stores import Store


def begun(values: Mapping[str, object], today: date) -> dict[str, object]:
    """The values of an action; what repeats and has no date is due on the first such day from today on.

    Args:
        values: Fields of `ActionDraft`, as they were typed.
        today: From when on.

    Raises:
        BadRecurrence: Nobody can tell how often it repeats.
    """
    from perftui.domain.recurrence_texts import parse_recurrence  # most actions do not repeat

    typed = str(values.get("recurrence") or "").strip()
    if not typed or values.get("due"):
        return dict(values)
    return {**values, "due": first_on(parse_recurrence(typed), today)}


def scheduled(draft: ActionDraft) -> ActionDraft:
    """The same with how often it repeats as it is stored, due on a day on which it falls; what does not repeat has no last day.

    Raises:
        EndsBeforeDue: It is over before that day.
    """
    from perftui.domain.meeting_drafts import EndsBeforeDue
    from perftui.domain.recurrence_texts import parse_recurrence

    if not draft.recurrence or draft.due is None:
        return draft.model_copy(update={"until": None})
    series = anchored(parse_recurrence(draft.recurrence), draft.due)
    due = first_on(series, draft.due)
    if draft.until and draft.until < due:
        raise EndsBeforeDue
    return draft.model_copy(update={"recurrence": series.text(), "due": due})


def untold(store: Store, action_id: str, recurrence: str, day: date) -> date:
    """The first day of a series from one on of which nothing is written down yet; of what does not repeat that day."""
    series = read(recurrence)
    while series is not None and action_lists.is_told(store, action_id, day.isoformat()):
        day = following(series, day)
    return day


def rescheduled(store: Store, action_id: str, draft: ActionDraft) -> ActionDraft:
    """The same, due on a day of which nobody has said what became of it: what is done or missed stays so.

    Raises:
        EndsBeforeDue: It is over before that day.
    """
    from perftui.domain.meeting_drafts import EndsBeforeDue

    if draft.due is None:
        return draft
    due = untold(store, action_id, draft.recurrence, draft.due)
    if draft.until and draft.until < due:
        raise EndsBeforeDue
    return draft.model_copy(update={"due": due})
