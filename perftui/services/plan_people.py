"""The human side of a plan, written down: the statement offered and answered, resistance met, the purpose told (R70, R71, R73).

Resistance is kept as a signal with a response; no paper for the person shows it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from perftui.domain.plan_people import AnswerMissing, ResistanceLevel, SignalMissing, require_past
from perftui.domain.plans import CHECKED, UNPUBLISHED, PlanState
from perftui.domain.talks import TalkKind, TalkStatus
from perftui.domain.texts import clean_text
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.records import NamedTuple
from perftui.services import grow, talk_scripts, talks
from perftui.services.plan_locks import PlanOver, plan_row
from perftui.storage import plan_people, plans
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class NotKnownYet(Refused):
    """Something about the person's side of a plan that the person does not know of."""

    template = mark("“{title}” is not issued yet, and the person does not know of it: this comes afterwards.")


class StatementAnswered(Refused):
    """A statement that was given stands."""

    template = mark("The statement was given on {on}, and stands. Offer another one if the person wants to add something.")


class StatementLine(NamedTuple):
    """A statement of the person, or the offer of one."""

    id: str
    version: int
    offered: date | None
    answered: date | None
    text: str
    is_declined: bool


class ResistanceLine(NamedTuple):
    """Resistance that was met, and how."""

    id: str
    version: int
    signal: str
    level: ResistanceLevel
    response: str
    on: date


class PurposeLine(NamedTuple):
    """That the purpose of a plan was told."""

    id: str
    on: date
    note: str


def statements(store: Store, plan_id: str) -> list[StatementLine]:
    """The statements of a plan, the first one first."""
    return [
        StatementLine(row["id"], row["version"], _day(row["offered_on"]), _day(row["answered_on"]), row["text"], bool(row["is_declined"]))
        for row in plans.parts(store, "statement", plan_id)
    ]


def resistance(store: Store, plan_id: str) -> list[ResistanceLine]:
    """The resistance met in a plan, by date."""
    return [
        ResistanceLine(
            *(row["id"], row["version"], row["signal"], ResistanceLevel(str(row["level"])), row["response"]),
            date.fromisoformat(row["on_date"]),
        )
        for row in plans.parts(store, "resistance_note", plan_id)
    ]


def purposes(store: Store, plan_id: str) -> list[PurposeLine]:
    """When the purpose of a plan was told, the first time first."""
    return [PurposeLine(row["id"], date.fromisoformat(row["on_date"]), row["note"]) for row in plan_people.purposes(store, plan_id)]


def offer_statement(store: Store, plan_id: str, on: date, today: date) -> str:
    """Write down that the person was offered to say something in writing; a plan cannot fail without it.

    Raises:
        DayToCome: The day is still to come.
        NotKnownYet, PlanOver: The plan is not issued, or over.
        Gone: There is no such plan.
    """
    require_past(on, today)
    row, record_id = plan_row(store, plan_id), store.new_id()
    with store.write(Label(mark("Offered a statement: {title}"), {"title": row["title"]})):
        require_known(store, plan_id)
        store.insert("statement", id=record_id, plan_id=plan_id, offered_on=on.isoformat())
    return record_id


def answer_statement(  # noqa: PLR0913  # all of it is written down
    store: Store, record_id: str, version: int, text: str, today: date, *, is_declined: bool = False
) -> None:
    """Write down what the person says, in their words, or that they declined.

    Raises:
        AnswerMissing: It is neither.
        StatementAnswered: It was given already.
        NotKnownYet, PlanOver: The plan is not issued, or over.
        Changed, Gone: Somebody else was first, or there is no such statement.
    """
    words = clean_text(text, multiline=True).strip()
    row = record(store, "statement", record_id)
    if not (words or is_declined):
        raise AnswerMissing
    if row["answered_on"]:
        raise StatementAnswered(on=row["answered_on"])
    label = mark("The person declined a statement: {title}") if is_declined else mark("Statement of the person: {title}")
    with store.write(Label(label, {"title": row["plan_title"]})):
        require_known(store, row["plan_id"])
        store.update("statement", record_id, version, text=words, is_declined=int(is_declined), answered_on=today.isoformat())


