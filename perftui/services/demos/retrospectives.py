"""The sample's retrospective: the pass rate was missed, and two departments mend it with the workshop (R49)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from perftui.domain.retrospectives import IssueTag, NoteKind
from perftui.i18n import mark
from perftui.services import meeting_parts, meetings, retro_causes, retro_notes, retrospectives
from perftui.services.action_units import add_joint
from perftui.services.actions import Origin
from perftui.services.meetings import Attendee, Topic
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class Retrospective:
    """Makes it, on its day."""

    store: Store
    tale: dict[str, Any]
    """What stands in `retrospectives.toml`."""
    staff: Staff
    today: date
    turn_clock: Callable[[date], None]

    def make(self) -> None:
        """The gap, the meeting, what was written in silence, and what was agreed."""
        held = self.today - timedelta(days=self.tale["days"])
        self.turn_clock(held)
        with self.store.write(Label(mark("Held the sample retrospective"))):
            gap = self._add_gap(held)
            meeting = self._plan(gap, held)
            ids: dict[str, str] = {}
            for line in self.tale["notes"]:
                ids[line["text"]] = self._add_note(line, meeting, gap, ids)
            meeting_parts.decide(self.store, meeting, self.tale["decision"])
            for _step in retrospectives.steps_of(self.store, meeting):
                retrospectives.next_step(self.store, meeting)
            meetings.hold(self.store, meeting, self.today)

    def _add_gap(self, held: date) -> str:
        line, gap_id = self.tale["gap"], self.store.new_id()
        values = {name: line[name] for name in ("dimension", "target", "actual", "unit", "evidence")}
        values |= {"gap_value": line["gap"], "severity": "moderate", "measured_on": held.isoformat()}
        self.store.insert("gap", id=gap_id, unit_id=self.staff.unit_ids[self.tale["unit"]], **values)
        return gap_id

    def _plan(self, gap: str, held: date) -> str:
        names = (self.tale["unit"], *self.tale["units"])
        people = [Attendee(person_id=self.staff.heads[unit], role=role) for unit, role in zip(names, self.tale["roles"], strict=True)]
        units = [Attendee(unit_id=self.staff.unit_ids[unit]) for unit in names]
        texts = {name: self.tale[name] for name in ("title", "place", "minutes", "start")}
        return retrospectives.plan_retrospective(self.store, [Topic(gap_id=gap)], [*units, *people], on=held, **texts)

    def _add_note(self, line: dict[str, Any], meeting: str, gap: str, ids: dict[str, str]) -> str:
        note = retro_notes.add_note(self.store, meeting, NoteKind(line["kind"]), line["text"])
        retro_notes.vote(self.store, note, line["votes"])
        if "tag" in line:
            retro_notes.tag(self.store, [note], IssueTag(line["tag"]))
        if "under" in line:
            retro_notes.group(self.store, [note], ids[line["under"]])
        if "problem" in line:
            retro_notes.rewrite(self.store, note, retro_notes.note_row(self.store, note)["version"], line["problem"])
        if line.get("cause"):
            retro_causes.link_gap(self.store, note, gap)
            retro_causes.make_cause(self.store, note, is_confirmed=True)
        if "action" in line:
            self._act(line, note)
        return note

    def _act(self, line: dict[str, Any], note: str) -> None:
        values = {"title": line["action"], "role": line["role"], "measure": line["measure"], "with_units": line["with"]}
        owner, due = self.staff.heads[self.tale["unit"]], self.today + timedelta(days=line["due"])
        add_joint(self.store, Origin(retro_notes.ENTITY, note), owner=owner, due=due, **values)
