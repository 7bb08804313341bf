"""What people of the sample have to do week by week: series with done, late and missed days, and what is done once (R56, R57, R86)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from perftui.i18n import mark
from perftui.services import action_entries, actions
from perftui.storage.stores import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from perftui.services.demos.staff import Staff
    from perftui.storage.stores import Store

MADE = 60
"""Days before today on which they were agreed."""


@dataclass(frozen=True, slots=True)
class Actions:
    """Makes them, and says what became of their days."""

    store: Store
    tale: dict[str, Any]
    """What stands in `actions.toml`."""
    staff: Staff
    today: date
    turn_clock: Callable[[date], None]

    def make(self) -> None:
        """The series with their days, then what is done once."""
        self.turn_clock(self.today - timedelta(days=MADE))
        with self.store.write(Label(mark("Made the sample actions"))):
            for told in self.tale["series"]:
                self._go_through(told, self._add(told, told["first"]))
            for told in self.tale["once"]:
                action_id = self._add(told, told["due"])
                if "done" in told:
                    actions.finish(self.store, action_id, self._day(told["done"]))

    def _day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def _add(self, told: dict[str, Any], due: int) -> str:
        people = [self.staff.heads[told["unit"]], *self.staff.members[told["unit"]]]
        values: dict[str, object] = {name: told[name] for name in ("title", "role", "measure", "note") if name in told}
        values |= {"owner": people[told.get("member", 0)], "due": self._day(due), "recurrence": told.get("repeats", "")}
        values["until"] = self._day(told["until"]) if "until" in told else None
        return actions.add_action(self.store, None, **values)

    def _go_through(self, told: dict[str, Any], action_id: str) -> None:
        """Say what became of the days so far; what lies ahead of today, on days of other lengths of months, stays open."""
        for went in told.get("went", ()):
            due = actions.action(self.store, action_id).due
            if due is None or due >= self.today:
                return
            if went == "missed":
                action_entries.mark_missed(self.store, action_id, self.today)
            else:
                action_entries.mark_done(self.store, action_id, min(self.today, due + timedelta(days=went)))
