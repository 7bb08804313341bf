"""Lines of Today about plans: checks, decisions, silence, dates, obstacles, acknowledgements and promises (R2, R57, R74)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from perftui.domain.plans import CheckKind, PlanState
from perftui.errors import Message
from perftui.i18n import mark
from perftui.services import settings
from perftui.services.agenda_kinds import SHOWN, AgendaKind, AgendaLine, Waiting
from perftui.storage import plan_agendas
from perftui.storage.agendas import MANY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store

SILENT_DAYS: Final = 14
"""Days without an entry after which a plan counts as silent, unless the actor has chosen others ([own])."""
SETTING: Final = "silent_days"


def silent_days(store: Store) -> int:
    """Days without an entry after which a plan counts as silent for the actor."""
    chosen = settings.chosen(store, SETTING)
    return int(chosen) if chosen.isdecimal() and int(chosen) else SILENT_DAYS


def choose_silent_days(store: Store, days: int | None) -> int:
    """Choose them; None takes the choice back.

    Raises:
        NoSuchSetting: It is no number from 0 to 1,000.
    """
    settings.change(store, SETTING, "" if days is None else str(days))
    return silent_days(store)


def _gathered(store: Store, kind: AgendaKind, query: str, line: Callable[[Row], tuple[str, str, Message]], today: date) -> Waiting:
    """Each row as a line.

    Args:
        store: The store.
        kind: What waits.
        query: Of `storage.plan_agendas`.
        line: Of a row: where Enter leads, and why it waits.
        today: The day of asking.
    """
    days = {"today": today.isoformat()}
    if query is plan_agendas.SILENT:
        days["silent"] = (today - timedelta(silent_days(store))).isoformat()
    lines = []
    for row in plan_agendas.waiting(store, query, SHOWN, **days):
        entity, record_id, message = line(row)
        since = min(today, date.fromisoformat(row["since"])) if row["since"] else today
        lines.append(AgendaLine(kind, since, row["title"], row["whose"], entity, record_id, message))
    return Waiting(lines, len(lines) if len(lines) < SHOWN else plan_agendas.count(store, query, MANY + 1, **days))


def _check(row: Row) -> tuple[str, str, Message]:
    messages = {
        CheckKind.MONTHLY: mark("Monthly check to be held"),
        CheckKind.FINAL: mark("Final check to be held"),
        CheckKind.MONITORING: mark("Check after the end to be held"),
    }
    return "plan_check", row["id"], Message(messages[CheckKind(row["kind"])])


def _decision(row: Row) -> tuple[str, str, Message]:
    state = PlanState(row["state"])
    if state in (PlanState.FAILED, PlanState.RELAPSED):
        return "plan", row["id"], Message(mark("To be decided what follows"))
    return "plan", row["id"], Message(mark("Its last day has come: decide"))


def _silent(row: Row, today: date) -> tuple[str, str, Message]:
    n = _days(row, today)
    return "plan", row["id"], Message(mark("Nothing entered for {n} day"), {"n": n}, mark("Nothing entered for {n} days"))


def _undated(row: Row) -> tuple[str, str, Message]:
    passed = row["next_date"] is not None
    return "plan", row["id"], Message(mark("Its next date has passed") if passed else mark("No next date"))


def _obstacle(row: Row, today: date) -> tuple[str, str, Message]:
    if not row["owner"]:
        return "obstacle", row["id"], _late(row, today)
    values = {"n": _days(row, today), "owner": row["owner"]}
    return "obstacle", row["id"], Message(mark("{n} day late: {owner}"), values, mark("{n} days late: {owner}"))


def _late(row: Row, today: date) -> Message:
    return Message(mark("{n} day late"), {"n": _days(row, today)}, mark("{n} days late"))


def _days(row: Row, today: date) -> int:
    return (today - date.fromisoformat(row["since"])).days


GATHERERS: Mapping[AgendaKind, Callable[[Store, date], Waiting]] = {
    AgendaKind.PLAN_CHECK: lambda store, today: _gathered(store, AgendaKind.PLAN_CHECK, plan_agendas.CHECKS, _check, today),
    AgendaKind.PLAN_DECISION: lambda store, today: _gathered(store, AgendaKind.PLAN_DECISION, plan_agendas.DECISIONS, _decision, today),
    AgendaKind.PLAN_SILENT: lambda store, today: _gathered(
        store, AgendaKind.PLAN_SILENT, plan_agendas.SILENT, lambda row: _silent(row, today), today
    ),
    AgendaKind.PLAN_UNDATED: lambda store, today: _gathered(store, AgendaKind.PLAN_UNDATED, plan_agendas.UNDATED, _undated, today),
    AgendaKind.OBSTACLE: lambda store, today: _gathered(
        store, AgendaKind.OBSTACLE, plan_agendas.OBSTACLES, lambda row: _obstacle(row, today), today
    ),
    AgendaKind.PLAN_UNSIGNED: lambda store, today: _gathered(
        store,
        AgendaKind.PLAN_UNSIGNED,
        plan_agendas.UNSIGNED,
        lambda row: ("plan", row["id"], Message(mark("Not acknowledged yet"))),
        today,
    ),
    AgendaKind.PROMISE: lambda store, today: _gathered(
        store,
        AgendaKind.PROMISE,
        plan_agendas.PROMISES,
        lambda row: ("promise", row["record_id"], _late(row, today)),
        today,
    ),
}
