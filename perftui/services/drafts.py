"""Drafts: what was typed into a form is kept on every field exit, so that a dropped line loses nothing."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
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


RESERVED, BASE = "_", "_base."
"""How names begin that are no fields of the form, and those of the values that a form was opened with."""
UNDER, FROM_LINE = "under:", "#line"
"""What marks the subjects of new records; no id has them."""


class DraftLine(NamedTuple):
    """What was typed into a form and not saved yet."""

    form: str
    """The code of the form, such as `person`."""
    subject: str
    """The id of the record that is edited; for a new one what `new_subject` gives."""
    fields: Mapping[str, str]
    """Field to what stood in it, as typed."""
    base: Mapping[str, str]
    """Field to what stood in it when the form was opened; empty for a new record."""
    at: datetime
    """UTC, when it was kept last."""


def new_subject(parent: str = "", *, is_from_line: bool = False) -> str:
    """The subject of a draft of a new record.

    Args:
        parent: The id of the record below which it will stand: what was typed there must not appear elsewhere.
        is_from_line: It was begun in a quick line, and so is not to replace what was typed in an empty form.
    """
    return (UNDER + parent if parent else "") + (FROM_LINE if is_from_line else "")


def place_of(subject: str) -> str:
    """The id of the record where a draft is gone on with: the one edited, or the one above a new one; empty for the top."""
    return subject.removesuffix(FROM_LINE).removeprefix(UNDER)


def listing(store: Store) -> list[DraftLine]:
    """All drafts of the actor, newest first."""
    return [_line(draft) for draft in asides.drafts(store)]


def keep(store: Store, form: str, subject: str, fields: Mapping[str, str], base: Mapping[str, str] = MappingProxyType({})) -> None:
    """Keep what was typed so far; where nothing is left in any field, and nothing was there, the draft goes.

    Args:
        store: The store.
        form: The code of the form.
        subject: The id of the record that is edited, or `new_subject`.
        fields: Field to what stands in it.
        base: Field to what stood in it when the form was opened, so that a later change by somebody else is not undone.
    """
    cleaned = {name: clean_text(text, multiline=True, limit=LIMIT) for name, text in fields.items()}
    if any(cleaned.values()) or any(base.values()):
        asides.keep_draft(store, form, subject, cleaned | {BASE + name: text for name, text in base.items()})
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
    fields = {name: text for name, text in draft.fields.items() if not name.startswith(RESERVED)}
    base = {name.removeprefix(BASE): text for name, text in draft.fields.items() if name.startswith(BASE)}
    return DraftLine(draft.form, draft.subject, fields, base, datetime.fromisoformat(draft.at))
