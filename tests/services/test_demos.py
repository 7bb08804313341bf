"""The sample company: whole, natural, in two languages, and the same for the same day."""

from datetime import date

import pytest

from perftui.domain.challenges import GIVES_UP, NO_DRIVE, TOO_HIGH, TOO_LOW
from perftui.domain.feedback_figures import Insight, Source
from perftui.domain.gaps import Change
from perftui.domain.plans import CheckStatus, PlanState, PlanStepKind
from perftui.domain.promises import PromiseState
from perftui.domain.recurrences import read
from perftui.domain.support import SupportTable
from perftui.services import (
    bottlenecks,
    calibration_lists,
    conflicts,
    cycles,
    evidence_lines,
    gap_comparisons,
    gap_listings,
    mentors,
    obstacles,
    plan_outcomes,
    plan_people,
    readiness,
    resources,
    round_reports,
    rounds,
    talks,
    undo,
    verification,
    worksheets,
)
from perftui.services.action_entries import entries_of
from perftui.services.action_listings import ActionFilter, ActionListing
from perftui.services.alignment_reports import ReportFilter
from perftui.services.assessment_lists import without_follow_up
from perftui.services.calibration_lists import CalibrationFilter
from perftui.services.cause_trees import cause_tree
from perftui.services.checklists import checklist
from perftui.services.demos.making import make_demo
from perftui.services.gap_listings import GapFilter
from perftui.services.meeting_views import meeting_view
from perftui.services.plan_reversals import is_kept
from perftui.services.plan_views import plan_view
from perftui.services.promises import ledger
from perftui.services.reports import By, ReportChoice, ReportKind, report
from perftui.services.retro_boards import retro_board
from perftui.services.smart_checks import checks_of, open_checks
from perftui.services.support_lists import lost
from perftui.services.talk_views import talk_view
from perftui.services.talks import TalkFilter
from perftui.services.today import AgendaKind, today_view
from perftui.storage import node_rebuilds, support
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_memory

TODAY = date(2026, 11, 23)


def made(today=TODAY):
    store = open_memory(Actor("li.na"))
    told = []
    make_demo(store, today, told.append)
    return store, told


@pytest.fixture(scope="module")
def sample():
    store, told = made()
    yield store, told
    store.close()


@pytest.fixture(scope="module")
def store(sample):
    return sample[0]


def content(store):
    return [
        [tuple(row) for row in store.rows(sql)]
        for sql in (
            "SELECT staff_no, name, position, hire_date, exit_date FROM person ORDER BY staff_no",
            "SELECT title, level, kind, state, weight FROM goal ORDER BY rowid",
            "SELECT title, operator, baseline, target, low, high, weight FROM key_result ORDER BY rowid",
            "SELECT on_date, value, confidence, note, is_late FROM check_in ORDER BY rowid",
        )
    ]


def count(store, sql):
    return store.value(f"SELECT count(*) FROM {sql}")


def test_it_tells_how_far_it_is_up_to_the_end(sample):
    _store, told = sample
    assert told == sorted(told)
    assert told[-1] == 100


def test_three_hundred_people_work_in_departments_and_report_to_somebody(store):
    assert count(store, "person") == 300
    assert count(store, "unit") >= 5
    assert count(store, "reporting") >= 290
    assert count(store, "person WHERE exit_date IS NOT NULL") > 0


def test_people_and_goals_have_names_of_two_languages(store):
    names = [row[0] for row in store.rows("SELECT name FROM person")]
    chinese = sum(not name.isascii() for name in names)
    assert 50 < chinese < 250
    titles = [row[0] for row in store.rows("SELECT title FROM key_result")]
    assert {title.isascii() for title in titles} == {True, False}


def test_one_quarter_is_closed_and_one_is_running(store):
    states = {line.name: line.state for line in cycles.listing(store, TODAY)}
    assert states == {"2026": "active", "2026-Q3": "closed", "2026-Q4": "active"}


def test_the_goals_of_the_closed_quarter_are_closed_too(store):
    rows = store.rows("SELECT DISTINCT g.state FROM goal g JOIN cycle c ON c.id = g.cycle_id WHERE c.state = 'closed'")
    assert {row[0] for row in rows} == {"closed", "draft"}


