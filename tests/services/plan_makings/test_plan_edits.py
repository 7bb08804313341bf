"""Plans changed part by part, from forms, cells and lines."""

from datetime import date
from decimal import Decimal

import pytest

from perftui.domain.plans import PlanStepKind
from perftui.errors import PerftuiError, Refused
from perftui.services import gaps, plan_edits, plan_parts, plan_step_edits, undo
from perftui.services.plan_cells import write_cell
from perftui.services.plan_makings import PlanOrder, make_plan
from perftui.services.plan_views import plan_view
from perftui.services.quick_plan_parts import add_part, parse_part
from perftui.storage.stores import Changed, Gone


@pytest.fixture
def plan(store, today, ids, sales_gap):
    return make_plan(store, PlanOrder(ids.chen, gaps=(sales_gap.gap,), helpers={"mentor": ids.mentor}), today)


@pytest.fixture
def blank(store, today, ids):
    return make_plan(store, PlanOrder(ids.chen, template="", title="Blank"), today)


def lock(store, plan, state="active"):
    from perftui.storage.stores import Label

    with store.write(Label("x", {})):
        store.connection.execute("UPDATE plan SET state = ? WHERE id = ?", (state, plan))


def shown(line):
    return [(part.field, part.shown) for part in line.parts if part.field not in ("title", "text")]


def test_texts_dates_and_people_change_together(store, today, ids, blank):
    before = plan_view(store, blank).line
    plan_edits.edit_plan(store, blank, before.version, today, title="Better", consequences="…", end="2026-12-31", hr=ids.boss)
    after = plan_view(store, blank)
    assert (after.line.title, after.consequences, after.line.end, after.line.hr_id) == ("Better", "…", date(2026, 12, 31), ids.boss)
    assert after.line.start == before.start
    with pytest.raises(Changed):
        plan_edits.edit_plan(store, blank, before.version, today, title="Older")


def test_a_goal_is_typed_in_one_line_and_changed_cell_by_cell(store, today, blank):
    goal = add_part(store, "plan_goal", blank, "Visits a week; ≥ 12 visits; 7; 1m", today)
    line = plan_view(store, blank).goals[0]
    assert (line.target, line.start, line.start_on, line.due) == ("≥12 visits", Decimal(7), today, date(2026, 12, 23))
    for column, text in (("figure", "10–14 visits"), ("when", "2w"), ("who", "8"), ("text", "Visits")):
        version = plan_view(store, blank).goals[0].version
        write_cell(store, "plan_goal", (goal, version), (column, text), today)
    line = plan_view(store, blank).goals[0]
    assert (line.title, line.target, line.start, line.due) == ("Visits", "10–14 visits", Decimal(8), date(2026, 12, 7))
    assert line.definition_hash


def test_the_weights_of_new_goals_follow_the_others(store, today, blank):
    plan_parts.add_goal(store, blank, target="≥5", title="One", weight=4000)
    plan_parts.add_goal(store, blank, target="≥5", title="Two")
    assert [goal.weight for goal in plan_view(store, blank).goals] == [4000, 4000]


def test_a_step_is_typed_in_one_line_in_any_order(store, today, ids, blank):
    line = parse_part(store, "plan_step", blank, "First visits; daily +20%; 陈强", today)
    assert shown(line) == [("recurrence", "each day"), ("uplift", "20%"), ("owner", "陈强 S2")]
    add_part(store, "plan_step", blank, "First visits; daily +20%; 陈强", today)
    add_part(store, "plan_step", blank, "Follow-up; wang fang; mentor; weekly fri", today)
    add_part(store, "plan_step", blank, "Course; training; 1m", today)
    visits, mentor, course = plan_view(store, blank).steps
    assert (visits.kind, visits.uplift, visits.is_support, visits.until) == (PlanStepKind.HABIT, 2000, False, date(2027, 2, 20))
    assert (mentor.kind, mentor.owner_id, mentor.role, mentor.is_support, mentor.due) == (
        PlanStepKind.MENTORING,
        ids.mentor,
        "mentor",
        True,
        date(2026, 11, 27),
    )
    assert (course.kind, course.due, course.recurrence) == (PlanStepKind.TRAINING, date(2026, 12, 23), "")


