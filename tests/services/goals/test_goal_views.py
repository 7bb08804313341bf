from datetime import date, timedelta
from decimal import Decimal

import pytest

from perftui.domain.codes import GoalState, Operator, Status
from perftui.domain.conflicts import ConflictReason
from perftui.domain.measures import GapFigures
from perftui.domain.yardsticks import Yardstick
from perftui.i18n import say
from perftui.services import check_ins, conflict_steps, goals
from perftui.services.goal_links import LinkKind
from perftui.services.goal_views import Named, goal_view, key_result_view
from perftui.services.key_result_views import yardstick_text
from perftui.services.trees import Owner
from perftui.storage.stores import Gone


def said(view):
    return [say(finding.message) for finding in view.findings]


def test_a_goal_shows_where_it_stands_and_who_owns_it(store, company, tree, today):
    view = goal_view(store, tree.first, today)
    assert view.parents == (Named(tree.theme, "Grow"), Named(tree.unit, "Win customers"))
    assert view.owner == Owner("person", company.li, "Li Na")
    assert (view.title, view.cycle, view.weight, view.share) == ("Raise retention", "2026-Q4", 10_000, Decimal("0.5"))
    assert (view.due, view.start) == (date(2026, 12, 31), None)


def test_a_goal_shows_progress_coverage_and_status_apart(store, tree, today):
    check_ins.check_in(store, tree.rate, "85", "0.9", on=today)
    view = goal_view(store, tree.unit, today)
    assert (view.progress, view.coverage, view.status) == (Decimal("0.5"), Decimal("0.5"), Status.ON_TRACK)
    assert goal_view(store, tree.second, today).status is Status.NO_DATA


def test_key_results_and_sub_goals_are_listed_apart(store, tree, today):
    sub = goals.add_goal(store, today, title="Sub", parent=tree.first)
    check_ins.check_in(store, tree.rate, "85", on=today)
    view = goal_view(store, tree.first, today)
    assert [(line.title, line.value) for line in view.key_results] == [("Retention", "85 / 90 %")]
    assert [line.key for line in view.sub_goals] == [sub]
    assert view.sub_goal_count == 1


def test_links_show_their_direction_and_whether_they_are_settled(store, tree, today):
    link = conflict_steps.record(store, tree.first, tree.second, ConflictReason.RESOURCE)
    conflict_steps.settle(store, link, "Half each")
    [seen] = goal_view(store, tree.second, today).links
    assert (seen.kind, seen.is_outgoing, seen.other, seen.is_open, seen.resolution) == (
        LinkKind.CONFLICTS,
        False,
        Named(tree.first, "Raise retention"),
        False,
        "Half each",
    )


def test_the_next_states_are_those_that_may_follow(store, tree, today):
    assert goal_view(store, tree.first, today).next_states == (GoalState.PROPOSED,)


def test_the_version_and_fields_are_what_an_edit_needs(store, tree, today):
    view = goal_view(store, tree.first, today)
    assert goals.edit_goal(store, view.id, view.version, **view.fields) == view.version
    result = key_result_view(store, tree.rate, today)
    assert goals.edit_key_result(store, result.id, result.version, **result.fields) == result.version


def test_the_history_counts_what_happened(store, tree, today):
    before = goal_view(store, tree.first, today).changes
    goals.edit_goal(store, tree.first, 1, title="Other")
    assert goal_view(store, tree.first, today).changes == before + 1 == 2


def test_a_good_goal_has_no_findings(store, tree, today):
    assert said(goal_view(store, tree.first, today)) == []


def test_an_orphan_is_found(store, company, today):
    alone = goals.add_goal(store, today, title="Alone", owner_person=company.li)
    assert said(goal_view(store, alone, today)) == [
        "This goal serves no other goal: give it a parent.",
        "This goal has no key result: nothing tells whether it is reached.",
    ]


def test_an_empty_theme_is_found(store, company, today):
    theme = goals.add_goal(store, today, title="Empty")
    assert said(goal_view(store, theme, today)) == ["No goal serves this theme yet."]


def test_a_level_that_is_skipped_is_found(store, company, tree, today):
    goal = goals.add_goal(store, today, title="Skip", parent=tree.theme, owner_person=company.li)
    goals.add_key_result(store, goal, title="Done", operator="yes_no")
    assert said(goal_view(store, goal, today)) == ["This personal goal stands right under a theme: no goal of a unit lies between."]


def test_weights_below_that_are_no_whole_are_found(store, tree, today):
    goals.weigh(store, tree.first, 7_000)
    assert said(goal_view(store, tree.unit, today)) == ["The weights below sum to 170 %, not to 100 %."]
    assert said(goal_view(store, tree.first, today)) == []


