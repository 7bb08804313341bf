"""Ctrl+T: open a saved view, save the present one under the typed name, or remove one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.i18n import gettext as _
from perftui.services import views
from widgets.pick_lists import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.stores import Store

OPEN, SAVE, DROP = "open:", "save:", "drop:"
"""What a choice's key begins with; the name of the view follows."""


def view_choices(store: Store, section: str, text: str) -> list[Choice]:
    """What can be done with the saved views of a section, for what was typed."""
    saved = [view.name for view in views.listing(store, section)]
    name = text.strip()
    found = [Choice(OPEN + known, known, "", _("Open")) for known in saved if name.casefold() in known.casefold()]
    if name:
        found.append(Choice(SAVE + name, _("Save what you see now as “{name}”").format(name=name), "", _("Save")))
    removals = [_("Remove “{name}”").format(name=known) for known in saved]
    return found + [Choice(DROP + known, words, "", _("Remove")) for known, words in zip(saved, removals, strict=True) if not name]


def do_picked(store: Store, section: str, picked: str, spec: Mapping[str, str]) -> tuple[Mapping[str, str] | None, str]:
    """Save, remove or find a view.

    Returns:
        The specification to show now, or None; and what to say.
    """
    what, name = picked[: len(OPEN)], picked[len(OPEN) :]
    if what == SAVE:
        views.save(store, section, name, spec)
        return None, _("Saved the view “{name}”.").format(name=name)
    if what == DROP:
        views.remove(store, section, name)
        return None, _("Removed the view “{name}”.").format(name=name)
    view = next(view for view in views.listing(store, section) if view.name == name)
    return view.spec, _("View: {name}").format(name=name)
