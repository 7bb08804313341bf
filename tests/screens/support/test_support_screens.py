"""Support at the keyboard: a request to its delivery, a mentor's log from Today, courses that fit, and the way between the lists."""

from datetime import date

from perftui.domain.support import SupportTable
from perftui.services import drafts, mentor_logs, mentors
from perftui.storage import support

TODAY = date(2026, 11, 23)


def rows(desk, table):
    return support.listing(desk.store, table)


async def test_a_request_is_asked_for_in_a_line_promised_delivered_and_taken_back(desk):
    await desk.type("ctrl+g", "h", "ctrl+n", "Test bench; procurement; 2026-11-11; !1", "enter", "escape")
    await desk.type("f7", "prom", "enter", "\x15", "+7d", "ctrl+s")
    (row,) = rows(desk, SupportTable.REQUEST)
    assert (row["state"], row["promised_for"], row["provider"]) == ("promised", "2026-11-30", "Procurement 采购部")
    assert "12" in desk.shown
    await desk.type("f7", "deliv", "enter", "ctrl+s")
    assert rows(desk, SupportTable.REQUEST)[0]["delivered_on"] == "2026-11-23"
    await desk.type("ctrl+z", "ctrl+z")
    assert rows(desk, SupportTable.REQUEST)[0]["state"] == "requested"


async def test_a_missed_week_leads_from_today_into_the_log_which_takes_a_few_lines(desk):
    pair = mentors.add(desk.store, mentor_id=desk.ids.li, mentee_id=desk.ids.wang, reason="new_hire", start_date="2026-11-02")
    await desk.type("2", "1")
    assert "Mentor week missed" in desk.shown
    lines = [line.kind.value for line in desk.section._lines]
    desk.section.table.go_to(lines.index("mentor"))
    await desk.type("enter")
    await desk.type("Angry caller", "enter", "Sum up first", "enter", "Calm", "enter", "Three calls", "ctrl+s")
    (entry,) = mentor_logs.log(desk.store, pair)
    assert (entry.situation, entry.practised, entry.observed, entry.next_step) == ("Angry caller", "Sum up first", "Calm", "Three calls")
    assert (entry.on, desk.section.SECTION) == (TODAY, "mentors")
    await desk.type("escape", "1")
    assert "Mentor week missed" not in desk.shown


async def test_f7_on_a_skill_gap_proposes_a_course_and_f4_leads_to_the_request(desk):
    await desk.type("ctrl+g", "h", "f4", "skill", "enter", "ctrl+n", "tom; conflict; 2>4", "enter", "escape")
    await desk.type("f7")
    assert "Resolving conflict" in desk.shown
    await desk.type("enter", "f4", "training", "enter")
    (row,) = rows(desk, SupportTable.TRAINING)
    assert (row["course_code"], row["skill"], row["state"]) == ("conflict", "conflict", "requested")
    await desk.type("f7", "approved", "enter", "f7", "booked", "enter", "2026-11-20", "ctrl+s")
    assert rows(desk, SupportTable.TRAINING)[0]["state"] == "booked"
    await desk.type("delete")
    assert rows(desk, SupportTable.TRAINING)[0]["state"] == "cancelled"


async def test_what_is_typed_in_a_form_and_left_waits_on_today_and_comes_back_there(desk):
    await desk.type("ctrl+g", "h", "f4", "mentors", "enter", "ctrl+n", "li; wang; weekly", "ctrl+n")
    assert "New mentorship" in desk.shown
    await desk.type("tab")
    desk.app.screen.keep_draft()
    assert [draft.form for draft in drafts.listing(desk.store)].count("mentorship") == 1
    await desk.type("ctrl+s")
    assert (len(rows(desk, SupportTable.MENTORSHIP)), drafts.listing(desk.store)) == (1, [])


async def test_a_course_of_the_library_is_changed_and_asked_for(desk):
    await desk.type("ctrl+g", "h", "f4", "courses", "enter", "f2", "\x15", "Calm at the phone", "ctrl+s")
    (course,) = rows(desk, SupportTable.COURSE)
    assert (course["name"], course["code"]) == ("Calm at the phone", "sales_skills")
    await desk.type("f7", "tom", "enter", "ctrl+s")
    (row,) = rows(desk, SupportTable.TRAINING)
    assert (row["title"], row["course_id"]) == ("Calm at the phone", course["id"])


async def test_from_a_gap_one_asks_for_training_notes_a_skill_gap_and_plans_a_talk_about_it(desk):
    from perftui.services import gaps, talks

    gap = gaps.add_gap(desk.store, TODAY, dimension="Calls", target="≥95%", actual="88%", person=desk.ids.wang)
    await desk.type("4", "f8", "courses that", "enter", "enter", "tab", "tab", "Phone course", "ctrl+s")
    await desk.type("f8", "skill gap", "enter", "tab", "Calm", "ctrl+s")
    await desk.type("f8", "plan a talk", "enter", "ctrl+s")
    found = [(row["person_id"], row["gap_id"]) for table in (SupportTable.TRAINING, SupportTable.SKILL_GAP) for row in rows(desk, table)]
    assert found == [(desk.ids.wang, gap)] * 2
    assert len(talks.of_gap(desk.store, gap, TODAY)) == 1
    assert desk.section.SECTION == "gaps"
    await desk.type("ctrl+z")
    assert talks.of_gap(desk.store, gap, TODAY) == []
