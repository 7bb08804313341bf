"""People with plans."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.append(str(Path(__file__).parent))  # for the helpers beside this file, which pytest's importlib mode does not find

from perftui.services import people_edits, units
from perftui.services.people_edits import PersonInput


@pytest.fixture
def ids(store, today):
    found = SimpleNamespace()
    found.sales = units.add_unit(store, "Sales 销售部").id
    found.support = units.add_unit(store, "Support").id

    def add(name, number, unit):
        return people_edits.add_person(store, PersonInput(name=name, staff_no=number, unit_id=unit), today).line.id

    found.chen, found.wang = add("陈强", "S1", found.sales), add("Wang Fang", "S2", found.support)
    return found
