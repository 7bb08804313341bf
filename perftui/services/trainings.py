"""Training requests: for a course of the file, of the library, or any other; out of a gap or a skill gap (R31 to R33)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perftui.domain.support import SupportTable
from perftui.services import courses, support_records
from perftui.storage import course_measures, support
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from datetime import date

    from perftui.services.courses import Proposal
    from perftui.storage.stores import Store

TABLE = SupportTable.TRAINING


def add(store: Store, today: date, **values: object) -> str:
    """Ask for training.

    Args:
        store: The store.
        today: When it is asked for, where nothing is said.
        **values: Fields of `TrainingDraft`; an empty title becomes that of the course, which may be one of the library.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        EndsBeforeStart: It ends before it begins.
        Gone: The person, the course or the gap does not exist.
    """
    values = {"requested_on": today.isoformat(), **values}
    given = _with_title(store, values)
    course = str(given.pop("course_id", "") or "")
    stored = support_records.columns(store, TABLE, given)
    if course and courses.line(store, course) is None:
        raise Gone
    found = store.new_id()
    with store.write(Label(support_records.ADDED[TABLE], {"title": str(stored["title"])})):
        stored["course_id"] = courses.take_up(store, course) if course else None
        store.insert(TABLE.value, id=found, **stored)
    return found


def edit(store: Store, request_id: str, version: int, **values: object) -> str:
    """Change a request; fields that are left out stay as they are. Errors are those of `add`, and Changed."""
    course = str(values.get("course_id") or "")
    if not course.startswith(courses.BUILT_IN):
        return support_records.edit(store, TABLE, request_id, version, **values)
    row = support_records.row_of(store, TABLE, request_id)
    with store.write(Label(support_records.CHANGED, {"title": row["title"]})):
        return support_records.edit(store, TABLE, request_id, version, **{**values, "course_id": courses.take_up(store, course)})


def take(  # noqa: PLR0913  # who, what, and against what
    store: Store, person_id: str, proposal: Proposal, today: date, *, skill_gap_id: str = "", gap_id: str = ""
) -> str:
    """Ask for a course that was proposed; the reason is why it fits. Errors are those of `add`."""
    why = "; ".join(proposal.why)
    against = {"skill_gap_id": skill_gap_id, "gap_id": gap_id}
    return add(store, today, person_id=person_id, course_id=proposal.course.id, title="", reason=why, **against)


def _with_title(store: Store, values: dict[str, object]) -> dict[str, object]:
    if str(values.get("title") or "").strip() or not values.get("course_id"):
        return dict(values)
    one = courses.line(store, str(values["course_id"]))
    return {**values, "title": one.name if one else "", "provider": values.get("provider") or (one.provider if one else "")}


def skill_names(store: Store, person_id: str) -> list[tuple[str, str]]:
    """Id and competency of the open skill gaps of a person."""
    rows = support.holding(store, SupportTable.SKILL_GAP, "person_id", person_id) if person_id else []
    return [(row["id"], row["competency"]) for row in rows if row["state"] == "open"]


def gap_names(store: Store, person_id: str) -> list[tuple[str, str]]:
    """Id and dimension of the open gaps of a person."""
    return [(row["id"], row["dimension"]) for row in course_measures.open_gaps(store, person_id)] if person_id else []
