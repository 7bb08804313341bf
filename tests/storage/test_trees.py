"""Reading the goal tree: roots, children and everything agree, whatever is hidden; and no reading walks through all nodes."""

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from organisations import HANNA, LABEL, Organisation, TickingClock

from perftui.storage import node_rebuilds, nodes, trees
from perftui.storage.trees import TreeFilter
from perftui.storage.upgrades import open_memory

ALL = TreeFilter()


def number(store, ref):
    return nodes.find(store, ref).id


def opened(store, shown, node=None, depth=0):
    """Every node with its depth, as one sees it who opens one after the other by hand."""
    found = []
    for child in trees.roots(store, shown) if node is None else trees.children(store, node, shown):
        found += [(child, depth), *opened(store, shown, child, depth + 1)]
    return found


def flat(listing):
    ids, depths = listing
    return list(zip(ids, depths, strict=True))


def random_tree(random):
    """Goals of two cycles and two owners, some archived, some with key results, in any shape."""
    store = open_memory(HANNA, TickingClock())
    organisation = Organisation(store)
    cycles = [organisation.cycle("2026"), organisation.cycle("2027", "2027-01-01", "2027-12-31")]
    people = [None, organisation.person("Li Na"), organisation.person("Wang Fang")]
    goals = [None]
    with store.write(LABEL):
        for _ in range(random.randint(1, 25)):
            state = random.choice(["active", "active", "archived"])
            person = random.choice(people)
            goals.append(
                organisation.goal("Goal", random.choice(goals), random.choice(cycles), person, state=state, pos=random.randint(0, 5))
            )
            if random.random() < 0.4:
                organisation.key_result(goals[-1], is_archived=random.randint(0, 1))
    return store, people


@given(
    st.randoms(use_true_random=False), st.sampled_from([(), (1,), (2,), (1, 2)]), st.booleans(), st.sampled_from(["all", "one", "nobody"])
)
@settings(max_examples=50, deadline=None, derandomize=True)
def test_everything_at_once_is_what_opening_one_by_one_shows(random, cycles, with_archived, scope):
    store, people = random_tree(random)
    if scope != "all":
        store.limit_to(people[1:2] if scope == "one" else [])
    shown = TreeFilter(cycles=cycles, with_archived=with_archived)
    by_hand = opened(store, shown)
    assert flat(trees.everything(store, shown)) == by_hand
    assert len({node for node, _ in by_hand}) == len(by_hand)
    for node, depth in by_hand:
        assert flat(trees.everything(store, shown, node)) == opened(store, shown, node, depth + 1)
    store.close()


@given(st.randoms(use_true_random=False), st.sampled_from([(), (1,)]), st.booleans())
@settings(max_examples=25, deadline=None, derandomize=True)
def test_every_node_that_passes_the_filter_is_somewhere_in_the_tree(random, cycles, with_archived):
    store, _ = random_tree(random)
    shown = TreeFilter(cycles=cycles, with_archived=with_archived)
    expected = {
        row["id"]
        for row in store.rows("SELECT * FROM node")
        if (not cycles or row["cycle"] in cycles) and with_archived >= row["is_archived"]
    }
    assert set(trees.everything(store, shown)[0]) == expected
    assert set(trees.matches(store, shown)) == expected
    store.close()


