"""The whole schema, as one picture; and what must hold for every table that is captured."""

import pytest
from organisations import LABEL

from perftui.storage import feedback_tables, plan_tables, schemas, upgrades
from perftui.storage.drivers import IntegrityError

YARDSTICK = "operator unit baseline target low high red_low red_high tolerance commit_value stretch_value maximum anchors"
TABLES = {
    "_ctx": "id actor role at step",
    "step": "id at actor kind target is_open template label_values",
    "event": "seq step at actor role entity entity_id verb diff salt digest prev_hash hash",
    "meta": "name value",
    "unit": "id name parent_id is_archived version",
    "person": "id staff_no name pinyin initials sort_key unit_id position email hire_date exit_date salary_minor salary_currency"
    " is_archived version",
    "reporting": "id person_id manager_id since until version",
    "cycle": "id name kind start_date end_date state version",
    "goal": "id title description level owner_person_id owner_unit_id parent_id pos cycle_id kind weight counts_in_appraisal state"
    " priority tags start_date due_date version challenge feasibility calibrated_by calibrated_on calibration_note score score_note"
    " carried_from_id smart",
    "key_result": "id goal_id title pos operator unit baseline target low high red_low red_high tolerance commit_value stretch_value"
    " maximum weight due_date cadence_days priority tags is_archived definition_hash version measure_id anchors",
    "check_in": "id key_result_id on_date value confidence note blocker next_action is_late version evidence",
    "goal_link": "id from_goal_id to_goal_id kind state resolution version reason note meeting_id",
    "measure": "id code name description area unit kind operator formula source cadence_days anchors tags is_archived version",
    "measure_value": "id measure_id person_id unit_id period_start period_end value evidence note version",
    "goal_comment": "id goal_id kind text by_name on_date version",
    "goal_version": "id goal_id number kind reason by_name on_date content version",
    "goal_amendment": "id goal_id key_result_id field old new reason meeting_id by_name on_date version",
    "goal_review": "id goal_id quarter due_date held_on attainment proposal decision went_well hindered next_step state version",
    "resource": "id name unit capacity owner_unit_id note is_archived version",
    "allocation": "id resource_id goal_id amount note version",
    "meeting": "id kind title on_date place agenda minutes state version",
    "meeting_topic": "id meeting_id pos title goal_id link_id version gap_id",
    "meeting_participant": "id meeting_id person_id unit_id role version",
    "meeting_decision": "id meeting_id pos text goal_id version",
    "action": "id title owner_person_id role due_date recurrence measure state done_on note origin_entity origin_id"
    " version kind until_date",
    "assessment": "id person_id cycle_id template state second_reader_id second_reader_note self_note manager_note development_note"
    " statement potential shared_on answered_on follow_up follow_up_note version",
    "indicator": f"id assessment_id pos name kind measure_id key_result_id weight {YARDSTICK} actual self_score manager_score"
    " calibrated_score evidence self_note note version",
    "assessment_change": "id assessment_id indicator_id field old new reason meeting_id by_name on_date version",
    "rating_policy": "id cycle_id bands most_share note version",
    "gap": "id person_id unit_id cycle_id assessment_id indicator_id goal_id key_result_id measure_id earlier_id dimension"
    f" {YARDSTICK} actual measured_on evidence gap_value severity state note definition_hash version",
    "cause": "id gap_id parent_id pos text category evidence is_root state question version",
    "checklist_answer": "id gap_id question answer note cause_id version",
    "action_unit": "id action_id unit_id version",
    "action_entry": "id action_id due_date state done_on note version value",
    "meeting_step": "id meeting_id pos code minutes text state version",
    "retro_note": "id meeting_id pos kind text problem tag votes merged_into_id gap_id cause_id version",
    "review_round": "id title cycle_id questionnaire state due_date threshold scale_max anchors note frozen_on released_on version",
    "round_group": "id round_id code weight is_open version",
    "question": "id round_id pos kind competency text_en text_zh version",
    "review_subject": "id round_id person_id note version",
    "rater": "id subject_id code person_id name email is_declined version",
    "rater_progress": "rater_id state",
    "answer": "rater_id question_id level text",
    "frozen_answer": "id subject_id code question_id level text",
    "frozen_count": "subject_id code invited completed",
    "plan": "id person_id manager_id hr_id kind pack template title purpose reason state start_date end_date"
    " choice choice_note consequences pass_closure next_date issued_on earlier_id pause_reason version",
    "plan_gap": "id plan_id gap_id cause_id version",
    "plan_goal": f"id plan_id pos title goal_id key_result_id gap_id measure_id {YARDSTICK} start_value start_on"
    " weight must_meet due_date definition_hash version",
    "plan_milestone": "id plan_id plan_goal_id title due_date wanted reached_on version",
    "plan_step": "id plan_id pos kind text owner_person_id role due_date recurrence until_date is_support"
    " evidence_wanted baseline uplift unit cause_id version",
    "plan_check": "id plan_id pos kind due_date held_on entered_on is_missed manager_note employee_note verdict next_date by_name version",
    "plan_value": "id plan_goal_id check_id on_date value note definition_hash version",
    "plan_version": "id plan_id number kind reason by_name on_date content content_hash version",
    "acknowledgement": "id plan_id version_number kind on_date place witness proof comment log_head by_name version",
    "extension": "id plan_id old_end new_end reason closure on_date by_name version",
    "plan_outcome": "id plan_id kind on_date closure note by_name version",
    "statement": "id plan_id offered_on answered_on text is_declined version",
    "resistance_note": "id plan_id signal level response on_date version",
    "obstacle": "id plan_id text owner_person_id opened_on due_date closed_on resolution version",
    "promise_settlement": "id plan_id entity record_id kind text on_date by_name version",
    "plan_requirement": "id plan_id code state on_date note by_name version",
    "evidence": "id entity record_id person_id kind title text file_name media_type size content_hash requirement"
    " on_date by_name is_archived version",
    "talk": "id person_id manager_id kind state visibility planned_on held_on goal_id gap_id plan_id goal_text"
    " reality options way_forward note script purpose_told version",
    "cadence": "id person_id recurrence start_date note version",
    "worksheet": "id person_id unit_id goal_id talk_id title measured_on needs ask offer decider state on_date version",
    "bottleneck": "id person_id unit_id goal_id talk_id tag text state on_date solved_on solution version",
    "skill_gap": "id person_id competency level_now level_needed goal_id gap_id plan_id state note version",
    "course": "id code name provider audience note is_archived version",
    "course_measure": "id course_id measure_id version",
    "training_request": "id person_id course_id title provider reason gap_id skill_gap_id plan_id state requested_on"
    " start_date end_date completed_on is_signed_in result version",
    "mentorship": "id mentor_id mentee_id plan_id reason start_date end_date recurrence state note version",
    "mentor_entry": "id mentorship_id on_date situation practised observed next_step version",
    "initiative": "id title kind owner_person_id unit_id state start_date due_date done_on note version",
    "support_request": "id person_id kind title provider_unit_id goal_id plan_id initiative_id priority requested_on"
    " needed_by promised_for delivered_on days_lost state note version",
    "accommodation": "id person_id plan_id kind hours_per_week valid_from valid_until note state version",
    "evidence_content": "content_hash content",
    "node": "id ref is_key_result parent path depth cycle is_top is_archived weight progress weighted measured total value confidence"
    " checked_on next_due",
    "draft": "actor form subject fields at",
    "setting": "actor name value",
    "saved_view": "actor screen name spec",
    "recent": "actor entity entity_id at",
}
WORDS = ("person_words", "goal_words", "key_result_words")
"""The full-text tables; what SQLite makes for each begins with its name."""
INDEXES = """check_in_latest event_of event_step goal_cycle goal_link_to goal_parent goal_person goal_unit key_result_goal
node_due node_parent node_path node_top person_initials person_sort person_unit reporting_manager reporting_open reporting_person
step_kind step_open unit_name unit_parent
action_due action_origin action_owner allocation_goal goal_amendment_goal goal_amendment_key_result goal_amendment_meeting goal_carried
goal_comment_goal goal_link_meeting goal_review_due key_result_measure measure_code measure_value_once measure_value_person
measure_value_unit meeting_decision_goal meeting_decision_meeting meeting_participant_once meeting_participant_person
meeting_participant_unit meeting_topic_goal meeting_topic_link meeting_topic_meeting resource_name resource_unit
action_unit_unit answer_question assessment_change_assessment assessment_change_indicator assessment_change_meeting assessment_cycle
assessment_second_reader cause_gap cause_parent checklist_answer_cause frozen_answer_question frozen_answer_subject gap_assessment gap_cycle
gap_earlier gap_goal gap_indicator gap_key_result gap_measure gap_person gap_unit indicator_assessment indicator_key_result
indicator_measure meeting_step_meeting meeting_topic_gap question_round rater_once rater_person rater_subject retro_note_cause
retro_note_gap retro_note_meeting retro_note_merged review_round_cycle review_subject_person
accommodation_person accommodation_plan acknowledgement_plan bottleneck_goal bottleneck_person bottleneck_tag bottleneck_talk
bottleneck_unit course_measure_measure evidence_hash evidence_person evidence_record extension_plan initiative_owner initiative_unit
mentor_entry_mentorship mentorship_mentee mentorship_mentor mentorship_plan obstacle_owner obstacle_plan plan_check_due plan_check_plan
plan_earlier plan_gap_cause plan_gap_gap plan_gap_plan plan_goal_gap plan_goal_goal plan_goal_key_result plan_goal_measure plan_goal_plan
plan_hr plan_manager plan_milestone_goal plan_milestone_plan plan_outcome_plan plan_person plan_state plan_step_cause plan_step_owner
plan_step_plan plan_value_check plan_value_goal promise_settlement_plan resistance_note_plan skill_gap_gap skill_gap_goal skill_gap_person
skill_gap_plan statement_plan support_request_goal support_request_initiative support_request_person support_request_plan
support_request_state support_request_unit talk_gap talk_goal talk_manager talk_person talk_plan talk_planned training_request_course
training_request_gap training_request_person training_request_plan training_request_skill_gap worksheet_goal worksheet_person
worksheet_talk worksheet_unit"""
VIEWS = "actions_list current_manager gaps_list goals_list measures_list people_list plans_list"