def test_the_closed_quarter_is_scored_with_notes_and_some_of_it_goes_on(store):
    assert count(store, "goal WHERE state = 'closed' AND score IS NOT NULL") > 150
    assert count(store, "goal WHERE state = 'closed' AND score IS NULL") > 0
    notes = [row[0] for row in store.rows("SELECT DISTINCT score_note FROM goal WHERE score_note IS NOT NULL")]
    assert {note.isascii() for note in notes} == {True, False}
    rows = store.rows(
        "SELECT g.state, up.title IS NOT NULL FROM goal g LEFT JOIN goal up ON up.id = g.parent_id WHERE g.carried_from_id IS NOT NULL"
    )
    assert 3 <= len(rows) <= 5
    assert {tuple(row) for row in rows} == {("active", 1)}


def test_the_last_quarter_was_reviewed_and_this_one_is_planned_with_some_overdue(store):
    reviews = "goal_review WHERE quarter"
    assert count(store, f"{reviews} = '2026-Q3' AND state = 'held' AND went_well <> ''") > 150
    assert {row[0] for row in store.rows("SELECT DISTINCT decision FROM goal_review WHERE state = 'held'")} == {"keep", "adjust", "rework"}
    assert count(store, f"{reviews} = '2026-Q3' AND held_on > due_date") > 0
    assert count(store, f"{reviews} = '2026-Q3' AND state = 'skipped' AND hindered <> ''") > 0
    for quarter in ("2026-Q3", "2026-Q4"):
        assert 0 < count(store, f"{reviews} = '{quarter}' AND state = 'open' AND due_date < '{TODAY}'") < 20
    assert count(store, f"{reviews} = '2026-Q4' AND state = 'open'") > 150


def test_there_is_something_to_settle_and_something_to_mend(store):
    assert count(store, "goal_link WHERE kind = 'conflicts' AND state = 'open'") == 1
    assert count(store, "goal_link WHERE kind = 'depends'") == 2
    assert count(store, "goal WHERE parent_id IS NULL AND level <> 'theme'") >= 2
    assert count(store, "check_in WHERE is_late = 1") > 0
    assert count(store, "check_in WHERE blocker <> ''") > 0
    assert count(store, f"node WHERE is_key_result = 1 AND next_due < '{TODAY}'") > 0
    assert count(store, "goal WHERE state = 'draft'") > 0


def test_every_goal_that_runs_is_smart_and_a_draft_is_not(store):
    lacking = {row["state"] for row in store.rows("SELECT id, state FROM goal") if open_checks(checks_of(store, row["id"]))}
    assert lacking == {"draft"}


def test_goals_are_rated_calibrated_and_worth_a_look(store):
    listing = calibration_lists.listing(store, CalibrationFilter(level="unit"))
    lines = listing.window(0, listing.count())
    assert {TOO_HIGH, TOO_LOW, GIVES_UP, NO_DRIVE} == {finding.message.template for line in lines for finding in line.findings}
    assert 5 <= sum(line.calibrated_on is not None for line in lines) < len(lines)
    assert 0 < sum(line.challenge is None for line in lines) < len(lines)


def test_some_goals_wait_for_review_one_came_back_and_one_agreed_was_changed(store):
    assert count(store, "goal WHERE state = 'proposed'") == 3
    assert count(store, "goal WHERE state = 'returned'") == 1
    assert count(store, "goal_comment WHERE kind = 'returned'") == 2
    again = "SELECT goal_id FROM goal_version WHERE kind = 'proposed' GROUP BY goal_id HAVING count(*) > 1"
    assert count(store, f"goal WHERE state = 'proposed' AND id IN ({again})") == 1
    assert {tuple(row) for row in store.rows("SELECT field, old, new FROM goal_amendment WHERE meeting_id IS NULL")} == {
        ("target", "120", "110")
    }


def test_the_gap_table_begins_with_the_record_of_the_complaints_and_compares_two_quarters(store):
    found = gap_listings.listing(store, GapFilter(cycles=(store.value("SELECT id FROM cycle WHERE name = '2026-Q4'"),)))
    lines = found.window(0, 3)
    assert {(line.target_text, line.actual_text, line.gap_text) for line in lines if line} == {("≥95 %", "88 %", "7 pp")}
    assert [(line.category, line.measure_type, line.is_first) for line in lines if line] == [
        ("people", "", True),
        ("process", "document", False),
        ("process", "", False),
    ]
    assert all(line and line.owner and line.due for line in lines)
    ids = [store.value("SELECT id FROM cycle WHERE name = ?", (name,)) for name in ("2026-Q3", "2026-Q4")]
    assert set(gap_comparisons.compare_cycles(store, *ids).counts) == set(Change)


