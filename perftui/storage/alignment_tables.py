"""The tables of the second migration: measures and their values, reviews and versions of goals, resources, meetings, actions."""

from __future__ import annotations

from perftui.storage.events import CAPTURE_NAMES, capture_triggers

ADDED = {
    "goal": (
        *("challenge", "feasibility", "calibrated_by", "calibrated_on", "calibration_note"),
        *("score", "score_note", "carried_from_id", "smart"),
    ),
    "key_result": ("measure_id", "anchors"),
    "check_in": ("evidence",),
    "goal_link": ("reason", "note", "meeting_id"),
}
"""Table of the first migration to the columns that it gets."""

CAPTURED = {
    "measure": (
        *("code", "name", "description", "area", "unit", "kind", "operator", "formula", "source", "cadence_days", "anchors", "tags"),
        "is_archived",
    ),
    "measure_value": ("measure_id", "person_id", "unit_id", "period_start", "period_end", "value", "evidence", "note"),
    "goal_comment": ("goal_id", "kind", "text", "by_name", "on_date"),
    "goal_version": ("goal_id", "number", "kind", "reason", "by_name", "on_date", "content"),
    "goal_amendment": ("goal_id", "key_result_id", "field", "old", "new", "reason", "meeting_id", "by_name", "on_date"),
    "goal_review": (
        *("goal_id", "quarter", "due_date", "held_on", "attainment", "proposal", "decision"),
        *("went_well", "hindered", "next_step", "state"),
    ),
    "resource": ("name", "unit", "capacity", "owner_unit_id", "note", "is_archived"),
    "allocation": ("resource_id", "goal_id", "amount", "note"),
    "meeting": ("kind", "title", "on_date", "place", "agenda", "minutes", "state"),
    "meeting_topic": ("meeting_id", "pos", "title", "goal_id", "link_id"),
    "meeting_participant": ("meeting_id", "person_id", "unit_id", "role"),
    "meeting_decision": ("meeting_id", "pos", "text", "goal_id"),
    "action": (
        *("title", "owner_person_id", "role", "due_date", "recurrence", "measure", "state", "done_on", "note"),
        *("origin_entity", "origin_id"),
    ),
}
"""Table to its captured columns."""


def _date(name: str) -> str:
    return f"{name} TEXT CHECK ({name} IS date({name}, '+0 days'))"


_COLUMNS = f"""
ALTER TABLE goal ADD COLUMN challenge INTEGER CHECK (challenge BETWEEN 1 AND 5);
ALTER TABLE goal ADD COLUMN feasibility INTEGER CHECK (feasibility BETWEEN 1 AND 5);
ALTER TABLE goal ADD COLUMN calibrated_by TEXT;
ALTER TABLE goal ADD COLUMN {_date("calibrated_on")};
ALTER TABLE goal ADD COLUMN calibration_note TEXT;
ALTER TABLE goal ADD COLUMN score TEXT;
ALTER TABLE goal ADD COLUMN score_note TEXT;
ALTER TABLE goal ADD COLUMN carried_from_id TEXT REFERENCES goal(id);
ALTER TABLE goal ADD COLUMN smart TEXT CHECK (smart IS NULL OR json_valid(smart));
CREATE INDEX goal_carried ON goal (carried_from_id);
ALTER TABLE key_result ADD COLUMN measure_id TEXT REFERENCES measure(id);
ALTER TABLE key_result ADD COLUMN anchors TEXT;
CREATE INDEX key_result_measure ON key_result (measure_id);
ALTER TABLE check_in ADD COLUMN evidence TEXT;
ALTER TABLE goal_link ADD COLUMN reason TEXT CHECK (reason IN ('opposes', 'resource', 'dependency'));
ALTER TABLE goal_link ADD COLUMN note TEXT;
ALTER TABLE goal_link ADD COLUMN meeting_id TEXT REFERENCES meeting(id);
CREATE INDEX goal_link_meeting ON goal_link (meeting_id);
"""

