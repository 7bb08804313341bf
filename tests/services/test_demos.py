"""The sample company: whole, natural, in two languages, and the same for the same day."""

from datetime import date

import pytest

from perftui.services import cycles, undo, verification
from perftui.services.demos.making import make_demo
from perftui.storage import node_rebuilds
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


def made(today=TODAY):
    store = open_memory(Actor("li.na"))
    told = []
    make_demo(store, today, told.append)
    return store, told


@pytest.fixture(scope="module")
def sample():
    store, told = made()
    yield store, told
    store.close()


@pytest.fixture(scope="module")
def store(sample):
    return sample[0]


def content(store):
    return [
        [tuple(row) for row in store.rows(sql)]
        for sql in (
            "SELECT staff_no, name, position, hire_date, exit_date FROM person ORDER BY staff_no",
            "SELECT title, level, kind, state, weight FROM goal ORDER BY rowid",
            "SELECT title, operator, baseline, target, low, high, weight FROM key_result ORDER BY rowid",
            "SELECT on_date, value, confidence, note, is_late FROM check_in ORDER BY rowid",
        )
    ]


def count(store, sql):
    return store.value(f"SELECT count(*) FROM {sql}")


def test_it_tells_how_far_it_is_up_to_the_end(sample):
    _store, told = sample
    assert told == sorted(told)
    assert told[-1] == 100


def test_three_hundred_people_work_in_departments_and_report_to_somebody(store):
    assert count(store, "person") == 300
    assert count(store, "unit") >= 5
    assert count(store, "reporting") >= 290
    assert count(store, "person WHERE exit_date IS NOT NULL") > 0


def test_people_and_goals_have_names_of_two_languages(store):
    names = [row[0] for row in store.rows("SELECT name FROM person")]
    chinese = sum(not name.isascii() for name in names)
    assert 50 < chinese < 250
    titles = [row[0] for row in store.rows("SELECT title FROM key_result")]
    assert {title.isascii() for title in titles} == {True, False}


def test_one_quarter_is_closed_and_one_is_running(store):
    states = {line.name: line.state for line in cycles.listing(store, TODAY)}
    assert states == {"2026": "active", "2026-Q3": "closed", "2026-Q4": "active"}


def test_the_goals_of_the_closed_quarter_are_closed_too(store):
    rows = store.rows("SELECT DISTINCT g.state FROM goal g JOIN cycle c ON c.id = g.cycle_id WHERE c.state = 'closed'")
    assert {row[0] for row in rows} == {"closed", "draft"}


def test_there_is_something_to_settle_and_something_to_mend(store):
    assert count(store, "goal_link WHERE kind = 'conflicts' AND state = 'open'") == 2
    assert count(store, "goal_link WHERE kind = 'depends'") == 1
    assert count(store, "goal WHERE parent_id IS NULL AND level <> 'theme'") >= 2
    assert count(store, "check_in WHERE is_late = 1") > 0
    assert count(store, "check_in WHERE blocker <> ''") > 0
    assert count(store, f"node WHERE is_key_result = 1 AND next_due < '{TODAY}'") > 0
    assert count(store, "goal WHERE state = 'draft'") > 0


def test_the_weights_of_siblings_are_a_whole_but_where_a_goal_was_just_handed_down(store):
    below = store.rows("SELECT parent, sum(weight) FROM node WHERE is_archived = 0 AND parent IS NOT NULL GROUP BY parent, cycle")
    off = {tuple(row) for row in below if row[1] != 10_000}
    handed = store.value("SELECT n.id FROM goal g JOIN node n ON n.ref = g.parent_id WHERE g.title LIKE '% – %' AND g.state = 'draft'")
    assert off == {(handed, 12_000)}
    themes = store.value("SELECT sum(weight) FROM goal WHERE level = 'theme' AND parent_id IS NULL")
    assert themes == 10_000
    shares = "SELECT sum(k.target) FROM key_result k JOIN goal g ON g.id = k.goal_id WHERE g.title LIKE '% – %' AND k.unit = 'customers'"
    assert store.value(shares) == 120


def test_the_log_holds_and_the_tree_is_what_it_would_be_made_anew(store):
    assert verification.verify(store, is_deep=True).is_sound
    columns = "ref, depth, progress, weighted, measured, total"
    kept = [tuple(row) for row in store.rows(f"SELECT {columns} FROM node ORDER BY ref")]
    node_rebuilds.rebuild_aside(store)
    assert kept == [tuple(row) for row in store.rows(f"SELECT {columns} FROM temp.fresh ORDER BY ref")]


def test_the_users_own_undo_does_not_reach_back_into_it(store):
    assert undo.next_undo(store) is None


def test_the_same_day_gives_the_same_company(store):
    again, _told = made()
    assert content(again) == content(store)
    again.close()


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2024, 2, 29), date(2026, 12, 31)])
def test_it_can_be_made_on_any_day(today):
    store, _told = made(today)
    assert count(store, "person") == 300
    assert count(store, "check_in") > 300
    store.close()
