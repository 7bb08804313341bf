"""The check of a plan in one form, and a habit day by day, typed in one burst."""

from datetime import date
from decimal import Decimal

from perftui.domain.plans import CheckStatus, Verdict
from perftui.services.habits import habits_of
from perftui.services.obstacles import of_plan
from perftui.services.plan_check_views import check_view
from perftui.services.plan_views import plan_view

TODAY = date(2026, 9, 30)


def habit(store, ids):
    return next(each for each in habits_of(store, ids.plan, TODAY) if each.step.id == ids.habit)


async def test_a_check_is_held_from_the_list_of_plans_in_one_burst(desk):
    await desk.type("5", "ctrl+r", "18", "enter", "enter", "More visits", "tab", "Leads come", "tab", "CRM 清单", "ctrl+s")
    plan = plan_view(desk.store, desk.ids.plan)
    check = plan.checks[0]
    assert (check.verdict, check.manager_note, check.employee_note) == (Verdict.ON_TRACK, "More visits", "Leads come")
    assert (check_view(desk.store, check.id).evidence, plan.goals[0].now) == ("CRM 清单", Decimal(18))
    assert (check.status(TODAY), check.next_date) == (CheckStatus.HELD, date(2026, 10, 31))


async def test_a_value_shows_gap_and_closure_and_moves_the_verdict_until_it_is_chosen(desk):
    await desk.type("5", "ctrl+r")
    assert "12 → ≥20 customers (start)" in desk.shown
    await desk.type("14")
    assert "25% closed, gap 6 customers" in desk.shown
    assert "At risk" in desk.shown
    await desk.type("enter", "off", "enter", "Nothing new", "ctrl+s")
    assert plan_view(desk.store, desk.ids.plan).checks[0].verdict is Verdict.OFF_TRACK


async def test_a_habit_is_typed_day_below_day(desk):
    await desk.type("5")
    await desk.choose("Habits")
    await desk.type("down", "down", "down", "down", "down")
    desk.app.screen.table.move_to_key(f"entry:{desk.ids.habit}@2026-09-23")
    await desk.type("6", "enter", "5", "enter", "x", "enter", "7", "enter")
    days = habit(desk.store, desk.ids).days
    assert [(day.entry.value, day.is_reached) for day in days[:4]] == [(6, True), (5, False), (None, False), (7, True)]
    assert habit(desk.store, desk.ids).rate.share == Decimal("0.4")


async def test_today_asks_for_the_number_of_a_habit(desk):
    section = desk.app.screen
    place = next(n for n, line in enumerate(section._lines) if line.title == "First visits 首次拜访")
    section.table.go_to(place)
    await desk.type("f7", "8", "enter")
    assert [day.entry.value for day in habit(desk.store, desk.ids).days if day.entry] == [8]
    assert habit(desk.store, desk.ids).days[-1].entry.is_late is False


async def test_an_obstacle_is_added_in_its_part_and_closed_there(desk):
    await desk.type("5", "enter")
    desk.app.screen.table.move_to_key("part:obstacles")
    await desk.type("insert", "No leads", "enter", "wang wei", "enter", "ctrl+s")
    line = of_plan(desk.store, desk.ids.plan)[0]
    assert (line.text, line.owner, line.due) == ("No leads", "Wang Wei 王伟", date(2026, 10, 7))
    desk.app.screen.table.move_to_key(f"obstacle:{line.id}")
    await desk.type("enter", "enter", "enter", "enter", "t", "enter", "Shared list", "ctrl+s")
    assert of_plan(desk.store, desk.ids.plan)[0].closed == TODAY
