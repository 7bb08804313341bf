"""The dossier of a plan written out: in one form, or all forms in an archive with the evidence and a manifest of hashes."""

from __future__ import annotations

import io
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from perftui.domain.evidence import Audience, EvidenceKind
from perftui.domain.file_names import bare_name
from perftui.errors import Refused
from perftui.i18n import gettext as _
from perftui.i18n import mark, ngettext, say
from perftui.services import document_files, evidence_lines
from perftui.services.document_files import FormatUnknown
from perftui.services.dossiers import dossier
from perftui.services.transfer.exports import write_export
from perftui.storage import plans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path
    from zipfile import ZipFile, ZipInfo

    from perftui.services.dossiers import Dossier
    from perftui.storage.stores import Store

ZIP: Final = ".zip"
ENDINGS: Final = (ZIP, *document_files.ENDINGS)
MANIFEST: Final = "SHA256SUMS"
_STEM: Final = "dossier"
_ORDINARY: Final = 0o100600 << 16


class NoSuchPlan(Refused):
    """Nobody is called so, or has no plan."""

    template = mark("No plan is called “{text}”, and nobody called so has one. Give the title, or a name or staff number.")


class SeveralPlans(Refused):
    """Several people have a plan of that title."""

    template = mark("Several plans are called “{text}”: {names}. Give the staff number.")


def export(  # noqa: PLR0913  # the last is a keyword that most leave out
    store: Store, plan_id: str, path: Path, audience: Audience, today: date, *, overwrite: bool = False
) -> int:
    """Write the dossier of a plan.

    Args:
        store: The store.
        plan_id: The plan.
        path: Where to; its folder must exist. The ending .zip makes an archive of all forms with the evidence.
        audience: For whom; decides what is left out.
        today: The day that it bears.
        overwrite: Whether an ordinary file of that name may be replaced.

    Returns:
        How many pieces of evidence it lists.

    Raises:
        FormatUnknown: The name has another ending.
        ContentChanged, ContentLost: A file is not what was attached.
        NotKnownYet: It is for the employee, and the plan was never issued.
        Gone: There is no such plan.
        ExportExists, ExportFailed and others: See `transfer.exports.write_export`.
    """
    ending = path.suffix.casefold()
    if ending not in ENDINGS:
        raise FormatUnknown(name=path.name, endings=" ".join(ENDINGS))
    made = dossier(store, plan_id, audience, today)
    data = archive(store, made, today) if ending == ZIP else document_files.rendered(made.document, ending)
    write_export(path, data, overwrite)
    return len(made.evidence)


def archive(store: Store, made: Dossier, today: date) -> bytes:
    """A dossier in all forms with the files of its evidence and `SHA256SUMS`, which `sha256sum -c` accepts.

    Raises:
        ContentChanged, ContentLost: A file is not what was attached.
    """
    import zipfile  # only here

    out, sums = io.BytesIO(), []
    moment = (today.year, today.month, today.day, 0, 0, 0)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in _parts(store, made):
            _put(packed, zipfile.ZipInfo(name, moment), data)
            sums.append(f"{sha256(data).hexdigest()}  {name}\n")
        _put(packed, zipfile.ZipInfo(MANIFEST, moment), "".join(sums).encode())
    return out.getvalue()


def _put(packed: ZipFile, entry: ZipInfo, data: bytes) -> None:
    entry.external_attr = _ORDINARY
    entry.compress_type = packed.compression
    packed.writestr(entry, data)


def _parts(store: Store, made: Dossier) -> Iterator[tuple[str, bytes]]:
    for ending in document_files.ENDINGS:
        yield f"{_STEM}{ending}", document_files.rendered(made.document, ending)
    for each in made.evidence:
        if each.line.kind is EvidenceKind.FILE:
            yield each.path, evidence_lines.content(store, each.line.id)


def file_name(store: Store, plan_id: str, audience: Audience, today: date) -> str:
    """The name that is offered for a dossier: `dossier-张伟-tribunal-2026-11-23.zip`."""
    row = plans.get(store, plan_id)
    person = row["person"] if row else ""
    return bare_name(f"{_STEM}-{person}-{audience.value}-{today.isoformat()}{ZIP}").replace(" ", "-")


def plan_called(store: Store, text: str, today: date) -> str:
    """The id of a plan by its title, or the newest one of a person by name, pinyin or staff number.

    Raises:
        NoSuchPlan, SeveralPlans: None, or several, are called so.
        SeveralPeople: Several people are called so.
    """
    titled = plans.titled(store, text)
    if len(titled) > 1:
        raise SeveralPlans(text=text, names=_(", ").join(f"{row['person']} {row['staff_no']}" for row in titled))
    if titled:
        return str(titled[0]["id"])
    from perftui.services.quick_parts import NobodyCalledSo, owner_called

    try:
        owner = owner_called(store, text, today)
    except NobodyCalledSo as error:
        raise NoSuchPlan(text=text) from error
    found = plans.of_person(store, owner.id) if owner.entity == "person" else []
    if not found:
        raise NoSuchPlan(text=text)
    return str(found[0]["id"])


def words(count: int, audience: Audience) -> str:
    """What is said when it is written."""
    told = ngettext("with {n} piece of evidence", "with {n} pieces of evidence", count).format(n=count)
    return _("{audience}, {evidence}").format(audience=say(audience), evidence=told)