def test_an_owner_is_a_person_or_a_role(store, today, ids, blank):
    step = add_part(store, "plan_step", blank, "Follow-up", today)
    for text, wanted in (("wf", (ids.mentor, "")), ("mentor", ("", "mentor")), ("Wang Fang", (ids.mentor, "mentor")), ("", ("", ""))):
        version = plan_view(store, blank).steps[0].version
        write_cell(store, "plan_step", (step, version), ("who", text), today)
        line = plan_view(store, blank).steps[0]
        assert (line.owner_id, line.role) == wanted


def test_what_cannot_be_read_is_said_in_the_preview_and_adds_nothing(store, today, blank):
    for table, text in (
        ("plan_goal", "Visits; soon"),
        ("plan_milestone", "Half way"),
        ("plan_step", "Talk; nobody such"),
        ("plan_step", ""),
    ):
        assert parse_part(store, table, blank, text, today).error is not None
        with pytest.raises(PerftuiError):
            add_part(store, table, blank, text, today)
    view = plan_view(store, blank)
    assert (view.goals, view.milestones, view.steps) == ((), (), ())


def test_parts_move_among_their_kind_and_stop_at_the_edge(store, today, plan):
    def texts():
        return [step.text[:8] for step in plan_view(store, plan).steps]

    before = texts()
    plan_parts.move_part(store, "plan_step", plan_view(store, plan).steps[0].id, 1)
    assert texts() == [before[1], before[0], *before[2:]]
    plan_parts.move_part(store, "plan_step", plan_view(store, plan).steps[0].id, -1)
    assert texts() == [before[1], before[0], *before[2:]]
    undo.undo(store)
    assert texts() == before


def test_a_goal_goes_with_its_milestones_and_comes_back_with_them(store, plan):
    before = plan_view(store, plan)
    plan_parts.remove_part(store, "plan_goal", before.goals[0].id)
    after = plan_view(store, plan)
    assert (after.goals, after.milestones) == ((), ())
    undo.undo(store)
    assert [one.id for one in plan_view(store, plan).milestones] == [one.id for one in before.milestones]


def test_a_second_gap_brings_its_goal_and_its_causes(store, today, ids, plan):
    second = gaps.add_gap(store, today, target="≥30%", actual="22%", dimension="Repeat purchases", person=ids.chen)
    plan_edits.answer_gap(store, plan, second)
    view = plan_view(store, plan)
    assert view.goals[-1].gap_id == second
    assert view.gaps[-1] == (second, "")
    with pytest.raises(plan_edits.AnsweredAlready):
        plan_edits.answer_gap(store, plan, second)
    plan_edits.drop_gap(store, plan, second)
    assert second not in dict(plan_view(store, plan).gaps)


def test_an_issued_plan_refuses_every_change(store, today, ids, plan):
    view = plan_view(store, plan)
    goal, milestone, step = view.goals[0], view.milestones[0], view.steps[0]
    second = gaps.add_gap(store, today, target="≥30%", actual="22%", dimension="Repeat purchases", person=ids.chen)
    lock(store, plan)
    attempts = (
        lambda: plan_edits.edit_plan(store, plan, view.line.version, today, title="x"),
        lambda: plan_edits.answer_gap(store, plan, second),
        lambda: plan_parts.add_goal(store, plan, target="≥1", title="x"),
        lambda: plan_parts.edit_goal(store, goal.id, goal.version, target="≥1"),
        lambda: plan_parts.add_milestone(store, plan, title="x", due=today),
        lambda: plan_parts.edit_milestone(store, milestone.id, milestone.version, title="x"),
        lambda: plan_step_edits.add_step(store, plan, text="x"),
        lambda: plan_step_edits.edit_step(store, step.id, step.version, text="x"),
        lambda: plan_parts.move_part(store, "plan_step", step.id, 1),
        lambda: plan_parts.remove_part(store, "plan_step", step.id),
        lambda: plan_edits.remove_plan(store, plan),
    )
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    assert plan_view(store, plan)._replace(line=view.line) == view


def test_a_paused_plan_is_changed_and_loses_nothing(store, today, plan):
    lock(store, plan, "paused")
    step = plan_view(store, plan).steps[0]
    plan_step_edits.edit_step(store, step.id, step.version, text="Changed")
    with pytest.raises(plan_parts.PartIsPublished):
        plan_parts.remove_part(store, "plan_step", step.id)


def test_only_a_draft_is_removed(store, plan):
    plan_edits.remove_plan(store, plan)
    with pytest.raises(Gone):
        plan_view(store, plan)
    undo.undo(store)
    assert plan_view(store, plan).steps
