"""A manager with two people, one who helps them, and the built-in measures."""

from datetime import date
from types import SimpleNamespace

import pytest

from perftui.services import people_edits, reporting_lines, units
from perftui.services.people_edits import PersonInput
from perftui.storage.stores import Label

TODAY = date(2026, 11, 23)


@pytest.fixture
def staff(store):
    ids = SimpleNamespace()
    ids.unit = units.add_unit(store, "Customer service 客服部").id
    ids.buyers = units.add_unit(store, "Procurement 采购部").id
    for number, name in enumerate(("Li Na", "王伟", "Anna Baker", "Tom Klein", "陈静")):
        given = PersonInput(name=name, staff_no=f"S{number}", unit_id=ids.unit)
        setattr(ids, ("li", "wang", "anna", "tom", "chen")[number], people_edits.add_person(store, given, TODAY).line.id)
    with store.write(Label("Reports")):
        reporting_lines.report_to(store, ids.wang, ids.li, date(2026, 1, 1))
    return ids
