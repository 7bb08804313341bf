"""What is done with an assessment: its notes, its steps, its dispute and its end; it ends only with something that follows (R3, R51)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from perftui.domain.assessments import (
    EVALUATED,
    AssessmentState,
    Facts,
    FollowUp,
    NoteMissing,
    NotEvaluatedYet,
    NotWrittenNow,
    StatementMissing,
    StepReasonMissing,
    check_second_reader,
    check_step,
    state_before,
)
from perftui.domain.texts import clean_text
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services.action_units import add_joint
from perftui.services.actions import Origin
from perftui.services.assessment_views import view
from perftui.storage import assessments, lookups
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from datetime import date

    from perftui.domain.assessment_drafts import NotesDraft
    from perftui.services.assessment_views import AssessmentView
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ENTITY = "assessment"
"""The origin of actions that follow from an assessment."""
S = AssessmentState
_LABELS = {
    S.SELF: mark("Opened the self-assessment of {person}"),
    S.MANAGER: mark("Handed the assessment of {person} to the manager"),
    S.CALIBRATED: mark("Calibrated the assessment of {person}"),
    S.SHARED: mark("Shared the assessment of {person}"),
    S.ACKNOWLEDGED: mark("{person} acknowledged the assessment"),
    S.DISPUTED: mark("{person} disputed the assessment"),
    S.FINAL: mark("Closed the assessment of {person}"),
}


def edit_notes(store: Store, assessment_id: str, version: int, **values: object) -> str:
    """Change notes, second reader and potential; fields that are left out stay.

    Args:
        store: The store.
        assessment_id: The assessment.
        version: The one that was looked at.
        **values: Fields of `NotesDraft`.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        NotWrittenNow: It is final.
        SecondReaderWrong: The second reader is the person or their manager.
        Gone: There is no such assessment or reader.
        Changed: Somebody else was first.
    """
    row = assessment_row(store, assessment_id)
    if row["state"] == S.FINAL.value:
        raise NotWrittenNow(state=S.FINAL)
    draft = _notes(row, values)
    check_second_reader(draft.second_reader, row["person_id"], row["manager_id"])
    if draft.second_reader and not lookups.names(store, "person", [draft.second_reader]):
        raise Gone
    columns = {name: getattr(draft, name) for name in _NOTES} | {"second_reader_id": draft.second_reader}
    with store.write(Label(mark("Changed the assessment of {person}"), {"person": row["person"]})):
        store.update("assessment", assessment_id, version, **columns)
    return assessment_id


_UNSAID: dict[str, object] = {"follow_up": None, "follow_up_note": ""}
"""What is scored anew is not yet known to need nothing."""
_NOTES = ("second_reader_note", "self_note", "manager_note", "development_note", "statement", "potential")


def _notes(row: Row, values: dict[str, object]) -> NotesDraft:
    from perftui.domain.assessment_drafts import NotesDraft
    from perftui.domain.validation import validated

    before = {name: row[name] for name in _NOTES} | {"second_reader": row["second_reader_id"]}
    return validated(NotesDraft, **(before | values))


def step(store: Store, assessment_id: str, version: int, new: AssessmentState, today: date) -> None:
    """Take an assessment one step on.

    Raises:
        Refused, BadInput: As `check_step` says.
        Gone: There is no such assessment.
        Changed: Somebody else was first.
    """
    found = view(store, assessment_id)
    check_step(found.line.state, new, facts_of(found))
    with store.write(Label(_LABELS[new], {"person": found.line.person})):
        store.update("assessment", assessment_id, version, **step_values(found, new, today))


def step_values(found: AssessmentView, new: AssessmentState, today: date) -> dict[str, object]:
    """What a step changes: the state, with its day or its follow-up."""
    return {"state": new.value} | _beside(found, new, today)


def _beside(found: AssessmentView, new: AssessmentState, today: date) -> dict[str, object]:
    if new is S.SHARED:
        return {"shared_on": today.isoformat(), "answered_on": None}
    if new in (S.ACKNOWLEDGED, S.DISPUTED):
        return {"answered_on": today.isoformat()}
    if new is S.FINAL and found.line.has_action:
        return {"follow_up": FollowUp.ACTION.value}
    return {} if new in EVALUATED else _UNSAID


def facts_of(found: AssessmentView) -> Facts:
    """What steps are held against."""
    line = found.line
    return Facts(
        kinds=frozenset(each.kind for each in found.indicators if each.weight),
        is_scored=line.totals.counts.share is not None,
        has_development_note=bool(found.texts["development_note"]),
        has_statement=bool(found.texts["statement"]),
        has_follow_up=line.has_action or line.follow_up is FollowUp.NONE_NEEDED,
    )


def dispute(store: Store, assessment_id: str, version: int, statement: str, today: date) -> None:
    """Keep what the person says against a shared assessment.

    Raises:
        StatementMissing, StepNotPossible: They say nothing, or it is not shared.
        Gone: There is no such assessment.
        Changed: Somebody else was first.
    """
    words = clean_text(statement, multiline=True).strip()
    if not words:
        raise StatementMissing
    found = view(store, assessment_id)
    check_step(found.line.state, S.DISPUTED, facts_of(found)._replace(has_statement=True))
    with store.write(Label(_LABELS[S.DISPUTED], {"person": found.line.person})):
        values = {"state": S.DISPUTED.value, "statement": words, "answered_on": today.isoformat()}
        store.update("assessment", assessment_id, version, **values)


def send_back(store: Store, assessment_id: str, version: int, reason: str, today: date) -> AssessmentState:
    """Send an assessment one step back; the reason is kept.

    Returns:
        The state in which it is now.

    Raises:
        StepReasonMissing, StepNotPossible: There is none, or it is a draft.
        Gone: There is no such assessment.
        Changed: Somebody else was first.
    """
    row = assessment_row(store, assessment_id)
    old = AssessmentState(row["state"])
    new = state_before(old, has_statement=bool(row["statement"]))
    with store.write(Label(mark("Sent the assessment of {person} back"), {"person": row["person"]})):
        keep_change(store, assessment_id, Change("state", old.value, new.value, reason), today)
        store.update("assessment", assessment_id, version, state=new.value, **({} if new in EVALUATED else _UNSAID))
    return new


def none_needed(store: Store, assessment_id: str, version: int, note: str) -> None:
    """Say that nothing needs to follow, and why.

    Raises:
        NoteMissing, NotEvaluatedYet: It is not said why, or too early.
        Gone: There is no such assessment.
        Changed: Somebody else was first.
    """
    words = clean_text(note, multiline=True).strip()
    if not words:
        raise NoteMissing
    row = assessment_row(store, assessment_id)
    if AssessmentState(row["state"]) not in EVALUATED:
        raise NotEvaluatedYet
    with store.write(Label(mark("No follow-up needed for {person}"), {"person": row["person"]})):
        store.update("assessment", assessment_id, version, follow_up=FollowUp.NONE_NEEDED.value, follow_up_note=words)


def add_follow_up(store: Store, assessment_id: str, **values: Any) -> str:
    """Add an action that follows from an assessment, with owner and date.

    Args:
        store: The store.
        assessment_id: The assessment.
        **values: As for `action_units.add_joint`; owner and date are needed.

    Returns:
        The id of the action.

    Raises:
        FieldError: A value cannot be used.
        ActionWithoutOwner, ActionWithoutDate, NoUnitCalledSo, SeveralUnits: One is missing, or not found.
        Gone: There is no such assessment or owner.
    """
    row = assessment_row(store, assessment_id)
    with store.write(Label(mark("Added a follow-up for {person}"), {"person": row["person"]})):
        if row["follow_up"] == FollowUp.NONE_NEEDED.value:
            store.update("assessment", assessment_id, row["version"], follow_up=None, follow_up_note="")
        return add_joint(store, Origin(ENTITY, assessment_id), **values)


def assessment_row(store: Store, assessment_id: str) -> Row:
    """One assessment.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = assessments.get(store, assessment_id)
    if row is None:
        raise Gone
    return row


class Change(NamedTuple):
    """One change that is kept."""

    field: str
    old: str | None
    new: str | None
    reason: str
    meeting_id: str | None = None
    indicator_id: str | None = None


def keep_change(store: Store, assessment_id: str, change: Change, today: date) -> None:
    """Keep what was changed; inside `write()`.

    Raises:
        StepReasonMissing: Nobody says why.
    """
    reason = clean_text(change.reason, multiline=True).strip()
    if not reason:
        raise StepReasonMissing
    values = {**change._asdict(), "reason": reason, "meeting_id": change.meeting_id or None, "by_name": store.actor.name}
    store.insert("assessment_change", id=store.new_id(), assessment_id=assessment_id, on_date=today.isoformat(), **values)
