"""Checks held: values, both notes, verdict, evidence and the next date in one step; and corrected, with a reason (R57, R76)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from perftui.domain.plan_checks import CheckReasonMissing, CheckTold, NothingShown, require_told
from perftui.domain.plans import CHECKED, CheckKind, PlanState
from perftui.domain.texts import clean_text, shorten
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services import plan_checks_due, plan_milestones
from perftui.services.measured_values import parse_value
from perftui.services.plan_checks_due import PlanNotChecked, check_row
from perftui.services.plan_views import plan_view
from perftui.storage import plan_checks
from perftui.storage.stores import Changed, Gone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

EVIDENCE_TITLE: Final = 80
"""Characters of what shows it that stand as its title."""


class NotHeldYet(Refused):
    """A check that was not held is to be corrected."""

    template = mark("The check of {due} was not held yet: hold it first, with F7.")


class WasNotMissed(Refused):
    """A late note is for checks that were missed."""

    template = mark("The check of {due} was not missed: hold it with F7, or correct it with F2.")


def hold(store: Store, check_id: str, version: int, values: Mapping[str, str], told: CheckTold, today: date) -> str:  # noqa: PLR0913, PLR0917  # all of it is written down
    """Hold a check: one step with everything that was said and measured.

    It is late when it is entered after its day, and stays so. Earlier checks that are overdue by more than a week are missed from then on.

    Args:
        store: The store.
        check_id: The check.
        version: Of its record, as it was read.
        values: Goal to its new value as it was typed; empty: not measured this time.
        told: Verdict, notes, evidence and dates.
        today: The day on which it is written down.

    Returns:
        The id of the check.

    Raises:
        CheckIsOver: It was held or missed.
        PlanNotChecked: No checks are held in the state of the plan.
        BadInput: It says too little, or a value cannot be read.
        Changed, Gone: Somebody else was first, or there is no such check.
    """
    row = _check(store, check_id)
    said, measured = _told(told), read_values(store, row["plan_id"], values)
    with store.write(Label(mark("Held the check of {due} of the plan “{title}”"), {"due": row["due_date"], "title": row["title"]})):
        fresh = check_row(store, row["plan_id"], check_id)
        if fresh["version"] != version:
            raise Changed
        require_told(said, _day(row["issued_on"]), today)
        store.update("plan_check", check_id, version, **_columns(said), entered_on=today.isoformat(), by_name=store.actor.name)
        _keep_values(store, row, measured, said.held_on)
        plan_milestones.follow(store, row["plan_id"], measured, said.held_on)
        _keep_evidence(store, row, said)
        plan_checks_due.miss_overdue(store, row["plan_id"], today)
        _keep_next(store, row, said.next_date)
    return check_id


def correct(  # noqa: PLR0913, PLR0917  # all of it is written down
    store: Store, check_id: str, version: int, values: Mapping[str, str], told: CheckTold, today: date, reason: str
) -> str:
    """Correct a check that was held; what was there before stays in its history, and it stays late where it was.

    Args:
        store: The store.
        check_id: The check.
        version: Of its record, as it was read.
        values: Goal to its value as it was typed; one that is left empty stays as it was.
        told: Verdict, notes, evidence and dates, all of them.
        today: The day.
        reason: Why; needed.

    Raises:
        CheckReasonMissing: There is no reason.
        NotHeldYet: It was not held.
        PlanNotChecked, BadInput, Changed, Gone: As for `hold`.
    """
    row = _check(store, check_id)
    words = clean_text(reason).strip()
    if row["held_on"] is None:
        raise NotHeldYet(due=row["due_date"])
    if not words:
        raise CheckReasonMissing
    _require_checked(row)
    said, measured = _told(told), read_values(store, row["plan_id"], values)
    label = mark("Corrected the check of {due} of the plan “{title}”: {reason}")
    with store.write(Label(label, {"due": row["due_date"], "title": row["title"], "reason": words})):
        require_told(said, _day(row["issued_on"]), today)
        store.update("plan_check", check_id, version, **_columns(said), by_name=store.actor.name)
        _keep_values(store, row, measured, said.held_on)
        plan_milestones.follow(store, row["plan_id"], measured, said.held_on)
        _keep_evidence(store, row, said)
        if said.next_date != _day(row["next_date"]):
            _keep_next(store, row, said.next_date)
    return check_id


def note_missed(store: Store, check_id: str, version: int, told: CheckTold, today: date) -> str:
    """Write down afterwards why a check was missed, or what is known all the same: it stays missed.

    Raises:
        WasNotMissed: It was not missed.
        NothingShown: Nothing is said.
        PlanNotChecked, Changed, Gone: As for `hold`.
    """
    row = _check(store, check_id)
    if not row["is_missed"]:
        raise WasNotMissed(due=row["due_date"])
    _require_checked(row)
    said = _told(told)
    if not (said.manager_note or said.employee_note or said.evidence):
        raise NothingShown
    with store.write(Label(mark("Noted on the missed check of {due} of {title}"), {"due": row["due_date"], "title": row["title"]})):
        notes = {"manager_note": said.manager_note, "employee_note": said.employee_note}
        store.update("plan_check", check_id, version, **notes, entered_on=today.isoformat(), by_name=store.actor.name)
        _keep_evidence(store, row, said._replace(held_on=today))
    return check_id


def plan_of(store: Store, record_id: str) -> str:
    """The plan that a check belongs to; of a plan itself its own id.

    Raises:
        Gone: There is neither such a check nor such a plan.
    """
    row = plan_checks.get(store, record_id)
    return row["plan_id"] if row else plan_view(store, record_id).line.id


def read_values(store: Store, plan_id: str, values: Mapping[str, str]) -> dict[str, Decimal]:
    """The values that were typed, by goal; those that are empty are left out.

    Raises:
        BadInput: One cannot be read; its `field` is `value_` and the place of the goal.
        Gone: There is no such plan.
    """
    found: dict[str, Decimal] = {}
    for goal in plan_view(store, plan_id).goals:
        value = parse_value(goal.yardstick, values.get(goal.id, ""))
        if value is not None:
            found[goal.id] = value
    return found


def _check(store: Store, check_id: str) -> Row:
    row = plan_checks.get(store, check_id)
    if row is None:
        raise Gone
    return row


def _require_checked(row: Row) -> None:
    """A check on which an outcome rests stands with it."""
    state = PlanState(row["state"])
    if state not in CHECKED or (state is PlanState.MONITORING and row["kind"] != CheckKind.MONITORING):
        raise PlanNotChecked(title=row["title"], state=state)


def _told(told: CheckTold) -> CheckTold:
    manager, employee, evidence = (
        clean_text(text, multiline=True).strip() for text in (told.manager_note, told.employee_note, told.evidence)
    )
    return told._replace(manager_note=manager, employee_note=employee, evidence=evidence)


def _columns(told: CheckTold) -> dict[str, object]:
    return {
        "held_on": told.held_on.isoformat(),
        "verdict": told.verdict.value if told.verdict else None,
        "manager_note": told.manager_note,
        "employee_note": told.employee_note,
        "next_date": told.next_date.isoformat() if told.next_date else None,
    }


def _keep_values(store: Store, check: Row, measured: Mapping[str, Decimal], on: date) -> None:
    """One value a goal and check, with the definition by which it was measured."""
    before = {value["plan_goal_id"]: value for value in plan_checks.values(store, check["id"])}
    for goal in plan_view(store, check["plan_id"]).goals:
        old, value = before.get(goal.id), measured.get(goal.id)
        if value is None:
            if old is not None and old["on_date"] != on.isoformat():
                store.update("plan_value", old["id"], old["version"], on_date=on.isoformat())
            continue
        told = {"value": str(value), "on_date": on.isoformat(), "definition_hash": goal.definition_hash}
        if old is not None:
            store.update("plan_value", old["id"], old["version"], **told)
        else:
            store.insert("plan_value", id=store.new_id(), plan_goal_id=goal.id, check_id=check["id"], **told)


def _keep_evidence(store: Store, check: Row, told: CheckTold) -> None:
    """What shows it, as a note that is evidence of the check."""
    before = next((each for each in plan_checks.evidence(store, check["plan_id"]) if each["check_id"] == check["id"]), None)
    title, text = shorten(told.evidence.split("\n")[0], EVIDENCE_TITLE), told.evidence
    if before is None and text:
        about = {"entity": "plan_check", "record_id": check["id"], "person_id": check["person_id"], "kind": "note"}
        day = told.held_on.isoformat()
        store.insert("evidence", id=store.new_id(), **about, title=title, text=text, on_date=day, by_name=store.actor.name)
    elif before is not None and text != (before["text"] or before["title"]):
        changed = {"title": title, "text": text} if text else {"is_archived": 1}
        store.update("evidence", before["id"], before["version"], **changed)


def _keep_next(store: Store, check: Row, day: date | None) -> None:
    """The next date of the plan: none is allowed, and then Today asks for one (R2)."""
    text = day.isoformat() if day else None
    if text != check["plan_next"]:
        store.update("plan", check["plan_id"], check["plan_version"], next_date=text)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
