from datetime import date

import pytest

from perftui import i18n
from perftui.domain.support import SupportTable
from perftui.errors import PerftuiError
from perftui.i18n import say
from perftui.services import builtin_measures, course_mappings, courses, gaps, support_records, support_steps, trainings, undo
from perftui.services.support_lists import SupportFilter, sheet
from perftui.services.today import AgendaKind, today_view
from perftui.storage import course_measures, support

TODAY = date(2026, 11, 23)
TABLE = SupportTable.TRAINING


@pytest.fixture(autouse=True)
def english():
    yield
    i18n.use("en")


@pytest.fixture
def measures(store):
    builtin_measures.add_missing(store)
    return course_measures.coded(store)


def ask(store, person, **values):
    return trainings.add(store, TODAY, **{"person_id": person, "title": "Calm talk", **values})


def step(store, request, state, **details):
    support_steps.take_step(store, TABLE, request, state, TODAY, **details)


def row(store, request):
    return support.get(store, TABLE, request)


def refused(act, *args, **values):
    with pytest.raises(PerftuiError) as caught:
        act(*args, **values)
    return say(caught.value.message)


def names(found):
    return [one.course.name for one in found]


def test_training_goes_from_the_request_to_a_result_and_nothing_is_skipped(store, staff):
    request = ask(store, staff.wang)
    assert "does not follow" in refused(step, store, request, "completed")
    step(store, request, "approved")
    assert "when the training begins" in refused(step, store, request, "booked")
    step(store, request, "booked", start_date="2026-11-18", end_date="2026-11-19")
    assert "what came of the training" in refused(step, store, request, "completed")
    step(store, request, "completed", result="Stays calm", is_signed_in="yes", completed_on="2026-11-19")
    done = row(store, request)
    assert (done["state"], done["completed_on"], done["is_signed_in"], done["result"]) == ("completed", "2026-11-19", 1, "Stays calm")
    undo.undo(store)
    assert (row(store, request)["state"], row(store, request)["is_signed_in"]) == ("booked", 0)


def test_what_is_approved_and_not_booked_or_over_without_a_result_is_on_today(store, staff):
    request = ask(store, staff.wang)

    def waits():
        return [say(line.message) for line in today_view(store, TODAY).lines if line.kind is AgendaKind.TRAINING]

    assert waits() == []
    step(store, request, "approved")
    assert waits() == ["Approved, not booked yet"]
    step(store, request, "booked", start_date="2026-11-30")
    assert waits() == []
    support_records.edit(store, TABLE, request, row(store, request)["version"], start_date="2026-11-20")
    assert waits() == ["It is over: what came of it?"]


def test_a_gap_in_complaints_proposes_emotions_and_conflict(store, staff, measures):
    gap = gaps.add_gap(store, TODAY, target="≥95%", actual="88%", origin={"measure_id": measures["complaint_rate"]}, **whose(staff.wang))
    found = courses.proposals(store, staff.wang, TODAY, gap_id=gap)
    assert names(found) == ["Managing emotions at work", "Resolving conflict"]
    assert found[0].why == ("Complaints",)
    assert names(courses.proposals(store, staff.wang, TODAY)) == names(found)
    assert courses.proposals(store, staff.anna, TODAY) == []


def whose(person, dimension="Complaints"):
    return {"person": person, "dimension": dimension}


def test_a_gap_without_a_measure_is_known_by_the_name_of_one_in_any_language(store, staff):
    gaps.add_gap(store, TODAY, target="≥95%", actual="88%", origin=None, **whose(staff.wang, "我们的客户投诉处理率"))
    assert names(courses.proposals(store, staff.wang, TODAY)) == ["Managing emotions at work", "Resolving conflict"]


def test_late_projects_of_a_manager_propose_agile_and_of_nobody_else(store, staff, measures):
    origin = {"measure_id": measures["on_time_delivery"]}
    for person in (staff.li, staff.wang):
        gaps.add_gap(store, TODAY, target="≥90%", actual="70%", origin=origin, **whose(person, "Late"))
    assert names(courses.proposals(store, staff.li, TODAY)) == ["Agile project management", "Breaking team work into tasks"]
    assert courses.proposals(store, staff.wang, TODAY) == []


def test_taking_a_proposal_puts_the_course_with_its_measures_into_the_file_in_one_step(store, staff, measures):
    skill = support_records.add(store, SupportTable.SKILL_GAP, person_id=staff.wang, competency="conflict", level_now="2", level_needed="4")
    (found,) = courses.proposals(store, staff.wang, TODAY, competency="conflict")
    request = trainings.take(store, staff.wang, found, TODAY, skill_gap_id=skill)
    assert (row(store, request)["title"], row(store, request)["skill"]) == ("Resolving conflict", "conflict")
    mapped = {one["code"] for one in course_measures.of_courses(store)}
    assert mapped == {"complaint_rate", "csat"}
    undo.undo(store)
    assert (course_measures.of_courses(store), support.listing(store, TABLE)) == ([], [])


def test_courses_speak_the_language_in_use_until_somebody_renames_them(store, staff, measures):
    request = ask(store, staff.wang, title="", course_id="builtin:emotion")
    i18n.use("zh")
    (line,) = [one for one in courses.listing(store) if one.code == "emotion"]
    assert line.name == courses.catalogue("zh")["emotion"]["name"] != courses.catalogue("en")["emotion"]["name"]
    assert line.measure_names[0] == "客户投诉处理率"
    course = row(store, request)["course_id"]
    courses.save(store, course, line.version, (), name="Calm 冷静", code="emotion")
    assert courses.line(store, course).name == "Calm 冷静"
    assert courses.line(store, course).measures == ()


def test_an_own_course_is_mapped_by_the_names_of_measures_and_proposed_then(store, staff, measures):
    found = course_mappings.read(store, "Complaints handled in time\n新增客户数")
    courses.save(store, "", 0, found, name="Phone school", provider="Ours")
    gaps.add_gap(store, TODAY, target="≥20", actual="12", origin={"measure_id": measures["new_customers"]}, **whose(staff.wang))
    assert "Phone school" in names(courses.proposals(store, staff.wang, TODAY))
    assert "No measure" in refused(course_mappings.read, store, "Moon phase")


def test_a_course_that_is_archived_is_offered_no_more_even_when_it_came_from_the_library(store):
    courses.archive(store, "builtin:agile")
    assert "agile" not in {one.code for one in courses.listing(store)}
    (gone,) = sheet(store, SupportTable.COURSE, SupportFilter("1"), TODAY).rows
    support_steps.take_step(store, SupportTable.COURSE, gone.key, "0", TODAY)
    assert "agile" in {one.code for one in courses.listing(store)}


def test_levels_go_from_one_to_five(store, staff):
    given = {"person_id": staff.wang, "competency": "Planning"}
    assert "too large" in refused(support_records.add, store, SupportTable.SKILL_GAP, level_needed="6", **given)
    support_records.add(store, SupportTable.SKILL_GAP, level_now="", level_needed="4", **given)
    (line,) = sheet(store, SupportTable.SKILL_GAP, SupportFilter("late"), TODAY).rows
    assert line.cells[:5] == ("王伟", "Planning", None, 4, None)
