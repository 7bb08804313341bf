"""The sample's evidence: a file and a note on the gap of the pass rate, and the cn pack of a plan that has failed, complete (R57)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from perftui.domain.plans import PlanState
from perftui.i18n import mark
from perftui.services import evidences, readiness
from perftui.services.evidence_pack_library import pack
from perftui.storage import plan_lists
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from perftui.storage.stores import Store

PACK = "cn"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Attaches it."""

    store: Store
    tale: dict[str, Any]
    """What stands in `evidence.toml`."""
    gap: str
    """The gap of the pass rate."""
    today: date
    turn_clock: Callable[[date], None]

    def make(self) -> None:
        """Of the gap, then of the plan that has failed and whose pack is that of China."""
        self.turn_clock(self.today)
        with self.store.write(Label(mark("Attached the sample evidence"))):
            file = self.tale["gap"]
            evidences.attach_bytes(self.store, "gap", self.gap, (file["name"], file["text"].encode()), self.today, title=file["title"])
            for note in self.tale["gap_notes"]:
                evidences.add_note(self.store, "gap", self.gap, title=note["title"], text=note["text"], on=self._day(note))
            if plan := plan_lists.first_of_pack(self.store, PACK, PlanState.DECIDED.value):
                self._fill(plan)

    def _fill(self, plan: str) -> None:
        for file in self.tale["files"]:
            about = {"title": file["title"], "requirement": file["requirement"]}
            evidences.attach_bytes(self.store, "plan", plan, (file["name"], file["text"].encode()), self._day(file), **about)
        for said in self.tale["cases"]:
            asked = pack(PACK).requirement(said["requirement"])
            answers = {case.code: False for case in asked.cases} if asked else {}
            readiness.check_cases(self.store, plan, said["requirement"], answers, note=said["note"], on=self._day(said))
        for said in self.tale["marks"]:
            readiness.mark_met(self.store, plan, said["requirement"], note=said["note"], on=self._day(said))
        for said in self.tale["waivers"]:
            readiness.waive(self.store, plan, said["requirement"], note=said["note"], on=self._day(said))

    def _day(self, told: dict[str, Any]) -> date:
        return self.today - timedelta(days=told["days"])
