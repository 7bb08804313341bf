"""The tables of the fourth migration: improvement plans with their goals, steps and checks, and the evidence for anything."""

from __future__ import annotations

from perftui.storage import coaching_tables
from perftui.storage.evaluation_tables import YARDSTICK, YARDSTICK_COLUMNS, day_column, recaptured
from perftui.storage.events import capture_triggers

ADDED = {"action_entry": ("value",)}
"""Table of an earlier migration to the columns that it gets: what a habit's daily entry counts (R55)."""

CAPTURED = {
    "plan": (
        *("person_id", "manager_id", "hr_id", "kind", "pack", "template", "title", "purpose", "reason", "state", "start_date", "end_date"),
        *("choice", "choice_note", "consequences", "pass_closure", "next_date", "issued_on", "earlier_id", "pause_reason"),
    ),
    "plan_gap": ("plan_id", "gap_id", "cause_id"),
    "plan_goal": (
        *("plan_id", "pos", "title", "goal_id", "key_result_id", "gap_id", "measure_id", *YARDSTICK, "start_value", "start_on"),
        *("weight", "must_meet", "due_date", "definition_hash"),
    ),
    "plan_milestone": ("plan_id", "plan_goal_id", "title", "due_date", "wanted", "reached_on"),
    "plan_step": (
        *("plan_id", "pos", "kind", "text", "owner_person_id", "role", "due_date", "recurrence", "until_date", "is_support"),
        *("evidence_wanted", "baseline", "uplift", "unit", "cause_id"),
    ),
    "plan_check": (
        *("plan_id", "pos", "kind", "due_date", "held_on", "entered_on", "is_missed", "manager_note", "employee_note", "verdict"),
        *("next_date", "by_name"),
    ),
    "plan_value": ("plan_goal_id", "check_id", "on_date", "value", "note", "definition_hash"),
    "plan_version": ("plan_id", "number", "kind", "reason", "by_name", "on_date", "content", "content_hash"),
    "acknowledgement": (*("plan_id", "version_number", "kind", "on_date", "place", "witness", "proof", "comment", "log_head", "by_name"),),
    "extension": ("plan_id", "old_end", "new_end", "reason", "closure", "on_date", "by_name"),
    "plan_outcome": ("plan_id", "kind", "on_date", "closure", "note", "by_name"),
    "statement": ("plan_id", "offered_on", "answered_on", "text", "is_declined"),
    "resistance_note": ("plan_id", "signal", "level", "response", "on_date"),
    "obstacle": ("plan_id", "text", "owner_person_id", "opened_on", "due_date", "closed_on", "resolution"),
    "promise_settlement": ("plan_id", "entity", "record_id", "kind", "text", "on_date", "by_name"),
    "plan_requirement": ("plan_id", "code", "state", "on_date", "note", "by_name"),
    "evidence": (
        *("entity", "record_id", "person_id", "kind", "title", "text", "file_name", "media_type", "size", "content_hash"),
        *("requirement", "on_date", "by_name", "is_archived"),
    ),
}
"""Table to its captured columns."""

UNCAPTURED = ("evidence_content",)
"""The bytes of attached files, each under its hash, which the captured record of the evidence names."""

_STATES = (
    *("draft", "hr_review", "approved", "issued", "acknowledged", "refused_witnessed", "active", "paused", "due", "passed", "extended"),
    *("failed", "monitoring", "sustained", "relapsed", "decided", "closed", "cancelled"),
)

