"""The library at the keyboard."""

import pytest

from perftui.services import measure_values, measures
from perftui.services.measures import MeasureFilter


@pytest.fixture
async def library(desk):
    await desk.type("9")
    return desk


def names(store, **shown):
    return [line.name for line in measures.listing(store, MeasureFilter(**shown))]


async def test_an_empty_library_says_what_to_do_and_the_built_in_measures_come_after_a_look(library, store):
    assert "F8 offers to add the built-in measures" in library.shown
    await library.type("f8", "built-in", "enter")
    assert "measures are added" in library.shown
    await library.type("enter")
    assert "New customers" in names(store)
    await library.type("ctrl+z")
    assert names(store) == []


async def test_a_measure_is_added_found_changed_archived_and_brought_back(library, store):
    await library.type("ctrl+n", "Call time [/b]", "enter", "Service", "enter", "enter", "5", "enter", "min", "ctrl+s")
    line = measures.listing(store)[0]
    assert (line.name, line.area, line.operator.value, line.unit) == ("Call time [/b]", "Service", "range", "min")
    await library.type("f2", "Call duration", "ctrl+s", "delete")
    assert names(store) == []
    await library.type("ctrl+l", "archived", "enter", "f8", "bring", "enter")
    assert names(store) == ["Call duration"]


async def test_a_value_with_its_evidence_stands_in_the_details(library, store):
    key = measures.add_measure(store, name="Call time", unit="min")
    await library.type("f5", "f7", "9.2", "enter", "enter", "enter", "Monthly [report]", "ctrl+s")
    assert measure_values.values_of(store, key)[0].evidence == "Monthly [report]"
    await library.type("enter")
    assert "2026-10 · 9.2 min · the company" in library.shown
    assert "Evidence: Monthly [report]" in library.shown


async def test_a_value_that_cannot_be_read_leads_to_its_field_and_the_other_language_keeps_the_find(library, store):
    measures.add_measure(store, name="Call time", unit="min")
    measures.add_measure(store, name="Other", unit="min")
    await library.type("f5", "f7", "n/a", "enter", "ctrl+s", "5", "ctrl+s")
    assert [line.text for line in measure_values.values_of(store, measures.listing(store)[0].id)] == ["5 min"]
    await library.type("f3", "call", "enter", "f9")
    assert "Other" not in library.shown


async def test_in_a_field_of_several_lines_the_hint_says_that_tab_leaves_it(library, store):
    await library.type("ctrl+n", *["enter"] * 6)
    assert "Tab next field" in library.shown
    await library.type("\t")
    assert "Enter next field" in library.shown


async def test_enter_behind_the_person_goes_on_with_the_evidence_because_a_value_of_a_person_is_not_of_a_unit(library, store):
    key = measures.add_measure(store, name="Call time", unit="min")
    await library.type("f5", "f7", "9.2", "enter", "Ann Lee", "enter", "Monthly report", "ctrl+s")
    value = measure_values.values_of(store, key)[0]
    assert (value.evidence, value.unit_id) == ("Monthly report", "")
    assert value.person_id


async def test_a_folder_is_imported_after_its_problems_were_seen(library, store, tmp_path):
    (tmp_path / "a.yaml").write_text("name: Retention\nunit: '%'\n", "utf-8")
    (tmp_path / "b.yaml").write_text("\n", "utf-8")
    await library.type("f8", "import measures", "enter", f"{tmp_path}/", "enter")
    await library.settle()
    assert "1 file has a problem and is left out." in library.shown
    assert "b.yaml" in library.shown
    await library.type("y")
    assert names(store) == ["Retention"]
