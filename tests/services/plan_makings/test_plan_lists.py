"""The list of plans, and plans typed in one line."""

from datetime import date
from decimal import Decimal

import pytest

from perftui.domain.plans import PlanKind, PlanState
from perftui.errors import PerftuiError
from perftui.services import plan_listings, views
from perftui.services.plan_listings import PlanFilter, PlanListing, list_sheet
from perftui.services.plan_makings import PlanOrder, make_plan
from perftui.services.plan_views import plan_view
from perftui.services.quick_plans import parse_quick_plan, quick_plan
from perftui.storage.stores import Label


@pytest.fixture
def plan(store, today, ids, sales_gap):
    return make_plan(store, PlanOrder(ids.chen, gaps=(sales_gap.gap,)), today)


def shown(line):
    return [(part.field, part.error is None and part.shown) for part in line.parts]


def titles(store, today, **shown):
    return [each.line.title for each in PlanListing(store, PlanFilter(**shown), today).every()]


def test_a_name_a_template_and_a_duration_make_a_plan(store, today, ids):
    assert shown(parse_quick_plan(store, "chenqiang; sales; +90d", today)) == [
        ("person", "陈强 S2"),
        ("template", "Sales: quarterly revenue below target"),
        ("end", "Sat 20 Feb 2027, in 89 days · 90 days"),
        ("steps", "5 steps"),
    ]
    plan = plan_view(store, quick_plan(store, "chenqiang; sales; +90d", today))
    assert (plan.line.person_id, plan.line.end, len(plan.steps), plan.line.kind) == (ids.chen, date(2027, 2, 20), 5, PlanKind.PIP)


def test_the_beginning_of_a_gap_chooses_its_template_and_its_end(store, today, sales_gap):
    line = parse_quick_plan(store, "陈强；quarterly", today)
    assert (line.value("gap"), line.value("template"), line.value("end")) == (sales_gap.gap, "sales", "2027-02-23")
    assert plan_view(store, quick_plan(store, "陈强；quarterly", today)).goals[0].gap_id == sales_gap.gap


def test_a_kind_may_stand_anywhere(store, today, ids):
    plan = plan_view(store, quick_plan(store, "wf; 30d; blank; development", today))
    assert (plan.line.kind, plan.steps, (plan.line.end - plan.line.start).days + 1) == (PlanKind.DEVELOPMENT, (), 30)


@pytest.mark.parametrize("text", ["", "nobody", "; sales", "wf; bananas", "wf; 10d", "wf; 200d", "wf; sales; support", "wf; 2020-01-01"])
def test_what_makes_no_plan_is_said_in_the_preview(store, today, ids, text):
    assert parse_quick_plan(store, text, today).error is not None
    with pytest.raises(PerftuiError):
        quick_plan(store, text, today)
    assert titles(store, today, state="") == []


def test_the_list_is_narrowed_by_state_kind_unit_person_gap_and_text(store, today, ids, sales_gap, plan):
    make_plan(store, PlanOrder(ids.mentor, kind=PlanKind.SELF, template="", title="Learn to coach"), today)
    with store.write(Label("x", {})):
        store.connection.execute("UPDATE plan SET state = 'closed' WHERE id = ?", (plan,))
    assert titles(store, today) == ["Learn to coach"]
    assert titles(store, today, state="") == ["Learn to coach", "Quarterly revenue"]
    assert titles(store, today, state="closed") == ["Quarterly revenue"]
    assert titles(store, today, state="", kind="self") == ["Learn to coach"]
    assert titles(store, today, state="", person=ids.chen) == titles(store, today, state="", gap=sales_gap.gap) == ["Quarterly revenue"]
    assert titles(store, today, state="", text="cq") == titles(store, today, state="", text="chen q") == ["Quarterly revenue"]
    assert titles(store, today, state="", units=("other",)) == []
    assert len(titles(store, today, state="", units=(ids.unit,))) == 2


def test_closure_and_pace_are_those_of_the_sheet(store, today, ids, plan):
    goal = plan_view(store, plan).goals[0]
    with store.write(Label("x", {})):
        store.connection.execute("UPDATE plan SET state = 'active' WHERE id = ?", (plan,))
        for value, fingerprint in (("99", goal.definition_hash), ("119", "another")):
            store.insert(
                "plan_value",
                id=store.new_id(),
                plan_goal_id=goal.id,
                on_date=today.isoformat(),
                value=value,
                definition_hash=fingerprint,
            )
    later = date(2027, 1, 31)
    listed = PlanListing(store, PlanFilter(), later).every()[0]
    view = plan_view(store, plan)
    assert (listed.closure, listed.elapsed, listed.on_pace) == (view.closure, view.elapsed(later), view.on_pace(later))
    assert (listed.closure, listed.on_pace) == (Decimal("0.5"), False)


def test_a_draft_has_no_pace(store, today, plan):
    assert PlanListing(store, PlanFilter(), today).every()[0].on_pace is None


def test_who_may_not_see_the_person_sees_no_plan(store, today, ids, plan):
    store.limit_to([ids.mentor])
    assert titles(store, today, state="") == []


def test_a_view_of_plans_comes_back_as_it_was(store, today, ids):
    wanted = PlanFilter("x", PlanState.PAUSED.value, "pip", (ids.unit,), order="end", is_descending=True)
    view = views.save(store, "plans", "Paused", plan_listings.spec(wanted))
    assert plan_listings.from_spec(store, view.spec) == wanted
    assert plan_listings.spec(PlanFilter()) == {}


def test_the_list_is_a_sheet_for_files(store, today, plan):
    sheet = list_sheet(PlanListing(store, PlanFilter(), today).every())
    assert all(len(row.cells) == len(sheet.columns) for row in sheet.rows)
    assert sheet.rows[0].cells[:4] == ("陈强", "S2", "Sales 销售部", "Quarterly revenue")
