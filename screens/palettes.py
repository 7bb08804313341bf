"""Ctrl+P: people, goals and commands in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.bindings import entry
from perftui.domain.pinyin import initials, pinyin
from perftui.domain.texts import fold
from perftui.i18n import gettext as _
from perftui.services import search
from widgets.dialogs.pickers import Picker
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from perftui.commands.models import Command
    from perftui.storage.stores import Store

MOST = 40
"""So many people and goals are shown."""


class Palette(Picker):
    """The answer is `command:`, `person:` or `goal:` and an id."""

    def __init__(self, store: Store, today: date, commands: Sequence[Command]) -> None:
        super().__init__(_("Search everything"), self._found, placeholder=_("a name, initials such as zw, a goal, or what you want to do"))
        self._store, self._today, self._commands = store, today, commands

    def _found(self, text: str) -> list[Choice]:
        hits = search.everything(self._store, text, self._today, MOST)
        groups = {"person": _("People"), "goal": _("Goals")}
        records = [Choice(f"{hit.kind}:{hit.id}", hit.title, hit.subtitle, groups[hit.kind]) for hit in hits]
        actions = self._actions(text)
        return actions + records if len(actions) <= 2 and text else records[:10] + actions + records[10:]

    def _actions(self, text: str) -> list[Choice]:
        """The commands whose title, English title, pinyin or initials hold what was typed."""
        wanted = fold(text).replace(" ", "")
        found = []
        for command in self._commands:
            shown = entry(command)
            names = (shown.title, command.title, initials(shown.title, is_name=False), pinyin(shown.title, is_name=False))
            if shown.is_enabled and any(wanted in fold(name).replace(" ", "") for name in names):
                found.append(Choice(f"command:{shown.id}", shown.title, shown.key, _("Commands")))
        return found
