"""Ctrl+L: which conflicts are listed, picked one criterion at a time, and said in the status line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from perftui.domain.conflicts import ConflictReason, ConflictState
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import conflicts
from widgets.dialogs.pickers import narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from perftui.services.conflicts import ConflictFilter
    from perftui.storage.stores import Store

ON = "[x]"
"""Beside what is chosen already; choosing it again takes it away."""


def filter_choices(store: Store, shown: ConflictFilter) -> Callable[[str], list[Choice]]:
    """What the list can be narrowed to."""
    fixed = [
        *(Choice(f"state:{state}", say(state), ON if state in shown.states else "", _("State")) for state in ConflictState),
        *(Choice(f"reason:{reason}", say(reason), ON if reason is shown.reason else "", _("Kind")) for reason in ConflictReason),
        *(
            Choice(f"unit:{unit_id}", name, ON if unit_id == shown.unit_id else "", _("Unit"))
            for unit_id, name in conflicts.units_of(conflicts.listing(store)).items()
        ),
    ]
    return lambda text: narrowed(fixed, text, fold)


def filtered(shown: ConflictFilter, picked: str) -> ConflictFilter:
    """The filter with one criterion more, or one less where it was picked already."""
    kind, _colon, value = picked.partition(":")
    if kind == "state":
        state = ConflictState(value)
        rest = tuple(other for other in shown.states if other is not state)
        return replace(shown, states=rest if state in shown.states else (*rest, state))
    if kind == "reason":
        reason = ConflictReason(value)
        return replace(shown, reason=None if reason is shown.reason else reason)
    return replace(shown, unit_id="" if value == shown.unit_id else value)


def filter_words(store: Store, shown: ConflictFilter) -> Iterator[str]:
    """The filter in words, for the status line."""
    yield from (say(state) for state in shown.states)
    if shown.reason is not None:
        yield say(shown.reason)
    if shown.unit_id:
        yield conflicts.units_of(conflicts.listing(store)).get(shown.unit_id, "")