NO_RECORDS = {"_ctx", "step", "event", "meta", "node", "draft", "setting", "saved_view", "recent"}


def named(store, kind):
    return {row[0] for row in store.rows("SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE '%sqlite_%'", (kind,))}


def columns(store, table):
    return [row["name"] for row in store.rows("SELECT name FROM pragma_table_info(?)", (table,))]


def test_the_tables_and_their_columns_are_these_and_no_others(store):
    assert {name for name in named(store, "table") if not name.startswith(WORDS)} == TABLES.keys()
    assert named(store, "table") > set(WORDS)
    assert {table: " ".join(columns(store, table)) for table in TABLES} == TABLES


def test_the_indexes_and_views_are_these_and_no_others(store):
    assert named(store, "index") == set(INDEXES.split())
    assert named(store, "view") == set(VIEWS.split())


def test_every_table_holds_to_its_column_types(store):
    strict = {row["name"] for row in store.rows("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict")}
    assert strict - {"_sqlite_migrations"} == TABLES.keys()


def test_each_captured_table_has_its_four_triggers_each_searched_one_three_and_there_are_no_others(store):
    expected = {f"{table}_{what}" for table in schemas.CAPTURED for what in ("insert", "update", "delete", "identity")}
    searched = {f"{table}_{what}" for table in WORDS for what in ("insert", "update", "delete")}
    assert named(store, "trigger") == expected | searched | {"event_keep", "event_stay"}


