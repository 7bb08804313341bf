"""The tables of the first migration: units, people, cycles, goals, key results, check-ins, and what is kept aside."""

from __future__ import annotations

CAPTURED = {
    "unit": ("name", "parent_id", "is_archived"),
    "person": (
        *("staff_no", "name", "pinyin", "initials", "sort_key", "unit_id", "position", "email", "hire_date", "exit_date"),
        *("salary_minor", "salary_currency", "is_archived"),
    ),
    "reporting": ("person_id", "manager_id", "since", "until"),
    "cycle": ("name", "kind", "start_date", "end_date", "state"),
    "goal": (
        *("title", "description", "level", "owner_person_id", "owner_unit_id", "parent_id", "pos", "cycle_id", "kind", "weight"),
        *("counts_in_appraisal", "state", "priority", "tags", "start_date", "due_date"),
    ),
    "key_result": (
        *("goal_id", "title", "pos", "operator", "unit", "baseline", "target", "low", "high", "red_low", "red_high", "tolerance"),
        *("commit_value", "stretch_value", "maximum", "weight", "due_date", "cadence_days", "priority", "tags", "is_archived"),
        "definition_hash",
    ),
    "check_in": ("key_result_id", "on_date", "value", "confidence", "note", "blocker", "next_action", "is_late"),
    "goal_link": ("from_goal_id", "to_goal_id", "kind", "state", "resolution"),
}
"""Table to the columns whose changes the event log holds; what is computed (the tree) is not captured."""

