"""A line for a gap whose parts come in another order, or twice."""

from datetime import date

import pytest

from perftui.services.gap_views import gap_view
from perftui.services.people_edits import PersonInput, add_person
from perftui.services.quick_gaps import Subject, parse_quick_gap, quick_gap
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 28)


@pytest.fixture
def store():
    store = open_memory(Actor("hanna"))
    for name in ("Li Na", "Wang Wei"):
        add_person(store, PersonInput(name), TODAY)
    yield store
    store.close()


@pytest.mark.parametrize("text", ["Complaints; ≥95%; 88%; li na", "li na; Complaints; ≥95%; 88%", "李娜; Complaints; ≥95%"])
def test_whose_it_is_may_come_first_or_last(store, text):
    if "李娜" in text:
        add_person(store, PersonInput("李娜"), TODAY)
    view = gap_view(store, quick_gap(store, text, TODAY, Subject()))
    assert (view.dimension, view.target_text) == ("Complaints", "≥95 %")
    assert view.whose in {"Li Na", "李娜"}


def test_a_second_person_is_one_too_many_and_nothing_breaks(store):
    line = parse_quick_gap(store, "Complaints; ≥95%; 88%; li na; wang wei", TODAY, Subject())
    assert "one too many" in str(line.error)
