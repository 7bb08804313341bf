"""The tables of coaching and support, also of the fourth migration: talks, skill gaps, training, mentors, requests, initiatives."""

from __future__ import annotations

from perftui.storage.evaluation_tables import day_column

CAPTURED = {
    "talk": (
        *("person_id", "manager_id", "kind", "state", "visibility", "planned_on", "held_on", "goal_id", "gap_id", "plan_id"),
        *("goal_text", "reality", "options", "way_forward", "note", "script", "purpose_told"),
    ),
    "cadence": ("person_id", "recurrence", "start_date", "note"),
    "worksheet": (
        *("person_id", "unit_id", "goal_id", "talk_id", "title", "measured_on", "needs", "ask", "offer", "decider", "state", "on_date"),
    ),
    "bottleneck": ("person_id", "unit_id", "goal_id", "talk_id", "tag", "text", "state", "on_date", "solved_on", "solution"),
    "skill_gap": ("person_id", "competency", "level_now", "level_needed", "goal_id", "gap_id", "plan_id", "state", "note"),
    "course": ("code", "name", "provider", "audience", "note", "is_archived"),
    "course_measure": ("course_id", "measure_id"),
    "training_request": (
        *("person_id", "course_id", "title", "provider", "reason", "gap_id", "skill_gap_id", "plan_id", "state", "requested_on"),
        *("start_date", "end_date", "completed_on", "is_signed_in", "result"),
    ),
    "mentorship": ("mentor_id", "mentee_id", "plan_id", "reason", "start_date", "end_date", "recurrence", "state", "note"),
    "mentor_entry": ("mentorship_id", "on_date", "situation", "practised", "observed", "next_step"),
    "initiative": ("title", "kind", "owner_person_id", "unit_id", "state", "start_date", "due_date", "done_on", "note"),
    "support_request": (
        *("person_id", "kind", "title", "provider_unit_id", "goal_id", "plan_id", "initiative_id", "priority", "requested_on"),
        *("needed_by", "promised_for", "delivered_on", "days_lost", "state", "note"),
    ),
    "accommodation": ("person_id", "plan_id", "kind", "hours_per_week", "valid_from", "valid_until", "note", "state"),
}
"""Table to its captured columns."""


def _day(name: str) -> str:
    return f"{name} TEXT NOT NULL CHECK ({name} IS date({name}, '+0 days'))"


_TALKS = f"""
CREATE TABLE talk (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), manager_id TEXT REFERENCES person(id),
    kind TEXT NOT NULL CHECK (kind IN ('grow', 'monthly', 'quarterly', 'kickoff', 'difficult', 'outcome', 'other')),
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'held', 'cancelled')),
    visibility TEXT NOT NULL DEFAULT 'both' CHECK (visibility IN ('both', 'manager', 'hr')),
    {day_column("planned_on")}, {day_column("held_on")}, goal_id TEXT REFERENCES goal(id), gap_id TEXT REFERENCES gap(id),
    plan_id TEXT REFERENCES plan(id), goal_text TEXT NOT NULL DEFAULT '', reality TEXT NOT NULL DEFAULT '',
    options TEXT NOT NULL DEFAULT '', way_forward TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    script TEXT NOT NULL DEFAULT '', {day_column("purpose_told")}, version INTEGER NOT NULL DEFAULT 1,
    CHECK ((state = 'held') = (held_on IS NOT NULL))
) STRICT;
CREATE INDEX talk_person ON talk (person_id, held_on);
CREATE INDEX talk_manager ON talk (manager_id);
CREATE INDEX talk_goal ON talk (goal_id);
CREATE INDEX talk_gap ON talk (gap_id);
CREATE INDEX talk_plan ON talk (plan_id);
CREATE INDEX talk_planned ON talk (planned_on) WHERE state = 'planned';
CREATE TABLE cadence (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL UNIQUE REFERENCES person(id), recurrence TEXT NOT NULL CHECK (recurrence <> ''),
    {_day("start_date")}, note TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE worksheet (
    id TEXT PRIMARY KEY, person_id TEXT REFERENCES person(id), unit_id TEXT REFERENCES unit(id), goal_id TEXT REFERENCES goal(id),
    talk_id TEXT REFERENCES talk(id), title TEXT NOT NULL CHECK (title <> ''), measured_on TEXT NOT NULL DEFAULT '',
    needs TEXT NOT NULL DEFAULT '', ask TEXT NOT NULL DEFAULT '', offer TEXT NOT NULL DEFAULT '', decider TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'agreed', 'dropped')), {_day("on_date")},
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX worksheet_person ON worksheet (person_id);
CREATE INDEX worksheet_unit ON worksheet (unit_id);
CREATE INDEX worksheet_goal ON worksheet (goal_id);
CREATE INDEX worksheet_talk ON worksheet (talk_id);
CREATE TABLE bottleneck (
    id TEXT PRIMARY KEY, person_id TEXT REFERENCES person(id), unit_id TEXT REFERENCES unit(id), goal_id TEXT REFERENCES goal(id),
    talk_id TEXT REFERENCES talk(id), tag TEXT NOT NULL CHECK (tag <> ''), text TEXT NOT NULL CHECK (text <> ''),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'solved', 'dropped')), {_day("on_date")}, {day_column("solved_on")},
    solution TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX bottleneck_person ON bottleneck (person_id);
CREATE INDEX bottleneck_unit ON bottleneck (unit_id);
CREATE INDEX bottleneck_goal ON bottleneck (goal_id);
CREATE INDEX bottleneck_talk ON bottleneck (talk_id);
CREATE INDEX bottleneck_tag ON bottleneck (tag, state);
"""

