"""The department tree at the keyboard."""

from datetime import date

import pytest

from perftui import i18n
from perftui.services import undo, units
from screens.lists import REST
from screens.unit_forms import UnitForm
from widgets.detail_panes import DetailPane

TODAY = date(2026, 11, 23)


def paths(store, **options):
    return [line.path for line in units.tree(store, **options)]


def shown(desk):
    return [desk.list.row_at(index).line.name for index in range(desk.list.row_count)]


@pytest.fixture
async def tree(desk):
    await desk.type("ctrl+g", "u")
    return desk


async def test_the_tree_stands_open_and_starts_at_the_top(tree):
    assert shown(tree) == ["Sales", "East", "Service"]
    assert tree.status == "3 units"


async def test_a_unit_is_added_below_the_one_under_the_cursor_in_one_burst(tree, store):
    await tree.type("ctrl+n", "[b]West[/b]", "enter", "enter", "enter")
    assert paths(store) == ["Sales", "Sales / [b]West[/b]", "Sales / East", "Service"]
    assert tree.list.row_at(tree.list.cursor).line.name == "[b]West[/b]"
    assert "Added unit [b]West[/b]" in tree.status
    await tree.type("ctrl+z")
    assert len(paths(store)) == 3


async def test_a_unit_is_renamed_and_moved_with_all_below(tree, store):
    await tree.type("f2", "Vertrieb", "tab", "f4", "service", "enter", "ctrl+s")
    assert paths(store) == ["Service", "Service / Vertrieb", "Service / Vertrieb / East"]
    assert shown(tree) == ["Service", "Vertrieb"]


async def test_a_unit_is_never_offered_a_place_below_itself(tree):
    await tree.type("f2")
    assert isinstance(tree.screen, UnitForm)
    (field,) = (field for field in tree.screen.fields() if field.name == "parent_id")
    assert [option.label for option in field.choices] == ["at the top", "Service"]


async def test_a_unit_that_is_not_empty_is_kept_and_says_what_is_in_it(tree, store):
    await tree.type("delete")
    assert tree.status.startswith("“Sales” is not empty: 1 person, 1 unit, 0 goals.")
    assert len(paths(store)) == 3
    assert undo.next_undo(store).template != "Archived unit {name}"


async def test_an_empty_unit_is_archived_shown_on_request_and_brought_back(tree, store):
    units.add_unit(store, "Empty")
    await tree.type("f5", "home", "delete")
    assert "Archived unit Empty" in tree.status
    assert "Empty" not in shown(tree)
    await tree.type("ctrl+l", "home")
    assert "Empty (archived)" in tree.shown
    await tree.type("f8", "bring back", "enter")
    assert "Empty" in paths(store)


async def test_finding_narrows_with_all_above_and_survives_a_change(tree, store):
    await tree.type("f3", "ea", "enter")
    assert shown(tree) == ["Sales", "East"]
    units.add_unit(store, "Bread")
    await tree.type("f5")
    assert shown(tree) == ["Bread", "Sales", "East"]
    await tree.type("escape")
    assert len(shown(tree)) == 4


@pytest.mark.parametrize("desk", [(140, 40)], indirect=True)
async def test_the_details_name_the_people(tree):
    await tree.type("down")
    await tree.pilot.pause(2 * REST)  # the details follow once the cursor rests
    text = tree.screen.query_one(DetailPane).content.plain
    assert "Sales / East" in text
    assert "Bob [/b] Ray  Clerk" in text


async def test_from_a_unit_to_its_people_and_goals(tree):
    await tree.type("f8", "people of", "enter")
    assert tree.status == "3 people · Sales"
    await tree.type("ctrl+g", "u", "f8", "goals of this", "enter")
    assert tree.screen.SECTION == "goals"


async def test_without_units_the_screen_says_which_key_adds_one(tree, store):
    for _step in range(8):
        undo.undo(store)
    await tree.type("f5")
    assert "Ctrl+N" in tree.shown
    await tree.type("ctrl+n", "First", "ctrl+s")
    assert paths(store) == ["First"]


async def test_the_tree_stays_open_in_the_other_language(tree):
    await tree.type("f9")
    assert i18n.language() == "zh"
    assert shown(tree) == ["Sales", "East", "Service"]