def note_resistance(  # noqa: PLR0913, PLR0917  # all of it is written down
    store: Store, plan_id: str, signal: str, level: ResistanceLevel, on: date, today: date, *, response: str = ""
) -> str:
    """Write down a sign of resistance, how strong it was, and what was answered.

    Raises:
        SignalMissing: There are no words.
        DayToCome: The day is still to come.
        NotKnownYet, PlanOver: The plan is not issued, or over.
        Gone: There is no such plan.
    """
    columns = _resistance(signal, level, response, on, today)
    row, record_id = plan_row(store, plan_id), store.new_id()
    with store.write(Label(mark("Noted resistance: {title}"), {"title": row["title"]})):
        require_known(store, plan_id)
        store.insert("resistance_note", id=record_id, plan_id=plan_id, **columns)
    return record_id


def change_resistance(  # noqa: PLR0913, PLR0917  # all of it is written down
    store: Store, record_id: str, version: int, signal: str, level: ResistanceLevel, on: date, today: date, *, response: str = ""
) -> str:
    """Change such a note, for example to add the response.

    Raises:
        SignalMissing, DayToCome, NotKnownYet, PlanOver, Changed, Gone: As for `note_resistance`, or somebody else was first.
    """
    columns, row = _resistance(signal, level, response, on, today), record(store, "resistance_note", record_id)
    with store.write(Label(mark("Changed a note on resistance: {title}"), {"title": row["plan_title"]})):
        require_known(store, row["plan_id"])
        store.update("resistance_note", record_id, version, **columns)
    return record_id


def tell_purpose(store: Store, plan_id: str, on: date, today: date, *, note: str = "") -> str:
    """Write down that the purpose was told in a talk: it is help to become able, not a matter of the person (R71).

    The kick-off talk about this plan that is planned was held then; without one, a talk is written down that nobody had planned.

    Raises:
        DayToCome: The day is still to come.
        PlanOver: The plan is over.
        Gone: There is no such plan.
    """
    require_past(on, today)
    row, words = plan_row(store, plan_id), clean_text(note, multiline=True).strip()
    with store.write(Label(mark("Told the purpose of the plan {title}"), {"title": row["title"]})):
        _require_open(store, plan_id)
        talk_id = _kickoff(store, row, on, today)
        talk = talks.talk_row(store, talk_id)
        said = {"note": "\n".join(filter(None, (talk["note"], words)))}
        grow.write_down(store, talk_id, talk["version"], today, held=on.isoformat(), **said)
        talk_scripts.tell_purpose(store, talk_id, on)
    return talk_id


def _kickoff(store: Store, plan: Row, on: date, today: date) -> str:
    planned = (TalkStatus.PLANNED, TalkStatus.DUE, TalkStatus.OVERDUE)
    lines = talks.of_plan(store, plan["id"], today)
    found = next((line.id for line in lines if line.kind is TalkKind.KICKOFF and line.status in planned), "")
    if found:
        return found
    about = {"person": plan["person_id"], "manager": plan["manager_id"], "plan": plan["id"]}
    return talks.add_talk(store, **about, kind=TalkKind.KICKOFF, planned=on)


def _resistance(signal: str, level: ResistanceLevel, response: str, on: date, today: date) -> dict[str, object]:
    words = clean_text(signal, multiline=True).strip()
    if not words:
        raise SignalMissing
    require_past(on, today)
    answer = clean_text(response, multiline=True).strip()
    return {"signal": words, "level": int(level.value), "response": answer, "on_date": on.isoformat()}


def record(store: Store, table: str, record_id: str) -> Row:
    """A statement, a note on resistance or an obstacle, with title and state of its plan.

    Raises:
        Gone: It was removed, or the actor may not see it.
    """
    row = plan_people.get(store, table, record_id)
    if row is None:
        raise Gone
    return row


def _require_open(store: Store, plan_id: str) -> Row:
    row = plan_row(store, plan_id)
    state = PlanState(row["state"])
    if state not in CHECKED | UNPUBLISHED:
        raise PlanOver(title=row["title"], state=state)
    return row


def require_known(store: Store, plan_id: str) -> None:
    """Refuse what makes sense only while the person knows of the plan and it is not over; inside `write()`.

    Raises:
        NotKnownYet, PlanOver: The plan is not issued, or over.
        Gone: There is no such plan.
    """
    row = _require_open(store, plan_id)
    if PlanState(row["state"]) in UNPUBLISHED:
        raise NotKnownYet(title=row["title"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
