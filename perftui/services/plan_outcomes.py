"""How a plan ends: passed and monitored, failed and decided, cancelled; and whether its success lasted (R59, R76).

An outcome stands: undo never takes it back, nor anything before it on which it rests. Only a plan that nobody knows of yet can be
cancelled in a way that undo takes back.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.plan_steps import OUTCOMES, WITH_NOTE
from perftui.domain.plans import UNPUBLISHED, OutcomeKind, PlanState
from perftui.domain.texts import clean_text
from perftui.errors import BadInput
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import plan_actions, plan_checks_due, readiness
from perftui.services.plan_issues import next_check
from perftui.services.plan_locks import fresh_row
from perftui.services.plan_moves import move
from perftui.services.plan_views import plan_view
from perftui.storage import plans
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class OutcomeNoteMissing(BadInput):
    """An outcome that has to be explained."""

    template = mark("Write down why: an outcome stands, and its reason with it.")
    field = "note"


class OutcomeLine(NamedTuple):
    """One outcome."""

    kind: OutcomeKind
    on: date
    closure: Decimal | None
    """-1 to 1; None: nothing was measured."""
    note: str
    by: str


def of_plan(store: Store, plan_id: str) -> list[OutcomeLine]:
    """The outcomes of a plan, in the order of time."""
    return [_line(row) for row in plans.parts(store, "plan_outcome", plan_id)]


def conclude(store: Store, plan_id: str, version: int, kind: OutcomeKind, note: str, today: date) -> int:  # noqa: PLR0913, PLR0917  # all of it is written down
    """Write down how a plan, or what followed it, ended. One that has passed is monitored from then on, with its checks.

    Args:
        store: The store.
        plan_id: The plan.
        version: Of its record, as it was read.
        kind: How it ended.
        note: Why; needed but for passed and sustained.
        today: The day.

    Returns:
        The new version of its record.

    Raises:
        OutcomeNoteMissing: There is no reason.
        PlanStepNotPossible: It cannot end like that from its state.
        PlanNotReady: Something is missing.
        NotReady: It is an exit, and a requirement of the evidence pack is neither met nor waived.
        Changed: Somebody else was first.
        Gone: There is no such plan.
    """
    words, new = clean_text(note, multiline=True).strip(), OUTCOMES[kind]
    if new in WITH_NOTE and not words:
        raise OutcomeNoteMissing
    row = fresh_row(store, plan_id, version)
    is_final = PlanState(row["state"]) not in UNPUBLISHED
    with store.write(Label(_LABELS[kind], {"title": row["title"]}, is_final=is_final)):
        if kind is OutcomeKind.EXIT:
            readiness.require_ready(store, plan_id)
        closure = plan_view(store, plan_id).closure
        version = move(store, plan_id, version, new, today)
        told = {"plan_id": plan_id, "kind": kind.value, "closure": None if closure is None else str(closure), "note": words}
        store.insert("plan_outcome", id=store.new_id(), **told, on_date=today.isoformat(), by_name=store.actor.name)
        return _follow(store, plan_id, version, new, today)


def _follow(store: Store, plan_id: str, version: int, new: PlanState, today: date) -> int:
    """What comes with an outcome: open actions end, and a success is monitored."""
    if new in (PlanState.PASSED, PlanState.FAILED, PlanState.CANCELLED):
        plan_actions.cancel_open(store, plan_id)
    if new is not PlanState.PASSED:
        if new is PlanState.FAILED:
            return version
        return store.update("plan", plan_id, version, next_date=None)
    plan_checks_due.plan_monitoring(store, plan_id, today)
    return move(store, plan_id, version, PlanState.MONITORING, today, next_date=next_check(store, plan_id))


_LABELS = {
    OutcomeKind.PASSED: mark("The plan “{title}” has passed"),
    OutcomeKind.FAILED: mark("The plan “{title}” has failed"),
    OutcomeKind.CANCELLED: mark("Cancelled the plan “{title}”"),
    OutcomeKind.SUSTAINED: mark("The success of the plan “{title}” lasted"),
    OutcomeKind.RELAPSED: mark("The success of the plan “{title}” did not last"),
    OutcomeKind.ROLE_ADJUSTMENT: mark("Decided after the plan “{title}”: role adjusted"),
    OutcomeKind.FURTHER_TRAINING: mark("Decided after the plan “{title}”: further training"),
    OutcomeKind.EXIT: mark("Decided after the plan “{title}”: exit"),
    OutcomeKind.NONE: mark("Decided after the plan “{title}”: no consequence"),
}


def _line(row: Row) -> OutcomeLine:
    closure = None if row["closure"] is None else Decimal(row["closure"])
    return OutcomeLine(OutcomeKind(row["kind"]), date.fromisoformat(row["on_date"]), closure, row["note"], row["by_name"])
