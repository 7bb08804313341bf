"""What becomes of gaps: closed, left as they are for a reason, or opened again; none without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.gaps import GapState, Severity
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services.gap_views import gap_view
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from perftui.storage.stores import Store


class NoteMissing(Refused):
    """A gap is to be closed, or left as it is, without a word."""

    template = mark("Say why: a note is needed where nothing more is done about a gap.")


def close(store: Store, gap_id: str, note: str = "") -> None:
    """Say that a gap is closed; a note is needed where it is not met.

    Raises:
        NoteMissing: It is not met and there is no note.
        Gone: There is no such gap.
    """
    _end(store, gap_id, GapState.CLOSED, note, mark("Closed the gap {dimension}"))


def need_nothing(store: Store, gap_id: str, note: str) -> None:
    """Say in writing that nothing is to be done about a gap.

    Raises:
        NoteMissing: There is no note.
        Gone: There is no such gap.
    """
    _end(store, gap_id, GapState.NONE_NEEDED, note, mark("Nothing needs to be done about the gap {dimension}"))


def reopen(store: Store, gap_id: str) -> None:
    """Open a gap again.

    Raises:
        Gone: There is no such gap.
    """
    found = gap_view(store, gap_id)
    with store.write(Label(mark("Opened the gap {dimension} again"), {"dimension": found.dimension})):
        store.update("gap", gap_id, found.version, state=GapState.OPEN.value)


def end_all(store: Store, gap_ids: Sequence[str], end: Callable[[str], None]) -> None:
    """End several gaps, or open them again, in one step.

    Args:
        store: The store.
        gap_ids: The gaps.
        end: Ends one of them by its id.

    Raises:
        NoteMissing, Gone: As for one; then none is changed.
    """
    if len(gap_ids) == 1:
        end(gap_ids[0])
        return
    with store.write(Label(mark("Changed the state of {n} gaps"), {"n": len(gap_ids)})):
        for gap_id in gap_ids:
            end(gap_id)


def _end(store: Store, gap_id: str, state: GapState, note: str, template: str) -> None:
    found = gap_view(store, gap_id)
    is_met = state is GapState.CLOSED and found.severity is Severity.MET
    text = note.strip() or found.note
    if not text and not is_met:
        raise NoteMissing
    with store.write(Label(template, {"dimension": found.dimension})):
        store.update("gap", gap_id, found.version, state=state.value, note=text)
