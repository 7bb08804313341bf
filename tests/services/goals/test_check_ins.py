from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perftui.domain.codes import Status
from perftui.domain.goals import CheckInEmpty
from perftui.i18n import say
from perftui.services import check_ins, goals, undo
from perftui.services.check_ins import BadValue, InTheFuture, NotCheckedAnyMore, ScoredAlready, SupportMissing
from perftui.storage.stores import Actor, Gone, Label

OCTOBER = date(2026, 10, 5)


def stored(store, key_result):
    return [dict(row) for row in store.rows("SELECT * FROM check_in WHERE key_result_id = ? ORDER BY on_date, id", (key_result,))]


def progress(store, ref):
    return store.value("SELECT progress FROM node WHERE ref = ?", (ref,))


def later(clock, **span):
    clock.at += timedelta(**span)


def test_a_check_in_carries_progress_up_to_the_theme(store, tree, today, undone):
    undone(lambda: check_ins.check_in(store, tree.rate, "85%", "0.7", on=today, note=" on its way "))
    assert [progress(store, ref) for ref in (tree.rate, tree.first, tree.unit, tree.theme)] == [500_000] * 4
    [row] = stored(store, tree.rate)
    assert (row["value"], row["confidence"], row["on_date"], row["note"]) == ("85", "0.7", "2026-11-23", "on its way")
    assert say(undo.next_undo(store)) == "Checked in Retention"


def test_a_second_check_in_of_today_corrects_the_first(store, tree, today, undone):
    first = check_ins.check_in(store, tree.rate, "85", "0.8", on=today, note="typo")
    second = undone(lambda: check_ins.check_in(store, tree.rate, "86", on=today))
    assert (second.id, second.is_correction) == (first.id, True)
    [row] = stored(store, tree.rate)
    assert (row["value"], row["confidence"], row["note"]) == ("86", "0.8", "typo")


def test_somebody_else_s_check_in_of_today_stays(store, tree, today, clock):
    check_ins.check_in(store, tree.rate, "85", on=today)
    later(clock, minutes=5)
    store.actor = Actor("zhang.wei")
    assert not check_ins.check_in(store, tree.rate, "88", on=today).is_correction
    assert [row["value"] for row in stored(store, tree.rate)] == ["85", "88"]
    assert progress(store, tree.rate) == 800_000


def test_a_check_in_of_an_earlier_day_does_not_hide_a_later_one(store, tree, today, clock):
    check_ins.check_in(store, tree.rate, "85", on=today)
    later(clock, minutes=5)
    check_ins.check_in(store, tree.rate, "82", today=today, on=date(2026, 11, 1))
    assert progress(store, tree.rate) == 500_000


def test_the_first_check_in_of_a_key_result_made_late_in_its_cycle_is_in_time(store, tree, today):
    given = {"title": "Made today", "operator": "at_least", "baseline": "0", "target": "9", "unit": "visits", "cadence_days": 7}
    late = goals.add_key_result(store, tree.first, **given)
    assert not check_ins.check_in(store, late, "1", on=today).is_late
    assert store.value("SELECT next_due FROM node WHERE ref = ?", (late,)) == "2026-11-30"


def test_within_the_cadence_a_check_in_is_in_time_and_after_it_late(store, tree, clock):
    assert not check_ins.check_in(store, tree.rate, "81", on=date(2026, 10, 31)).is_late
    later(clock, days=40)
    assert not check_ins.check_in(store, tree.rate, "82", on=date(2026, 11, 30)).is_late
    later(clock, days=40)
    assert check_ins.check_in(store, tree.rate, "83", on=date(2026, 12, 31)).is_late


def test_a_late_check_in_stays_late_when_it_is_corrected(store, tree):
    day = date(2026, 12, 30)
    assert check_ins.check_in(store, tree.rate, "83", on=day).is_late
    assert check_ins.check_in(store, tree.rate, "84", on=day).is_late
    assert [row["is_late"] for row in stored(store, tree.rate)] == [1]


def test_writing_down_afterwards_what_was_due_is_late_whatever_day_it_is_about(store, tree):
    assert check_ins.check_in(store, tree.rate, "83", today=date(2026, 12, 20), on=date(2026, 10, 20)).is_late


def test_what_is_done_is_never_late(store, tree, clock):
    check_ins.check_in(store, tree.rate, "90", on=OCTOBER)
    later(clock, days=80)
    assert not check_ins.check_in(store, tree.rate, "91", on=date(2026, 12, 31)).is_late


def test_low_confidence_asks_what_stands_in_the_way_and_what_is_next(store, tree, today):
    for given_texts, missing in (
        ({}, ("blocker", "next_action")),
        ({"blocker": "No data"}, ("next_action",)),
        ({"next_action": "Ask"}, ("blocker",)),
    ):
        with pytest.raises(SupportMissing) as caught:
            check_ins.check_in(store, tree.rate, "85", "0.39", on=today, **given_texts)
        assert caught.value.fields == missing
    assert say(caught.value.message) == "A confidence below 40 % needs more: say what stands in the way."
    assert stored(store, tree.rate) == []
    check_ins.check_in(store, tree.rate, "85", "0.39", on=today, blocker="No data", next_action="Ask IT")
    check_ins.check_in(store, tree.calls, "10", "0.4", on=today)
    assert len(stored(store, tree.rate)) == len(stored(store, tree.calls)) == 1