_MEASURES = """
CREATE TABLE measure (
    id TEXT PRIMARY KEY, code TEXT NOT NULL DEFAULT '', name TEXT NOT NULL CHECK (name <> ''),
    description TEXT NOT NULL DEFAULT '', area TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'quantitative' CHECK (kind IN ('quantitative', 'qualitative')),
    operator TEXT NOT NULL DEFAULT 'at_least', formula TEXT NOT NULL DEFAULT '', source TEXT NOT NULL DEFAULT '',
    cadence_days INTEGER NOT NULL DEFAULT 30 CHECK (cadence_days BETWEEN 1 AND 366),
    anchors TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '',
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX measure_code ON measure (code) WHERE code <> '';
CREATE TABLE measure_value (
    id TEXT PRIMARY KEY, measure_id TEXT NOT NULL REFERENCES measure(id), person_id TEXT REFERENCES person(id),
    unit_id TEXT REFERENCES unit(id), period_start TEXT NOT NULL CHECK (period_start IS date(period_start, '+0 days')),
    period_end TEXT NOT NULL CHECK (period_end IS date(period_end, '+0 days')), value TEXT NOT NULL,
    evidence TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1,
    CHECK (period_end >= period_start), CHECK (person_id IS NULL OR unit_id IS NULL)
) STRICT;
CREATE UNIQUE INDEX measure_value_once
    ON measure_value (measure_id, coalesce(person_id, ''), coalesce(unit_id, ''), period_start, period_end);
CREATE INDEX measure_value_person ON measure_value (person_id);
CREATE INDEX measure_value_unit ON measure_value (unit_id);
"""

_REVIEWS = """
CREATE TABLE goal_comment (
    id TEXT PRIMARY KEY, goal_id TEXT NOT NULL REFERENCES goal(id),
    kind TEXT NOT NULL CHECK (kind IN ('comment', 'returned', 'agreed')), text TEXT NOT NULL CHECK (text <> ''),
    by_name TEXT NOT NULL, on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX goal_comment_goal ON goal_comment (goal_id, on_date);
CREATE TABLE goal_version (
    id TEXT PRIMARY KEY, goal_id TEXT NOT NULL REFERENCES goal(id), number INTEGER NOT NULL CHECK (number > 0),
    kind TEXT NOT NULL CHECK (kind IN ('proposed', 'agreed', 'amended', 'scored')), reason TEXT NOT NULL DEFAULT '',
    by_name TEXT NOT NULL, on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')),
    content TEXT NOT NULL CHECK (json_valid(content)), version INTEGER NOT NULL DEFAULT 1, UNIQUE (goal_id, number)
) STRICT;
CREATE TABLE goal_amendment (
    id TEXT PRIMARY KEY, goal_id TEXT NOT NULL REFERENCES goal(id), key_result_id TEXT REFERENCES key_result(id),
    field TEXT NOT NULL, old TEXT, new TEXT, reason TEXT NOT NULL CHECK (reason <> ''), meeting_id TEXT REFERENCES meeting(id),
    by_name TEXT NOT NULL, on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX goal_amendment_goal ON goal_amendment (goal_id, on_date);
CREATE INDEX goal_amendment_key_result ON goal_amendment (key_result_id);
CREATE INDEX goal_amendment_meeting ON goal_amendment (meeting_id);
CREATE TABLE goal_review (
    id TEXT PRIMARY KEY, goal_id TEXT NOT NULL REFERENCES goal(id),
    quarter TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]-Q[1-4]'),
    due_date TEXT NOT NULL CHECK (due_date IS date(due_date, '+0 days')), held_on TEXT CHECK (held_on IS date(held_on, '+0 days')),
    attainment TEXT, proposal TEXT CHECK (proposal IN ('keep', 'adjust', 'rework')),
    decision TEXT CHECK (decision IN ('keep', 'adjust', 'rework')),
    went_well TEXT NOT NULL DEFAULT '', hindered TEXT NOT NULL DEFAULT '', next_step TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'held', 'skipped')), version INTEGER NOT NULL DEFAULT 1,
    UNIQUE (goal_id, quarter), CHECK ((state = 'held') = (held_on IS NOT NULL))
) STRICT;
CREATE INDEX goal_review_due ON goal_review (due_date) WHERE state = 'open';
"""

