"""What the employer promised in a plan, what became of it, and how it is settled in writing (R22, R36, R74).

Promises are the steps that are marked as support, and the training, support, mentors and accommodations that belong to the plan. One is
kept when it is done; a series when it is over and no day of it was missed; a mentor when they have met once; an accommodation when it
was agreed. It is broken when it was refused or cancelled, when a day was missed, or when its day has passed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.plans import UNPUBLISHED, PlanState, SettlementKind
from perftui.domain.promises import PromiseState, SettlementTextMissing
from perftui.domain.support import AccommodationKind, SupportTable
from perftui.domain.texts import clean_text
from perftui.errors import Refused
from perftui.i18n import mark, say
from perftui.records import NamedTuple
from perftui.services.plan_locks import PlanOver, plan_row
from perftui.storage import plans, promises
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NothingPromisedYet(Refused):
    """A promise of a plan that nobody knows of."""

    template = mark("“{title}” is not issued yet, so nothing was promised: change the plan instead.")


class PromiseLine(NamedTuple):
    """A promise of the employer."""

    entity: str
    """Its table, such as `plan_step`."""
    record_id: str
    text: str
    due: date | None
    state: PromiseState
    settlement: SettlementKind | None
    """How it was settled in writing, last; None where it was not."""
    settled_text: str
    settled_on: date | None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open about it."""
        return self.state is PromiseState.KEPT or self.settlement is not None


def ledger(store: Store, plan_id: str, today: date | None = None) -> list[PromiseLine]:
    """All promises of a plan, by date.

    Args:
        store: The store.
        plan_id: The plan.
        today: A promise whose day has passed is broken; without it, it is open.

    Raises:
        Gone: There is no such plan.
    """
    plan_row(store, plan_id)
    settled = {(row["entity"], row["record_id"]): row for row in plans.parts(store, "promise_settlement", plan_id)}
    return [_line(row, settled.get((row["entity"], row["id"])), today) for row in promises.of_plan(store, plan_id)]


def open_promises(store: Store, plan_id: str) -> list[PromiseLine]:
    """What was promised and is neither kept nor settled in writing.

    Raises:
        Gone: There is no such plan.
    """
    return [line for line in ledger(store, plan_id) if not line.is_settled]


def settle(store: Store, plan_id: str, entity: str, record_id: str, kind: SettlementKind, text: str, today: date) -> None:  # noqa: PLR0913, PLR0917  # all of it is written down
    """Write down what became of a promise; the plan can be decided then.

    Args:
        store: The store.
        plan_id: The plan.
        entity: The table of the promise.
        record_id: Its id.
        kind: Kept, replaced, or not kept and acknowledged as such.
        text: In words; needed.
        today: The day.

    Raises:
        SettlementTextMissing: There is no text.
        NothingPromisedYet: The plan is not issued.
        PlanOver: The plan was decided.
        Gone: There is no such plan or promise.
    """
    words = clean_text(text, multiline=True).strip()
    if not words:
        raise SettlementTextMissing
    row = plan_row(store, plan_id)
    with store.write(Label(mark("Settled a promise of the plan “{title}”"), {"title": row["title"]})):
        _require_promised(store, plan_id)
        if not any((line.entity, line.record_id) == (entity, record_id) for line in ledger(store, plan_id)):
            raise Gone
        told = {"plan_id": plan_id, "entity": entity, "record_id": record_id, "kind": kind.value, "text": words}
        store.insert("promise_settlement", id=store.new_id(), **told, on_date=today.isoformat(), by_name=store.actor.name)


def _require_promised(store: Store, plan_id: str) -> None:
    row = plan_row(store, plan_id)
    state = PlanState(row["state"])
    if state in UNPUBLISHED:
        raise NothingPromisedYet(title=row["title"])
    if plans.parts(store, "plan_outcome", plan_id):
        raise PlanOver(title=row["title"], state=state)


def _line(row: Row, settled: Row | None, today: date | None) -> PromiseLine:
    due = date.fromisoformat(row["due"]) if row["due"] else None
    state, text = PromiseState(row["state"]), _text(row)
    if state is PromiseState.OPEN and today and due and due < today:
        state = PromiseState.BROKEN
    if settled is None:
        return PromiseLine(row["entity"], row["id"], text, due, state, None, "", None)
    on = date.fromisoformat(settled["on_date"])
    return PromiseLine(row["entity"], row["id"], text, due, state, SettlementKind(settled["kind"]), settled["text"], on)


def _text(row: Row) -> str:
    """What is promised; an accommodation without a note by its kind."""
    is_kind = row["entity"] == SupportTable.ACCOMMODATION and row["text"] in set(AccommodationKind)
    return say(AccommodationKind(row["text"])) if is_kind else str(row["text"])