def test_one_gap_is_asked_through_in_depth_and_its_checklist_is_half_answered(store):
    found = cause_tree(store, store.value("SELECT gap_id FROM checklist_answer LIMIT 1"))
    assert [node.number for node in found.nodes[:6]] == ["1", "1.1", "1.1.1", "1.1.1.1", "2", "2.1"]
    assert [(line.category, len(line.measures)) for line in found.gap.roots] == [("process", 1), ("training", 1)]
    assert all(line.owner and line.due for root in found.gap.roots for line in root.measures)
    checked = checklist(store, found.gap.id)
    assert (checked.answered, checked.candidates, len(checked.lines)) == (14, 5, 28)


def test_the_gap_that_is_asked_through_has_a_file_and_a_note(store):
    found = [line for gap in store.rows("SELECT id FROM gap") for line in evidence_lines.of_record(store, "gap", gap["id"])]
    assert sorted(line.kind.value for line in found) == ["file", "note"]
    file = next(line for line in found if line.file_name)
    assert evidence_lines.content(store, file.id).startswith(b"day,checked,passed")


def test_the_failed_plan_of_the_chinese_pack_can_show_all_of_it_and_the_one_to_be_decided_cannot(store):
    ids = (store.value("SELECT id FROM plan WHERE pack = 'cn' AND state = ?", (state,)) for state in ("decided", "due"))
    found, due = (readiness.readiness(store, plan) for plan in ids)
    assert (found.of, found.met, found.waived) == (12, 12, 3)
    assert all(line.mark is None or line.mark.on < TODAY for line in found.lines)
    assert "art_42" in {line.requirement.code for line in due.missing}


def test_the_quarrel_over_the_budget_went_through_a_meeting_and_is_settled(store):
    settled = next(line for line in conflicts.listing(store) if line.state == "settled")
    assert (settled.reason, {settled.first.unit, settled.second.unit}) == ("resource", {"Operations 运营部", "Marketing 市场部"})
    view = meeting_view(store, settled.meeting_id)
    assert (view.kind, view.state, len(view.participants)) == ("resource", "held", 5)
    assert {line.field for line in view.changes} == {"weight", "allocation"}
    assert all(line.reason == settled.resolution == view.decisions[0].text for line in view.changes)
    assert all(line.owner and line.due for line in view.actions)
    assert {line.state for line in view.actions} == {"open", "done"}
    budget = next(line for line in resources.listing(store) if line.capacity)
    assert budget.left == 0


def test_the_pass_rate_was_talked_over_and_two_departments_mend_it_with_the_workshop(store):
    meeting_id = store.value("SELECT id FROM meeting WHERE kind = 'retrospective'")
    board = retro_board(store, meeting_id)
    assert (board.meeting.state, board.current, sum(step.minutes for step in board.steps)) == ("held", None, 60)
    joint = {action.title: action.with_units for action in board.meeting.actions}
    assert joint == {
        "Equipment upgrade plan 设备升级计划": ("Equipment 设备部",),
        "Skills drill 技能强化培训": ("HR and training 人力资源与培训",),
    }
    assert all(action.owner and action.due for action in board.meeting.actions)
    assert tuple(board.shares) == (3, 1, 0)
    assert count(store, "cause WHERE state = 'confirmed'") >= 2


def test_one_conflict_waits_and_others_are_only_found(store):
    waiting = today_view(store, TODAY).waiting
    assert waiting[AgendaKind.CONFLICT].number == 1
    assert waiting[AgendaKind.ACTION].number == 12
    assert {line.reason for line in conflicts.listing(store) if line.state == "found"} == {"resource", "dependency"}


def test_talks_are_held_but_for_a_few_and_support_that_was_promised_is_not_always_kept(store):
    waiting = today_view(store, TODAY).waiting
    assert 0 < waiting[AgendaKind.NO_TALK].number < 10
    assert waiting[AgendaKind.TALK].number == 6
    found = {line.status.value for line in talks.listing(store, TalkFilter(), TODAY)}
    assert found == {"planned", "overdue", "held"}
    told = talks.listing(store, TalkFilter(kind="grow"), TODAY)[0]
    assert [line.state.value for line in talk_view(store, told.id, TODAY).actions].count("done") == 3
    cards = report(store, ReportChoice(ReportKind.COACHING, By.PERSON), ReportFilter(), TODAY)
    assert any(row.cells[-1] is not None and 0 < row.cells[-1] < 1 for row in cards.rows)
    assert bottlenecks.ranking(bottlenecks.listing(store, TODAY))[0].tag == "process"
    assert {sheet.state.value for sheet in worksheets.listing(store)} == {"open", "agreed"}


