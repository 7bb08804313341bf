"""A round of 360 feedback that everybody but one customer has answered, and the program on it at 80 by 24."""

import asyncio
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from textual._xterm_parser import XTermParser

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.feedback import RaterGroup
from perftui.services import people_edits, round_answers, round_raters, rounds
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)
KEYS = {
    **{"ctrl+z": "\x1a", "ctrl+g": "\x07", "enter": "\r", "escape": "\x1b[24~", "f7": "\x1b[18~", "f8": "\x1b[19~", "end": "\x1b[F"},
}
"""Key to what a terminal sends for it."""


def fill(store):
    ids = SimpleNamespace(li=people_edits.add_person(store, PersonInput(name="Li [Na]", staff_no="S1"), TODAY).line.id)
    ids.round = rounds.add_round(store, title="Autumn [360]", questionnaire="sales", due="2026-12-11")
    round_raters.add_subjects(store, ids.round, [ids.li])
    (ids.subject,) = [line.id for line in rounds.subjects(store, ids.round)]
    raters = [round_raters.add_outsider(store, ids.subject, name=f"Peer {n}", group=RaterGroup.PEER) for n in range(3)]
    raters += [round_raters.add_outsider(store, ids.subject, name="Client", group=RaterGroup.CUSTOMER)]
    raters.append(round_raters.add_person(store, ids.subject, RaterGroup.SELF, ids.li))
    ids.late = round_raters.add_outsider(store, ids.subject, name="Late [client]", group=RaterGroup.CUSTOMER)
    rounds.open_round(store, ids.round, TODAY)
    for number, rater in enumerate(raters):
        for question in rounds.questions(store, ids.round):
            if question.kind == "scale":
                round_answers.keep_level(store, rater, question.id, 5 if number == 4 else 1 if number == 3 else 2 + number)
            else:
                round_answers.keep_words(store, rater, question.id, f"Words [{number}]")
        round_answers.complete(store, rater)
    return ids


class Desk:
    """The program, typed at as a terminal types."""

    def __init__(self, app, pilot, ids):
        self.app, self.pilot, self.store, self.ids = app, pilot, app.store, ids

    async def type(self, *keys):
        """Send keys by their names, and anything else as text, in one burst."""
        for event in XTermParser().feed("".join(KEYS.get(key, key) for key in keys)):
            self.app._driver.process_message(event)
        await asyncio.sleep(0)
        await self.app.keys_settled()
        await self.pilot.pause()

    async def choose(self, words):
        """Choose a command from the menu by its words."""
        await self.type("f8", words, "enter")

    @property
    def shown(self):
        """Everything on the screen as text."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())


@pytest.fixture
def store():
    opened = open_memory(Actor("li.na"), lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    yield opened
    i18n.use("en")
    opened.close()


@pytest.fixture
async def desk(store):
    ids = fill(store)
    app = PerftuiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield Desk(app, pilot, ids)
