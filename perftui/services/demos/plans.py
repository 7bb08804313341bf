"""The sample's improvement plans: one runs, one passed, one failed and was decided, one is due, one is a draft (R53 to R57)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from perftui.domain.calendars import add_months
from perftui.domain.plans import AcknowledgementKind, CheckKind, OutcomeKind, PlanState, SettlementKind
from perftui.i18n import mark
from perftui.services import causes, gaps, plan_acknowledgements, plan_checks_due, plan_outcomes, plan_steps, promises
from perftui.services.demos.plan_days import PlanDays
from perftui.services.gap_views import gap_view
from perftui.services.plan_goal_makings import milestones_of
from perftui.storage import gaps as stored_gaps
from perftui.storage import lookups, plans
from perftui.storage.evaluation_tables import YARDSTICK
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store

S = PlanState
_HEAD = ("title", "purpose", "reason", "choice", "choice_note", "consequences", "pack")
_STEP = ("kind", "text", "role", "baseline", "uplift", "unit")


@dataclass(frozen=True, slots=True)
class Plans:
    """Makes them, each step on its day."""

    store: Store
    tale: dict[str, Any]
    """What stands in `plans.toml`."""
    staff: Staff
    today: date
    turn_clock: Callable[[date], None]

    def make(self) -> None:
        """All of them, one after the other."""
        for told in self.tale["plans"]:
            self._tell(told)
        self.turn_clock(self.today)

    def _tell(self, told: dict[str, Any]) -> None:
        start = self.today + timedelta(told["begins"])
        end = add_months(start, told["months"])
        written = min(self.today, start) - timedelta(10)
        self.turn_clock(written)
        with self.store.write(Label(mark("Made the sample plans"))):
            plan_id = self._write(told, start, end, written)
        if told["state"] == "draft":
            return
        self._begin(plan_id, told, start)
        days = PlanDays(self.store, plan_id, start, self.today)
        with self.store.write(Label(mark("Held the sample plans"))):
            for step, line in zip(plans.steps(self.store, plan_id), told["steps"], strict=True):
                days.go_through(step, line)
            days.hold(told["checks"], (CheckKind.MONTHLY, CheckKind.FINAL))
            for line in told.get("measured", ()):
                days.measure(start + timedelta(line["day"]), line["value"])
        if told["state"] != "active":
            self._end(plan_id, told, end, days)

    def _begin(self, plan_id: str, told: dict[str, Any], start: date) -> None:
        for new, before in ((S.HR_REVIEW, 9), (S.APPROVED, 7), (S.ISSUED, 2)):
            self._step(plan_id, new, start - timedelta(before))
        self.turn_clock(start)
        kind = AcknowledgementKind.REFUSED if "witness" in told else AcknowledgementKind.SIGNED
        plan_acknowledgements.acknowledge(self.store, plan_id, kind, start, place=told["place"], witness=told.get("witness", ""))

    def _end(self, plan_id: str, told: dict[str, Any], end: date, days: PlanDays) -> None:
        on = min(self.today, end + timedelta(1))
        self._step(plan_id, S.DUE, on)
        if told["state"] == "passed":
            self._step(plan_id, S.PASSED, on)
            with self.store.write(Label(mark("Held the sample plans"))):
                days.hold(told["after"], (CheckKind.MONITORING,))
        elif told["state"] == "failed":
            self._fail(plan_id, told, on)

    def _fail(self, plan_id: str, told: dict[str, Any], on: date) -> None:
        said = {"offered_on": on.isoformat(), "answered_on": on.isoformat(), "text": told["statement"]}
        with self.store.write(Label(mark("Held the sample plans"))):
            self.store.insert("statement", id=self.store.new_id(), plan_id=plan_id, **said)
            for line in promises.open_promises(self.store, plan_id):
                kind, where = SettlementKind.OPEN_ACKNOWLEDGED, (line.entity, line.record_id)
                promises.settle(self.store, plan_id, *where, kind, told["settled"], on)
        self._step(plan_id, S.FAILED, on, told["note"])
        decision = told["decision"]
        self.turn_clock(later := on + timedelta(decision["days"]))
        plan_outcomes.conclude(self.store, plan_id, self._version(plan_id), OutcomeKind(decision["kind"]), decision["note"], later)

    def _step(self, plan_id: str, new: PlanState, on: date, note: str = "") -> None:
        self.turn_clock(on)
        plan_steps.take_step(self.store, plan_id, self._version(plan_id), new, on, note)

    def _version(self, plan_id: str) -> int:
        row = plans.get(self.store, plan_id)
        return int(row["version"]) if row else 0

    def _write(self, told: dict[str, Any], start: date, end: date, written: date) -> str:
        crew, head = self.staff.members[told["unit"]], self.staff.heads[told["unit"]]
        who = {"person": self._there_since(crew[told["member"] :], written), "head": head, "mentor": crew[told["mentor"]]}
        gap_id = gaps.add_gap(self.store, written, **told["gap"], person=who["person"])
        cause_id = causes.add_cause(self.store, gap_id, **told["cause"])
        plan_id = self.store.new_id()
        days = {"start_date": start.isoformat(), "end_date": end.isoformat()}
        head_line = {name: told[name] for name in _HEAD if name in told}
        people_of = {"person_id": who["person"], "manager_id": head, "hr_id": self.staff.heads[self.tale["hr"]]}
        self.store.insert("plan", id=plan_id, kind="pip", **people_of, **days, **head_line)
        self.store.insert("plan_gap", id=self.store.new_id(), plan_id=plan_id, gap_id=gap_id, cause_id=cause_id)
        goal_id = self._write_goal(plan_id, gap_id, written)
        milestones_of(self.store, plan_id, [(goal_id, gap_view(self.store, gap_id))], (start, end))
        for line in told["steps"]:
            self._write_step(plan_id, line, who[line["who"]], start)
        plan_checks_due.make_checks(self.store, plan_id, written)
        return plan_id

    def _there_since(self, crew: list[str], day: date) -> str:
        """The first who was there long before."""
        before = (day - timedelta(90)).isoformat()
        rows = ((person, lookups.person_row(self.store, person)) for person in crew)
        return next((person for person, row in rows if row and (row["hire_date"] or "") < before), crew[0])

    def _write_goal(self, plan_id: str, gap_id: str, written: date) -> str:
        gap, goal_id = stored_gaps.get(self.store, gap_id), self.store.new_id()
        if gap is None:
            return goal_id
        start = {"start_value": gap["actual"], "start_on": written.isoformat()}
        columns = {name: gap[name] for name in YARDSTICK}
        own = {"id": goal_id, "plan_id": plan_id, "title": gap["dimension"], "gap_id": gap_id}
        self.store.insert("plan_goal", **own, **columns, **start)
        return goal_id

    def _write_step(self, plan_id: str, line: dict[str, Any], owner: str, start: date) -> None:
        due = add_months(start, line["months"]) if "months" in line else start + timedelta(line["days"]) if "days" in line else None
        told = {name: line[name] for name in _STEP if name in line}
        told |= {"due_date": due.isoformat() if due else None, "recurrence": line.get("repeats", "")}
        told |= {"is_support": int(line.get("support", False)), "evidence_wanted": line.get("evidence", "")}
        pos = plans.next_position(self.store, "plan_step", plan_id)
        self.store.insert("plan_step", id=self.store.new_id(), plan_id=plan_id, pos=pos, owner_person_id=owner, **told)
