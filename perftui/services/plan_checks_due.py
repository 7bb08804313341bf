"""The checks of a plan: planned for each calendar month, marked as missed, and swept when they are long overdue (R57, R76)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from perftui.domain.plan_calendars import GRACE, check_dates, monitoring_dates, unchecked
from perftui.domain.plans import CHECKED, UNPUBLISHED, CheckKind, PlanState
from perftui.errors import Refused
from perftui.i18n import mark
from perftui.services.plan_locks import plan_row, require_editable
from perftui.storage import plan_checks, plans
from perftui.storage.stores import Gone, Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


class CheckNotDue(Refused):
    """A check that is still to come cannot be missed."""

    template = mark("The check is planned for {due}: what is still to come cannot be missed.")


class CheckIsOver(Refused):
    """What became of a check is known already; it stays so."""

    template = mark("The check of {due} was held or missed already, and that stays.")


class PlanNotChecked(Refused):
    """A plan in whose state no checks are held."""

    template = mark("“{title}” is not checked now ({state}).")


def make_checks(store: Store, plan_id: str, today: date) -> int:
    """Plan the checks of a plan: one each calendar month after its start, clamped at month end, and a final one on its last day.

    Those of a plan that is not issued are planned anew. Those of a paused one stay where they fit, the final one moves with the end,
    and months without a check get one.

    Returns:
        How many were added; none where start or end is open.

    Raises:
        PlanLocked: The plan is issued and not paused.
        Gone: There is no such plan.
    """
    row = plan_row(store, plan_id)
    with store.write(Label(mark("Planned the checks of {title}"), {"title": row["title"]})):
        require_editable(store, plan_id)
        return line_up(store, plan_id, today)


def line_up(store: Store, plan_id: str, today: date) -> int:
    """The same for a plan that is extended just now; inside `write()`."""
    row = plan_row(store, plan_id)
    if not (row["start_date"] and row["end_date"]):
        return 0
    start, end = date.fromisoformat(row["start_date"]), date.fromisoformat(row["end_date"])
    is_new = PlanState(row["state"]) in UNPUBLISHED
    for check in _open(store, plan_id):
        due = date.fromisoformat(check["due_date"])
        if is_new or (due >= today and (due > end or check["kind"] == CheckKind.FINAL)):
            plans.remove_part(store, "plan_check", check["id"])
    planned = [(date.fromisoformat(each["due_date"]), each["kind"]) for each in _of_plan(store, plan_id)]
    wanted = check_dates(start, end) if is_new else [until for _since, until in unchecked(start, end, [day for day, _kind in planned])]
    missing = {day: CheckKind.FINAL if day == end else CheckKind.MONTHLY for day in wanted}
    if (end, CheckKind.FINAL) not in planned:
        missing[end] = CheckKind.FINAL
    return insert(store, plan_id, missing.items())


def plan_monitoring(store: Store, plan_id: str, passed: date) -> int:
    """Plan the checks after the end of a plan that has passed; inside `write()`."""
    return insert(store, plan_id, [(day, CheckKind.MONITORING) for day in monitoring_dates(passed)])


def add_monitoring_check(store: Store, plan_id: str, due: date) -> None:
    """Plan one more check of a plan that is monitored, for example because the last one was missed.

    Raises:
        PlanNotChecked: The plan is not monitored.
        Gone: There is no such plan.
    """
    row = plan_row(store, plan_id)
    with store.write(Label(mark("Planned the checks of {title}"), {"title": row["title"]})):
        state = PlanState(plan_row(store, plan_id)["state"])
        if state is not PlanState.MONITORING:
            raise PlanNotChecked(title=row["title"], state=state)
        insert(store, plan_id, [(due, CheckKind.MONITORING)])


def insert(store: Store, plan_id: str, days: Iterable[tuple[date, CheckKind]]) -> int:
    """Add checks on some days; inside `write()`. The next one is the plan's next date where that is open or past."""
    pos, number = plans.next_position(store, "plan_check", plan_id), 0
    for number, (day, kind) in enumerate(sorted(days), 1):
        told = {"plan_id": plan_id, "pos": pos + number - 1, "kind": kind.value, "due_date": day.isoformat()}
        store.insert("plan_check", id=store.new_id(), **told)
    return number


def mark_missed(store: Store, plan_id: str, check_id: str, today: date) -> None:
    """Say that a check was missed; it stays missed.

    Raises:
        CheckNotDue: It is still to come.
        CheckIsOver: It was held or missed.
        PlanNotChecked: No checks are held in the state of the plan.
        Gone: There is no such plan or check.
    """
    row = plan_row(store, plan_id)
    with store.write(Label(mark("Missed a check of the plan “{title}”"), {"title": row["title"]})):
        check = check_row(store, plan_id, check_id)
        if date.fromisoformat(check["due_date"]) > today:
            raise CheckNotDue(due=date.fromisoformat(check["due_date"]))
        _miss(store, check)


def check_row(store: Store, plan_id: str, check_id: str) -> Row:
    """A check of a plan that can still be held or missed.

    Raises:
        CheckIsOver: It was held or missed.
        PlanNotChecked: No checks are held in the state of the plan.
        Gone: There is no such plan or check.
    """
    row = plan_row(store, plan_id)
    state = PlanState(row["state"])
    if state not in CHECKED:
        raise PlanNotChecked(title=row["title"], state=state)
    check = next((each for each in plans.parts(store, "plan_check", plan_id) if each["id"] == check_id), None)
    if check is None:
        raise Gone
    if check["held_on"] or check["is_missed"]:
        raise CheckIsOver(due=date.fromisoformat(check["due_date"]))
    return check


def miss_overdue(store: Store, plan_id: str, today: date) -> int:
    """Mark the checks of a plan as missed that are overdue by more than a week; inside `write()`.

    Called when another check is held, and when the decision is due: until then a late check can still be held, and stays late.

    Returns:
        How many there were.
    """
    before = today - timedelta(GRACE)
    late = [check for check in _open(store, plan_id, with_monitoring=True) if date.fromisoformat(check["due_date"]) < before]
    for check in late:
        _miss(store, check)
    return len(late)


def sweep(store: Store, today: date) -> int:
    """Mark those checks of all plans as missed that are overdue by more than a week, while a later one was held or the decision is due.

    Nothing calls it in the background; it can be called again at any time.

    Returns:
        How many there were.
    """
    found = plan_checks.overtaken(store, (today - timedelta(GRACE)).isoformat())
    if found:
        with store.write(Label(mark("Missed: {n} checks of plans"), {"n": len(found)})):
            for check in found:
                _miss(store, check)
    return len(found)


def _miss(store: Store, check: Row) -> None:
    store.update("plan_check", check["id"], check["version"], is_missed=1, by_name=store.actor.name)


def _of_plan(store: Store, plan_id: str, *, with_monitoring: bool = False) -> list[Row]:
    rows = plans.parts(store, "plan_check", plan_id)
    return [row for row in rows if with_monitoring or row["kind"] != CheckKind.MONITORING]


def _open(store: Store, plan_id: str, *, with_monitoring: bool = False) -> list[Row]:
    return [row for row in _of_plan(store, plan_id, with_monitoring=with_monitoring) if not (row["held_on"] or row["is_missed"])]
