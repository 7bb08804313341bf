"""What is entered day by day in a plan, against its target."""

from datetime import date
from decimal import Decimal

import pytest
import sample_plans
from sample_plans import TODAY

from perftui.domain.habits import CountMissing
from perftui.services import action_entries, habits, undo
from perftui.services.habits import DayMissed, DayToCome, NoSuchDay, NothingEntered, NotRunning, habits_of
from perftui.storage import plans

FRIDAY = date(2026, 9, 4)


@pytest.fixture
def visits(store, plan, staff):
    """Visits on working days, 20 % more than five; the plan runs."""
    values = {"kind": "habit", "text": "First visits 首次拜访", "recurrence": "workdays", "baseline": "5", "uplift": 2000, "unit": "visits"}
    step = sample_plans.step(store, plan, owner_person_id=staff.li, until_date="2026-09-11", **values)
    sample_plans.running(store, plan)
    return step


def habit(store, plan, step, today=FRIDAY):
    return next(each for each in habits_of(store, plan, today) if each.step.id == step)


def action(store, plan, step):
    return next(row for row in plans.steps(store, plan) if row["id"] == step)


def test_the_target_is_the_baseline_and_the_uplift_and_each_day_is_held_against_it(store, plan, visits):
    habits.enter(store, visits, TODAY, "6", TODAY)
    habits.enter(store, visits, date(2026, 9, 1), "5", FRIDAY)
    found = habit(store, plan, visits)
    assert (found.target, found.all_days, len(found.days)) == (Decimal(6), 10, 5)
    assert [(day.is_reached, day.entry is not None and day.entry.is_late) for day in found.days[:2]] == [(True, False), (False, True)]
    assert (found.rate.due, found.rate.entered, found.rate.reached, found.rate.late) == (4, 2, 1, 1)


def test_what_is_entered_stands_in_the_entries_of_the_action_which_goes_on(store, plan, visits):
    habits.enter(store, visits, TODAY, "7", TODAY)
    row = action(store, plan, visits)
    assert row["next_due"] == "2026-09-01"
    assert [entry.due for entry in action_entries.entries_of(store, row["action_id"])] == [TODAY]
    habits.enter(store, visits, date(2026, 9, 2), "7", FRIDAY)
    assert action(store, plan, visits)["next_due"] == "2026-09-01"
    undo.undo(store)
    undo.undo(store)
    assert action(store, plan, visits)["next_due"] == TODAY.isoformat()
    assert habit(store, plan, visits).rate.entered == 0


def test_after_the_last_day_the_series_is_over(store, plan, visits):
    for day in habits.habits.days("workdays", TODAY, date(2026, 9, 11)):
        habits.enter(store, visits, day, "6", day)
    assert action(store, plan, visits)["action_state"] == "done"
    assert habit(store, plan, visits, date(2026, 9, 30)).rate.share == 1


def test_an_entry_is_changed_but_missed_stays_missed(store, plan, visits):
    habits.enter(store, visits, TODAY, "4", FRIDAY)
    habits.enter(store, visits, TODAY, "6", FRIDAY)
    first = habit(store, plan, visits).days[0]
    assert (first.is_reached, first.entry.is_late) == (True, True)
    habits.enter(store, visits, FRIDAY, "x", FRIDAY)
    with pytest.raises(DayMissed):
        habits.enter(store, visits, FRIDAY, "6", FRIDAY)


@pytest.mark.parametrize(
    ("day", "text", "refused"),
    [(date(2026, 9, 7), "6", DayToCome), (date(2026, 8, 28), "6", NoSuchDay), (FRIDAY, "ok", CountMissing)],
)
def test_what_cannot_have_been_is_refused(store, visits, day, text, refused):
    with pytest.raises(refused):
        habits.enter(store, visits, day, text, FRIDAY)


def test_nothing_is_entered_before_the_plan_is_issued(store, plan, staff):
    step = sample_plans.step(store, plan, kind="habit", text="Visits", owner_person_id=staff.li, recurrence="daily")
    with pytest.raises(NotRunning):
        habits.enter(store, step, TODAY, "ok", TODAY)


def test_a_note_follows_an_entry(store, plan, visits):
    with pytest.raises(NothingEntered):
        habits.note(store, visits, TODAY, "Ill")
    habits.enter(store, visits, TODAY, "x", TODAY)
    habits.note(store, visits, TODAY, "Ill 病假")
    assert habit(store, plan, visits).days[0].note == "Ill 病假"


def test_today_asks_for_the_number_of_a_habit_that_is_counted_alone(store, plan, visits):
    row = action(store, plan, visits)
    assert habits.counted(store, row["action_id"]) == (visits, "visits", Decimal(6))
    talk = next(each for each in plans.steps(store, plan) if each["text"] == "Mentor talk")
    assert habits.counted(store, talk["action_id"]) is None
