import pytest

from perftui.domain.texts import TextTooLong
from perftui.services import views
from perftui.services.cycles import add_cycle
from perftui.services.people_edits import PersonInput, add_person
from perftui.services.units import add_unit
from perftui.services.views import BadView, NoViewName
from perftui.storage import asides
from perftui.storage.people import PeopleFilter
from perftui.storage.trees import TreeFilter


def test_a_view_of_people_comes_back_as_it_was(store, today):
    unit, boss = add_unit(store, "Sales"), add_person(store, PersonInput("Boss"), today)
    shown = PeopleFilter("li", (unit.id,), boss.line.id, "left", "hire_date", is_descending=True)
    view = views.save(store, "people", " Left ", views.people_spec(shown))
    assert (view.name, views.people_filter(store, view.spec)) == ("Left", shown)
    assert [line.name for line in views.listing(store, "people")] == ["Left"]


def test_a_view_of_goals_comes_back_as_it_was(store, today):
    add_cycle(store, "2026-Q4", today)
    cycle, unit = add_cycle(store, "2027-Q1", today), add_unit(store, "Sales")
    shown = TreeFilter((cycle.number,), with_archived=True, text="x", owner_unit=unit.id, level="unit", state="active")
    view = views.save(store, "goals", "Mine", views.goals_spec(store, shown))
    assert views.goals_filter(store, view.spec) == shown


def test_what_is_as_by_default_is_not_written_down(store):
    assert views.people_spec(PeopleFilter()) == {}
    assert views.people_filter(store, {}) == PeopleFilter()
    assert views.goals_spec(store, TreeFilter()) == {}
    assert views.goals_filter(store, {}) == TreeFilter()


def test_what_is_gone_is_left_out(store):
    spec = {"units": '["gone"]', "manager_id": "gone", "presence": "left"}
    views.save(store, "people", "Old", spec)
    assert views.people_filter(store, spec) == PeopleFilter(presence="left")
    assert views.goals_filter(store, {"cycles": '["gone"]', "owner_person": "gone"}) == TreeFilter()


@pytest.mark.parametrize(
    ("screen", "spec"),
    [
        ("people", {"order": "salary"}),
        ("people", {"presence": "here"}),
        ("people", {"units": "not json"}),
        ("people", {"units": "[1]"}),
        ("people", {"shoe": "1"}),
        ("goals", {"level": "galaxy"}),
        ("nowhere", {"text": "x"}),
    ],
)
def test_what_a_screen_cannot_show_is_not_saved(store, screen, spec):
    with pytest.raises(BadView):
        views.save(store, screen, "Mine", spec)


def test_a_view_of_another_version_is_read_as_far_as_it_is_known(store):
    asides.keep_view(store, "people", "New", {"order": "shoe", "presence": "left"})
    assert views.people_filter(store, views.listing(store, "people")[0].spec) == PeopleFilter(presence="left")


def test_a_view_has_a_name_and_can_be_removed(store):
    with pytest.raises(NoViewName):
        views.save(store, "people", " ", {})
    with pytest.raises(TextTooLong):
        views.save(store, "people", "x" * 61, {})
    views.save(store, "people", "Mine", {})
    views.remove(store, "people", "Mine")
    views.remove(store, "people", "Mine")
    assert views.listing(store, "people") == []