_PLANS = f"""
CREATE TABLE plan (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), manager_id TEXT REFERENCES person(id),
    hr_id TEXT REFERENCES person(id), kind TEXT NOT NULL CHECK (kind IN ('pip', 'development', 'self')),
    pack TEXT NOT NULL DEFAULT 'generic', template TEXT NOT NULL DEFAULT '', title TEXT NOT NULL CHECK (title <> ''),
    purpose TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ({", ".join(f"'{state}'" for state in _STATES)})),
    {day_column("start_date")}, {day_column("end_date")}, choice TEXT NOT NULL DEFAULT '', choice_note TEXT NOT NULL DEFAULT '',
    consequences TEXT NOT NULL DEFAULT '', pass_closure INTEGER NOT NULL DEFAULT 8000 CHECK (pass_closure BETWEEN 0 AND 10000),
    {day_column("next_date")}, {day_column("issued_on")}, earlier_id TEXT REFERENCES plan(id), pause_reason TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1, CHECK (end_date IS NULL OR start_date IS NULL OR end_date >= start_date)
) STRICT;
CREATE INDEX plan_person ON plan (person_id);
CREATE INDEX plan_manager ON plan (manager_id);
CREATE INDEX plan_hr ON plan (hr_id);
CREATE INDEX plan_earlier ON plan (earlier_id);
CREATE INDEX plan_state ON plan (state, start_date);
CREATE TABLE plan_gap (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), gap_id TEXT NOT NULL REFERENCES gap(id),
    cause_id TEXT REFERENCES cause(id), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX plan_gap_plan ON plan_gap (plan_id);
CREATE INDEX plan_gap_gap ON plan_gap (gap_id);
CREATE INDEX plan_gap_cause ON plan_gap (cause_id);
CREATE TABLE plan_goal (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), pos INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL CHECK (title <> ''), goal_id TEXT REFERENCES goal(id), key_result_id TEXT REFERENCES key_result(id),
    gap_id TEXT REFERENCES gap(id), measure_id TEXT REFERENCES measure(id), {YARDSTICK_COLUMNS}, start_value TEXT,
    {day_column("start_on")}, weight INTEGER NOT NULL DEFAULT 10000 CHECK (weight BETWEEN 0 AND 10000),
    must_meet INTEGER NOT NULL DEFAULT 1 CHECK (must_meet IN (0, 1)), {day_column("due_date")},
    definition_hash TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX plan_goal_plan ON plan_goal (plan_id, pos);
CREATE INDEX plan_goal_goal ON plan_goal (goal_id);
CREATE INDEX plan_goal_key_result ON plan_goal (key_result_id);
CREATE INDEX plan_goal_gap ON plan_goal (gap_id);
CREATE INDEX plan_goal_measure ON plan_goal (measure_id);
CREATE TABLE plan_milestone (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), plan_goal_id TEXT REFERENCES plan_goal(id),
    title TEXT NOT NULL CHECK (title <> ''), due_date TEXT NOT NULL CHECK (due_date IS date(due_date, '+0 days')), wanted TEXT,
    {day_column("reached_on")}, version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX plan_milestone_plan ON plan_milestone (plan_id, due_date);
CREATE INDEX plan_milestone_goal ON plan_milestone (plan_goal_id);
CREATE TABLE plan_step (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), pos INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL CHECK (kind IN ('training', 'habit', 'mentoring', 'coaching', 'process', 'resource', 'choice', 'check')),
    text TEXT NOT NULL CHECK (text <> ''), owner_person_id TEXT REFERENCES person(id), role TEXT NOT NULL DEFAULT '',
    {day_column("due_date")}, recurrence TEXT NOT NULL DEFAULT '', {day_column("until_date")},
    is_support INTEGER NOT NULL DEFAULT 0 CHECK (is_support IN (0, 1)), evidence_wanted TEXT NOT NULL DEFAULT '',
    baseline TEXT, uplift INTEGER CHECK (uplift BETWEEN -10000 AND 1000000), unit TEXT NOT NULL DEFAULT '',
    cause_id TEXT REFERENCES cause(id), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX plan_step_plan ON plan_step (plan_id, pos);
CREATE INDEX plan_step_owner ON plan_step (owner_person_id);
CREATE INDEX plan_step_cause ON plan_step (cause_id);
CREATE TABLE plan_check (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), pos INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL CHECK (kind IN ('monthly', 'final', 'monitoring')),
    due_date TEXT NOT NULL CHECK (due_date IS date(due_date, '+0 days')), {day_column("held_on")}, {day_column("entered_on")},
    is_missed INTEGER NOT NULL DEFAULT 0 CHECK (is_missed IN (0, 1)),
    manager_note TEXT NOT NULL DEFAULT '', employee_note TEXT NOT NULL DEFAULT '',
    verdict TEXT CHECK (verdict IN ('on_track', 'at_risk', 'off_track')), {day_column("next_date")},
    by_name TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX plan_check_plan ON plan_check (plan_id, due_date);
CREATE INDEX plan_check_due ON plan_check (due_date) WHERE held_on IS NULL;
CREATE TABLE plan_value (
    id TEXT PRIMARY KEY, plan_goal_id TEXT NOT NULL REFERENCES plan_goal(id), check_id TEXT REFERENCES plan_check(id),
    on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')), value TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
    definition_hash TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX plan_value_goal ON plan_value (plan_goal_id, on_date);
CREATE INDEX plan_value_check ON plan_value (check_id);
CREATE TABLE plan_version (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('issued', 'amended', 'extended')), reason TEXT NOT NULL DEFAULT '', by_name TEXT NOT NULL,
    on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')), content TEXT NOT NULL CHECK (json_valid(content)),
    content_hash TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1, UNIQUE (plan_id, number)
) STRICT;
CREATE TABLE acknowledgement (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), version_number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('signed', 'refused', 'served')),
    on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')), place TEXT NOT NULL DEFAULT '',
    witness TEXT NOT NULL DEFAULT '', proof TEXT NOT NULL DEFAULT '', comment TEXT NOT NULL DEFAULT '',
    log_head TEXT NOT NULL DEFAULT '', by_name TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1,
    CHECK (kind <> 'refused' OR witness <> ''), CHECK (kind <> 'served' OR proof <> '')
) STRICT;
CREATE INDEX acknowledgement_plan ON acknowledgement (plan_id, version_number);
CREATE TABLE extension (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id),
    old_end TEXT NOT NULL CHECK (old_end IS date(old_end, '+0 days')), new_end TEXT NOT NULL CHECK (new_end IS date(new_end, '+0 days')),
    reason TEXT NOT NULL CHECK (reason <> ''), closure TEXT NOT NULL, on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')),
    by_name TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1, CHECK (new_end > old_end)
) STRICT;
CREATE INDEX extension_plan ON extension (plan_id);
CREATE TABLE plan_outcome (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id),
    kind TEXT NOT NULL CHECK (kind IN ('passed', 'failed', 'cancelled', 'sustained', 'relapsed', 'role_adjustment', 'further_training',
        'exit', 'none')),
    on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')), closure TEXT, note TEXT NOT NULL DEFAULT '',
    by_name TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX plan_outcome_plan ON plan_outcome (plan_id, on_date);
CREATE TABLE statement (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), {day_column("offered_on")}, {day_column("answered_on")},
    text TEXT NOT NULL DEFAULT '', is_declined INTEGER NOT NULL DEFAULT 0 CHECK (is_declined IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX statement_plan ON statement (plan_id);
CREATE TABLE resistance_note (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), signal TEXT NOT NULL CHECK (signal <> ''),
    level INTEGER NOT NULL DEFAULT 1 CHECK (level BETWEEN 1 AND 3), response TEXT NOT NULL DEFAULT '',
    on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX resistance_note_plan ON resistance_note (plan_id, on_date);
CREATE TABLE obstacle (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), text TEXT NOT NULL CHECK (text <> ''),
    owner_person_id TEXT REFERENCES person(id), opened_on TEXT NOT NULL CHECK (opened_on IS date(opened_on, '+0 days')),
    {day_column("due_date")}, {day_column("closed_on")}, resolution TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1,
    CHECK (closed_on IS NULL OR closed_on >= opened_on)
) STRICT;
CREATE INDEX obstacle_plan ON obstacle (plan_id, opened_on);
CREATE INDEX obstacle_owner ON obstacle (owner_person_id);
CREATE TABLE promise_settlement (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), entity TEXT NOT NULL, record_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('kept', 'replaced', 'open_acknowledged')), text TEXT NOT NULL CHECK (text <> ''),
    on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')), by_name TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX promise_settlement_plan ON promise_settlement (plan_id, record_id);
CREATE TABLE plan_requirement (
    id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plan(id), code TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('met', 'waived')), on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')),
    note TEXT NOT NULL CHECK (note <> ''), by_name TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1, UNIQUE (plan_id, code)
) STRICT;
"""

