"""The tables of the third migration: assessments, gaps with their causes, joint and recurring actions, retrospectives."""

from __future__ import annotations

from perftui.storage import alignment_tables, feedback_tables
from perftui.storage.events import CAPTURE_NAMES, capture_triggers

ADDED = {
    "action": ("kind", "until_date"),
    "meeting_topic": ("gap_id",),
}
"""Table of an earlier migration to the columns that it gets."""

YARDSTICK = (
    *("operator", "unit", "baseline", "target", "low", "high", "red_low", "red_high", "tolerance", "commit_value", "stretch_value"),
    *("maximum", "anchors"),
)
"""The columns of a yardstick."""

CAPTURED = {
    "assessment": (
        *("person_id", "cycle_id", "template", "state", "second_reader_id", "second_reader_note", "self_note", "manager_note"),
        *("development_note", "statement", "potential", "shared_on", "answered_on", "follow_up", "follow_up_note"),
    ),
    "indicator": (
        *("assessment_id", "pos", "name", "kind", "measure_id", "key_result_id", "weight", *YARDSTICK),
        *("actual", "self_score", "manager_score", "calibrated_score", "evidence", "self_note", "note"),
    ),
    "assessment_change": ("assessment_id", "indicator_id", "field", "old", "new", "reason", "meeting_id", "by_name", "on_date"),
    "rating_policy": ("cycle_id", "bands", "most_share", "note"),
    "gap": (
        *("person_id", "unit_id", "cycle_id", "assessment_id", "indicator_id", "goal_id", "key_result_id", "measure_id", "earlier_id"),
        *("dimension", *YARDSTICK, "actual", "measured_on", "evidence", "gap_value", "severity", "state", "note", "definition_hash"),
    ),
    "cause": ("gap_id", "parent_id", "pos", "text", "category", "evidence", "is_root", "state", "question"),
    "checklist_answer": ("gap_id", "question", "answer", "note", "cause_id"),
    "action_unit": ("action_id", "unit_id"),
    "action_entry": ("action_id", "due_date", "state", "done_on", "note"),
    "meeting_step": ("meeting_id", "pos", "code", "minutes", "text", "state"),
    "retro_note": ("meeting_id", "pos", "kind", "text", "problem", "tag", "votes", "merged_into_id", "gap_id", "cause_id"),
}
"""Table to its captured columns."""

YARDSTICK_COLUMNS = """operator TEXT NOT NULL DEFAULT 'at_least', unit TEXT NOT NULL DEFAULT '', baseline TEXT, target TEXT, low TEXT,
    high TEXT, red_low TEXT, red_high TEXT, tolerance TEXT, commit_value TEXT, stretch_value TEXT, maximum INTEGER, anchors TEXT"""


def day_column(name: str) -> str:
    """The definition of a column with a date that may be missing."""
    return f"{name} TEXT CHECK ({name} IS date({name}, '+0 days'))"


_MEETING = """
CREATE TABLE meeting_anew (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('alignment', 'resource', 'calibration', 'review', 'retrospective')),
    title TEXT NOT NULL CHECK (title <> ''), on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')),
    place TEXT NOT NULL DEFAULT '', agenda TEXT NOT NULL DEFAULT '', minutes TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'held', 'cancelled')), version INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO meeting_anew SELECT id, kind, title, on_date, place, agenda, minutes, state, version FROM meeting ORDER BY rowid;
DROP TABLE meeting;
ALTER TABLE meeting_anew RENAME TO meeting;
"""

