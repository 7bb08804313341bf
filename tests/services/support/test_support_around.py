"""Support in the details of people, goals, gaps and plans, and the ways from there."""

from datetime import date

import pytest

from perftui.domain.support import SupportTable
from perftui.services import courses, gaps, mentors, support_records, trainings
from perftui.services.builtin_measures import built_in
from perftui.services.support_around import AROUND, around
from perftui.services.support_choices import goal_names
from perftui.storage.stores import Actor, Label, Store

TODAY = date(2026, 11, 23)


@pytest.fixture
def plan(store, staff):
    with store.write(Label("Plan")):
        store.insert("plan", id="plan1", person_id=staff.wang, kind="pip", title="Calm", state="draft")
    return "plan1"


def told(found):
    return [(line.table, line.title, line.state.value) for line in found]


def test_the_support_of_a_person_is_what_is_not_over(store, staff):
    mentors.add(store, mentor_id=staff.anna, mentee_id=staff.wang, recurrence="weekly tue", reason="improvement", start_date="2026-11-02")
    trainings.add(store, TODAY, person_id=staff.wang, title="Calm talk")
    gone = trainings.add(store, TODAY, person_id=staff.wang, title="Other")
    with store.write(Label("Refused")):
        store.update("training_request", gone, 1, state="refused")
    expected = [(SupportTable.MENTORSHIP, "Anna Baker mentors 王伟", "running"), (SupportTable.TRAINING, "Calm talk", "requested")]
    assert told(around(store, "person", staff.wang)) == expected
    assert told(around(store, "person", staff.anna)) == expected[:1]


def test_what_belongs_to_a_plan_that_is_not_issued_stands_with_the_plan_alone(store, staff, plan):
    gap = gaps.add_gap(store, TODAY, dimension="Calls", target="≥95%", actual="88%", person=staff.wang)
    trainings.add(store, TODAY, person_id=staff.wang, title="Calm talk", gap_id=gap)
    with store.write(Label("Of the plan")):
        store.connection.execute("UPDATE training_request SET plan_id = ?", (plan,))
    assert around(store, "person", staff.wang) == around(store, "gap", gap) == []
    assert len(around(store, "plan", plan)) == 1
    with store.write(Label("Issued")):
        store.update("plan", plan, 1, state="issued")
    assert len(around(store, "person", staff.wang)) == len(around(store, "gap", gap)) == 1


def test_nobody_sees_support_around_a_record_of_others(store, staff, plan):
    for table in (SupportTable.SKILL_GAP, SupportTable.ACCOMMODATION):
        more = {"competency": "Calm"} if table is SupportTable.SKILL_GAP else {"kind": "workload", "valid_from": "2026-11-01"}
        support_records.add(store, table, person_id=staff.wang, **more)
    reader = Store(store.connection, Actor("x", "employee"), clock=store.clock)
    reader.limit_to([staff.li])
    assert len(around(store, "person", staff.wang)) == 2
    assert all(around(reader, entity, key) == [] for entity in AROUND for key in (staff.wang, plan))


def test_a_training_asked_for_from_a_gap_is_against_that_gap(store, staff):
    gap = gaps.add_gap(store, TODAY, dimension=built_in("en")["complaint_rate"]["name"], target="≥95%", actual="88%", person=staff.wang)
    (one, *_more) = courses.proposals(store, staff.wang, TODAY, gap_id=gap)
    trainings.take(store, staff.wang, one, TODAY, gap_id=gap)
    assert [line.title for line in around(store, "gap", gap)] == [one.course.name]


def test_a_course_of_the_library_is_found_by_its_name_in_either_language(store, staff):
    chinese = courses.catalogue("zh")
    for code, entry in courses.catalogue("en").items():
        person = staff.li if entry.get("audience") == "manager" else staff.wang
        for name in (entry["name"], chinese[code]["name"]):
            found = courses.proposals(store, person, TODAY, competency=name)
            assert code in {one.course.code for one in found}


def test_a_request_offers_the_goals_of_the_person_and_the_one_it_blocks(store, staff, records):
    from perftui.services import cycles

    cycle = cycles.add_cycle(store, "2026-Q4", TODAY)
    own = records.goal("Visits", cycle, level="person", owner_person_id=staff.wang, state="active")
    other = records.goal("Market share", cycle, level="theme", state="active")
    assert goal_names(store, staff.wang, other) == [(other, "Market share"), (own, "Visits")]
    assert goal_names(store, "", "") == []
