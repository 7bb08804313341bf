"""A manager with seven people, one of whom has two people below, and a round about some of them."""

from datetime import date
from types import SimpleNamespace

import pytest

from perftui.services import people_edits, round_raters, rounds, units
from perftui.services.people_edits import PersonInput

TODAY = date(2026, 11, 23)


@pytest.fixture
def team(store):
    """`boss`, `members` and `reports` of the first member, all in `unit`."""
    unit = units.add_unit(store, "Sales").id

    def add(number, name, manager=""):
        person = PersonInput(name=name, staff_no=f"S{number}", unit_id=unit, manager_id=manager)
        return people_edits.add_person(store, person, TODAY).line.id

    boss = add(1, "Zhang Wei")
    members = [add(10 + n, f"Member {n}", boss) for n in range(7)]
    return SimpleNamespace(unit=unit, boss=boss, members=members, reports=[add(20 + n, f"Report {n}", members[0]) for n in range(2)])


@pytest.fixture
def round_id(store):
    return rounds.add_round(store, title="Autumn", questionnaire="sales", due="2026-12-11")


@pytest.fixture
def collecting(store, team, round_id):
    """The round about the first two members, with all who were proposed, open for answers."""
    round_raters.add_subjects(store, round_id, team.members[:2])
    subjects = [line.id for line in rounds.subjects(store, round_id)]
    round_raters.add_proposed(store, round_id, round_raters.propose(store, round_id, subjects, None, TODAY))
    rounds.open_round(store, round_id, TODAY)
    return SimpleNamespace(id=round_id, subjects=subjects, forms=round_raters.forms(store, round_id))
