"""A gap with a cause and a measure, and the program on it at 80 by 24."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import desks
import pytest

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.services import causes, gaps, units
from perftui.services.gap_views import gap_view
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


class Desk(desks.Desk):
    """The program, typed at as a terminal types."""

    @property
    def causes(self):
        """Text of each cause of the gap to the cause."""
        return {line.text: line for line in gap_view(self.store, self.ids.gap).causes}


@pytest.fixture
async def desk():
    store = open_memory(Actor("hanna"), lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    service = units.add_unit(store, "Service 客服部").id
    ids = SimpleNamespace(gap=gaps.add_gap(store, TODAY, target="≥95%", actual="88%", dimension="Complaints [all]", unit=service))
    ids.slow = causes.add_cause(store, ids.gap, text="Slow answers", category="process")
    causes.add_measure(store, ids.slow, title="Write the guide")
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk = Desk(app, pilot, ids)
        await desk.go("gap_causes", ids.gap)
        yield desk
    i18n.use("en")
    store.close()
