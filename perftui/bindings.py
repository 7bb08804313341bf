"""The one place where Textual meets the registry: a command becomes a binding, a footer entry, a menu row, a help row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from perftui.commands.models import SCOPES
from perftui.commands.registry import in_scope, key_name
from perftui.i18n import gettext as _
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.commands.models import Command, Scope


def bindings_of(*scopes: Scope) -> list[BindingType]:
    """The bindings of a screen, with the commands' ids, so that `App.set_keymap` can remap them."""
    return [
        Binding(command.key, command.action, command.title, show=False, priority=command.is_priority, id=command.id)
        for command in in_scope(*scopes)
        if command.key
    ]


class Entry(NamedTuple):
    """A command as menus, palette and help show it, in the language in use."""

    id: str
    title: str
    help: str
    key: str
    """The key as it stands on a keyboard; empty when there is none."""
    group: str
    is_enabled: bool = True


def entry(command: Command, *, is_enabled: bool = True) -> Entry:
    """A command in words."""
    key = key_name(command.key) if command.key else ""
    return Entry(command.id, _(command.title), _(command.help), key, _(SCOPES[command.scope]), is_enabled)


def footer_of(commands: Iterable[Command]) -> list[tuple[str, str, str]]:
    """What the footer shows, the most important first: command id, key, word."""
    shown = sorted((command for command in commands if command.footer), key=lambda command: command.rank)
    return [(command.id, key_name(command.key, is_short=True), _(command.footer)) for command in shown]