@pytest.mark.parametrize("table", schemas.CAPTURED)
def test_every_column_but_identity_and_version_is_captured(store, table):
    assert set(schemas.CAPTURED[table]) == set(columns(store, table)) - {"id", "version"}


def test_every_table_that_is_not_captured_holds_no_records(store):
    assert TABLES.keys() - schemas.CAPTURED.keys() == NO_RECORDS | set(feedback_tables.UNCAPTURED) | set(plan_tables.UNCAPTURED)


@pytest.mark.parametrize("table", schemas.CAPTURED)
def test_a_column_that_may_be_empty_has_no_default_so_that_undo_can_leave_it_out(store, table):
    wrong = store.rows("""SELECT name FROM pragma_table_info(?) WHERE NOT "notnull" AND dflt_value IS NOT NULL""", (table,))
    assert wrong == []


@pytest.mark.parametrize("table", schemas.CAPTURED)
def test_every_reference_to_a_captured_table_can_be_found_by_an_index(store, table):
    for reference in store.rows('SELECT "table", "from" FROM pragma_foreign_key_list(?)', (table,)):
        plan = store.rows(f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {reference['from']} = 'x'")
        assert plan[0]["detail"].startswith("SEARCH"), (table, reference["from"], plan[0]["detail"])


def test_the_number_of_migrations_is_the_version_of_the_file(store):
    assert len(schemas.MIGRATIONS._migrations) == upgrades.LATEST


def test_a_new_file_has_no_differences(store, file_store):
    assert schemas.differences(store.connection) == schemas.differences(file_store.connection) == []


def test_what_is_missing_changed_or_added_is_named(store):
    store.connection.execute("DROP TRIGGER person_update")
    store.connection.execute("DROP INDEX goal_unit")
    store.connection.execute("CREATE INDEX goal_unit ON goal (title)")
    store.connection.execute("CREATE TRIGGER helpful AFTER INSERT ON person BEGIN DELETE FROM draft; END")
    found = {(difference.code, difference.name) for difference in schemas.differences(store.connection)}
    assert found == {("missing", "person_update"), ("changed", "goal_unit"), ("extra", "helpful")}


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("person", {"staff_no": "", "name": "A"}),
        ("person", {"staff_no": "1", "name": "A", "hire_date": "2026-02-30"}),
        ("person", {"staff_no": "1", "name": "A", "hire_date": "2026-02-02", "exit_date": "2026-02-01"}),
        ("person", {"staff_no": "1", "name": "A", "salary_minor": 100}),
        ("person", {"staff_no": "1", "name": "A", "unit_id": "nowhere"}),
        ("person", {"staff_no": "1", "name": "A", "is_archived": 2}),
        ("cycle", {"name": "C", "kind": "decade", "start_date": "2026-01-01", "end_date": "2026-12-31"}),
        ("cycle", {"name": "C", "kind": "year", "start_date": "2026-12-31", "end_date": "2026-01-01"}),
        ("unit", {"name": "U", "parent_id": "self"}),
    ],
)
def test_impossible_records_are_refused_by_the_tables_themselves(store, table, values):
    with pytest.raises(IntegrityError), store.write(LABEL):
        store.insert(table, id="self", **values)


