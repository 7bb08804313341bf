"""Where actions come from: a meeting, a cause, an assessment, a goal; each in words, with the section that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from perftui.domain.codes import Words
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.storage import action_origins

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from perftui.services.actions import Origin
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class _Kind(NamedTuple):
    label: Words
    section: str
    """Where the record is shown."""


KINDS: Final[Mapping[str, _Kind]] = {
    "meeting": _Kind(Words(mark("Meeting")), "meetings"),
    "retro_note": _Kind(Words(mark("Retrospective")), "retrospectives"),
    "cause": _Kind(Words(mark("Root cause")), "gaps"),
    "gap": _Kind(Words(mark("Gap")), "gaps"),
    "assessment": _Kind(Words(mark("Assessment")), "reviews"),
    "goal": _Kind(Words(mark("Goal")), "goals"),
    "key_result": _Kind(Words(mark("Key result")), "goals"),
    "plan_step": _Kind(Words(mark("Improvement plan")), "plan_sheets"),
}
"""Table of an origin to what it is called and to the section where it is shown; each has its query in `storage.action_origins`."""


class ComesFrom(NamedTuple):
    """The record out of which an action comes, as it is shown; all empty where there is none or nobody may see it."""

    kind: str = ""
    """Its label, a message id."""
    text: str = ""
    """What it is called, and whose it is."""
    section: str = ""
    key: str = ""
    """The id of the record that the section shows."""


NOWHERE: Final = ComesFrom()


def come_from(store: Store, origins: Iterable[Origin]) -> dict[Origin, ComesFrom]:
    """What the origins of some actions are called; unknown, gone and hidden ones are left out."""
    by_entity: dict[str, list[Origin]] = {}
    for origin in origins:
        by_entity.setdefault(origin.entity, []).append(origin)
    found: dict[Origin, ComesFrom] = {}
    for entity, wanted in by_entity.items():
        if entity not in KINDS:
            continue
        rows = {row["id"]: row for row in action_origins.told(store, entity, [origin.id for origin in wanted])}
        found |= {origin: _shown(entity, rows[origin.id]) for origin in wanted if origin.id in rows}
    return found


def comes_from(store: Store, origin: Origin) -> ComesFrom:
    """What one origin is called; `NOWHERE` where nothing can be said."""
    return come_from(store, [origin]).get(origin, NOWHERE)


def _shown(entity: str, row: Row) -> ComesFrom:
    text = _("{text} ({more})").format(text=row["name"], more=row["whose"]) if row["whose"] else row["name"]
    return ComesFrom(KINDS[entity].label, text, KINDS[entity].section, row["shown"])
