"""The end of a dossier: versions, acknowledgements, extensions, outcome, statement, obstacles, promises, evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.evidence import EvidenceKind
from perftui.domain.formats import file_size, percent
from perftui.domain.plan_people import ResistanceLevel
from perftui.domain.plans import AcknowledgementKind, OutcomeKind, SettlementKind, VersionKind
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.services.dossier_goals import table
from perftui.services.transfer.documents import Heading, Paragraph
from perftui.storage import lookups, plans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perftui.services.dossier_evidence import DossierEvidence
    from perftui.services.plan_lines import PlanView
    from perftui.services.transfer.documents import Block
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def blocks(store: Store, view: PlanView) -> Iterator[Block]:
    """Versions, acknowledgements, extensions, outcome, statement, obstacles and promises."""
    plan_id = view.line.id
    versions = plans.parts(store, "plan_version", plan_id)
    made = [
        (row["number"], say(VersionKind(row["kind"])), row["on_date"], row["by_name"], row["reason"], row["content_hash"])
        for row in versions
    ]
    header = (_("Version"), _("Kind"), _("Date"), _("By"), _("Reason"), "SHA-256")
    yield from table(_("Versions"), header, made, (0.7, 0.9, 1, 1, 2, 4))
    yield from _acknowledgements(store, plan_id)
    longer = [
        (row["on_date"], row["old_end"], row["new_end"], percent(_number(row["closure"])), row["reason"], row["by_name"])
        for row in plans.parts(store, "extension", plan_id)
    ]
    header = (_("Date"), _("Old end"), _("New end"), _("Closure"), _("Reason"), _("By"))
    yield from table(_("Extensions"), header, longer, (1, 1, 1, 0.8, 4, 1))
    yield from _statement(store, plan_id)
    yield from _obstacles(store, plan_id)
    rows = [
        (row["on_date"], say(SettlementKind(row["kind"])), row["text"], row["by_name"])
        for row in plans.parts(store, "promise_settlement", plan_id)
    ]
    yield from table(_("Promises of the employer, settled"), (_("Date"), _("State"), _("Text"), _("By")), rows, (1, 1.5, 5, 1))
    yield from _outcomes(store, plan_id)


def resistance(store: Store, plan_id: str) -> Iterator[Block]:
    """What the manager noted about how the person took it."""
    rows = [
        (row["on_date"], row["signal"], say(ResistanceLevel(str(row["level"]))) if row["level"] else "", row["response"])
        for row in plans.parts(store, "resistance_note", plan_id)
    ]
    yield from table(_("Resistance notes"), (_("Date"), _("Signal"), pgettext("resistance", "Level"), _("Response")), rows, (1, 3, 0.9, 4))


def evidence_blocks(pieces: Sequence[DossierEvidence]) -> Iterator[Block]:
    """The evidence with the hashes of the files; the texts of the notes below."""
    of, size = pgettext("evidence", "Belongs to"), pgettext("file", "Size")
    header = (_("No."), pgettext("plan", "Evidence"), of, _("Date"), _("By"), size, _("File"), "SHA-256")
    rows = [_piece(number, each) for number, each in enumerate(pieces, 1)]
    yield from table(pgettext("plan", "Evidence"), header, rows, (0.5, 2.2, 1.8, 1, 0.9, 0.8, 1.8, 3.4))
    for number, each in enumerate(pieces, 1):
        if each.line.text:
            yield Paragraph(_("{n}. {title}").format(n=number, title=each.line.title), is_strong=True)
            yield Paragraph(each.line.text)


def _piece(number: int, each: DossierEvidence) -> tuple[object, ...]:
    line = each.line
    size = file_size(line.size) if line.kind is EvidenceKind.FILE else ""
    return number, line.title, each.of, line.on, line.by, size, each.path or say(line.kind), line.content_hash


def _acknowledgements(store: Store, plan_id: str) -> Iterator[Block]:
    names = ("on_date", "place", "witness", "proof", "comment", "by_name", "log_head")
    rows = [
        (row["version_number"], say(AcknowledgementKind(row["kind"])), *(row[name] for name in names))
        for row in plans.parts(store, "acknowledgement", plan_id)
    ]
    labels = (_("Date"), _("Place"), _("Witness"), _("Proof"), _("Comment"), _("By"), _("Log head"))
    yield from table(_("Acknowledgements"), (_("Version"), _("How"), *labels), rows, (0.7, 1.1, 1, 1, 1, 1.2, 1.6, 0.8, 2.6))
    if rows:
        yield Paragraph(_("A signature says that the talk took place. It does not say that the employee agrees."))


def _statement(store: Store, plan_id: str) -> Iterator[Block]:
    for row in plans.parts(store, "statement", plan_id):
        yield Heading(_("Statement of the employee"))
        if row["offered_on"]:
            yield Paragraph(_("Offered on {date}.").format(date=row["offered_on"]))
        if row["is_declined"]:
            yield Paragraph(_("The employee did not want to make one."))
        if row["answered_on"]:
            yield Paragraph(_("Given on {date}:").format(date=row["answered_on"]))
        if row["text"]:
            yield Paragraph(row["text"])


def _obstacles(store: Store, plan_id: str) -> Iterator[Block]:
    found = plans.parts(store, "obstacle", plan_id)
    owners = lookups.names(store, "person", {row["owner_person_id"] for row in found if row["owner_person_id"]})
    rows = [
        (*(row["opened_on"], row["text"], owners.get(row["owner_person_id"] or "", ""), row["closed_on"], _days(row), row["resolution"]),)
        for row in found
    ]
    header = (_("Opened on"), _("Obstacle"), _("Owner"), _("Closed on"), _("Days"), _("Resolution"))
    yield from table(_("Obstacles"), header, rows, (1, 3, 1, 1, 0.6, 3))


def _days(row: Row) -> int | None:
    if not row["closed_on"]:
        return None
    return (date.fromisoformat(row["closed_on"]) - date.fromisoformat(row["opened_on"])).days


def _outcomes(store: Store, plan_id: str) -> Iterator[Block]:
    rows = [
        (row["on_date"], say(OutcomeKind(row["kind"])), percent(_number(row["closure"])), row["note"], row["by_name"])
        for row in plans.parts(store, "plan_outcome", plan_id)
    ]
    yield from table(_("Outcome"), (_("Date"), _("Outcome"), _("Closure"), _("Note"), _("By")), rows, (1, 1.2, 0.8, 5, 1))


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
