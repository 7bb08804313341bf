"""The sample's conflicts: one that went through a resource meeting and is settled, one that waits, and some that are only found (R19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from perftui.domain.conflicts import ConflictReason
from perftui.domain.meetings import MeetingKind
from perftui.i18n import mark
from perftui.services import actions, conflict_steps, conflicts, meeting_changes, meeting_parts, meetings, needs, resources
from perftui.services.actions import Origin
from perftui.services.demos.objectives import titled
from perftui.services.goal_rows import goal_row
from perftui.services.meeting_openings import open_meeting
from perftui.services.meeting_views import ENTITY
from perftui.services.meetings import Attendee
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.cycles import CycleLine
    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class Quarrels:
    """Makes them, each on its day."""

    store: Store
    tale: dict[str, Any]
    """What stands in `quarrels.toml`."""
    staff: Staff
    running: CycleLine
    today: date
    turn_clock: Callable[[date], None]

    def make(self) -> None:
        """Resources and needs, then what was found, talked about and settled, then what waits."""
        story, waiting = self.tale["story"], self.tale["waiting"]
        found, held = (self.today - timedelta(days=story[name]) for name in ("found", "held"))
        self.turn_clock(found)
        with self.store.write(Label(mark("Made the sample resources"))):
            shares = dict(share for line in self.tale["resources"] for share in self._add_resource(line))
        with self.store.write(Label(mark("Held the sample meeting"))):
            meeting_id = self._open(story, held)
            self.turn_clock(held)
            self._decide(story, meeting_id, shares)
            meetings.hold(self.store, meeting_id, self.today, settles=True)
        self.turn_clock(self.today - timedelta(days=waiting["days"]))
        pair = (self._goal(waiting["from"]), self._goal(waiting["to"]))
        with self.store.write(Label(mark("Recorded the sample conflict"))):
            conflict_steps.record(self.store, *pair, ConflictReason(waiting["reason"]), waiting["note"])

    def _add_resource(self, line: dict[str, Any]) -> list[tuple[str, str]]:
        """The goals that need it, each with its allocation."""
        values = {name: line[name] for name in ("name", "unit", "capacity", "note") if name in line}
        resource_id = resources.add_resource(self.store, **values, owner_unit=self.staff.unit_ids[line["owner"]])
        return [(goal, needs.allocate(self.store, self._goal(goal), resource_id, amount)) for goal, amount in line["needs"].items()]

    def _goal(self, title: str) -> str:
        return titled(self.store, title, self.running)

    def _open(self, story: dict[str, Any], held: date) -> str:
        pair = {self._goal(story["from"]), self._goal(story["to"])}
        texts = {name: story[name] for name in ("title", "place", "agenda", "minutes")}
        key = next(line.key for line in conflicts.listing(self.store) if {line.first.id, line.second.id} == pair)
        meeting_id = open_meeting(self.store, key, kind=MeetingKind.RESOURCE, on=held, **texts)
        for unit, role in zip(story["people"], story["roles"], strict=True):
            meeting_parts.add_participant(self.store, meeting_id, Attendee(person_id=self.staff.heads[unit], role=role))
        return meeting_id

    def _decide(self, story: dict[str, Any], meeting_id: str, shares: dict[str, str]) -> None:
        decision = story["decision"]
        meeting_parts.decide(self.store, meeting_id, decision)
        for title, gain in ((story["from"], story["shift"]), (story["to"], -story["shift"])):
            goal = goal_row(self.store, self._goal(title))
            meeting_changes.change_weight(self.store, meeting_id, goal["id"], goal["weight"] + gain, decision)
        for title, amount in story["shares"].items():
            meeting_changes.change_allocation(self.store, meeting_id, shares[title], amount, decision)
        for line in story["actions"]:
            due = self.today + timedelta(days=line["due"])
            values = {"title": line["title"], "role": line["role"], "owner": self.staff.heads[line["owner"]], "due": due}
            action_id = actions.add_action(self.store, Origin(ENTITY, meeting_id), **values)
            if line.get("is_done"):
                actions.finish(self.store, action_id, due)
