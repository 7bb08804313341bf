"""What is done with the weights of siblings before they are saved: typed, made equal, scaled, locked, and kept as a draft."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from perftui.domain.formats import basis_points
from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import ngettext, say
from perftui.services import drafts, sibling_weights
from perftui.services.bulk_values import BadWeight, read_weight
from perftui.services.sibling_weights import Siblings
from perftui.storage.stores import Gone
from screens.hosts import Place
from screens.told_lists import ToldList
from screens.weight_rows import WeightTable
from screens.weight_sheets import WeightSheet
from widgets.notices import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.commands.models import Command
    from perftui.services.sibling_weights import PlaceLine

FORM = "weights"
NOTHING = Siblings("", "", "", (), 0)


class WeightEdits(ToldList):
    """The sheet behind the table, and what the commands do with it."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = WeightSheet(NOTHING)

    def show_sheet(self) -> None:
        """Draw what is typed, and what it sums to."""
        raise NotImplementedError

    def first_place(self) -> str:
        """Where to begin when nothing was picked."""
        raise NotImplementedError

    @property
    def table(self) -> WeightTable:
        """The table."""
        return self.query_one(WeightTable)

    def is_enabled(self, command: Command) -> bool:
        """Whether a command makes sense just now."""
        if command.id == "weights.save":
            return self.sheet.is_dirty or (self.is_mounted and self.table.is_editing)
        return super().is_enabled(command)

    # what is shown

    def open_at(self, key: str) -> None:
        """Show the siblings at a place, with what was typed there and not saved.

        Raises:
            Gone: There is no such place.
        """
        self.keep_draft()
        found = sibling_weights.siblings(self.store, key)
        if found.key != self.sheet.found.key:
            self.table.marks = frozenset()
        self.sheet = WeightSheet(found)
        draft = drafts.restore(self.store, FORM, found.key)
        others = self.sheet.put_back(draft.fields) if draft else []
        self.show_sheet()
        self.show_summary()
        if draft and self.sheet.is_dirty:
            self.tell(_others(others) or _("What you typed is back. Ctrl+S saves it, Esc and Discard drop it."))

    def read_again(self) -> None:
        """Read the siblings anew, and put what is typed on them; where they are gone, or at first, go to where it is needed most."""
        if self.table.is_editing:
            return
        with suppress(Gone):
            key = self.sheet.found.key or self.first_place()
            found = sibling_weights.siblings(self.store, key)
            typed = self.sheet.fields() or self._drafted(found.key)
            locked = self.sheet.locked
            self.sheet = WeightSheet(found)
            others = self.sheet.put_back(typed)
            self.sheet.locked |= locked & set(self.sheet.weights)
            if others:
                self.tell(_others(others))
        self.show_sheet()

    def _drafted(self, key: str) -> dict[str, str]:
        draft = drafts.restore(self.store, FORM, key)
        return dict(draft.fields) if draft else {}

    def show_unsaved(self) -> None:
        """Say in the status line whether all is saved."""
        saved = _("saved {time}").format(time=self.host.saved_at) if self.host.saved_at else ""
        self.query_one(StatusLine).set_saved(_("not saved") if self.sheet.is_dirty else saved)

    def keep_draft(self) -> None:
        """Keep what is typed, or forget the draft when all is as it was; also called when the line drops."""
        if self.sheet.found.key:
            with suppress(PerftuiError):  # the next key tries again
                drafts.keep(self.store, FORM, self.sheet.found.key, self.sheet.fields())

    # typing

    def type_weight(self, ref: str, text: str) -> str:
        """Take a weight as it was typed.

        Returns:
            What is wrong with it; empty when it was taken.
        """
        try:
            weight = read_weight(text)
        except BadWeight as error:
            return say(error.message)
        self.sheet.set(ref, weight)
        self.keep_draft()
        return ""

    def _changed(self) -> None:
        self.keep_draft()
        self.show_sheet()
        self.show_detail()

    def action_edit(self) -> None:
        """Write into the weight under the cursor."""
        self.table.focus()
        self.table.action_edit()

    def action_heavier(self) -> None:
        """One percent more."""
        self.sheet.move(self.keys, 1)
        self._changed()

    def action_lighter(self) -> None:
        """One percent less."""
        self.sheet.move(self.keys, -1)
        self._changed()

    def action_lock(self) -> None:
        """Lock this one or the marked ones, or unlock them."""
        keys = self.keys
        is_locked = self.sheet.lock(keys)
        self._changed()
        words = ngettext("{n} locked.", "{n} locked.", len(keys)) if is_locked else ngettext("{n} unlocked.", "{n} unlocked.", len(keys))
        self.tell(words.format(n=len(keys)))

    def action_equalise(self) -> None:
        """Let those that are not locked weigh the same."""
        self._together(self.sheet.equalise)

    def action_scale(self) -> None:
        """Bring the sum to 100 %, and keep the proportions."""
        self._together(self.sheet.scale)

    def _together(self, change: Callable[[], None]) -> None:
        with self.attempt():
            change()
            self._changed()
            self.tell(_("They sum to 100%. Ctrl+S saves them.") if self.sheet.is_dirty else _("It is like that already."))

    # elsewhere

    def action_pick(self) -> None:
        """Pick other siblings."""
        from perftui.services import trees
        from widgets.dialogs.pickers import Picker
        from widgets.pick_lists import Choice

        cycles = trees.running_cycles(self.store)

        def choices(text: str) -> list[Choice]:
            return [Choice(line.key, _place_title(line), _place_note(line)) for line in sibling_weights.places(self.store, cycles, text)]

        picker = Picker(
            _("Siblings"), choices, placeholder=_("part of the title of the goal above"), empty=_("There are no siblings there.")
        )
        self.app.push_screen(picker, lambda key: self.show(Place(FORM, key)) if key else None)

    def action_go_above(self) -> None:
        """Go to this one in the goal tree."""
        self.host.go_to(Place("goals", self.key))

    def action_open(self) -> None:
        """Enter edits here; the menu's Open goes to the details."""
        self.action_edit()


def _others(titles: list[str]) -> str:
    if not titles:
        return ""
    words = _("Somebody else has changed meanwhile: {titles}. What you typed stays; Ctrl+S saves it in its place.")
    return words.format(titles=_(", ").join(f"“{title}”" for title in titles[:3]))


def _place_title(line: PlaceLine) -> str:
    return line.above or _("(at the top)")


def _place_note(line: PlaceLine) -> str:
    return f"{line.cycle} · {line.count} · {basis_points(line.total)}"
