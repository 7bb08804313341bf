"""Actions: what somebody does by a day, out of a meeting or anything else; one kind of thing wherever it comes from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.gaps import MeasureType
from perftui.domain.meetings import ActionState
from perftui.domain.roles import stored_role
from perftui.i18n import gettext as _
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import plan_action_guards
from perftui.storage import actions, lookups
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.domain.meeting_drafts import ActionDraft
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class Origin(NamedTuple):
    """The record out of which an action comes."""

    entity: str
    """Its table, such as `meeting`."""
    id: str


class ActionLine(NamedTuple):
    """An action as lists show it."""

    id: str
    version: int
    title: str
    owner_id: str
    """A person; empty for nobody."""
    owner: str
    role: str
    """In which role it is done, such as mentor; empty for none."""
    due: date | None
    recurrence: str
    measure: str
    """By what one will see that it helped."""
    kind: MeasureType
    """Whether something is done, or written."""
    state: ActionState
    done_on: date | None
    note: str
    origin: Origin
    until: date | None = None
    """The last day of a series; None where it goes on until somebody ends it."""
    with_units: tuple[str, ...] = ()
    """The names of the units that answer for it together with the owner."""

    @property
    def owners(self) -> str:
        """The owner, with the units beside them (R49)."""
        return owners_text(self.owner, self.with_units)

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done by now."""
        return self.state is ActionState.OPEN and self.due is not None and self.due < today


def of_origin(store: Store, origin: Origin) -> list[ActionLine]:
    """The actions that come out of a record, open ones first, by date."""
    return [line_of(row) for row in actions.of_origin(store, *origin)]


def of_cause(store: Store, cause_id: str) -> list[ActionLine]:
    """The actions against a cause of a gap, open ones first, by date: its own, and those that a plan took over as its steps."""
    return [line_of(row) for row in actions.of_cause(store, cause_id)]


def of_meeting(store: Store, meeting_id: str) -> list[ActionLine]:
    """The actions that come out of a meeting or out of one of its notes, open ones first, by date."""
    return [line_of(row) for row in actions.of_meeting(store, meeting_id)]


def of_assessment(store: Store, assessment_id: str) -> list[ActionLine]:
    """The actions that follow from an assessment, from its gaps or from their causes, open ones first, by date."""
    return [line_of(row) for row in actions.of_assessment(store, assessment_id)]


def owners_text(owner: str, with_units: Sequence[str]) -> str:
    """An owner with the units beside them: `Li Na with Equipment, Training`."""
    units = _(", ").join(with_units)
    return _("{owner} with {units}").format(owner=owner, units=units) if owner and units else owner or units


def of_owner(store: Store, person_id: str) -> list[ActionLine]:
    """The open actions of a person, by date."""
    return [line_of(row) for row in actions.of_owner(store, person_id)]


