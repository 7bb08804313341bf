"""The five whys: one asked below another, taken away, moved; causes that are only supposed, confirmed or dismissed (R28, R47)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.causes import chain, check_move, check_why
from perftui.domain.gaps import CauseState
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services.causes import CauseHasMeasures, CauseHasWhys, cause_row, edit_cause, insert, read_draft, remove_cause
from perftui.services.roots import links_of, settle
from perftui.storage import causes
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from perftui.storage.stores import Store


class WhyOfDismissed(Refused):
    """A why below a cause that was dismissed."""

    template = mark("“{cause}” was dismissed. Confirm it first (F8), then ask why.")


def add_why(store: Store, cause_id: str, **values: object) -> str:
    """Say why a cause is so; the new one is the root from then on, and the measures go along with it.

    Args:
        store: The store.
        cause_id: The cause that is explained; one that was only supposed is confirmed by it.
        **values: Fields of `CauseDraft`; without a category it has that of the cause.

    Returns:
        The id of the why.

    Raises:
        TooManyWhys: It would be the sixth.
        WhyOfDismissed: The cause was dismissed.
        FieldError: A value cannot be used.
        Gone: There is no such cause.
    """
    row = cause_row(store, cause_id)
    if row["state"] == CauseState.DISMISSED:
        raise WhyOfDismissed(cause=row["text"])
    check_why(links_of(causes.of_gap(store, row["gap_id"])), cause_id, row["text"])
    draft = read_draft({"category": row["category"]} | {name: value for name, value in values.items() if value != ""})
    with store.write(Label(mark("Why {cause}? {why}"), {"cause": row["text"], "why": draft.text})):
        store.update("cause", cause_id, row["version"], state=CauseState.CONFIRMED.value)
        why_id = insert(store, row["gap_id"], draft, parent_id=cause_id)
        settle(store, row["gap_id"])
    return why_id


def remove(store: Store, cause_id: str) -> None:
    """Take a cause or the last why of a chain away; what explains it no more is the root again, and has its measures.

    Raises:
        CauseHasMeasures: Something is done about it, and nothing above could take that over.
        CauseHasWhys: A why stands below it.
        Gone: There is no such cause.
    """
    row = cause_row(store, cause_id)
    others = [each for each in causes.of_gap(store, row["gap_id"]) if each["parent_id"] == row["parent_id"] and each["id"] != cause_id]
    takes_over = row["parent_id"] and not any(each["state"] == CauseState.CONFIRMED for each in others)
    with store.write(Label(mark("Removed the cause {cause}"), {"cause": row["text"]})):
        if takes_over:
            causes.move_actions(store, cause_id, row["parent_id"])
        remove_cause(store, cause_id)


def move(store: Store, cause_id: str, above: str) -> None:
    """Put a cause, with all whys below it, below another one of its gap; or at the beginning of a chain of its own.

    Args:
        store: The store.
        cause_id: The cause.
        above: What it is to explain; empty for a chain of its own.

    Raises:
        CauseBelowItself: It would explain itself.
        TooManyWhys: The chain would be longer than five.
        Gone: There is no such cause.
    """
    row = cause_row(store, cause_id)
    rows = causes.of_gap(store, row["gap_id"])
    check_move(links_of(rows), cause_id, above, {each["id"]: each["text"] for each in rows})
    with store.write(Label(mark("Moved the cause {cause}"), {"cause": row["text"]})):
        store.update("cause", cause_id, row["version"], parent_id=above or None)
        settle(store, row["gap_id"])


def confirm(store: Store, cause_id: str) -> None:
    """Say that a supposed cause, or one that was dismissed, is one.

    Raises:
        Gone: There is no such cause.
    """
    row = cause_row(store, cause_id)
    with store.write(Label(mark("Confirmed the cause {cause}"), {"cause": row["text"]})):
        edit_cause(store, cause_id, row["version"], state=CauseState.CONFIRMED)


def confirm_all(store: Store, gap_id: str) -> int:
    """Confirm all supposed causes of a gap in one step.

    Returns:
        How many there were.
    """
    supposed = [row for row in causes.of_gap(store, gap_id) if row["state"] == CauseState.CANDIDATE]
    if supposed:
        with store.write(Label(mark("Confirmed {n} causes"), {"n": len(supposed)})):
            for row in supposed:
                confirm(store, row["id"])
    return len(supposed)


def dismiss(store: Store, cause_id: str) -> None:
    """Say that a cause is none; it stays with the gap, and is asked for no more.

    Raises:
        CauseHasMeasures: Something is done about it.
        CauseHasWhys: A why stands below it.
        Gone: There is no such cause.
    """
    row = cause_row(store, cause_id)
    if causes.actions_left(store, cause_id):
        raise CauseHasMeasures(cause=row["text"])
    if any(each["parent_id"] == cause_id for each in causes.of_gap(store, row["gap_id"])):
        raise CauseHasWhys(cause=row["text"])
    with store.write(Label(mark("Dismissed the cause {cause}"), {"cause": row["text"]})):
        edit_cause(store, cause_id, row["version"], state=CauseState.DISMISSED)


def chain_texts(store: Store, cause_id: str) -> list[str]:
    """The whole chain from its first cause down to a why, in words.

    Raises:
        Gone: There is no such cause.
    """
    rows = causes.of_gap(store, cause_row(store, cause_id)["gap_id"])
    texts = {row["id"]: row["text"] for row in rows}
    return [texts[each] for each in chain(links_of(rows), cause_id)]
