from datetime import date

import pytest

from perftui.domain.codes import CycleState, GoalState
from perftui.domain.conflicts import ConflictReason, ConflictState
from perftui.i18n import say
from perftui.services import conflict_steps, conflicts, cycles, goals, needs
from perftui.services.conflicts import ConflictFilter
from perftui.services.goal_links import AlreadyLinked, LinkKind
from perftui.services.today import AgendaKind, today_view
from perftui.storage.stores import Gone, Label

pytestmark = pytest.mark.usefixtures("anything_may_be_proposed")

TODAY = date(2026, 11, 23)


def only(store):
    (line,) = conflicts.listing(store)
    return line


def test_a_budget_that_is_too_small_is_found_and_gone_once_it_suffices(store, duo):
    line = only(store)
    assert (line.state, line.reason, {line.first.unit, line.second.unit}) == ("found", "resource", {"运营部", "Marketing"})
    assert "750 CNY" in say(line.causes[0])
    needs.change_need(store, duo.need, 1, "200", "", reason="cut")
    assert conflicts.listing(store) == []


def test_goals_of_closed_cycles_are_not_looked_at(store, duo):
    line = cycles.listing(store, TODAY)[0]
    line = cycles.change_state(store, line.id, line.version, CycleState.REVIEWING, TODAY)
    goals.archive(store, [duo.theme], reason="over")
    cycles.change_state(store, line.id, line.version, CycleState.CLOSED, TODAY)
    assert conflicts.listing(store) == []


def test_recording_keeps_what_was_found_even_when_it_no_longer_is(store, duo, undone):
    undone(lambda: conflict_steps.record_found(store, only(store).key))
    line = only(store)
    assert (line.state, line.since, len(line.causes)) == ("open", TODAY, 1)
    assert "750 CNY" in line.note
    needs.release(store, duo.need, reason="cut")
    assert (only(store).state, only(store).causes) == ("open", ())


def test_what_is_dismissed_with_a_reason_is_not_found_again(store, duo, undone):
    with pytest.raises(conflict_steps.WhyDismissed):
        conflict_steps.dismiss(store, only(store).key, "  ")
    undone(lambda: conflict_steps.dismiss(store, only(store).key, "The budget grows in January."))
    line = only(store)
    assert (line.state, line.resolution) == ("dismissed", "The budget grows in January.")
    assert conflicts.listing(store, ConflictFilter()) == []
    conflict_steps.reopen(store, line.key)
    assert (only(store).state, only(store).resolution) == ("open", "")


def test_a_found_one_is_settled_in_one_step(store, duo, undone):
    with pytest.raises(conflict_steps.HowSettled):
        conflict_steps.settle(store, only(store).key, "")
    undone(lambda: conflict_steps.settle(store, only(store).key, "Both take half."))
    assert (only(store).state, only(store).resolution) == ("settled", "Both take half.")


def test_one_pair_may_be_in_conflict_for_two_reasons_but_not_twice_for_one(store, duo):
    conflict_steps.record_found(store, only(store).key)
    with pytest.raises(AlreadyLinked):
        conflict_steps.record(store, duo.leads, duo.users, ConflictReason.RESOURCE)
    conflict_steps.record(store, duo.leads, duo.users, ConflictReason.OPPOSES, "Fewer, better leads")
    assert {line.reason for line in conflicts.listing(store)} == {"resource", "opposes"}
    with pytest.raises(AlreadyLinked):
        conflict_steps.record(store, duo.users, duo.leads, ConflictReason.DEPENDENCY)


def test_a_conflict_linked_without_a_reason_takes_in_what_is_found(store, duo):
    with store.write(Label("from a version without reasons")):
        store.insert("goal_link", id="l", from_goal_id=duo.users, to_goal_id=duo.leads, kind=LinkKind.CONFLICTS.value)
    line = only(store)
    assert (line.reason, line.state, len(line.causes)) == (None, "open", 1)
    conflict_steps.describe(store, line.key, line.version, ConflictReason.RESOURCE, "The launch budget")
    assert (only(store).reason, only(store).note) == ("resource", "The launch budget")


