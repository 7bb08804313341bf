"""The steps of support: from one state to the next, with what each needs: a date, a result (R31, R36 to R38)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from perftui.domain.support import NEXT, STATES, SupportState, SupportTable, TrainingState
from perftui.errors import BadInput, Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services.support_records import PromiseWithoutDay, columns, row_of, title_of
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from perftui.domain.codes import Code
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

STEPPED: Final = mark("{title}: {state}")


class NoSuchStep(Refused):
    """A state that does not follow from the one in which a record is."""

    template = mark("“{title}” is {state}: {wanted} does not follow from that. F7 shows what does.")


class DeliveredTooEarly(BadInput):
    """Something came before anybody asked for it, or comes only later."""

    template = mark("It was asked for on {asked}: give the day between then and today on which it came.")
    field = "delivered_on"


class ResultMissing(BadInput):
    """Training is to be completed, and nobody says with what result."""

    template = mark("Say what came of the training: without a result nobody can tell later whether it helped.")
    field = "result"


class BookedWithoutDay(BadInput):
    """A booking that does not say when it begins."""

    template = mark("Say when the training begins.")
    field = "start_date"


class _Step(NamedTuple):
    """A step that is about to be taken."""

    row: Row
    wanted: str
    today: date
    details: Mapping[str, object]
    stored: Mapping[str, object]
    """Those of the details that are columns of the draft, as they are stored."""

    def has(self, column: str) -> bool:
        """Whether the record has a value for a column, or gets one."""
        return bool(self.stored[column] if column in self.stored else self.row[column])


def next_states(table: SupportTable, state: str) -> tuple[Code, ...]:
    """What may follow a state, the usual one first."""
    return NEXT[table].get(state, ())


def take_step(store: Store, table: SupportTable, record_id: str, wanted: str, today: date, **details: object) -> None:
    """Take a record to another state.

    Args:
        store: The store.
        table: Which list.
        record_id: The record.
        wanted: The state.
        today: On which day.
        **details: What belongs to the step: `promised_for`, `delivered_on`, `start_date`, `end_date`, `provider`, `completed_on`,
            `result`, `is_signed_in`, `end_date` of a mentorship, `note`.

    Raises:
        NoSuchStep: It does not follow.
        PromiseWithoutDay, DeliveredTooEarly, BookedWithoutDay, ResultMissing: What the step needs is missing.
        FieldError: A value cannot be used.
        Gone: There is no such record.
    """
    row = row_of(store, table, record_id)
    states = STATES[table]
    if wanted not in NEXT[table][row["state"]]:
        raise NoSuchStep(title=title_of(table, row), state=states(row["state"]), wanted=states(wanted))
    changes = _changes(store, table, _Step(row, wanted, today, details, _stored(store, table, row, details)))
    with store.write(Label(STEPPED, {"title": title_of(table, row), "state": states(wanted)})):
        store.update(table.value, record_id, row["version"], **changes)


def _stored(store: Store, table: SupportTable, row: Row, details: Mapping[str, object]) -> Mapping[str, object]:
    from perftui.domain.support_drafts import DRAFTS

    names = DRAFTS[table].model_fields
    given = {name: value for name, value in details.items() if name in names}
    found = columns(store, table, {name: row[name] for name in names} | given) if given else {}
    return {name: found[name] for name in given}


def _changes(store: Store, table: SupportTable, step: _Step) -> dict[str, object]:
    found: dict[str, object] = {**step.stored, "state": step.wanted}
    if table is SupportTable.COURSE:
        return {"is_archived": int(step.wanted)}
    if table is SupportTable.REQUEST:
        return found | _of_request(step)
    if table is SupportTable.TRAINING:
        return found | _of_training(step)
    if table is SupportTable.INITIATIVE:
        found["done_on"] = step.today.isoformat() if step.wanted == "done" else None
    if table is SupportTable.MENTORSHIP:
        found["end_date"] = max(step.today.isoformat(), step.row["start_date"]) if step.wanted == "ended" else None
    return found


def _of_request(step: _Step) -> dict[str, object]:
    if step.wanted == SupportState.PROMISED and not step.has("promised_for"):
        raise PromiseWithoutDay
    if step.wanted != SupportState.DELIVERED:
        return {"delivered_on": None}
    came, asked = _day(step.details.get("delivered_on"), step.today), step.row["requested_on"]
    if not asked <= came <= step.today.isoformat():
        raise DeliveredTooEarly(asked=date.fromisoformat(asked))
    return {"delivered_on": came}


def _of_training(step: _Step) -> dict[str, object]:
    if step.wanted == TrainingState.BOOKED and not step.has("start_date"):
        raise BookedWithoutDay
    if step.wanted != TrainingState.COMPLETED:
        return {"completed_on": None}
    if not step.has("result"):
        raise ResultMissing
    is_signed_in = step.details.get("is_signed_in") in ("yes", True)
    return {"completed_on": _day(step.details.get("completed_on"), step.today), "is_signed_in": int(is_signed_in)}


def _day(value: object, usual: date) -> str:
    from perftui.domain.dates import parse_date

    if isinstance(value, date):
        return value.isoformat()
    return parse_date(str(value), usual).isoformat() if value else usual.isoformat()
