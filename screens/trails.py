"""The way back: through which sections a record was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screens.hosts import Place


def trail(behind: Sequence[str], here: str, place: Place) -> list[str]:
    """The sections to which Esc leads back from a place, the nearest last.

    Args:
        behind: Those before this one.
        here: The section that is left.
        place: Where one goes; to a section as such there is no way back, and no circle through one that lies on the way.
    """
    way = [*behind, here] if place.key or place.owner else []
    return way[: way.index(place.section)] if place.section in way else way