def test_key_results_that_pull_apart_are_found(store, duo):
    needs.release(store, duo.need, reason="cut")
    goals.add_key_result(
        store, duo.users, title="Cost per lead", operator="at_most", baseline="900", target="600", unit="CNY", reason="new"
    )
    goals.add_key_result(store, duo.leads, title="cost per LEAD", operator="range", low="700", high="800", unit="CNY", reason="new")
    assert only(store).reason is ConflictReason.OPPOSES
    assert "≤600 CNY" in say(only(store).causes[0])
    assert "700–800 CNY" in say(only(store).causes[0])


def test_a_dependency_out_of_step_is_found_until_it_is_settled(store, duo):
    needs.release(store, duo.need, reason="cut")
    late = goals.add_goal(store, TODAY, title="New site", owner_unit=duo.marketing, due="2026-12-20")
    goals.edit_goal(store, duo.users, goals_version(store, duo.users), due="2026-12-01", reason="earlier")
    link = goals.link(store, duo.users, late, LinkKind.DEPENDS)
    line = only(store)
    assert (line.reason, line.first.title, line.second.title) == ("dependency", "New users", "New site")
    assert len(line.causes) == 2
    goals.settle(store, link, 1, "They start without it.")
    assert conflicts.listing(store) == []


def goals_version(store, goal_id):
    return store.value("SELECT version FROM goal WHERE id = ?", (goal_id,))


def test_the_list_is_narrowed_by_state_kind_unit_and_text(store, duo):
    third = goals.add_goal(store, TODAY, title="Third", owner_unit=duo.marketing)
    conflict_steps.record(store, third, duo.users, ConflictReason.OPPOSES, "Noise")
    assert len(conflicts.listing(store, ConflictFilter())) == 2
    shown = {
        "state": ConflictFilter(states=(ConflictState.OPEN,)),
        "kind": ConflictFilter(reason=ConflictReason.OPPOSES),
        "text": ConflictFilter(text="noise"),
    }
    assert {name: [line.note for line in conflicts.listing(store, wanted)] for name, wanted in shown.items()} == {
        name: ["Noise"] for name in shown
    }
    assert conflicts.listing(store, ConflictFilter(unit_id="elsewhere")) == []
    assert set(conflicts.units_of(conflicts.listing(store)).values()) == {"Marketing", "运营部"}


def test_today_names_what_is_open_and_in_no_meeting_the_oldest_first(store, duo, clock):
    conflict_steps.record_found(store, only(store).key)
    (line,) = [line for line in today_view(store, TODAY).lines if line.kind is AgendaKind.CONFLICT]
    assert (line.entity, line.since) == ("conflict", TODAY)
    conflict_steps.settle(store, line.entity_id, "Done.")
    assert AgendaKind.CONFLICT not in today_view(store, TODAY).waiting


def test_behind_a_scope_conflicts_of_hidden_people_stay_hidden(store, duo):
    hers = goals.add_goal(store, TODAY, title="Hers", owner_person=duo.li)
    conflict_steps.record(store, hers, duo.leads, ConflictReason.OPPOSES)
    store.limit_to([])
    assert all("Hers" not in (line.first.title, line.second.title) for line in conflicts.listing(store))


def test_one_that_is_gone_says_so(store, duo):
    with pytest.raises(Gone):
        conflicts.conflict(store, "found:resource:a:b")
    with pytest.raises(Gone):
        conflict_steps.reopen(store, "gone")


def test_an_active_goal_that_waits_for_a_draft_is_found(store, duo):
    needs.release(store, duo.need, reason="cut")
    draft = goals.add_goal(store, TODAY, title="Draft", owner_unit=duo.marketing)
    goals.link(store, duo.users, draft, LinkKind.DEPENDS)
    assert "not agreed yet" in say(only(store).causes[0])
    goals.set_state(store, [draft], GoalState.PROPOSED)
    goals.set_state(store, [draft], GoalState.AGREED)
    assert conflicts.listing(store) == []