_EVIDENCE = """
CREATE TABLE evidence (
    id TEXT PRIMARY KEY, entity TEXT NOT NULL, record_id TEXT NOT NULL, person_id TEXT REFERENCES person(id),
    kind TEXT NOT NULL CHECK (kind IN ('file', 'note')), title TEXT NOT NULL CHECK (title <> ''), text TEXT NOT NULL DEFAULT '',
    file_name TEXT NOT NULL DEFAULT '', media_type TEXT NOT NULL DEFAULT '', size INTEGER NOT NULL DEFAULT 0 CHECK (size >= 0),
    content_hash TEXT NOT NULL DEFAULT '', requirement TEXT NOT NULL DEFAULT '',
    on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')), by_name TEXT NOT NULL,
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)), version INTEGER NOT NULL DEFAULT 1,
    CHECK ((kind = 'file') = (content_hash <> ''))
) STRICT;
CREATE INDEX evidence_record ON evidence (entity, record_id);
CREATE INDEX evidence_person ON evidence (person_id);
CREATE INDEX evidence_hash ON evidence (content_hash);
CREATE TABLE evidence_content (content_hash TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;
"""

_READABLE = """
CREATE VIEW plans_list AS
    SELECT p.name AS person, l.title, l.kind, l.state, l.start_date, l.end_date, m.name AS manager, l.next_date
    FROM plan l JOIN person p ON p.id = l.person_id LEFT JOIN person m ON m.id = l.manager_id;
"""


def script(captured_before: dict[str, tuple[str, ...]]) -> str:
    """Everything that the migration does.

    Args:
        captured_before: Table to the columns that its triggers captured until now.
    """
    grown = "ALTER TABLE action_entry ADD COLUMN value TEXT;\n"
    grown += "".join(recaptured(table, (*captured_before[table], *columns)) for table, columns in ADDED.items())
    captured = "".join(capture_triggers(table, columns) for table, columns in (CAPTURED | coaching_tables.CAPTURED).items())
    return _PLANS + _EVIDENCE + coaching_tables.TABLES + _READABLE + grown + captured
