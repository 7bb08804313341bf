"""Two people at work on one file see what the other does, and neither undoes it unawares."""

import pytest
from programs import FORM, Program, person

pytestmark = [pytest.mark.terminal, pytest.mark.slow]


@pytest.fixture
def sessions(company):
    """Hanna's program and that of Li Na, both with the people before them."""
    with Program(company) as hanna, Program(company, env={"USER": "li.na"}) as li_na:
        hanna.ready()
        li_na.wait_for("li.na @")
        for program in (hanna, li_na):
            program.people()
        yield hanna, li_na


def save(program):
    program.keys("ctrl+s")
    program.wait_gone(FORM)


def test_what_one_saves_appears_on_the_screen_of_the_other_by_itself(sessions):
    hanna, li_na = sessions
    hanna.open_form("f2")
    hanna.type("Alicia Wong")
    save(hanna)
    li_na.wait_for("Alicia Wong")
    hanna.keys("1")
    hanna.wait_for("need you")
    li_na.open_form("f2")
    li_na.type("Alice Chan")
    save(li_na)
    hanna.wait_for("Alice Chan")


def test_two_who_change_different_fields_of_one_person_keep_both_and_the_second_is_told(sessions, company):
    hanna, li_na = sessions
    for program in sessions:
        program.open_form("f2")
    hanna.type("Alicia Wong")
    save(hanna)
    li_na.keys("enter", "enter", "enter")
    li_na.type("Director")
    save(li_na)
    li_na.wait_for("hanna has changed meanwhile: Name")
    changed = person(company, "E0")
    assert (changed["name"], changed["position"]) == ("Alicia Wong", "Director")


@pytest.mark.parametrize(("answer", "kept"), [("m", "Ali"), ("t", "Alicia Wong"), ("escape", "Ali")])
def test_two_who_change_the_same_field_are_asked_and_nothing_typed_is_lost(sessions, company, answer, kept):
    hanna, li_na = sessions
    for program in sessions:
        program.open_form("f2")
    hanna.type("Alicia Wong")
    save(hanna)
    li_na.type("Ali\r\r\rDirector")
    li_na.keys("ctrl+s")
    for words in ("Which one holds?", "Mine: Ali", "Theirs: Alicia Wong", "Take theirs"):
        li_na.wait_for(words)
    li_na.keys(answer)
    li_na.wait_gone(FORM)
    changed = person(company, "E0")
    assert (changed["name"], changed["position"]) == (kept, "Director")


def test_while_one_writes_the_other_can_go_on_typing(sessions, company):
    hanna, li_na = sessions
    li_na.open_form("f2")
    li_na.type("Alice of")
    hanna.open_form("down", "f2")
    hanna.type("Robert")
    save(hanna)
    li_na.type(" the marsh")
    li_na.wait_for("Alice of the marsh")
    save(li_na)
    assert person(company, "E0")["name"] == "Alice of the marsh"
    assert person(company, "E1")["name"] == "Robert"
