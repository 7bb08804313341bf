"""Drafts: what was typed into a form is kept on every field exit, so that a dropped line loses nothing."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from perftui.domain.texts import clean_text, shorten
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
UNDER, NUMBER, LINE = "under:", "#", "@"
"""What marks the subjects of new records: the record above, a number of their own, the line they were typed in. No id has them."""


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


def new_subject(store: Store, parent: str = "", line: str = "") -> str:
    """The subject of a draft of a new record, another one each time: what is typed for one must never replace or join another.

    Args:
        store: Who gives the number.
        parent: The id of the record below which it will stand.
        line: The id of the quick line where it is typed; empty for a form.
    """
    return (line + LINE if line else "") + (UNDER + parent if parent else "") + NUMBER + store.new_id()


def place_of(subject: str) -> str:
    """The id of the record where a draft is gone on with: the one edited, or the one above a new one; empty for the top."""
    return subject.rpartition(LINE)[2].partition(NUMBER)[0].removeprefix(UNDER)


def line_of(subject: str) -> str:
    """The id of the quick line where a draft was typed; empty for that of a form."""
    return subject.rpartition(LINE)[0]


def is_new(subject: str) -> bool:
    """Whether a draft is of a new record."""
    return not subject or NUMBER in subject or subject.startswith(UNDER)


def listing(store: Store) -> list[DraftLine]:
    """All drafts of the actor, newest first."""
    return [_line(draft) for draft in asides.drafts(store)]


def below(store: Store, form: str, parent: str = "", line: str = "") -> list[DraftLine]:
    """The drafts of new records that were typed in one form or line for one place, newest first."""
    kept = (draft for draft in listing(store) if draft.form == form and is_new(draft.subject))
    return [draft for draft in kept if (place_of(draft.subject), line_of(draft.subject)) == (parent, line)]


def first_text(draft: DraftLine, limit: int) -> str:
    """What tells a draft apart: the first text that was typed, shortened."""
    typed = (text for name, text in draft.fields.items() if text.strip() and text != draft.base.get(name))
    return next((shorten(text, limit) for text in typed), "")


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
