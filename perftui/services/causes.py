"""The causes of a gap, and the measures against each (R45, R46)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import actions
from perftui.services.actions import Origin
from perftui.services.gap_views import CAUSE, cause_line, gap_view
from perftui.services.roots import settle
from perftui.storage import causes
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.domain.gap_drafts import CauseDraft
    from perftui.services.gap_views import CauseLine
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

_FIELDS = ("text", "category", "evidence", "state", "question")


class CauseHasMeasures(Refused):
    """A cause is to be removed while something is done about it."""

    template = mark("“{cause}” has measures: cancel or move them first.")


class CauseHasWhys(Refused):
    """A cause is to be removed while a why explains it."""

    template = mark("“{cause}” has a why below it: remove that first.")


class CauseInPlan(Refused):
    """A cause is to be removed that a plan answers."""

    template = mark("A plan answers “{cause}”: dismiss the cause instead of removing it, or take the gap out of the plan first.")


def cause(store: Store, cause_id: str) -> CauseLine:
    """One cause with its measures.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    return cause_line(store, cause_row(store, cause_id))


def add_cause(store: Store, gap_id: str, **values: object) -> str:
    """Add a cause to a gap, behind the others.

    Args:
        store: The store.
        gap_id: The gap.
        **values: Fields of `CauseDraft`.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        Gone: There is no such gap.
    """
    dimension, draft = gap_view(store, gap_id).dimension, read_draft(values)
    with store.write(Label(mark("Found a cause of {dimension}: {cause}"), {"dimension": dimension, "cause": draft.text})):
        return insert(store, gap_id, draft)


def insert(store: Store, gap_id: str, draft: CauseDraft, parent_id: str | None = None) -> str:
    """Put a cause behind the others of its gap; inside `write()`."""
    cause_id = store.new_id()
    pos = causes.next_position(store, gap_id)
    store.insert("cause", id=cause_id, gap_id=gap_id, parent_id=parent_id, pos=pos, is_root=1, **_columns(draft))
    return cause_id


def edit_cause(store: Store, cause_id: str, version: int, **values: object) -> int:
    """Change a cause; fields that are left out stay as they are.

    Returns:
        The version afterwards.

    Raises:
        FieldError: A value cannot be used.
        Changed: Somebody else was first.
        Gone: There is no such cause.
    """
    row = cause_row(store, cause_id)
    draft = read_draft({name: row[name] for name in _FIELDS} | values)
    with store.write(Label(mark("Changed the cause {cause}"), {"cause": draft.text})):
        now = store.update("cause", cause_id, version, **_columns(draft))
        if draft.state != row["state"]:
            settle(store, row["gap_id"])
            now = cause_row(store, cause_id)["version"]
        return now


def remove_cause(store: Store, cause_id: str) -> None:
    """Take a cause away.

    Raises:
        CauseHasMeasures: Something is done about it.
        CauseHasWhys: A why stands below it.
        CauseInPlan: A plan answers it.
        Gone: There is no such cause.
    """
    row = cause_row(store, cause_id)
    if causes.actions_left(store, cause_id):
        raise CauseHasMeasures(cause=row["text"])
    if any(each["parent_id"] == cause_id for each in causes.of_gap(store, row["gap_id"])):
        raise CauseHasWhys(cause=row["text"])
    if causes.is_in_plan(store, cause_id):
        raise CauseInPlan(cause=row["text"])
    with store.write(Label(mark("Removed the cause {cause}"), {"cause": row["text"]})):
        causes.remove(store, cause_id)
        settle(store, row["gap_id"])


def add_measure(store: Store, cause_id: str, **values: object) -> str:
    """Add an action against a cause.

    Args:
        store: The store.
        cause_id: The cause.
        **values: Fields of `ActionDraft` but the origin.

    Returns:
        The id of the action.

    Raises:
        FieldError: A value cannot be used.
        Gone: There is no such cause or owner.
    """
    cause_row(store, cause_id)
    return actions.add_action(store, Origin(CAUSE, cause_id), **values)


def cause_row(store: Store, cause_id: str) -> Row:
    """A cause as it is stored, with the dimension of its gap.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = causes.get(store, cause_id)
    if row is None:
        raise Gone
    return row


def read_draft(values: dict[str, object]) -> CauseDraft:
    """A cause as it was typed.

    Raises:
        FieldError: A value cannot be used.
    """
    from perftui.domain.gap_drafts import CauseDraft
    from perftui.domain.validation import validated

    return validated(CauseDraft, **values)


def _columns(draft: CauseDraft) -> dict[str, object]:
    texts: dict[str, object] = {name: getattr(draft, name) for name in ("text", "category", "evidence", "question")}
    return texts | {"state": draft.state.value}
