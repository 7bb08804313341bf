from datetime import timedelta

import pytest

from perftui.domain.validation import FieldMissing
from perftui.i18n import say
from perftui.services.people_edits import PersonInput, add_person
from perftui.services.undo import undo
from perftui.services.units import (
    UnitArchived,
    UnitBelowItself,
    UnitExists,
    UnitInUse,
    add_unit,
    archive_unit,
    edit_unit,
    find_or_make_path,
    tree,
    unarchive_unit,
    unit,
)
from perftui.storage.stores import Changed, Gone, Label


def test_units_stand_below_their_parents_in_the_order_of_an_address_book(store):
    top = add_unit(store, "总部")
    for name in ("销售", "财务", "Sales"):
        add_unit(store, name, top.id)
    add_unit(store, "Axle")
    assert [(line.depth, line.path) for line in tree(store)] == [
        (0, "Axle"),
        (0, "总部"),
        (1, "总部 / 财务"),
        (1, "总部 / Sales"),
        (1, "总部 / 销售"),
    ]


def test_a_unit_counts_only_who_is_still_here(store, today):
    sales = add_unit(store, "Sales")
    for number, day in (("1", None), ("2", today), ("3", today - timedelta(days=1))):
        add_person(store, PersonInput(number, staff_no=number, unit_id=sales.id, exit_date=day), today)
    assert tree(store)[0].people == 2


def test_a_unit_counts_the_people_below_it_too(store, today):
    sales = add_unit(store, "Sales")
    east = add_unit(store, "East", sales.id)
    for n, place in enumerate((sales, east, east)):
        add_person(store, PersonInput(f"P{n}", unit_id=place.id), today)
    line = unit(store, sales.id)
    assert (line.people, line.people_below, line.has_children) == (1, 3, True)


def test_siblings_have_different_names(store):
    sales = add_unit(store, "Sales")
    add_unit(store, "Sales", sales.id)
    with pytest.raises(UnitExists):
        add_unit(store, " Sales ")
    other = add_unit(store, "Other")
    with pytest.raises(UnitExists):
        edit_unit(store, other.id, other.version, "Sales", "")
    assert edit_unit(store, sales.id, sales.version, "Sales", "").name == "Sales"


def test_a_unit_needs_a_name(store):
    with pytest.raises(FieldMissing):
        add_unit(store, " ")


def test_a_unit_moves_with_all_below_it_but_never_below_itself(store):
    sales, other = add_unit(store, "Sales"), add_unit(store, "Other")
    east = add_unit(store, "East", sales.id)
    with pytest.raises(UnitBelowItself) as refused:
        edit_unit(store, sales.id, sales.version, "Sales", east.id)
    assert say(refused.value.message) == "“Sales” cannot go below “East”, which is part of it: Sales / East."
    with pytest.raises(UnitBelowItself):
        edit_unit(store, sales.id, sales.version, "Sales", sales.id)
    moved = edit_unit(store, sales.id, sales.version, "Sales", other.id)
    assert unit(store, east.id).path == "Other / Sales / East"
    assert edit_unit(store, sales.id, moved.version, "Sales", "").depth == 0


def test_renaming_and_moving_is_one_step(store):
    sales, other = add_unit(store, "Sales"), add_unit(store, "Other")
    edit_unit(store, sales.id, sales.version, "Trade", other.id)
    assert unit(store, sales.id).path == "Other / Trade"
    assert say(undo(store).label) == "Renamed unit Sales to Trade"
    assert unit(store, sales.id).path == "Sales"


def test_a_stale_rename_is_refused(store):
    sales = add_unit(store, "Sales")
    edit_unit(store, sales.id, sales.version, "Trade", "")
    with pytest.raises(Changed):
        edit_unit(store, sales.id, sales.version, "Retail", "")
    with pytest.raises(Gone):
        edit_unit(store, "nothing", 1, "X", "")


def test_a_unit_that_is_not_empty_is_not_archived(store, today):
    sales = add_unit(store, "Sales")
    add_unit(store, "East", sales.id)
    add_person(store, PersonInput("Li Na", unit_id=sales.id), today)
    with pytest.raises(UnitInUse) as refused:
        archive_unit(store, sales.id, sales.version, today)
    assert say(refused.value.message) == "“Sales” is not empty: 1 person, 1 unit, 0 goals. Move them first."


def test_who_has_left_does_not_keep_a_unit_open(store, today):
    sales = add_unit(store, "Sales")
    add_person(store, PersonInput("Li Na", unit_id=sales.id, exit_date=today.replace(day=1)), today)
    archive_unit(store, sales.id, sales.version, today)
    assert tree(store) == []
    archived = unit(store, sales.id)
    assert archived.is_archived
    with pytest.raises(UnitArchived):
        add_unit(store, "East", sales.id)
    assert not unarchive_unit(store, sales.id, archived.version).is_archived


def test_a_unit_comes_back_only_where_its_name_is_free(store, today):
    first = add_unit(store, "Sales")
    archive_unit(store, first.id, first.version, today)
    add_unit(store, "Sales")
    with pytest.raises(UnitExists):
        unarchive_unit(store, first.id, unit(store, first.id).version)


def test_a_path_is_found_or_made_once(store):
    east = find_or_make_path(store, ("Sales", "East"))
    assert find_or_make_path(store, (" Sales", "East ")) == east
    west = find_or_make_path(store, ("Sales", "West"))
    assert [line.path for line in tree(store)] == ["Sales", "Sales / East", "Sales / West"]
    assert east != west
    undo(store)
    assert [line.path for line in tree(store)] == ["Sales", "Sales / East"]


def test_a_path_needs_names(store):
    for names in ((), ("Sales", " ")):
        with pytest.raises(FieldMissing):
            find_or_make_path(store, names)
    assert tree(store) == []


def test_a_path_made_inside_an_import_belongs_to_its_step(store):
    with store.write(Label("Imported")):
        find_or_make_path(store, ("Sales", "East"))
    assert say(undo(store).label) == "Imported"
    assert tree(store) == []
