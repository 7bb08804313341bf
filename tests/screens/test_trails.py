"""The way back through the sections from which records were opened."""

from screens.hosts import Place
from screens.trails import trail


def test_each_record_that_is_opened_adds_a_step_back():
    assert trail([], "today", Place("goals", "g")) == ["today"]
    assert trail(["today"], "goals", Place("weights", "g")) == ["today", "goals"]


def test_to_a_section_as_such_there_is_no_way_back():
    assert trail(["today"], "goals", Place("people")) == []


def test_who_comes_to_a_section_that_lies_on_the_way_goes_in_no_circle():
    assert trail(["gaps", "gap_causes"], "gap_checklists", Place("gap_causes", "g")) == ["gaps"]
