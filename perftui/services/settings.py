"""What each user has chosen for the screens; everything has a default, and an unknown value counts as not chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.errors import BadInput
from perftui.i18n import LANGUAGES, mark
from perftui.records import NamedTuple
from perftui.storage import asides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.stores import Store

CHOICES: Mapping[str, frozenset[str]] = {
    "language": frozenset(("", *LANGUAGES)),
    "glyphs": frozenset(("", "unicode", "ascii")),
    "mouse": frozenset(("", "on", "off")),
    "tour": frozenset(("", "done")),
    "below_last": frozenset(("", "on", "off")),
}
"""Setting to its values; empty leaves the choice to the environment or the terminal. Themes are the screens' business."""
FREE = frozenset(("theme",))
"""Settings of which only the form is checked."""
PERCENT = frozenset(("above_best", "most_forms", "most_mentees", "evidence_mb", "silent_days"))
"""Settings that are a whole number up to 1,000, of percent, of forms, of people, of megabytes or of days, or off."""


class NoSuchSetting(BadInput):
    """A name or value that no setting has."""

    template = mark("There is no setting {name} = {value}.")


class Settings(NamedTuple):
    """All settings of the actor; an empty text means not chosen."""

    language: str
    theme: str
    glyphs: str
    """unicode, ascii, or empty: the terminal decides."""
    mouse: str
    """on, off, or empty: off over SSH."""
    is_tour_done: bool


def settings(store: Store) -> Settings:
    """All settings of the actor."""
    return Settings(
        _read(store, "language"), _read(store, "theme"), _read(store, "glyphs"), _read(store, "mouse"), bool(_read(store, "tour"))
    )


def language(store: Store) -> str | None:
    """The language that the actor has chosen, a code of `i18n.LANGUAGES`; None when the environment decides."""
    return _read(store, "language") or None


def ascii_only(store: Store) -> bool | None:
    """Whether the actor wants ASCII symbols only; None when the terminal decides."""
    glyphs = _read(store, "glyphs")
    return glyphs == "ascii" if glyphs else None


def chosen(store: Store, name: str) -> str:
    """One setting of the actor; empty where it is not chosen.

    Args:
        store: The store.
        name: Of `CHOICES`, `FREE` or `PERCENT`.
    """
    return _read(store, name)


def change(store: Store, name: str, value: str) -> Settings:
    """Choose a setting; an empty value takes the choice back.

    Args:
        store: The store.
        name: language, theme, glyphs, mouse, tour, or one of those of `challenge_policies`.
        value: One of `CHOICES[name]`; for the theme any name, for `PERCENT` a number.

    Raises:
        NoSuchSetting: There is no such setting, or it has no such value.
    """
    if not _is_known(name, value):
        raise NoSuchSetting(name=name, value=value)
    asides.keep_setting(store, name, value)
    return settings(store)


def _read(store: Store, name: str) -> str:
    value = asides.setting(store, name) or ""
    return value if _is_known(name, value) else ""


def _is_known(name: str, value: str) -> bool:
    if name in FREE:
        return len(value) <= 60 and value.isprintable()
    if name in PERCENT:
        return value in {"", "off"} or (value.isascii() and value.isdecimal() and int(value) <= 1000)
    return value in CHOICES.get(name, ())