_SUPPORT = f"""
CREATE TABLE skill_gap (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), competency TEXT NOT NULL CHECK (competency <> ''),
    level_now INTEGER CHECK (level_now BETWEEN 1 AND 5), level_needed INTEGER NOT NULL CHECK (level_needed BETWEEN 1 AND 5),
    goal_id TEXT REFERENCES goal(id), gap_id TEXT REFERENCES gap(id), plan_id TEXT REFERENCES plan(id),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')), note TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX skill_gap_person ON skill_gap (person_id, state);
CREATE INDEX skill_gap_goal ON skill_gap (goal_id);
CREATE INDEX skill_gap_gap ON skill_gap (gap_id);
CREATE INDEX skill_gap_plan ON skill_gap (plan_id);
CREATE TABLE course (
    id TEXT PRIMARY KEY, code TEXT NOT NULL DEFAULT '', name TEXT NOT NULL CHECK (name <> ''), provider TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT 'everybody' CHECK (audience IN ('everybody', 'manager')), note TEXT NOT NULL DEFAULT '',
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE course_measure (
    id TEXT PRIMARY KEY, course_id TEXT NOT NULL REFERENCES course(id), measure_id TEXT NOT NULL REFERENCES measure(id),
    version INTEGER NOT NULL DEFAULT 1, UNIQUE (course_id, measure_id)
) STRICT;
CREATE INDEX course_measure_measure ON course_measure (measure_id);
CREATE TABLE training_request (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), course_id TEXT REFERENCES course(id),
    title TEXT NOT NULL CHECK (title <> ''), provider TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
    gap_id TEXT REFERENCES gap(id), skill_gap_id TEXT REFERENCES skill_gap(id), plan_id TEXT REFERENCES plan(id),
    state TEXT NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'approved', 'refused', 'booked', 'completed', 'cancelled')),
    {_day("requested_on")}, {day_column("start_date")}, {day_column("end_date")}, {day_column("completed_on")},
    is_signed_in INTEGER NOT NULL DEFAULT 0 CHECK (is_signed_in IN (0, 1)), result TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1, CHECK ((state = 'completed') = (completed_on IS NOT NULL)),
    CHECK (end_date IS NULL OR start_date IS NULL OR end_date >= start_date)
) STRICT;
CREATE INDEX training_request_person ON training_request (person_id, state);
CREATE INDEX training_request_course ON training_request (course_id);
CREATE INDEX training_request_gap ON training_request (gap_id);
CREATE INDEX training_request_skill_gap ON training_request (skill_gap_id);
CREATE INDEX training_request_plan ON training_request (plan_id);
CREATE TABLE mentorship (
    id TEXT PRIMARY KEY, mentor_id TEXT NOT NULL REFERENCES person(id), mentee_id TEXT NOT NULL REFERENCES person(id),
    plan_id TEXT REFERENCES plan(id), reason TEXT NOT NULL CHECK (reason IN ('new_hire', 'improvement', 'development')),
    {_day("start_date")}, {day_column("end_date")}, recurrence TEXT NOT NULL DEFAULT 'weekly',
    state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'ended')), note TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1, CHECK (mentor_id <> mentee_id), CHECK (end_date IS NULL OR end_date >= start_date)
) STRICT;
CREATE INDEX mentorship_mentor ON mentorship (mentor_id, state);
CREATE INDEX mentorship_mentee ON mentorship (mentee_id, state);
CREATE INDEX mentorship_plan ON mentorship (plan_id);
CREATE TABLE mentor_entry (
    id TEXT PRIMARY KEY, mentorship_id TEXT NOT NULL REFERENCES mentorship(id), {_day("on_date")},
    situation TEXT NOT NULL CHECK (situation <> ''), practised TEXT NOT NULL DEFAULT '', observed TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX mentor_entry_mentorship ON mentor_entry (mentorship_id, on_date);
CREATE TABLE initiative (
    id TEXT PRIMARY KEY, title TEXT NOT NULL CHECK (title <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('system', 'process', 'equipment', 'training', 'other')),
    owner_person_id TEXT REFERENCES person(id), unit_id TEXT REFERENCES unit(id),
    state TEXT NOT NULL DEFAULT 'idea' CHECK (state IN ('idea', 'running', 'done', 'dropped')),
    {day_column("start_date")}, {day_column("due_date")}, {day_column("done_on")},
    note TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1, CHECK ((state = 'done') = (done_on IS NOT NULL))
) STRICT;
CREATE INDEX initiative_owner ON initiative (owner_person_id);
CREATE INDEX initiative_unit ON initiative (unit_id);
CREATE TABLE support_request (
    id TEXT PRIMARY KEY, person_id TEXT REFERENCES person(id),
    kind TEXT NOT NULL CHECK (kind IN ('tool', 'data', 'budget', 'equipment', 'time', 'people', 'other')),
    title TEXT NOT NULL CHECK (title <> ''), provider_unit_id TEXT REFERENCES unit(id), goal_id TEXT REFERENCES goal(id),
    plan_id TEXT REFERENCES plan(id), initiative_id TEXT REFERENCES initiative(id),
    priority INTEGER NOT NULL DEFAULT 2 CHECK (priority BETWEEN 1 AND 3), {_day("requested_on")}, {day_column("needed_by")},
    {day_column("promised_for")}, {day_column("delivered_on")}, days_lost INTEGER CHECK (days_lost >= 0),
    state TEXT NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'promised', 'delivered', 'refused', 'cancelled')),
    note TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1, CHECK ((state = 'delivered') = (delivered_on IS NOT NULL))
) STRICT;
CREATE INDEX support_request_person ON support_request (person_id);
CREATE INDEX support_request_unit ON support_request (provider_unit_id);
CREATE INDEX support_request_goal ON support_request (goal_id);
CREATE INDEX support_request_plan ON support_request (plan_id);
CREATE INDEX support_request_initiative ON support_request (initiative_id);
CREATE INDEX support_request_state ON support_request (state, requested_on);
CREATE TABLE accommodation (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), plan_id TEXT REFERENCES plan(id),
    kind TEXT NOT NULL CHECK (kind IN ('flexible_hours', 'online_course', 'workload', 'equipment', 'other')),
    hours_per_week TEXT, {_day("valid_from")}, {day_column("valid_until")}, note TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'agreed' CHECK (state IN ('agreed', 'ended')), version INTEGER NOT NULL DEFAULT 1,
    CHECK (valid_until IS NULL OR valid_until >= valid_from)
) STRICT;
CREATE INDEX accommodation_person ON accommodation (person_id, state);
CREATE INDEX accommodation_plan ON accommodation (plan_id);
"""

TABLES = _TALKS + _SUPPORT