_MEETINGS = """
CREATE TABLE resource (
    id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), unit TEXT NOT NULL DEFAULT '', capacity TEXT,
    owner_unit_id TEXT REFERENCES unit(id), note TEXT NOT NULL DEFAULT '',
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX resource_name ON resource (name) WHERE is_archived = 0;
CREATE INDEX resource_unit ON resource (owner_unit_id);
CREATE TABLE allocation (
    id TEXT PRIMARY KEY, resource_id TEXT NOT NULL REFERENCES resource(id), goal_id TEXT NOT NULL REFERENCES goal(id), amount TEXT,
    note TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1, UNIQUE (resource_id, goal_id)
) STRICT;
CREATE INDEX allocation_goal ON allocation (goal_id);
CREATE TABLE meeting (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('alignment', 'resource', 'calibration', 'review')),
    title TEXT NOT NULL CHECK (title <> ''), on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')),
    place TEXT NOT NULL DEFAULT '', agenda TEXT NOT NULL DEFAULT '', minutes TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'held', 'cancelled')), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE meeting_topic (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting(id), pos INTEGER NOT NULL DEFAULT 0, title TEXT NOT NULL DEFAULT '',
    goal_id TEXT REFERENCES goal(id), link_id TEXT REFERENCES goal_link(id), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX meeting_topic_meeting ON meeting_topic (meeting_id, pos);
CREATE INDEX meeting_topic_goal ON meeting_topic (goal_id);
CREATE INDEX meeting_topic_link ON meeting_topic (link_id);
CREATE TABLE meeting_participant (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting(id), person_id TEXT REFERENCES person(id),
    unit_id TEXT REFERENCES unit(id), role TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1,
    CHECK ((person_id IS NULL) <> (unit_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX meeting_participant_once ON meeting_participant (meeting_id, coalesce(person_id, unit_id));
CREATE INDEX meeting_participant_person ON meeting_participant (person_id);
CREATE INDEX meeting_participant_unit ON meeting_participant (unit_id);
CREATE TABLE meeting_decision (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting(id), pos INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL CHECK (text <> ''), goal_id TEXT REFERENCES goal(id), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX meeting_decision_meeting ON meeting_decision (meeting_id, pos);
CREATE INDEX meeting_decision_goal ON meeting_decision (goal_id);
CREATE TABLE action (
    id TEXT PRIMARY KEY, title TEXT NOT NULL CHECK (title <> ''), owner_person_id TEXT REFERENCES person(id),
    role TEXT NOT NULL DEFAULT '', due_date TEXT CHECK (due_date IS date(due_date, '+0 days')), recurrence TEXT NOT NULL DEFAULT '',
    measure TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled')),
    done_on TEXT CHECK (done_on IS date(done_on, '+0 days')), note TEXT NOT NULL DEFAULT '',
    origin_entity TEXT NOT NULL DEFAULT '', origin_id TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1,
    CHECK ((state = 'done') = (done_on IS NOT NULL))
) STRICT;
CREATE INDEX action_owner ON action (owner_person_id);
CREATE INDEX action_due ON action (due_date) WHERE state = 'open';
CREATE INDEX action_origin ON action (origin_entity, origin_id);
"""

_READABLE = """
CREATE VIEW actions_list AS
    SELECT a.title, p.name AS owner, a.role, a.due_date, a.state, a.done_on, a.origin_entity AS came_from
    FROM action a LEFT JOIN person p ON p.id = a.owner_person_id;
CREATE VIEW measures_list AS
    SELECT m.name, m.area, m.kind, m.operator, m.unit, m.formula, m.source, m.cadence_days
    FROM measure m WHERE m.is_archived = 0;
"""


def script(captured_before: dict[str, tuple[str, ...]]) -> str:
    """Everything that the migration does.

    Args:
        captured_before: Table to the columns that its triggers captured until now.
    """
    grown = "".join(_recaptured(table, (*captured_before[table], *columns)) for table, columns in ADDED.items())
    captured = "".join(capture_triggers(table, columns) for table, columns in CAPTURED.items())
    return _MEASURES + _MEETINGS + _COLUMNS + _REVIEWS + _READABLE + grown + captured


def _recaptured(table: str, columns: tuple[str, ...]) -> str:
    dropped = "".join(f"DROP TRIGGER {table}_{name};\n" for name in CAPTURE_NAMES)
    return dropped + capture_triggers(table, columns)