# date(x, '+0 days') and not date(x), which before SQLite 3.46 lets the 30th of February pass.
_ORGANISATION = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO meta (name, value) VALUES ('chain_key', lower(hex(randomblob(32))));
CREATE TABLE unit (
    id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), parent_id TEXT REFERENCES unit(id),
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)), version INTEGER NOT NULL DEFAULT 1,
    CHECK (parent_id IS NULL OR parent_id <> id)
) STRICT;
CREATE INDEX unit_parent ON unit (parent_id);
CREATE UNIQUE INDEX unit_name ON unit (coalesce(parent_id, ''), name) WHERE is_archived = 0;
CREATE TABLE person (
    id TEXT PRIMARY KEY, staff_no TEXT NOT NULL UNIQUE CHECK (staff_no <> ''), name TEXT NOT NULL CHECK (name <> ''),
    pinyin TEXT NOT NULL DEFAULT '', initials TEXT NOT NULL DEFAULT '', sort_key TEXT NOT NULL DEFAULT '',
    unit_id TEXT REFERENCES unit(id), position TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
    hire_date TEXT CHECK (hire_date IS date(hire_date, '+0 days')),
    exit_date TEXT CHECK (exit_date IS date(exit_date, '+0 days')),
    salary_minor INTEGER, salary_currency TEXT, is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1,
    CHECK (exit_date IS NULL OR hire_date IS NULL OR exit_date >= hire_date),
    CHECK ((salary_minor IS NULL) = (salary_currency IS NULL))
) STRICT;
CREATE INDEX person_unit ON person (unit_id);
CREATE INDEX person_sort ON person (sort_key, staff_no, is_archived, exit_date);
CREATE INDEX person_initials ON person (initials);
CREATE TABLE reporting (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person(id), manager_id TEXT NOT NULL REFERENCES person(id),
    since TEXT NOT NULL CHECK (since IS date(since, '+0 days')),
    until TEXT CHECK (until IS date(until, '+0 days')), version INTEGER NOT NULL DEFAULT 1,
    CHECK (person_id <> manager_id), CHECK (until IS NULL OR until > since)
) STRICT;
CREATE UNIQUE INDEX reporting_open ON reporting (person_id) WHERE until IS NULL;
CREATE INDEX reporting_person ON reporting (person_id, since);
CREATE INDEX reporting_manager ON reporting (manager_id, since);
CREATE TABLE cycle (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE CHECK (name <> ''), kind TEXT NOT NULL CHECK (kind IN ('quarter', 'half', 'year')),
    start_date TEXT NOT NULL CHECK (start_date IS date(start_date, '+0 days')),
    end_date TEXT NOT NULL CHECK (end_date IS date(end_date, '+0 days')),
    state TEXT NOT NULL DEFAULT 'planning' CHECK (state IN ('planning', 'active', 'reviewing', 'closed')),
    version INTEGER NOT NULL DEFAULT 1, CHECK (end_date > start_date)
) STRICT;
"""

_GOALS = """
CREATE TABLE goal (
    id TEXT PRIMARY KEY, title TEXT NOT NULL CHECK (title <> ''), description TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL CHECK (level IN ('theme', 'unit', 'person')),
    owner_person_id TEXT REFERENCES person(id), owner_unit_id TEXT REFERENCES unit(id),
    parent_id TEXT REFERENCES goal(id), pos INTEGER NOT NULL DEFAULT 0, cycle_id TEXT NOT NULL REFERENCES cycle(id),
    kind TEXT NOT NULL DEFAULT 'committed' CHECK (kind IN ('committed', 'stretch', 'kpi', 'development')),
    weight INTEGER NOT NULL DEFAULT 10000 CHECK (weight BETWEEN 0 AND 10000),
    counts_in_appraisal INTEGER NOT NULL DEFAULT 1 CHECK (counts_in_appraisal IN (0, 1)),
    state TEXT NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'proposed', 'agreed', 'active', 'scored', 'closed', 'returned', 'archived')),
    priority TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '',
    start_date TEXT CHECK (start_date IS date(start_date, '+0 days')),
    due_date TEXT CHECK (due_date IS date(due_date, '+0 days')),
    version INTEGER NOT NULL DEFAULT 1, CHECK (parent_id IS NULL OR parent_id <> id)
) STRICT;
CREATE INDEX goal_parent ON goal (parent_id, pos);
CREATE INDEX goal_person ON goal (owner_person_id);
CREATE INDEX goal_unit ON goal (owner_unit_id);
CREATE INDEX goal_cycle ON goal (cycle_id);
CREATE TABLE key_result (
    id TEXT PRIMARY KEY, goal_id TEXT NOT NULL REFERENCES goal(id), title TEXT NOT NULL CHECK (title <> ''),
    pos INTEGER NOT NULL DEFAULT 0, operator TEXT NOT NULL, unit TEXT NOT NULL DEFAULT '',
    baseline TEXT, target TEXT, low TEXT, high TEXT, red_low TEXT, red_high TEXT, tolerance TEXT,
    commit_value TEXT, stretch_value TEXT, maximum TEXT,
    weight INTEGER NOT NULL DEFAULT 10000 CHECK (weight BETWEEN 0 AND 10000),
    due_date TEXT CHECK (due_date IS date(due_date, '+0 days')),
    cadence_days INTEGER NOT NULL DEFAULT 30 CHECK (cadence_days BETWEEN 1 AND 366),
    priority TEXT NOT NULL DEFAULT '', tags TEXT NOT NULL DEFAULT '',
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)), definition_hash TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX key_result_goal ON key_result (goal_id, pos);
CREATE TABLE check_in (
    id TEXT PRIMARY KEY, key_result_id TEXT NOT NULL REFERENCES key_result(id),
    on_date TEXT NOT NULL CHECK (on_date IS date(on_date, '+0 days')), value TEXT, confidence TEXT,
    note TEXT NOT NULL DEFAULT '', blocker TEXT NOT NULL DEFAULT '', next_action TEXT NOT NULL DEFAULT '',
    is_late INTEGER NOT NULL DEFAULT 0 CHECK (is_late IN (0, 1)), version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX check_in_latest ON check_in (key_result_id, on_date, id);
CREATE TABLE goal_link (
    id TEXT PRIMARY KEY, from_goal_id TEXT NOT NULL REFERENCES goal(id), to_goal_id TEXT NOT NULL REFERENCES goal(id),
    kind TEXT NOT NULL CHECK (kind IN ('contributes', 'depends', 'conflicts')), state TEXT NOT NULL DEFAULT 'open',
    resolution TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 1,
    CHECK (from_goal_id <> to_goal_id), UNIQUE (from_goal_id, to_goal_id, kind)
) STRICT;
CREATE INDEX goal_link_to ON goal_link (to_goal_id);
CREATE TABLE node (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, is_key_result INTEGER NOT NULL CHECK (is_key_result IN (0, 1)),
    parent INTEGER, path TEXT NOT NULL, depth INTEGER NOT NULL, cycle INTEGER NOT NULL, is_top INTEGER NOT NULL,
    is_archived INTEGER NOT NULL DEFAULT 0, weight INTEGER NOT NULL, progress INTEGER,
    weighted INTEGER NOT NULL DEFAULT 0, measured INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0,
    value TEXT, confidence TEXT, checked_on TEXT, next_due TEXT
) STRICT;
CREATE INDEX node_parent ON node (parent, path);
CREATE INDEX node_path ON node (path, depth, cycle, is_archived);
CREATE INDEX node_top ON node (path) WHERE is_top = 1;
CREATE INDEX node_due ON node (next_due) WHERE next_due IS NOT NULL AND is_archived = 0;
"""

_ASIDE = """
CREATE TABLE draft (
    actor TEXT NOT NULL, form TEXT NOT NULL, subject TEXT NOT NULL DEFAULT '', fields TEXT NOT NULL CHECK (json_valid(fields)),
    at TEXT NOT NULL, PRIMARY KEY (actor, form, subject)
) STRICT;
CREATE TABLE setting (actor TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (actor, name)) STRICT;
CREATE TABLE saved_view (
    actor TEXT NOT NULL, screen TEXT NOT NULL, name TEXT NOT NULL, spec TEXT NOT NULL CHECK (json_valid(spec)),
    PRIMARY KEY (actor, screen, name)
) STRICT;
CREATE TABLE recent (actor TEXT NOT NULL, entity TEXT NOT NULL, entity_id TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (actor, entity, entity_id)) STRICT;
"""

_VIEWS = """
CREATE VIEW current_manager AS
    SELECT r.person_id, r.manager_id FROM reporting r WHERE r.until IS NULL;
CREATE VIEW people_list AS
    SELECT p.staff_no, p.name, u.name AS unit, p.position, m.name AS manager, p.hire_date, p.exit_date, p.email
    FROM person p LEFT JOIN unit u ON u.id = p.unit_id
    LEFT JOIN reporting r ON r.person_id = p.id AND r.until IS NULL LEFT JOIN person m ON m.id = r.manager_id;
CREATE VIEW goals_list AS
    SELECT n.path, n.depth, g.title, 'goal' AS what, coalesce(p.name, u.name) AS owner, c.name AS cycle, g.state,
           g.weight / 100.0 AS weight_percent, n.progress / 10000.0 AS progress_percent
    FROM node n JOIN goal g ON g.id = n.ref JOIN cycle c ON c.id = g.cycle_id
    LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id WHERE n.is_key_result = 0
    UNION ALL
    SELECT n.path, n.depth, k.title, 'key result', coalesce(p.name, u.name), c.name, g.state,
           k.weight / 100.0, n.progress / 10000.0
    FROM node n JOIN key_result k ON k.id = n.ref JOIN goal g ON g.id = k.goal_id JOIN cycle c ON c.id = g.cycle_id
    LEFT JOIN person p ON p.id = g.owner_person_id LEFT JOIN unit u ON u.id = g.owner_unit_id WHERE n.is_key_result = 1;
"""

SCRIPT = _ORGANISATION + _GOALS + _ASIDE + _VIEWS