def test_a_confidence_alone_leaves_the_value_as_it_was(store, tree, today, clock):
    check_ins.check_in(store, tree.rate, "85", on=OCTOBER)
    later(clock, days=3)
    check_ins.check_in(store, tree.rate, "", "0.9", on=today)
    assert tuple(store.row("SELECT value, confidence FROM node WHERE ref = ?", (tree.rate,))) == ("85", "0.9")


def test_what_is_no_check_in_is_refused_and_nothing_is_written(store, tree, today, nodes):
    before = nodes(store)
    for error, given_values in (
        (CheckInEmpty, {"on": today}),
        (BadValue, {"value": "a lot", "on": today}),
        (InTheFuture, {"value": "85", "on": today + timedelta(days=1), "today": today}),
    ):
        with pytest.raises(error):
            check_ins.check_in(store, tree.rate, **given_values)
    assert nodes(store) == before


def test_what_is_archived_or_gone_is_not_checked(store, tree, today):
    goals.archive(store, [tree.first])
    with pytest.raises(NotCheckedAnyMore):
        check_ins.check_in(store, tree.rate, "85", on=today)
    with pytest.raises(Gone):
        check_ins.check_in(store, "gone", "85", on=today)


@pytest.mark.parametrize("state", ["scored", "closed"])
def test_what_is_scored_is_not_checked_in_any_more(store, tree, today, state):
    with store.write(Label("Over")):
        store.connection.execute("UPDATE goal SET state = ? WHERE id = ?", (state, tree.first))
    with pytest.raises(ScoredAlready):
        check_ins.check_in(store, tree.rate, "85", on=today)
    assert check_ins.check_ins_of(store, tree.rate) == []


def test_check_ins_are_listed_newest_first_with_their_authors(store, tree, today, clock):
    check_ins.check_in(store, tree.rate, "82", "0.9", on=OCTOBER)
    later(clock, days=40)
    store.actor = Actor("zhang.wei")
    check_ins.check_in(store, tree.rate, "84.5", on=today, note="better")
    lines = check_ins.check_ins_of(store, tree.rate)
    assert [(line.on, line.value, line.confidence, line.actor) for line in lines] == [
        (today, "84.5 %", None, "zhang.wei"),
        (OCTOBER, "82 %", Decimal("0.9"), "li.na"),
    ]
    assert lines[0].is_late


def test_the_preview_writes_nothing(store, tree, today, nodes):
    before, events = nodes(store), store.value("SELECT count(*) FROM event")
    preview = check_ins.preview(store, tree.rate, "85", "0.3", on=today)
    assert (preview.progress_before, preview.progress_after) == (None, Decimal("0.5"))
    assert (preview.goal_before, preview.goal_after) == (None, Decimal("0.5"))
    assert preview.asks == ("blocker", "next_action")
    assert (preview.status_before, preview.status_after) == (Status.NO_DATA, Status.AT_RISK)
    assert (nodes(store), store.value("SELECT count(*) FROM event")) == (before, events)


def test_the_preview_of_an_empty_form_shows_what_is(store, tree, today):
    check_ins.check_in(store, tree.rate, "85", on=OCTOBER)
    preview = check_ins.preview(store, tree.rate, on=today)
    assert preview.progress_before == preview.progress_after == Decimal("0.5")
    assert preview.value is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    said=st.lists(
        st.tuples(st.integers(0, 60), st.just("") | st.integers(0, 120).map(str), st.sampled_from(["", "0.5", "90%"])),
        max_size=5,
    ),
    shape=st.sampled_from(
        [
            ("at_least", {"target": "90", "baseline": "10"}),
            ("milestone", {"target": "100"}),
            ("range", {"low": "20", "high": "80"}),
        ]
    ),
)
def test_what_the_preview_promises_is_what_happens(store, tree, clock, said, shape):
    operator, fields = shape
    key_result = goals.add_key_result(store, tree.first, title="Any", operator=operator, **fields)
    for day, value, confidence in said:
        later(clock, seconds=1)
        today = date(2026, 10, 1) + timedelta(days=day)
        preview = check_ins.preview(store, key_result, value, confidence, on=today)
        check_ins.check_in(store, key_result, value, confidence, on=today, note="so")
        for ref, promised in ((key_result, preview.progress_after), (tree.first, preview.goal_after)):
            assert (None if promised is None else int(promised * 1_000_000)) == progress(store, ref)
        assert check_ins.preview(store, key_result, on=today).status_before == preview.status_after


def test_a_milestone_that_was_reached_stays_reached(store, tree, today, clock):
    step = goals.add_key_result(store, tree.first, title="Go live", operator="yes_no")
    check_ins.check_in(store, step, "是", on=OCTOBER)
    later(clock, days=1)
    assert check_ins.preview(store, step, "否", on=today).progress_after == 1
    check_ins.check_in(store, step, "否", on=today)
    assert progress(store, step) == 1_000_000
