"""Lists that name what was done by its step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.services import undo
from screens.lists import ListSection
from screens.weight_texts import with_sum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from perftui.storage.stores import Store


class ToldList(ListSection):
    """A list whose changes are named in the status line, with the key that takes them back."""

    def done(self, weighed: Sequence[str] = ()) -> None:
        """Show the list again, and name what was done by its step.

        Args:
            weighed: Goals whose weight was changed: then it is said what they sum to with their siblings, if not to the whole.
        """
        said = told(self.store)
        self.saved(with_sum(said, self.store, weighed) if weighed else said)


def told(store: Store) -> str:
    """What was done last, by the name of its step, and whether it can be taken back."""
    if stands := undo.done_for_good(store):
        return _("{what}. This stands: it is never taken back.").format(what=say(stands))
    label = undo.next_undo(store)
    return _("{what}. Ctrl+Z takes it back.").format(what=say(label)) if label else _("Saved.")
