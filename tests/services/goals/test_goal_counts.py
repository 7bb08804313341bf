"""How much the tree shows."""

from perftui.services import goals
from perftui.services.goal_counts import goal_counts_of
from perftui.services.trees import TreeFilter
from perftui.storage import goal_counts


def counted(store, **shown):
    return tuple(goal_counts_of(store, TreeFilter(**shown)))


def test_goals_and_key_results_are_counted_apart(store, tree):
    assert counted(store) == (4, 2, False)


def test_what_is_archived_counts_only_when_it_is_shown(store, tree):
    goals.archive(store, [tree.first])
    assert counted(store) == (3, 1, False)
    assert counted(store, with_archived=True) == (4, 2, False)


def test_only_the_cycles_that_are_shown_count(store, tree, company):
    numbers = {row["id"]: row["number"] for row in store.rows("SELECT id, rowid AS number FROM cycle")}
    assert counted(store, cycles=(numbers[company.quarter],)) == (4, 2, False)
    assert counted(store, cycles=(numbers[company.year],)) == (0, 0, False)


def test_of_a_search_only_what_is_found_counts(store, tree):
    assert counted(store, text="retention") == (1, 1, False)
    assert counted(store, level="person") == (2, 2, False)


def test_counting_ends_at_a_limit_and_says_so(store, tree, monkeypatch):
    monkeypatch.setattr(goal_counts, "MOST", 3)
    assert counted(store) == (3, 2, True)


def test_what_somebody_may_not_see_does_not_count(store, tree, company):
    store.limit_to([company.li])
    assert counted(store) == (3, 1, False)
