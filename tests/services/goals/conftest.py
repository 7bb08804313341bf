"""A small company with a cycle, and a check after every test that the computed tree is what it would be made anew."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from perftui.services import goals, undo
from perftui.storage import node_rebuilds
from perftui.storage.stores import Label

COLUMNS = "depth, cycle, is_top, is_archived, weight, progress, weighted, measured, total, value, confidence, checked_on, next_due"


def nodes_in(store, table):
    rows = store.rows(
        f"SELECT n.ref, n.is_key_result, up.ref AS above, {', '.join('n.' + name for name in COLUMNS.split(', '))} FROM {table} n"
        f" LEFT JOIN {table} up ON up.id = n.parent ORDER BY n.path"
    )
    return [tuple(row) for row in rows]


@pytest.fixture
def nodes():
    """The computed tree as it stands."""
    return lambda store: nodes_in(store, "node")


@pytest.fixture(autouse=True)
def _tree_is_as_if_made_anew(store):
    yield
    node_rebuilds.rebuild_aside(store)
    assert nodes_in(store, "node") == nodes_in(store, "temp.fresh")


@pytest.fixture
def company(store):
    """Units Sales and Service; Zhang Wei twice, Li Na, and the cycles 2026 and 2026-Q4."""
    ids = SimpleNamespace(
        sales="u-sales", service="u-service", zhang="p-zhang", other_zhang="p-zhang-2", li="p-li", year="c-year", quarter="c-q4"
    )
    with store.write(Label("company")):
        store.insert("unit", id=ids.sales, name="Sales")
        store.insert("unit", id=ids.service, name="客户服务部")
        for person, number, name, pinyin, initials in (
            (ids.zhang, "S001", "张伟", "zhang wei", "zw"),
            (ids.other_zhang, "S002", "张伟", "zhang wei", "zw"),
            (ids.li, "S003", "Li Na", "li na", "ln"),
        ):
            store.insert("person", id=person, staff_no=number, name=name, pinyin=pinyin, initials=initials, sort_key=pinyin)
        for cycle, name, kind, start in ((ids.year, "2026", "year", "2026-01-01"), (ids.quarter, "2026-Q4", "quarter", "2026-10-01")):
            store.insert("cycle", id=cycle, name=name, kind=kind, start_date=start, end_date="2026-12-31", state="active")
    return ids


@pytest.fixture
def tree(store, company, today, clock):
    """Theme › goal of Sales › two personal goals, with a key result each below the last two; made when the quarter began."""
    now, clock.at = clock.at, datetime(2026, 10, 1, 8, tzinfo=UTC)
    theme = goals.add_goal(store, today, title="Grow", cycle=company.quarter)
    unit = goals.add_goal(store, today, title="Win customers", parent=theme, owner_unit=company.sales)
    first = goals.add_goal(store, today, title="Raise retention", parent=unit, owner_person=company.li)
    second = goals.add_goal(store, today, title="Call more", parent=unit, owner_person=company.zhang)
    rate = goals.add_key_result(store, first, title="Retention", operator="at_least", baseline="80", target="90", unit="%")
    calls = goals.add_key_result(store, second, title="Calls", operator="at_least", baseline="0", target="200", unit="calls")
    clock.at = now
    return SimpleNamespace(theme=theme, unit=unit, first=first, second=second, rate=rate, calls=calls)


@pytest.fixture
def undone(store):
    """Do something, take it back, and demand that the tree is what it was; then do it again and demand that it is what it became."""

    def check(action):
        before = nodes_in(store, "node")
        result = action()
        after = nodes_in(store, "node")
        assert undo.undo(store)
        assert nodes_in(store, "node") == before
        assert undo.redo(store)
        assert nodes_in(store, "node") == after
        return result

    return check
