"""The sample's talks: regular ones, many short ones, a few in full with what became of their actions, bottlenecks and worksheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any

from perftui.domain.talks import PARTS, WorksheetState
from perftui.i18n import mark
from perftui.services import actions, bottlenecks, grow, talk_cadences, talk_scripts, talks, worksheets
from perftui.services.actions import Origin
from perftui.services.worksheets import TEXTS
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store

MADE = 40
"""Days before today on which the first of them were written down."""
SPREAD = 31
"""Days over which the short talks are spread."""
SILENT = 2
"""In every so many units, how many of the people nobody has talked with yet."""


@dataclass(frozen=True, slots=True)
class Talks:
    """Makes them, each on its day."""

    store: Store
    tale: dict[str, Any]
    """What stands in `talks.toml`."""
    staff: Staff
    today: date
    turn_clock: Callable[[date], None]

    def make(self) -> None:
        """Cadences, short talks, told ones, bottlenecks and worksheets."""
        self.turn_clock(self.today - timedelta(MADE))
        with self.store.write(Label(mark("Made the sample talks"))):
            for told in self.tale["regular"]:
                for person in self.staff.members[told["unit"]]:
                    talk_cadences.set_cadence(self.store, person, recurrence=told["repeats"], start=self._day(told["since"]))
            self._add_short_ones()
            for told in self.tale["talks"]:
                self._add(told)
            for told in self.tale["bottlenecks"]:
                self._add_bottleneck(told)
            for told in self.tale["worksheets"]:
                self._add_worksheet(told)

    def _day(self, days: int) -> date:
        return self.today + timedelta(days)

    def _add_short_ones(self) -> None:
        columns = ("id", "person_id", "manager_id", "kind", "state", "planned_on", "held_on", *PARTS)
        rows = [
            (self.store.new_id(), person, head, "monthly", "held", day, day, *(said[column] for column in PARTS))
            for (person, head, day), said in zip(self._pairs(), cycle(self.tale["said"]), strict=False)
        ]
        self.store.insert_many("talk", columns, rows)

    def _pairs(self) -> Iterator[tuple[str, str, str]]:
        """Who talked with whom on which day: in each unit all but the last ones, in a few nobody."""
        number = 0
        for unit, head in self.staff.heads.items():
            people = self.staff.members[unit]
            for person in [] if unit in self.tale["silent"] else people[: max(1, len(people) - SILENT % 2 - number % SILENT)]:
                number += 1
                yield person, head, self._day(-3 - number * 7 % SPREAD).isoformat()

    def _add(self, told: dict[str, Any]) -> None:
        person, head = self.staff.members[told["unit"]][told["member"]], self.staff.heads[told["unit"]]
        values = {name: told[name] for name in ("kind", "visibility", "note") if name in told}
        planned = self._day(told.get("planned", told.get("held", 0)))
        talk_id = talks.add_talk(self.store, person=person, manager=head, planned=planned, **values)
        if "held" in told:
            texts = {column: told[column] for column in PARTS}
            grow.write_down(self.store, talk_id, 1, self.today, held=planned, **texts)
        for line in told.get("actions", ()):
            owner = head if line.get("by_manager") else person
            given = {"title": line["title"], "owner": owner, "due": self._day(line["due"])}
            action_id = actions.add_action(self.store, Origin(talks.ENTITY, talk_id), **given)
            if "done" in line:
                actions.finish(self.store, action_id, self._day(line["done"]))
        if "told" in told:
            talk_scripts.tell_purpose(self.store, talk_id, self._day(told["told"]))

    def _add_bottleneck(self, told: dict[str, Any]) -> None:
        unit, on = self.staff.unit_ids[told["unit"]], self._day(told["since"])
        key = bottlenecks.add_bottleneck(self.store, tag=told["tag"], text=told["text"], unit=unit, on=on)
        if "solved" in told:
            bottlenecks.solve(self.store, key, told["solution"], self._day(told["solved"]))

    def _add_worksheet(self, told: dict[str, Any]) -> None:
        texts = {name: told[name] for name in ("title", *TEXTS)}
        values = {"unit": self.staff.unit_ids[told["party"]], "person": self.staff.heads[told["unit"]], "on": self._day(told["on"])}
        state = WorksheetState(told.get("state", WorksheetState.OPEN))
        worksheets.add_worksheet(self.store, **texts, **values, state=state)
