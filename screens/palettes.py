"""Ctrl+P: people, goals, plans, meetings, measures and commands in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.bindings import entry
from perftui.commands.models import Needs, Scope
from perftui.commands.registry import in_scope
from perftui.domain.pinyin import initials, pinyin
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.services import search
from widgets.dialogs.pickers import Picker, narrowed
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from perftui.commands.models import Command
    from perftui.services.search import Hit
    from perftui.storage.stores import Store

SECTIONS = {"person": "people", "goal": "goals", "plan": "plan_sheets", "meeting": "meetings", "measure": "measures"}
"""Kind of a record to the section that shows it."""
MOST = 40
"""So many records are shown."""
GOOD = 85
"""From this score on a record is more likely meant than a command."""
FEW = 8
"""So many of them stand before the commands."""


class Palette(Picker):
    """The answer is `command:`, or the kind of the record such as `person:`, and an id."""

    def __init__(self, store: Store, today: date, commands: Sequence[Command], elsewhere: Sequence[Command] = ()) -> None:
        """A palette.

        Args:
            store: Where records are looked up.
            today: The date at the user's place.
            commands: Those that can be given here.
            elsewhere: Those of other sections, which show once something is typed.
        """
        super().__init__(_("Search everything"), self._found, placeholder=_("a name, initials such as zw, a goal, or what you want to do"))
        self._store, self._today, self._commands, self._elsewhere = store, today, commands, elsewhere

    def _found(self, text: str) -> list[Choice]:
        hits = search.everything(self._store, text, self._today, MOST)
        actions, records = self._actions(text), self._records(hits)
        if text and not any(hit.score >= GOOD for hit in hits):
            return actions + records
        return records[:FEW] + actions + records[FEW:]

    def _records(self, hits: Sequence[Hit]) -> list[Choice]:
        """The records, the kind with the better match first."""
        groups = {"person": _("People"), "goal": _("Goals"), "plan": _("Plans"), "meeting": _("Meetings"), "measure": _("Measures")}
        kinds = list(dict.fromkeys(hit.kind for hit in hits))
        ordered = sorted(hits, key=lambda hit: kinds.index(hit.kind))
        return [Choice(f"{hit.kind}:{hit.id}", hit.title, hit.subtitle, groups[hit.kind]) for hit in ordered]

    def _actions(self, text: str) -> list[Choice]:
        """The commands of whose title a word, the pinyin or the initials begin with what was typed."""
        wanted = fold(text).strip()
        found = []
        for command in (*self._commands, *(self._elsewhere if wanted else ())):
            shown = entry(command)
            if shown.is_enabled and any(_begins(name, wanted) for name in _names(shown.title, command.title)):
                note = shown.group if command in self._elsewhere else shown.key
                found.append(Choice(f"command:{shown.id}", shown.title, note, _("Commands")))
        return found


def elsewhere(sections: Iterable[str], here: Collection[Scope]) -> tuple[Command, ...]:
    """The commands of other sections that need no row: they can be given from anywhere, and are done there.

    Args:
        sections: The names of all sections.
        here: The scopes of the one that is shown.
    """
    scopes = [Scope(name) for name in sections if name in set(Scope) and Scope(name) not in here]
    return tuple(command for command in in_scope(*scopes) if command.needs is Needs.NOTHING)


def with_spoken(choices: Sequence[Choice], text: str) -> list[Choice]:
    """The choices of a menu that hold a text, then those whose pinyin or initials begin so."""
    found, wanted = narrowed(choices, text), fold(text).strip()
    if not wanted:
        return found
    rest = (choice for choice in choices if choice not in found)
    return [*found, *(choice for choice in rest if any(_begins(name, wanted) for name in _names(choice.title, "")))]


def _names(title: str, english: str) -> tuple[str, ...]:
    spoken = pinyin(title, is_name=False)
    return title, english, spoken, spoken.replace(" ", ""), initials(title, is_name=False)


def _begins(name: str, wanted: str) -> bool:
    folded = fold(name)
    return folded.startswith(wanted) or f" {wanted}" in folded
