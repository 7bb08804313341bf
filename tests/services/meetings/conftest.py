"""Two units with a goal each that want the same budget."""

from datetime import date
from types import SimpleNamespace

import pytest

from perftui.domain.codes import CycleState, GoalState
from perftui.services import cycles, goals, needs, people_edits, resources, units
from perftui.services.people_edits import PersonInput

TODAY = date(2026, 11, 23)


@pytest.fixture
def duo(store):
    """The goals `users` of Operations and `leads` of Marketing below one theme, and a budget of 600 of which they want 750."""
    ids = SimpleNamespace()
    ids.operations, ids.marketing = units.add_unit(store, "运营部").id, units.add_unit(store, "Marketing").id
    ids.li = people_edits.add_person(store, PersonInput(name="Li Na", staff_no="S1", unit_id=ids.operations), TODAY).line.id
    cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    cycles.change_state(store, cycle.id, cycle.version, CycleState.ACTIVE, TODAY)
    ids.theme = goals.add_goal(store, TODAY, title="Grow", cycle=cycle.id)
    ids.users = goals.add_goal(store, TODAY, title="New users", parent=ids.theme, owner_unit=ids.operations)
    ids.leads = goals.add_goal(store, TODAY, title="Cheap leads", parent=ids.theme, owner_unit=ids.marketing)
    goals.equal_weights(store, ids.users)
    for goal in (ids.users, ids.leads):
        goals.add_key_result(store, goal, title="Result", operator="at_least", baseline="0", target="10")
    for state in (GoalState.PROPOSED, GoalState.AGREED, GoalState.ACTIVE):
        goals.set_state(store, [ids.users, ids.leads], state)
    ids.budget = resources.add_resource(store, name="Budget", unit="CNY", capacity="600")
    ids.need = needs.allocate(store, ids.users, ids.budget, "350")
    ids.other_need = needs.allocate(store, ids.leads, ids.budget, "400")
    return ids


@pytest.fixture
def tables(store):
    """What the tables hold, so that taking back can be compared."""
    names = (
        *("goal", "goal_link", "goal_amendment", "resource", "allocation", "action", "meeting", "meeting_topic"),
        *("meeting_participant", "meeting_decision"),
    )

    def read():
        return {name: [{**dict(row), "version": 0} for row in store.rows(f"SELECT * FROM {name} ORDER BY id")] for name in names}

    return read


@pytest.fixture
def undone(store, tables):
    """Do something in one step, take it back, and do it again; the tables are what they were each time."""
    from perftui.services import undo

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
