from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftui.domain.dates import BadDate
from perftui.domain.texts import TextTooLong
from perftui.i18n import say
from perftui.services.people import PeopleFilter, listing
from perftui.services.people_edits import PersonInput, add_person
from perftui.services.quick_adds import (
    NameMissing,
    NoSuchPerson,
    NoSuchUnit,
    SeveralPeople,
    SeveralUnits,
    TooManyParts,
    parse_quick_add,
    quick_add,
)
from perftui.services.units import add_unit
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory


@pytest.fixture
def company(store, today):
    sales, trade = add_unit(store, "Sales"), add_unit(store, "Trade")
    for parent in (sales, trade):
        add_unit(store, "East", parent.id)
    for name in ("李娜", "李娜", "王伟"):
        add_person(store, PersonInput(name), today)
    return store


def fields(line):
    return {part.field: part.shown for part in line.parts}


def error(store, text, today):
    return type(parse_quick_add(store, text, today).error)


def test_a_whole_line_is_understood(company, today):
    line = parse_quick_add(company, "zhang wei; Sales; Account manager; 2026-01-01 > wangwei", today)
    assert line.error is None
    assert fields(line) == {
        "name": "zhang wei",
        "unit": "Sales",
        "position": "Account manager",
        "hire_date": "Thu 1 Jan 2026, 326 days ago",
        "manager": "王伟 1003",
    }


def test_a_whole_line_is_added(company, today):
    line = quick_add(company, "zhang wei; Sales; Account manager; 2026-01-01 > wangwei", today).line
    assert (line.name, line.unit, line.position, line.hire_date) == ("zhang wei", "Sales", "Account manager", date(2026, 1, 1))
    assert (line.manager, line.staff_no) == ("王伟", "1004")


def test_full_width_signs_do_as_well(company, today):
    line = quick_add(company, "张伟；销售；；1月1日》1003".replace("销售", "Sales"), today).line
    assert (line.name, line.unit, line.position, line.hire_date, line.manager) == ("张伟", "Sales", "", date(2027, 1, 1), "王伟")


def test_a_name_alone_is_enough(company, today):
    assert fields(parse_quick_add(company, "Zhang Wei", today)) == {"name": "Zhang Wei"}
    assert fields(parse_quick_add(company, "Zhang Wei > ww", today)) == {"name": "Zhang Wei", "manager": "王伟 1003"}


@pytest.mark.parametrize("text", ["", "  ", "; Sales", "> ww"])
def test_a_line_begins_with_a_name(company, today, text):
    assert error(company, text, today) is NameMissing


@pytest.mark.parametrize("text", ["sales", "SAL", "Ｓales"])
def test_a_unit_is_meant_by_its_name_or_its_beginning(company, today, text):
    assert fields(parse_quick_add(company, f"x; {text}", today))["unit"] == "Sales"


def test_a_unit_of_which_there_are_several_is_meant_by_its_path(company, today):
    line = parse_quick_add(company, "x; East", today)
    assert isinstance(line.error, SeveralUnits)
    assert say(line.parts[1].problem) == "“East” may be: Sales / East, Trade / East. Write more of it."
    assert fields(parse_quick_add(company, "x; Trade/East", today))["unit"] == "Trade / East"


def test_a_unit_or_manager_that_does_not_exist_is_said(company, today):
    assert error(company, "x; Nowhere", today) is NoSuchUnit
    assert error(company, "x > nobody", today) is NoSuchPerson
    assert error(company, "x; ; ; some day", today) is BadDate
    with pytest.raises(NoSuchUnit):
        quick_add(company, "x; Nowhere", today)
    assert listing(company, PeopleFilter(), today).count() == 3


def test_managers_of_one_name_are_told_apart_by_their_numbers(company, today):
    line = parse_quick_add(company, "x > 李娜", today)
    assert isinstance(line.error, SeveralPeople)
    assert say(line.error.message) == "“李娜” may be: 李娜 1001, 李娜 1002. Write the staff number."
    assert fields(parse_quick_add(company, "x > 1002", today))["manager"] == "李娜 1002"


def test_more_parts_than_fields_are_refused(company, today):
    assert error(company, "x; Sales; Clerk; +1d; more", today) is TooManyParts


def test_people_of_the_same_name_are_named(company, today):
    assert parse_quick_add(company, "李娜", today).namesakes == ("1001", "1002")
    assert parse_quick_add(company, "李娜娜", today).namesakes == ()


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_line_breaks_the_preview(text):
    store = open_memory(Actor("li.na"))
    try:
        parse_quick_add(store, text, date(2026, 11, 23))
    finally:
        store.close()


@pytest.mark.parametrize("text", ["x" * 501, "王" * 5000, "; " * 300 + "> " * 300])
def test_a_line_that_is_too_long_is_a_part_with_a_problem_and_is_not_added(store, today, text):
    line = parse_quick_add(store, text, today)
    assert isinstance(line.error, TextTooLong)
    assert "500" in say(line.parts[0].problem)
    with pytest.raises(TextTooLong):
        quick_add(store, text, today)
