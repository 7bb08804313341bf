"""What the employer of the sample does for its people: requests and initiatives, accommodations, training, mentors with their log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from perftui.domain.mentoring import spans
from perftui.domain.recurrences import read
from perftui.domain.support import SupportTable
from perftui.i18n import mark
from perftui.services import courses, mentor_logs, mentors, support_records, support_steps, trainings
from perftui.storage import course_measures
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store

MADE = 60
"""Days before today on which the sample begins to help."""


@dataclass(frozen=True, slots=True)
class Support:
    """Makes it all, on the days on which it happened."""

    store: Store
    tale: dict[str, Any]
    """What stands in `support.toml`."""
    staff: Staff
    today: date
    turn_clock: Callable[[date], None]

    def make(self) -> None:
        """Initiatives first, because requests belong to them; skill gaps before the training against them."""
        self.turn_clock(self.today - timedelta(days=MADE))
        with self.store.write(Label(mark("Made the sample support"))):
            initiatives = [self._initiative(told) for told in self.tale["initiatives"]]
            for told in self.tale["requests"]:
                self._request(told, initiatives)
            for told in self.tale["accommodations"]:
                self._accommodation(told)
            skills = [self._skill(told) for told in self.tale["skills"]]
            for told in self.tale["trainings"]:
                self._training(told, skills)
            for told in self.tale["mentors"]:
                self._mentor(told)

    def _day(self, days: int | None) -> str:
        return "" if days is None else (self.today + timedelta(days=days)).isoformat()

    def _who(self, told: dict[str, Any]) -> str:
        people = self.staff.members[told["of"]]
        return people[told["member"] % len(people)] if "member" in told else self.staff.heads[told["of"]]

    def _initiative(self, told: dict[str, Any]) -> str:
        given = {name: told[name] for name in ("title", "kind", "note") if name in told}
        owner, unit = self.staff.heads[told["owner"]], self.staff.unit_ids[told.get("unit", told["owner"])]
        dates = {"start_date": self._day(told.get("start")), "due_date": self._day(told["due"])}
        table = SupportTable.INITIATIVE
        found = support_records.add(self.store, table, owner_person_id=owner, unit_id=unit, **dates, **given)
        if "start" in told:
            support_steps.take_step(self.store, table, found, "running", self.today + timedelta(days=told["start"]))
        return found

    def _request(self, told: dict[str, Any], initiatives: list[str]) -> None:
        table = SupportTable.REQUEST
        given: dict[str, object] = {name: told[name] for name in ("title", "kind", "priority", "note") if name in told}
        given |= {"person_id": self._who(told), "provider_unit_id": self.staff.unit_ids[told["provider"]]}
        given |= {"requested_on": self._day(told["asked"]), "needed_by": self._day(told["needed"])}
        given["initiative_id"] = initiatives[told["initiative"]] if "initiative" in told else ""
        found = support_records.add(self.store, table, **given)
        if "promised" in told:
            support_steps.take_step(self.store, table, found, "promised", self.today, promised_for=self._day(told["promised"]))
        if "delivered" in told:
            support_steps.take_step(self.store, table, found, "delivered", self.today, delivered_on=self._day(told["delivered"]))

    def _accommodation(self, told: dict[str, Any]) -> None:
        dates = {"valid_from": self._day(told["start"]), "valid_until": self._day(told["until"])}
        given = {"person_id": self._who(told), "kind": told["kind"], "hours_per_week": told["hours"], "note": told.get("note", "")}
        support_records.add(self.store, SupportTable.ACCOMMODATION, **given, **dates)

    def _skill(self, told: dict[str, Any]) -> str:
        person = self._who(told)
        wanted = told.get("gap")
        found = [row["id"] for row in course_measures.open_gaps(self.store, person) if wanted and row["dimension"].startswith(wanted)]
        levels = {"level_now": told["now"], "level_needed": told["needed"]}
        given = {"person_id": person, "competency": told["competency"], "gap_id": found[0] if found else ""}
        return support_records.add(self.store, SupportTable.SKILL_GAP, **given, **levels)

    def _training(self, told: dict[str, Any], skills: list[str]) -> None:
        table, asked = SupportTable.TRAINING, self.today + timedelta(days=told["asked"])
        course = next(one.id for one in courses.listing(self.store) if one.code == told["course"])
        skill = skills[told["skill"]] if "skill" in told else ""
        given = {"person_id": self._who(told), "course_id": course, "skill_gap_id": skill, "provider": told.get("provider", "")}
        found = trainings.add(self.store, asked, title="", **given)
        dates = {"start_date": self._day(told.get("start")), "end_date": self._day(told.get("end"))}
        ends = {"result": told.get("result", ""), "is_signed_in": "yes", "completed_on": dates["end_date"]}
        details = {"booked": dates, "completed": ends}
        for state in told["states"]:
            support_steps.take_step(self.store, table, found, state, self.today, **details.get(state, {}))

    def _mentor(self, told: dict[str, Any]) -> None:
        people, start = self.staff.members[told["of"]], self.today + timedelta(days=told["start"])
        mentor, mentee = people[told["mentor"] % len(people)], people[told["mentee"] % len(people)]
        given = {"reason": told["reason"], "recurrence": told["repeats"], "start_date": start.isoformat(), "note": told.get("note", "")}
        pair = mentors.add(self.store, mentor_id=mentor, mentee_id=mentee, **given)
        cadence = read(mentors.line(self.store, pair, self.today).recurrence)
        if cadence is None:
            return
        weeks = [span for span in spans(cadence, start, self.today) if span.last < self.today]
        for place, span in enumerate(weeks[: len(weeks) - told.get("missing", 0)]):
            if place not in told["skip"]:
                log = told["log"][place % len(told["log"])]
                values = {name: log[name] for name in ("situation", "practised", "observed")} | {"next_step": log["next"]}
                mentor_logs.add_entry(self.store, pair, self.today, on_date=span.last - timedelta(3), **values)