_ASSESSMENTS = f"""
CREATE TABLE assessment (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), cycle_id TEXT NOT NULL REFERENCES cycle(id),
    template TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'self', 'manager', 'calibrated', 'shared', 'acknowledged', 'disputed', 'final')),
    second_reader_id TEXT REFERENCES person(id), second_reader_note TEXT NOT NULL DEFAULT '', self_note TEXT NOT NULL DEFAULT '',
    manager_note TEXT NOT NULL DEFAULT '', development_note TEXT NOT NULL DEFAULT '', statement TEXT NOT NULL DEFAULT '',
    potential INTEGER CHECK (potential BETWEEN 1 AND 3), {day_column("shared_on")}, {day_column("answered_on")},
    follow_up TEXT CHECK (follow_up IN ('action', 'none_needed')), follow_up_note TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1, UNIQUE (person_id, cycle_id)
) STRICT;
CREATE INDEX assessment_cycle ON assessment (cycle_id, state);
CREATE INDEX assessment_second_reader ON assessment (second_reader_id);
CREATE TABLE indicator (
    id TEXT PRIMARY KEY, assessment_id TEXT NOT NULL REFERENCES assessment(id), pos INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL CHECK (name <> ''), kind TEXT NOT NULL CHECK (kind IN ('quantitative', 'qualitative')),
    measure_id TEXT REFERENCES measure(id), key_result_id TEXT REFERENCES key_result(id),
    weight INTEGER NOT NULL DEFAULT 0 CHECK (weight BETWEEN 0 AND 10000), {YARDSTICK_COLUMNS},
    actual TEXT, self_score TEXT, manager_score TEXT, calibrated_score TEXT,
    evidence TEXT NOT NULL DEFAULT '', self_note TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX indicator_assessment ON indicator (assessment_id, pos);
CREATE INDEX indicator_measure ON indicator (measure_id);
CREATE INDEX indicator_key_result ON indicator (key_result_id);
CREATE TABLE assessment_change (
    id TEXT PRIMARY KEY, assessment_id TEXT NOT NULL REFERENCES assessment(id), indicator_id TEXT REFERENCES indicator(id),
    field TEXT NOT NULL, old TEXT, new TEXT, reason TEXT NOT NULL CHECK (reason <> ''), meeting_id TEXT REFERENCES meeting(id),
    by_name TEXT NOT NULL, on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX assessment_change_assessment ON assessment_change (assessment_id, on_date);
CREATE INDEX assessment_change_indicator ON assessment_change (indicator_id);
CREATE INDEX assessment_change_meeting ON assessment_change (meeting_id);
CREATE TABLE rating_policy (
    id TEXT PRIMARY KEY, cycle_id TEXT NOT NULL UNIQUE REFERENCES cycle(id), bands TEXT NOT NULL CHECK (json_valid(bands)),
    most_share INTEGER NOT NULL DEFAULT 6000 CHECK (most_share BETWEEN 0 AND 10000), note TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
"""

_GAPS = f"""
CREATE TABLE gap (
    id TEXT PRIMARY KEY, person_id TEXT REFERENCES person(id), unit_id TEXT REFERENCES unit(id), cycle_id TEXT REFERENCES cycle(id),
    assessment_id TEXT REFERENCES assessment(id), indicator_id TEXT REFERENCES indicator(id), goal_id TEXT REFERENCES goal(id),
    key_result_id TEXT REFERENCES key_result(id), measure_id TEXT REFERENCES measure(id), earlier_id TEXT REFERENCES gap(id),
    dimension TEXT NOT NULL CHECK (dimension <> ''), {YARDSTICK_COLUMNS},
    actual TEXT, {day_column("measured_on")}, evidence TEXT NOT NULL DEFAULT '', gap_value TEXT,
    severity TEXT NOT NULL DEFAULT 'no_data' CHECK (severity IN ('no_data', 'met', 'minor', 'moderate', 'severe')),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'none_needed')), note TEXT NOT NULL DEFAULT '',
    definition_hash TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX gap_person ON gap (person_id);
CREATE INDEX gap_unit ON gap (unit_id);
CREATE INDEX gap_cycle ON gap (cycle_id, state);
CREATE INDEX gap_assessment ON gap (assessment_id);
CREATE INDEX gap_indicator ON gap (indicator_id);
CREATE INDEX gap_goal ON gap (goal_id);
CREATE INDEX gap_key_result ON gap (key_result_id);
CREATE INDEX gap_measure ON gap (measure_id);
CREATE INDEX gap_earlier ON gap (earlier_id);
CREATE TABLE cause (
    id TEXT PRIMARY KEY, gap_id TEXT NOT NULL REFERENCES gap(id), parent_id TEXT REFERENCES cause(id), pos INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL CHECK (text <> ''), category TEXT NOT NULL DEFAULT '', evidence TEXT NOT NULL DEFAULT '',
    is_root INTEGER NOT NULL DEFAULT 1 CHECK (is_root IN (0, 1)),
    state TEXT NOT NULL DEFAULT 'confirmed' CHECK (state IN ('candidate', 'confirmed', 'dismissed')),
    question TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1, CHECK (parent_id IS NULL OR parent_id <> id)
) STRICT;
CREATE INDEX cause_gap ON cause (gap_id, pos);
CREATE INDEX cause_parent ON cause (parent_id);
CREATE TABLE checklist_answer (
    id TEXT PRIMARY KEY, gap_id TEXT NOT NULL REFERENCES gap(id), question TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unknown')), note TEXT NOT NULL DEFAULT '',
    cause_id TEXT REFERENCES cause(id), version INTEGER NOT NULL DEFAULT 1, UNIQUE (gap_id, question)
) STRICT;
CREATE INDEX checklist_answer_cause ON checklist_answer (cause_id);
"""

