"""The computed tree: where a goal stands, what its progress is, and what keeping both up to date costs."""

import pytest
from organisations import LABEL

from perftui.storage import node_rebuilds, nodes


def tree(store):
    """Title, depth and progress in per cent, in the order of the tree."""
    rows = store.rows(
        """SELECT coalesce(k.title, g.title) AS title, n.depth, n.progress FROM node n
        LEFT JOIN goal g ON g.id = n.ref LEFT JOIN key_result k ON k.id = n.ref ORDER BY n.path"""
    )
    return [(row["title"], row["depth"], None if row["progress"] is None else row["progress"] / 10_000) for row in rows]


def node(store, ref):
    return nodes.find(store, ref)


@pytest.fixture(autouse=True)
def is_as_if_made_anew(store):
    """Whatever a test did, the tree must be what a rebuild makes."""
    yield
    assert store.value("SELECT count(*) > 10000 FROM node") or node_rebuilds.differing(store) == []


def test_progress_rolls_up_by_weight_over_what_is_measured(store, organisation):
    top = organisation.goal("Top")
    left = organisation.goal("Left", top, weight=7500)
    right = organisation.goal("Right", top, weight=2500)
    organisation.check_in(organisation.key_result(left, "A"), "40")
    assert tree(store) == [("Top", 0, 40.0), ("Left", 1, 40.0), ("A", 2, 40.0), ("Right", 1, None)]
    organisation.check_in(organisation.key_result(right, "B"), "80")
    assert tree(store)[0] == ("Top", 0, 50.0)
    assert (node(store, top).measured, node(store, top).total) == (10000, 10000)


def test_a_goal_without_data_has_no_progress_and_counts_in_the_coverage(store, organisation):
    top = organisation.goal("Top")
    organisation.key_result(top, weight=6000)
    organisation.check_in(organisation.key_result(top, weight=4000), "0")
    assert (node(store, top).progress, node(store, top).measured, node(store, top).total) == (0, 4000, 10000)


def test_the_latest_value_counts_by_its_date_and_not_by_when_it_was_typed(store, organisation):
    key_result = organisation.key_result(organisation.goal("Top"))
    organisation.check_in(key_result, "30", "2026-03-10")
    organisation.check_in(key_result, "20", "2026-02-10")
    found = node(store, key_result)
    assert (found.value, found.progress, found.checked_on) == ("30", 300_000, "2026-03-10")


def test_a_check_in_without_a_value_keeps_the_last_value(store, organisation):
    key_result = organisation.key_result(organisation.goal("Top"))
    organisation.check_in(key_result, "30", "2026-03-10", confidence="0.8")
    organisation.check_in(key_result, None, "2026-03-20", note="nothing measured")
    found = node(store, key_result)
    assert (found.value, found.confidence, found.checked_on) == ("30", "0.8", "2026-03-20")


@pytest.mark.parametrize("operator", ["milestone", "yes_no"])
def test_a_milestone_that_was_reached_stays_reached(store, organisation, operator):
    key_result = organisation.key_result(organisation.goal("Top"), operator=operator, baseline=None, target=None)
    organisation.check_in(key_result, "1", "2026-03-01")
    organisation.check_in(key_result, "0", "2026-03-02")
    assert (node(store, key_result).value, node(store, key_result).progress) == ("0", 1_000_000)


def test_an_ordinal_scale_has_the_levels_that_were_given(store, organisation):
    key_result = organisation.key_result(organisation.goal("Top"), operator="ordinal", baseline=None, target=None, maximum="4")
    organisation.check_in(key_result, "3")
    assert node(store, key_result).progress == 750_000


def test_the_next_check_in_is_due_a_cadence_after_the_last_one_and_never_once_it_is_done(store, organisation):
    goal = organisation.goal("Top", start_date="2026-02-01")
    key_result = organisation.key_result(goal, cadence_days=30)
    assert node(store, key_result).next_due == "2026-03-03"
    organisation.check_in(key_result, "50", "2026-03-10")
    assert node(store, key_result).next_due == "2026-04-09"
    organisation.check_in(key_result, "100", "2026-03-20")
    assert node(store, key_result).next_due is None