def test_the_mentor_talks_weekly_with_one_week_missed_and_one_late_and_the_check_is_monthly(store):
    by_title = {listed.line.title: listed.line for listed in ActionListing(store, ActionFilter(state="all"), TODAY).every()}
    talk = next(line for title, line in by_title.items() if title.startswith("Mentor talk"))
    went = [(entry.state.value, entry.is_late) for entry in reversed(entries_of(store, talk.id))]
    assert went == [("done", False), ("done", False), ("missed", False), ("done", False), ("done", True), ("done", False), ("done", False)]
    assert (talk.recurrence, talk.role, talk.due) == ("weekly:tue", "mentor", date(2026, 11, 17))
    check = next(line for title, line in by_title.items() if title.startswith("Check how"))
    assert (check.recurrence, [entry.is_late for entry in entries_of(store, check.id)]) == ("monthly:31", [False, True, False])
    assert {read(line.recurrence).every.value for line in by_title.values() if line.recurrence} == {
        *("weekly", "workdays", "monthly", "biweekly", "quarterly", "yearly")
    }
    assert {"hr", "mentor", "manager", "employee", "training", "procurement", "equipment"} - {line.role for line in by_title.values()} == {
        "hr"
    }


def test_people_are_helped_with_requests_under_initiatives_training_against_complaints_and_mentors_of_whom_one_missed_weeks(store):
    rows = {row["title"].split(" ")[0]: row for row in support.listing(store, SupportTable.REQUEST)}
    assert (rows["Two"]["provider"], rows["Two"]["priority"], lost(rows["Two"], TODAY)) == ("Procurement 采购部", 1, 12)
    assert rows["Customer"]["initiative"].startswith("One CRM")
    assert {row["course_code"]: row["state"] for row in support.listing(store, SupportTable.TRAINING)} == {
        **{"emotion": "booked", "conflict": "completed", "agile": "approved", "sales_skills": "requested"}
    }
    pairs = mentors.listing(store, TODAY)
    assert [(len(pair.missed), len(pair.waiting), pair.entries) for pair in pairs] == [(1, 0, 5), (2, 2, 3)]
    waiting = today_view(store, TODAY).waiting
    kinds = (AgendaKind.MENTOR, AgendaKind.SUPPORT, AgendaKind.TRAINING, AgendaKind.ACCOMMODATION)
    assert [waiting[kind].number for kind in kinds] == [1, 2, 1, 1]


def test_the_weights_of_siblings_are_a_whole_but_where_a_goal_was_just_handed_down(store):
    below = store.rows("SELECT parent, sum(weight) FROM node WHERE is_archived = 0 AND parent IS NOT NULL GROUP BY parent, cycle")
    off = {tuple(row) for row in below if row[1] != 10_000}
    handed = store.value("SELECT n.id FROM goal g JOIN node n ON n.ref = g.parent_id WHERE g.title LIKE '% – %' AND g.state = 'draft'")
    assert off == {(handed, 12_000)}
    themes = store.value("SELECT sum(weight) FROM goal WHERE level = 'theme' AND parent_id IS NULL")
    assert themes == 10_000
    shares = "SELECT sum(k.target) FROM key_result k JOIN goal g ON g.id = k.goal_id WHERE g.title LIKE '% – %' AND k.unit = 'customers'"
    assert store.value(shares) == 120


def test_the_log_holds_and_the_tree_is_what_it_would_be_made_anew(store):
    assert verification.verify(store, is_deep=True).is_sound
    columns = "ref, depth, progress, weighted, measured, total"
    kept = [tuple(row) for row in store.rows(f"SELECT {columns} FROM node ORDER BY ref")]
    node_rebuilds.rebuild_aside(store)
    assert kept == [tuple(row) for row in store.rows(f"SELECT {columns} FROM temp.fresh ORDER BY ref")]


def test_the_users_own_undo_does_not_reach_back_into_it(store):
    assert undo.next_undo(store) is None


def test_the_same_day_gives_the_same_company(store):
    again, _told = made()
    assert content(again) == content(store)
    again.close()


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 1, 1)])
def test_it_can_be_made_on_any_day(today):
    store, _told = made(today)
    assert count(store, "person") == 300
    assert count(store, "check_in") > 300
    store.close()