_ACTIONS = f"""
ALTER TABLE action ADD COLUMN kind TEXT CHECK (kind IN ('action', 'document'));
ALTER TABLE action ADD COLUMN {day_column("until_date")};
CREATE TABLE action_unit (
    id TEXT PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action(id), unit_id TEXT NOT NULL REFERENCES unit(id),
    version INTEGER NOT NULL DEFAULT 1, UNIQUE (action_id, unit_id)
) STRICT;
CREATE INDEX action_unit_unit ON action_unit (unit_id);
CREATE TABLE action_entry (
    id TEXT PRIMARY KEY, action_id TEXT NOT NULL REFERENCES action(id),
    due_date TEXT NOT NULL CHECK (due_date IS date(due_date, '+0 days')),
    state TEXT NOT NULL CHECK (state IN ('done', 'missed')), {day_column("done_on")}, note TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1, UNIQUE (action_id, due_date)
) STRICT;
"""

_RETROSPECTIVES = """
ALTER TABLE meeting_topic ADD COLUMN gap_id TEXT REFERENCES gap(id);
CREATE INDEX meeting_topic_gap ON meeting_topic (gap_id);
CREATE TABLE meeting_step (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting(id), pos INTEGER NOT NULL DEFAULT 0, code TEXT NOT NULL DEFAULT '',
    minutes INTEGER NOT NULL DEFAULT 5 CHECK (minutes BETWEEN 0 AND 480), text TEXT NOT NULL CHECK (text <> ''),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'skipped')), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX meeting_step_meeting ON meeting_step (meeting_id, pos);
CREATE TABLE retro_note (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meeting(id), pos INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL CHECK (kind IN ('good', 'complaint', 'idea')), text TEXT NOT NULL CHECK (text <> ''),
    problem TEXT NOT NULL DEFAULT '', tag TEXT NOT NULL DEFAULT '', votes INTEGER NOT NULL DEFAULT 0 CHECK (votes >= 0),
    merged_into_id TEXT REFERENCES retro_note(id), gap_id TEXT REFERENCES gap(id), cause_id TEXT REFERENCES cause(id),
    version INTEGER NOT NULL DEFAULT 1, CHECK (merged_into_id IS NULL OR merged_into_id <> id)
) STRICT;
CREATE INDEX retro_note_meeting ON retro_note (meeting_id, pos);
CREATE INDEX retro_note_merged ON retro_note (merged_into_id);
CREATE INDEX retro_note_gap ON retro_note (gap_id);
CREATE INDEX retro_note_cause ON retro_note (cause_id);
"""

_READABLE = """
CREATE VIEW gaps_list AS
    SELECT coalesce(p.name, u.name, '') AS whose, g.dimension, g.target, g.actual, g.gap_value AS gap, g.unit, g.severity,
        c.text AS root_cause, a.title AS measure, o.name AS owner, a.due_date, g.state
    FROM gap g LEFT JOIN person p ON p.id = g.person_id LEFT JOIN unit u ON u.id = g.unit_id
    LEFT JOIN cause c ON c.gap_id = g.id AND c.is_root = 1 AND c.state = 'confirmed'
    LEFT JOIN action a ON a.origin_entity = 'cause' AND a.origin_id = c.id AND a.state <> 'cancelled'
    LEFT JOIN person o ON o.id = a.owner_person_id;
"""


def script(captured_before: dict[str, tuple[str, ...]]) -> str:
    """Everything that the migration does.

    Args:
        captured_before: Table to the columns that its triggers captured until now.
    """
    grown = "".join(recaptured(table, (*captured_before[table], *columns)) for table, columns in ADDED.items())
    meeting = capture_triggers("meeting", alignment_tables.CAPTURED["meeting"])  # its old ones went with the old table
    tables = _ASSESSMENTS + _GAPS + _ACTIONS + _RETROSPECTIVES + feedback_tables.TABLES
    captured = "".join(capture_triggers(table, columns) for table, columns in (CAPTURED | feedback_tables.CAPTURED).items())
    return _MEETING + meeting + tables + _READABLE + grown + captured


def recaptured(table: str, columns: tuple[str, ...]) -> str:
    """The triggers of a table made anew, because it captures other columns now."""
    dropped = "".join(f"DROP TRIGGER {table}_{name};\n" for name in CAPTURE_NAMES)
    return dropped + capture_triggers(table, columns)