def test_a_new_start_of_a_goal_or_of_its_cycle_moves_the_first_due_date(store, organisation):
    cycle = organisation.cycle()
    goal = organisation.goal("Top", cycle=cycle)
    key_result, checked = organisation.key_result(goal, cadence_days=10), organisation.key_result(goal, cadence_days=10)
    organisation.check_in(checked, "5", "2026-05-01")
    with store.write(LABEL):
        store.update("cycle", cycle, 1, start_date="2026-02-01")
        nodes.sync(store, cycles=[cycle])
    assert [node(store, ref).next_due for ref in (key_result, checked)] == ["2026-02-11", "2026-05-11"]
    organisation.change("goal", goal, start_date="2026-02-21")
    assert [node(store, ref).next_due for ref in (key_result, checked)] == ["2026-03-03", "2026-05-11"]


def test_archived_goals_and_key_results_do_not_count(store, organisation):
    top = organisation.goal("Top")
    low, high = organisation.goal("Low", top), organisation.goal("High", top)
    organisation.check_in(organisation.key_result(low, "A"), "10")
    kept = organisation.key_result(high, "B")
    organisation.check_in(kept, "90")
    organisation.check_in(gone := organisation.key_result(high, "C"), "0")
    organisation.change("goal", low, state="archived")
    organisation.change("key_result", gone, is_archived=1)
    assert node(store, top).progress == 900_000
    organisation.change("goal", low, state="active")
    assert node(store, top).progress == 500_000


def test_key_results_of_an_archived_goal_are_archived_with_it(store, organisation):
    goal = organisation.goal("Top")
    key_result = organisation.key_result(goal)
    organisation.change("goal", goal, state="archived")
    assert node(store, key_result).is_archived
    organisation.change("goal", goal, state="active")
    assert not node(store, key_result).is_archived


def test_a_moved_goal_takes_its_subtree_and_its_progress_along(store, organisation):
    first, second = organisation.goal("First"), organisation.goal("Second")
    moved = organisation.goal("Moved", first)
    below = organisation.goal("Below", moved)
    organisation.check_in(organisation.key_result(below, "A"), "60")
    organisation.change("goal", moved, parent_id=second)
    assert tree(store) == [("First", 0, None), ("Second", 0, 60.0), ("Moved", 1, 60.0), ("Below", 2, 60.0), ("A", 3, 60.0)]
    organisation.change("goal", below, parent_id=None)
    assert tree(store) == [("First", 0, None), ("Second", 0, None), ("Moved", 1, None), ("Below", 0, 60.0), ("A", 1, 60.0)]


def test_a_goal_and_its_parent_can_change_places_in_one_step(store, organisation):
    organisation.cycle()
    upper = organisation.goal("Upper")
    lower = organisation.goal("Lower", upper)
    organisation.check_in(organisation.key_result(lower, "A"), "60")
    for order in ([upper, lower], [lower, upper]):
        above, below = (upper, lower) if store.value("SELECT parent_id FROM goal WHERE id = ?", (lower,)) else (lower, upper)
        with store.write(LABEL):
            store.connection.execute("UPDATE goal SET parent_id = NULL WHERE id = ?", (below,))
            store.connection.execute("UPDATE goal SET parent_id = ? WHERE id = ?", (below, above))
            nodes.sync(store, order)
        assert node(store, above).depth == 1
        assert node_rebuilds.differing(store) == []


def test_the_order_among_siblings_is_key_results_first_and_then_by_position(store, organisation):
    top = organisation.goal("Top")
    later, sooner = organisation.goal("Later", top, pos=9), organisation.goal("Sooner", top, pos=2)
    organisation.key_result(top, "Measured", pos=30)
    assert [line[0] for line in tree(store)] == ["Top", "Measured", "Sooner", "Later"]
    organisation.change("goal", sooner, pos=10)
    assert [line[0] for line in tree(store)] == ["Top", "Measured", "Later", "Sooner"]
    organisation.change("goal", later, pos=10)
    assert [line[0] for line in tree(store)] == ["Top", "Measured", "Later", "Sooner"]


def test_a_goal_stands_on_top_when_its_parent_is_missing_archived_or_in_another_cycle(store, organisation):
    year, next_year = organisation.cycle("2026"), organisation.cycle("2027", "2027-01-01", "2027-12-31")
    top = organisation.goal("Top", cycle=year)
    same, other = organisation.goal("Same", top, year), organisation.goal("Other", top, next_year)
    assert [node(store, goal).is_top for goal in (top, same, other)] == [1, 0, 1]
    organisation.change("goal", top, cycle_id=next_year)
    assert [node(store, goal).is_top for goal in (top, same, other)] == [1, 1, 0]
    organisation.change("goal", top, cycle_id=year, state="archived")
    assert [node(store, goal).is_top for goal in (top, same, other)] == [1, 1, 1]
    organisation.change("goal", same, state="archived")
    assert node(store, same).is_top == 0


