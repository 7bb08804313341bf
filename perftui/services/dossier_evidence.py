"""The evidence of a dossier: what an audience may see, the names of the files beside it, and the evidence pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.evidence import SEES_RESISTANCE, SEES_TALKS, EvidenceKind
from perftui.domain.evidence_packs import MetBy
from perftui.domain.file_names import bare_name
from perftui.i18n import gettext as _
from perftui.i18n import say
from perftui.records import NamedTuple
from perftui.services import evidence_lines
from perftui.services.dossier_goals import table
from perftui.services.evidence_sheets import KINDS, PLAN, state_word
from perftui.services.readiness import readiness
from perftui.services.transfer.documents import Paragraph
from perftui.storage import dossiers, evidence_subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from perftui.domain.evidence import Audience
    from perftui.domain.evidence_packs import RequirementLine
    from perftui.services.evidence_lines import EvidenceLine
    from perftui.services.transfer.documents import Block
    from perftui.storage.stores import Store

FOLDER = "evidence"
"""Where the files stand in the archive."""


class DossierEvidence(NamedTuple):
    """A piece of evidence as a dossier lists it."""

    line: EvidenceLine
    of: str
    """The record that it belongs to."""
    path: str
    """Where its file stands in the archive; empty for a note."""


def listed(store: Store, plan_id: str, audience: Audience) -> tuple[DossierEvidence, ...]:
    """The evidence of a plan that an audience may see, without what is archived; each file has a name of its own."""
    seen = {row["id"] for row in dossiers.talks(store, plan_id, SEES_TALKS[audience])}
    shown = [
        line
        for line in evidence_lines.of_plan(store, plan_id)
        if not line.is_archived
        and (line.entity != "talk" or line.record_id in seen)
        and (line.entity != "resistance_note" or audience in SEES_RESISTANCE)
    ]
    return tuple(DossierEvidence(line, _of(store, line), _path(number, line)) for number, line in enumerate(shown, 1))


def _path(number: int, line: EvidenceLine) -> str:
    return f"{FOLDER}/{number:03} {bare_name(line.file_name)}" if line.kind is EvidenceKind.FILE else ""


def _of(store: Store, line: EvidenceLine) -> str:
    if line.entity == PLAN:
        return say(KINDS[PLAN])
    name = evidence_subjects.names(store, line.entity, (line.record_id,)).get(line.record_id, "")
    return _("{kind}: {text}").format(kind=say(KINDS[line.entity]), text=name)


def readiness_blocks(store: Store, plan_id: str) -> Iterator[Block]:
    """The evidence pack with what there is of it."""
    found = readiness(store, plan_id)
    header = (_("Requirement"), _("State"), _("Shown by"), _("Date"), _("By"))
    heading = _("Evidence pack: {met} of {of}").format(met=found.met, of=found.of)
    yield from table(heading, header, [_row(line) for line in found.lines], (3.4, 0.9, 4, 1, 1))
    words = _("Pack {name}, version {version} of {date}. {source}.")
    pack = found.pack
    yield Paragraph(words.format(name=pack.name, version=pack.version, date=pack.dated.isoformat(), source=pack.source))


def _row(line: RequirementLine) -> tuple[object, ...]:
    parts = [line.mark.note if line.mark else "", say(line.found) if line.found else "", *line.evidence]
    if line.requirement.cases and line.by is MetBy.NOTE:
        parts.append(_("Answered with no: {cases}").format(cases="; ".join(case.text for case in line.requirement.cases)))
    on, by = (line.mark.on, line.mark.by) if line.mark else (None, "")
    return line.requirement.text, state_word(line.state), "; ".join(part for part in parts if part), on, by
