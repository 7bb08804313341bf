"""Drafts: what was typed into a form is kept on every field exit, so that a dropped line loses nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from perftui.domain.texts import clean_text
from perftui.records import NamedTuple
from perftui.storage import asides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.storage.asides import Draft
    from perftui.storage.stores import Store


LIMIT = 1_000_000
"""Characters of one field: more than any form takes, so that keeping never refuses what saving will."""


class DraftLine(NamedTuple):
    """What was typed into a form and not saved yet."""

    form: str
    """The code of the form, such as `person`."""
    subject: str
    """The id of the record that is edited; empty for a new one."""
    fields: Mapping[str, str]
    """Field to what stood in it, as typed."""
    at: datetime
    """UTC, when it was kept last."""


def listing(store: Store) -> list[DraftLine]:
    """All drafts of the actor, newest first."""
    return [_line(draft) for draft in asides.drafts(store)]


def keep(store: Store, form: str, subject: str, fields: Mapping[str, str]) -> None:
    """Keep what was typed so far; where nothing is left in any field the draft goes."""
    cleaned = {name: clean_text(text, multiline=True, limit=LIMIT) for name, text in fields.items()}
    if any(cleaned.values()):
        asides.keep_draft(store, form, subject, cleaned)
    else:
        asides.drop_draft(store, form, subject)


def restore(store: Store, form: str, subject: str = "") -> DraftLine | None:
    """The draft of a form, if there is one; it stays until it is dropped."""
    draft = asides.draft(store, form, subject)
    return None if draft is None else _line(draft)


def drop(store: Store, form: str, subject: str = "") -> None:
    """Forget a draft: it was saved or discarded."""
    asides.drop_draft(store, form, subject)


def _line(draft: Draft) -> DraftLine:
    return DraftLine(draft.form, draft.subject, draft.fields, datetime.fromisoformat(draft.at))
