"""A round of 360 feedback that everybody but one customer has answered, and the program on it at 80 by 24."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from desks import Desk

from perftui import i18n
from perftui.app import PerftuiApp
from perftui.domain.feedback import RaterGroup
from perftui.services import people_edits, round_answers, round_raters, rounds
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


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
