"""The dossier of a plan: everything that speaks for and against it, for one audience, as one document (R53, R57)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.evidence import SEES_HISTORY, SEES_READINESS, SEES_RESISTANCE, SEES_TALKS
from perftui.domain.formats import basis_points, long_date, percent
from perftui.i18n import gettext as _
from perftui.i18n import pgettext, say
from perftui.records import NamedTuple
from perftui.services import dossier_ends, dossier_goals, dossier_talks, verification
from perftui.services.dossier_evidence import DossierEvidence, listed, readiness_blocks
from perftui.services.evidence_pack_library import pack
from perftui.services.plan_views import plan_view
from perftui.services.transfer.documents import Document, Facts, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from perftui.domain.evidence import Audience
    from perftui.services.plan_lines import PlanView
    from perftui.services.transfer.documents import Block
    from perftui.storage.stores import Store


class Dossier(NamedTuple):
    """The dossier of a plan for one audience."""

    document: Document
    evidence: tuple[DossierEvidence, ...]
    """What it lists, with the name that each file has beside it."""
    person: str
    title: str


def dossier(store: Store, plan_id: str, audience: Audience, today: date) -> Dossier:
    """Everything about a plan that one audience may see.

    Args:
        store: The store.
        plan_id: The plan.
        audience: For whom; decides what is left out.
        today: The day that it bears.

    Raises:
        Gone: There is no such plan, or the actor may not see it.
    """
    view = plan_view(store, plan_id)
    pieces = listed(store, plan_id, audience)
    seq, head = verification.head(store)
    blocks: list[Block] = [Facts(tuple(_facts(store, view, audience, today)))]
    blocks += _texts(view)
    blocks += dossier_goals.blocks(store, view, today)
    blocks += dossier_ends.blocks(store, view)
    blocks += dossier_talks.blocks(store, view, SEES_TALKS[audience])
    if audience in SEES_RESISTANCE:
        blocks += dossier_ends.resistance(store, plan_id)
    if audience in SEES_READINESS:
        blocks += readiness_blocks(store, plan_id)
    blocks += dossier_ends.evidence_blocks(pieces)
    if audience in SEES_HISTORY:
        from perftui.services.dossier_histories import history_blocks  # only there

        blocks += history_blocks(store, plan_id)
    blocks.append(Paragraph(pack(view.line.pack).disclaimer))
    footer = _("Log head: event {seq}, {hash}").format(seq=seq, hash=head)
    title = _("Dossier: {person} – {title}").format(person=view.line.person, title=view.line.title)
    return Dossier(Document(title, tuple(blocks), is_landscape=True, footer=footer), pieces, view.line.person, view.line.title)


def _facts(store: Store, view: PlanView, audience: Audience, today: date) -> Iterator[tuple[str, str]]:
    line = view.line
    seq, head = verification.head(store)
    yield pgettext("dossier", "For"), say(audience)
    yield _("Prepared on"), long_date(today)
    yield _("Prepared by"), store.actor.name
    yield _("Person"), " · ".join(part for part in (line.person, line.staff_no, line.unit) if part)
    yield _("Manager"), line.manager
    yield _("HR"), line.hr
    yield _("Kind"), say(line.kind)
    yield _("State"), say(line.state)
    yield _("Issued on"), long_date(line.issued_on) if line.issued_on else ""
    yield _("Start"), long_date(line.start) if line.start else ""
    yield _("End"), long_date(line.end) if line.end else ""
    closed = view.closure
    yield (
        _("Closure"),
        _("{closure}, measured for {coverage} of the weight").format(closure=percent(closed), coverage=percent(view.coverage)),
    )
    yield _("Passes from"), basis_points(view.pass_closure)
    yield _("Log head"), _("event {seq}, {hash}").format(seq=seq, hash=head)


def _texts(view: PlanView) -> Iterator[Block]:
    texts = ((_("Purpose"), view.purpose), (_("Reason"), view.reason), (_("Consequences"), view.consequences))
    for heading, text in (*texts, (_("The employee's choice"), view.choice), (_("The employee's words on it"), view.choice_note)):
        if text:
            yield Heading(heading)
            yield Paragraph(text)