def test_nobody_has_two_open_reporting_lines(store, organisation):
    boss, other = organisation.person("Wang Fang"), organisation.person("Zhao Lei")
    person = organisation.person("Li Na", manager=boss)
    with pytest.raises(IntegrityError):
        organisation.add("reporting", person_id=person, manager_id=other, since="2026-02-01")


def test_an_id_never_changes(store, organisation):
    organisation.unit("Sales")
    with pytest.raises(IntegrityError, match="an id never changes"), store.write(LABEL):
        store.connection.execute("UPDATE unit SET id = 'other'")


def test_the_views_read_as_their_names_say(store, organisation):
    unit = organisation.unit("Sales")
    boss = organisation.person("Wang Fang")
    person = organisation.person("Li Na", unit, boss)
    organisation.check_in(organisation.key_result(organisation.goal("Win customers", person=person)), "50")
    assert store.rows("SELECT name, unit, manager FROM people_list ORDER BY name")[0][:] == ("Li Na", "Sales", "Wang Fang")
    shown = store.rows("SELECT title, what, owner, weight_percent, progress_percent FROM goals_list ORDER BY path")
    assert [row[:] for row in shown] == [("Win customers", "goal", "Li Na", 100.0, 50.0), ("Visits", "key result", "Li Na", 100.0, 50.0)]
    assert store.rows("SELECT * FROM current_manager")[0][:] == (person, boss)
