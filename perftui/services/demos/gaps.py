"""The sample's gap table: the record of the complaints first, then gaps of two quarters with causes and measures (R43 to R46)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from perftui.i18n import mark
from perftui.services import actions, causes, gap_ends, gaps
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.cycles import CycleLine
    from perftui.services.demos.spans import Spans
    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class GapTable:
    """Makes it, each quarter on its day."""

    store: Store
    tale: dict[str, Any]
    """What stands in `gaps.toml`."""
    staff: Staff
    cycles: Spans
    today: date
    turn_clock: Callable[[date], None]

    def make(self) -> None:
        """What was measured at the end of the quarter that is closed, then what was measured since."""
        closed, running = self.cycles.closed, self.cycles.running
        self.turn_clock(closed.end)
        with self.store.write(Label(mark("Made the sample gaps of {cycle}"), {"cycle": closed.name})):
            before = [line for line in self.tale["gaps"] if "before" in line]
            earlier = {line["dimension"]: self._add(line, "before", closed) for line in before}
            for line in before:
                if "actual" not in line:
                    self._explain(earlier[line["dimension"]], line)
        now = self.today - timedelta(days=self.tale["days"])
        self.turn_clock(now)
        with self.store.write(Label(mark("Made the sample gaps of {cycle}"), {"cycle": running.name})):
            for line in self.tale["gaps"]:
                if line["dimension"] not in earlier:
                    self._explain(self._add(line, "actual", running), line)
                elif "actual" in line:
                    self._explain(self._again(earlier[line["dimension"]], line, now), line)

    def _add(self, line: dict[str, Any], actual: str, cycle: CycleLine) -> str:
        values = {"dimension": line["dimension"], "cycle": cycle.id, "evidence": line.get("evidence", "")} | self._whose(line)
        on = min(cycle.end, self.today - timedelta(days=self.tale["days"]))
        return gaps.add_gap(self.store, on, target=line["target"], actual=line.get(actual, ""), origin=None, **values)

    def _whose(self, line: dict[str, Any]) -> dict[str, str]:
        if "member" in line:
            return {"person": self.staff.members[line["of"]][line["member"]]}
        return {"unit": self.staff.unit_ids[line["of"]]}

    def _again(self, earlier_id: str, line: dict[str, Any], on: date) -> str:
        given = {"cycle": self.cycles.running.id, "evidence": line.get("evidence", "")}
        return gaps.measure_again(self.store, earlier_id, line["actual"], on, **given)

    def _explain(self, gap_id: str, line: dict[str, Any]) -> None:
        for cause in line.get("causes", ()):
            fields = {name: cause[name] for name in ("text", "category", "evidence") if name in cause}
            cause_id = causes.add_cause(self.store, gap_id, **fields)
            for measure in cause.get("measures", ()):
                self._measure(cause_id, measure)
        end = {"closed": gap_ends.close, "none_needed": gap_ends.need_nothing}.get(line.get("state", ""))
        if end is not None:
            end(self.store, gap_id, line["note"])

    def _measure(self, cause_id: str, measure: dict[str, Any]) -> None:
        due = self.today + timedelta(days=measure["due"])
        values = {name: measure[name] for name in ("title", "kind", "role") if name in measure}
        action_id = causes.add_measure(self.store, cause_id, owner=self.staff.heads[measure["owner"]], due=due, **values)
        if measure.get("is_done"):
            actions.finish(self.store, action_id, due)
