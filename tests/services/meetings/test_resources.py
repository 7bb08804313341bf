from datetime import date
from decimal import Decimal

import pytest

from perftui.domain.amendments import ReasonMissing
from perftui.domain.codes import GoalState
from perftui.domain.meeting_drafts import CapacityNegative
from perftui.domain.validation import NotANumber
from perftui.i18n import say
from perftui.services import goals, needs, resources, undo
from perftui.services.amendment_lines import amendments_of
from perftui.services.goal_archives import archive
from perftui.services.histories import history

TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")


def test_a_resource_says_what_is_claimed_and_what_is_left(store, duo):
    line = resources.resource(store, duo.budget)
    assert (line.claimed, line.left) == (Decimal(750), Decimal(-150))
    assert {claim.side.unit: claim.amount for claim in line.claims} == {"运营部": 350, "Marketing": 400}


def test_goals_that_are_over_need_nothing_any_more(store, duo):
    goals.set_state(store, [duo.leads], GoalState.SCORED)
    archive(store, [duo.users], reason="over")
    assert resources.resource(store, duo.budget).left == 600


def test_a_new_resource_comes_with_the_goal_that_needs_it_in_one_step(store, duo, undone):
    undone(lambda: needs.allocate_new(store, duo.users, "2,5".replace(",", "."), name="Benches", unit="台"))
    line = next(line for line in resources.listing(store) if line.name == "Benches")
    assert (line.capacity, line.left, line.claims[0].amount) == (None, None, Decimal("2.5"))


def test_a_need_is_changed_and_taken_away_and_both_can_be_taken_back(store, duo, undone):
    undone(lambda: needs.change_need(store, duo.need, 1, "300", "for the launch", reason="cut"))
    assert [(line.amount, line.note) for line in needs.needs_of(store, duo.users)] == [(300, "for the launch")]
    undone(lambda: needs.release(store, duo.need, reason="cut"))
    assert needs.needs_of(store, duo.users) == []


def test_what_an_agreed_goal_needs_changes_with_a_reason_which_is_kept(store, duo):
    with pytest.raises(ReasonMissing):
        needs.change_need(store, duo.need, 1, "300", "")
    with pytest.raises(ReasonMissing):
        needs.release(store, duo.need)
    needs.change_need(store, duo.need, 1, "350", "for the launch")
    needs.change_need(store, duo.need, 2, "300", "for the launch", reason="Half a year later")
    needs.release(store, duo.need, reason="No launch")
    told = [(line.field, line.old, line.new, line.reason) for line in amendments_of(store, duo.users)]
    assert sorted(told) == [
        ("Resource", "Budget: 300 CNY", "", "No launch"),
        ("Resource", "Budget: 350 CNY", "Budget: 300 CNY", "Half a year later"),
    ]


def test_what_a_draft_needs_changes_without_a_reason(store, duo):
    draft = goals.add_goal(store, TODAY, title="Draft", parent=duo.theme, owner_unit=duo.marketing)
    need = needs.allocate(store, draft, duo.budget, "10")
    needs.change_need(store, need, 1, "20", "")
    needs.release(store, need)
    assert amendments_of(store, draft) == []


def test_a_need_may_be_said_before_anybody_knows_how_much(store, duo):
    needs.change_need(store, duo.need, 1, "", "", reason="cut")
    assert needs.needs_of(store, duo.users)[0].amount is None
    assert resources.resource(store, duo.budget).left == 200


def test_a_goal_needs_a_resource_once(store, duo):
    with pytest.raises(needs.AllocatedAlready):
        needs.allocate(store, duo.users, duo.budget, "1")


def test_amounts_are_numbers_that_are_not_negative(store, duo):
    with pytest.raises(NotANumber):
        needs.change_need(store, duo.need, 1, "much", "")
    with pytest.raises(CapacityNegative):
        needs.change_need(store, duo.need, 1, "-1", "")
    with pytest.raises(CapacityNegative):
        resources.add_resource(store, name="Debt", capacity="-1")


def test_two_resources_of_one_name_are_refused(store, duo):
    with pytest.raises(resources.ResourceExists):
        resources.add_resource(store, name=" Budget ")
    other = resources.add_resource(store, name="Hours")
    with pytest.raises(resources.ResourceExists):
        resources.edit_resource(store, other, 1, name="Budget")


def test_a_resource_is_archived_once_nobody_needs_it(store, duo):
    with pytest.raises(resources.ResourceInUse):
        resources.archive_resource(store, duo.budget, 1)
    needs.release(store, duo.need, reason="cut")
    needs.release(store, duo.other_need, reason="cut")
    resources.archive_resource(store, duo.budget, 1)
    assert resources.listing(store) == []
    undo.undo(store)
    assert [line.name for line in resources.listing(store)] == ["Budget"]


def test_the_history_of_a_goal_tells_of_what_it_needs(store, duo):
    needs.change_need(store, duo.need, 1, "300", "", reason="cut")
    told = [
        (line.label_text(), line.old_text(), line.new_text()) for line in history(store, "goal", duo.users) if line.entity == "allocation"
    ]
    assert told == [("Amount", "350", "300"), ("Resource", "", "Budget"), ("Amount", "", "350")]
    assert say(undo.next_undo(store)) == "Changed how much New users needs of Budget"
