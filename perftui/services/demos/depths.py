"""The sample's gap in depth: two chains of whys with their measures, and a checklist that is half answered (R28, R47)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from perftui.domain.causes import Answer
from perftui.i18n import mark
from perftui.services import causes, checklists, gaps, whys
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.cycles import CycleLine
    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store


@dataclass(frozen=True, slots=True)
class Depths:
    """Makes it, each part on its day."""

    store: Store
    tale: dict[str, Any]
    """What stands in `causes.toml`."""
    staff: Staff
    running: CycleLine
    today: date
    turn_clock: Callable[[date], None]

    def make(self) -> str:
        """The gap, then its chains, then the checklist; the id of the gap."""
        found, checked = (self.today - timedelta(days=self.tale[name]) for name in ("days", "checked"))
        self.turn_clock(found)
        with self.store.write(Label(mark("Made the sample causes"))):
            values = {"unit": self.staff.unit_ids[self.tale["unit"]], "cycle": self.running.id}
            values |= {name: self.tale[name] for name in ("dimension", "evidence")}
            target, actual = self.tale["target"], self.tale["actual"]
            gap_id = gaps.add_gap(self.store, found, target=target, actual=actual, origin=None, **values)
            for chain in self.tale["chains"]:
                self._chain(gap_id, chain)
        self.turn_clock(checked)
        with self.store.write(Label(mark("Ran the sample checklist"))):
            for code, said in self.tale["answers"].items():
                checklists.answer(self.store, gap_id, code, Answer(said["answer"]), said.get("note"))
        return gap_id

    def _chain(self, gap_id: str, chain: dict[str, Any]) -> None:
        first, *others = chain["whys"]
        last = causes.add_cause(self.store, gap_id, **first)
        for why in others:
            last = whys.add_why(self.store, last, **why)
        for line in chain["measures"]:
            due = self.today + timedelta(days=line["due"])
            owner = self.staff.heads[line["owner"]]
            causes.add_measure(self.store, last, title=line["title"], owner=owner, role=line["role"], due=due)
