import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui import i18n
from perftui.services import people, people_exports, units
from perftui.services.people import PeopleFilter
from perftui.services.people_edits import PersonInput, add_person
from perftui.services.people_exports import FormatUnknown, export
from perftui.services.people_imports import apply, plan
from perftui.services.transfer.exports import ExportExists
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


@pytest.fixture
def full(store):
    east = units.find_or_make_path(store, ("Sales", "East"))
    wang = add_person(store, PersonInput("王芳", "0007", east, "总监", "wang@x.cn", date(2015, 3, 1)), TODAY).line
    add_person(store, PersonInput("=HYPERLINK(1)", "0008", "", "-5 [b]", "", None, date(2026, 1, 1), manager_id=wang.id), TODAY)
    return store


def everybody(store):
    found = people.listing(store, PeopleFilter(presence="all", order="staff_no"), TODAY)
    paths = {line.id: line.path for line in units.tree(store)}
    return [
        (p.staff_no, p.name, paths.get(p.unit_id, ""), p.position, p.manager_no, p.email, p.hire_date, p.exit_date)
        for p in found.window(0, found.count())
    ]


@pytest.fixture(params=["en", "zh"])
def language(request):
    i18n.use(request.param)
    yield request.param
    i18n.use("en")


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_what_is_exported_is_imported_unchanged(full, tmp_path, name, language):
    assert export(full, tmp_path / name, TODAY) == 2
    planned = plan(full, tmp_path / name, TODAY)
    assert (planned.problems, planned.added, planned.changed, planned.unchanged) == ((), (), (), 2)
    other = open_memory(Actor("x"))
    apply(other, plan(other, tmp_path / name, TODAY))
    assert everybody(other) == everybody(full)
    other.close()


names = st.text(st.sampled_from("ab部/>\\→ 'E=-"), min_size=1, max_size=6).map(lambda text: f"U{text.strip()}")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(names, min_size=1, max_size=7), min_size=1, max_size=4))
def test_units_of_any_name_come_back_where_they_stood(tmp_path_factory, paths):
    path = tmp_path_factory.mktemp("export") / "people.csv"
    store, other = open_memory(Actor("x")), open_memory(Actor("x"))
    for number, wanted in enumerate(paths):
        # Below the fifth level a path stands in one cell.
        wanted = [*wanted[:5], *(f"U{level}" for level in range(len(wanted) - 5))]
        add_person(store, PersonInput(f"Ann {number}", str(number), units.find_or_make_path(store, wanted)), TODAY)
    export(store, path, TODAY)
    apply(other, plan(other, path, TODAY))
    assert everybody(other) == everybody(store)
    store.close()
    other.close()


def test_only_those_shown_are_exported_in_their_order(full, tmp_path):
    path = tmp_path / "people.jsonl"
    assert export(full, path, TODAY, shown=PeopleFilter(presence="all", order="staff_no", is_descending=True)) == 2
    first, second = map(json.loads, path.read_text("utf-8").splitlines())
    assert (first["name"], first["unit"], first["manager_no"], first["exit_date"]) == ("=HYPERLINK(1)", None, "0007", "2026-01-01")
    assert (second["name"], second["unit"], second["pinyin"], second["hire_date"]) == ("王芳", ["Sales", "East"], "wang fang", "2015-03-01")
    assert export(full, path, TODAY, True, PeopleFilter()) == 1


def test_a_file_is_replaced_only_when_that_is_said(full, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("mine")
    with pytest.raises(ExportExists):
        export(full, path, TODAY)
    assert path.read_text() == "mine"
    export(full, path, TODAY, overwrite=True)
    assert path.read_text("utf-8-sig").startswith("Staff number,Name")


def test_an_ending_that_tells_no_format_is_refused(full, tmp_path):
    with pytest.raises(FormatUnknown, match="docx"):
        export(full, tmp_path / "people.docx", TODAY)


def test_standard_output_gets_the_same(full, tmp_path):
    export(full, tmp_path / "a.csv", TODAY)
    assert people_exports.as_csv(full, TODAY) == (tmp_path / "a.csv").read_text("utf-8-sig")
    assert [json.loads(line)["staff_no"] for line in people_exports.as_json_lines(full, TODAY)] == ["0007", "0008"]
