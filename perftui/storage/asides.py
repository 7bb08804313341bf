"""What is no record and needs no undo: drafts, settings, saved views, recently used things."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

from perftui.errors import PerftuiError
from perftui.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.stores import Store


class Draft(NamedTuple):
    """What was typed into a form and not saved yet."""

    form: str
    subject: str
    """The id of the record that is edited; empty for a new one."""
    fields: Mapping[str, str]
    at: str


def keep_draft(store: Store, form: str, subject: str, fields: Mapping[str, str]) -> None:
    """Keep what was typed so far, over what was kept before."""
    with store.write_aside():
        store.connection.execute(
            "INSERT INTO draft VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET fields = excluded.fields, at = excluded.at",
            (store.actor.name, form, subject, json.dumps(dict(fields), ensure_ascii=False), store.now()),
        )


def drop_draft(store: Store, form: str, subject: str) -> None:
    """Forget a draft: it was saved or discarded. Where there is none nothing is written, and no lock is waited for."""
    if draft(store, form, subject) is None:
        return
    with store.write_aside():
        store.connection.execute("DELETE FROM draft WHERE actor = ? AND form = ? AND subject = ?", (store.actor.name, form, subject))


def draft(store: Store, form: str, subject: str) -> Draft | None:
    """The draft of a form, if there is one."""
    return next((kept for kept in drafts(store) if (kept.form, kept.subject) == (form, subject)), None)


def drafts(store: Store) -> list[Draft]:
    """All drafts of the actor, newest first."""
    rows = store.rows("SELECT form, subject, fields, at FROM draft WHERE actor = ? ORDER BY at DESC, rowid DESC", (store.actor.name,))
    return [Draft(row["form"], row["subject"], json.loads(row["fields"]), row["at"]) for row in rows]


def setting(store: Store, name: str) -> str | None:
    """A setting of the actor."""
    found = store.value("SELECT value FROM setting WHERE actor = ? AND name = ?", (store.actor.name, name))
    return None if found is None else str(found)


def keep_setting(store: Store, name: str, value: str) -> None:
    """Change a setting of the actor."""
    with store.write_aside():
        store.connection.execute(
            "INSERT INTO setting VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (store.actor.name, name, value)
        )


def saved_views(store: Store, screen: str) -> dict[str, Mapping[str, str]]:
    """The actor's saved views of a screen, name to specification."""
    rows = store.rows("SELECT name, spec FROM saved_view WHERE actor = ? AND screen = ? ORDER BY name", (store.actor.name, screen))
    return {row["name"]: json.loads(row["spec"]) for row in rows}


def keep_view(store: Store, screen: str, name: str, spec: Mapping[str, str]) -> None:
    """Save a view under a name, over one of the same name."""
    with store.write_aside():
        store.connection.execute(
            "INSERT INTO saved_view VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET spec = excluded.spec",
            (store.actor.name, screen, name, json.dumps(dict(spec), ensure_ascii=False)),
        )


def drop_view(store: Store, screen: str, name: str) -> None:
    """Remove a saved view."""
    with store.write_aside():
        store.connection.execute("DELETE FROM saved_view WHERE actor = ? AND screen = ? AND name = ?", (store.actor.name, screen, name))


def touch_recent(store: Store, entity: str, entity_id: str) -> None:
    """Remember that a record was used just now; while somebody else writes or the disk is full it is passed over, which harms nobody."""
    with contextlib.suppress(PerftuiError), store.write_aside():
        store.connection.execute(
            "INSERT INTO recent VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at",
            (store.actor.name, entity, entity_id, store.now()),
        )


def recent(store: Store, entity: str, limit: int) -> list[str]:
    """The ids used last, newest first."""
    rows = store.rows(
        "SELECT entity_id FROM recent WHERE actor = ? AND entity = ? ORDER BY at DESC, rowid DESC LIMIT ?",
        (store.actor.name, entity, limit),
    )
    return [row[0] for row in rows]
