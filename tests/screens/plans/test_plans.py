"""Plans at the keyboard."""

from datetime import date
from decimal import Decimal

from perftui.domain.plans import PlanState
from perftui.services import actions
from perftui.services.plan_listings import PlanFilter, PlanListing
from perftui.services.plan_makings import PlanOrder, make_plan
from perftui.services.plan_views import plan_view

TODAY = date(2026, 11, 23)


def the_plan(store):
    plans = PlanListing(store, PlanFilter(state=""), TODAY).every()
    assert len(plans) == 1
    return plan_view(store, plans[0].line.id)


async def test_one_burst_makes_the_sales_plan_from_a_gap_and_edits_it(desk):
    await desk.type("4", "f8", "plan from", "enter", "ctrl+s")
    plan = the_plan(desk.store)
    assert (plan.template, plan.line.manager_id, plan.steps[0].text) == ("sales", desk.ids.li, "Ride along")
    goal, step = plan.goals[0], plan.steps[1]
    to_goal = ["down"] * 9
    to_step = ["down"] * 3
    await desk.type(*to_goal, "right", "right", "≥110 k", "enter", *to_step[:2], "right", "left", "left", "wf", "enter")
    after = the_plan(desk.store)
    assert after.goals[0].target == "≥110 k"
    assert {one.id: one.owner_id for one in after.steps}[step.id] == desk.ids.wang
    assert after.goals[0].id == goal.id


async def test_rows_are_added_one_after_another_to_the_part_under_the_cursor(desk):
    plan = make_plan(desk.store, PlanOrder(desk.ids.chen, template="", title="Blank"), TODAY)
    await desk.type("5", "enter", *["down"] * 8, "insert", "Visits a week; >= 12; 7; 1m", "enter", "Calls; >= 40", "enter", "escape")
    view = plan_view(desk.store, plan)
    assert [(goal.title, goal.target, goal.start) for goal in view.goals] == [("Visits a week", "≥12", Decimal(7)), ("Calls", "≥40", None)]
    await desk.type("down", "insert", "First visits; daily +20%; chen qiang", "enter", "escape", "delete")
    assert plan_view(desk.store, plan).steps == ()
    await desk.type("ctrl+z")
    assert plan_view(desk.store, plan).steps[0].uplift == 2000


async def test_what_is_missing_stands_in_a_list_that_leads_to_where_it_is_mended(desk):
    plan = make_plan(desk.store, PlanOrder(desk.ids.chen, template="", title="Blank"), TODAY)
    await desk.type("5", "enter", "f7")
    assert "no goal" in desk.shown
    await desk.type("enter", "insert", "Visits a week; >= 12 visits; 7", "enter", "escape", "f7")
    await desk.type("enter")
    assert plan_view(desk.store, plan).line.state is PlanState.HR_REVIEW


async def test_the_issue_says_what_arises_for_whom_and_what_the_person_may_do(desk):
    order = PlanOrder(desk.ids.chen, gaps=(desk.ids.gap,), helpers={"mentor": desk.ids.wang, "hr": desk.ids.li, "training": desk.ids.li})
    plan = make_plan(desk.store, order, TODAY)
    from perftui.services import plan_edits

    plan_edits.edit_plan(desk.store, plan, plan_view(desk.store, plan).line.version, TODAY, choice="Mentor")
    await desk.type("5", "f7", "enter", "f7", "enter", "f7")
    assert "for Wang Fang" in desk.shown
    assert "A signature says that the talk took place" in desk.shown
    assert actions.of_owner(desk.store, desk.ids.chen) == []
    await desk.type("enter")
    view = plan_view(desk.store, plan)
    assert view.line.state is PlanState.ISSUED
    assert all(step.action_id for step in view.steps)
    await desk.type("enter", *["down"] * 10, "Changed", "enter")
    assert "locked" in desk.shown
    assert plan_view(desk.store, plan).goals == view.goals
    await desk.type("escape", "f7", "enter", "Room 3", "ctrl+s")
    assert plan_view(desk.store, plan).line.state is PlanState.ACTIVE


async def test_the_plans_of_a_person_are_two_keys_away_and_the_filter_goes_first(desk):
    make_plan(desk.store, PlanOrder(desk.ids.wang, template="", title="Of Wang"), TODAY)
    make_plan(desk.store, PlanOrder(desk.ids.chen, template="", title="Of Chen"), TODAY)
    await desk.type("2", "f3", "wang", "enter")
    await desk.choose("plans of this person")
    assert "Of Wang" in desk.shown
    assert "Of Chen" not in desk.shown
    await desk.type("escape")
    assert "Of Chen" in desk.shown


async def test_headings_and_texts_open_something_or_say_why_not(desk):
    plan = make_plan(desk.store, PlanOrder(desk.ids.chen, gaps=(desk.ids.gap,)), TODAY)
    before = plan_view(desk.store, plan)
    await desk.type("5", "enter")
    sheet = desk.app.screen
    for key in ("part:head", "part:goals", "part:gaps", "part:outcome", "plan:start"):
        for pressed in ("enter", "insert"):
            sheet.jump_to(key)
            await desk.pilot.pause()
            await desk.type(pressed)
            has_opened = desk.app.screen is not sheet or desk.app.focused is not sheet.table
            await desk.type(*(["escape"] if has_opened else []))
            assert (desk.app.screen, desk.app.focused) == (sheet, sheet.table), key
    assert plan_view(desk.store, plan) == before
