"""What a screen may ask of the app that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from perftui.storage.stores import Store
    from widgets.glyphs import Glyphs


class Place(NamedTuple):
    """Somewhere to go: a section, and what to show there."""

    section: str
    """A key of the app's `SCREENS`, such as `goals`."""
    key: str = ""
    """The id of a record; empty for the section as it stands."""
    owner: str = ""
    """In goals: show those of this person or unit."""
    command: str = ""
    """The action to begin there, such as `bring_in`."""


class Host(Protocol):
    """The app, as screens see it."""

    @property
    def store(self) -> Store:
        """The open file."""
        ...

    @property
    def glyphs(self) -> Glyphs:
        """The signs that this terminal can draw."""
        ...

    @property
    def is_accessible(self) -> bool:
        """Visible cursor at the focused row, ASCII, no borders, no toasts."""
        ...

    @property
    def saved_at(self) -> str:
        """The time of the last save in this session, such as `14:02`; empty before."""
        ...

    @property
    def previous(self) -> dict[str, Mapping[str, str]]:
        """Form code to the values saved last in this session, for F6."""
        ...

    def today(self) -> date:
        """The date at the user's place."""
        ...

    def go_to(self, place: Place) -> None:
        """Show another section, or a record in it."""
        ...

    def go_back(self) -> None:
        """Show the section from which a record of this one was opened, such as Today; nothing otherwise."""
        ...

    def say_saved(self) -> None:
        """Something was saved just now: the status line shows when."""
        ...

    async def speak(self, language: str) -> None:
        """Change the language of everything on the screen."""
        ...

    def draw_with(self, glyphs: Glyphs) -> None:
        """Draw with other signs from now on."""
        ...

    def wear(self, theme: str) -> None:
        """Change the colours and remember it."""
        ...
