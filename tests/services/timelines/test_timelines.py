"""Plans on one axis of time, and one plan in full."""

from datetime import date, timedelta

import pytest
from timeline_samples import LABEL, add, add_check, day, write_plan

from perftui import i18n
from perftui.domain.timeline_marks import MarkKind
from perftui.services.plan_listings import PlanFilter
from perftui.services.plan_timelines import LaneKind, plan_timeline
from perftui.services.timeline_marks import mark_text
from perftui.services.timelines import TimelineListing, filter_called, pace_words
from perftui.storage.stores import Gone


@pytest.fixture
def plan(store, today, ids):
    return write_plan(store, ids.chen, today, closed="96")


def lane_of(store, today):
    return TimelineListing(store, PlanFilter(state=""), today).window(0, 10)[0]


def kinds(store, today):
    return [mark.kind for mark in lane_of(store, today).marks if mark.table == "plan_check"]


def test_what_became_of_a_check_stays_on_the_line(store, today, plan):
    for days, what in (
        (50, {"missed": True}),
        (40, {"held": 40, "entered": 38}),
        (30, {"held": 30, "entered": 30}),
        (10, {}),
        (0, {}),
        (-20, {}),
    ):
        due = today - timedelta(days=days)
        dates = {name: today - timedelta(days=value) for name, value in what.items() if name != "missed"}
        add_check(store, plan, due, missed=what.get("missed", False), **dates)
    assert kinds(store, today) == [
        *(MarkKind.CHECK_MISSED, MarkKind.CHECK_LATE, MarkKind.CHECK_HELD, MarkKind.CHECK_OVERDUE, MarkKind.CHECK_DUE),
        MarkKind.CHECK_PLANNED,
    ]


def test_nothing_of_a_draft_is_late(store, today, ids):
    plan = write_plan(store, ids.chen, today, state="draft")
    add_check(store, plan, today - timedelta(days=10))
    lane = lane_of(store, today)
    assert {mark.kind for mark in lane.marks} == {MarkKind.CHECK_PLANNED, MarkKind.MILESTONE}
    assert lane.solid_until(today) is None
    assert lane.next_words(today) == ""


def test_an_ended_plan_shows_how_it_ended_and_no_check_that_will_not_be_held(store, today, ids):
    plan = write_plan(store, ids.chen, today, state="failed")
    add_check(store, plan, today - timedelta(days=30), held=today - timedelta(days=30))
    add_check(store, plan, today + timedelta(days=9))
    with store.write(LABEL):
        add(store, "plan_outcome", plan_id=plan, kind="failed", on_date=today.isoformat(), closure=0, by_name="li.na")
        decided = {"kind": "role_adjustment", "note": "Packing line", "on_date": today.isoformat()}
        add(store, "plan_outcome", plan_id=plan, closure=0, by_name="li.na", **decided)
    lane = lane_of(store, today)
    assert [mark.kind for mark in lane.marks if mark.table != "plan_milestone"] == [MarkKind.CHECK_HELD, MarkKind.FAILED, MarkKind.DECIDED]
    assert "decided, Role adjusted, Packing line" in mark_text(lane.marks[-1], today)
    assert lane.solid_until(today) == today


def test_the_pace_is_said_with_both_numbers(store, today, plan):
    assert pace_words(lane_of(store, today).listed) == "68% of time, 40% closed: behind pace"


def test_the_next_thing_is_said_in_words_with_what_follows_and_what_is_overdue(store, today, plan):
    add_check(store, plan, date(2026, 12, 8))
    words = lane_of(store, today).next_words(today)
    assert words == (
        "Overdue: milestone “100 k” on Sun 8 Nov 2026, 15 days ago. Next: step “Sales skills” on Thu 3 Dec 2026, in 10 days; then "
        "monthly check on Tue 8 Dec 2026, in 15 days."
    )
    i18n.use("zh")
    try:
        words = lane_of(store, today).next_words(today)
    finally:
        i18n.use("en")
    assert words.startswith("已逾期：里程碑“100 k”（2026年11月8日 周日，15 天前）。接下来：")


def test_plans_are_narrowed_and_ordered_as_in_their_list(store, today, ids):
    late = write_plan(store, ids.wang, today, begun=10, title="B")
    early = write_plan(store, ids.chen, today, begun=50, title="A")
    found = TimelineListing(store, PlanFilter(order="end"), today)
    assert [lane.listed.line.id for lane in found.every()] == [early, late]
    assert found.bounds() == (today - timedelta(days=50), today + timedelta(days=79))
    assert TimelineListing(store, PlanFilter(units=(ids.support,)), today).window(0, 9)[0].listed.line.id == late
    assert TimelineListing(store, PlanFilter(text="陈强"), today).index_of(early) == 0
    assert filter_called(store, "Support", today).units == (ids.support,)
    assert filter_called(store, "S1", today, with_over=True) == PlanFilter(state="", person=ids.chen)


def test_checks_after_the_end_belong_to_what_there_is_to_see(store, today, plan):
    add_check(store, plan, today + timedelta(days=200), kind="monitoring")
    assert TimelineListing(store, PlanFilter(), today).bounds()[1] == today + timedelta(days=200)


def test_without_plans_there_is_nothing_to_see(store, today):
    found = TimelineListing(store, PlanFilter(), today)
    assert (found.count(), found.bounds(), found.window(0, 5)) == (0, None, [])


def write_habit(store, today, person, plan):
    """A habit with three entries: done, done late, left out."""
    step = add(store, "plan_step", plan_id=plan, pos=1, kind="habit", text="Call ten customers", recurrence="daily")
    origin = {"origin_entity": "plan_step", "origin_id": step}
    action = add(store, "action", title="Call", owner_person_id=person, due_date=day(today, 0), recurrence="daily", **origin)
    for days, done in ((-3, day(today, -3)), (-2, day(today, -1)), (-1, None)):
        add(store, "action_entry", action_id=action, due_date=day(today, days), state="done" if done else "missed", done_on=done)


def test_one_plan_in_full_has_a_line_for_each_part(store, today, ids, plan):
    check = add_check(store, plan, today + timedelta(days=3))
    with store.write(LABEL):
        write_habit(store, today, ids.chen, plan)
        add(store, "obstacle", plan_id=plan, text="Two systems", opened_on=day(today, -9))
    found = plan_timeline(store, plan, today)
    whole, goal, _step, habit, obstacle = found.lanes
    assert [lane.kind for lane in found.lanes] == [LaneKind.PLAN, LaneKind.GOAL, LaneKind.STEP, LaneKind.STEP, LaneKind.OBSTACLE]
    assert [mark.id for mark in whole.marks] == [check]
    assert goal.figure == "40%"
    assert [mark.kind for mark in habit.marks] == [MarkKind.ENTRY_DONE, MarkKind.ENTRY_LATE, MarkKind.ENTRY_MISSED, MarkKind.STEP]
    assert (habit.figure, habit.is_good) == ("2/3", False)
    assert obstacle.figure == "9 days"


def test_a_plan_that_is_gone_has_no_timeline(store, today):
    with pytest.raises(Gone):
        plan_timeline(store, "nothing", today)
