"""The human side of a plan: statement, resistance, obstacles, purpose told."""

from datetime import timedelta

import pytest
import sample_plans
from sample_plans import END, TODAY, S

from perftui.domain.plan_lacks import Lack
from perftui.domain.plan_people import (
    AnswerMissing,
    ClosedTooEarly,
    DayToCome,
    ObstacleMissing,
    ResistanceLevel,
    ResolutionMissing,
    SignalMissing,
)
from perftui.services import obstacles, plan_people, plan_steps, prep_sheets, talks, undo
from perftui.services.plan_locks import PlanOver
from perftui.services.plan_people import NotKnownYet, StatementAnswered
from perftui.services.transfer.plain_documents import as_text

LATER = TODAY + timedelta(10)


@pytest.fixture
def running(store, plan):
    sample_plans.running(store, plan)
    return plan


def test_an_obstacle_counts_its_days_until_it_is_closed_with_a_word(store, running, staff):
    found = obstacles.add(store, running, "No leads 没有线索", TODAY, owner=staff.wang, due=TODAY + timedelta(3))
    line = obstacles.of_plan(store, running)[0]
    assert (line.owner, line.days(LATER), line.is_overdue(LATER)) == ("Wang Wei 王伟", 10, True)
    with pytest.raises(ResolutionMissing):
        obstacles.change(store, found, line.version, LATER, closed_on=TODAY + timedelta(4))
    obstacles.change(store, found, line.version, LATER, closed_on=TODAY + timedelta(4), resolution="Shared list")
    line = obstacles.of_plan(store, running)[0]
    assert (line.days(END), line.is_overdue(END), line.resolution, line.text) == (4, False, "Shared list", "No leads 没有线索")


def test_an_obstacle_is_not_closed_before_it_was_there_nor_in_the_future(store, running):
    found = obstacles.add(store, running, "No leads", TODAY)
    for day in (TODAY - timedelta(1), LATER + timedelta(1)):
        with pytest.raises(ClosedTooEarly):
            obstacles.change(store, found, 1, LATER, closed_on=day, resolution="Solved")
    with pytest.raises(ObstacleMissing):
        obstacles.add(store, running, "  ", TODAY)


def test_a_statement_is_offered_then_answered_once(store, running):
    with pytest.raises(DayToCome):
        plan_people.offer_statement(store, running, LATER, TODAY)
    found = plan_people.offer_statement(store, running, TODAY, TODAY)
    with pytest.raises(AnswerMissing):
        plan_people.answer_statement(store, found, 1, "", LATER)
    plan_people.answer_statement(store, found, 1, "I agree 同意", LATER)
    line = plan_people.statements(store, running)[0]
    assert (line.offered, line.answered, line.text, line.is_declined) == (TODAY, LATER, "I agree 同意", False)
    with pytest.raises(StatementAnswered):
        plan_people.answer_statement(store, found, line.version, "No", LATER)


def test_an_offer_opens_the_way_to_the_outcome_even_where_it_is_declined(store, plan):
    sample_plans.due(store, plan, "12")
    assert Lack.NO_STATEMENT in {each.lack for each in plan_steps.missing(store, plan, S.FAILED, END)}
    found = plan_people.offer_statement(store, plan, END, END)
    plan_people.answer_statement(store, found, 1, "", END, is_declined=True)
    assert not plan_steps.missing(store, plan, S.FAILED, END)


def test_resistance_is_a_sign_with_a_level_and_a_response(store, running):
    with pytest.raises(SignalMissing):
        plan_people.note_resistance(store, running, " ", ResistanceLevel.DOUBT, TODAY, TODAY)
    found = plan_people.note_resistance(store, running, "Comes late 迟到", ResistanceLevel.AVOIDANCE, TODAY, TODAY)
    plan_people.change_resistance(store, found, 1, "Comes late 迟到", ResistanceLevel.DOUBT, TODAY, LATER, response="Asked why")
    line = plan_people.resistance(store, running)[0]
    assert (line.level, line.response, line.on) == (ResistanceLevel.DOUBT, "Asked why", TODAY)
    undo.undo(store)
    assert plan_people.resistance(store, running)[0].level is ResistanceLevel.AVOIDANCE


def test_the_purpose_is_told_in_a_talk_with_its_date(store, running):
    plan_people.tell_purpose(store, running, TODAY, TODAY, note="Help, not blame")
    assert [(line.on, line.note) for line in plan_people.purposes(store, running)] == [(TODAY, "Help, not blame")]


def test_nothing_of_it_comes_before_the_issue_or_after_the_end(store, plan):
    with pytest.raises(NotKnownYet):
        obstacles.add(store, plan, "No leads", TODAY)
    with pytest.raises(NotKnownYet):
        plan_people.offer_statement(store, plan, TODAY, TODAY)
    sample_plans.issued(store, plan)
    sample_plans.go(store, plan, S.CANCELLED, note="Left the company")
    with pytest.raises(PlanOver):
        plan_people.note_resistance(store, plan, "Late", ResistanceLevel.DOUBT, TODAY, TODAY)


def test_the_purpose_is_told_in_the_kick_off_talk_that_was_planned(store, running, staff):
    about = {"person": store.value("SELECT person_id FROM plan"), "manager": staff.wang, "plan": running}
    talk = talks.add_talk(store, **about, kind="kickoff", planned=TODAY, note="Room 2")
    assert plan_people.tell_purpose(store, running, TODAY, LATER, note="Help, not blame") == talk
    line = talks.of_plan(store, running, LATER)[0]
    assert (line.id, line.held, len(talks.of_plan(store, running, LATER))) == (talk, TODAY, 1)
    assert plan_people.purposes(store, running)[0].note == "Room 2\nHelp, not blame"
    undo.undo(store)
    assert talks.of_plan(store, running, LATER)[0].held is None


def test_a_purpose_told_in_a_talk_that_the_person_may_not_read_is_not_shown_to_them(store, running):
    from perftui.storage.stores import Actor, Store

    told = plan_people.tell_purpose(store, running, TODAY, TODAY, note="Help, not blame")
    talks.edit_talk(store, told, talks.talk_row(store, told)["version"], visibility="hr")
    reader = Store(store.connection, Actor("x", "employee"), clock=store.clock)
    reader.limit_to([store.value("SELECT person_id FROM plan")])
    assert (len(plan_people.purposes(store, running)), plan_people.purposes(reader, running)) == (1, [])


def test_the_prep_sheet_of_a_talk_says_what_the_running_plan_still_owes(store, running, staff):
    talk = talks.add_talk(store, person=staff.li, manager=staff.wang, kind="monthly", planned=LATER)
    heading, owed = "PROMISED IN THE PLAN, AND STILL OWED", "Mentor talk"
    said = as_text(prep_sheets.document(store, talk, LATER)).partition(heading)[2]
    assert owed in said.partition("SCRIPT")[0]
    sample_plans.keep_promises(store, running)
    assert heading not in as_text(prep_sheets.document(store, talk, LATER))
