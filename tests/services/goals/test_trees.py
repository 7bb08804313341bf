from datetime import date
from decimal import Decimal

import pytest

from perftui.domain.codes import GoalState, Status
from perftui.services import check_ins, goals
from perftui.services.trees import Owner, TreeFilter, TreeListing, filter_tree, jump_to_owner, line, running_cycles
from perftui.storage.stores import Label


def titles(store, nodes, today):
    return [found.title for found in TreeListing(store, TreeFilter(with_archived=True), today).lines(nodes)]


def search(store, today, **conditions):
    return titles(store, filter_tree(store, TreeFilter(**conditions)).found, today)


@pytest.fixture
def counted(store):
    """How many statements something runs."""

    def count(action):
        statements = []
        store.connection.set_trace_callback(statements.append)
        try:
            action()
        finally:
            store.connection.set_trace_callback(None)
        return len(statements)

    return count


def test_a_block_of_lines_is_read_by_one_statement(store, tree, today, counted):
    for number in range(70):
        goals.add_goal(store, today, title=f"Goal {number}", parent=tree.unit)
    listing = TreeListing(store, TreeFilter(), today)
    nodes, depths = listing.everything()
    assert len(nodes) == len(depths) == 76
    assert counted(lambda: listing.lines(nodes[:64])) == 1


def test_a_line_shows_what_a_goal_is(store, company, tree, today):
    check_ins.check_in(store, tree.rate, "85", "0.6", on=today)
    found = line(store, tree.first, today)
    assert (found.title, found.owner, found.owner_id, found.is_owner_person) == ("Raise retention", "Li Na", company.li, True)
    assert (found.progress, found.coverage, found.weight, found.share) == (Decimal("0.5"), Decimal(1), 10_000, Decimal("0.5"))
    assert (found.has_children, found.depth, found.cycle, found.due) == (True, 2, "2026-Q4", date(2026, 12, 31))


def test_a_line_shows_what_a_key_result_is(store, tree, today):
    check_ins.check_in(store, tree.rate, "85", "0.6", on=today)
    found = line(store, tree.rate, today)
    assert (found.is_key_result, found.goal_id, found.value, found.confidence) == (True, tree.first, "85 / 90 %", Decimal("0.6"))
    assert found.coverage is None


def test_a_key_result_without_a_value_does_not_show_its_target_as_if_it_were_one(store, tree, today):
    assert line(store, tree.calls, today).value == "– / 200 calls"


def test_the_light_goes_by_the_days_of_the_cycle_that_have_passed(store, tree):
    check_ins.check_in(store, tree.rate, "85", on=date(2026, 11, 1))
    assert line(store, tree.rate, date(2026, 11, 15)).status is Status.ON_TRACK
    assert line(store, tree.rate, date(2026, 12, 10)).status is Status.AT_RISK
    assert line(store, tree.rate, date(2026, 12, 31)).status is Status.OFF_TRACK


def test_an_overdue_check_in_turns_green_into_outdated_for_active_goals(store, tree):
    check_ins.check_in(store, tree.rate, "89", on=date(2026, 10, 5))
    day = date(2026, 11, 10)
    assert line(store, tree.rate, day).status is Status.ON_TRACK
    goals.equal_weights(store, tree.first)
    for state in (GoalState.PROPOSED, GoalState.AGREED, GoalState.ACTIVE):
        goals.set_state(store, [tree.first], state)
    assert line(store, tree.rate, day).status is Status.OUTDATED
    assert line(store, tree.first, day).is_overdue
    assert not line(store, tree.unit, day).is_overdue


def test_a_search_shows_what_stands_above(store, tree, today):
    found = filter_tree(store, TreeFilter(text="RETENTION"))
    assert titles(store, found.nodes, today) == ["Grow", "Win customers", "Raise retention", "Retention"]
    assert list(found.depths) == [0, 1, 2, 3]
    assert titles(store, found.found, today) == ["Raise retention", "Retention"]


@pytest.mark.parametrize("text", ["khts", "KHTS", "tgkh", "客户", "okr投诉", "okrtscl"])
def test_chinese_titles_are_found_as_written_and_by_their_initials(store, company, today, text):
    goals.add_goal(store, today, title="提高客户投诉处理率")
    goals.add_goal(store, today, title="用OKR投诉处理率")
    goals.add_goal(store, today, title="Khtx")
    found = search(store, today, text=text)
    assert found in (["提高客户投诉处理率"], ["用OKR投诉处理率"])


def test_one_letter_is_no_initials(store, company, today):
    goals.add_goal(store, today, title="客户")
    assert search(store, today, text="k") == []


def test_a_filter_goes_by_owner_level_state_and_cycle(store, company, tree, today):
    goals.add_goal(store, today, title="Year", cycle=company.year)
    number = store.value("SELECT rowid FROM cycle WHERE id = ?", (company.year,))
    assert search(store, today, owner_person=company.li) == ["Raise retention", "Retention"]
    assert search(store, today, owner_unit=company.sales) == ["Win customers"]
    assert search(store, today, level="theme") == ["Grow", "Year"]
    assert search(store, today, cycles=(number,)) == ["Year"]
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    assert search(store, today, state="proposed") == ["Raise retention", "Retention"]


def test_archived_goals_show_on_demand_only(store, tree, today):
    goals.archive(store, [tree.first])
    assert search(store, today, text="retention") == []
    assert search(store, today, text="retention", with_archived=True) == ["Raise retention", "Retention"]


def test_whom_one_may_not_see_is_not_found_either(store, company, tree, today):
    store.limit_to([company.zhang])
    assert search(store, today, text="retention") == []
    assert search(store, today, text="call") == ["Call more", "Calls"]
    assert jump_to_owner(store, tree.first) is None


def test_from_a_goal_or_key_result_one_goes_to_its_owner(store, company, tree):
    assert jump_to_owner(store, tree.calls) == Owner("person", company.zhang, "张伟")
    assert jump_to_owner(store, tree.unit) == Owner("unit", company.sales, "Sales")
    assert jump_to_owner(store, tree.theme) is None


def test_closed_cycles_are_left_out_at_first(store, company):
    assert running_cycles(store) == ()
    with store.write(Label("close")):
        store.update("cycle", company.year, 1, state="closed")
    assert running_cycles(store) == (store.value("SELECT rowid FROM cycle WHERE id = ?", (company.quarter,)),)


def test_opening_all_roots_and_children_gives_everything(store, company, tree, today):
    below = goals.add_goal(
        store, today, title="Quarter", parent=goals.add_goal(store, today, title="Year", cycle=company.year), cycle="c-q4"
    )
    listing = TreeListing(store, TreeFilter(cycles=(store.value("SELECT rowid FROM cycle WHERE id = 'c-q4'"),)), today)

    def opened(nodes):
        return [one for node in nodes for one in (node, *opened(listing.children(node)))]

    assert opened(listing.roots()) == list(listing.everything()[0])
    assert listing.path_to(below)[-1] in listing.roots()
