"""Reviews of a quarter: planned, held with their facts, skipped, and told on Today."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from perftui.domain.codes import GoalState
from perftui.domain.goal_reviews import Decision, ReviewState, Trend, quarter_of
from perftui.i18n import say
from perftui.services import cycles, goals, undo
from perftui.services.agenda_kinds import AgendaKind
from perftui.services.check_ins import check_in
from perftui.services.goal_reviews import (
    DecisionMissing,
    Held,
    HeldAlready,
    HeldInTheFuture,
    ReasonForSkipMissing,
    hold,
    plan,
    preview_plan,
    skip,
)
from perftui.services.histories import history
from perftui.services.review_facts import facts
from perftui.services.review_lines import ReviewFilter, ReviewListing, review, reviews_of
from perftui.services.today import today_view
from perftui.storage.stores import Actor, Changed, Gone, Store

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")

Q4 = quarter_of(date(2026, 11, 23))
END = date(2026, 12, 31)


@pytest.fixture
def running(store, tree, today):
    """Goals of a theme, a unit and two people, active; one of them is checked in twice."""
    goals.equal_weights(store, tree.first)
    for state in (GoalState.PROPOSED, GoalState.AGREED, GoalState.ACTIVE):
        goals.set_state(store, [tree.theme, tree.unit, tree.first, tree.second], state)
    check_in(store, tree.rate, "83", "0.8", on=date(2026, 11, 2))
    check_in(store, tree.rate, "84", "0.5", on=date(2026, 11, 20))
    return tree


@pytest.fixture
def planned(store, running):
    plan(store, Q4)
    return running


def of(store, goal_id, today):
    return reviews_of(store, goal_id, today)[0]


def listed(store, today, **shown):
    listing = ReviewListing(store, ReviewFilter(**shown), today)
    return [line.title for line in listing.window(0, listing.count())]


def waiting(store, today, kind):
    return [(line.title, say(line.message)) for line in today_view(store, today).lines if line.kind is kind]


def test_each_active_goal_gets_one_review_a_quarter(store, running, today, undone):
    goals.add_goal(store, today, title="Draft", parent=running.unit)
    assert len(preview_plan(store, Q4).reviews) == 4
    assert undone(lambda: plan(store, Q4)) == 4
    assert (preview_plan(store, Q4).reviews, preview_plan(store, Q4).existing, plan(store, Q4)) == ((), 4, 0)
    assert {line.due for line in map(lambda goal: of(store, goal, today), (running.theme, running.first))} == {END}
    undo.undo(store)
    assert reviews_of(store, running.first, today) == []


def test_the_facts_are_gathered_from_the_quarter(store, planned, today):
    line = of(store, planned.first, today)
    found = facts(store, line)
    assert (found.check_ins, found.late, found.last_check_in, found.trend) == (2, 1, date(2026, 11, 20), Trend.DOWN)
    assert [(result.title, result.value, result.gap, result.is_met) for result in found.results] == [("Retention", "84 %", "6 pp", False)]
    assert (line.progress, line.attainment) == (Decimal("0.4"), Decimal("0.4") / (Decimal(53) / 92))
    assert line.proposal is Decision.ADJUST
    assert of(store, planned.second, today).proposal is None


def test_a_review_keeps_what_was_attained_when_it_was_held(store, planned, today):
    line = of(store, planned.first, today)
    said = Held(today, "rework", "The team", "Too few people", "Ask for two more")
    held = hold(store, line.id, line.version, said, today)
    assert (held.state, held.held_on, held.decision, held.proposal, held.is_late) == (ReviewState.HELD, today, "rework", "adjust", False)
    check_in(store, planned.rate, "90", on=today)
    again = review(store, line.id, today)
    assert (again.progress, again.attainment) == (Decimal(1), Decimal("0.6943"))
    corrected = hold(store, line.id, again.version, said._replace(decision="keep"), today)
    assert (corrected.decision, corrected.attainment) == ("keep", Decimal("0.6943"))


def test_a_review_held_after_its_due_date_is_late(store, planned, today):
    line = of(store, planned.first, today)
    assert not line.is_late
    after = END + timedelta(days=3)
    assert review(store, line.id, after).is_late
    held = hold(store, line.id, line.version, Held(after, "keep"), after)
    assert (held.is_late, held.attainment) == (True, Decimal("0.4"))


def test_a_review_needs_a_decision_and_a_day_that_has_come(store, planned, today):
    line = of(store, planned.first, today)
    with pytest.raises(DecisionMissing):
        hold(store, line.id, line.version, Held(today, ""), today)
    with pytest.raises(HeldInTheFuture):
        hold(store, line.id, line.version, Held(today + timedelta(days=1), "keep"), today)
    with pytest.raises(Gone):
        hold(store, "nothing", 1, Held(today, "keep"), today)
    hold(store, line.id, line.version, Held(today, "keep"), today)
    with pytest.raises(Changed):
        hold(store, line.id, line.version, Held(today, "keep"), today)


def test_a_review_is_skipped_with_a_reason_only_while_it_is_open(store, planned, today):
    first, second = of(store, planned.first, today), of(store, planned.second, today)
    with pytest.raises(ReasonForSkipMissing):
        skip(store, first.id, first.version, " ", today)
    assert skip(store, first.id, first.version, "Owner on leave", today).hindered == "Owner on leave"
    hold(store, second.id, second.version, Held(today, "keep"), today)
    with pytest.raises(HeldAlready):
        skip(store, second.id, second.version + 1, "No time", today)
    assert listed(store, today, state="skipped") == ["Raise retention"]


def test_what_is_to_be_held_stands_first_and_filters_narrow(store, planned, company, today):
    line = of(store, planned.first, today)
    hold(store, line.id, line.version, Held(today, "keep"), today)
    assert listed(store, today) == ["Call more", "Grow", "Win customers", "Raise retention"]
    assert listed(store, today, state="held") == ["Raise retention"]
    assert listed(store, today, quarter="2026-Q3") == []
    assert listed(store, today, units=(company.sales,)) == ["Win customers"]
    assert ReviewListing(store, ReviewFilter(), today, "call").count() == 1


def test_who_may_not_see_a_goal_does_not_see_its_review(store, planned, company, today):
    behind = Store(store.connection, Actor("li"), clock=store.clock)
    behind.limit_to([company.li])
    assert "Call more" not in listed(behind, today)
    with pytest.raises(Gone):
        review(behind, of(store, planned.second, today).id, today)


def test_the_history_of_a_goal_tells_its_reviews(store, planned, today):
    line = of(store, planned.first, today)
    hold(store, line.id, line.version, Held(today, "keep", went_well="The team"), today)
    told = {each.label_text(): each.new_text() for each in history(store, "goal", planned.first) if each.entity == "goal_review"}
    assert (told["Decision"], told["Went well"], told["Quarter"], told["Pace"]) == ("Keep", "The team", "2026-Q4", "69%")


def test_today_tells_which_reviews_are_due_the_oldest_first(store, planned, today):
    assert waiting(store, today, AgendaKind.REVIEW) == []
    assert waiting(store, END - timedelta(days=10), AgendaKind.REVIEW)[0] == ("Call more", "2026-Q4: due in 10 days")
    assert len(waiting(store, END + timedelta(days=2), AgendaKind.REVIEW)) == 4
    assert waiting(store, END + timedelta(days=2), AgendaKind.REVIEW)[0][1] == "2026-Q4: 2 days overdue"


def test_today_tells_that_reviews_are_to_be_planned_near_the_end_of_the_quarter(store, running, today):
    assert waiting(store, today, AgendaKind.NOT_PLANNED) == []
    assert waiting(store, date(2026, 12, 5), AgendaKind.NOT_PLANNED) == [("2026-Q4", "4 goals have no review yet")]
    plan(store, Q4)
    assert waiting(store, date(2026, 12, 5), AgendaKind.NOT_PLANNED) == []


def test_today_tells_of_a_cycle_that_ends_and_of_one_that_nothing_follows(store, running, today):
    names = [title for title, _why in waiting(store, date(2026, 12, 20), AgendaKind.CYCLE_ENDS)]
    assert names == ["2026", "2026-Q4"] or names == ["2026-Q4", "2026"]
    assert waiting(store, date(2026, 12, 16), AgendaKind.CYCLE_ENDS) == []
    assert len(waiting(store, date(2026, 12, 2), AgendaKind.NO_NEXT_CYCLE)) == 2
    cycles.add_cycle(store, "2027-Q1", today)
    assert waiting(store, date(2026, 12, 2), AgendaKind.NO_NEXT_CYCLE) == [("2026", "No cycle follows it yet: Ctrl+N adds one")]
    assert ("2026-Q4", "Over: 4 goals have no score") in waiting(store, date(2027, 1, 4), AgendaKind.CYCLE_OVER)


def test_today_tells_of_goals_that_are_still_drafts_while_their_cycle_runs(store, tree, today):
    drafts = waiting(store, today, AgendaKind.STILL_DRAFT)
    assert [title for title, _why in drafts] == ["Call more", "Grow", "Raise retention", "Win customers"]
    goals.set_state(store, [tree.theme], GoalState.PROPOSED)
    assert len(waiting(store, today, AgendaKind.STILL_DRAFT)) == 3
    assert waiting(store, date(2027, 1, 5), AgendaKind.STILL_DRAFT) == []