def action(store: Store, action_id: str) -> ActionLine:
    """One action.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    return line_of(_get(store, action_id))


def add_action(store: Store, origin: Origin | None = None, **values: object) -> str:
    """Add an action.

    Args:
        store: The store.
        origin: Out of which record it comes; None for none.
        **values: Fields of `ActionDraft` but the origin.

    Returns:
        Its id.

    Raises:
        FieldError: A value cannot be used.
        ActionWithoutOwner, ActionWithoutDate: Its origin needs both.
        BadRecurrence, EndsBeforeDue: It never comes back like that.
        Gone: The owner does not exist.
    """
    comes_from = origin or Origin("", "")
    draft = _draft(store, comes_from.entity, values)
    action_id = store.new_id()
    with store.write(Label(mark("Added the action {title}"), {"title": draft.title})):
        store.insert("action", id=action_id, **_columns(draft), origin_entity=comes_from.entity, origin_id=comes_from.id)
    return action_id


def edit_action(store: Store, action_id: str, version: int, **values: object) -> str:
    """Change an action; fields that are left out stay as they are.

    Raises:
        FieldError: A value cannot be used.
        ActionWithoutOwner, ActionWithoutDate: Its origin needs both.
        BadRecurrence, EndsBeforeDue: It never comes back like that.
        Gone: The action or its owner does not exist.
        Changed: Somebody else was first.
    """
    from perftui.services.action_series import rescheduled

    row = _get(store, action_id)
    before = {name: row[name] for name in ("title", "role", "recurrence", "measure", "note")}
    before |= {"owner": row["owner_person_id"], "due": row["due_date"], "until": row["until_date"], "kind": row["kind"]}
    draft = _draft(store, row["origin_entity"], before | values)
    plan_action_guards.require_unlocked(store, row, _columns(draft))
    if draft.recurrence and row["state"] == ActionState.OPEN:
        draft = rescheduled(store, action_id, draft)
    columns = _columns(draft)
    with store.write(Label(mark("Changed the action {title}"), {"title": draft.title})):
        store.update("action", action_id, version, **columns)
    return action_id


def finish(store: Store, action_id: str, on: date) -> None:
    """Say that an action is done; a series ends with it. One day of a series is done with `action_entries.mark_done`.

    Raises:
        PlanActionLocked: It is a series of an improvement plan, which lasts as long as was agreed there.
        Gone: It does not exist.
    """
    row = _get(store, action_id)
    if row["recurrence"]:
        plan_action_guards.require_free(store, row)
    with store.write(Label(mark("Done: {title}"), {"title": row["title"]})):
        store.update("action", action_id, row["version"], state=ActionState.DONE.value, done_on=on.isoformat())


def reopen(store: Store, action_id: str) -> None:
    """Say that an action is not done after all, or not cancelled.

    Raises:
        PlanActionOver: It carries out a step of a plan that is over.
        Gone: It does not exist.
    """
    plan_action_guards.require_running(store, _get(store, action_id))
    _set(store, action_id, mark("Opened the action {title} again"), ActionState.OPEN)


def cancel(store: Store, action_id: str) -> None:
    """Say that an action is no longer needed.

    Raises:
        PlanActionLocked: It carries out a step of an improvement plan.
        Gone: It does not exist.
    """
    plan_action_guards.require_free(store, _get(store, action_id))
    _set(store, action_id, mark("Cancelled the action {title}"), ActionState.CANCELLED)


def _set(store: Store, action_id: str, template: str, state: ActionState) -> None:
    row = _get(store, action_id)
    with store.write(Label(template, {"title": row["title"]})):
        store.update("action", action_id, row["version"], state=state.value, done_on=None)


def _get(store: Store, action_id: str) -> Row:
    row = actions.get(store, action_id)
    if row is None:
        raise Gone
    return row


def line_of(row: Row) -> ActionLine:
    """A row of storage as a line."""
    return ActionLine(
        **{name: row[name] for name in ("id", "version", "title", "owner", "role", "recurrence", "measure", "note")},
        owner_id=row["owner_person_id"] or "",
        due=date.fromisoformat(row["due_date"]) if row["due_date"] else None,
        kind=MeasureType(row["kind"] or MeasureType.ACTION),
        state=ActionState(row["state"]),
        done_on=date.fromisoformat(row["done_on"]) if row["done_on"] else None,
        origin=Origin(row["origin_entity"], row["origin_id"]),
        with_units=tuple(row["with_units"].splitlines()),
        until=date.fromisoformat(row["until_date"]) if row["until_date"] else None,
    )


def _draft(store: Store, origin: str, values: dict[str, object]) -> ActionDraft:
    from perftui.domain.meeting_drafts import ActionDraft
    from perftui.domain.validation import validated
    from perftui.services.action_series import begun, scheduled

    draft = scheduled(validated(ActionDraft, **begun(values, store.clock().astimezone().date()), origin=origin))
    if draft.owner and not lookups.names(store, "person", [draft.owner]):
        raise Gone
    return draft


def columns_of(store: Store, origin: str, values: Mapping[str, object]) -> dict[str, object]:
    """The columns of an action with these fields of `ActionDraft`, checked as those of a new one.

    Raises:
        FieldError, BadRecurrence, EndsBeforeDue: A value cannot be used.
        Gone: The owner does not exist.
    """
    columns = _columns(_draft(store, origin, dict(values)))
    return {name: columns[name] for name in ("title", "role", "recurrence", "owner_person_id", "due_date", "until_date")}


def _columns(draft: ActionDraft) -> dict[str, object]:
    days = {f"{name}_date": day.isoformat() if day else None for name, day in (("due", draft.due), ("until", draft.until))}
    texts = {name: getattr(draft, name) for name in ("title", "recurrence", "measure", "note")}
    kind = draft.kind.value if draft.kind else None
    return {**texts, "role": stored_role(draft.role), "owner_person_id": draft.owner, **days, "kind": kind}
