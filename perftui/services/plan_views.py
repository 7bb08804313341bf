"""Plans read for one, for a person or for a gap: who and when, goals with closure and pace, steps, checks (R53)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from perftui.domain.measures import target_text
from perftui.domain.meetings import ActionState
from perftui.domain.plans import CheckKind, PlanKind, PlanState, PlanStepKind, Verdict
from perftui.services.measured_values import value_text
from perftui.services.plan_lines import CheckLine, EntryLine, MilestoneLine, PlanGoalLine, PlanLine, PlanStepLine, PlanView, ValueLine
from perftui.storage import plans
from perftui.storage.stores import Gone
from perftui.storage.yardsticks import yardstick_of

if TYPE_CHECKING:
    from perftui.storage.drivers import Row
    from perftui.storage.stores import Store


def plan_view(store: Store, plan_id: str) -> PlanView:
    """A plan with its parts.

    Raises:
        Gone: There is none, or the actor may not see it.
    """
    row = plans.get(store, plan_id)
    if row is None:
        raise Gone
    texts = {name: row[name] for name in ("purpose", "reason", "choice", "choice_note", "consequences", "pass_closure")}
    return PlanView(
        line=line_of(row),
        **texts,
        pause_reason=row["pause_reason"],
        template=row["template"],
        earlier_id=row["earlier_id"] or "",
        gaps=tuple((part["gap_id"], part["cause_id"] or "") for part in plans.parts(store, "plan_gap", plan_id)),
        goals=_goals(store, plan_id),
        milestones=tuple(milestone_of(part) for part in plans.parts(store, "plan_milestone", plan_id)),
        steps=_steps(store, plan_id),
        checks=tuple(check_of(part) for part in plans.parts(store, "plan_check", plan_id)),
    )


def of_person(store: Store, person_id: str) -> list[PlanLine]:
    """The plans of a person, the newest first."""
    return [line_of(row) for row in plans.of_person(store, person_id)]


def of_gap(store: Store, gap_id: str) -> list[PlanLine]:
    """The plans that answer a gap, the newest first."""
    return [line_of(row) for row in plans.of_gap(store, gap_id)]


def of_goal(store: Store, goal_id: str) -> list[PlanLine]:
    """The plans that work on a goal or on a key result of it, the newest first."""
    return [line_of(row) for row in plans.of_goal(store, goal_id)]


def line_of(row: Row) -> PlanLine:
    """A row of `storage.plans` as a line."""
    names = ("id", "version", "person_id", "person", "staff_no", "unit", "manager", "hr", "pack", "title")
    return PlanLine(
        **{name: row[name] for name in names},
        manager_id=row["manager_id"] or "",
        hr_id=row["hr_id"] or "",
        kind=PlanKind(row["kind"]),
        state=PlanState(row["state"]),
        start=_day(row["start_date"]),
        end=_day(row["end_date"]),
        next_date=_day(row["next_date"]),
        issued_on=_day(row["issued_on"]),
    )


def _goals(store: Store, plan_id: str) -> tuple[PlanGoalLine, ...]:
    measured: defaultdict[str, list[Row]] = defaultdict(list)
    for row in plans.values(store, plan_id):
        measured[row["plan_goal_id"]].append(row)
    return tuple(_goal(row, measured[row["id"]]) for row in plans.parts(store, "plan_goal", plan_id))


def _goal(row: Row, measured: list[Row]) -> PlanGoalLine:
    yardstick, start = yardstick_of(row), _number(row["start_value"])
    values = tuple(_value(each, row["definition_hash"]) for each in measured)
    now = next((value.value for value in reversed(values) if value.is_same_yardstick), None)
    return PlanGoalLine(
        **{name: row[name] for name in ("id", "version", "title", "weight", "definition_hash")},
        gap_id=row["gap_id"] or "",
        key_result_id=row["key_result_id"] or "",
        goal_id=row["goal_id"] or "",
        measure_id=row["measure_id"] or "",
        yardstick=yardstick,
        target=target_text(yardstick),
        start=start,
        start_text=value_text(yardstick, start),
        start_on=_day(row["start_on"]),
        now=now,
        now_text=value_text(yardstick, now),
        must_meet=bool(row["must_meet"]),
        due=_day(row["due_date"]),
        values=values,
    )


def _value(row: Row, definition_hash: str) -> ValueLine:
    is_same = row["definition_hash"] == definition_hash
    on = date.fromisoformat(row["on_date"])
    return ValueLine(row["id"], row["check_id"] or "", on, Decimal(row["value"]), row["note"], is_same)


def milestone_of(row: Row) -> MilestoneLine:
    """A milestone as a line."""
    due = date.fromisoformat(row["due_date"])
    texts = (row["id"], row["version"], row["plan_goal_id"] or "", row["title"])
    return MilestoneLine(*texts, due, row["wanted"] or "", _day(row["reached_on"]))


def _steps(store: Store, plan_id: str) -> tuple[PlanStepLine, ...]:
    entered: defaultdict[str, list[EntryLine]] = defaultdict(list)
    for row in plans.entries(store, plan_id):
        due = date.fromisoformat(row["due_date"])
        line = EntryLine(due, row["state"] == "done", _day(row["done_on"]), _number(row["value"]), row["note"])
        entered[row["step_id"]].append(line)
    return tuple(_step(row, tuple(entered[row["id"]])) for row in plans.steps(store, plan_id))


def _step(row: Row, entries: tuple[EntryLine, ...]) -> PlanStepLine:
    names = ("id", "version", "text", "owner", "role", "recurrence", "evidence_wanted", "uplift", "unit")
    return PlanStepLine(
        **{name: row[name] for name in names},
        kind=PlanStepKind(row["kind"]),
        owner_id=row["owner_person_id"] or "",
        due=_day(row["due_date"]),
        until=_day(row["until_date"]),
        is_support=bool(row["is_support"]),
        baseline=_number(row["baseline"]),
        cause_id=row["cause_id"] or "",
        action_id=row["action_id"] or "",
        state=ActionState(row["action_state"] or ActionState.OPEN),
        done_on=_day(row["done_on"]),
        next_due=_day(row["next_due"]),
        entries=entries,
    )


def check_of(row: Row) -> CheckLine:
    """A check as a line."""
    return CheckLine(
        **{name: row[name] for name in ("id", "version", "manager_note", "employee_note")},
        by=row["by_name"],
        kind=CheckKind(row["kind"]),
        due=date.fromisoformat(row["due_date"]),
        held_on=_day(row["held_on"]),
        entered_on=_day(row["entered_on"]),
        is_missed=bool(row["is_missed"]),
        verdict=Verdict(row["verdict"]) if row["verdict"] else None,
        next_date=_day(row["next_date"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
