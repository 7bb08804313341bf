"""Evidence read for a record or for a plan, and the bytes of a file held against their hash."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from perftui.domain.evidence import EvidenceKind
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.storage import evidence
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class ContentChanged(Refused):
    """The bytes are not those that were attached."""

    template = mark("“{name}” is not what was attached: its bytes were changed past perftui. Restore a backup, or attach the file again.")


class ContentLost(Refused):
    """The bytes are gone."""

    template = mark("The bytes of “{name}” are not in the file any more. Restore a backup, or attach the file again.")


class NotAFile(Refused):
    """A note is to be saved."""

    template = mark("“{name}” is a note: it has no file to save. The dossier holds its text.")


class EvidenceLine(NamedTuple):
    """A piece of evidence as lists show it."""

    id: str
    version: int
    entity: str
    record_id: str
    kind: EvidenceKind
    title: str
    text: str
    file_name: str
    media_type: str
    size: int
    """Bytes; 0 for a note."""
    content_hash: str
    """SHA-256 in hexadecimal digits; empty for a note."""
    requirement: str
    """The code of the requirement of its plan's pack that it meets; empty for none."""
    on: date
    by: str
    is_archived: bool


def line(store: Store, evidence_id: str) -> EvidenceLine:
    """One piece of evidence.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    return line_of(require(store, evidence_id))


def of_record(store: Store, entity: str, record_id: str) -> list[EvidenceLine]:
    """The evidence of one record, the oldest first; archived pieces last."""
    return [line_of(row) for row in evidence.of_record(store, entity, record_id)]


def of_plan(store: Store, plan_id: str) -> list[EvidenceLine]:
    """The evidence of a plan with all that belongs to it, the oldest first; archived pieces last."""
    return [line_of(row) for row in evidence.of_plan(store, plan_id)]


def content(store: Store, evidence_id: str) -> bytes:
    """The bytes of a file, checked against their hash.

    Raises:
        NotAFile: It is a note.
        ContentLost, ContentChanged: They are gone, or are not those that were attached.
        Gone: There is no such evidence.
    """
    found = line(store, evidence_id)
    if found.kind is not EvidenceKind.FILE:
        raise NotAFile(name=found.title)
    data = evidence.content(store, found.content_hash)
    if data is None:
        raise ContentLost(name=found.file_name)
    if sha256(data).hexdigest() != found.content_hash:
        raise ContentChanged(name=found.file_name)
    return data


def line_of(row: Row) -> EvidenceLine:
    """A row of `storage.evidence` as a line."""
    names = ("id", "version", "entity", "record_id", "title", "text", "file_name", "media_type", "size", "content_hash", "requirement")
    return EvidenceLine(
        **{name: row[name] for name in names},
        kind=EvidenceKind(row["kind"]),
        on=date.fromisoformat(row["on_date"]),
        by=row["by_name"],
        is_archived=bool(row["is_archived"]),
    )


def require(store: Store, evidence_id: str) -> Row:
    """One piece of evidence as it is stored.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = evidence.get(store, evidence_id)
    if row is None:
        raise Gone
    return row
