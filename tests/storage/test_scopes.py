"""Who may see only some people gets nothing of anybody else's, whichever reading function is asked."""

import inspect
from types import SimpleNamespace

import pytest
from organisations import Organisation

from perftui.storage import goals, people, trees
from perftui.storage.people import PeopleFilter
from perftui.storage.trees import TreeFilter

TODAY = "2026-03-01"
EVERY_NODE = range(1, 100)
WHOLE = TreeFilter(with_archived=True)

CALLS = {
    people.listed: [
        lambda s, ids: [*people.listed(s, PeopleFilter(presence="all"), TODAY), *people.listed(s, PeopleFilter(order="manager"), TODAY)]
    ],
    people.window: [lambda s, ids: people.window(s, EVERY_NODE, TODAY)],
    people.get: [lambda s, ids: people.get(s, ids.theirs.person, TODAY)],
    people.position_of: [lambda s, ids: [people.position_of(s, ids.theirs.person)]],
    people.search: [lambda s, ids: people.search(s, "theirs", TODAY, 50), lambda s, ids: people.search(s, "E", TODAY, 50)],
    people.by_staff_no: [lambda s, ids: people.by_staff_no(s, ids.theirs.staff_no)],
    people.by_name: [lambda s, ids: people.by_name(s, "theirs")],
    people.everybody: [lambda s, ids: people.everybody(s, TODAY)],
    people.count: [lambda s, ids: [people.count(s)] if people.count(s) > 1 else []],
    people.reporting_of: [lambda s, ids: people.reporting_of(s, ids.theirs.person)],
    people.current_managers: [lambda s, ids: list(people.current_managers(s).items())],
    goals.get: [lambda s, ids: goals.get(s, ids.theirs.goal), lambda s, ids: goals.get(s, ids.mine.below_theirs)["parent"]],
    goals.get_key_result: [lambda s, ids: goals.get_key_result(s, ids.theirs.key_result)],
    goals.neighbour: [
        lambda s, ids: goals.neighbour(s, "goal", ids.mine.second, 1),
        lambda s, ids: goals.neighbour(s, "goal", ids.theirs.second, -1),
        lambda s, ids: goals.neighbour(s, "key_result", ids.theirs.key_result, 1),
    ],
    goals.ancestors: [lambda s, ids: goals.ancestors(s, ids.mine.below_theirs)],
    goals.subtree: [lambda s, ids: goals.subtree(s, ids.theirs.goal)],
    goals.check_ins_of: [lambda s, ids: goals.check_ins_of(s, ids.theirs.key_result)],
    goals.links_of: [lambda s, ids: goals.links_of(s, ids.mine.goal), lambda s, ids: goals.links_of(s, ids.theirs.goal)],
    goals.search: [lambda s, ids: goals.search(s, "theirs", 50)],
    goals.search_key_results: [lambda s, ids: goals.search_key_results(s, "theirs", 50)],
    trees.roots: [lambda s, ids: trees.roots(s, WHOLE)],
    trees.children: [lambda s, ids: [*trees.children(s, ids.theirs.nodes[0], WHOLE)]],
    trees.everything: [lambda s, ids: trees.everything(s, WHOLE)[0], lambda s, ids: trees.everything(s, WHOLE, ids.theirs.nodes[0])[0]],
    trees.matches: [lambda s, ids: trees.matches(s, TreeFilter(text="theirs")), lambda s, ids: trees.matches(s, WHOLE)],
    trees.with_ancestors: [
        lambda s, ids: trees.with_ancestors(s, ids.mine.nodes)[0],
        lambda s, ids: trees.with_ancestors(s, ids.theirs.nodes)[0],
    ],
    trees.path_to: [lambda s, ids: trees.path_to(s, ids.theirs.key_result), lambda s, ids: trees.path_to(s, ids.mine.below_theirs)],
    trees.rows: [lambda s, ids: trees.rows(s, EVERY_NODE)],
    trees.row_of: [lambda s, ids: trees.row_of(s, ids.theirs.goal), lambda s, ids: trees.row_of(s, ids.theirs.key_result)],
}
"""Reading function to calls of it that give something of somebody else when nothing is limited."""

HARMLESS = {
    people.highest_number: "gives a number only, and must count everybody lest two people get the same",
    goals.next_position: "gives a number only",
    goals.next_key_result_position: "gives a number only",
}
"""Reading function to the reason why it looks at everybody."""


def readers():
    """All functions of the three modules that take a store and can be called from outside."""
    return [
        function
        for module in (people, goals, trees)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and function.__module__ == module.__name__ and "store" in inspect.signature(function).parameters
    ]


