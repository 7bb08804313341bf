"""Talks between a manager and a person: planned, held or cancelled (R22, R23)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.talks import PARTS, TalkKind, TalkState, TalkStatus, Visibility, filled, status
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.storage import lookups, talks
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.domain.talk_drafts import TalkDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

ENTITY = "talk"
"""The origin of what is agreed in a talk."""
MOST = 2000
"""Talks that a list reads."""


class CancelledHere(Refused):
    """Something is to be written down of a talk that was cancelled."""

    template = mark("This talk was cancelled. “Plan it again” on F8 takes that back, then it can be written down.")


class HeldAlready(Refused):
    """A talk that was held is to be cancelled."""

    template = mark("This talk was held, so that it cannot be cancelled. F7 opens what was written down.")


class TalkLine(NamedTuple):
    """A talk as lists show it."""

    id: str
    version: int
    person_id: str
    person: str
    staff_no: str
    unit: str
    manager_id: str
    """Empty for nobody."""
    manager: str
    kind: TalkKind
    status: TalkStatus
    visibility: Visibility
    planned: date | None
    held: date | None
    parts: int
    """How many of the four parts of GROW say something."""
    next_action: str
    next_date: date | None


class TalkFilter(NamedTuple):
    """Which talks are listed; empty for all."""

    text: str = ""
    """Part of a name, pinyin, initials, staff number."""
    person_id: str = ""
    manager_id: str = ""
    kind: str = ""
    state: str = ""


def listing(store: Store, shown: TalkFilter, today: date) -> list[TalkLine]:
    """The talks that a filter lets through, planned ones first by date, then the latest; at most `MOST`."""
    wanted = {
        "text": shown.text.strip().lower(),
        "person": shown.person_id,
        "manager": shown.manager_id,
        "kind": shown.kind,
        "state": shown.state,
    }
    return [line_of(row, today) for row in talks.listed(store, wanted, MOST)]


def of_person(store: Store, person_id: str, today: date, limit: int = 20) -> list[TalkLine]:
    """The talks with a person, the latest first."""
    return [line_of(row, today) for row in talks.of_person(store, person_id, limit)]


def of_goal(store: Store, goal_id: str, today: date) -> list[TalkLine]:
    """The talks about a goal, the latest first."""
    return [line_of(row, today) for row in talks.of_record(store, "goal_id", goal_id)]


def of_gap(store: Store, gap_id: str, today: date) -> list[TalkLine]:
    """The talks about a gap, the latest first."""
    return [line_of(row, today) for row in talks.of_record(store, "gap_id", gap_id)]


def of_plan(store: Store, plan_id: str, today: date) -> list[TalkLine]:
    """The talks about a plan, the latest first."""
    return [line_of(row, today) for row in talks.of_record(store, "plan_id", plan_id)]


def add_talk(store: Store, **values: object) -> str:
    """Plan a talk; without a manager it is the one to whom the person reports now.

    Args:
        store: The store.
        **values: Fields of `TalkDraft`.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        TalksToSelf: Manager and person are the same.
        Gone: One of those whom it names does not exist.
    """
    person = str(values.get("person") or "")
    usual = {} if values.get("manager") else {"manager": talks.manager_of(store, person)}
    draft, talk_id = _draft(store, values | usual), store.new_id()
    with store.write(Label(mark("Planned a talk with {name}"), {"name": name_of(store, draft.person)})):
        store.insert("talk", id=talk_id, **_columns(draft))
    return talk_id


def edit_talk(store: Store, talk_id: str, version: int, **values: object) -> str:
    """Change a talk; fields that are left out stay as they are.

    Raises:
        FieldError: A value cannot be used.
        TalksToSelf: Manager and person are the same.
        Gone: The talk, or one of those whom it names, does not exist.
        Changed: Somebody else was first.
    """
    row = talk_row(store, talk_id)
    before = {"planned": row["planned_on"] or row["held_on"], **{name: row[name] for name in ("kind", "visibility", "script", "note")}}
    before |= {name: row[f"{name}_id"] for name in ("person", "manager", "goal", "gap", "plan")}
    draft = _draft(store, before | values)
    with store.write(Label(mark("Changed the talk with {name}"), {"name": name_of(store, draft.person)})):
        store.update("talk", talk_id, version, **_columns(draft))
    return talk_id


def cancel(store: Store, talk_id: str) -> None:
    """Cancel a talk that was not held.

    Raises:
        HeldAlready: It was held.
        Gone: There is no such talk.
    """
    row = talk_row(store, talk_id)
    if row["state"] == TalkState.HELD:
        raise HeldAlready
    _set(store, row, mark("Cancelled the talk with {name}"), TalkState.CANCELLED)


def plan_again(store: Store, talk_id: str) -> None:
    """Take back that a talk was held or cancelled.

    Raises:
        Gone: There is no such talk.
    """
    row = talk_row(store, talk_id)
    _set(store, row, mark("Planned the talk with {name} again"), TalkState.PLANNED)


def talk_row(store: Store, talk_id: str) -> Row:
    """One talk.

    Raises:
        Gone: There is none, or the actor may not read it.
    """
    row = talks.get(store, talk_id)
    if row is None:
        raise Gone
    return row


def name_of(store: Store, person_id: str) -> str:
    """What somebody is called.

    Raises:
        Gone: There is nobody of that id.
    """
    found = lookups.names(store, "person", [person_id]).get(person_id)
    if found is None:
        raise Gone
    return found


def line_of(row: Row, today: date) -> TalkLine:
    """A row of storage as a line."""
    planned, held = day(row["planned_on"]), day(row["held_on"])
    return TalkLine(
        **{name: row[name] for name in ("id", "version", "person_id", "person", "staff_no", "unit", "manager")},
        manager_id=row["manager_id"] or "",
        kind=TalkKind(row["kind"]),
        status=status(TalkState(row["state"]), planned, today),
        visibility=Visibility(row["visibility"]),
        planned=planned,
        held=held,
        parts=filled(row[column] for column in PARTS),
        next_action=row["next_action"] or "",
        next_date=day(row["next_date"]),
    )


def day(text: str | None) -> date | None:
    """A stored day; None for none."""
    return date.fromisoformat(text) if text else None


def _set(store: Store, row: Row, template: str, state: TalkState) -> None:
    planned = row["planned_on"] or row["held_on"]
    with store.write(Label(template, {"name": row["person"]})):
        store.update("talk", row["id"], row["version"], state=state.value, held_on=None, planned_on=planned)


def _draft(store: Store, values: dict[str, object]) -> TalkDraft:
    from perftui.domain.talk_drafts import TalkDraft
    from perftui.domain.validation import validated

    draft = validated(TalkDraft, **values)
    named = ("person", draft.person), ("person", draft.manager), ("goal", draft.goal), ("gap", draft.gap), ("plan", draft.plan)
    for table, record in named:
        if record and not lookups.names(store, table, [record]):
            raise Gone
    return draft


def _columns(draft: TalkDraft) -> dict[str, object]:
    ids = {f"{name}_id": getattr(draft, name) for name in ("person", "manager", "goal", "gap", "plan")}
    codes = {"kind": draft.kind.value, "visibility": draft.visibility.value}
    return {**ids, **codes, "planned_on": draft.planned.isoformat(), "script": draft.script, "note": draft.note}
