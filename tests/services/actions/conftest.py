"""Two people, of whom one is the mentor of the other."""

from datetime import date
from types import SimpleNamespace

import pytest

from perftui.services import people_edits, units
from perftui.services.people_edits import PersonInput

TODAY = date(2026, 11, 23)


@pytest.fixture
def staff(store):
    ids = SimpleNamespace()
    ids.unit = units.add_unit(store, "Sales 销售部").id
    ids.li = people_edits.add_person(store, PersonInput(name="Li Na", staff_no="S1", unit_id=ids.unit), TODAY).line.id
    ids.wang = people_edits.add_person(store, PersonInput(name="王伟", staff_no="S2", unit_id=ids.unit), TODAY).line.id
    return ids


@pytest.fixture
def undone(store):
    """Do something in one step, take it back, and do it again; actions and entries are what they were each time."""
    from perftui.services import undo

    def tables():
        names = ("action", "action_entry")
        return {name: [{**dict(row), "version": 0} for row in store.rows(f"SELECT * FROM {name} ORDER BY id")] for name in names}

    def check(act):
        before = tables()
        result = act()
        after = tables()
        assert after != before
        assert undo.undo(store)
        assert tables() == before
        assert undo.redo(store)
        assert tables() == after
        return result

    return check
