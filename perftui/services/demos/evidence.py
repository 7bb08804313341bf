"""The sample's evidence: a file and a note on the gap of the pass rate, and the cn pack of a plan, almost complete (R57)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from perftui.domain.plans import PlanState, RequirementState
from perftui.i18n import mark
from perftui.services import evidences, readiness
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
        """Of the gap, then of the failed plan whose pack is that of China, where there is one."""
        self.turn_clock(self.today)
        with self.store.write(Label(mark("Attached the sample evidence"))):
            file = self.tale["gap"]
            evidences.attach_bytes(self.store, "gap", self.gap, (file["name"], file["text"].encode()), self.today, title=file["title"])
            for note in self.tale["gap_notes"]:
                on = self.today - timedelta(days=note["days"])
                evidences.add_note(self.store, "gap", self.gap, title=note["title"], text=note["text"], on=on)
            if plan := plan_lists.first_of_pack(self.store, PACK, PlanState.FAILED.value):
                self._fill(plan)

    def _fill(self, plan: str) -> None:
        for file in self.tale["files"]:
            about = {"title": file["title"], "requirement": file["requirement"]}
            evidences.attach_bytes(self.store, "plan", plan, (file["name"], file["text"].encode()), self.today, **about)
        found = {line.requirement.code: line.state for line in readiness.readiness(self.store, plan).lines}
        for said in self.tale["marks"]:
            if found[said["requirement"]] is RequirementState.MISSING:
                readiness.mark_met(self.store, plan, said["requirement"], note=said["note"], on=self.today)
        for said in self.tale["waivers"]:
            readiness.waive(self.store, plan, said["requirement"], note=said["note"], on=self.today)