def test_everybody_being_sure_at_drafting_is_found(store, tree, today, clock):
    goals.equal_weights(store, tree.first)
    check_ins.check_in(store, tree.rate, "85", "0.95", on=today)
    assert "too easy" in said(goal_view(store, tree.first, today))[0]
    goals.set_state(store, [tree.first], GoalState.PROPOSED)
    goals.set_state(store, [tree.first], GoalState.AGREED)
    assert said(goal_view(store, tree.first, today)) == []


def test_an_archived_goal_has_no_findings_but_shows_what_it_had(store, tree, today):
    goals.archive(store, [tree.unit])
    view = goal_view(store, tree.unit, today)
    assert view.is_archived
    assert view.findings == ()
    assert {line.key for line in view.sub_goals} == {tree.first, tree.second}


def test_what_is_gone_says_so(store, company, today):
    for view in (goal_view, key_result_view):
        with pytest.raises(Gone):
            view(store, "gone", today)


def test_a_gap_in_percent_is_said_in_percentage_points_first(store, tree, today):
    rate = goals.add_key_result(store, tree.first, title="投诉处理率", operator="at_least", baseline="84", target="95", unit="%")
    check_ins.check_in(store, rate, "88%", "0.7", on=today)
    view = key_result_view(store, rate, today)
    assert view.yardstick == "≥95 %, from 84 %"
    assert view.value == "88 %"
    assert view.gap == GapFigures("7 pp", "7.4 %", "92.6 %")
    assert (view.confidence, view.checked_on, view.next_due) == (Decimal("0.7"), today, today + timedelta(days=30))
    assert [line.value for line in view.check_ins] == ["88 %"]


def test_a_key_result_without_data_has_no_gap_and_no_progress(store, tree, today):
    view = key_result_view(store, tree.calls, today)
    assert (view.value, view.gap, view.progress, view.attainment, view.status) == ("", None, None, None, Status.NO_DATA)
    assert view.next_due == date(2026, 10, 31)


def test_a_check_in_of_an_active_goal_is_overdue_the_day_after_it_was_due(store, tree, today):
    goals.equal_weights(store, tree.first)
    for state in (GoalState.PROPOSED, GoalState.AGREED, GoalState.ACTIVE):
        goals.set_state(store, [tree.second], state)
    assert not key_result_view(store, tree.calls, date(2026, 10, 31)).is_overdue
    assert key_result_view(store, tree.calls, date(2026, 11, 1)).is_overdue
    assert goal_view(store, tree.second, date(2026, 11, 1)).is_overdue


@pytest.mark.parametrize(
    ("yardstick", "text"),
    [
        (Yardstick(Operator.AT_MOST, target=Decimal(2), red_high=Decimal(5), unit="days"), "≤2 days, red above 5 days"),
        (Yardstick(Operator.RANGE, low=Decimal(8), high=Decimal(12), red_low=Decimal(4), unit="min"), "8–12 min, red below 4 min"),
        (Yardstick(Operator.YES_NO), "Yes or no"),
        (Yardstick(Operator.MILESTONE), "Milestone"),
        (Yardstick(Operator.MILESTONE, target=Decimal(120), unit="pages"), "Milestone: 120 pages"),
        (Yardstick(Operator.ORDINAL, target=Decimal(4), baseline=Decimal(2)), "4/5, from 2"),
        (
            Yardstick(Operator.AT_LEAST, Decimal(0), Decimal(70), commit=Decimal(30), stretch=Decimal(100), unit="%"),
            "≥70 %, from 0 %, commit 30 %, stretch 100 %",
        ),
    ],
)
def test_a_yardstick_is_said_in_words(yardstick, text):
    assert yardstick_text(yardstick) == text


def test_a_due_date_behind_that_of_the_goal_above_is_a_finding_and_no_wall(store, tree, today):
    goals.edit_goal(store, tree.unit, goal_view(store, tree.unit, today).version, due=date(2026, 12, 1))
    view = goal_view(store, tree.first, today)
    assert any("It is due after “Win customers”" in say(finding.message) for finding in view.findings)
    goals.edit_goal(store, tree.first, view.version, due=date(2026, 11, 30))
    goals.add_key_result(store, tree.first, title="Later", operator="yes_no", due=date(2026, 12, 15))
    view = goal_view(store, tree.first, today)
    assert [finding.entity for finding in view.findings if "is due after this goal" in say(finding.message)] == ["key_result"]