@given(st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=25, deadline=None, derandomize=True)
def test_what_a_search_found_stands_below_its_own_ancestors(random, is_limited):
    store, people = random_tree(random)
    if is_limited:
        store.limit_to(people[1:2])
    found = random.sample(visible := list(trees.everything(store, TreeFilter(with_archived=True))[0]), len(visible) // 3)
    ids, depths = trees.with_ancestors(store, found)
    assert set(found) <= set(ids) <= set(visible)
    parents = {row["id"]: row["parent"] for row in store.rows("SELECT id, parent FROM node")}
    for place, (node, depth) in enumerate(zip(ids, depths, strict=True)):
        if parents[node] in ids:
            before = [other for other, level in zip(ids[:place], depths[:place], strict=True) if level < depth]
            assert before[-1] == parents[node]
        else:
            assert depth == 0
    store.close()


def test_an_empty_tree_and_an_empty_search_are_empty(store):
    assert flat(trees.everything(store, ALL)) == flat(trees.with_ancestors(store, [])) == []
    assert list(trees.roots(store, ALL)) == list(trees.matches(store, ALL)) == trees.rows(store, []) == trees.path_to(store, "x") == []
    assert flat(trees.everything(store, ALL, below=7)) == []
    assert trees.row_of(store, "x") is None


def test_a_goal_below_one_of_a_hidden_cycle_stands_on_top_and_behind_the_whole_tree_before_it(store, organisation):
    year, quarter = organisation.cycle("2026"), organisation.cycle("Q1", "2026-01-01", "2026-03-31")
    top = organisation.goal("Top", cycle=quarter)
    hidden = organisation.goal("Hidden", top, year)
    below = organisation.goal("Below hidden", hidden, quarter)
    beside = organisation.goal("Beside hidden", top, quarter)
    shown = TreeFilter(cycles=(2,))
    assert flat(trees.everything(store, shown)) == [(number(store, top), 0), (number(store, beside), 1), (number(store, below), 0)]
    assert flat(trees.everything(store, ALL)) == [
        (number(store, goal), depth) for goal, depth in ((top, 0), (hidden, 1), (below, 2), (beside, 1))
    ]


def test_the_search_takes_title_owner_level_and_state_together(store, organisation):
    li_na = organisation.person("Li Na")
    sales = organisation.unit("Sales")
    goal = organisation.goal("Win Customers", person=li_na, state="draft")
    measure = organisation.key_result(goal, "Visits to customers")
    organisation.goal("Keep customers", owner_unit_id=sales)
    found = {
        "text": (TreeFilter(text="CUSTOMERS"), 3),
        "part": (TreeFilter(text="in cust"), 1),
        "person": (TreeFilter(owner_person=li_na), 2),
        "unit": (TreeFilter(owner_unit=sales), 1),
        "level": (TreeFilter(level="person"), 2),
        "state": (TreeFilter(state="draft", text="visits"), 1),
        "nothing": (TreeFilter(state="draft", owner_unit=sales), 0),
    }
    assert {name: len(trees.matches(store, shown)) for name, (shown, _) in found.items()} == {name: n for name, (_, n) in found.items()}
    assert list(trees.matches(store, found["state"][0])) == [number(store, measure)]
    assert all(shown.is_search() for shown, _ in found.values())
    assert not TreeFilter(cycles=(1,), with_archived=True).is_search()


NASTY = ["'", "' OR '1'='1", "x') OR TRUE --", "%", "_", '"', "\\", "'; DROP TABLE goal; --", "客户'", "{0}", ":text", "?"]


@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_is_typed_becomes_sql(store, organisation, text):
    organisation.goal("Plain")
    goal = organisation.goal(f"About {text} and more")
    assert list(trees.matches(store, TreeFilter(text=text))) == [number(store, goal)]
    for field in ("owner_person", "owner_unit", "level", "state"):
        assert list(trees.matches(store, TreeFilter(**{field: text}))) == []
    assert trees.path_to(store, text) == []
    assert trees.row_of(store, text) is None


def test_the_path_leads_from_the_root_to_the_goal(store, organisation):
    refs = [organisation.goal("Top")]
    for _ in range(3):
        refs.append(organisation.goal("Below", refs[-1]))
    refs.append(organisation.key_result(refs[-1]))
    assert trees.path_to(store, refs[-1]) == [number(store, ref) for ref in refs]


def test_rows_come_in_the_order_asked_for_and_without_those_that_are_gone(store, organisation):
    first, second = organisation.goal("First"), organisation.goal("Second")
    wanted = [number(store, second), 999, number(store, first), number(store, second)]
    assert [row["title"] for row in trees.rows(store, wanted)] == ["Second", "First", "Second"]


def test_a_row_tells_all_that_the_tree_shows(store, organisation):
    li_na = organisation.person("Li Na")
    goal = organisation.goal("Win", person=li_na, priority="A", due_date="2026-06-30")
    key_result = organisation.key_result(goal, "Visits", unit="visits", cadence_days=7)
    organisation.check_in(key_result, "40", "2026-03-02", confidence="0.6")
    row = trees.row_of(store, goal)
    shown = ("title", "depth", "progress", "measured", "total", "owner_person", "priority", "due", "cycle", "has_children", "children_due")
    assert [row[name] for name in shown] == ["Win", 0, 400_000, 10_000, 10_000, "Li Na", "A", "2026-06-30", "2026", 1, "2026-03-09"]
    row = trees.row_of(store, key_result)
    shown = (
        "title",
        "goal_id",
        "value",
        "unit",
        "target",
        "confidence",
        "checked_on",
        "next_due",
        "priority",
        "has_children",
        "sibling_weight",
    )
    assert [row[name] for name in shown] == ["Visits", goal, "40", "visits", "100", "0.6", "2026-03-02", "2026-03-09", "A", 0, 10_000]


def test_only_children_that_are_shown_make_a_goal_open(store, organisation):
    year, quarter = organisation.cycle("2026"), organisation.cycle("Q1", "2026-01-01", "2026-03-31")
    top = organisation.goal("Top", cycle=year)
    organisation.goal("Below", top, quarter)
    archived = organisation.goal("With archived", cycle=year)
    organisation.goal("Archived", archived, year, state="archived")
    wanted = [number(store, top), number(store, archived)]

    def openable(shown):
        return [row["has_children"] for row in trees.rows(store, wanted, shown)]

    assert openable(None) == openable(ALL) == [1, 0]
    assert openable(TreeFilter(cycles=(1,))) == [0, 0]
    assert openable(TreeFilter(with_archived=True)) == [1, 1]


def test_a_tree_deeper_than_a_byte_is_still_read(store, organisation):
    organisation.cycle()
    goal = None
    with store.write(LABEL):
        for _ in range(258):
            goal = organisation.goal("Down", goal)
    ids, depths = trees.everything(store, ALL)
    assert (len(ids), depths[249], depths[250], depths[257]) == (258, 249, 250, 250)


@pytest.fixture(scope="module")
def large():
    """A thousand goals and key results, and what SQLite knows of them."""
    store = open_memory(HANNA, TickingClock())
    organisation = Organisation(store)
    cycle, random = organisation.cycle(), Random(1)
    with store.write(LABEL):
        goals = [(f"g{n}", f"Goal {n}", "unit", f"g{random.randrange(n)}" if n else None, n, cycle, "active") for n in range(500)]
        store.insert_many("goal", ("id", "title", "level", "parent_id", "pos", "cycle_id", "state"), goals)
        measures = [(f"k{n}", f"g{n}", "A", n, "at_least", "0", "9") for n in range(500)]
        store.insert_many("key_result", ("id", "goal_id", "title", "pos", "operator", "baseline", "target"), measures)
        node_rebuilds.rebuild(store)
    yield store
    store.close()


def plans(store, work):
    """How SQLite carries out the statements of a reading."""
    statements = []
    store.connection.set_trace_callback(statements.append)
    work()
    store.connection.set_trace_callback(None)
    return [row["detail"] for statement in statements for row in store.rows(f"EXPLAIN QUERY PLAN {statement}")]


@pytest.mark.parametrize("shown", [ALL, TreeFilter(cycles=(1,)), TreeFilter(with_archived=True)], ids=["all", "cycle", "archived"])
@pytest.mark.parametrize("reading", ["roots", "children", "rows", "row_of", "path_to", "below", "with_ancestors"])
def test_reading_what_is_on_the_screen_searches_by_index(large, reading, shown):
    work = {
        "roots": lambda: trees.roots(large, shown),
        "children": lambda: trees.children(large, 7, shown),
        "rows": lambda: trees.rows(large, range(3, 67), shown),
        "row_of": lambda: trees.row_of(large, "g7"),
        "path_to": lambda: trees.path_to(large, "k7"),
        "below": lambda: trees.everything(large, shown, 7),
        "with_ancestors": lambda: trees.with_ancestors(large, range(3, 67)),
    }[reading]
    found = plans(large, work)
    assert found
    walked = [step for step in found if re.match(r"SCAN (n|up|d|g|k|node|goal|key_result)\b(?!.*node_top)", step)]
    assert walked == []


def test_the_whole_tree_is_read_from_one_index_in_its_order(large):
    found = plans(large, lambda: trees.everything(large, TreeFilter(cycles=(1,))))
    assert [step for step in found if re.match("(SCAN|SEARCH) n ", step)] == ["SCAN n USING INDEX node_top", COVERED]
    assert not [step for step in found if "TEMP B-TREE" in step]


COVERED = "SCAN n USING COVERING INDEX node_path"