def test_a_new_weight_of_zero_takes_a_goal_out_of_the_sums(store, organisation):
    top = organisation.goal("Top")
    left, right = organisation.goal("Left", top), organisation.goal("Right", top)
    organisation.check_in(organisation.key_result(left), "10")
    organisation.check_in(organisation.key_result(right), "30")
    organisation.change("goal", left, weight=0)
    assert node(store, top).progress == 300_000
    organisation.change("goal", right, weight=0)
    assert (node(store, top).progress, node(store, top).total) == (None, 0)


def test_a_removed_goal_takes_its_key_results_out_of_the_tree(store, organisation):
    top = organisation.goal("Top")
    below = organisation.goal("Below", top)
    key_result = organisation.key_result(below)
    check_in = organisation.check_in(key_result, "50")
    with store.write(LABEL):
        for table, record in (("check_in", check_in), ("key_result", key_result), ("goal", below)):
            store.connection.execute(f"DELETE FROM {table} WHERE id = ?", (record,))
        nodes.sync(store, [below])
    assert tree(store) == [("Top", 0, None)]


def test_a_goal_below_one_that_is_not_in_the_tree_is_a_defect_and_said_so(store, organisation):
    organisation.cycle()
    parent = organisation.add("goal", title="Forgotten", level="unit", cycle_id=store.value("SELECT id FROM cycle"))
    with pytest.raises(RuntimeError, match="without a parent"):
        organisation.goal("Below", parent)
    with store.write(LABEL):
        nodes.sync(store, [parent])


def test_numbers_of_a_path_sort_as_they_count_and_are_never_cut_off():
    width = [nodes.base62(number, 2) for number in range(62 * 62)]
    assert width == sorted(width)
    assert all(len(text) == 2 for text in width)
    assert max("".join(width)) < nodes.AFTER_ALL
    for number in (-1, 62**4):
        with pytest.raises(ValueError, match=str(number)):
            nodes.base62(number, 4)
    assert len(nodes.segment(1, 0, 0)) == nodes.SEGMENT


def deep_and_wide(organisation, branches):
    """A chain of eight goals, each with some other sub-goals that have key results; the last key result of the chain."""
    goal = organisation.goal("Top")
    for _ in range(7):
        for _ in range(branches):
            organisation.key_result(organisation.goal("Beside", goal))
        goal = organisation.goal("Below", goal)
    return organisation.key_result(goal)


def cost_of_a_check_in(store, organisation, key_result):
    """How many statements and how many thousands of SQLite's own steps a check-in takes."""
    statements, steps = [], []
    organisation.check_in(key_result, "1")
    store.connection.set_trace_callback(statements.append)
    store.connection.set_progress_handler(lambda: steps.append(1), 100)
    organisation.check_in(key_result, "50")
    store.connection.set_trace_callback(None)
    store.connection.set_progress_handler(None, 0)
    return len(statements), len(steps)


@pytest.mark.slow
def test_a_check_in_costs_as_much_in_a_large_tree_as_in_a_small_one(store, organisation):
    small = cost_of_a_check_in(store, organisation, deep_and_wide(organisation, 0))
    key_result = deep_and_wide(organisation, 1)
    fill(store, 20_000)
    assert store.value("SELECT count(*) FROM node") > 20_000
    assert node(store, key_result).depth == 8
    large = cost_of_a_check_in(store, organisation, key_result)
    assert large[0] == small[0] < 100
    assert large[1] <= 2 * small[1]


def fill(store, number):
    """Many more goals and key results below the first, past the log, which would take seconds."""
    triggers = {row["name"]: row["sql"] for row in store.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")}
    cycle = store.value("SELECT id FROM cycle")
    for table in ("goal", "key_result"):
        store.connection.execute(f"DROP TRIGGER {table}_insert")
    with store.write_aside():
        goals = ((f"g{n}", f"Goal {n}", "unit", f"g{(n - 1) // 10}" if n else None, n, cycle) for n in range(number // 2))
        store.insert_many("goal", ("id", "title", "level", "parent_id", "pos", "cycle_id"), goals)
        measures = ((f"k{n}", f"g{n}", "A", n, "at_least", "0", "9") for n in range(number // 2))
        store.insert_many("key_result", ("id", "goal_id", "title", "pos", "operator", "baseline", "target"), measures)
        node_rebuilds.rebuild(store)
    for table in ("goal", "key_result"):
        store.connection.execute(triggers[f"{table}_insert"])
