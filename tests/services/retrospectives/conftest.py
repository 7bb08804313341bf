"""A workshop, the two departments that help it, a gap, and a retrospective about it."""

from datetime import date
from types import SimpleNamespace

import pytest

from perftui.services import people_edits, retrospectives, units
from perftui.services.meetings import Attendee, Topic
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Label

TODAY = date(2026, 11, 23)


@pytest.fixture
def shop(store):
    """The unit `workshop` with its head `li`, `equipment`, `training`, the gap `gap`, and the retrospective `meeting` at 14:00."""
    ids = SimpleNamespace()
    ids.workshop, ids.equipment = units.add_unit(store, "Production 生产部").id, units.add_unit(store, "Equipment 设备部").id
    ids.training = units.add_unit(store, "Training 培训部").id
    ids.li = people_edits.add_person(store, PersonInput(name="Li Na", staff_no="S1", unit_id=ids.workshop), TODAY).line.id
    ids.gap = store.new_id()
    with store.write(Label("gap")):
        values = {"unit_id": ids.workshop, "dimension": "Product pass rate", "target": "98", "actual": "94", "unit": "%"}
        store.insert("gap", id=ids.gap, **values, gap_value="4", severity="moderate")
    who = [Attendee(person_id=ids.li), Attendee(unit_id=ids.equipment)]
    ids.meeting = retrospectives.plan_retrospective(
        store, [Topic(gap_id=ids.gap)], who, start="14:00", title="Why the pass rate fell", on="2026-11-20"
    )
    return ids


@pytest.fixture
def undone(store):
    """Do something in one step, take it back, and do it again; the tables are what they were each time."""
    from perftui.services import undo

    names = ("meeting", "meeting_step", "meeting_topic", "meeting_participant", "retro_note", "cause", "action", "action_unit")

    def tables():
        return {name: [{**dict(row), "version": 0} for row in store.rows(f"SELECT * FROM {name} ORDER BY id")] for name in names}

    def check(action):
        before = tables()
        result = action()
        after = tables()
        assert after != before
        assert undo.undo(store)
        assert tables() == before
        assert undo.redo(store)
        assert tables() == after
        return result

    return check
