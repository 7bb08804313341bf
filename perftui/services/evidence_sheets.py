"""The evidence of one record as a sheet: for a plan its pack as a checklist, with what is attached below each requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.codes import Words
from perftui.domain.plans import RequirementState
from perftui.i18n import mark, pgettext, say
from perftui.records import NamedTuple
from perftui.services import evidence_lines, evidences
from perftui.services.readiness import readiness
from perftui.storage import evidence, evidence_subjects
from perftui.storage.stores import Gone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from perftui.domain.evidence_packs import Readiness, RequirementLine
    from perftui.services.evidence_lines import EvidenceLine
    from perftui.storage.stores import Store

PLAN = "plan"
REQUIREMENT = "requirement:"
"""The key of a line of the pack begins with this; its code follows."""
KINDS: Mapping[str, Words] = {
    "person": Words(mark("Person")),
    "goal": Words(mark("Goal")),
    "key_result": Words(mark("Key result")),
    "check_in": Words(mark("Check-in")),
    "meeting": Words(mark("Meeting")),
    "action": Words(mark("Action")),
    "assessment": Words(mark("Assessment")),
    "indicator": Words(mark("Indicator")),
    "gap": Words(mark("Gap")),
    "cause": Words(mark("Cause")),
    "plan": Words(mark("Improvement plan")),
    "plan_goal": Words(mark("Goal of the plan")),
    "plan_milestone": Words(mark("Milestone")),
    "plan_step": Words(mark("Step")),
    "plan_check": Words(mark("Check")),
    "plan_version": Words(mark("Version")),
    "acknowledgement": Words(mark("Acknowledgement")),
    "extension": Words(mark("Extension")),
    "plan_outcome": Words(mark("Outcome")),
    "statement": Words(mark("Statement of the employee")),
    "resistance_note": Words(mark("Resistance note")),
    "obstacle": Words(mark("Obstacle")),
    "talk": Words(mark("Talk")),
    "worksheet": Words(mark("Worksheet")),
    "bottleneck": Words(mark("Bottleneck")),
    "skill_gap": Words(mark("Skill gap")),
    "training_request": Words(mark("Training")),
    "mentorship": Words(mark("Mentoring")),
    "mentor_entry": Words(mark("Mentor log")),
    "support_request": Words(mark("Support request")),
    "initiative": Words(mark("Initiative")),
    "accommodation": Words(mark("Accommodation")),
}
"""Table to what its records are called."""


class SheetLine(NamedTuple):
    """One line: a requirement of the pack, or a piece of evidence."""

    key: str
    requirement: RequirementLine | None
    evidence: EvidenceLine | None
    of: str
    """What evidence belongs to, where that is not the record itself, such as `Step: Sales course`; English kind and name apart."""
    kind: Words | None
    """What that record is."""


class EvidenceSheet(NamedTuple):
    """The evidence of one record."""

    entity: str
    record_id: str
    title: str
    kind: Words
    readiness: Readiness | None
    """Of a plan."""
    lines: tuple[SheetLine, ...]

    def line(self, key: str) -> SheetLine | None:
        """One line."""
        return next((line for line in self.lines if line.key == key), None)


def state_word(state: RequirementState) -> str:
    """What is said of a requirement, in the language in use."""
    return pgettext("requirement", "Met") if state is RequirementState.MET else say(state)


def place_of(store: Store, key: str) -> tuple[str, str]:
    """The record whose evidence is meant.

    Args:
        store: The store.
        key: The id of a record, or of a piece of evidence.

    Returns:
        Its table and its id.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    found = evidence.get(store, key)
    if found is not None:
        return found["entity"], found["record_id"]
    entity = evidence_subjects.table_of(store, key)
    if not entity:
        raise Gone
    return entity, key


def evidence_sheet(store: Store, entity: str, record_id: str, *, with_archived: bool = False) -> EvidenceSheet:
    """The evidence of one record; of a plan also that of its parts.

    Args:
        store: The store.
        entity: The table.
        record_id: The record.
        with_archived: Whether archived pieces are there too.

    Raises:
        NoEvidenceHere, Gone: There is no such record.
    """
    title = evidences.title_of(store, entity, record_id)
    found = readiness(store, record_id) if entity == PLAN else None
    pieces = evidence_lines.of_plan(store, record_id) if found else evidence_lines.of_record(store, entity, record_id)
    shown = [piece for piece in pieces if with_archived or not piece.is_archived]
    lines = tuple(_lines(found, shown, _names(store, shown), (entity, record_id)))
    return EvidenceSheet(entity, record_id, title, KINDS[entity], found, lines)


def _lines(found: Readiness | None, pieces: list[EvidenceLine], names: Mapping[str, str], place: tuple[str, str]) -> Iterator[SheetLine]:
    told = set()
    for line in found.lines if found else ():
        code = line.requirement.code
        yield SheetLine(f"{REQUIREMENT}{code}", line, None, "", None)
        for piece in pieces:
            if piece.requirement == code and (piece.entity, piece.record_id) == place:
                told.add(piece.id)
                yield SheetLine(piece.id, None, piece, "", None)
    for piece in pieces:
        if piece.id not in told:
            is_own = (piece.entity, piece.record_id) == place
            yield SheetLine(
                piece.id, None, piece, "" if is_own else names.get(piece.record_id, ""), None if is_own else KINDS[piece.entity]
            )


def _names(store: Store, pieces: list[EvidenceLine]) -> dict[str, str]:
    by_table: dict[str, set[str]] = {}
    for piece in pieces:
        by_table.setdefault(piece.entity, set()).add(piece.record_id)
    return {record: name for table, ids in by_table.items() for record, name in evidence_subjects.names(store, table, ids).items()}
