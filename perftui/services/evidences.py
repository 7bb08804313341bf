"""Evidence: files and notes attached to any record, found again with their hash, archived and never deleted (R39, R57)."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from perftui.domain.evidence import EvidenceKind
from perftui.domain.file_names import bare_name, media_type
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import evidence_files, evidence_lines
from perftui.storage import evidence, evidence_subjects
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NoEvidenceHere(Refused):
    """Records of that kind have none."""

    template = mark("Nothing can be attached to this kind of record. Attach it to the record that it belongs to.")


def attach_file(  # noqa: PLR0913  # all behind the day are keywords that most leave out
    store: Store, entity: str, record_id: str, path: Path, today: date, *, title: str = "", requirement: str = ""
) -> str:
    """Attach a file of the user's to a record.

    Args:
        store: The store.
        entity: The table of the record.
        record_id: The record.
        path: An ordinary file, no link.
        today: The day that the evidence bears.
        title: Empty: the name of the file.
        requirement: The code of the requirement that it meets.

    Returns:
        The id of the evidence.

    Raises:
        NoEvidenceHere, Gone: There is no such record.
        BadInput: The file cannot be read, is empty or too large: see `evidence_files.read_file`.
    """
    _subject(store, entity, record_id)
    data = evidence_files.read_file(path, evidence_files.most_bytes(store))
    return attach_bytes(store, entity, record_id, (path.name, data), today, title=title, requirement=requirement)


def attach_bytes(  # noqa: PLR0913  # likewise
    store: Store, entity: str, record_id: str, file: tuple[str, bytes], today: date, *, title: str = "", requirement: str = ""
) -> str:
    """Attach the bytes of a file under a name; the same bytes are kept once.

    Args:
        store: The store.
        entity: The table of the record.
        record_id: The record.
        file: Its name, which may hold anything, and its bytes.
        today: The day that the evidence bears.
        title: Empty: the name of the file.
        requirement: The code of the requirement that it meets.

    Raises:
        NoEvidenceHere, Gone: There is no such record.
        FileEmpty, FileTooBig: Its size.
    """
    subject, (name, data) = _subject(store, entity, record_id), file
    bare = bare_name(name)
    evidence_files.require_size(bare, len(data), evidence_files.most_bytes(store))
    columns = _drafted(EvidenceKind.FILE, title=title or bare, on=today, requirement=requirement)
    evidence_id, content_hash = store.new_id(), sha256(data).hexdigest()
    with store.write(Label(mark("Attached {file} to {title}"), {"file": bare, "title": _called(subject)})):
        evidence.keep_content(store, content_hash, data)
        file_values = {"file_name": bare, "media_type": media_type(bare), "size": len(data), "content_hash": content_hash}
        _insert(store, evidence_id, (entity, record_id, subject["person_id"]), EvidenceKind.FILE, **columns, **file_values)
    return evidence_id


def add_note(store: Store, entity: str, record_id: str, **values: object) -> str:
    """Write a note that shows something about a record.

    Args:
        store: The store.
        entity: The table of the record.
        record_id: The record.
        **values: Fields of `NoteDraft`.

    Raises:
        FieldError: A value cannot be used.
        NoEvidenceHere, Gone: There is no such record.
    """
    subject, columns = _subject(store, entity, record_id), _drafted(EvidenceKind.NOTE, **values)
    evidence_id = store.new_id()
    with store.write(Label(mark("Noted “{note}” on {title}"), {"note": columns["title"], "title": _called(subject)})):
        _insert(store, evidence_id, (entity, record_id, subject["person_id"]), EvidenceKind.NOTE, **columns)
    return evidence_id


def edit(store: Store, evidence_id: str, version: int, **values: object) -> str:
    """Change title, text, date or requirement; the bytes of a file never change.

    Raises:
        FieldError: A value cannot be used.
        ExitStands: It is for a requirement of a plan that has ended in an exit.
        Gone, Changed: There is no such evidence, or somebody else was first.
    """
    row = evidence_lines.require(store, evidence_id)
    _require_open(store, row)
    before = {"title": row["title"], "text": row["text"], "on": row["on_date"], "requirement": row["requirement"]}
    columns = _drafted(EvidenceKind(row["kind"]), **before | values)
    with store.write(Label(mark("Changed the evidence “{title}”"), {"title": columns["title"]})):
        store.update("evidence", evidence_id, version, **columns)
    return evidence_id


def archive(store: Store, evidence_id: str, *, is_archived: bool = True) -> None:
    """Put evidence away, or bring it back; nothing is deleted.

    Raises:
        ExitStands: It is for a requirement of a plan that has ended in an exit.
        Gone: There is no such evidence.
    """
    row = evidence_lines.require(store, evidence_id)
    _require_open(store, row)
    words = mark("Archived the evidence “{title}”") if is_archived else mark("Brought back the evidence “{title}”")
    with store.write(Label(words, {"title": row["title"]})):
        store.update("evidence", evidence_id, row["version"], is_archived=int(is_archived))


def title_of(store: Store, entity: str, record_id: str) -> str:
    """What a record is called.

    Raises:
        NoEvidenceHere, Gone: There is no such record.
    """
    return _called(_subject(store, entity, record_id))


def save(store: Store, evidence_id: str, folder: Path) -> Path:
    """Write a file out into a folder under its name; where that is taken, under one with a number.

    Raises:
        NotAFile, ContentLost, ContentChanged, Gone: See `evidence_lines.content`.
        NoSuchFolder, ExportFailed: It cannot be written.
    """
    data = evidence_lines.content(store, evidence_id)
    return evidence_files.write_new(folder, bare_name(evidence_lines.line(store, evidence_id).file_name), data)


def _insert(store: Store, evidence_id: str, place: tuple[str, str, str | None], kind: EvidenceKind, **columns: object) -> None:
    entity, record_id, person_id = place
    of_it = {"entity": entity, "record_id": record_id, "person_id": person_id, "kind": kind.value, "by_name": store.actor.name}
    store.insert("evidence", id=evidence_id, **of_it, **columns)


def _drafted(kind: EvidenceKind, **values: object) -> dict[str, str]:
    from perftui.domain.evidence_drafts import FileDraft, NoteDraft
    from perftui.domain.validation import validated

    draft = validated(NoteDraft, **values) if kind is EvidenceKind.NOTE else validated(FileDraft, **values)
    return {"title": draft.title, "text": draft.text, "requirement": draft.requirement, "on_date": draft.on.isoformat()}


def _subject(store: Store, entity: str, record_id: str) -> Row:
    if entity not in evidence_subjects.SUBJECTS:
        raise NoEvidenceHere
    found = evidence_subjects.subject(store, entity, record_id)
    if found is None:
        raise Gone
    return found


def _require_open(store: Store, row: Row) -> None:
    if row["entity"] == "plan" and row["requirement"]:
        from perftui.services.readiness import require_open  # most evidence is for no requirement

        require_open(store, row["record_id"])


def _called(subject: Row) -> str:
    return str(subject["name"])