def half(store, organisation, name, cycle, boss):
    """A person with goals, a key result and a check-in, all of which bear the person's name."""
    pay = {"salary_minor": 77, "salary_currency": "EUR"}
    person = organisation.person(name, manager=boss, email=f"{name}@example.com", **pay)
    goal = organisation.goal(f"{name} goal", cycle=cycle, person=person, description=f"{name} description")
    second = organisation.goal(f"{name} second", cycle=cycle, person=person)
    below = organisation.goal(f"{name} below", goal, cycle, person)
    key_result = organisation.key_result(goal, f"{name} measure")
    organisation.key_result(goal, f"{name} other measure")
    organisation.check_in(key_result, "33", note=f"{name} note")
    staff_no = store.value("SELECT staff_no FROM person WHERE id = ?", (person,))
    return SimpleNamespace(person=person, goal=goal, second=second, below=below, key_result=key_result, staff_no=staff_no)


@pytest.fixture
def ids(store):
    """The same small world twice, mine and theirs, knotted together."""
    organisation = Organisation(store)
    cycle = organisation.cycle()
    boss = organisation.person("theirs boss")
    mine, theirs = half(store, organisation, "mine", cycle, None), half(store, organisation, "theirs", cycle, boss)
    foreign = {boss, *vars(theirs).values()}
    mine.below_theirs = organisation.goal("mine below theirs", theirs.below, cycle, mine.person)
    organisation.add("goal_link", from_goal_id=mine.goal, to_goal_id=theirs.goal, kind="depends")
    refs = "SELECT id FROM goal WHERE title LIKE :a UNION SELECT id FROM key_result WHERE title LIKE :a"
    for name, world in (("mine", mine), ("theirs", theirs)):
        world.nodes = [row[0] for row in store.rows(f"SELECT id FROM node WHERE ref IN ({refs}) ORDER BY id", {"a": f"{name}%"})]
    positions = {row[0] for row in store.rows("SELECT rowid FROM person WHERE name LIKE 'theirs%'")}
    return SimpleNamespace(mine=mine, theirs=theirs, foreign=foreign, numbers={*theirs.nodes}, positions=positions)


def parts(found):
    """Every single value in what a function gave; of a goal's parent that is not visible, the id alone remains."""
    if not isinstance(found, dict) and hasattr(found, "keys"):
        found = [value for name, value in zip(found.keys(), found, strict=True) if name != "parent_id"]
    if found is None:
        return []
    if isinstance(found, (str, int)):
        return [found]
    return [part for item in found for part in parts(item)]


def is_theirs(function, part, ids):
    if isinstance(part, str):
        return part in ids.foreign or part.startswith("theirs")
    numbers = ids.positions if function in (people.listed, people.position_of) else ids.numbers
    return part in numbers if function.__name__ in ID_GIVERS else function is people.count


ID_GIVERS = {"listed", "position_of", "roots", "children", "everything", "matches", "with_ancestors", "path_to"}


def test_every_reading_function_is_called_here():
    assert set(readers()) == CALLS.keys() | HARMLESS.keys()
    assert all(HARMLESS.values())


@pytest.mark.parametrize("function", CALLS, ids=lambda function: f"{function.__module__.rpartition('.')[2]}.{function.__name__}")
def test_a_limited_store_gives_nothing_of_anybody_else(store, ids, function):
    for call in CALLS[function]:
        found = [part for part in parts(call(store, ids)) if is_theirs(function, part, ids)]
        assert found, "without a limit this call must give something of theirs, or it proves nothing"
    store.limit_to([ids.mine.person])
    for call in CALLS[function]:
        found = [part for part in parts(call(store, ids)) if is_theirs(function, part, ids)]
        assert found == []


def test_a_limited_store_still_gives_everything_of_those_it_is_limited_to(store, ids):
    before = goals.get(store, ids.mine.goal)[:], people.get(store, ids.mine.person, TODAY)[:], trees.row_of(store, ids.mine.key_result)[:]
    store.limit_to([ids.mine.person])
    assert (
        goals.get(store, ids.mine.goal)[:],
        people.get(store, ids.mine.person, TODAY)[:],
        trees.row_of(store, ids.mine.key_result)[:],
    ) == before
    assert set(trees.everything(store, WHOLE)[0]) == set(ids.mine.nodes)


def test_goals_that_belong_to_no_single_person_are_seen_by_all(store, ids, organisation):
    theme = organisation.goal("Theme", level="theme")
    store.limit_to([])
    assert goals.get(store, theme)["title"] == "Theme"
    assert [row["title"] for row in goals.search(store, "", 50)] == ["Theme"]


def test_a_new_limit_takes_the_place_of_the_old_one(store, ids):
    store.limit_to([ids.mine.person])
    store.limit_to([ids.theirs.person, ids.theirs.person])
    assert people.get(store, ids.mine.person, TODAY) is None
    assert people.get(store, ids.theirs.person, TODAY)["name"] == "theirs"


def test_a_limit_holds_for_one_store_and_not_for_the_file(file_store):
    from perftui.storage.upgrades import open_store

    person = Organisation(file_store).person("Li Na")
    other = open_store(file_store.path, file_store.actor)
    other.limit_to([])
    assert people.get(other, person, TODAY) is None
    assert people.get(file_store, person, TODAY)["name"] == "Li Na"
    other.close()