def test_key_results_are_measured_by_the_library_and_its_values_have_evidence(store):
    assert count(store, "measure") >= 30
    assert count(store, "key_result WHERE measure_id IS NOT NULL") > 20
    assert count(store, "key_result WHERE operator = 'ordinal' AND anchors <> ''") == 2
    assert count(store, "measure_value WHERE evidence = ''") == 0
    assert store.value("SELECT max(period_end) FROM measure_value") == "2026-10-31"


def test_a_360_round_is_released_with_groups_that_are_shown_merged_and_hidden(store):
    (released,) = [line for line in rounds.listing(store) if line.state == "released"]
    reports = [round_reports.report(store, subject) for subject, _name in round_reports.subjects(store, released.id)]
    of_round = f"JOIN review_subject s ON s.id = r.subject_id WHERE s.round_id = '{released.id}'"
    assert count(store, f"answer a JOIN rater r ON r.id = a.rater_id {of_round}") == 0
    assert {line.is_merged for report in reports for line in report.groups if line.completed is None} == {True, False}
    assert any(report.insights(Insight.BLIND_SPOT) for report in reports)
    assert any(comment.source is Source.OTHERS for report in reports for comment in report.comments)


def test_one_round_is_released_without_the_answer_that_is_hidden_and_another_is_half_answered(store):
    half, released = rounds.listing(store)
    assert (half.state, half.subjects, half.completed) == ("collecting", 6, half.raters // 2)
    assert (released.state, released.subjects, released.completed) == ("released", 4, released.raters - 1)
    invited = {line.tally("customer").invited for line in rounds.subjects(store, released.id)}
    shown = {line.tally("customer").completed for line in rounds.subjects(store, released.id)}
    assert (invited, shown) == ({1, 2, 3, 4}, {0, 3, 4})


def test_people_were_assessed_in_every_state_and_some_have_nothing_that_follows(store):
    states = {row[0] for row in store.rows("SELECT DISTINCT state FROM assessment")}
    assert states >= {"draft", "self", "manager", "calibrated", "shared", "acknowledged", "disputed", "final"}
    assert count(store, "assessment") == 10
    assert count(store, "assessment WHERE template = 'support'") == 5
    assert count(store, "indicator WHERE operator = 'range' AND low = '6' AND high = '10'") == 5
    assert count(store, "assessment_change WHERE field = 'calibrated_score' AND meeting_id IS NOT NULL") == 1
    assert {line.state for line in without_follow_up(store, TODAY)} == {"calibrated", "shared", "acknowledged", "disputed"}


def test_its_plans_are_a_draft_one_that_runs_one_due_one_that_passed_and_one_that_failed(store):
    rows = store.rows("SELECT id, state, pack FROM plan ORDER BY state")
    assert [(row["state"], row["pack"]) for row in rows] == [
        *(("active", "cn"), ("decided", "cn"), ("draft", "generic"), ("due", "cn"), ("monitoring", "generic"))
    ]
    running = plan_view(store, rows[0]["id"])
    assert [check.status(TODAY) for check in running.checks] == [CheckStatus.HELD, CheckStatus.MISSED, CheckStatus.PLANNED]
    assert [line.reached_on is not None for line in running.milestones] == [True, False]
    [habit] = [step for step in running.steps if step.kind is PlanStepKind.HABIT]
    assert (habit.habit_target, len(habit.entries) > 40, {entry.is_done for entry in habit.entries}) == (6, True, {True, False})
    assert [line.state for line in ledger(store, running.line.id, TODAY)].count(PromiseState.BROKEN) == 1
    assert [line.kind for line in plan_outcomes.of_plan(store, rows[1]["id"])] == ["failed", "role_adjustment"]
    assert all(is_kept(store, row["id"], PlanState(row["state"])) for row in rows)


def test_the_human_side_of_its_plans_is_written_down(store):
    plan_id = store.value("SELECT id FROM plan WHERE state = 'active'")
    assert [(line.closed is not None, line.is_overdue(TODAY)) for line in obstacles.of_plan(store, plan_id)] == [
        (False, True),
        (True, False),
    ]
    assert [line.level.value for line in plan_people.resistance(store, plan_id)] == ["2"]
    assert len(plan_people.purposes(store, plan_id)) == 1
    kinds = {line.kind for line in today_view(store, TODAY).lines}
    assert {AgendaKind.OBSTACLE, AgendaKind.PLAN_CHECK, AgendaKind.PLAN_DECISION} <= kinds
